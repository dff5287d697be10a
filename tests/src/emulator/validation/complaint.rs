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
        Self {
            param: param.into(),
            message: message.into(),
            code,
        }
    }

    /// Words what the validator found below `root`, the name of the value.
    pub fn from_error(root: &str, error: &ValidationError<'_>) -> Self {
        if let Kind::OneOfNotValid { context } | Kind::AnyOf { context } = error.kind()
            && let Some(branch) = meant(context)
        {
            return Self::from_error(root, branch);
        }
        let param = dotted(root, &error.instance_path().to_string());
        let (code, message) = word(&param, error);
        let param = match missing_or_unknown(error) {
            Some(name) => join(&param, &name),
            None => param,
        };
        Self {
            param,
            message,
            code,
        }
    }
}

/// Of the branches of a union, the one that was meant: its constants fit. Of that, the first error.
fn meant<'e>(context: &'e [Vec<ValidationError<'static>>]) -> Option<&'e ValidationError<'static>> {
    let is_other = |errors: &&Vec<ValidationError<'static>>| {
        errors
            .iter()
            .any(|error| matches!(error.kind(), Kind::Constant { .. }))
    };
    let branch = context
        .iter()
        .find(|errors| !is_other(errors))
        .or_else(|| context.first())?;
    branch.first()
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
    let name = missing_or_unknown(error)
        .map(|name| join(param, &name))
        .unwrap_or_default();
    let length = instance.as_str().map_or(0, |text| text.chars().count());
    let count = instance.as_array().map_or(0, Vec::len);
    match error.kind() {
        Kind::Required { .. } => (
            "missing_required_parameter",
            format!("Missing required parameter: '{name}'."),
        ),
        Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. } => {
            ("unknown_parameter", format!("Unknown parameter: '{name}'."))
        }
        Kind::Type { kind } => {
            let (expected, found) = (expected(kind), json_type(instance));
            (
                "invalid_type",
                format!("Invalid type for '{param}': expected {expected}, but got {found}."),
            )
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
        Kind::MaxItems { limit } => (
            "array_above_max_length",
            format!("Invalid '{param}': expected at most {limit} items, but got {count}."),
        ),
        Kind::MinItems { limit } => (
            "array_below_min_length",
            format!("Invalid '{param}': expected at least {limit} items, but got {count}."),
        ),
        Kind::Enum { options } => (
            "invalid_value",
            format!("Invalid '{param}': expected one of {options}."),
        ),
        Kind::Constant { expected_value } => (
            "invalid_value",
            format!("Invalid '{param}': expected {expected_value}."),
        ),
        _ => (
            "invalid_value",
            format!("Invalid '{param}': {}.", error.masked()),
        ),
    }
}

fn expected(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(several) => several
            .iter()
            .map(|one| one.to_string())
            .collect::<Vec<_>>()
            .join(" or "),
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
    pointer
        .split('/')
        .skip(1)
        .fold(root.to_owned(), |path, part| {
            if part.bytes().all(|byte| byte.is_ascii_digit()) {
                format!("{path}[{part}]")
            } else {
                join(&path, part)
            }
        })
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::dotted;

    #[test]
    fn pointers_become_paths() {
        assert_eq!(dotted("", ""), "");
        assert_eq!(dotted("limit", ""), "limit");
        assert_eq!(
            dotted("", "/network_policy/allowed_domains/0"),
            "network_policy.allowed_domains[0]"
        );
    }
}
