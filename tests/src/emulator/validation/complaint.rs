//! What is wrong with a value, in the words and codes that the API uses.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// One thing that is not as the document says. Never shows a string of the value, which may be a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The part at fault, such as `network_policy.allowed_domains[0]`; empty for the whole.
    pub param: String,
    /// What is wrong.
    pub message: String,
    /// A name for programs.
    pub code: &'static str,
}

impl Complaint {
    /// A complaint about one part.
    pub fn new(param: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self { param: param.into(), message: message.into(), code }
    }

    /// Words what the validator found below `root`, the name of the value.
    pub(super) fn from_error(root: &str, error: &ValidationError<'_>) -> Self {
        if let Kind::OneOfNotValid { context } | Kind::AnyOf { context } = error.kind() {
            return Self::from_branches(root, error, context);
        }
        let param = dotted(root, error.instance_path().as_str());
        let (code, message) = word(&param, error);
        let param = match missing_or_unknown(error) {
            Some(name) => join(&param, &name),
            None => param,
        };
        Self { param, message, code }
    }

    /// Of the branches of a union, the one that was meant is the one whose constants fit: its first error. Where none
    /// was meant, what the constants may be.
    fn from_branches(root: &str, error: &ValidationError<'_>, branches: &[Branch]) -> Self {
        if let Some(error) =
            branches.iter().find(|errors| !errors.iter().any(is_constant)).and_then(|meant| meant.first())
        {
            return Self::from_error(root, error);
        }
        let constants: Vec<&ValidationError<'_>> =
            branches.iter().flatten().filter(|error| is_constant(error)).collect();
        let place = constants.first().map_or(error.instance_path(), |first| first.instance_path());
        let param = dotted(root, place.as_str());
        let values: Vec<String> = constants.iter().filter_map(|error| constant(error)).collect();
        let message = format!("Invalid '{param}': expected one of {}.", values.join(", "));
        Self { param, message, code: "invalid_value" }
    }
}

/// What one branch of a union has against a value.
type Branch = Vec<ValidationError<'static>>;

fn is_constant(error: &ValidationError<'_>) -> bool {
    constant(error).is_some()
}

fn constant(error: &ValidationError<'_>) -> Option<String> {
    match error.kind() {
        Kind::Constant { expected_value } => Some(expected_value.to_string()),
        _ => None,
    }
}

fn missing_or_unknown(error: &ValidationError<'_>) -> Option<String> {
    match error.kind() {
        Kind::Required { property } => property.as_str().map(str::to_owned),
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            unexpected.first().cloned()
        }
        _ => None,
    }
}

fn word(param: &str, error: &ValidationError<'_>) -> (&'static str, String) {
    let instance = error.instance();
    let name = missing_or_unknown(error).map(|name| join(param, &name)).unwrap_or_default();
    let length = instance.as_str().map_or(0, |text| text.chars().count());
    let count = instance.as_array().map_or(0, Vec::len);
    match error.kind() {
        Kind::Required { .. } => ("missing_required_parameter", format!("Missing required parameter: '{name}'.")),
        Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. } => {
            ("unknown_parameter", format!("Unknown parameter: '{name}'."))
        }
        Kind::Type { kind } => {
            let (expected, found) = (expected(kind), json_type(instance));
            ("invalid_type", format!("Invalid type for '{param}': expected {expected}, but got {found}."))
        }
        Kind::Maximum { limit } => (
            "integer_above_max_value",
            format!("Invalid '{param}': expected a value of at most {limit}, but got {instance}."),
        ),
        Kind::Minimum { limit } => (
            "integer_below_min_value",
            format!("Invalid '{param}': expected a value of at least {limit}, but got {instance}."),
        ),
        Kind::MaxLength { limit } => (
            "string_above_max_length",
            format!("Invalid '{param}': expected at most {limit} characters, but got {length}."),
        ),
        Kind::MinLength { limit } => (
            "string_below_min_length",
            format!("Invalid '{param}': expected at least {limit} characters, but got {length}."),
        ),
        Kind::MaxItems { limit } => {
            ("array_above_max_length", format!("Invalid '{param}': expected at most {limit} items, but got {count}."))
        }
        Kind::MinItems { limit } => {
            ("array_below_min_length", format!("Invalid '{param}': expected at least {limit} items, but got {count}."))
        }
        Kind::Enum { options } => ("invalid_value", format!("Invalid '{param}': expected one of {options}.")),
        Kind::Constant { expected_value } => {
            ("invalid_value", format!("Invalid '{param}': expected {expected_value}."))
        }
        _ => ("invalid_value", format!("Invalid '{param}': {}.", error.masked())),
    }
}

fn expected(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(several) => several.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(" or "),
    }
}

fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// `/a/0/b` below `root` as `root.a[0].b`.
fn dotted(root: &str, pointer: &str) -> String {
    pointer.split('/').skip(1).fold(root.to_owned(), |path, part| {
        if part.bytes().all(|byte| byte.is_ascii_digit()) { format!("{path}[{part}]") } else { join(&path, part) }
    })
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::dotted;

    #[test]
    fn pointers_become_paths() {
        assert_eq!(dotted("", ""), "");
        assert_eq!(dotted("limit", ""), "limit");
        assert_eq!(dotted("", "/network_policy/allowed_domains/0"), "network_policy.allowed_domains[0]");
    }
}
