//! Media types.

use super::super::{Content, MediaKind, Operation, Scalar, Shape, Type};
use super::context::Lowering;

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
        "application/json" | "text/json" | "application/*+json" => MediaKind::Json,
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

/// Settles what `*/*` and `application/*` mean: bytes where nothing or bytes are described, else JSON, or text for
/// a string.
pub(super) fn settle(operations: &mut [Operation], types: &[Type]) {
    for operation in operations {
        let body = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let answers = operation.responses.iter_mut().flat_map(|response| &mut response.content);
        body.chain(answers)
            .filter(|content| matches!(essence(&content.media_type).as_str(), "*/*" | "application/*" | "*"))
            .for_each(|content| content.kind = wildcard(content, types));
    }
}

/// Takes bodies in parts that have no names for bytes, and calls `tell` with each that a request sends.
pub(super) fn settle_parts(operations: &mut [Operation], types: &[Type], mut tell: impl FnMut(&Content)) {
    let nameless = |content: &&mut Content| {
        let shape = content.ty.and_then(|place| types.get(place.id.index())).map(|ty| &ty.shape);
        content.kind == MediaKind::Multipart
            && essence(&content.media_type) != "multipart/form-data"
            && !matches!(shape, Some(Shape::Object(_) | Shape::Union(_)))
    };
    for operation in operations {
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
        for content in bodies.filter(nameless) {
            tell(content);
            content.kind = MediaKind::Binary;
        }
        let answers = operation.responses.iter_mut().flat_map(|response| &mut response.content);
        answers.filter(nameless).for_each(|content| content.kind = MediaKind::Binary);
    }
}

impl Lowering<'_> {
    /// Says where a body in parts without names is taken for bytes.
    pub(super) fn check_parts(&mut self, operations: &mut [Operation], types: &[Type]) {
        let mut found = Vec::new();
        settle_parts(operations, types, |content| {
            found.push((content.origin.pointer.clone(), content.media_type.clone()));
        });
        for (pointer, media_type) in found {
            let root = self.document.root();
            self.reports.warn(
                "multipart-kind",
                root.find(&pointer).unwrap_or(root),
                &format!(
                    "the parts of this `{media_type}` have no names, and it is taken as bytes that the caller makes"
                ),
                "describe the parts as the properties of an object",
            );
        }
    }
}

fn wildcard(content: &Content, types: &[Type]) -> MediaKind {
    let shape = content.ty.and_then(|place| types.get(place.id.index())).map(|ty| &ty.shape);
    match shape {
        None => MediaKind::Binary,
        Some(Shape::Scalar(Scalar::String(Some(format)))) if format == "binary" => MediaKind::Binary,
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
        assert_eq!(kind("text/csv"), MediaKind::Text);
        assert_eq!(kind("text/event-stream"), MediaKind::EventStream);
        assert_eq!(kind("image/png"), MediaKind::Binary);
        assert_eq!(kind("application/x-ndjson"), MediaKind::JsonLines);
        assert_eq!(kind("application/geo+json-seq"), MediaKind::JsonSequence);
    }
}
