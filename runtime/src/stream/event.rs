//! Server-sent events, as the HTML standard reads them.

use core::time::Duration;

use super::frames::Rest;
use super::split::{Ends, Split};

/// Bytes of an id that is kept: no header holds a longer one.
const LONGEST_ID: usize = 4 * 1024;

/// A server-sent event as it came; or a line of JSON lines, as its data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Event {
    /// Its name, where the server gave one; an event without a name is a `message`.
    pub event: Option<String>,
    /// Its data, lines joined by line feeds.
    pub data: String,
    /// The last id that the server gave, with this event or before it.
    pub id: Option<String>,
    /// How long the server wants to be left alone before a client connects again, where it said so with this event.
    pub retry: Option<Duration>,
}

/// Reads lines into events.
#[derive(Debug)]
pub(super) struct Parser {
    lines: Split,
    begun: bool,
    open: Event,
    /// What holds on from the last empty line: an id and a pause.
    settled: Event,
    /// The bytes of the lines that made it. Comments do not count: servers send them for ever to keep a connection open.
    size: usize,
    /// A `data` line came, even if an empty one.
    has_data: bool,
}

impl Parser {
    pub(super) fn new() -> Self {
        Self {
            lines: Split::new(Ends::Line),
            begun: false,
            open: Event::default(),
            settled: Event::default(),
            size: 0,
            has_data: false,
        }
    }

    /// Forgets what is not complete. The last id and the pause before the next connection hold on.
    pub(super) fn begin_again(&mut self) {
        let settled = self.settled.clone();
        let open = Event { retry: None, ..settled.clone() };
        *self = Self { open, settled, ..Self::new() };
    }

    /// The last id and the pause that came with an empty line behind them.
    pub(super) fn settled(&self) -> &Event {
        &self.settled
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.lines.push(bytes);
    }

    /// How much waits for its end.
    pub(super) fn waiting(&self) -> usize {
        self.lines.waiting() + self.size
    }

    /// The next event that is complete. What stands after the last empty line is none.
    pub(super) fn next(&mut self) -> Option<Event> {
        while let Some(line) = self.lines.next() {
            let line = String::from_utf8_lossy(&line);
            let line = if self.begun { &line } else { line.strip_prefix('\u{feff}').unwrap_or(&line) };
            self.begun = true;
            if !line.is_empty() {
                self.field(line);
            } else if let Some(event) = self.dispatch() {
                return Some(event);
            }
        }
        None
    }

