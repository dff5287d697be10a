//! Bytes cut at the bytes that end a piece, however they arrive.

use bytes::{Buf as _, Bytes, BytesMut};

/// What ends a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// A line feed, a carriage return, or both as one: the lines of an event stream.
    Line,
    /// A line feed: JSON lines.
    Feed,
    /// The record separator, which stands before each text: JSON text sequences.
    Record,
}

impl Ends {
    fn at(self, byte: u8) -> bool {
        match self {
            Self::Line => matches!(byte, b'\n' | b'\r'),
            Self::Feed => byte == b'\n',
            Self::Record => byte == 0x1e,
        }
    }
}

/// A buffer that gives one piece after the other.
#[derive(Debug)]
pub(super) struct Split {
    ends: Ends,
    buffer: BytesMut,
    /// So many bytes of the buffer end no piece.
    scanned: usize,
    /// A line feed that comes next belongs to the carriage return before it.
    returned: bool,
}

impl Split {
    pub(super) fn new(ends: Ends) -> Self {
        Self { ends, buffer: BytesMut::new(), scanned: 0, returned: false }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// What ends its pieces.
    pub(super) fn ends(&self) -> Ends {
        self.ends
    }

    /// How much waits for its end.
    pub(super) fn waiting(&self) -> usize {
        self.buffer.len()
    }

    /// The next piece, without what ends it.
    pub(super) fn next(&mut self) -> Option<Bytes> {
        if self.returned && !self.buffer.is_empty() {
            self.returned = false;
            if self.buffer.first() == Some(&b'\n') {
                self.buffer.advance(1);
            }
        }
        let rest = self.buffer.get(self.scanned..).unwrap_or_default();
        let Some(at) = rest.iter().position(|byte| self.ends.at(*byte)) else {
            self.scanned = self.buffer.len();
            return None;
        };
        let piece = self.buffer.split_to(self.scanned + at).freeze();
        self.returned = self.buffer.get_u8() == b'\r';
        self.scanned = 0;
        Some(piece)
    }

    /// What no end came for yet.
    pub(super) fn tail(&self) -> &[u8] {
        let feed = usize::from(self.returned && self.buffer.first() == Some(&b'\n'));
        self.buffer.get(feed..).unwrap_or_default()
    }

    /// What no end came for.
    pub(super) fn rest(&mut self) -> Bytes {
        self.scanned = 0;
        self.buffer.split().freeze()
    }
}
