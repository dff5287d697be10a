//! Bodies as the client sends them.

use std::sync::Arc;

use wharf_runtime::{Form, Payload, Upload, part};

use super::pipe::Pipe;
use crate::data::{Data, Source};
use crate::table::{BodyKind, Media, Part, PartKind};

/// Told of the bytes sent so far and, where it is known, of all.
pub(crate) type Report = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

/// The body of a request.
pub(crate) fn payload(media: &'static Media, data: &Data, report: Option<&Report>) -> Payload {
    let media_type = Some(media.media_type);
    match media.kind {
        BodyKind::Json => Payload::json(data, media_type),
        BodyKind::Form => Payload::styled_form(data, media.styles),
        BodyKind::Multipart => Payload::multipart(form(media, data, report), media_type),
        BodyKind::Parts => Payload::parts(form(media, data, report), media_type),
        BodyKind::Lines => Payload::lines(items(data), media_type),
        BodyKind::Sequence => Payload::sequence(items(data), media_type),
        BodyKind::Text => Payload::text(data.word().unwrap_or_else(|| data.to_json()), media_type),
        BodyKind::Bytes => match data {
            Data::File(source) => Payload::upload(upload(source, report), media_type),
            other => Payload::upload(other.word().unwrap_or_else(|| other.to_json()).into_bytes(), media_type),
        },
    }
}

fn items(data: &Data) -> Vec<Data> {
    match data {
        Data::List(items) => items.clone(),
        other => vec![other.clone()],
    }
}

fn form(media: &Media, data: &Data, report: Option<&Report>) -> Form {
    let mut form = Form::new();
    let mut members: Vec<&(String, Data)> =
        if let Data::Object(members) = data { members.iter().collect() } else { Vec::new() };
    if media.kind == BodyKind::Parts {
        members.sort_by_key(|(name, _)| {
            media.parts.iter().position(|part| part.name == name).unwrap_or(media.parts.len())
        });
    }
    for (name, value) in members {
        let known = media.parts.iter().find(|part| part.name == name);
        add(&mut form, name, value, known, report);
    }
    form
}

fn add(form: &mut Form, name: &str, value: &Data, known: Option<&Part>, report: Option<&Report>) {
    let media_type = known.map(|part| part.media_type).filter(|media_type| !media_type.is_empty());
    match (value, known.map_or(PartKind::Any, |part| part.kind)) {
        (Data::File(source), _) => form.add_file(name, upload(source, report), media_type),
        (Data::List(items), _) if value.has_file() => {
            for item in items {
                add(form, name, item, known, report);
            }
        }
        (Data::Text(text), PartKind::File) => form.add_file(name, Upload::bytes(text.clone()), media_type),
        (value, PartKind::Text) => part::text(form, name, value, media_type),
        (value, PartKind::Styled(style)) => part::styled(form, value, style),
        (value, PartKind::Json) => part::json(form, name, value, media_type),
        (value, PartKind::Jsons) => part::jsons(form, name, value, media_type),
        (value, PartKind::Any | PartKind::File) => part::any(form, name, value, media_type),
    }
}

/// Standard input; of a file that is redirected into it the length is known, which many servers want to be told.
fn standard_input() -> Upload {
    #[cfg(unix)]
    {
        use std::io::Seek as _;
        use std::os::fd::AsFd as _;
        let file = std::io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
        let rest = |file: &mut std::fs::File| {
            let length = file.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
            length.checked_sub(file.stream_position().ok()?)
        };
        if let Ok(mut file) = file
            && let Some(rest) = rest(&mut file)
        {
            return Upload::reader(tokio::fs::File::from_std(file)).length(rest);
        }
    }
    Upload::reader(tokio::io::stdin())
}

fn upload(source: &Source, report: Option<&Report>) -> Upload {
    let upload = match source {
        Source::Path(path) if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            Upload::reader(Pipe::new(path)).file_name(name.unwrap_or_default())
        }
        Source::Path(path) => Upload::path(path),
        Source::StandardInput => standard_input().file_name("stdin"),
        Source::Bytes(bytes) => Upload::bytes(bytes.clone()).file_name("data"),
    };
    match report {
        Some(report) => {
            let report = Arc::clone(report);
            upload.on_progress(move |sent, all| report(sent, all))
        }
        None => upload,
    }
}
