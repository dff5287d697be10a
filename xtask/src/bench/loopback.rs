//! A server that answers everything with an empty list.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use wharf_cli::problem::Problem;

const BODY: &str = r#"{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}"#;

/// A server that runs as long as this program does.
pub struct Loopback(SocketAddr);

impl Loopback {
    /// Starts it.
    pub fn start() -> Result<Self, Problem> {
        let failed = |error: std::io::Error| Problem::new(format!("no server can be started: {error}"), "try again");
        let listener = TcpListener::bind("127.0.0.1:0").map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever measures sees that no answer came.
                let _ = answer(&stream);
            }
        });
        Ok(Self(address))
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.0)
    }
}

fn answer(stream: &TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut stream = stream;
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
    write!(stream, "{head}content-length: {}\r\n\r\n{BODY}", BODY.len())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn everything_is_an_empty_list() {
        let mut stream = TcpStream::connect(Loopback::start().unwrap().0).unwrap();
        stream.write_all(b"GET /a HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert!(text.starts_with("HTTP/1.1 200 OK\r\n") && text.ends_with(BODY), "{text}");
    }
}
