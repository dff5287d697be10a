//! Answers that come item by item.

mod sample;
mod server;

use std::time::Duration;

use sample::models::Item;
use sample::{API, Error};
use server::{Server, Step, answer, json};
use wharf_runtime::{Call, Client, ClientBuilder, Event, Events, Method, Operation, Value};

/// A call with an answer in JSON and another one that comes item by item.
#[derive(Debug)]
struct Ask(Call);

const ASK: Operation = Operation::new("Ask", Method::POST, "/ask").accept("application/vnd.x+json");

wharf_runtime::call!(Ask => json Item);
wharf_runtime::stream!(Ask => events Item, body "stream");

/// Calls whose only answer comes item by item.
#[derive(Debug)]
struct Watch(Call);

wharf_runtime::call!(Watch => raw_events);

#[derive(Debug)]
struct Wrapped(Call);

wharf_runtime::call!(Wrapped => envelopes Value);

#[derive(Debug)]
struct Log(Call);

wharf_runtime::call!(Log => lines Item);
wharf_runtime::stream!(Log => sequence Item as "application/x-seq", query "follow");

const TEXT: (&str, &str) = ("content-type", "text/event-stream; charset=utf-8");

fn builder(server: &Server) -> ClientBuilder<Client> {
    ClientBuilder::new(&API).base_url(&server.url).credential("k").max_retries(0)
}

fn call(server: &Server) -> Call {
    Call::new(&builder(server).build().unwrap(), &ASK)
}

async fn events(body: &str) -> Events<Item> {
    let server = Server::start([answer(200, &[TEXT], body.as_bytes())]).await;
    Ask(call(&server)).stream().await.unwrap()
}

async fn ids(mut events: Events<Item>) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    while let Some(item) = events.try_next().await? {
        ids.push(item.id);
    }
    Ok(ids)
}

