//! The calls as a generator prints them.

use core::future::{IntoFuture as _, poll_fn};
use core::task::Poll;
use std::path::Path;

use wharf_runtime::{
    Api, Call, Client, ClientBuilder, Constant, Method, Operation, Parameter, Scheme, SchemeKind, Transport, Upload,
};

use crate::PATIENCE;
use crate::items::generated::{Made, Page};

static API: Api = Api {
    user_agent: "calls/1.0.0",
    base_url: "http://127.0.0.1",
    variables: &[],
    base_url_env: None,
    schemes: &[Scheme { name: "Key", kind: SchemeKind::Bearer, env: None }],
    headers: &[],
    request_id_header: "x-request-id",
    retry_after_ms_header: "retry-after-ms",
    should_retry_header: "x-should-retry",
    retry_count_header: "x-retry-count",
    quota_code: None,
    idempotency_header: None,
    error_message: "/error/message",
    error_code: "/error/code",
    stream_end: "",
    stream_error: "",
};

static LIST: Operation = Operation::new("list", Method::GET, "/items").security(&[&["Key"]]);
static SMALL: Operation = Operation::new("small", Method::GET, "/items/{id}").security(&[&["Key"]]);
static CREATE: Operation = Operation::new("create", Method::POST, "/shelves/{id}/items").security(&[&["Key"]]);
static UPLOAD: Operation = Operation::new("upload", Method::POST, "/content").security(&[&["Key"]]);
static DOWNLOAD: Operation = Operation::new("download", Method::GET, "/content").security(&[&["Key"]]);

struct List(Call);
wharf_runtime::call!(List => json Page);

struct Small(Call);
wharf_runtime::call!(Small => json Made);

struct Content(Call);
wharf_runtime::call!(Content => download);

/// A client of the server at `url`.
pub fn client(url: &str) -> Client {
    build(builder().base_url(url))
}

/// A client over `transport`.
pub fn client_over(transport: impl Transport) -> Client {
    build(builder().transport(transport))
}

fn builder() -> ClientBuilder<Client> {
    ClientBuilder::new(&API).credential("key").timeout(PATIENCE)
}

fn build(builder: ClientBuilder<Client>) -> Client {
    builder.build().expect("the settings are fine")
}

/// How many items the page has.
pub async fn page(client: &Client) -> usize {
    let mut call = Call::new(client, &LIST);
    call.set(&Parameter::query("limit"), &1_000_i64);
    List(call).await.expect("the server answers").data.len()
}

/// Asks for something small.
pub async fn small(client: &Client) {
    let call = Call::new(client, &SMALL).with(&Parameter::path("id"), "item_1");
    Small(call).await.expect("the server answers");
}

/// Sends something small.
pub async fn create(client: &Client) {
    creation(client).await.expect("the transport answers");
}

/// Goes as far as the transport, which takes the request.
pub async fn build_request(client: &Client) {
    let mut call = core::pin::pin!(creation(client).into_future());
    poll_fn(|context| {
        assert!(call.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

fn creation(client: &Client) -> Small {
    let body = Made { r#type: Constant::new("made"), by: "somebody".to_owned() };
    let mut call = Call::new(client, &CREATE).with(&Parameter::path("id"), "shelf 1/2").json(&body);
    call.set(&Parameter::query("limit"), &50_i64);
    Small(call)
}

/// Sends `upload` as the whole body.
pub async fn upload(client: &Client, upload: Upload) {
    let call = Call::new(client, &UPLOAD).bytes(upload, "application/octet-stream");
    Small(call).await.expect("the server takes it");
}

/// Receives all bytes into a file.
pub async fn save(client: &Client, path: &Path) {
    let download = Content(Call::new(client, &DOWNLOAD)).await.expect("the server answers");
    download.save_to(path).await.expect("the file can be written");
}

/// Receives all bytes, and counts them.
pub async fn download(client: &Client) -> u64 {
    let mut download = Content(Call::new(client, &DOWNLOAD)).await.expect("the server answers");
    let mut count = 0;
    while let Some(piece) = download.try_next().await.expect("the server sends all") {
        count += piece.len() as u64;
    }
    count
}
