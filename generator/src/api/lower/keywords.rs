//! The keywords of schemas, by what they do to a type.

/// What a keyword of a schema does to its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It decides what the values are.
    Shape,
    /// It narrows them in a way no type expresses.
    Limit,
    /// It only says something about them, or is unknown.
    Note,
}

/// Keywords that decide what the values are.
const SHAPES: [&str; 19] = [
    "$dynamicRef",
    "$recursiveRef",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contentEncoding",
    "contentMediaType",
    "enum",
    "format",
    "items",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "required",
    "type",
    "unevaluatedProperties",
];

/// Keywords that limit values, in the order in which the specification lists them.
pub(super) const LIMITS: [&str; 27] = [
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxContains",
    "minContains",
    "contains",
    "additionalItems",
    "unevaluatedItems",
    "maxProperties",
    "minProperties",
    "propertyNames",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "not",
    "contentSchema",
];

pub(super) fn class(keyword: &str) -> Class {
    if SHAPES.contains(&keyword) {
        Class::Shape
    } else if LIMITS.contains(&keyword) {
        Class::Limit
    } else {
        Class::Note
    }
}

/// Whether `key` is a keyword that shapes or limits.
pub(super) fn is_keyword(key: &str) -> bool {
    class(key) != Class::Note
}

#[cfg(test)]
mod tests {
    use super::{Class, class};

    #[test]
    fn each_class_has_its_keywords() {
        assert_eq!(class("properties"), Class::Shape);
        assert_eq!(class("uniqueItems"), Class::Limit);
        assert_eq!(class("nullable"), Class::Note);
        assert_eq!(class("x-anything"), Class::Note);
    }
}
