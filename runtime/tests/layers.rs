//! Middleware around the transport, and what it is told about each request.

mod sample;
mod server;

use std::sync::{Arc, Mutex};

use sample::Client;
use sample::models::CreateShelf;
use server::{Server, json};
use wharf_runtime::transport::{
    Body, CallInfo, Layer, Next, Sending, Transport, TransportError, TransportErrorKind, http,
};

const ITEM: &str = r#"{"id":"i"}"#;

type Log = Arc<Mutex<Vec<String>>>;

/// Notes what comes by, on the way there and back, and leaves its name in a header.
struct Noting(&'static str, Log);

impl Layer for Noting {
    fn send<'a>(&'a self, mut request: http::Request<Body>, next: Next<'a>) -> Sending<'a> {
        Box::pin(async move {
            let call = *request.extensions().get::<CallInfo>().unwrap();
            let Self(name, log) = self;
            log.lock().unwrap().push(format!("{name} {} {}", call.operation().id(), call.attempt()));
            request.headers_mut().append("x-by", http::HeaderValue::from_static(name));
            let answer = next.send(request).await;
            let came = answer.as_ref().map_or("an error".to_owned(), |answer| answer.status().to_string());
            log.lock().unwrap().push(format!("{name} {came}"));
            answer
        })
    }
}

#[tokio::test]
async fn layers_see_every_attempt_from_the_outside_in() {
    let server = Server::start([json(503, &[("retry-after-ms", "0")], ""), json(200, &[], ITEM)]).await;
    let log = Log::default();
    let builder = Client::builder().base_url(&server.url).credential("k");
    let builder = builder.layer(Noting("outer", log.clone())).layer(Noting("inner", log.clone()));
    let client: Client = builder.build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let expected = [
        "outer RetrieveShelf 1",
        "inner RetrieveShelf 1",
        "inner 503 Service Unavailable",
        "outer 503 Service Unavailable",
        "outer RetrieveShelf 2",
        "inner RetrieveShelf 2",
        "inner 200 OK",
        "outer 200 OK",
    ];
    assert_eq!(*log.lock().unwrap(), expected);
    let by: Vec<String> =
        server.requests()[0].headers.iter().filter(|(name, _)| name == "x-by").map(|(_, by)| by.clone()).collect();
    assert_eq!(by, ["outer", "inner"]);
}

/// Answers by itself, or sends twice, or fails, as the path says.
struct Deciding;

impl Layer for Deciding {
    fn send<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> Sending<'a> {
        Box::pin(async move {
            match request.uri().path() {
                "/shelves/cached" => Ok(http::Response::new(Body::whole(ITEM.as_bytes()))),
                "/shelves/refused" => Err(TransportError::new(TransportErrorKind::Request, "not this one")),
                _ => {
                    let mut again = http::Request::new(Body::empty());
                    again.uri_mut().clone_from(request.uri());
                    next.send(again).await?;
                    next.send(request).await
                }
            }
        })
    }
}

#[tokio::test]
async fn a_layer_may_answer_fail_and_repeat() {
    let server = Server::start([json(200, &[], ITEM)]).await;
    let client: Client = Client::builder().base_url(&server.url).credential("k").layer(Deciding).build().unwrap();
    client.shelves().retrieve("cached").await.unwrap();
    let error = client.shelves().retrieve("refused").await.unwrap_err();
    assert!(error.to_string().contains("not this one") && error.attempts() == 1, "{error}");
    assert!(server.requests().is_empty());
    client.shelves().create(CreateShelf::new("n")).await.unwrap();
    let lines: Vec<String> = server.requests().into_iter().map(|request| request.line).collect();
    assert_eq!(lines, ["GET /shelves HTTP/1.1", "POST /shelves HTTP/1.1"]);
}

/// Makes a body.
type Make = fn() -> Body;

/// Sends another body in place of the one that came.
struct Replacing(Make);

impl Layer for Replacing {
    fn send<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> Sending<'a> {
        next.send(request.map(|_| (self.0)()))
    }
}

fn pieces() -> Body {
    struct Pieces(u8);

    impl futures_core::Stream for Pieces {
        type Item = Result<bytes::Bytes, wharf_runtime::transport::BoxError>;

        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            self.0 += 1;
            std::task::Poll::Ready((self.0 < 3).then(|| Ok(bytes::Bytes::from_static(b"piece "))))
        }
    }

    Body::stream(Pieces(0), None)
}

#[tokio::test]
async fn the_length_is_that_of_the_body_that_layers_leave() {
    let rows: [(Make, &str, Option<&str>); 4] = [
        (|| Body::whole("a"), "a", Some("1")),
        (|| Body::whole("a".repeat(100)), &"a".repeat(100), Some("100")),
        (Body::empty, "", Some("0")),
        (pieces, "piece piece ", None),
    ];
    for (body, sent, length) in rows {
        let server = Server::start([json(200, &[], ITEM)]).await;
        let builder = Client::builder().base_url(&server.url).credential("k").layer(Replacing(body));
        let client: Client = builder.build().unwrap();
        client.shelves().create(CreateShelf::new("n")).await.unwrap();
        let request = server.request();
        assert_eq!((request.text(), request.header("content-length")), (sent, length));
    }
    let server = Server::start([json(200, &[], ITEM)]).await;
    let builder = Client::builder().base_url(&server.url).credential("k").layer(Replacing(|| Body::whole("query")));
    let client: Client = builder.build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    assert_eq!((server.request().text(), server.request().header("content-length")), ("query", Some("5")));
}

struct Fixed;

impl Transport for Fixed {
    fn send(&self, _: http::Request<Body>) -> Sending<'_> {
        Box::pin(async { Ok(http::Response::new(Body::whole(ITEM.as_bytes()))) })
    }
}

#[tokio::test]
async fn a_transport_can_be_shared() {
    let shared: Arc<dyn Transport> = Arc::new(Fixed);
    for transport in [shared.clone(), shared] {
        let client: Client = Client::builder().credential("k").transport(transport).build().unwrap();
        assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "i");
    }
    let boxed: Box<dyn Transport> = Box::new(Fixed);
    let client: Client = Client::builder().credential("k").transport(boxed).build().unwrap();
    assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "i");
}
