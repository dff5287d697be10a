//! A transport of one's own, under a clock that is not real: no test here waits.

mod sample;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use sample::models::{CreateFile, CreateShelf};
use sample::{Client, Error, Upload};
use tokio::io::AsyncWriteExt;
use tokio::time::Instant;
use wharf_runtime::{
    Api, Body, BoxFuture, Call, ClientBuilder, Method, Operation, Secret, Transport, TransportError,
    TransportErrorKind, Variable, http, output,
};

type Answer = Result<(u16, &'static str), TransportErrorKind>;

/// Answers by a script, the last answer again and again.
#[derive(Clone)]
struct Script {
    answers: Arc<Mutex<Vec<Answer>>>,
    requests: Arc<Mutex<Vec<Seen>>>,
}

struct Seen {
    url: String,
    headers: http::HeaderMap,
    body: Vec<u8>,
    time: Instant,
}

impl Script {
    fn new(answers: &[Answer]) -> Self {
        let answers = answers.iter().rev().copied().collect();
        Self { answers: Arc::new(Mutex::new(answers)), requests: Arc::default() }
    }

    fn headers(&self, name: &str) -> Vec<Option<String>> {
        let requests = self.requests.lock().unwrap();
        let value = |headers: &http::HeaderMap| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        requests.iter().map(|seen| value(&seen.headers)).collect()
    }

    fn urls(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(|seen| seen.url.clone()).collect()
    }

    fn times(&self) -> Vec<Instant> {
        self.requests.lock().unwrap().iter().map(|seen| seen.time).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(piece) = body.next().await {
                let piece = piece.map_err(|error| TransportError::new(TransportErrorKind::Interrupted, error))?;
                bytes.extend_from_slice(&piece);
            }
            self.requests.lock().unwrap().push(Seen {
                url: head.uri.to_string(),
                headers: head.headers,
                body: bytes,
                time: Instant::now(),
            });
            let answer = {
                let mut answers = self.answers.lock().unwrap();
                if answers.len() > 1 { answers.pop().unwrap() } else { answers[0] }
            };
            let (status, body) = answer.map_err(|kind| TransportError::new(kind, "scripted"))?;
            let body = Body::whole(body.as_bytes());
            Ok(http::Response::builder().status(status).body(body).unwrap())
        })
    }
}

static API: Api = Api { idempotency_header: Some("idempotency-key"), ..sample::API };

fn client(script: &Script) -> Client {
    Client::builder().credential("k").transport(script.clone()).build().unwrap()
}

