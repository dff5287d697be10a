//! What a call gives.

use crate::surface::{
    Framing, Item, Output, OutputEnum, StatusArm, Stream, StreamAnswer, StreamFlag, StreamItem, is_usual_stream, size,
};

use super::file::File;
use super::layout;

/// Prints the enum of a call that may succeed in several ways.
pub fn print(file: &mut File<'_>, item: &Item, output: &OutputEnum) {
    file.gap();
    file.docs(0, &item.docs, "What came, by status.");
    file.deprecated(0, item.deprecated.as_ref());
    file.allow_unequal(output.arms.iter().filter_map(|arm| size::held(&arm.output)));
    file.line(0, "#[derive(Debug)]");
    file.line(0, "#[non_exhaustive]");
    file.line(0, &format!("pub enum {} {{", item.name));
    for arm in &output.arms {
        file.docs(4, &[], &format!("Status {}.", arm.status));
        let held = held(file, &arm.output);
        file.line(4, &format!("{}{held},", arm.rust_name));
    }
    file.line(0, "}");
}

fn held(file: &mut File<'_>, output: &Output) -> String {
    match output {
        Output::Empty | Output::OneOf(..) => String::new(),
        Output::Json(ty) => format!("({})", file.scope.ty(ty)),
        Output::Text => format!("({})", file.scope.std("std::string::String")),
        Output::Download => format!("({})", file.scope.runtime("Download")),
        Output::Stream(stream) => format!("({})", events(file, stream)),
    }
}

/// How `call!` writes an output, and the lines of it where there are several.
pub fn kind(file: &mut File<'_>, output: &Output) -> (String, Vec<String>) {
    match output {
        Output::Empty => ("empty".to_owned(), Vec::new()),
        Output::Json(ty) => (format!("json {}", file.scope.ty(ty)), Vec::new()),
        Output::Text => ("text".to_owned(), Vec::new()),
        Output::Download => ("download".to_owned(), Vec::new()),
        Output::Stream(stream) => (stream_kind(file, stream), Vec::new()),
        Output::OneOf(name, arms) => {
            let lines = arms.iter().map(|arm| line(file, arm)).collect();
            (format!("one_of {}", file.scope.item(name)), lines)
        }
    }
}

/// The type of a stream.
fn events(file: &mut File<'_>, stream: &Stream) -> String {
    let item = match stream.item.ty() {
        Some(ty) => file.scope.ty(ty),
        None if stream.item == StreamItem::Text => file.scope.std("std::string::String"),
        None => file.scope.runtime("Event"),
    };
    format!("{}<{item}>", file.scope.runtime("Events"))
}

/// How `call!` and `stream!` write a stream.
fn stream_kind(file: &mut File<'_>, stream: &Stream) -> String {
    match (&stream.item, stream.framing) {
        (StreamItem::Data(ty), Framing::Events) => format!("events {}", file.scope.ty(ty)),
        (StreamItem::Data(ty), Framing::Lines) => format!("lines {}", file.scope.ty(ty)),
        (StreamItem::Data(ty), Framing::Sequence) => format!("sequence {}", file.scope.ty(ty)),
        (StreamItem::Envelope(ty), _) => format!("envelopes {}", file.scope.ty(ty)),
        (StreamItem::TextEnvelope(ty), _) => format!("text_envelopes {}", file.scope.ty(ty)),
        (StreamItem::Text, _) => "event_texts".to_owned(),
        (StreamItem::Event, _) => "raw_events".to_owned(),
    }
}

/// The arguments of `stream!` behind the arrow.
pub fn stream(file: &mut File<'_>, answer: &StreamAnswer) -> String {
    let mut line = stream_kind(file, &answer.stream);
    if !is_usual_stream(answer.stream.framing, &answer.stream.media_type) {
        line.extend([" as ", &layout::literal(&answer.stream.media_type)]);
    }
    match &answer.flag {
        Some(StreamFlag::Body(name)) => line.extend([", body ", &layout::literal(name)]),
        Some(StreamFlag::Query(name)) => line.extend([", query ", &layout::literal(name)]),
        None => {}
    }
    if let Some(ty) = &answer.forms {
        line.extend([" of ", &file.scope.ty(ty)]);
    }
    line
}

fn line(file: &mut File<'_>, arm: &StatusArm) -> String {
    let (kind, _) = kind(file, &arm.output);
    format!("{} => {}: {kind},", arm.status, arm.rust_name)
}

/// What a call gives, in words.
pub fn words(output: &Output) -> Option<&'static str> {
    match output {
        Output::Empty => Some("Gives nothing but its success."),
        Output::Download => Some("Gives the bytes as they come."),
        Output::Text => Some("Gives the text that came."),
        Output::Stream(_) => Some("Gives the items one by one, as they come."),
        Output::Json(_) | Output::OneOf(..) => None,
    }
}
