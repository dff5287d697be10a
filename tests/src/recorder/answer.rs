//! Answers, as they go.

use std::io::{self, Write};

/// What is sent back to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    framing: Framing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    /// With a length.
    Length,
    /// In chunks of so many bytes.
    Chunks(usize),
    /// With the whole length, but only so many bytes of the body.
    Cut(usize),
    /// With the length of the body, and without the body: an answer to HEAD.
    Head,
    /// Nothing at all.
    Silence,
}

impl Answer {
    /// An answer without a body.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), framing: Framing::Length }
    }

    /// An answer of JSON.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::new(status).header("content-type", "application/json").body(body.into())
    }

    /// The connection is closed without a word.
    #[must_use]
    pub fn silence() -> Self {
        Self { framing: Framing::Silence, ..Self::new(0) }
    }

    /// Sets the status.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Tells the length of the body and leaves the body out, as the answer to HEAD does.
    #[must_use]
    pub fn bodiless(self) -> Self {
        Self { framing: Framing::Head, ..self }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self }
    }

    /// Sends the body in chunks of so many bytes, instead of with its length.
    #[must_use]
    pub fn chunked(self, size: usize) -> Self {
        Self { framing: Framing::Chunks(size.max(1)), ..self }
    }

    /// Promises the whole body and closes the connection after so many bytes of it.
    #[must_use]
    pub fn cut(self, after: usize) -> Self {
        Self { framing: Framing::Cut(after), ..self }
    }

    /// Writes it; the connection is to be closed then.
    ///
    /// # Errors
    /// What the connection reports.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        if self.framing == Framing::Silence {
            return Ok(());
        }
        let mut head = format!("HTTP/1.1 {} As Scripted\r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        match self.framing {
            Framing::Chunks(_) => head.push_str("transfer-encoding: chunked\r\n"),
            _ if matches!(self.status, 204 | 304) => {}
            _ => head.extend(["content-length: ", &self.body.len().to_string(), "\r\n"]),
        }
        to.write_all(head.as_bytes())?;
        to.write_all(b"\r\n")?;
        self.write_body(to)?;
        to.flush()
    }

    fn write_body(&self, to: &mut impl Write) -> io::Result<()> {
        match self.framing {
            Framing::Chunks(size) => {
                for chunk in self.body.chunks(size) {
                    write!(to, "{:x}\r\n", chunk.len())?;
                    to.write_all(chunk)?;
                    to.write_all(b"\r\n")?;
                }
                to.write_all(b"0\r\n\r\n")
            }
            Framing::Cut(after) => to.write_all(self.body.get(..after).unwrap_or(&self.body)),
            Framing::Length => to.write_all(&self.body),
            Framing::Head | Framing::Silence => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    fn written(answer: &Answer) -> String {
        let mut to = Vec::new();
        answer.write(&mut to).unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn framed_as_told() {
        let answer = Answer::json(200, "{}").header("x-a", "b");
        let head = "HTTP/1.1 200 As Scripted\r\nconnection: close\r\ncontent-type: application/json\r\nx-a: b\r\n";
        assert_eq!(written(&answer), format!("{head}content-length: 2\r\n\r\n{{}}"));
        assert_eq!(written(&answer.clone().cut(1)), format!("{head}content-length: 2\r\n\r\n{{"));
        let chunks = format!("{head}transfer-encoding: chunked\r\n\r\n1\r\n{{\r\n1\r\n}}\r\n0\r\n\r\n");
        assert_eq!(written(&answer.clone().chunked(1)), chunks);
        let head = written(&answer.bodiless());
        assert!(head.ends_with("content-length: 2\r\n\r\n"), "{head}");
        assert_eq!(written(&Answer::silence()), "");
    }
}
