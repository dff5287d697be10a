//! Answers without a network, as users of a client have them in their tests.

mod sample;

use std::time::Duration;

use sample::models::{CreateFile, CreateShelf, Item};
use sample::{Client, Error, Upload};
use serde_json::json;
use wharf_runtime::mock::{Example, Mock, Reply, TransportErrorKind};
use wharf_runtime::{Api, Call, Client as Core, ClientBuilder, Method, Operation, Scheme, SchemeKind};

static EXAMPLES: &[Example] = &[
    Example::new("RetrieveShelf", 404, "application/json", r#"{"error":{"message":"no such shelf"}}"#),
    Example::new("RetrieveShelf", 200, "application/json", r#"{"id":"example"}"#),
    Example::new("RetrieveContent", 206, "text/plain", "words"),
];

fn client(mock: &Mock) -> Client {
    Client::builder().mock(mock).build().unwrap()
}

#[tokio::test]
async fn examples_answer_until_told_otherwise() {
    let mock = Mock::with_examples(EXAMPLES);
    let client = client(&mock);
    assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "example");
    let file = client.shelves().content("s").await.unwrap();
    assert_eq!((file.status().as_u16(), file.content_type()), (206, Some("text/plain")));
    assert_eq!(file.text().await.unwrap(), "words");
    mock.reply("RetrieveShelf", Reply::example(404));
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.is_not_found() && error.message().as_deref() == Some("no such shelf"), "{error}");
}

#[tokio::test]
async fn what_has_no_answer_says_how_to_give_one() {
    let mock = Mock::with_examples(EXAMPLES);
    let error = client(&mock).shelves().delete("s").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)) && error.attempts() == 1, "{error:?}");
    assert!(error.to_string().contains(r#"`mock.reply("DeleteShelf", …)`"#), "{error}");
    mock.reply("DeleteShelf", Reply::example(410)).reply("RetrieveShelf", Reply::new(42));
    let error = client(&mock).shelves().delete("s").await.unwrap_err();
    assert!(error.to_string().contains("no example of the status 410"), "{error}");
    let error = client(&mock).shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("42 is no status"), "{error}");
}

