//! What a call tells of itself, and what it never does.

mod sample;
mod server;

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use sample::Client;
use sample::models::CreateShelf;
use server::{Server, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down what comes, of this crate alone.
#[derive(Clone, Default)]
struct Book(Arc<Mutex<Vec<String>>>);

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Times differ from run to run.
        match field.name() {
            name @ ("latency_ms" | "delay_ms") => write!(self.0, " {name}").unwrap(),
            name => write!(self.0, " {name}={value:?}").unwrap(),
        }
    }
}

impl Book {
    fn write(&self, first: String, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(first);
        record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }
}

impl Subscriber for Book {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("wharf_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.0.lock().unwrap().len() as u64 + 1;
        self.write(format!("{id} {}:", span.metadata().name()), |fields| span.record(fields));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.write(format!("{}", span.into_u64()), |fields| values.record(fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.write("event".to_owned(), |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn spans_hold_metadata_and_no_more() {
    let book = Book::default();
    let _guard = tracing::subscriber::set_default(book.clone());
    let body = r#"{"id":"private answer"}"#;
    let server = Server::start([
        json(503, &[("retry-after-ms", "1"), ("x-request-id", "r1")], "private failure"),
        json(200, &[("x-request-id", "r2")], body),
        json(200, &[], "private nonsense"),
    ])
    .await;
    let builder = Client::builder().base_url(format!("{}/?token=private", server.url)).credential("private-key");
    let client: Client = builder.build().unwrap();
    client.shelves().retrieve("private id").query("q", "private").await.unwrap();
    let started = book.0.lock().unwrap().len();
    client.shelves().create(CreateShelf::new("private name")).await.unwrap_err();
    let lines = book.0.lock().unwrap().clone();
    assert_eq!(
        lines[..started],
        [
            "1 call: operation=\"RetrieveShelf\" method=\"GET\" path=\"/shelves/{shelf_id}\"",
            "2 attempt: attempt=1",
            "2 latency_ms",
            "2 error=\"status\"",
            "2 status=503",
            "2 request_id=\"r1\"",
            "event message=sent again after a pause delay_ms",
            "8 attempt: attempt=2",
            "8 latency_ms",
            "8 status=200",
            "8 request_id=\"r2\"",
            "1 latency_ms",
            "1 attempts=2",
            "1 status=200",
            "1 request_id=\"r2\"",
        ]
    );
    assert!(lines.len() > started && !lines.concat().contains("private"), "{lines:#?}");
    let unread = lines.last().unwrap();
    let told = ["the answer cannot be read", "operation=\"CreateShelf\"", "error=\"decode\"", "status=200"];
    assert!(told.iter().all(|told| unread.contains(told)), "{unread}");
}