    /// What the end of the body leaves: many servers leave out the empty line behind the last event.
    pub(super) fn finish(&mut self) -> Rest {
        let line = self.lines.tail();
        // A comment that is cut is nothing that is missed.
        if !line.is_empty() && !line.starts_with(b":") {
            let line = String::from_utf8_lossy(line);
            let data = line.strip_prefix("data:").filter(|_| !self.has_data);
            return Rest::Cut(data.map(|data| Event { data: data.trim_start().to_owned(), ..self.open.clone() }));
        }
        let is_begun = self.size > 0;
        match self.dispatch() {
            Some(event) => Rest::Event(event),
            None if is_begun => Rest::Cut(None),
            None => Rest::Nothing,
        }
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        if !name.is_empty() {
            self.size += line.len() + 1;
        }
        match name {
            "event" => self.open.event = Some(value.to_owned()).filter(|name| !name.is_empty()),
            "data" => {
                if self.has_data {
                    self.open.data.push('\n');
                }
                self.has_data = true;
                self.open.data.push_str(value);
            }
            "id" if !value.contains('\0') && value.len() <= LONGEST_ID => {
                self.open.id = Some(value.to_owned()).filter(|id| !id.is_empty());
            }
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.open.retry = value.parse().ok().map(Duration::from_millis).or(self.open.retry);
            }
            // A comment has an empty name; other names mean nothing.
            _ => {}
        }
    }

    /// The event that an empty line ends. Its id holds on, what else it says does not.
    fn dispatch(&mut self) -> Option<Event> {
        // Many empty lines in a row are many events without data, and the id may be long.
        if self.settled.id != self.open.id {
            self.settled.id.clone_from(&self.open.id);
        }
        self.settled.retry = self.open.retry.or(self.settled.retry);
        self.size = 0;
        if !core::mem::take(&mut self.has_data) {
            (self.open.event, self.open.retry) = (None, None);
            return None;
        }
        let kept = Event { id: self.open.id.clone(), ..Event::default() };
        Some(core::mem::replace(&mut self.open, kept))
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::{Event, Parser};

    fn events(pieces: &[&[u8]]) -> Vec<Event> {
        let mut parser = Parser::new();
        let mut found = Vec::new();
        for piece in pieces {
            parser.push(piece);
            found.extend(core::iter::from_fn(|| parser.next()));
        }
        found
    }

    fn event(name: &str, data: &str, id: &str) -> Event {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Event { event: text(name), data: data.to_owned(), id: text(id), retry: None }
    }

    #[test]
    fn the_examples_of_the_standard() {
        let rows: [(&str, &[Event]); 5] = [
            ("data: YHOO\ndata: +2\ndata: 10\n\n", &[event("", "YHOO\n+2\n10", "")]),
            (
                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
                &[event("", "first event", "1"), event("", "second event", ""), event("", " third event", "")],
            ),
            ("data\n\ndata\ndata\n\ndata:", &[event("", "", ""), event("", "\n", "")]),
            ("data:test\n\ndata: test\n\n", &[event("", "test", ""), event("", "test", "")]),
            (
                "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\nevent: add\ndata: 113411\n\n",
                &[event("add", "73857293", ""), event("remove", "2153", ""), event("add", "113411", "")],
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(events(&[text.as_bytes()]), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_end_in_three_ways_and_break_anywhere() {
        let lines = [
            "\u{feff}id: 7",
            "event: é",
            "data: a",
            "data:b:c",
            "dat: x",
            ": y",
            "",
            "event: z",
            "",
            "id: a\0b",
            "data: d",
            "",
        ];
        let expected = [event("é", "a\nb:c", "7"), event("", "d", "7")];
        for end in ["\n", "\r", "\r\n"] {
            let text: String = lines.iter().flat_map(|line| [line, end]).collect();
            let bytes = text.as_bytes();
            for at in 0..=bytes.len() {
                assert_eq!(events(&[&bytes[..at], &bytes[at..]]), expected, "{end:?} {at}");
            }
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            assert_eq!(events(&single), expected, "{end:?}");
        }
    }

    #[test]
    fn what_is_odd_is_read_over() {
        assert_eq!(
            events(&[b"data: a\nretry: 1500\nretry: soon\nretry: -1\n\n"])[0].retry,
            Some(Duration::from_millis(1500))
        );
        let paused = events(&[b"retry: 5\n\ndata: a\nretry: 7\n\ndata: b\n\n"]);
        assert_eq!(paused.iter().map(|event| event.retry).collect::<Vec<_>>(), [Some(Duration::from_millis(7)), None]);
        assert_eq!(events(&[b"event: e\n\n"]), []);
        assert_eq!(events(&[b"data: a\xff\n\n\n\n"]), [event("", "a\u{fffd}", "")]);
        assert_eq!(events(&[b"data: a\n"]), []);
        assert_eq!(events(&[b"data: \xef\xbb\xbfa\n\n"]), [event("", "\u{feff}a", "")]);
    }

    #[test]
    fn what_waits_is_counted() {
        let mut parser = Parser::new();
        parser.push(b"data: 12345\ndata: 67");
        assert_eq!(parser.next(), None);
        // The line that is complete with its end, and what has come of the next one.
        assert_eq!(parser.waiting(), 12 + 8);
    }
}
