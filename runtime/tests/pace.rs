//! Timeouts are of silence: neither an upload that moves nor a caller that takes its time is cut off.

mod sample;
mod server;

use std::time::Duration;

use sample::models::CreateFile;
use sample::{Client, Upload};
use server::{Server, answer, json};

const ITEM: &str = r#"{"id":"i"}"#;
const LIMIT: Duration = Duration::from_millis(400);
const PAUSE: Duration = Duration::from_millis(100);

async fn start(step: server::Step) -> (Server, Client) {
    let server = Server::start([step]).await;
    let builder = Client::builder().base_url(&server.url).credential("k").timeout(LIMIT).max_retries(0);
    let client = builder.build().unwrap();
    (server, client)
}

/// Pieces with a pause before each.
fn slowly(pieces: u8) -> Upload {
    let (sender, receiver) = tokio::io::duplex(16);
    tokio::spawn(async move {
        let mut sender = sender;
        for piece in 0..pieces {
            tokio::time::sleep(PAUSE).await;
            tokio::io::AsyncWriteExt::write_all(&mut sender, &[b'a' + piece]).await.unwrap();
        }
    });
    Upload::reader(receiver)
}

#[tokio::test]
async fn an_upload_that_moves_takes_its_time() {
    let (server, client) = start(json(200, &[], ITEM)).await;
    client.shelves().upload("s", CreateFile::upload(slowly(10))).await.unwrap();
    assert!(server.request().text().contains("abcdefghij"));
}

#[tokio::test]
async fn a_caller_takes_its_time_between_two_pieces() {
    let content = vec![b'x'; 4 << 20];
    let (_server, client) = start(answer(200, &[], &content)).await;
    let mut file = client.shelves().content("s").await.unwrap();
    let mut received = 0;
    let mut pauses = 0;
    while let Some(piece) = file.try_next().await.unwrap() {
        received += piece.len();
        if pauses < 3 {
            tokio::time::sleep(LIMIT * 3 / 2).await;
            pauses += 1;
        }
    }
    assert_eq!((received, pauses), (content.len(), 3));
}
