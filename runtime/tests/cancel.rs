//! Dropping is cancelling: the connection goes with the future, the download or the stream.

mod sample;

use sample::{Client, Error};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wharf_runtime::{Call, Method, Operation};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 1000\r\n\r\n";

/// A call whose answer comes item by item.
#[derive(Debug)]
struct Watch(Call);

wharf_runtime::call!(Watch => raw_events);

static WATCH: Operation = Operation::new("Watch", Method::GET, "/watch");

async fn start() -> (TcpListener, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, Client::builder().base_url(url).credential("k").max_retries(0).build().unwrap())
}

/// A connection whose request is there.
async fn accept(listener: &TcpListener) -> TcpStream {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    stream
}

/// Waits until the client has closed the connection; a client that does not lets the test hang.
async fn closed(mut stream: TcpStream) {
    let mut bytes = [0; 64];
    while stream.read(&mut bytes).await.is_ok_and(|count| count > 0) {}
}

#[tokio::test]
async fn a_call_ends_with_its_future() {
    let (listener, client) = start().await;
    let call = tokio::spawn(async move { client.shelves().retrieve("s").await });
    let stream = accept(&listener).await;
    call.abort();
    closed(stream).await;
    assert!(call.await.unwrap_err().is_cancelled());
}

#[tokio::test]
async fn a_download_ends_when_it_is_dropped() {
    let (listener, client) = start().await;
    let server = async {
        let mut stream = accept(&listener).await;
        stream.write_all(HEAD).await.unwrap();
        stream.write_all(b"part").await.unwrap();
        stream
    };
    let call = async { client.shelves().content("s").await };
    let (stream, file) = tokio::join!(server, call);
    let mut file = file.unwrap();
    assert_eq!(file.try_next().await.unwrap().unwrap(), "part");
    drop(file);
    closed(stream).await;
}

#[tokio::test]
async fn a_stream_ends_when_it_is_dropped() {
    let (listener, client) = start().await;
    let server = async {
        let mut stream = accept(&listener).await;
        stream.write_all(HEAD).await.unwrap();
        stream.write_all(b"data: one\n\n").await.unwrap();
        stream
    };
    let call = async { Watch(Call::new(&client.core(), &WATCH)).await };
    let (stream, events) = tokio::join!(server, call);
    let mut events = events.unwrap();
    assert_eq!(events.next().await.unwrap().map_err(|error: Error| error.to_string()).unwrap().data, "one");
    drop(events);
    closed(stream).await;
}
