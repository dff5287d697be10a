//! Values within limits: what is sent in an example is accepted.

use serde_json::Value;
use wharf_runtime::pattern;

/// What is said about a value: keywords and what stands behind them.
type Limits = [(String, Value)];

/// The most items of an example.
const MOST: usize = 8;

fn limit<'l>(limits: &'l Limits, keyword: &str) -> Option<&'l Value> {
    limits.iter().find(|(known, _)| known == keyword).map(|(_, value)| value)
}

fn size(limits: &Limits, keyword: &str) -> Option<usize> {
    limit(limits, keyword)?.as_u64().and_then(|size| usize::try_from(size).ok())
}

/// Zero, or the number next to it that is accepted.
pub fn number(limits: &Limits, is_integer: bool) -> Value {
    let of = |keyword| limit(limits, keyword).and_then(Value::as_f64);
    let (least, most) = (of("minimum"), of("maximum"));
    let (above, below) = (of("exclusiveMinimum"), of("exclusiveMaximum"));
    let step = of("multipleOf").filter(|step| *step > 0.0);
    let fits = |value: &f64| {
        let is_multiple = step.is_none_or(|step| ((value / step) - (value / step).round()).abs() < 1e-9);
        let is_within = least.is_none_or(|least| *value >= least) && most.is_none_or(|most| *value <= most);
        let is_between = above.is_none_or(|above| *value > above) && below.is_none_or(|below| *value < below);
        is_multiple && is_within && is_between && (!is_integer || value.fract() == 0.0)
    };
    let next = step.unwrap_or(1.0);
    let up = |value: f64| (value / next).ceil() * next;
    let down = |value: f64| (value / next).floor() * next;
    let between = above.or(least).zip(below.or(most)).map(|(one, other)| f64::midpoint(one, other));
    let near = [
        Some(0.0),
        Some(1.0),
        least,
        least.map(up),
        above.map(|above| up(above + next)),
        above.map(up),
        most,
        most.map(down),
        below.map(|below| down(below - next)),
        below.map(down),
        between,
    ];
    let found = near.into_iter().flatten().find(fits).unwrap_or(0.0);
    // Numbers of the document keep the form that they have there.
    let written = limits.iter().map(|(_, value)| value).find(|value| value.as_f64() == Some(found));
    written.cloned().unwrap_or_else(|| plain(found))
}

#[allow(clippy::cast_possible_truncation, reason = "it has no fraction, and no more digits than are exact")]
fn plain(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 1e15 { (number as i64).into() } else { number.into() }
}

/// A text, or one that is like it and accepted.
pub fn text(limits: &Limits, text: &str) -> String {
    let pattern = limit(limits, "pattern").and_then(Value::as_str).filter(|pattern| pattern::is_understood(pattern));
    let (least, most) = (size(limits, "minLength").unwrap_or(0), size(limits, "maxLength").unwrap_or(usize::MAX));
    let fits = |text: &String| {
        (least..=most).contains(&text.chars().count()) && pattern.is_none_or(|pattern| pattern::matches(pattern, text))
    };
    let long: String = text.chars().chain(std::iter::repeat('x')).take(text.chars().count().max(least)).collect();
    let cut: String = long.chars().take(most).collect();
    let by_pattern = || pattern.and_then(pattern::example);
    Some(cut).filter(&fits).or_else(|| by_pattern().filter(&fits)).unwrap_or_else(|| text.to_owned())
}

/// The members that an object needs beside those that are `required` in any case: those that come with others, and of several
/// groups of which one is asked for the first that does not have what must not be.
pub fn needed<'l>(limits: &'l Limits, required: Vec<&'l str>) -> Vec<&'l str> {
    let mut needed = required;
    for (keyword, value) in limits {
        if ["anyOf", "oneOf"].contains(&keyword.as_str()) {
            let groups: Vec<Vec<&str>> = value.as_array().into_iter().flatten().map(names).collect();
            let is_met = groups.iter().any(|group| group.iter().all(|name| needed.contains(name)));
            let first = groups.iter().find(|group| !is_refused(limits, &needed, group));
            needed.extend(first.filter(|_| !is_met).into_iter().flatten());
        }
    }
    // One that comes with another may bring a third.
    let with = limit(limits, "dependentRequired").and_then(Value::as_object);
    let mut at = 0;
    while let Some(name) = needed.get(at).copied() {
        let brought = with.and_then(|with| with.get(name)).and_then(Value::as_array).into_iter().flatten();
        for other in brought.filter_map(Value::as_str) {
            if !needed.contains(&other) {
                needed.push(other);
            }
        }
        at += 1;
    }
    needed
}

/// The members that a schema asks for.
fn names(schema: &Value) -> Vec<&str> {
    let names = schema.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether an object must not have all of these members, beside what it has.
fn is_refused(limits: &Limits, needed: &[&str], group: &[&str]) -> bool {
    let refused = limit(limits, "not").map(names).unwrap_or_default();
    !refused.is_empty() && refused.iter().all(|name| needed.contains(name) || group.contains(name))
}

/// How many items a list has.
pub fn count(limits: &Limits) -> usize {
    let least = size(limits, "minItems").unwrap_or(1).clamp(1, MOST);
    least.min(size(limits, "maxItems").unwrap_or(MOST))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    fn limits(given: &Value) -> Vec<(String, Value)> {
        given.as_object().unwrap().iter().map(|(keyword, value)| (keyword.clone(), value.clone())).collect()
    }

    #[test]
    fn numbers() {
        let rows = [
            (json!({}), true, json!(0)),
            (json!({"minimum": 20}), true, json!(20)),
            (json!({"minimum": 3, "multipleOf": 5}), true, json!(5)),
            (json!({"exclusiveMinimum": 0, "multipleOf": 0.5}), false, json!(1)),
            (json!({"exclusiveMinimum": 0, "exclusiveMaximum": 1}), false, json!(0.5)),
            (json!({"maximum": -2}), true, json!(-2)),
            (json!({"exclusiveMaximum": -2}), true, json!(-3)),
        ];
        for (given, is_integer, expected) in rows {
            assert_eq!(super::number(&limits(&given), is_integer), expected, "{given}");
        }
    }

    #[test]
    fn members() {
        let either = json!([{"required": ["a", "b"]}, {"required": ["c"]}]);
        let rows = [
            (json!({}), vec!["x"], vec!["x"]),
            (json!({"anyOf": either}), vec![], vec!["a", "b"]),
            (json!({"oneOf": either}), vec!["c"], vec!["c"]),
            (json!({"anyOf": either, "not": {"required": ["a", "x"]}}), vec!["x"], vec!["x", "c"]),
            (json!({"dependentRequired": {"a": ["b"], "b": ["c"]}}), vec!["a"], vec!["a", "b", "c"]),
            (json!({"anyOf": [{"type": "object"}]}), vec![], vec![]),
        ];
        for (given, required, expected) in rows {
            assert_eq!(super::needed(&limits(&given), required), expected, "{given}");
        }
    }

    #[test]
    fn texts() {
        let rows = [
            (json!({}), "name"),
            (json!({"minLength": 6}), "namexx"),
            (json!({"maxLength": 2}), "na"),
            (json!({"pattern": "^[A-Z]{2}-[0-9]+$"}), "AA-1"),
            (json!({"pattern": "^(?=x)"}), "name"),
        ];
        for (given, expected) in rows {
            assert_eq!(super::text(&limits(&given), "name"), expected, "{given}");
        }
    }
}
