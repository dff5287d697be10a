//! A client of a server that has begun.

use std::time::Duration;

use crate::sample::{Client, ClientBuilder};
use crate::server::{Server, Step};

/// A client of `server` that waits no longer than a test should.
pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(&server.url).credential("k").timeout(Duration::from_secs(20))
}

/// A server that goes by `steps`, and a client of it.
pub async fn start(steps: impl IntoIterator<Item = Step>) -> (Server, Client) {
    let server = Server::start(steps).await;
    let client = builder(&server).build().unwrap();
    (server, client)
}
