//! What of a document no type expresses: said to who asks for it, so that nothing is lost in silence.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::Span;
use crate::document::{Document, Node};
use crate::surface::{Instead, Untyped};

/// How long a value may be to be shown in a line.
const LONGEST: usize = 60;

/// What holds for every document.
const ROUNDED: &str = "
A number is an `f64` where no format says that it keeps all digits: whole ones are exact up to 2^53. `[types.formats]` in the
settings gives a format the type `decimal`, and integers beside numbers have it.
";

/// All of it, in the order of the document.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// One entry a keyword.
    pub entries: Vec<Entry>,
    /// The schemas among the components that nothing leads to, of which no type is made.
    pub unused: Vec<Unused>,
}

/// A schema that nothing leads to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unused {
    /// The file, as it was named by whoever gave it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// JSON pointer of the schema.
    pub pointer: String,
}

/// A keyword of a schema that no type expresses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The keyword.
    pub keyword: String,
    /// What stands there; a number beyond 64 bits is rounded.
    pub value: Value,
    /// The same as JSON with its numbers as the document writes them.
    pub written: String,
    /// The file, as it was named by whoever gave it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// JSON pointer of the keyword.
    pub pointer: String,
    /// What it speaks of: items of the crate, and what is in them by the document's names, as `models::Pet.name`.
    pub subjects: Vec<String>,
    /// What is done instead.
    pub instead: Instead,
}

impl Report {
    pub(crate) fn new(untyped: Vec<Untyped>, document: &Document, kept: &[String]) -> Self {
        let file = |span: Span| {
            let source = document.sources().get(span.source as usize);
            source.map_or("", |source| source.name()).to_owned()
        };
        let entry = |one: Untyped| Entry {
            keyword: one.keyword,
            value: one.value,
            written: one.written,
            file: file(one.origin.span),
            line: one.origin.span.line,
            column: one.origin.span.column,
            pointer: one.origin.pointer,
            subjects: one.subjects,
            instead: one.instead,
        };
        let unused = |schema: Node<'_>| {
            let span = schema.span();
            Unused { file: file(span), line: span.line, column: span.column, pointer: schema.pointer() }
        };
        Self {
            entries: untyped.into_iter().map(entry).collect(),
            unused: document.unused_schemas(kept).into_iter().map(unused).collect(),
        }
    }

    /// How many entries there are of each keyword, by what is done instead.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<&str, BTreeMap<Instead, usize>> {
        let mut counts: BTreeMap<&str, BTreeMap<Instead, usize>> = BTreeMap::new();
        for entry in &self.entries {
            *counts.entry(&entry.keyword).or_default().entry(entry.instead).or_default() += 1;
        }
        counts
    }

    /// As a page of text: counted first, then line by line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{} that no type expresses\n", counted(self.entries.len(), "rule"));
        for (keyword, ways) in self.counts() {
            let number: usize = ways.values().sum();
            // Writing into a text does not fail.
            let _ = writeln!(out, "\n{keyword}: {number}");
            for (instead, number) in ways {
                let _ = writeln!(out, "  {number} {}", instead.in_words());
                let entries = self.entries.iter().filter(|one| one.keyword == keyword && one.instead == instead);
                entries.for_each(|entry| line(&mut out, entry));
            }
        }
        if !self.unused.is_empty() {
            let number = counted(self.unused.len(), "schema");
            let _ = writeln!(
                out,
                "\n{number} that nothing leads to: no type is made of them but of those that `models` under `[crate]` names"
            );
            self.unused.iter().for_each(|one| unused_line(&mut out, one));
        }
        out.push_str(ROUNDED);
        out
    }

    /// As JSON: `counts`, all `entries`, and what is `unused`.
    #[must_use]
    pub fn json(&self) -> String {
        let value = serde_json::json!({ "counts": self.counts(), "entries": self.entries, "unused": self.unused });
        format!("{value:#}\n")
    }
}

fn line(out: &mut String, entry: &Entry) {
    let written = entry.written.as_str();
    let shown = match written.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", written.get(..end).unwrap_or_default()),
        None => written.to_owned(),
    };
    let _ = writeln!(
        out,
        "    {}:{}:{} {} = {shown}: {}",
        entry.file,
        entry.line,
        entry.column,
        entry.pointer,
        entry.subjects.join(", ")
    );
}

fn unused_line(out: &mut String, unused: &Unused) {
    let _ = writeln!(out, "    {}:{}:{} {}", unused.file, unused.line, unused.column, unused.pointer);
}

fn counted(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}
