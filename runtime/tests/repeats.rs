//! What is sent again and when, over real connections: a row a case.

mod sample;
mod server;

use std::time::{Duration, SystemTime};

use sample::models::{CreateFile, CreateShelf};
use sample::{Client, ClientBuilder, Error, Upload};
use server::{Request, Server, Step, answer, json};
use wharf_runtime::{Api, Call, Method, Operation, Secret};

const ITEM: &str = r#"{"id":"i"}"#;

/// The same API, where it takes keys that make a repetition harmless.
static WITH_KEYS: Api = Api { idempotency_header: Some("Idempotency-Key"), ..sample::API };

fn builder(server: &Server) -> ClientBuilder {
    let pauses = (Duration::from_millis(1), Duration::from_millis(2));
    Client::builder().base_url(&server.url).credential("k").backoff(pauses.0, pauses.1)
}

async fn start(steps: impl IntoIterator<Item = Step>) -> (Server, Client) {
    let server = Server::start(steps).await;
    let client = builder(&server).build().unwrap();
    (server, client)
}

/// What the server does first.
#[derive(Debug, Clone, Copy)]
enum First {
    Status(u16),
    Cut,
    CutInBody,
    Silence,
}

use First::{Cut, CutInBody, Silence, Status};

const NOW: (&str, &str) = ("retry-after-ms", "1");

impl First {
    fn step(self) -> Step {
        match self {
            Status(status) => answer(status, &[], b""),
            Cut => Step::Cut,
            CutInBody => Step::Answer(
                b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\ncontent-type: application/json\r\n\r\n{".to_vec(),
            ),
            Silence => Step::Silence,
        }
    }
}

/// What the server does first; whether a `GET` is sent again then; whether a `POST` is; and if not, whether its error says
/// that the outcome is unknown.
const FIRST: &[(First, bool, bool, bool)] = &[
    (Status(400), false, false, false),
    (Status(401), false, false, false),
    (Status(403), false, false, false),
    (Status(404), false, false, false),
    (Status(408), true, false, false),
    (Status(409), true, false, false),
    (Status(418), false, false, false),
    (Status(422), false, false, false),
    (Status(425), false, false, false),
    (Status(429), true, true, false),
    (Status(500), true, false, true),
    (Status(501), true, false, true),
    (Status(502), true, false, true),
    (Status(503), true, false, true),
    (Status(504), true, false, true),
    (Status(529), true, false, true),
    (Status(599), true, false, true),
    (Cut, true, false, true),
    (CutInBody, true, false, true),
    (Silence, true, false, true),
];

#[tokio::test]
async fn what_is_sent_again_depends_on_what_came_and_on_the_method() {
    for &(first, get, post, is_unknown) in FIRST {
        let (server, client) = start([first.step(), json(200, &[], ITEM)]).await;
        let limit = Duration::from_millis(if matches!(first, Silence) { 300 } else { 20_000 });
        let outcome = client.shelves().retrieve("s").timeout(limit).await;
        assert_eq!(
            (outcome.is_ok(), server.requests().len()),
            (get, 1 + usize::from(get)),
            "GET {first:?}: {outcome:?}"
        );

        let (server, client) = start([first.step(), json(200, &[], ITEM)]).await;
        let outcome = client.shelves().create(CreateShelf::new("n")).timeout(limit).await;
        assert_eq!(
            (outcome.is_ok(), server.requests().len()),
            (post, 1 + usize::from(post)),
            "POST {first:?}: {outcome:?}"
        );
        assert_eq!(outcome.is_err_and(|error| error.is_outcome_unknown()), is_unknown, "POST {first:?}");

        for way in ["of a call", "of the client", "by a key"] {
            let server = Server::start([first.step(), json(200, &[], ITEM)]).await;
            let client: Client = match way {
                "of the client" => builder(&server).retry_unsafe(true).build().unwrap(),
                "by a key" => {
                    let builder = wharf_runtime::ClientBuilder::<Client>::new(&WITH_KEYS).base_url(&server.url);
                    builder.credential("k").backoff(Duration::ZERO, Duration::ZERO).build().unwrap()
                }
                _ => builder(&server).build().unwrap(),
            };
            let call = client.shelves().create(CreateShelf::new("n")).timeout(limit);
            let call = if way == "of a call" { call.retry_unsafe(true) } else { call };
            let outcome = call.await;
            // A `POST` that may be repeated is as good as a `GET`.
            assert_eq!(outcome.is_ok(), get, "{way} {first:?}: {outcome:?}");
            assert_same(&server.requests());
        }
    }
}

/// Each attempt is the same but for the header that counts.
fn assert_same(requests: &[Request]) {
    let shown = |request: &Request| {
        let mut headers = request.headers.clone();
        headers.retain(|(name, _)| name != "x-retry-count");
        headers.sort();
        (request.line.clone(), headers, request.body.clone())
    };
    let Some(first) = requests.first() else { panic!("nothing was sent") };
    assert!(requests.iter().all(|request| shown(request) == shown(first)), "{requests:?}");
}

#[tokio::test]
async fn a_key_is_one_for_a_call_and_can_be_ones_own() {
    let busy = || json(503, &[("retry-after-ms", "1")], "");
    let server = Server::start([busy(), busy(), json(200, &[], ITEM)]).await;
    let builder = wharf_runtime::ClientBuilder::<Client>::new(&WITH_KEYS).base_url(&server.url);
    let client = builder.credential("k").build().unwrap();
    client.shelves().create(CreateShelf::new("n")).await.unwrap();
    client.shelves().create(CreateShelf::new("n")).idempotency_key("own").await.unwrap();
    client.shelves().create(CreateShelf::new("n")).header("idempotency-key", "other").await.unwrap();
    client.shelves().create(CreateShelf::new("n")).await.unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let requests = server.requests();
    let keys: Vec<Option<&str>> = requests.iter().map(|request| request.header("idempotency-key")).collect();
    assert!(keys[0].is_some_and(|key| key.len() >= 16) && keys[0] == keys[1] && keys[1] == keys[2], "{keys:?}");
    assert_eq!(keys[3..5], [Some("own"), Some("other")]);
    assert!(keys[5].is_some() && keys[5] != keys[0], "{keys:?}");
    assert_eq!(keys[6], None);
}

#[tokio::test]
async fn who_is_not_there_yet_is_asked_again() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let builder = Client::builder().base_url(url).credential("k").max_retries(3);
    let client: Client = builder.backoff(Duration::from_millis(1), Duration::from_millis(1)).build().unwrap();
    let error = client.shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)) && error.attempts() == 4, "{error}");
    assert!(!error.is_outcome_unknown());
}

