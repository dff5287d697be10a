//! `mock.rs`: answers without a network, for tests.

use crate::surface::{AnswerSpec, Surface};

use super::header::Header;
use super::{docs, layout, tour};

/// The feature that compiles the module, and its name.
pub const MODULE: &str = "mock";

/// What is said first.
const ABOUT: &str = "Answers without a network, for tests of code that uses the client. Behind the feature `mock`.";

/// The function that users begin with.
const EXAMPLES: &str = "/// A mock that gives each call the document's example of a success, or what its schema allows,
/// until [`Mock::reply`] tells it otherwise.
#[must_use]
pub fn examples() -> Mock {
    Mock::with_examples(EXAMPLES)
}

/// The answers of [`examples`].
";

/// The file.
pub fn file(surface: &Surface, header: &Header) -> String {
    let mut out = header.comment();
    out.push('\n');
    docs::comment(&mut out, 0, "//!", &[ABOUT]);
    for line in tour::mocked(surface) {
        layout::push(&mut out, format_args!("//! {line}"));
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out.push_str("\npub use wharf_runtime::mock::{Example, Mock, Reply, Sent, TransportErrorKind};\n\n");
    out.push_str(EXAMPLES);
    out.push_str(&list(&surface.answers));
    out.push('\n');
    out
}

fn list(answers: &[AnswerSpec]) -> String {
    let start = "pub static EXAMPLES: &[Example] = &";
    match answers {
        // What stands alone is not put into lines of its own.
        [only] if item(0, only).contains('\n') => format!("{start}[{}];", item(0, only)),
        _ => layout::array(0, start, &answers.iter().map(|answer| item(4, answer)).collect::<Vec<_>>(), ";"),
    }
}

fn item(indent: usize, answer: &AnswerSpec) -> String {
    let mut values = vec![
        layout::literal(&answer.operation_id),
        answer.status.to_string(),
        layout::literal(&answer.media_type),
        layout::raw(&answer.body),
    ];
    values.extend(answer.asked_by.as_ref().map(|name| layout::literal(name)));
    let function = if answer.asked_by.is_some() { "Example::stream" } else { "Example::new" };
    layout::arguments(indent, function, &values, "").trim_start().to_owned()
}
