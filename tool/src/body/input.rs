//! What comes from a file or from standard input.

use std::fs;
use std::io::{IsTerminal as _, Read as _};

use crate::arguments::{Invocation, input_flag};
use crate::data::{Data, Source, parse_json};
use crate::failure::Failure;
use crate::table::{Body, BodyKind};
use crate::values::file_source;

/// Reads what `--input` names, or standard input where something is piped into it.
pub(super) fn read(body: &Body, invocation: &Invocation, is_taken: bool) -> Result<Option<Data>, Failure> {
    let flag = input_flag(invocation.command).name;
    let kind = body.media.first().map_or(BodyKind::Json, |media| media.kind);
    match invocation.globals.value(&flag) {
        Some(word) if word == "-" && is_taken => {
            Err(Failure::usage(format!("--{flag} and another flag both read standard input")))
        }
        Some(word) if word == "-" => from_standard_input(kind, &flag),
        Some(word) if kind == BodyKind::Bytes => {
            file_source(&word).map(|source| Some(Data::File(source))).map_err(Failure::usage)
        }
        Some(word) => {
            let path = word.strip_prefix('@').unwrap_or(&word);
            let bytes = fs::read(path);
            let bytes = bytes.map_err(|error| Failure::usage(format!("the file `{path}` cannot be read: {error}")))?;
            parse(kind, &bytes, &format!("`{path}`"))
        }
        None if is_taken || !is_piped() => Ok(None),
        None => from_standard_input(kind, &flag),
    }
}

fn from_standard_input(kind: BodyKind, flag: &str) -> Result<Option<Data>, Failure> {
    if kind == BodyKind::Bytes {
        return Ok(Some(Data::File(Source::StandardInput)));
    }
    let bytes = bytes().map_err(|error| Failure::usage(format!("standard input cannot be read: {error}")))?;
    let parsed = parse(kind, &bytes, "standard input");
    parsed.map_err(|failure| failure.hint(format!("it was read as the body; `--{flag} FILE` reads a file instead")))
}

/// All of standard input.
pub(super) fn bytes() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether standard input is a pipe or a file. Sockets and devices are left alone: programs that start others leave them
/// open without ever writing to them.
fn is_piped() -> bool {
    if std::io::stdin().is_terminal() {
        return false;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let metadata = fs::metadata("/dev/stdin");
        metadata.is_ok_and(|metadata| metadata.file_type().is_fifo() || metadata.is_file())
    }
    #[cfg(not(unix))]
    true
}

/// Nothing is no body.
fn parse(kind: BodyKind, bytes: &[u8], name: &str) -> Result<Option<Data>, Failure> {
    let text = std::str::from_utf8(bytes);
    let text = text
        .map_err(|_| Failure::usage(format!("{name} holds no UTF-8 text, where a body in YAML or JSON is expected")))?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    match kind {
        BodyKind::Text => return Ok(Some(Data::text(text))),
        BodyKind::Lines | BodyKind::Sequence => {
            let lines = text.lines().filter(|line| !line.trim().is_empty()).map(|line| parse_json(line.as_bytes()));
            if let Ok(items) = lines.collect::<Result<Vec<_>, _>>()
                && !matches!(items.as_slice(), [Data::List(_)])
            {
                return Ok(Some(Data::List(items)));
            }
        }
        _ => {}
    }
    let data = crate::values::yaml(text).map_err(|problem| Failure::usage(format!("{name} is no body: {problem}")))?;
    match (kind, data) {
        (BodyKind::Json, data) | (_, data @ (Data::Object(_) | Data::List(_))) => Ok(Some(data)),
        (_, other) => Err(Failure::usage(format!("{name} holds {}, where an object is expected", other.kind()))),
    }
}
