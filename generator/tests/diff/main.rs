//! What an update of a document means.

mod causes;
mod coverage;
mod edits;
mod examples;
mod frame;
mod gathered;
mod kept;
mod placed;
mod regenerated;
mod reports;
mod rows;
mod schema;
mod shared;
mod surfaces;
mod symmetry;
mod told;
mod updates;
mod ways;
mod wires;

use wharf::diff::Report;
use wharf::{Comparison, Input, Load, Settings, Source, compare};

struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not here"))
    }
}

/// A document with these paths and schemas.
fn document(paths: &str, schemas: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n{paths}components:\n  schemas:\n{schemas}")
}

/// An operation that answers a schema.
fn get(path: &str, schema: &str) -> String {
    format!(
        "  /{path}:\n    get: {{ operationId: get_{path}, responses: {{ \"200\": {{ description: One, content: {{ application/json: {{ schema: {{ \
         $ref: \"#/components/schemas/{schema}\" }} }} }} }} }} }}\n"
    )
}

/// The report of two documents, which must be without errors.
fn report(old: &str, new: &str) -> Report {
    report_with(&Settings::default(), old, new)
}

/// The same, by settings of both.
fn report_with(settings: &Settings, old: &str, new: &str) -> Report {
    let input = |name: &str, text: &str| Input {
        settings: settings.clone(),
        ..Input::new(Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() }, &Nothing)
    };
    let Comparison { report, old, new } = compare(&input("old.yaml", old), &input("new.yaml", new));
    report.unwrap_or_else(|| panic!("{old:?}\n{new:?}"))
}
