//! The calls as somebody would write them who has `reqwest` and `serde_json`.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;

use crate::items::by_hand::Page;
use crate::{PATIENCE, alone};

#[derive(Serialize, Deserialize)]
struct Made {
    r#type: String,
    by: String,
}

/// A client.
pub fn client() -> reqwest::Client {
    // A workspace that has the runtime in it leaves the choice of cryptography to the client. Another one may be there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().timeout(PATIENCE).build().expect("the settings are fine")
}

/// How many items the page has.
pub async fn page(client: &reqwest::Client, url: &str) -> usize {
    let request = client.get(format!("{url}/items")).query(&[("limit", 1_000)]).bearer_auth("key");
    let answer = request.send().await.and_then(reqwest::Response::error_for_status).expect("the server answers");
    let bytes = answer.bytes().await.expect("the server sends all");
    serde_json::from_slice::<Page>(&bytes).expect("the page is what the types say").data.len()
}

/// Asks for something small.
pub async fn small(client: &reqwest::Client, url: &str) {
    let request = client.get(format!("{url}/items/item_1")).bearer_auth("key");
    let answer = request.send().await.and_then(reqwest::Response::error_for_status).expect("the server answers");
    let bytes = answer.bytes().await.expect("the server sends all");
    serde_json::from_slice::<Made>(&bytes).expect("the answer is what the types say");
}

/// Builds a request and reads an answer; nothing is between.
pub async fn create(client: &reqwest::Client) {
    build_request(client).await;
    let answer = reqwest::Response::from(alone::answer(alone::ANSWER)).error_for_status().expect("it is a success");
    let bytes = answer.bytes().await.expect("the answer is here");
    serde_json::from_slice::<Made>(&bytes).expect("the answer is what the types say");
}

/// Builds a request.
#[allow(clippy::unused_async, reason = "so that both sides are waited for")]
pub async fn build_request(client: &reqwest::Client) {
    let body = Made { r#type: "made".to_owned(), by: "somebody".to_owned() };
    let request = client
        .post("http://127.0.0.1/shelves/shelf%201%2F2/items")
        .query(&[("limit", 50)])
        .bearer_auth("key")
        .json(&body)
        .build()
        .expect("the request is fine");
    drop(request);
}

/// Sends `body`.
pub async fn upload(client: &reqwest::Client, url: &str, body: reqwest::Body, length: u64) {
    let request = client.post(format!("{url}/content")).bearer_auth("key").header("content-length", length);
    let answer = request.body(body).send().await.and_then(reqwest::Response::error_for_status);
    answer.expect("the server takes it").bytes().await.expect("the server sends all");
}

/// Receives all bytes into a file, which appears when it is complete.
pub async fn save(client: &reqwest::Client, url: &str, path: &Path) {
    let request = client.get(format!("{url}/content")).bearer_auth("key");
    let answer = request.send().await.and_then(reqwest::Response::error_for_status);
    let mut answer = answer.expect("the server answers");
    let part = path.with_extension("part");
    let mut file = tokio::fs::File::create(&part).await.expect("the file can be written");
    while let Some(piece) = answer.chunk().await.expect("the server sends all") {
        file.write_all(&piece).await.expect("the file can be written");
    }
    file.flush().await.expect("the file can be written");
    file.sync_all().await.expect("the file can be written");
    tokio::fs::rename(part, path).await.expect("the file can be written");
}

/// Receives all bytes, and counts them.
pub async fn download(client: &reqwest::Client, url: &str) -> u64 {
    let request = client.get(format!("{url}/content")).bearer_auth("key");
    let answer = request.send().await.and_then(reqwest::Response::error_for_status);
    let mut answer = answer.expect("the server answers");
    let mut count = 0;
    while let Some(piece) = answer.chunk().await.expect("the server sends all") {
        count += piece.len() as u64;
    }
    count
}
