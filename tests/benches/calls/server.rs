//! A server on the loopback interface that answers as fast as it can.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::{alone, items};

/// How much is sent at a time.
const PIECE: usize = 64 * 1024;

type Answer = Response<BoxBody<Bytes, Infallible>>;

/// Starts it in a thread of its own, which ends with the process, and gives its URL; downloads have `size` bytes.
pub fn start(size: u64) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("the loopback interface has free ports");
    listener.set_nonblocking(true).expect("sockets can wait");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime starts where threads do").block_on(serve(listener, size));
    });
    url
}

async fn serve(listener: std::net::TcpListener, size: u64) {
    let listener = TcpListener::from_std(listener).expect("it does not block");
    let page = Bytes::from(items::page());
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        let page = page.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(request, page.clone(), size));
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(request: Request<Incoming>, page: Bytes, size: u64) -> Result<Answer, Infallible> {
    let is_get = request.method() == Method::GET;
    let (content_type, body) = match request.uri().path() {
        "/items" => ("application/json", whole(page)),
        "/content" if is_get => ("application/octet-stream", endless(size)),
        _ => {
            let mut body = request.into_body();
            while let Some(Ok(_)) = body.frame().await {}
            ("application/json", whole(Bytes::from_static(alone::ANSWER)))
        }
    };
    let mut response = Response::new(body);
    response.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static(content_type));
    Ok(response)
}

fn whole(bytes: Bytes) -> BoxBody<Bytes, Infallible> {
    BodyExt::boxed(Full::new(bytes))
}

fn endless(size: u64) -> BoxBody<Bytes, Infallible> {
    let piece = Bytes::from(vec![7; PIECE]);
    let pieces = usize::try_from(size / PIECE as u64).unwrap_or(usize::MAX);
    let frames = std::iter::repeat_n(piece, pieces).map(|piece| Ok(Frame::data(piece)));
    BodyExt::boxed(StreamBody::new(stream::iter(frames)))
}