#[tokio::test]
async fn a_file_is_opened_again_for_each_attempt() {
    let folder = std::env::temp_dir().join(format!("wharf-again-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("data.csv");
    std::fs::write(&path, vec![b'x'; 100_000]).unwrap();
    let busy = || json(429, &[("retry-after-ms", "1")], "");
    let (server, client) = start([busy(), busy(), json(200, &[], ITEM)]).await;
    client.shelves().upload("s", CreateFile::upload(Upload::path(&path))).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests[0].body.len() > 100_000);
    assert_same(&requests);
}

/// Headers of an answer.
type Headers = &'static [(&'static str, &'static str)];

/// Headers of a 503, and the least and the most pause in milliseconds that they ask for.
const DELAYS: &[(Headers, u64, u64)] = &[
    (&[("retry-after", "0.3")], 300, 20_000),
    (&[("retry-after", "1")], 1_000, 20_000),
    (&[("retry-after-ms", "250")], 250, 20_000),
    (&[("retry-after-ms", "250.5")], 250, 20_000),
    // The more exact one counts, whatever stands first.
    (&[("retry-after", "50"), ("retry-after-ms", "100")], 100, 20_000),
    (&[("retry-after-ms", "100"), ("retry-after", "50")], 100, 20_000),
    (&[("retry-after-ms", "soon"), ("retry-after", "0.3")], 300, 20_000),
    (&[("x-should-retry", "true"), ("retry-after", "0.3")], 300, 20_000),
];

#[tokio::test]
async fn a_delay_that_the_server_asks_for_is_kept() {
    for &(headers, least, most) in DELAYS {
        let (server, client) = start([answer(503, headers, b""), json(200, &[], ITEM)]).await;
        client.shelves().retrieve("s").await.unwrap();
        let pause = pause(&server);
        assert!((least..most).contains(&pause), "{headers:?}: {pause} ms");
    }
}

#[tokio::test]
async fn a_date_is_a_delay() {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3));
    let (server, client) = start([answer(503, &[("retry-after", &date)], b""), json(200, &[], ITEM)]).await;
    client.shelves().retrieve("s").await.unwrap();
    // The date has whole seconds, and a part of the first one has gone by.
    assert!(pause(&server) > 500, "{} ms", pause(&server));
}

/// Milliseconds between the first two requests.
fn pause(server: &Server) -> u64 {
    let requests = server.requests();
    let pause = requests[1].time - requests[0].time;
    // The first one's time is taken a moment after it came.
    u64::try_from(pause.as_millis()).unwrap() + 5
}

#[tokio::test]
async fn pauses_double_unless_something_is_said() {
    let server = Server::start([answer(500, &[], b""), answer(500, &[], b""), json(200, &[], ITEM)]).await;
    let client: Client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let times: Vec<_> = server.requests().iter().map(|request| request.time).collect();
    let pauses: Vec<u128> = times.windows(2).map(|pair| (pair[1] - pair[0]).as_millis() + 5).collect();
    // 0.5 s and 1 s, shortened by up to a quarter.
    assert!(pauses[0] >= 375 && pauses[1] >= 750, "{pauses:?}");
}

#[tokio::test]
async fn ten_minutes_are_the_longest_unless_set() {
    let (server, client) = start([Step::Silence]).await;
    let call = tokio::spawn(async move { client.shelves().retrieve("s").max_retries(0).await });
    while server.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(590)).await;
    tokio::task::yield_now().await;
    assert!(!call.is_finished());
    tokio::time::advance(Duration::from_secs(11)).await;
    assert!(call.await.unwrap().unwrap_err().is_timeout());
}

