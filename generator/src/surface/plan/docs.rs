//! Paragraphs of documentation from what the document says.

use serde_json::Value;

use crate::api::Docs;

use super::ident::words;
use super::rules;

/// How many words before and behind the word "default" may give the value.
const BEFORE: usize = 6;
const BEHIND: usize = 8;

/// Title and description; `fallback` where there is neither.
pub(super) fn paragraphs(docs: &Docs, fallback: &str) -> Vec<String> {
    let mut out = described(docs, "");
    if out.is_empty() {
        out.push(fallback.to_owned());
    }
    out
}

/// Title and description of something called `name`. A title that is the name again says nothing.
pub(super) fn described(docs: &Docs, name: &str) -> Vec<String> {
    let title = docs.title.trim();
    let description = docs.description.trim();
    let mut out = Vec::new();
    if !title.is_empty() && !starts_with(description, title) && words(title) != words(name) {
        out.push(title.to_owned());
    }
    if !description.is_empty() {
        out.push(description.to_owned());
    }
    out
}

/// The default, unless `docs` tell it.
pub(super) fn untold<'v>(default: Option<&'v Value>, docs: &[String]) -> Option<&'v Value> {
    default.filter(|value| !docs.iter().any(|text| tells_default(text, value)))
}

/// Whether `text` gives `value` close to the word "default".
fn tells_default(text: &str, value: &Value) -> bool {
    if value.as_str().is_some_and(|value| value.trim().is_empty()) {
        return tells(text, "empty");
    }
    if let Value::Array(items) = value {
        let is_empty = items.is_empty() && text.to_lowercase().contains("empty");
        return is_empty
            || !items.is_empty() && items.iter().all(|item| tells_default(text, item))
            || tells(text, "[]");
    }
    tells(text, &value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Whether `text` gives `value`, as it is written in a word or several, close to the word "default".
fn tells(text: &str, value: &str) -> bool {
    let value = value.to_lowercase();
    if value.trim().contains(char::is_whitespace) {
        return tells_words(text, &value);
    }
    let number: Option<f64> = value.parse().ok();
    let text = text.to_lowercase();
    let tokens: Vec<&str> = text.split(|c: char| c.is_whitespace() || "`'\"()=:;".contains(c)).collect();
    let tokens: Vec<&str> = tokens.iter().map(|token| token.trim_matches(['.', ',', '*'])).collect();
    let same = |token: &str| token.parse::<f64>().ok().zip(number).is_some_and(|(a, b)| (a - b).abs() < f64::EPSILON);
    let is_value = |token: &&str| *token == value || token.replace(',', "") == value || same(token);
    let near = |at: usize| tokens.get(at.saturating_sub(BEFORE)..).unwrap_or_default().iter().take(BEFORE + BEHIND);
    let defaults = tokens.iter().enumerate().filter(|(_, token)| token.starts_with("default"));
    let mut places = defaults.map(|(at, _)| at);
    places.any(|at| near(at).any(is_value))
}

/// The same for a value of several words.
fn tells_words(text: &str, value: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace(['`', '\'', '"'], "");
    let (text, value) = (plain(text), plain(value));
    let sentences = text.split(". ");
    sentences.into_iter().any(|sentence| sentence.contains("default") && sentence.contains(value.trim()))
}

/// Adds `sentence`, unless `docs` tell it in these words.
pub(super) fn add_untold(docs: &mut Vec<String>, sentence: &str) {
    let plain = |text: &str| text.to_lowercase().replace(['`', '\'', '"'], "");
    let told = plain(sentence.trim_end_matches('.'));
    if !docs.iter().any(|text| plain(text).contains(&told)) {
        docs.push(sentence.to_owned());
    }
}

/// One paragraph with what is `said` about values, and the default; none where there is nothing to say.
pub(super) fn limits(mut said: Vec<String>, default: Option<&Value>) -> Option<String> {
    // What must not be is understood behind what must.
    said.sort_by_key(|one| one.starts_with("not "));
    if let Some(default) = default.filter(|value| !value.is_null()) {
        said.extend(rules::code(default).map(|default| format!("by default {default}")));
    }
    // Where one of them has several parts itself, commas would mix them up.
    let has_parts = said.iter().any(|one| one.contains(", ") || one.contains(" or ") || one.starts_with("not "));
    let text = said.join(if has_parts { "; " } else { ", " });
    let mut chars = text.chars();
    let first = chars.next()?;
    Some(format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

fn starts_with(text: &str, start: &str) -> bool {
    let end = start.trim_end_matches('.');
    text.get(..end.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{add_untold, described, limits, untold};
    use crate::api::Docs;

    #[test]
    fn a_default_is_told_once() {
        let told = |text: &str, value: serde_json::Value| untold(Some(&value), &[text.to_owned()]).is_none();
        assert!(told("Sort order. Defaults to `asc`.", json!("asc")));
        assert!(told("Between 1 and 10,000, and the default is 10,000.", json!(10_000)));
        assert!(told("`false` is used by default.", json!(false)));
        assert!(told("Defaults to 'send' (i.e., send.example.com).", json!("send")));
        assert!(told("Default: 1.5", json!(1.5)));
        assert!(told("The default is 1.", json!(1.0)));
        assert!(told("Defaults to 'a word or two'.", json!("a word or two")));
        assert!(told("By default `[]`.", json!([])) && told("Defaults to an empty list.", json!([])));
        assert!(told("By default [\"a\", \"b\"].", json!(["a", "b"])));
        assert!(!told("Two words, a default.", json!("a word")));
        assert!(!told("Sort order, `asc` or `desc`.", json!("asc")));
        assert!(!told("Defaults to the ascending order.", json!("asc")));
        assert!(!told(
            "The default is what the account has. It is one of a hundred, or so, and 20 is much.",
            json!(20)
        ));
    }

    #[test]
    fn what_is_said_is_not_said_again() {
        let mut docs = vec!["The kind, which is always \"pet\".".to_owned()];
        add_untold(&mut docs, "Always `pet`.");
        assert_eq!(docs.len(), 1);
        add_untold(&mut docs, "Always `cat`.");
        assert_eq!(docs[1], "Always `cat`.");
    }

    #[test]
    fn a_title_that_is_the_name_says_nothing() {
        let titled = |title: &str| Docs { title: title.to_owned(), ..Docs::default() };
        assert!(described(&titled("Created At"), "created_at").is_empty());
        assert_eq!(described(&titled("Time of creation"), "created_at"), ["Time of creation"]);
    }

    #[test]
    fn limits_are_one_sentence() {
        let said = || vec!["at least 1".to_owned(), "at most 100".to_owned()];
        assert_eq!(limits(said(), Some(&json!(20))).as_deref(), Some("At least 1, at most 100, by default `20`."));
        assert_eq!(limits(said(), Some(&json!(null))).as_deref(), Some("At least 1, at most 100."));
        assert_eq!(limits(Vec::new(), None), None);
    }

    #[test]
    fn defaults_that_hardly_show_are_told() {
        let said = |value: serde_json::Value| limits(Vec::new(), Some(&value)).unwrap_or_default();
        assert_eq!(said(json!("")), "By default `\"\"`.");
        assert_eq!(said(json!(" ")), "By default `\" \"`.");
        assert_eq!(said(json!("a\nb")), "By default `\"a\\nb\"`.");
        assert_eq!(said(json!("use `x` here")), "By default ``use `x` here``.");
        assert_eq!(said(json!("`x`")), "By default `` `x` ``.");
        assert!(untold(Some(&json!("")), &["Defaults to an empty text.".to_owned()]).is_none());
        assert!(untold(Some(&json!("")), &["The default: nothing.".to_owned()]).is_some());
    }
}
