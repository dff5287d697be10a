//! Which media types a call asks for.

use crate::api::{Api, Content, MediaKind, Operation, Response};
use crate::surface::{Framing, Output, StreamAnswer};

use super::outputs::{chosen, successes};

/// The media type of a stream that is asked for where the document says no other.
const USUAL: [(Framing, &str); 3] = [
    (Framing::Events, "text/event-stream"),
    (Framing::Lines, "application/jsonl"),
    (Framing::Sequence, "application/json-seq"),
];

/// What is taken, if the server has nothing that was asked for, where it can be read whatever it is.
const REST: &str = "*/*;q=0.1";

/// Whether a kind of stream is of that media type anyway.
#[must_use]
pub fn is_usual_stream(framing: Framing, media_type: &str) -> bool {
    USUAL.contains(&(framing, media_type))
}

/// What is asked for, where the kind of answer does not say it.
pub(super) fn accept(api: &Api, operation: &Operation, output: &Output) -> Option<String> {
    let answers = successes(operation);
    let declared: Vec<String> = answers.iter().flat_map(|response| asked(api, response, output)).collect();
    let mut kept: Vec<String> = Vec::new();
    for media_type in declared {
        if !kept.contains(&media_type) {
            kept.push(media_type);
        }
    }
    let usual: &[&str] = match output {
        Output::Json(_) | Output::OneOf(..) => &["application/json"],
        Output::Text => &["text/plain"],
        Output::Stream(stream) if is_usual_stream(stream.framing, &stream.media_type) => return None,
        Output::Stream(_) | Output::Download => &[],
        Output::Empty => return None,
    };
    if kept.is_empty() || kept == usual || kept.iter().any(|media_type| is_any(media_type)) {
        return None;
    }
    if matches!(output, Output::Text | Output::Download | Output::OneOf(..)) {
        kept.push(REST.to_owned());
    }
    Some(kept.join(", "))
}

/// The media types that a success may have and that are not asked for.
pub(super) fn unasked(api: &Api, operation: &Operation, output: &Output, stream: Option<&StreamAnswer>) -> Vec<String> {
    let mut found = Vec::new();
    for response in successes(operation) {
        let Some(first) = chosen(api, response) else { continue };
        let asked = asked(api, response, output);
        for content in &response.content {
            let media_type = without_charset(&content.media_type);
            let is_read = matches!(output, Output::Download) || content.kind == first.kind && content.ty == first.ty;
            let is_stream = stream.is_some_and(|answer| answer.stream.media_type == content.media_type);
            if !is_read && !is_stream && !asked.contains(&media_type) && !found.contains(&media_type) {
                found.push(media_type);
            }
        }
    }
    found
}

/// The media types of one answer that can be read as the call's output.
fn asked(api: &Api, response: &Response, output: &Output) -> Vec<String> {
    let Some(first) = chosen(api, response) else {
        return Vec::new();
    };
    let same: Vec<&Content> = match output {
        // Where bytes are wanted, a text in JSON that says the same is not.
        Output::Download => {
            let is_wanted = |content: &&Content| first.kind != MediaKind::Binary || content.kind != MediaKind::Json;
            response.content.iter().filter(|content| !content.kind.is_stream()).filter(is_wanted).collect()
        }
        _ => response.content.iter().filter(|content| content.kind == first.kind && content.ty == first.ty).collect(),
    };
    same.into_iter().map(|content| without_charset(&content.media_type)).filter(|text| is_sendable(text)).collect()
}

/// A media type without its `charset`, which means nothing in `Accept`.
fn without_charset(media_type: &str) -> String {
    let mut parts = media_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_charset = |part: &str| part.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("charset="));
    parts.filter(|part| !part.is_empty() && !is_charset(part)).fold(essence, |text, part| text + "; " + part)
}

fn is_any(media_type: &str) -> bool {
    matches!(media_type, "*/*" | "*")
}

/// Whether it can stand in a header: documents have words there that are no media types.
fn is_sendable(media_type: &str) -> bool {
    let is_plain = media_type.chars().all(|c| matches!(c, ' '..='~') && c != ',');
    is_plain && (media_type.matches('/').count() == 1 || is_any(media_type))
}

#[cfg(test)]
mod tests {
    use super::{is_sendable, without_charset};

    #[test]
    fn parameters_stay_but_for_the_charset() {
        assert_eq!(without_charset("Application/JSON;charset=UTF-8"), "application/json");
        assert_eq!(without_charset("text/csv; header=present;charset=utf-8 ;"), "text/csv; header=present");
    }

    #[test]
    fn what_is_no_media_type_is_not_asked_for() {
        assert!(is_sendable("image/*") && is_sendable("*/*"));
        assert!(!is_sendable("json") && !is_sendable("a/b, c/d") && !is_sendable("a/é"));
    }
}