#[tokio::test]
async fn credentials_are_asked_for_once_a_call() {
    let busy = json(503, &[("retry-after-ms", "0")], "");
    let server = Server::start([busy, json(200, &[], ITEM)]).await;
    let count = std::sync::atomic::AtomicUsize::new(0);
    let provider = move || {
        let count = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        async move { Ok(Secret::from(format!("token-{count}"))) }
    };
    let builder = Client::builder().base_url(&server.url).credential_provider("Key", provider);
    let client: Client = builder.build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let sent: Vec<String> =
        server.requests().iter().map(|request| request.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer token-0", "Bearer token-0", "Bearer token-1"]);
    for (given, said) in [("a\nb", "holds a line break"), ("", "is empty")] {
        let builder = Client::builder().base_url(&server.url);
        let client: Client =
            builder.credential_provider("Key", move || async move { Ok(Secret::from(given)) }).build().unwrap();
        let error = client.shelves().retrieve("s").await.unwrap_err();
        assert!(matches!(error, Error::Credential(_)) && error.to_string().contains(said), "{error}");
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn what_an_attempt_may_have_done_is_told_whatever_becomes_of_the_next() {
    let cases = [
        vec![Step::Cut, answer(400, &[], b"")],
        vec![Step::Cut, answer(429, &[], b"")],
        vec![answer(500, &[("x-should-retry", "true")], b""), answer(404, &[], b"")],
        vec![answer(503, &[], b""), answer(409, &[("x-should-retry", "false")], b"")],
    ];
    for (at, steps) in cases.into_iter().enumerate() {
        let (server, client) = start(steps).await;
        let call = client.shelves().create(CreateShelf::new("n")).retry_unsafe(true);
        let error = call.await.unwrap_err();
        assert!(error.attempts() > 1 && error.is_outcome_unknown(), "{at}: {error}");
        assert!(server.requests().len() > 1);
    }
    let (_server, client) = start([answer(429, &[], b""), answer(400, &[], b"")]).await;
    let error = client.shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert!(error.attempts() == 2 && !error.is_outcome_unknown(), "{error}");
}

#[tokio::test]
async fn a_delay_that_is_over_asks_for_nothing() {
    for header in [("retry-after", "0"), ("retry-after-ms", "0"), ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")] {
        let server = Server::start([answer(503, &[header], b""), json(200, &[], ITEM)]).await;
        let pause_of = Duration::from_millis(200);
        let client: Client = builder(&server).backoff(pause_of, pause_of).build().unwrap();
        client.shelves().retrieve("s").await.unwrap();
        let pause = pause(&server);
        assert!(pause >= 150, "{header:?}: {pause} ms");
    }
}

/// What was read from it is gone: a second attempt would send nothing and seem fine.
#[cfg(unix)]
#[tokio::test]
async fn a_pipe_is_sent_once() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    std::io::Write::write_all(&mut writer, b"from a pipe").unwrap();
    drop(writer);
    let path = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&reader));
    let (server, client) = start([answer(429, &[], b""), json(200, &[], ITEM)]).await;
    let error = client.shelves().upload("s", CreateFile::Bytes(Upload::path(path))).await.unwrap_err();
    assert!(error.is_rate_limit() && error.to_string().contains("could not be sent again"), "{error}");
    let requests = server.requests();
    assert_eq!((requests.len(), requests[0].text()), (1, "from a pipe"));
}

/// What the second attempt does not find is perhaps what the first one deleted.
#[tokio::test]
async fn a_deletion_that_finds_nothing_when_repeated_may_have_been_done() {
    for (first, is_unknown) in [(Step::Cut, true), (json(503, &[NOW], ""), true), (json(429, &[NOW], ""), false)] {
        let (server, client) = start([first, json(404, &[], "")]).await;
        let error = client.shelves().delete("s").await.unwrap_err();
        assert_eq!((error.is_not_found(), error.is_outcome_unknown()), (true, is_unknown), "{error}");
        assert_eq!(server.requests().len(), 2);
    }
}

/// Its own first attempt may be what the second one meets.
#[tokio::test]
async fn a_write_that_is_refused_when_repeated_may_have_been_done() {
    const PUT: Operation = Operation::new("PutThing", Method::PUT, "/things");
    const GET: Operation = Operation::new("GetThing", Method::GET, "/things");
    for (operation, status, is_unknown) in [(&PUT, 412, true), (&PUT, 400, false), (&GET, 412, false)] {
        let (_server, client) = start([Step::Cut, json(status, &[], "")]).await;
        let mut call = Call::new(&client.core(), operation);
        call.add_header("if-match", "\"v1\"");
        let error = call.send::<wharf_runtime::output::empty>().await.unwrap_err();
        let told = error.status().map(|status| status.as_u16());
        assert_eq!((told, error.is_outcome_unknown()), (Some(status), is_unknown), "{error}");
    }
}
