//! Large bodies go by in little memory: nobody runs ahead of who reads.

mod sample;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sample::models::CreateFile;
use sample::{Client, Upload};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wharf_runtime::Bytes;

const PIECE: usize = 64 * 1024;
const PIECES: usize = 16 * 1024;

/// What sockets hold on their own, and some pieces on the way: far from the gigabyte that is to go by.
const LITTLE: usize = 32 * 1024 * 1024;

async fn start() -> (TcpListener, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, Client::builder().base_url(url).credential("k").max_retries(0).build().unwrap())
}

async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

/// Waits until the number stands still.
async fn settled(count: &AtomicUsize) -> usize {
    let mut last = count.load(Ordering::Relaxed);
    loop {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let now = count.load(Ordering::Relaxed);
        if now == last && now > 0 {
            return now;
        }
        last = now;
    }
}

/// A gigabyte that is made while it is sent, and how much of it was made.
fn gigabyte() -> (impl futures_core::Stream<Item = Result<Bytes, std::io::Error>> + Send, Arc<AtomicUsize>) {
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let piece = Bytes::from(vec![7; PIECE]);
    let pieces = std::iter::repeat_n(piece, PIECES).inspect(move |piece| {
        count.fetch_add(piece.len(), Ordering::Relaxed);
    });
    (Each(pieces), made)
}

struct Each<I>(I);

impl<I: Iterator<Item = Bytes> + Unpin> futures_core::Stream for Each<I> {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next().map(Ok))
    }
}

#[tokio::test]
async fn an_upload_waits_for_its_server() {
    for in_form in [false, true] {
        let (listener, client) = start().await;
        let (pieces, made) = gigabyte();
        let upload = Upload::stream(pieces).length((PIECE * PIECES) as u64);
        let body = if in_form { CreateFile::upload(upload) } else { CreateFile::Bytes(upload) };
        let call = tokio::spawn(async move { client.shelves().upload("s", body).await });
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = head(&mut stream).await.to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        let length: usize = length.parse().unwrap();
        assert!(length >= PIECE * PIECES, "{length}");
        let ahead = settled(&made).await;
        assert!(ahead < LITTLE, "{ahead} bytes were made for a server that reads none");
        call.abort();
    }
}

#[tokio::test]
async fn a_download_waits_for_its_reader() {
    let (listener, client) = start().await;
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head(&mut stream).await;
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", PIECE * PIECES);
        stream.write_all(head.as_bytes()).await.unwrap();
        let piece = vec![7; PIECE];
        while stream.write_all(&piece).await.is_ok() {
            count.fetch_add(PIECE, Ordering::Relaxed);
        }
    });
    let mut file = client.shelves().content("s").await.unwrap();
    assert_eq!(file.content_length(), Some((PIECE * PIECES) as u64));
    file.try_next().await.unwrap().unwrap();
    let ahead = settled(&sent).await;
    assert!(ahead < LITTLE, "{ahead} bytes were taken for a reader that wants none");
    drop(file);
    server.await.unwrap();
}

/// Without a limit of one's own an answer that does not end is left off at 64 MiB.
#[tokio::test]
async fn an_answer_without_an_end_has_one() {
    let (listener, client) = start().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head(&mut stream).await;
        let mut sent = 0;
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n\"").await.unwrap();
        let piece = vec![b'x'; PIECE];
        while stream.write_all(&piece).await.is_ok() {
            sent += PIECE;
        }
        sent
    });
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(matches!(error, sample::Error::TooLarge(_)), "{error}");
    let sent = server.await.unwrap();
    let limit = 64 * 1024 * 1024;
    assert!((limit..limit + LITTLE).contains(&(sent + PIECE)), "{sent}");
}