#[tokio::test]
async fn replies_come_in_order_and_the_last_stays() {
    let mock = Mock::new();
    let item: Item = wharf_runtime::json::decode(br#"{"id":"model"}"#).unwrap();
    mock.reply("RetrieveShelf", Reply::new(500))
        .reply("RetrieveShelf", Reply::failure(TransportErrorKind::Connect))
        .reply("RetrieveShelf", Reply::value(200, &item))
        .reply("RetrieveShelf", Reply::value(200, &json!({"id": "value"})).header("x-request-id", "r"));
    let shelves = client(&mock).shelves();
    assert_eq!(shelves.retrieve("s").await.unwrap(), item);
    for _ in 0..2 {
        let last = shelves.retrieve("s").with_response().await.unwrap();
        assert_eq!((last.id.as_str(), last.request_id.as_deref()), ("value", Some("r")));
    }
    let attempts: Vec<u32> = mock.sent_to("RetrieveShelf").iter().map(wharf_runtime::mock::Sent::attempt).collect();
    assert_eq!(attempts, [1, 2, 3, 1, 1]);
    // What was given is over as soon as there is something else.
    mock.reply("RetrieveShelf", Reply::new(404));
    assert!(shelves.retrieve("s").await.unwrap_err().is_not_found());
}

#[tokio::test(start_paused = true)]
async fn silence_is_played_in_the_time_of_the_test() {
    let mock = Mock::new();
    mock.reply("CreateShelf", Reply::json(200, "{}").after(Duration::from_secs(700)));
    let error = client(&mock).shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert!(error.is_timeout() && error.is_outcome_unknown(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_break_off_or_stall() {
    let mock = Mock::new();
    let whole = Reply::json(200, r#"{"id":"a"}"#);
    mock.reply("RetrieveShelf", whole.clone().breaks_after(3)).reply("RetrieveShelf", whole.clone());
    let shelves = client(&mock).shelves();
    assert_eq!(shelves.retrieve("s").await.unwrap().id, "a");
    assert_eq!(mock.sent().len(), 2);
    mock.reply("RetrieveShelf", whole.clone().breaks_after(0));
    let error = shelves.retrieve("s").await.unwrap_err();
    assert!(matches!(error, Error::Interrupted(_)) && error.attempts() == 3, "{error:?}");
    mock.reply("RetrieveShelf", whole.stalls_after(3));
    assert!(shelves.retrieve("s").await.unwrap_err().is_timeout());
}

#[derive(Debug)]
struct Watch(Call);

wharf_runtime::call!(Watch => events Item);

const WATCH: Operation = Operation::new("WatchShelves", Method::GET, "/shelves/watch");

#[tokio::test(start_paused = true)]
async fn an_answer_may_be_a_stream() {
    let items: Vec<Item> = wharf_runtime::json::decode(br#"[{"id":"a"},{"id":"b"}]"#).unwrap();
    let mock = Mock::new();
    let core: Core = ClientBuilder::new(&sample::API).credential("k").mock(&mock).build().unwrap();
    let watch = || Watch(Call::new(&core, &WATCH));
    mock.reply("WatchShelves", Reply::events(&items));
    let mut events = watch().await.unwrap();
    for item in &items {
        assert_eq!(events.try_next().await.unwrap().as_ref(), Some(item));
    }
    assert!(events.next().await.is_none());
    mock.reply("WatchShelves", Reply::text_events(["{\"id\":\n\"c\"}", "[DONE]", "never"]).breaks_after(30));
    let mut events = watch().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().id, "c");
    assert!(matches!(events.try_next().await.unwrap_err(), Error::Interrupted(_)));
    mock.reply("WatchShelves", Reply::events(&items).stalls_after(25));
    let mut events = watch().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().id, "a");
    assert!(events.try_next().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn what_was_sent_can_be_looked_at() {
    let mock = Mock::new();
    mock.reply("ListShelves", Reply::json(200, r#"{"data":[]}"#)).reply("CreateFile", Reply::new(204));
    mock.reply("CreateShelf", Reply::json(200, r#"{"id":"i"}"#));
    let client = client(&mock);
    client.shelves().list().after("a b&c").query("x", "é").header("X-Own", "1").await.unwrap();
    client.shelves().create(CreateShelf::new("n")).await.unwrap();
    client.shelves().upload("s/t", CreateFile::Bytes(Upload::bytes("raw"))).await.unwrap_err();
    let [list, create, upload] = &mock.sent()[..] else { panic!("{mock:?}") };
    assert_eq!((list.operation(), list.method(), list.path()), ("ListShelves", "GET", "/v1/shelves"));
    assert_eq!((list.query("after").as_deref(), list.query("x").as_deref()), (Some("a b&c"), Some("é")));
    assert_eq!((list.query("limit"), list.header("x-own")), (None, Some("1")));
    assert_eq!(create.json::<serde_json::Value>().unwrap()["name"], "n");
    assert_eq!((upload.path(), upload.text().as_str()), ("/v1/shelves/s%2Ft/files", "raw"));
    assert!(upload.header("authorization").is_some() && !format!("{mock:?}").contains("Bearer"));
}

#[tokio::test]
async fn what_was_set_before_stays() {
    let mock = Mock::with_examples(EXAMPLES);
    let builder = Client::builder().base_url("https://own.example.com").credential("own");
    let client: Client = builder.mock(&mock).build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let sent = &mock.sent()[0];
    assert_eq!(sent.uri().to_string(), "https://own.example.com/shelves/s");
    assert_eq!(sent.header("authorization"), Some("Bearer own"));
}

#[test]
fn credentials_of_any_scheme_are_made_up() {
    static SCHEMES: &[Scheme] = &[Scheme { name: "Digest", kind: SchemeKind::Http("Digest"), env: None }];
    static API: Api = Api { base_url: "https://api.example.com", schemes: SCHEMES, ..Api::DEFAULT };
    let builder: wharf_runtime::ClientBuilder<wharf_runtime::Client> = wharf_runtime::ClientBuilder::new(&API);
    builder.mock(&Mock::new()).build().unwrap();
}

#[tokio::test]
async fn replies_that_nobody_asked_for_are_told() {
    let mock = Mock::new();
    mock.reply("RetrieveShelf", Reply::value(200, &json!({"id": "i"}))).reply("RetreiveShelf", Reply::new(503));
    client(&mock).shelves().retrieve("s").await.unwrap();
    assert_eq!(mock.unused_replies(), ["RetreiveShelf"]);
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_was_set_is_kept() {
    let mock = Mock::new();
    mock.reply("RetrieveShelf", Reply::json(503, "{}"));
    mock.reply("RetrieveShelf", Reply::json(200, r#"{"id":"i"}"#));
    let pause = Duration::from_secs(8);
    let client: Client = Client::builder().backoff(pause, pause).mock(&mock).build().unwrap();
    let begun = tokio::time::Instant::now();
    client.shelves().retrieve("s").await.unwrap();
    assert!(begun.elapsed() >= pause * 3 / 4, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_media_type_takes_the_place_of_the_usual_one() {
    let mock = Mock::new();
    mock.reply("RetrieveShelf", Reply::json(200, "<p>").header("Content-Type", "text/html"));
    let error = client(&mock).shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("type text/html"), "{error}");
}

#[tokio::test]
async fn what_asks_for_a_stream_is_answered_by_one() {
    static ASKED: &[Example] = &[
        Example::new("Ask", 200, "application/json", "{}"),
        Example::stream("Ask", 200, "text/event-stream", "data: {}\n\n", "stream"),
    ];
    static ASK: Operation = Operation::new("Ask", Method::POST, "/ask");
    static API: Api = Api { base_url: "https://api.example.com", ..Api::DEFAULT };
    let client: Core = ClientBuilder::new(&API).mock(&Mock::with_examples(ASKED)).build().unwrap();
    let ask = |body| Call::new(&client, &ASK).json(&body).send::<wharf_runtime::output::json<wharf_runtime::Value>>();
    assert!(ask(json!({"stream": false})).await.is_ok());
    let error = ask(json!({"stream": true})).await.unwrap_err();
    assert!(error.to_string().contains("text/event-stream"), "{error}");
}
