//! What clap refuses, in the words in which everything else is told.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::failure::Failure;

/// A refusal; `begin` is what stands before `--help`.
pub(super) fn of(error: &clap::Error, begin: &str) -> Failure {
    let text = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        other => Some(other.to_string()),
    };
    // `--limit <INTEGER>` is shown as `--limit`.
    let bare = |name: String| name.split([' ', '[', '=', '<']).next().unwrap_or_default().to_owned();
    let flag = text(ContextKind::InvalidArg).map(bare).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let failure = Failure::usage(match error.kind() {
        ErrorKind::UnknownArgument => format!("there is no flag `{flag}`"),
        ErrorKind::InvalidValue | ErrorKind::WrongNumberOfValues if value.is_empty() => {
            format!("{flag}: a value is missing")
        }
        ErrorKind::TooManyValues => format!("{flag}: it takes no value, and `{value}` is one"),
        _ => {
            let all = error.render().to_string();
            let first = all.lines().next().unwrap_or_default();
            first.strip_prefix("error: ").unwrap_or(first).to_owned()
        }
    });
    let is_short = error.kind() == ErrorKind::UnknownArgument && !flag.starts_with("--");
    match text(ContextKind::SuggestedArg).map(bare) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None if is_short => failure.hint("an argument that begins with a dash stands behind `--`, after all flags"),
        None => failure.hint(format!("`{begin} --help` says what there is")),
    }
}
