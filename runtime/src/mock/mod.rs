//! Answers without a network, for tests of code that uses a client.
//!
//! A [`Mock`] stands in for the transport. It gives the answers that it was told, per operation, and else the
//! examples of the document; it keeps what was sent. Everything above the transport is the real client: arguments are
//! checked and encoded, credentials added, failures tried again, answers decoded.
//!
//! ```
//! # use wharf_runtime::{Api, Call, Client, ClientBuilder, Method, Operation, Parameter, Value, output};
//! # static API: Api = Api { base_url: "https://api.example.com/v1", ..Api::DEFAULT };
//! # static RETRIEVE: Operation = Operation::new("RetrieveBook", Method::GET, "/books/{id}");
//! # fn retrieve(client: &Client, id: &str) -> wharf_runtime::Pending<Value> {
//! #     Call::new(client, &RETRIEVE).with(&Parameter::path("id"), id).send::<output::json<Value>>()
//! # }
//! use wharf_runtime::mock::{Mock, Reply};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), wharf_runtime::Error> {
//! let mock = Mock::new();
//! mock.reply("RetrieveBook", Reply::new(503)).reply("RetrieveBook", Reply::json(200, r#"{"title":"Emma"}"#));
//! let client: Client = ClientBuilder::new(&API).mock(&mock).build()?;
//!
//! let book = retrieve(&client, "b 7").await?;
//!
//! assert_eq!(book["title"], "Emma");
//! let sent = mock.sent();
//! assert_eq!((sent.len(), sent[1].path()), (2, "/v1/books/b%207"));
//! # Ok(())
//! # }
//! ```

mod cut;
mod example;
mod reply;
mod sent;

use core::fmt;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::transport::{Body, Sending, Transport, TransportError};

pub use crate::transport::TransportErrorKind;
pub use example::Example;
pub use reply::Reply;
pub use sent::Sent;

/// A transport that answers by itself. Clones are one mock.
#[derive(Clone, Default)]
pub struct Mock(Arc<Shared>);

#[derive(Default)]
struct Shared {
    examples: &'static [Example],
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// By operation.
    replies: BTreeMap<String, Replies>,
    sent: Vec<Sent>,
}

#[derive(Default)]
struct Replies {
    /// What was not given yet.
    left: VecDeque<Reply>,
    /// What was given last.
    last: Option<Reply>,
}

impl Replies {
    fn next(&mut self) -> Option<Reply> {
        self.last = self.left.pop_front().or(self.last.take());
        self.last.clone()
    }
}

impl Mock {
    /// A mock that knows no answer yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A mock that answers with examples where it is told nothing else.
    #[must_use]
    pub fn with_examples(examples: &'static [Example]) -> Self {
        Self(Arc::new(Shared { examples, state: Mutex::default() }))
    }

    /// Answers the operation of that id with `reply`. Several replies are given in their order, and the last one again
    /// and again until there is another one.
    #[expect(clippy::return_self_not_must_use, reason = "it is the mock itself, for a chain of calls")]
    pub fn reply(&self, operation: &str, reply: Reply) -> Self {
        self.state().replies.entry(operation.to_owned()).or_default().left.push_back(reply);
        self.clone()
    }

    /// What was sent so far, with every attempt.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// What was sent so far to the operation of that id.
    #[must_use]
    pub fn sent_to(&self, operation: &str) -> Vec<Sent> {
        self.state().sent.iter().filter(|sent| sent.operation() == operation).cloned().collect()
    }

    /// The ids of operations with replies that were not given, of which a test that is over expects none: so does a
    /// reply for an id that no operation has.
    #[must_use]
    pub fn unused_replies(&self) -> Vec<String> {
        let state = self.state();
        let unused = state.replies.iter().filter(|(_, replies)| !replies.left.is_empty());
        unused.map(|(operation, _)| operation.clone()).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the next request of an operation gets.
    fn next(&self, operation: &str) -> Reply {
        let told = self.state().replies.get_mut(operation).and_then(Replies::next);
        told.unwrap_or_else(Reply::any_success)
    }

    async fn answer(&self, request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let sent = Sent::read(request).await?;
        self.state().sent.push(sent.clone());
        self.next(sent.operation()).play(&sent, self.0.examples).await
    }
}

impl Transport for Mock {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Box::pin(self.answer(request))
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("sent", &self.state().sent).finish_non_exhaustive()
    }
}

/// An error of a mock that cannot answer: nothing that trying again could cure.
fn no_answer(reason: String) -> TransportError {
    TransportError::new(TransportErrorKind::Request, reason)
}
