//! Servers that say something and then nothing more.

use std::time::Duration;

use crate::case::{KINDS, Kind, answer, each, is};
use crate::server::Script;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_ends_in_a_timeout_wherever_it_begins() {
    let mut cases = Vec::new();
    for kind in KINDS {
        let (body, came) = kind.body();
        let bytes = answer("200 OK", kind, body);
        for at in (0..bytes.len()).step_by(7) {
            cases.push((came.len(), kind, Script::Stall(bytes[..at].to_vec())));
        }
        // News that never come to an end.
        cases.push((0, kind, Script::Flood(Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n".to_vec())));
    }
    // The length of a chunk that is all zeros: it never says how much comes, and takes no room.
    for kind in [Kind::Get, Kind::Post, Kind::Delete, Kind::Text, Kind::Items] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {}\r\n", kind.media_type());
        let head = format!("{head}transfer-encoding: chunked\r\n\r\n").into_bytes();
        cases.push((0, kind, Script::Flood(head, vec![b'0'; 4096])));
    }
    let settings = |builder: crate::sample::ClientBuilder| builder.timeout(Duration::from_millis(100));
    each(cases, settings, |most, _, (came, end)| {
        if came.len() > most {
            return Err("more came than was sent".to_owned());
        }
        is(end, &["timeout"])
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_has_a_timeout_of_its_own() {
    let script = Script::Stall(answer("500 No", Kind::Get, "no"));
    let server = crate::server::Server::start(vec![script]).await;
    let client: crate::sample::Client = crate::case::builder(&server).build().unwrap();
    // The answer itself is whole: it is an error at once, however long the connection stays.
    let error = client.shelves().retrieve("s").timeout(Duration::from_secs(50)).await.unwrap_err();
    assert!(error.is_server_error(), "{error}");
}
