//! What streams do with what is broken, large or sent again.

mod sample;
mod server;

use server::{Server, Step, answer};
use wharf_runtime::{Api, Call, Client, ClientBuilder, Error, Method, Operation, Value, output};

static API: Api = Api { idempotency_header: Some("idempotency-key"), ..sample::API };

/// Nobody has said by which word its streams end.
static WORDLESS: Api = Api { stream_end: "", ..sample::API };

const ASK: Operation = Operation::new("Ask", Method::POST, "/ask");
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 1000\r\n\r\n";
const LINES: (&str, &str) = ("content-type", "application/jsonl");

fn call(server: &Server, limit: usize) -> Call {
    let builder: ClientBuilder<Client> = ClientBuilder::new(&API).base_url(&server.url).credential("k");
    Call::new(&builder.max_json_body(limit).build().unwrap(), &ASK)
}

#[tokio::test]
async fn a_stream_that_connects_again_keeps_its_key() {
    // An id that no header can hold is not sent.
    let first = format!("{HEAD}retry: 1\nid: a\u{7}\ndata: 1\n\n");
    let last = answer(200, &[("content-type", "text/event-stream")], b"data: 2\n\ndata: [DONE]\n\n");
    let server = Server::start([Step::Answer(first.into_bytes()), last]).await;
    let events = call(&server, 1_000).send::<output::events<i64>>().await.unwrap();
    let mut events = events.reconnecting(2);
    assert_eq!(events.next().await.unwrap().unwrap(), 1);
    assert_eq!(events.next().await.unwrap().unwrap(), 2);
    assert!(events.next().await.is_none());
    let keys: Vec<Option<String>> =
        server.requests().iter().map(|request| request.header("idempotency-key").map(str::to_owned)).collect();
    assert!(keys.len() == 2 && keys[0].is_some() && keys[0] == keys[1], "{keys:?}");
}

#[tokio::test]
async fn lines_are_json_or_errors() {
    let rows: [(&[u8], usize); 4] =
        [(b"{\"a\":1}\n{\"a\":", 1), (b"{\"a\":1}\nnot json\n", 1), (b"{\"a\":1}{\"a\":2}\n", 0), (b"\"a\"\n\"b", 1)];
    for (body, count) in rows {
        let server = Server::start([answer(200, &[LINES], body)]).await;
        let mut items = call(&server, 1_000).send::<output::lines<Value>>().await.unwrap();
        for _ in 0..count {
            assert!(items.next().await.unwrap().is_ok());
        }
        let error = items.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Decode(_) | Error::Interrupted(_)), "{error}");
    }
}

#[tokio::test]
async fn a_word_ends_no_lines() {
    for word in ["garbage", "NaN", "[DONE]"] {
        let body = format!("{{\"a\":1}}\n{word}\n");
        let server = Server::start([answer(200, &[LINES], body.as_bytes())]).await;
        let builder: ClientBuilder<Client> = ClientBuilder::new(&WORDLESS).base_url(&server.url).credential("k");
        let call = Call::new(&builder.build().unwrap(), &ASK);
        let mut items = call.send::<output::lines<Value>>().await.unwrap();
        assert!(items.next().await.unwrap().is_ok());
        assert!(matches!(items.next().await.unwrap().unwrap_err(), Error::Decode(_)));
    }
}

#[tokio::test]
async fn what_is_sent_once_is_not_sent_again() {
    let first = format!("{HEAD}retry: 1\ndata: 1\n\n");
    let server = Server::start([Step::Answer(first.into_bytes()), Step::Cut]).await;
    let once = call(&server, 1_000).bytes(wharf_runtime::Upload::reader(&b"x"[..]), "a/b");
    let mut events = once.send::<output::events<i64>>().await.unwrap().reconnecting(2);
    assert_eq!(events.next().await.unwrap().unwrap(), 1);
    assert!(matches!(events.next().await.unwrap().unwrap_err(), Error::Interrupted(_)));
    assert_eq!(server.requests().len(), 1);
}

/// Each empty line is the end of an event that has no data.
#[tokio::test]
async fn a_long_id_is_not_copied_for_each_line() {
    let body = format!("id: {}\n{}data: 1\n\n", "x".repeat(1 << 20), "\n".repeat(1 << 20));
    let server = Server::start([answer(200, &[("content-type", "text/event-stream")], body.as_bytes())]).await;
    let mut events = call(&server, 1 << 22).send::<output::events<i64>>().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn the_size_of_an_item_is_limited_however_it_comes() {
    let event = format!("data: \"{}\"\n\n", "x".repeat(5_000));
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/event-stream\r\n\r\n";
    let (first, second) = event.split_at(2_500);
    let whole = Step::Answer(format!("{head}{event}").into_bytes());
    let pause = std::time::Duration::from_millis(50);
    let parts = Step::Slow(format!("{head}{first}").into_bytes(), pause, second.as_bytes().to_vec());
    for step in [whole, parts] {
        let server = Server::start([step]).await;
        let mut items = call(&server, 1_000).send::<output::events<String>>().await.unwrap();
        let error = items.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::TooLarge(_)), "{error}");
        assert!(items.next().await.is_none());
    }
}
