//! A body as a row of events, by its media type.

use std::borrow::Cow;

use bytes::Bytes;

use super::event::{Event, Parser};
use super::read::is_json;
use super::split::{Ends, Split};

/// How a body tells its items apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Server-sent events.
    Events,
    /// JSON lines.
    Lines,
    /// JSON text sequences (RFC 7464).
    Sequence,
}

impl Framing {
    /// What the server says it sends, where that is one of these.
    pub(crate) fn of(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "text/event-stream" => Some(Self::Events),
            "application/json-seq" => Some(Self::Sequence),
            _ if essence.ends_with("+json-seq") => Some(Self::Sequence),
            _ if essence.ends_with("jsonl") || essence.ends_with("ndjson") => Some(Self::Lines),
            _ => None,
        }
    }
}

/// Cuts a body into events.
#[derive(Debug)]
pub(super) enum Frames {
    Events(Parser),
    Texts(Split),
}

impl Frames {
    pub(super) fn new(framing: Framing) -> Self {
        match framing {
            Framing::Events => Self::Events(Parser::new()),
            Framing::Lines => Self::Texts(Split::new(Ends::Feed)),
            Framing::Sequence => Self::Texts(Split::new(Ends::Record)),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        match self {
            Self::Events(parser) => parser.push(bytes),
            Self::Texts(texts) => texts.push(bytes),
        }
    }

    /// What came of an event that is not complete is void: the body comes anew.
    pub(super) fn begin_again(&mut self) {
        if let Self::Events(parser) = self {
            parser.begin_again();
        }
    }

    /// The last id and the pause before a new connection, where the server said them.
    pub(super) fn settled(&self) -> Option<&Event> {
        if let Self::Events(parser) = self { Some(parser.settled()) } else { None }
    }

    /// Whether they are server-sent events.
    pub(super) fn are_events(&self) -> bool {
        matches!(self, Self::Events(_))
    }

    /// How much waits for its end.
    pub(super) fn waiting(&self) -> usize {
        match self {
            Self::Events(parser) => parser.waiting(),
            Self::Texts(texts) => texts.waiting(),
        }
    }

    /// The next event that is complete.
    pub(super) fn next(&mut self) -> Option<Event> {
        match self {
            Self::Events(parser) => parser.next(),
            Self::Texts(texts) => loop {
                if let Some(event) = text(&texts.next().or_else(|| whole_record(texts))?) {
                    return Some(event);
                }
            },
        }
    }

    /// What the end of the body completes: a last line of JSON needs no line feed, and a last event no empty line.
    pub(super) fn finish(&mut self) -> Rest {
        match self {
            Self::Events(parser) => parser.finish(),
            Self::Texts(texts) => {
                let rest = texts.rest();
                let may_be_cut = texts.ends() == Ends::Record && has_open_end(&rest);
                let of = |event| if may_be_cut { Rest::Cut(Some(event)) } else { Rest::Event(event) };
                text(&rest).map_or(Rest::Nothing, of)
            }
        }
    }
}

/// What is left at the end of a body.
#[derive(Debug)]
pub(super) enum Rest {
    Nothing,
    Event(Event),
    /// An event whose last line was cut off, or of which nothing came that stands for itself. Where that line is all of its
    /// data, so much of it as came.
    Cut(Option<Event>),
}

/// A text of a sequence that is whole before the next one begins: it ends with a line feed.
fn whole_record(texts: &mut Split) -> Option<Bytes> {
    let is_whole = texts.ends() == Ends::Record
        && texts.tail().ends_with(b"\n")
        && text(texts.tail()).is_some_and(|event| is_json(&event.data));
    is_whole.then(|| texts.rest())
}

/// Whether nobody can tell if a text of a sequence is cut: a number or a word that no white space ends (RFC 7464, 2.4).
fn has_open_end(bytes: &[u8]) -> bool {
    let has_end = bytes.last().is_none_or(u8::is_ascii_whitespace);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    !has_end && first.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// A text as the data of an event; none where nothing is in it. What is no UTF-8 is no JSON, and remains none.
fn text(bytes: &[u8]) -> Option<Event> {
    let text = core::str::from_utf8(bytes).map_or_else(
        |_| Cow::Owned(format!("{}{}", char::REPLACEMENT_CHARACTER, String::from_utf8_lossy(bytes))),
        Cow::Borrowed,
    );
    let text = text.trim_matches(|character: char| character.is_ascii_whitespace() || character == '\u{feff}');
    (!text.is_empty()).then(|| Event { data: text.to_owned(), ..Event::default() })
}

#[cfg(test)]
mod tests {
    use super::{Frames, Framing};

    fn texts(framing: Framing, pieces: &[&[u8]]) -> Vec<String> {
        let mut frames = Frames::new(framing);
        let mut found = Vec::new();
        for piece in pieces {
            frames.push(piece);
            found.extend(core::iter::from_fn(|| frames.next()));
        }
        if let super::Rest::Event(event) = frames.finish() {
            found.push(event);
        }
        found.into_iter().map(|event| event.data).collect()
    }

    #[test]
    fn lines_and_sequences_break_anywhere() {
        let rows: [(Framing, &[u8]); 2] = [
            (Framing::Lines, b"{\"a\":1}\r\n\n [2] \n\"\xc3\xa9\""),
            (Framing::Sequence, b"\x1e{\"a\":1}\n\x1e\x1e[2]\n\x1e\"\xc3\xa9\"\n"),
        ];
        for (framing, bytes) in rows {
            for at in 0..=bytes.len() {
                assert_eq!(texts(framing, &[&bytes[..at], &bytes[at..]]), ["{\"a\":1}", "[2]", "\"é\""], "{at}");
            }
        }
    }

    #[test]
    fn a_number_at_the_end_of_a_sequence_needs_white_space() {
        for (bytes, is_cut) in [("\u{1e}12", true), ("\u{1e}12\n", false), ("\u{1e}nul", true), ("\u{1e}{}", false)] {
            let mut frames = Frames::new(Framing::Sequence);
            frames.push(bytes.as_bytes());
            let whole = frames.next();
            assert_eq!(matches!(frames.finish(), super::Rest::Cut(_)), is_cut, "{bytes:?} {whole:?}");
        }
        let mut lines = Frames::new(Framing::Lines);
        lines.push(b"12");
        assert!(matches!(lines.finish(), super::Rest::Event(_)));
    }

    #[test]
    fn media_types() {
        assert_eq!(Framing::of("Text/Event-Stream; charset=utf-8"), Some(Framing::Events));
        for lines in ["application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonl"] {
            assert_eq!(Framing::of(lines), Some(Framing::Lines));
        }
        assert_eq!(Framing::of("application/geo+json-seq"), Some(Framing::Sequence));
        assert_eq!(Framing::of("application/json"), None);
    }
}
