//! Cases: what is asked of the server, and what must hold of every outcome.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use wharf_runtime::{Call, Event, Events, Method, Operation};

use crate::sample::models::{CreateShelf, Item};
use crate::sample::{API, Client, ClientBuilder, Error};
use crate::server::{Script, Server};

/// What must never be told.
pub const KEY: &str = "private-key-of-the-test";

/// How long a case may take on a machine that has much else to do; a case that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// The body of a success.
pub const ITEM: &str = r#"{"id":"i"}"#;

/// Cases that run at a time.
const AT_ONCE: usize = 16;

/// The kinds of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Get,
    Post,
    Delete,
    Download,
    Text,
    Items,
    Stream,
}

pub const KINDS: [Kind; 7] =
    [Kind::Get, Kind::Post, Kind::Delete, Kind::Download, Kind::Text, Kind::Items, Kind::Stream];

/// A call whose answer comes item by item.
#[derive(Debug)]
pub struct Watch(Call);

wharf_runtime::call!(Watch => raw_events);

static WATCH: Operation = Operation::new("Watch", Method::GET, "/watch").security(&[&["Key"]]);

/// What came: everything that was decoded, as text; and how it ended.
pub type Outcome = (Vec<String>, Result<(), Error>);

impl Kind {
    /// The body that the call expects, and what is made of it.
    pub fn body(self) -> (&'static str, Vec<&'static str>) {
        match self {
            Self::Get | Self::Post => (ITEM, vec!["i"]),
            Self::Delete => ("{}", vec!["deleted"]),
            Self::Download | Self::Text => ("some words", vec!["some words"]),
            Self::Items => (r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":false}"#, vec!["a", "b"]),
            Self::Stream => ("data: one\n\ndata: two\n\n", vec!["one", "two"]),
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Download | Self::Text => "text/plain",
            Self::Stream => "text/event-stream",
            _ => "application/json",
        }
    }

    /// Makes the call, and takes all that comes.
    pub async fn run(self, builder: ClientBuilder, case: usize) -> Outcome {
        let client: Client = builder.build().unwrap();
        let (shelves, case) = (client.shelves(), case.to_string());
        match self {
            Self::Get => of_item(shelves.retrieve("s").header("x-case", &case).await),
            Self::Post => of_item(shelves.create(CreateShelf::new("n")).header("x-case", &case).await),
            Self::Delete => one(shelves.delete("s").header("x-case", &case).await.map(|()| "deleted".to_owned())),
            Self::Text => one(client.jobs().motd().header("x-case", &case).await),
            Self::Download => match shelves.content("s").header("x-case", &case).await {
                Ok(file) => one(file.text().await),
                Err(error) => (Vec::new(), Err(error)),
            },
            Self::Items => match shelves.list().header("x-case", &case).items().collect().await {
                Ok(items) => (items.into_iter().map(|item| item.id).collect(), Ok(())),
                Err(partial) => (partial.items.into_iter().map(|item| item.id).collect(), Err(partial.error)),
            },
            Self::Stream => match Watch(Call::new(&client.core(), &WATCH)).header("x-case", &case).await {
                Ok(events) => drain(events).await,
                Err(error) => (Vec::new(), Err(error)),
            },
        }
    }
}

async fn drain(mut events: Events<Event>) -> Outcome {
    let mut came = Vec::new();
    loop {
        match events.next().await {
            None => return (came, Ok(())),
            Some(Ok(event)) => came.push(event.data),
            Some(Err(error)) => {
                assert!(events.next().await.is_none(), "a stream goes on after {error}");
                return (came, Err(error));
            }
        }
    }
}

fn of_item(outcome: Result<Item, Error>) -> Outcome {
    one(outcome.map(|item| item.id))
}

fn one(outcome: Result<String, Error>) -> Outcome {
    match outcome {
        Ok(text) => (vec![text], Ok(())),
        Err(error) => (Vec::new(), Err(error)),
    }
}

/// A client of the server that does not try again.
pub fn builder(server: &Server) -> ClientBuilder {
    let _ = &API;
    Client::builder().base_url(server.url()).credential(KEY).max_retries(0).max_json_body(64 * 1024)
}

/// An answer with its length.
pub fn answer(head: &str, kind: Kind, body: &str) -> Vec<u8> {
    let (media_type, length) = (kind.media_type(), body.len());
    format!("HTTP/1.1 {head}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

/// Runs each case with settings of its own, and hands over what came of it.
pub async fn each<C: Copy + Send + 'static>(
    cases: Vec<(C, Kind, Script)>,
    settings: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + Clone + 'static,
    judge: impl Fn(C, Kind, &Outcome) -> Result<(), String>,
) -> Server {
    let server = Server::start(cases.iter().map(|(_, _, script)| script.clone()).collect()).await;
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for (index, (case, kind, _)) in cases.iter().enumerate() {
        let (case, kind, gate, builder) = (*case, *kind, Arc::clone(&gate), settings(builder(&server)));
        running.spawn(async move {
            let _permit = gate.acquire_owned().await.unwrap();
            (index, case, kind, tokio::time::timeout(PATIENCE, kind.run(builder, index)).await)
        });
    }
    let mut wrong = String::new();
    while let Some(done) = running.join_next().await {
        let (index, case, kind, outcome) = done.unwrap();
        let outcome = outcome.unwrap_or_else(|_| panic!("{kind:?} hangs: {:?}", cases[index].2));
        if let Err(why) = discreet(&outcome).and_then(|()| judge(case, kind, &outcome)) {
            writeln!(wrong, "{kind:?}: {why}\n  {outcome:?}\n  {}", shown(&cases[index].2)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    server
}

/// An error tells what happened in few words, and never the credential.
fn discreet((_, end): &Outcome) -> Result<(), String> {
    let Err(error) = end else { return Ok(()) };
    let mut said = format!("{error} {error:?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        write!(said, " {cause} {cause:?}").unwrap();
        source = cause.source();
    }
    match () {
        () if said.contains(KEY) => Err("the error tells the credential".to_owned()),
        () if error.to_string().len() > 4096 => Err("the error is too long to be read".to_owned()),
        () if error.operation().is_none() => Err("the error names no operation".to_owned()),
        () => Ok(()),
    }
}

fn shown(script: &Script) -> String {
    let text = format!("{script:?}");
    match script {
        Script::Close(bytes) | Script::Stall(bytes) if bytes.len() < 2000 => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        _ => text.chars().take(400).collect(),
    }
}

/// Whether the error is one of these.
pub fn is(end: &Result<(), Error>, kinds: &[&str]) -> Result<(), String> {
    match end {
        Err(error) if kinds.contains(&error.kind()) => Ok(()),
        Err(error) => Err(format!("an error of kind {}, not {kinds:?}", error.kind())),
        Ok(()) => Err(format!("a success, not {kinds:?}")),
    }
}
