//! Media types.

use super::super::{Content, MediaKind, Operation, Scalar, Shape, Type};

/// Type and subtype of `media_type`, in small letters and without parameters.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The names under which JSON lines go.
const JSON_LINES: [&str; 8] = [
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/json-lines",
    "application/ndjson",
    "application/x-ndjson",
    "text/x-ndjson",
];

/// What `media_type` means for a client. One with `*`, or in parts, is settled by [`settle`], once its type is known.
pub(super) fn kind(media_type: &str) -> MediaKind {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/json" | "text/json" | "application/x-json" | "text/x-json" => MediaKind::Json,
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "text/event-stream" => MediaKind::EventStream,
        "application/json-seq" => MediaKind::JsonSequence,
        _ if JSON_LINES.contains(&essence.as_str()) => MediaKind::JsonLines,
        _ if essence.ends_with("+json-seq") => MediaKind::JsonSequence,
        _ if essence.starts_with("multipart/") => MediaKind::Multipart,
        _ if essence.ends_with("+json") => MediaKind::Json,
        _ if essence.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Binary,
    }
}

/// Settles what `*/*` and `application/*` mean: bytes where nothing, anything or bytes are described, else JSON, or text
/// for a string. A `text/csv` that is described as bytes is bytes too, as nobody says in which encoding it is.
pub(super) fn settle(operations: &mut [Operation], types: &[Type]) {
    for operation in operations {
        let body = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let answers = operation.responses.iter_mut().flat_map(|response| &mut response.content);
        for content in body.chain(answers) {
            let shape = content.ty.and_then(|place| types.get(place.id.index())).map(|ty| &ty.shape);
            content.kind = settled(content, shape);
        }
    }
}

fn settled(content: &Content, shape: Option<&Shape>) -> MediaKind {
    let is_range = matches!(essence(&content.media_type).as_str(), "*/*" | "application/*" | "*");
    let is_bytes = matches!(shape, Some(Shape::Scalar(Scalar::String(Some(format)))) if format == "binary");
    match shape {
        _ if is_bytes && (is_range || content.kind == MediaKind::Text) => MediaKind::Binary,
        _ if !is_range => content.kind,
        None | Some(Shape::Any) => MediaKind::Binary,
        Some(Shape::Scalar(Scalar::String(_)) | Shape::Enum(_)) => MediaKind::Text,
        Some(_) => MediaKind::Json,
    }
}

#[cfg(test)]
mod tests {
    use super::{MediaKind, kind};

    #[test]
    fn parameters_and_letters_do_not_matter() {
        assert_eq!(kind("Application/JSON; charset=utf-8"), MediaKind::Json);
        assert_eq!(kind("application/problem+json"), MediaKind::Json);
        assert_eq!(kind("application/x-json"), MediaKind::Json);
        assert_eq!(kind("text/csv"), MediaKind::Text);
        assert_eq!(kind("text/event-stream"), MediaKind::EventStream);
        assert_eq!(kind("image/png"), MediaKind::Binary);
        assert_eq!(kind("application/x-ndjson"), MediaKind::JsonLines);
        assert_eq!(kind("application/geo+json-seq"), MediaKind::JsonSequence);
    }
}
