//! What went wrong, by its cause.

use std::collections::BTreeMap;

use super::outcome::Finding;
use super::{Outcome, Record};
use crate::print::{Terminal, count};

/// How many documents of a group are named.
const SOME: usize = 3;

/// One thing that went wrong in some documents.
struct Group<'a> {
    /// Document, place and words, for each time.
    times: Vec<(&'a str, String)>,
    documents: usize,
}

/// Shows the causes, the commonest first, each with some of its documents.
pub fn print(records: &[&Record], terminal: &mut Terminal) {
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for record in records {
        for (cause, words) in causes(record) {
            let group = groups.entry(cause).or_insert_with(|| Group { times: Vec::new(), documents: 0 });
            let is_new = group.times.last().is_none_or(|(document, _)| *document != record.document);
            group.documents += usize::from(is_new);
            group.times.push((&record.document, words));
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.documents));
    for (cause, group) in groups {
        let times =
            if group.times.len() > group.documents { format!(", {} times", group.times.len()) } else { String::new() };
        terminal.out(format_args!("\n{cause}: {}{times}", count(group.documents, "document")));
        let mut named = "";
        let mut left = SOME;
        for (document, words) in &group.times {
            if left > 0 && *document != named {
                terminal.out(format_args!("  {document}:{words}"));
                (named, left) = (document, left - 1);
            }
        }
    }
}

/// Each cause for which a document failed, with what was said.
fn causes(record: &Record) -> Vec<(String, String)> {
    let one = |cause: &str, words: &str| vec![(cause.to_owned(), words.to_owned())];
    match &record.outcome {
        Outcome::Refused { codes, first } => {
            codes.iter().map(|code| (format!("refused for {code}"), first.clone())).collect()
        }
        Outcome::Panicked { message } => one("panicked", &format!(" {message}")),
        Outcome::Died { message } => one("died", &format!(" {message}")),
        Outcome::TimedOut => one("timed out", ""),
        Outcome::OutOfMemory => one("out of memory", ""),
        Outcome::Generated { .. } => {
            let Some(compiled) = &record.compiled else { return Vec::new() };
            if !compiled.finished && compiled.findings.is_empty() {
                return one("not compiled", " no reason was given");
            }
            compiled.findings.iter().map(cause).collect()
        }
    }
}

fn cause(finding: &Finding) -> (String, String) {
    let Finding { tool, code, message, place } = finding;
    (format!("{} finds {code}: {}", tool.name(), shape(message)), format!("{place} {message}"))
}

/// The first line of a message without what differs between documents: names in quotes, and numbers.
fn shape(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let mut out = String::new();
    let mut parts = line.split('`');
    out.push_str(parts.next().unwrap_or_default());
    while let Some(_name) = parts.next() {
        out.push('…');
        out.push_str(parts.next().unwrap_or_default());
    }
    let mut shape = String::new();
    for c in out.chars() {
        match c {
            c if c.is_ascii_digit() && shape.ends_with('#') => {}
            c if c.is_ascii_digit() => shape.push('#'),
            c => shape.push(c),
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_has_no_names_and_numbers() {
        assert_eq!(shape("expected `A<B>`, found `C`\nmore"), "expected …, found …");
        assert_eq!(shape("12 of 3 items"), "# of # items");
    }
}
