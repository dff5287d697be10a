//! Sets of JSON types.

use super::super::JsonType;
use crate::document::Node;

/// A set of JSON types. A number is an integer or has a fraction, so that `number` contains `integer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const NULL: Self = Self(1);
    pub(super) const BOOLEAN: Self = Self(1 << 1);
    pub(super) const INTEGER: Self = Self(1 << 2);
    const FRACTION: Self = Self(1 << 3);
    pub(super) const NUMBER: Self = Self(Self::INTEGER.0 | Self::FRACTION.0);
    pub(super) const STRING: Self = Self(1 << 4);
    pub(super) const ARRAY: Self = Self(1 << 5);
    pub(super) const OBJECT: Self = Self(1 << 6);

    /// Those that a union is split into, with the name of the part.
    const SPLIT: [(Self, &'static str); 5] = [
        (Self::STRING, "string"),
        (Self::NUMBER, "number"),
        (Self::BOOLEAN, "boolean"),
        (Self::ARRAY, "array"),
        (Self::OBJECT, "object"),
    ];

    /// The type that `name` means in `type`; `file` is what some 3.0 documents kept from Swagger.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" | "file" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// What the `type` of a schema allows; none where it says nothing that is understood.
    pub(super) fn declared(schema: Node<'_>) -> Option<Self> {
        let node = schema.get("type")?;
        let one = node.as_str().and_then(Self::named);
        let several = node
            .items()
            .filter_map(|item| {
                item.as_str()
                    .map_or_else(|| (item.kind() == crate::document::Kind::Null).then_some(Self::NULL), Self::named)
            })
            .reduce(Self::or);
        one.or(several)
    }

    /// The types that both have.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types that either has.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types of this one that the other has not.
    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all of `other` are among these.
    pub(super) fn contains(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// The parts that a union of these types has.
    pub(super) fn split(self) -> Vec<(Self, &'static str)> {
        Self::SPLIT
            .into_iter()
            .filter(|(kind, _)| self.and(*kind) != Self::NONE)
            .map(|(kind, name)| (self.and(kind), name))
            .collect()
    }

    /// The types of JSON that these are.
    pub(super) fn types(self) -> Vec<JsonType> {
        let all = [
            (Self::NULL, JsonType::Null),
            (Self::BOOLEAN, JsonType::Boolean),
            (Self::FRACTION, JsonType::Number),
            (Self::STRING, JsonType::String),
            (Self::ARRAY, JsonType::Array),
            (Self::OBJECT, JsonType::Object),
        ];
        let mut types: Vec<JsonType> =
            all.into_iter().filter(|(kind, _)| self.contains(*kind)).map(|(_, name)| name).collect();
        if self.contains(Self::INTEGER) && !self.contains(Self::FRACTION) {
            types.push(JsonType::Integer);
        }
        types
    }

    /// Whether every value but `null` is allowed.
    pub(super) fn is_anything(self) -> bool {
        self.split().len() == Self::SPLIT.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Kinds;

    #[test]
    fn a_number_contains_an_integer() {
        assert!(Kinds::NUMBER.contains(Kinds::INTEGER));
        assert!(!Kinds::INTEGER.contains(Kinds::NUMBER));
        assert_eq!(Kinds::NUMBER.and(Kinds::INTEGER), Kinds::INTEGER);
        assert_eq!(Kinds::NUMBER.and(Kinds::STRING), Kinds::NONE);
    }

    #[test]
    fn an_integer_and_a_number_are_one_part() {
        let both = Kinds::named("integer").and_then(|left| {
            let right = Kinds::named("number")?;
            Some((left, right))
        });
        assert_eq!(both, Some((Kinds::INTEGER, Kinds::NUMBER)));
        assert_eq!(Kinds::NUMBER.split(), [(Kinds::NUMBER, "number")]);
    }
}
