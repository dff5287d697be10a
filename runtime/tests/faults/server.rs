//! A server that does wrong what each request asks it to: the header `x-case` names a script.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does once the request is there.
#[derive(Debug, Clone)]
pub enum Script {
    /// Writes these bytes and closes.
    Close(Vec<u8>),
    /// Writes these bytes and then nothing until the client goes.
    Stall(Vec<u8>),
    /// Writes these bytes, then the others again and again until the client goes.
    Flood(Vec<u8>, Vec<u8>),
    /// Writes the first bytes to the first request, the others to the next ones, the last again and again.
    Series(Vec<Vec<u8>>),
}

/// What came of a script.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Requests of the case.
    pub requests: usize,
    /// Bytes that the server could write.
    pub written: u64,
    /// Requests that told the credential.
    pub told: usize,
}

/// A running server; it stops with the runtime of the test.
#[derive(Clone)]
pub struct Server {
    pub authority: String,
    shared: Arc<Shared>,
}

struct Shared {
    scripts: Vec<Script>,
    counts: Mutex<BTreeMap<usize, Count>>,
}

impl Server {
    pub async fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let shared = Arc::new(Shared { scripts, counts: Mutex::default() });
        let of_task = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&of_task);
                tokio::spawn(async move {
                    let _ = serve(stream, &shared).await;
                });
            }
        });
        Self { authority, shared }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// What came of the script of that number.
    pub fn count(&self, case: usize) -> Count {
        self.shared.counts.lock().unwrap().get(&case).copied().unwrap_or_default()
    }

    /// Of all scripts.
    pub fn total(&self) -> Count {
        let counts = self.shared.counts.lock().unwrap();
        counts.values().fold(Count::default(), |all, one| Count {
            requests: all.requests + one.requests,
            written: all.written + one.written,
            told: all.told + one.told,
        })
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let (case, tells) = read_request(&mut stream).await?;
    let request = {
        let mut counts = shared.counts.lock().unwrap();
        let count = counts.entry(case).or_default();
        count.requests += 1;
        count.told += usize::from(tells);
        count.requests
    };
    match &shared.scripts[case] {
        Script::Close(bytes) => stream.write_all(bytes).await?,
        Script::Series(all) => stream.write_all(all.get(request - 1).or(all.last()).unwrap()).await?,
        Script::Stall(bytes) => {
            stream.write_all(bytes).await?;
            gone(&mut stream).await;
        }
        Script::Flood(head, piece) => {
            stream.write_all(head).await?;
            loop {
                stream.write_all(piece).await?;
                shared.counts.lock().unwrap().entry(case).or_default().written += piece.len() as u64;
            }
        }
    }
    // Closing with unread bytes would reset the connection and take the answer with it.
    stream.shutdown().await?;
    gone(&mut stream).await;
    Ok(())
}

/// Waits until the client goes.
async fn gone(stream: &mut TcpStream) {
    let mut bytes = [0; 1024];
    while stream.read(&mut bytes).await.is_ok_and(|count| count > 0) {}
}

/// Reads a head and, if it tells its length, the body; gives the number of the case, and whether the credential is in it.
async fn read_request(stream: &mut TcpStream) -> std::io::Result<(usize, bool)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        let mut buffer = [0; 2048];
        match stream.read(&mut buffer).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => bytes.extend_from_slice(&buffer[..count]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let value = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned());
    let length: usize = value("content-length:").map_or(0, |length| length.parse().unwrap());
    let mut rest = vec![0; (end + length).saturating_sub(bytes.len())];
    stream.read_exact(&mut rest).await?;
    let case = value("x-case:").map_or(0, |case| case.parse().unwrap());
    Ok((case, head.contains(crate::case::KEY)))
}
