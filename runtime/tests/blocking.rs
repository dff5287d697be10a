//! Calls from code that is not async, over real connections.

mod sample;
mod server;

use std::time::Duration;

use sample::Client;
use server::{Server, Step, answer, json};
use wharf_runtime::blocking::{Wait, WaitEach};

const ITEM: &str = r#"{"id":"i"}"#;

/// A server on a runtime of its own, and a client.
fn start(steps: impl IntoIterator<Item = Step>) -> (tokio::runtime::Runtime, Server, Client) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(steps));
    let client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    (runtime, server, client)
}

#[test]
fn calls_wait() {
    let retry = json(503, &[("retry-after-ms", "1")], "");
    let file = answer(200, &[], b"bytes");
    let (_runtime, server, client) = start([retry, json(200, &[], ITEM), file, json(404, &[], "")]);
    let response = client.shelves().retrieve("s").with_response().wait().unwrap();
    assert_eq!((response.id.as_str(), server.requests().len()), ("i", 2));
    let pieces: Result<Vec<_>, _> = client.shelves().content("s").wait().unwrap().wait_each().collect();
    assert_eq!(pieces.unwrap().concat(), b"bytes");
    assert!(client.shelves().retrieve("s").wait().unwrap_err().is_not_found());
}

#[test]
fn lists_are_iterators() {
    let page = |id: &str, more: bool| json(200, &[], &format!(r#"{{"data":[{{"id":"{id}"}}],"has_more":{more}}}"#));
    let (_runtime, _server, client) = start([page("a", true), page("b", false), page("c", false)]);
    let ids: Vec<String> = client.shelves().list().items().wait_each().map(|item| item.unwrap().id).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(client.shelves().list().items().collect().wait().unwrap().len(), 1);
}

#[test]
fn silence_ends_in_a_timeout() {
    let (_runtime, _server, client) = start([Step::Silence]);
    let call = client.shelves().retrieve("s").timeout(Duration::from_millis(50)).max_retries(0);
    assert!(call.wait().unwrap_err().is_timeout());
}

#[test]
fn many_threads_may_wait() {
    let (_runtime, server, client) = start([json(200, &[], ITEM)]);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.shelves().retrieve("s").wait().unwrap());
        }
    });
    assert_eq!(server.requests().len(), 8);
}

#[tokio::test]
async fn it_works_within_async_code() {
    let (runtime, _server, client) = tokio::task::spawn_blocking(|| start([json(200, &[], ITEM)])).await.unwrap();
    assert_eq!(client.shelves().retrieve("s").wait().unwrap().id, "i");
    runtime.shutdown_background();
}

/// Of the body only the beginning is there when waiting begins; the connection lives in the runtime that waits.
#[test]
fn waiting_for_the_rest_of_what_was_awaited() {
    let file = vec![b'x'; 4 << 20];
    let (_runtime, _server, client) = start([answer(200, &[], &file)]);
    let one = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let task = one.spawn(async move {
        let download = client.shelves().content("s").await.unwrap();
        download.bytes().wait().unwrap().len()
    });
    assert_eq!(one.block_on(task).unwrap(), file.len());
}

/// Where nothing else goes on while it waits it ends with its timeout.
#[test]
fn waiting_where_nothing_goes_on_ends() {
    let (_runtime, _server, client) = start([answer(200, &[], &vec![b'x'; 4 << 20])]);
    let one = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    one.block_on(async move {
        let call = client.shelves().content("s").timeout(Duration::from_millis(300));
        let download = call.await.unwrap();
        assert!(download.bytes().wait().unwrap_err().is_timeout());
    });
}

#[test]
fn waiting_within_a_local_set_ends() {
    let (runtime, server, client) = start([json(200, &[], ITEM)]);
    let local = tokio::task::LocalSet::new();
    let id = local.block_on(&runtime, async { client.shelves().retrieve("s").wait().unwrap().id });
    assert_eq!((id.as_str(), server.requests().len()), ("i", 1));
}