const ITEM: Answer = Ok((200, r#"{"id":"i"}"#));

#[tokio::test(start_paused = true)]
async fn pauses_grow() {
    let script = Script::new(&[Ok((500, "")), Err(TransportErrorKind::Timeout), ITEM]);
    client(&script).shelves().retrieve("s").await.unwrap();
    let times = script.times();
    let pauses: Vec<f64> = times.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect();
    // The clock of the runtime counts whole milliseconds, rounded up.
    assert!((0.374..=0.502).contains(&pauses[0]) && (0.749..=1.002).contains(&pauses[1]), "{pauses:?}");
}

#[tokio::test(start_paused = true)]
async fn pauses_can_be_set() {
    let times = |script: &Script| {
        let times = script.times();
        times.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect::<Vec<f64>>()
    };
    let script = Script::new(&[Ok((500, "")), Ok((500, "")), Ok((500, "")), ITEM]);
    let builder = || Client::builder().credential("k").transport(script.clone()).max_retries(3);
    let client: Client = builder().backoff(Duration::from_secs(100), Duration::from_secs(200)).build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let pauses = times(&script);
    assert!((75.0..=100.1).contains(&pauses[0]), "{pauses:?}");
    assert!(pauses[1..].iter().all(|pause| (150.0..=200.1).contains(pause)), "{pauses:?}");
    let script = Script::new(&[Ok((500, "")), ITEM]);
    let builder = Client::builder().credential("k").transport(script.clone());
    let client: Client = builder.backoff(Duration::ZERO, Duration::ZERO).build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    assert_eq!(times(&script), [0.0]);
}

#[tokio::test(start_paused = true)]
async fn pauses_are_told_of() {
    let script = Script::new(&[Ok((500, "")), Err(TransportErrorKind::Connect), ITEM]);
    let told = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let tell = std::sync::Arc::clone(&told);
    let client: Client = Client::builder()
        .credential("k")
        .transport(script)
        .backoff(Duration::from_secs(4), Duration::from_secs(4))
        .on_retry(move |retry| {
            let waits = (3.0..=4.0).contains(&retry.delay.as_secs_f64());
            tell.lock().unwrap().push((retry.number, retry.most, retry.error.status().is_some(), waits));
        })
        .build()
        .unwrap();
    client.shelves().retrieve("s").await.unwrap();
    assert_eq!(*told.lock().unwrap(), [(1, 2, true, true), (2, 2, false, true)]);
}

#[tokio::test(start_paused = true)]
async fn a_post_that_never_left_is_sent_again() {
    let script = Script::new(&[Err(TransportErrorKind::Connect), ITEM]);
    client(&script).shelves().create(CreateShelf::new("n")).await.unwrap();
    assert_eq!(script.times().len(), 2);
    let script = Script::new(&[Err(TransportErrorKind::Timeout), ITEM]);
    let error = client(&script).shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert!(error.is_timeout() && error.is_outcome_unknown(), "{error}");
    assert_eq!(script.times().len(), 1);
}

#[tokio::test]
async fn a_server_of_one_operation_gives_way_to_a_base_of_ones_own() {
    let script = Script::new(&[Ok((200, "hello"))]);
    client(&script).jobs().motd().await.unwrap();
    let own = Client::builder().base_url("https://own.example.com/v2").transport(script.clone()).build().unwrap();
    own.jobs().motd().await.unwrap();
    assert_eq!(script.urls(), ["https://elsewhere.example.com/motd", "https://own.example.com/v2/motd"]);
}

#[tokio::test]
async fn variables_hold_for_the_server_of_one_operation_too() {
    static API: Api = Api {
        base_url: "https://{region}.example.com",
        variables: &[
            Variable { name: "region", default: "eu", values: &["eu", "us"] },
            Variable { name: "tenant", default: "one", values: &[] },
        ],
        ..Api::DEFAULT
    };
    static GET: Operation = Operation::new("Get", Method::GET, "/a").server("https://{tenant}.{region}.example.com");
    let script = Script::new(&[Ok((200, "hello"))]);
    let builder = || ClientBuilder::<wharf_runtime::Client>::new(&API).transport(script.clone());
    for client in [builder(), builder().server_variable("region", "us").server_variable("tenant", "two")] {
        Call::new(&client.build().unwrap(), &GET).send::<output::text>().await.unwrap();
    }
    assert_eq!(script.urls(), ["https://one.eu.example.com/a", "https://two.us.example.com/a"]);
}

#[tokio::test(start_paused = true)]
async fn an_idempotency_key_makes_a_post_repeatable() {
    let script = Script::new(&[Ok((500, "")), ITEM]);
    let builder = || ClientBuilder::<Client>::new(&API).credential("k").transport(script.clone());
    let client = builder().build().unwrap();
    client.shelves().create(CreateShelf::new("n")).await.unwrap();
    client.shelves().create(CreateShelf::new("n")).header("Idempotency-Key", "mine").await.unwrap();
    client.shelves().retrieve("s").await.unwrap();
    client.shelves().create(CreateShelf::new("n")).idempotency_key("own").await.unwrap();
    let keys = script.headers("idempotency-key");
    assert!(keys[0].is_some() && keys[0] == keys[1], "{keys:?}");
    assert_eq!(keys[2].as_deref(), Some("mine"));
    assert_eq!(keys[3], None);
    assert_eq!(keys[4].as_deref(), Some("own"));
    let other: Client = Client::builder().credential("k").transport(script).build().unwrap();
    let error = other.shelves().create(CreateShelf::new("n")).idempotency_key("own").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("idempotency keys"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_moves_may_take_longer_than_the_timeout() {
    let (reader, mut writer) = tokio::io::duplex(1);
    tokio::spawn(async move {
        for _ in 0..5 {
            tokio::time::sleep(Duration::from_secs(9)).await;
            writer.write_all(b"x").await.unwrap();
        }
    });
    let script = Script::new(&[ITEM]);
    let upload = CreateFile::Bytes(Upload::reader(reader));
    let call = client(&script).shelves().upload("s", upload);
    let started = Instant::now();
    call.timeout(Duration::from_secs(10)).await.unwrap();
    assert!(started.elapsed() > Duration::from_secs(40));
    assert_eq!(script.requests.lock().unwrap()[0].body, b"xxxxx");
}

#[tokio::test(start_paused = true)]
async fn a_caller_may_take_time_between_two_pieces() {
    struct Pieces;

    impl Transport for Pieces {
        fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let (reader, mut writer) = tokio::io::duplex(1);
            tokio::spawn(async move {
                for _ in 0..3 {
                    writer.write_all(b"x").await.unwrap();
                    tokio::time::sleep(Duration::from_secs(18)).await;
                }
            });
            let body = Body::stream(ReaderPieces(reader), None);
            Box::pin(async { Ok(http::Response::new(body)) })
        }
    }

    let client: Client = Client::builder().credential("k").transport(Pieces).build().unwrap();
    let mut file = client.shelves().content("s").timeout(Duration::from_secs(10)).await.unwrap();
    for _ in 0..3 {
        assert!(file.try_next().await.unwrap().is_some());
        tokio::time::sleep(Duration::from_secs(15)).await;
    }
    assert!(file.try_next().await.unwrap().is_none());
    let mut file = client.shelves().content("s").timeout(Duration::from_secs(10)).await.unwrap();
    assert!(file.try_next().await.unwrap().is_some());
    assert!(file.try_next().await.unwrap_err().is_timeout());
    let builder = Client::builder().credential("k").transport(Pieces).timeout(Duration::from_secs(10));
    let client: Client = builder.idle_timeout(Duration::from_secs(20)).build().unwrap();
    assert_eq!(client.shelves().content("s").await.unwrap().bytes().await.unwrap(), "xxx");
}

struct ReaderPieces(tokio::io::DuplexStream);

impl futures_core::Stream for ReaderPieces {
    type Item = Result<wharf_runtime::Bytes, wharf_runtime::BoxError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let mut bytes = [0; 8];
        let mut buffer = tokio::io::ReadBuf::new(&mut bytes);
        let read = std::pin::Pin::new(&mut self.0);
        std::task::ready!(tokio::io::AsyncRead::poll_read(read, context, &mut buffer))?;
        let filled = buffer.filled().to_vec();
        std::task::Poll::Ready((!filled.is_empty()).then(|| Ok(filled.into())))
    }
}

#[tokio::test]
async fn credentials_can_be_provided_when_needed() {
    let script = Script::new(&[ITEM]);
    let count = Arc::new(Mutex::new(0));
    let counted = count.clone();
    let provider = move || {
        *counted.lock().unwrap() += 1;
        let secret = format!("token-{}", counted.lock().unwrap());
        async move { Ok(Secret::from(secret)) }
    };
    let builder = Client::builder().credential_provider("Key", provider).transport(script.clone());
    let client: Client = builder.build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let sent = script.headers("authorization");
    assert_eq!(sent, [Some("Bearer token-1".to_owned()), Some("Bearer token-2".to_owned())]);
    let failing = Client::builder().transport(script).credential_provider("Key", || async { Err("no luck".into()) });
    let client: Client = failing.build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(matches!(error, Error::Credential(_)) && error.to_string().contains("no luck"), "{error}");
}

#[test]
fn futures_and_streams_move_between_threads_and_errors_are_small() {
    fn moves<T: Send>(_: &T) {}
    fn shared<T: Send + Sync>() {}
    let script = Script::new(&[ITEM]);
    let client = client(&script);
    moves(&client.shelves().list().into_future());
    moves(&client.shelves().list().items());
    moves(&client.shelves().list().pages());
    moves(&client.shelves().content("s").with_response());
    shared::<Client>();
    shared::<sample::shelves::List>();
    shared::<Error>();
    shared::<sample::Download>();
    assert!(size_of::<Error>() <= 16);
}