#[tokio::test]
async fn the_stream_is_asked_for_by_header_and_member() {
    let done = answer(200, &[TEXT], b"data: [DONE]\n\n");
    let server = Server::start([done.clone(), done.clone(), done, json(200, &[], r#"{"id":"i"}"#)]).await;
    let body: Value = wharf_runtime::json::decode(br#"{"stream":false,"n":1}"#).unwrap();
    for call in [call(&server).json(&body), call(&server).form(&body), call(&server)] {
        assert!(Ask(call).header("x-a", "b").stream().await.unwrap().next().await.is_none());
    }
    assert_eq!(Ask(call(&server).json(&body)).await.unwrap().id, "i");
    let requests = server.requests();
    let bodies: Vec<&str> = requests.iter().map(server::Request::text).collect();
    assert_eq!(
        bodies,
        [r#"{"n":1,"stream":true}"#, "n=1&stream=true", r#"{"stream":true}"#, r#"{"n":1,"stream":false}"#]
    );
    assert_eq!(requests[0].header("accept"), Some("text/event-stream"));
    assert_eq!(requests[0].header("x-a"), Some("b"));
    assert_eq!(requests[3].header("accept"), Some("application/vnd.x+json"));
    let server = Server::start([answer(200, &[], b"")]).await;
    assert!(Log(call(&server)).stream().await.unwrap().next().await.is_none());
    assert_eq!(server.request().line, "POST /ask?follow=true HTTP/1.1");
    assert_eq!(server.request().header("accept"), Some("application/x-seq"));
}

#[tokio::test]
async fn what_would_stream_is_asked_not_to() {
    #[derive(Debug)]
    struct Pull(Call);
    const PULL: Operation = Operation::new("Pull", Method::POST, "/pull").at_once("stream");
    wharf_runtime::call!(Pull => json Item);
    wharf_runtime::stream!(Pull => events Item, body "stream");
    let item = json(200, &[], r#"{"id":"i"}"#);
    let server = Server::start([item.clone(), item, answer(200, &[TEXT], b"data: [DONE]\n\n")]).await;
    let client = builder(&server).build().unwrap();
    let pull = |body: &str| Pull(Call::new(&client, &PULL).json(&serde_json::from_str::<Value>(body).unwrap()));
    assert_eq!(pull(r#"{"n":1}"#).await.unwrap().id, "i");
    assert_eq!(pull(r#"{"stream":null}"#).await.unwrap().id, "i");
    assert!(pull(r#"{"n":1}"#).stream().await.unwrap().next().await.is_none());
    let bodies: Vec<String> = server.requests().iter().map(|request| request.text().to_owned()).collect();
    assert_eq!(bodies, [r#"{"n":1,"stream":false}"#, r#"{"stream":null}"#, r#"{"n":1,"stream":true}"#]);
}

#[tokio::test]
async fn items_come_as_they_are_sent() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let first = format!("{head}: hello\r\n\r\ndata: {{\"id\": \"a\"}}\r\n\r");
    let second = "\ndata: {\"id\":\ndata: \"b\"}\n\ndata:\n\n: bye";
    let step = Step::Slow(first.into_bytes(), Duration::from_millis(20), second.into());
    let server = Server::start([step]).await;
    let events = Ask(call(&server)).stream().await.unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    assert_eq!(ids(events).await.unwrap(), ["a", "b"]);
}

#[tokio::test]
async fn the_word_at_the_end_ends_it() {
    let mut events = events("data: {\"id\":\"a\"}\n\ndata: [DONE]\n\ndata: {\"id\":\"b\"}\n\n").await;
    assert_eq!(events.next().await.unwrap().unwrap().id, "a");
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

/// The items' ids, and the errors, of a stream of an API that does not say how its streams end.
async fn unended(body: &str) -> Vec<String> {
    static QUIET: wharf_runtime::Api = wharf_runtime::Api { stream_end: "", ..API };
    let server = Server::start([answer(200, &[TEXT], body.as_bytes())]).await;
    let client = ClientBuilder::<Client>::new(&QUIET).base_url(&server.url).credential("k").max_retries(0);
    let mut events = Ask(Call::new(&client.build().unwrap(), &ASK)).stream().await.unwrap();
    let mut all = Vec::new();
    while let Some(item) = events.next().await {
        all.push(item.map_or_else(|_| format!("no item: {}", events.last_event().data), |item| item.id));
    }
    all
}

#[tokio::test]
async fn a_word_behind_all_items_ends_a_stream_whose_end_nobody_described() {
    let item = |id: &str| format!("data: {{\"id\":\"{id}\"}}\n\n");
    let (a, b) = (item("a"), item("b"));
    assert_eq!(unended(&format!("{a}{b}data: [DONE]\n\n")).await, ["a", "b"]);
    assert_eq!(unended(&format!("{a}data: [DONE]\n\n: alive\n\n")).await, ["a"]);
    assert_eq!(unended("data: [DONE]\n\n").await, Vec::<String>::new());
    assert_eq!(unended(&format!("{a}data: [END]\n\n: alive\n\n")).await, ["a"]);
    // What is followed by an item is none; neither is a sentence, nor a word before all items.
    assert_eq!(unended(&format!("{a}data: oops\n\n{b}")).await, ["a", "no item: oops", "b"]);
    assert_eq!(unended(&format!("{a}data: it broke\n\n")).await, ["a", "no item: it broke"]);
    assert_eq!(unended("data: oops\n\n").await, ["no item: oops"]);
    assert_eq!(unended(&format!("{a}data: 5\n\n")).await, ["a", "no item: 5"]);
    let reported = "event: error\ndata: {\"message\":\"Too much.\"}\n\n";
    let both = unended(&format!("{a}data: oops\n\n{reported}")).await;
    assert_eq!(both[..2], ["a", "no item: oops"]);
    assert_eq!(both.len(), 3);
}

/// A server may keep the connection for what comes next.
#[tokio::test]
async fn behind_the_usual_word_nothing_is_waited_for() {
    static QUIET: wharf_runtime::Api = wharf_runtime::Api { stream_end: "", ..API };
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let first = format!("{head}data: {{\"id\":\"a\"}}\n\ndata: [DONE]\n\n").into_bytes();
    for api in [&API, &QUIET] {
        let server = Server::start([Step::Slow(first.clone(), Duration::from_secs(60), Vec::new())]).await;
        let client = ClientBuilder::<Client>::new(api).base_url(&server.url).credential("k").max_retries(0);
        let events = Ask(Call::new(&client.build().unwrap(), &ASK)).stream().await.unwrap();
        let all = tokio::time::timeout(Duration::from_secs(20), ids(events)).await;
        assert_eq!(all.unwrap().unwrap(), ["a"]);
    }
}

#[tokio::test]
async fn errors_within_the_stream_are_told_as_such() {
    let report = r#"{"error":{"message":"Too much.","code":"busy"}}"#;
    for event in [format!("event: error\ndata: {report}\n\n"), format!("data: {report}\n\n")] {
        let mut events = events(&event).await;
        let error = events.next().await.unwrap().unwrap_err();
        assert!(events.next().await.is_none(), "after it there is nothing to wait for");
        assert!(matches!(error, Error::Reported(_)), "{error}");
        assert_eq!((error.message().as_deref(), error.code().as_deref()), (Some("Too much."), Some("busy")));
        assert_eq!(error.raw_body(), Some(report.as_bytes()));
        assert!(error.to_string().contains("the server reports an error within the stream: Too much."), "{error}");
    }
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_an_error_and_not_the_end() {
    let mut events = events("data: {\"id\":1}\n\ndata: nonsense\n\ndata: {\"id\":\"b\"}\n\n").await;
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().contains("$.id"), "{error}");
    assert_eq!(error.raw_body(), Some(&b"{\"id\":1}"[..]));
    assert!(events.next().await.unwrap().is_err());
    assert_eq!(events.next().await.unwrap().unwrap().id, "b");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn what_breaks_off_or_stalls_or_swells_ends_with_an_error() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 1000\r\n\r\n";
    let first = format!("{head}data: {{\"id\":\"a\"}}\n\n");
    let server = Server::start([Step::Answer(first.clone().into_bytes())]).await;
    let mut events = Ask(call(&server)).stream().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().id, "a");
    assert!(matches!(events.next().await.unwrap().unwrap_err(), Error::Interrupted(_)));
    assert!(events.next().await.is_none());

    let server = Server::start([Step::Slow(first.into_bytes(), Duration::from_secs(5), Vec::new())]).await;
    let mut events = Ask(call(&server)).timeout(Duration::from_millis(50)).stream().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().id, "a");
    assert!(events.next().await.unwrap().unwrap_err().is_timeout());

    let lines = format!("data: {{\"id\":\"a\"}}\n\ndata: {}\ndata: {}", "x".repeat(60), "y".repeat(60));
    let server = Server::start([answer(200, &[TEXT], lines.as_bytes())]).await;
    let client: Client = builder(&server).max_json_body(100).build().unwrap();
    let mut events = Ask(Call::new(&client, &ASK)).stream().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().id, "a");
    assert!(matches!(events.next().await.unwrap().unwrap_err(), Error::TooLarge(_)));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn json_is_no_stream_and_a_stream_no_json() {
    let server = Server::start([json(200, &[], r#"{"id":"i"}"#), answer(200, &[TEXT], b"data: {}\n\n")]).await;
    let error = Ask(call(&server)).stream().await.unwrap_err();
    assert!(error.to_string().contains("a body of type application/json, not the documented stream"), "{error}");
    let error = Ask(call(&server)).await.unwrap_err();
    assert!(error.to_string().contains("a body of type text/event-stream"), "{error}");
}

#[tokio::test]
async fn events_of_which_nothing_is_known_come_as_they_are() {
    let body = "id: 1\nevent: add\nretry: 250\ndata: x\n\ndata: y\n\nevent: error\ndata: {}\n\n";
    let server = Server::start([answer(200, &[TEXT], body.as_bytes())]).await;
    let mut events: Events<Event> = Watch(call(&server)).await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_deref(), first.data.as_str(), first.id.as_deref()), (Some("add"), "x", Some("1")));
    assert_eq!(events.retry(), Some(Duration::from_millis(250)));
    let second = events.next().await.unwrap().unwrap();
    assert_eq!((second.event, second.data.as_str()), (None, "y"));
    assert_eq!((events.last_event_id(), events.last_event().data.as_str()), (Some("1"), "y"));
    assert!(matches!(events.next().await.unwrap().unwrap_err(), Error::Reported(_)));
}

#[tokio::test]
async fn an_event_is_an_object_where_the_document_says_so() {
    let body = "event: add\ndata: {\"x\":1}\n\nid: 4\ndata: bare\n\n";
    let server = Server::start([answer(200, &[TEXT], body.as_bytes())]).await;
    let mut events = Wrapped(call(&server)).await.unwrap();
    let mut found = Vec::new();
    while let Some(event) = events.try_next().await.unwrap() {
        found.push(event.to_string());
    }
    assert_eq!(found, [r#"{"event":"add","data":{"x":1}}"#, r#"{"id":"4","data":"bare"}"#].map(sorted));
}

fn sorted(text: &str) -> String {
    wharf_runtime::json::decode::<Value>(text.as_bytes()).unwrap().to_string()
}

#[tokio::test]
async fn lines_and_sequences_are_read_by_what_the_server_says() {
    let lines = "{\"id\":\"a\"}\n\n{\"id\":\"b\"}";
    let rows = [
        ("application/jsonl", lines),
        ("application/octet-stream", lines),
        ("application/json", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"),
        ("application/json-seq", "\u{1e}{\"id\":\n\"a\"}\n\u{1e}{\"id\":\"b\"}\n"),
        ("text/event-stream", "data: {\"id\":\"a\"}\n\ndata: {\"id\":\"b\"}\n\n"),
    ];
    for (media_type, body) in rows {
        let server = Server::start([answer(200, &[("content-type", media_type)], body.as_bytes())]).await;
        assert_eq!(ids(Log(call(&server)).await.unwrap()).await.unwrap(), ["a", "b"], "{media_type}");
        assert_eq!(server.request().header("accept"), Some("application/vnd.x+json"));
    }
}

/// Every way to end a line, comments, a mark at the beginning, letters of several bytes: cut at each byte, in two pieces
/// that come one after the other.
#[tokio::test]
async fn a_stream_may_be_cut_anywhere() {
    let text = "\u{feff}: hello\r\ndata: {\"id\":\r\ndata:\"\u{e9}\u{1f980}\"}\r\n\r\n:\n\nretry: 5\rdata: {\"id\":\"b\"}\r\rid: 9\n\n";
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    for at in 0..text.len() {
        let (first, second) = text.as_bytes().split_at(at);
        let first = [head.as_bytes(), first].concat();
        let server = Server::start([Step::Slow(first, Duration::from_millis(1), second.to_vec())]).await;
        let mut events = Ask(call(&server)).stream().await.unwrap();
        assert_eq!(events.try_next().await.unwrap().unwrap().id, "\u{e9}\u{1f980}", "{at}");
        assert_eq!(events.try_next().await.unwrap().unwrap().id, "b", "{at}");
        assert!(events.try_next().await.unwrap().is_none());
        assert_eq!((events.last_event_id(), events.retry()), (Some("9"), Some(Duration::from_millis(5))));
    }
}

#[tokio::test]
async fn a_stream_connects_again_only_where_that_is_wanted() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 1000\r\n\r\n";
    let first = format!("{head}retry: 20\nid: 1\ndata: {{\"id\":\"a\"}}\n\nid: 2\ndata: {{\"id\":\"lost");
    let second = format!("{head}data: {{\"id\":\"b\"}}\n\nid: 7\n\n");
    let last = answer(200, &[TEXT], b"data: {\"id\":\"c\"}\n\ndata: [DONE]\n\n");
    let steps = || {
        let broken = [first.clone(), second.clone()].map(|text| Step::Answer(text.into_bytes()));
        broken.into_iter().chain([Step::Cut, last.clone()])
    };
    let server = Server::start(steps()).await;
    let body: Value = wharf_runtime::json::decode(br#"{"n":1}"#).unwrap();
    let events = Ask(call(&server).json(&body)).header("x-a", "b").stream().await.unwrap();
    assert_eq!(ids(events.reconnecting(2)).await.unwrap(), ["a", "b", "c"]);
    let requests = server.requests();
    let last_ids: Vec<Option<&str>> = requests.iter().map(|request| request.header("last-event-id")).collect();
    assert_eq!(last_ids, [None, Some("1"), Some("7"), Some("7")]);
    assert!(
        requests.iter().all(|request| request.text() == r#"{"n":1,"stream":true}"# && request.header("x-a").is_some())
    );
    assert!((requests[1].time - requests[0].time).as_millis() >= 15);

    // Twice in a row nothing came.
    let server = Server::start([Step::Answer(first.clone().into_bytes()), Step::Cut]).await;
    let events = Ask(call(&server)).stream().await.unwrap();
    let mut events = events.reconnecting(2);
    assert_eq!(events.next().await.unwrap().unwrap().id, "a");
    assert!(matches!(events.next().await.unwrap().unwrap_err(), Error::Interrupted(_)));
    assert!(events.next().await.is_none());
    assert_eq!(server.requests().len(), 3);

    // A failure is no reason to ask again, and without a word nobody does.
    for (times, requests) in [(5, 2), (0, 1)] {
        let server = Server::start([Step::Answer(first.clone().into_bytes()), json(404, &[], "{}")]).await;
        let mut events = Ask(call(&server)).stream().await.unwrap().reconnecting(times);
        assert_eq!(events.next().await.unwrap().unwrap().id, "a");
        assert_eq!(events.next().await.unwrap().unwrap_err().is_not_found(), times > 0);
        assert_eq!(server.requests().len(), requests);
    }

    // A server that asks for more patience than anybody has.
    let patient = first.replace("retry: 20", "retry: 61000");
    let server = Server::start([Step::Answer(patient.into_bytes())]).await;
    let mut events = Ask(call(&server)).stream().await.unwrap().reconnecting(5);
    assert_eq!(events.next().await.unwrap().unwrap().id, "a");
    assert!(events.next().await.unwrap().is_err());
}

#[tokio::test]
async fn silence_is_a_reason_to_connect_again() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 1000\r\n\r\n";
    let first = format!("{head}retry: 0\ndata: {{\"id\":\"a\"}}\n\n").into_bytes();
    let last = answer(200, &[TEXT], b"data: {\"id\":\"b\"}\n\n");
    let server = Server::start([Step::Slow(first, Duration::from_secs(60), Vec::new()), last]).await;
    let events = Ask(call(&server)).timeout(Duration::from_millis(200)).stream().await.unwrap();
    assert_eq!(ids(events.reconnecting(1)).await.unwrap(), ["a", "b"]);
}

/// What is no stream would be read as one without items.
#[tokio::test]
async fn a_page_of_somebody_on_the_way_is_no_stream() {
    for (media_type, is_stream) in
        [("text/html; charset=utf-8", false), ("application/xml", false), ("text/plain", true), ("", true)]
    {
        let headers: &[(&str, &str)] = if media_type.is_empty() { &[] } else { &[("content-type", media_type)] };
        let server = Server::start([answer(200, headers, b"data: {\"id\":\"a\"}\n\n")]).await;
        match Ask(call(&server)).stream().await {
            Ok(events) => assert_eq!((ids(events).await.unwrap(), is_stream), (vec!["a".to_owned()], true)),
            Err(error) => assert_eq!((matches!(error, Error::Decode(_)), is_stream), (true, false), "{error}"),
        }
    }
}

/// The end of the connection is the end of the body where no length is said.
#[tokio::test]
async fn an_event_is_whole_or_an_error() {
    let whole = [
        "data: {\"id\":\"a\"}\n",
        "data: {\"id\":\"a\"}\r",
        "data: {\"id\":\"a\"}\n\n: bye",
        "data: {\"id\":\"a\"}\n\ndata: [DONE]",
    ];
    for body in whole {
        assert_eq!(ids(events(body).await).await.unwrap(), ["a"], "{body:?}");
    }
    for body in [
        "data: {\"id\":\"a\"}\n\ndata: {\"id\":",
        "data: {\"id\":\"a\"}\n\nda",
        "data: {\"id\":\"a\"}\n\ndata: {\"id\":\n",
    ] {
        let mut events = events(body).await;
        assert_eq!(events.next().await.unwrap().unwrap().id, "a");
        assert!(matches!(events.next().await.unwrap().unwrap_err(), Error::Interrupted(_)), "{body:?}");
        assert!(events.next().await.is_none());
    }
}

/// Nobody can tell whether a line of a text is missing.
#[tokio::test]
async fn a_text_without_its_empty_line_may_be_cut() {
    let server = Server::start([answer(200, &[TEXT], b"data: hello\n")]).await;
    let error = Watch(call(&server)).await.unwrap().try_next().await.unwrap_err();
    assert!(matches!(error, Error::Interrupted(_)), "{error}");
}
