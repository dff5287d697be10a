//! Requests, as they came.

use std::io::{self, Read};

/// The largest head that is read; more is no request of a test.
const LARGEST_HEAD: usize = 1 << 20;

/// A request, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// What follows the method: path and query, still encoded.
    pub target: String,
    /// Names as they were sent, and values, in order.
    pub headers: Vec<(String, String)>,
    /// The head, with its empty line.
    pub head: Vec<u8>,
    /// The body as it travelled, with the framing of chunks.
    pub framed: Vec<u8>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The values of a header, in order; case does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Vec<&str> {
        let of_name = self.headers.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name));
        of_name.map(|(_, value)| value.as_str()).collect()
    }

    /// The names of all headers in lower case, sorted, each as often as it came.
    #[must_use]
    pub fn header_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.headers.iter().map(|(name, _)| name.to_lowercase()).collect();
        names.sort_unstable();
        names
    }

    /// The body as text; what is no UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The path, still encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The items of the query, still encoded; empty without one.
    #[must_use]
    pub fn query(&self) -> Vec<&str> {
        self.target.split_once('?').map(|(_, query)| query.split('&').collect()).unwrap_or_default()
    }

    /// Reads one request; none where the peer has closed before the first byte.
    ///
    /// # Errors
    /// What is no HTTP/1.1 request, and what the connection reports.
    pub fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let head = read_until(from, b"\r\n\r\n")?;
        if head.is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&head).into_owned();
        let mut lines = text.trim_end().split("\r\n");
        let mut first = lines.next().unwrap_or_default().split(' ');
        let (Some(method), Some(target), Some("HTTP/1.1")) = (first.next(), first.next(), first.next()) else {
            return Err(broken(format!("no request line: {text:?}")));
        };
        let headers = lines.map(|line| match line.split_once(':') {
            Some((name, value)) => Ok((name.to_owned(), value.trim().to_owned())),
            None => Err(broken(format!("no header: {line:?}"))),
        });
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: headers.collect::<io::Result<_>>()?,
            head,
            framed: Vec::new(),
            body: Vec::new(),
        };
        request.read_body(from)?;
        Ok(Some(request))
    }

    fn read_body(&mut self, from: &mut impl Read) -> io::Result<()> {
        match (self.header("transfer-encoding").as_slice(), self.header("content-length").as_slice()) {
            ([], []) => Ok(()),
            (["chunked"], []) => self.read_chunks(from),
            ([], [length]) => {
                let length = length.parse().map_err(|_| broken(format!("no length: {length:?}")))?;
                self.framed = read_exactly(from, length)?;
                self.body.clone_from(&self.framed);
                Ok(())
            }
            other => Err(broken(format!("the length of the body is given twice or oddly: {other:?}"))),
        }
    }

    fn read_chunks(&mut self, from: &mut impl Read) -> io::Result<()> {
        loop {
            let line = read_until(from, b"\r\n")?;
            self.framed.extend_from_slice(&line);
            let size = String::from_utf8_lossy(&line).trim().to_owned();
            let size = usize::from_str_radix(&size, 16).map_err(|_| broken(format!("no chunk size: {size:?}")))?;
            let chunk = read_exactly(from, size)?;
            let end = read_exactly(from, 2)?;
            if end != b"\r\n" {
                return Err(broken("a chunk without an end".to_owned()));
            }
            self.framed.extend_from_slice(&chunk);
            self.framed.extend_from_slice(&end);
            self.body.extend_from_slice(&chunk);
            if size == 0 {
                return Ok(());
            }
        }
    }
}

/// Reads up to and including `end`; less only where the peer closes before the first byte.
fn read_until(from: &mut impl Read, end: &[u8]) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    while !read.ends_with(end) {
        let mut byte = [0];
        if from.read(&mut byte)? == 0 {
            return if read.is_empty() { Ok(read) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        read.extend_from_slice(&byte);
        if read.len() > LARGEST_HEAD {
            return Err(broken("a head without an end".to_owned()));
        }
    }
    Ok(read)
}

fn read_exactly(from: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut read = vec![0; length];
    from.read_exact(&mut read)?;
    Ok(read)
}

fn broken(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::Request;

    fn read(mut bytes: &[u8]) -> Request {
        Request::read(&mut bytes).unwrap().unwrap()
    }

    #[test]
    fn keeps_every_byte() {
        let request = read(b"POST /a%20b?c=d&e HTTP/1.1\r\nHost: x\r\nX-Two:  1\r\ncontent-length: 3\r\n\r\nabcmore");
        assert_eq!((request.method.as_str(), request.path()), ("POST", "/a%20b"));
        assert_eq!(request.query(), ["c=d", "e"]);
        assert_eq!(request.header("x-TWO"), ["1"]);
        assert_eq!(request.header_names(), ["content-length", "host", "x-two"]);
        assert_eq!(request.body, b"abc");
        assert!(request.head.ends_with(b"content-length: 3\r\n\r\n"));
    }

    #[test]
    fn joins_chunks() {
        let request =
            read(b"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
        assert_eq!(request.text(), "abc0123456789");
        assert_eq!(request.framed, b"3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
    }

    #[test]
    fn refuses_what_is_no_request() {
        for bytes in [
            &b"GET / HTTP/1.0\r\n\r\n"[..],
            b"GET / HTTP/1.1\r\nno header\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x",
            b"PUT / HTTP/1.1\r\ncontent-length: 5\r\n\r\nabc",
            b"PUT / HTTP/1.1\r\ncontent-length: 3\r\ncontent-length: 3\r\n\r\nabc",
            b"PUT / HTTP/1.1\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            b"PUT / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabcde",
        ] {
            assert!(Request::read(&mut &*bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(Request::read(&mut &b""[..]).unwrap(), None);
    }
}
