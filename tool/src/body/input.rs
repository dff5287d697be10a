//! What comes from a file or from standard input.

use std::fs::File;
use std::path::Path;

use super::stdin::{self, Kind};
use super::text;
use crate::arguments::{Invocation, input_flag};
use crate::data::{Data, Source, parse_json};
use crate::failure::Failure;
use crate::table::{Body, BodyKind, Place};
use crate::values::{file_at, file_source};

/// Reads what `--input` names, or standard input where something is piped into it.
pub(super) fn read(body: &Body, invocation: &Invocation, is_taken: bool) -> Result<Option<Data>, Failure> {
    let flag = input_flag(invocation.command).name;
    let kind = body.media.first().map_or(BodyKind::Json, |media| media.kind);
    let is_quiet = invocation.globals.has("quiet");
    // A flag that is all of the body leaves nothing to be read.
    let is_whole = invocation.given.iter().any(|given| matches!(given.flag.place, Place::Body([])));
    // A name that is no text is taken as it is.
    let named = invocation.globals.path(&flag).filter(|named| named.to_str().is_none());
    match invocation.globals.value(&flag) {
        Some(word) if word == "-" && is_taken => {
            Err(Failure::usage(format!("--{flag} and another flag both read standard input")))
        }
        Some(word) if word == "-" && kind == BodyKind::Bytes => Ok(Some(Data::File(Source::StandardInput))),
        Some(word) if word == "-" => {
            stdin::begins(&flag, true, is_quiet)?;
            from_standard_input(kind, &flag)
        }
        Some(word) if kind == BodyKind::Bytes => {
            let source = named.map_or_else(|| file_source(&word), |named| file_at(&named));
            source.map(|source| Some(Data::File(source))).map_err(Failure::usage)
        }
        Some(word) => {
            let path = word.strip_prefix('@').unwrap_or(&word);
            let file = File::open(named.as_deref().unwrap_or(Path::new(path)));
            let text = file.and_then(text::read).map_err(|error| {
                let failure = Failure::usage(format!("the file `{path}` cannot be read: {error}"));
                let is_body = path.trim_start().starts_with('{');
                if is_body {
                    failure.hint(format!("--{flag} takes the name of a file; a body can be piped in"))
                } else {
                    failure
                }
            })?;
            parse(kind, text, &format!("`{path}`"))
        }
        None if is_taken || is_whole => Ok(None),
        None => match stdin::kind() {
            Kind::Other => Ok(None),
            Kind::Pipe if !stdin::begins(&flag, false, is_quiet)? => Ok(None),
            Kind::Pipe | Kind::File => from_standard_input(kind, &flag),
        },
    }
}

fn from_standard_input(kind: BodyKind, flag: &str) -> Result<Option<Data>, Failure> {
    if kind == BodyKind::Bytes {
        return Ok(Some(Data::File(Source::StandardInput)));
    }
    let text = text::read(std::io::stdin().lock());
    let text = text.map_err(|error| Failure::usage(format!("standard input cannot be read: {error}")))?;
    let parsed = parse(kind, text, "standard input");
    parsed.map_err(|failure| failure.hint(format!("it was read as the body; `--{flag} FILE` reads a file instead")))
}

/// Nothing is no body, and no text cannot be one.
fn parse(kind: BodyKind, text: Option<String>, name: &str) -> Result<Option<Data>, Failure> {
    let no_text = || format!("{name} holds no UTF-8 text, where a body in YAML or JSON is expected");
    let text = text.ok_or_else(|| Failure::usage(no_text()))?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    match kind {
        BodyKind::Text => return Ok(Some(Data::Text(text))),
        BodyKind::Lines | BodyKind::Sequence => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            let lines: Vec<(usize, &str)> = lines.collect();
            let items = lines.iter().map(|(_, line)| parse_json(line.as_bytes())).collect::<Result<Vec<_>, _>>();
            if let Ok(items) = items
                && !matches!(items.as_slice(), [Data::List(_)])
            {
                return match items.iter().zip(&lines).find(|(item, _)| item.twice().is_some()) {
                    Some((_, (at, line))) => Err(twice(name, at + 1, line)),
                    None => Ok(Some(Data::List(items))),
                };
            }
        }
        _ => {}
    }
    let data = crate::values::yaml(&text).map_err(|problem| Failure::usage(format!("{name} is no body: {problem}")))?;
    match (kind, data) {
        (BodyKind::Json, data) | (_, data @ (Data::Object(_) | Data::List(_))) => Ok(Some(data)),
        (_, other) => Err(Failure::usage(format!("{name} holds {}, where an object is expected", other.kind()))),
    }
}

/// That a member stands twice in the item of a line.
fn twice(name: &str, line: usize, text: &str) -> Failure {
    let problem = crate::values::yaml(text).err().unwrap_or_default();
    // The item is all that was read.
    let problem = problem.replace(" at line 1 column", " at column");
    Failure::usage(format!("{name} is no body: line {line}: {problem}"))
}
