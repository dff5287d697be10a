//! Why something should not be used any more, in the words of the document.

use super::english::first_sentence;
use crate::api::Docs;

/// As long as a warning of the compiler reads well, in bytes.
const LONG: usize = 200;

/// Words of a reason that does not speak of a deprecation itself.
const REASONS: &[&str] = &[
    "instead",
    "replaced",
    "replacement",
    "superseded",
    "obsolete",
    "no longer",
    "will be removed",
    "in favor",
    "legacy",
];

/// The reason not to use something that is marked as deprecated.
pub(super) fn deprecation(docs: &Docs) -> Option<String> {
    docs.deprecated.then(|| {
        let told = reason(&docs.description, &["deprecat"]).or_else(|| reason(&docs.description, REASONS));
        told.unwrap_or_else(|| "deprecated by the API".to_owned())
    })
}

/// The first sentence with one of `words`, and those behind it in its paragraph as long as they are short.
fn reason(description: &str, words: &[&str]) -> Option<String> {
    paragraphs(description).iter().find_map(|paragraph| {
        let sentences = sentences(paragraph);
        let says = |sentence: &&str| words.iter().any(|word| sentence.to_lowercase().contains(word));
        let from = sentences.iter().position(says)?;
        let mut told = String::new();
        for sentence in sentences.get(from..)? {
            if !told.is_empty() && told.len() + sentence.len() > LONG {
                break;
            }
            let space = if told.is_empty() { "" } else { " " };
            told.extend([space, sentence]);
        }
        Some(told)
    })
}

/// Paragraphs and items of lists, each in one line.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let begins = line.is_empty() || line.starts_with(['#', '|', '>']) || is_item(line);
        if begins {
            all.push(String::new());
        }
        if let Some(last) = all.last_mut() {
            last.extend([if last.is_empty() { "" } else { " " }, line]);
        }
    }
    all
}

fn is_item(line: &str) -> bool {
    ["- ", "* ", "+ "].iter().any(|marker| line.starts_with(marker))
}

fn sentences(paragraph: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = paragraph;
    while !rest.is_empty() {
        let sentence = first_sentence(rest);
        all.push(sentence);
        rest = rest.get(sentence.len()..).unwrap_or_default().trim_start();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::deprecation;
    use crate::api::Docs;

    #[test]
    fn the_reason_is_a_sentence_and_not_a_line() {
        let reason = |description: &str| {
            let docs = Docs { description: description.to_owned(), deprecated: true, ..Docs::default() };
            deprecation(&docs).unwrap_or_default()
        };
        let rows = [
            (
                "A limit. It is now deprecated in favor of `b`, and is\nnot for c.",
                "It is now deprecated in favor of `b`, and is not for c.",
            ),
            (
                "Use `b` in its place, since this one is\ndeprecated and goes away\nin May.",
                "Use `b` in its place, since this one is deprecated and goes away in May.",
            ),
            ("Deprecated. Use `b`, e.g. for c.\n\nMore.", "Deprecated. Use `b`, e.g. for c."),
            ("The name.\n\n- one\n- deprecated: use b\n- three", "- deprecated: use b"),
            ("Use `new` instead.", "Use `new` instead."),
            ("The name.", "deprecated by the API"),
            ("", "deprecated by the API"),
        ];
        for (description, expected) in rows {
            assert_eq!(reason(description), expected);
        }
        let long = format!("Deprecated. {}", "Long words. ".repeat(40));
        assert!(reason(&long).len() <= super::LONG + 1);
        assert_eq!(deprecation(&Docs::default()), None);
    }
}
