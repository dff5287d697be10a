//! Paragraphs of documentation from what the document says.

use serde_json::Value;

use crate::api::{Constraints, Docs, Scalar, Shape};

/// How a limit is said; `{}` stands for its value.
const LIMITS: &[(&str, &str)] = &[
    ("minimum", "at least {}"),
    ("exclusiveMinimum", "more than {}"),
    ("maximum", "at most {}"),
    ("exclusiveMaximum", "less than {}"),
    ("multipleOf", "a multiple of {}"),
    ("minLength", "at least {} characters"),
    ("maxLength", "at most {} characters"),
    ("pattern", "matches `{}`"),
    ("minItems", "at least {} items"),
    ("maxItems", "at most {} items"),
    ("minProperties", "at least {} members"),
    ("maxProperties", "at most {} members"),
];

/// Longer values of a keyword are left to the document.
const LONGEST_VALUE: usize = 200;

/// Title and description; `fallback` where there is neither.
pub(super) fn paragraphs(docs: &Docs, fallback: &str) -> Vec<String> {
    let title = docs.title.trim();
    let description = docs.description.trim();
    let mut out = Vec::new();
    if !title.is_empty() && !starts_with(description, title) {
        out.push(title.to_owned());
    }
    if !description.is_empty() {
        out.push(description.to_owned());
    }
    if out.is_empty() {
        out.push(fallback.to_owned());
    }
    out
}

/// The reason not to use something that is marked as deprecated.
pub(super) fn deprecation(docs: &Docs) -> Option<String> {
    docs.deprecated.then(|| {
        let said = docs.description.lines().find(|line| line.to_lowercase().contains("deprecated"));
        said.map_or_else(|| "deprecated by the API".to_owned(), |line| line.trim().to_owned())
    })
}

/// One paragraph with the limits that no type expresses; none where there are none.
pub(super) fn limits(shape: &Shape, constraints: &Constraints, default: Option<&Value>) -> Option<String> {
    let mut keywords: Vec<&(String, Value)> = constraints.keywords.iter().collect();
    let rank = |keyword: &str| LIMITS.iter().position(|(name, _)| *name == keyword).unwrap_or(LIMITS.len());
    keywords.sort_by_key(|(keyword, _)| rank(keyword));
    let mut said: Vec<String> = keywords.into_iter().filter_map(|(keyword, value)| limit(keyword, value)).collect();
    if let Shape::Scalar(Scalar::String(Some(format)) | Scalar::Number(Some(format)) | Scalar::Integer(Some(format))) =
        shape
    {
        said.extend(format_name(format));
    }
    if let Some(default) = default.filter(|value| !value.is_null()) {
        said.push(format!("by default {}", code(default)?));
    }
    let text = said.join(", ");
    let mut chars = text.chars();
    let first = chars.next()?;
    Some(format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

fn limit(keyword: &str, value: &Value) -> Option<String> {
    if keyword == "uniqueItems" {
        return (value == &Value::Bool(true)).then(|| "no item twice".to_owned());
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.len() > LONGEST_VALUE || text.contains('`') || text.contains('\n') {
        return None;
    }
    match LIMITS.iter().find(|(name, _)| *name == keyword) {
        Some((_, phrase)) if text == "1" => Some(phrase.replace("{}", &text).trim_end_matches('s').to_owned()),
        Some((_, phrase)) => Some(phrase.replace("{}", &text)),
        None => Some(format!("`{keyword}`: `{text}`")),
    }
}

/// A format that the type does not show.
fn format_name(format: &str) -> Option<String> {
    match format {
        "int32" | "int64" | "float" | "double" | "date" | "date-time" | "password" | "binary" | "string" | "" => None,
        "byte" => Some("in base64".to_owned()),
        other if other.contains('`') || other.contains('\n') => None,
        other => Some(format!("format `{other}`")),
    }
}

fn code(value: &Value) -> Option<String> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    (text.len() <= LONGEST_VALUE && !text.contains('`') && !text.contains('\n') && !text.is_empty())
        .then(|| format!("`{text}`"))
}

fn starts_with(text: &str, start: &str) -> bool {
    let end = start.trim_end_matches('.');
    text.get(..end.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::limits;
    use crate::api::{Constraints, Scalar, Shape};

    #[test]
    fn limits_are_one_sentence() {
        let constraints =
            Constraints { keywords: vec![("minimum".to_owned(), json!(1)), ("maximum".to_owned(), json!(100))] };
        let shape = Shape::Scalar(Scalar::Integer(None));
        assert_eq!(
            limits(&shape, &constraints, Some(&json!(20))).as_deref(),
            Some("At least 1, at most 100, by default `20`.")
        );
        assert_eq!(limits(&shape, &Constraints::default(), None), None);
    }
}
