//! Many calls at once on one client: each gets its own answer.

use tokio::task::JoinSet;

use crate::case::builder;
use crate::sample::Client;
use crate::server::{Script, Server};

const CALLS: usize = 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_at_once_get_their_own_answers() {
    let script = |case: usize| {
        let body = format!(r#"{{"id":"{case}"}}"#);
        let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}", body.len());
        Script::Close(format!("{head}\r\n\r\n{body}").into_bytes())
    };
    let server = Server::start((0..CALLS).map(script).collect()).await;
    let client: Client = builder(&server).build().unwrap();
    let mut calls = JoinSet::new();
    for case in 0..CALLS {
        let call = client.shelves().retrieve("s").header("x-case", &case.to_string());
        calls.spawn(async move { (case, call.await) });
    }
    while let Some(done) = calls.join_next().await {
        let (case, item) = done.unwrap();
        assert_eq!(item.unwrap().id, case.to_string());
    }
    assert_eq!(server.total().requests, CALLS);
}
