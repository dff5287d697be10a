//! What streams do with what is broken, large or sent again.

mod sample;
mod server;

use std::time::Duration;

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
    let rows: [(&[u8], usize); 5] = [
        (b"1\n\"a\xffb\"\n", 1),
        (b"{\"a\":1}\n{\"a\":", 1),
        (b"{\"a\":1}\nnot json\n", 1),
        (b"{\"a\":1}{\"a\":2}\n", 0),
        (b"\"a\"\n\"b", 1),
    ];
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

/// What comes of a stream that ends behind its first event and so many bytes of the second: all but the first item.
async fn behind_a_cut<K>(api: &'static Api, body: &str) -> (Vec<String>, Option<Error>)
where
    K: output::Output<Value = wharf_runtime::Events<String>>,
{
    let server = Server::start([answer(200, &[("content-type", "text/event-stream")], body.as_bytes())]).await;
    let builder: ClientBuilder<Client> = ClientBuilder::new(api).base_url(&server.url).credential("k");
    let mut events = Call::new(&builder.build().unwrap(), &ASK).send::<K>().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), "first");
    let mut items = Vec::new();
    while let Some(item) = events.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => return (items, Some(error)),
        }
    }
    (items, None)
}

#[tokio::test]
async fn an_event_that_is_cut_anywhere_is_an_error() {
    let second = "event: chunk\nid: 8\ndata: jumped over\ndata: dogs today\n\n";
    for api in [&WORDLESS, &API] {
        for cut in 1..second.len() {
            let body = format!("data: first\n\n{}", &second[..cut]);
            let (items, error) = behind_a_cut::<output::event_texts>(api, &body).await;
            assert!(items.is_empty() && matches!(error, Some(Error::Interrupted(_))), "{cut} {items:?} {error:?}");
        }
        let (items, error) = behind_a_cut::<output::event_texts>(api, &format!("data: first\n\n{second}")).await;
        assert!(items == ["jumped over\ndogs today"] && error.is_none(), "{items:?}");
    }
}

#[tokio::test]
async fn whole_json_and_words_in_brackets_need_no_end() {
    for rest in ["data: \"a b\"", "data: \"a b\"\n", "event: x\ndata:\"a b\""] {
        let body = format!("data: \"first\"\n\n{rest}");
        let (items, error) = behind_a_cut::<output::events<String>>(&WORDLESS, &body).await;
        assert!(items == ["a b"] && error.is_none(), "{rest:?} {items:?} {error:?}");
    }
    for (api, word) in [(&API, "[DONE]"), (&API, "[DONE]\n"), (&WORDLESS, "[END]"), (&WORDLESS, "[END]\n")] {
        let body = format!("data: {{\"a\":1}}\n\ndata: {word}");
        let server = Server::start([answer(200, &[("content-type", "text/event-stream")], body.as_bytes())]).await;
        let builder: ClientBuilder<Client> = ClientBuilder::new(api).base_url(&server.url).credential("k");
        let call = Call::new(&builder.build().unwrap(), &ASK);
        let mut events = call.send::<output::events<std::collections::BTreeMap<String, i64>>>().await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap()["a"], 1);
        assert!(events.next().await.is_none(), "{word:?}");
    }
}

#[tokio::test]
async fn behind_a_word_nothing_is_sent_again() {
    let first = format!("{HEAD}retry: 1\ndata: 1\n\ndata: [END]\n\n");
    let server = Server::start([Step::Answer(first.into_bytes())]).await;
    let builder: ClientBuilder<Client> = ClientBuilder::new(&WORDLESS).base_url(&server.url).credential("k");
    let call = Call::new(&builder.build().unwrap(), &ASK);
    let mut events = call.send::<output::events<i64>>().await.unwrap().reconnecting(2);
    assert_eq!(events.next().await.unwrap().unwrap(), 1);
    assert!(events.next().await.unwrap().is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_record_comes_when_it_is_whole() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-type: application/json-seq\r\ncontent-length: 99\r\n\r\n\x1e{\"a\":\n1}\n";
    let server = Server::start([Step::Slow(begun.to_vec(), Duration::from_millis(300), Vec::new())]).await;
    let mut items = call(&server, 1_000).send::<output::sequence<Value>>().await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap()["a"], 1);
    assert!(matches!(items.next().await.unwrap().unwrap_err(), Error::Interrupted(_)));
    assert!(items.next().await.is_none());
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
/// An item of which nothing must be there.
#[derive(Debug)]
struct Delta {
    text: Option<String>,
}
wharf_runtime::object!(Delta { text: "text" optional });

/// Read as an item it would be an empty one, and the stream would seem to be whole.
#[tokio::test]
async fn an_error_in_the_place_of_an_item_is_told_where_all_of_an_item_is_optional() {
    let error = r#"{"text":"b","error":{"message":"Too much."}}"#;
    let body = format!("data: {{\"text\":\"a\",\"new\":1}}\n\ndata: {error}\n\ndata: {{}}\n\n");
    let server = Server::start([answer(200, &[("content-type", "text/event-stream")], body.as_bytes())]).await;
    let mut events = call(&server, 1_000).send::<output::events<Delta>>().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().text.as_deref(), Some("a"));
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Reported(_)), "{error}");
    assert_eq!(error.message().as_deref(), Some("Too much."));
    assert!(events.next().await.is_none());
}
