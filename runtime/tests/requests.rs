//! What is sent: addresses, parameters, headers, credentials, bodies.

mod sample;
mod server;

use sample::models::{CreateFile, CreateFileForm, CreateFileJson, CreateShelf};
use sample::{Client, Upload};
use server::{Server, json};

const ITEM: &str = r#"{"id":"i"}"#;
const LIST: &str = r#"{"data":[],"has_more":false}"#;

async fn start(body: &str) -> (Server, Client) {
    let server = Server::start([json(200, &[], body)]).await;
    let client = client(&server);
    (server, client)
}

fn client(server: &Server) -> Client {
    Client::builder().base_url(format!("{}/v1", server.url)).credential("k").max_retries(0).build().unwrap()
}

#[tokio::test]
async fn a_get_sends_these_headers_and_no_more() {
    let (server, client) = start(LIST).await;
    client.shelves().list().await.unwrap();
    let request = server.request();
    assert_eq!(request.line, "GET /v1/shelves HTTP/1.1");
    assert_eq!(request.header_names(), ["accept", "authorization", "host", "user-agent"]);
    assert_eq!(request.header("authorization"), Some("Bearer k"));
    assert_eq!(request.header("user-agent"), Some("sample/1.0.0"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn a_post_sends_what_was_set_and_no_more() {
    let (server, client) = start(ITEM).await;
    client.shelves().create(CreateShelf::new("n").note_null()).await.unwrap();
    let request = server.request();
    assert_eq!(request.line, "POST /v1/shelves HTTP/1.1");
    let names = ["accept", "authorization", "content-length", "content-type", "host", "user-agent"];
    assert_eq!(request.header_names(), names);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.text(), r#"{"name":"n","note":null}"#);
}

#[tokio::test]
async fn parameters_go_where_they_belong() {
    let (server, client) = start(LIST).await;
    let call =
        client.shelves().list().limit(1).limit(2).sizes(["1m", "a b"]).trace("t").theme("dark").query("x y", "&");
    call.header("X-Trace", "u").await.unwrap();
    let request = server.request();
    assert_eq!(request.line, "GET /v1/shelves?limit=2&sizes=1m,a%20b&x%20y=%26 HTTP/1.1");
    assert_eq!(request.header("x-trace"), Some("u"));
    assert_eq!(request.header("cookie"), Some("theme=dark"));
}

#[tokio::test]
async fn path_parameters_are_encoded() {
    let (server, client) = start(ITEM).await;
    client.shelves().retrieve("a/b c?x").await.unwrap();
    assert_eq!(server.request().line, "GET /v1/shelves/a%2Fb%20c%3Fx HTTP/1.1");
}

#[tokio::test]
async fn path_parameters_that_reach_elsewhere_are_refused() {
    let (server, client) = start(ITEM).await;
    for id in ["", ".", ".."] {
        let error = client.shelves().delete(id).await.unwrap_err();
        assert!(matches!(error, sample::Error::Request(_)), "{error}");
        assert!(error.to_string().starts_with("DeleteShelf (DELETE /shelves/{shelf_id}): "), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_query_of_the_base_is_kept() {
    let server = Server::start([json(200, &[], LIST)]).await;
    let base = format!("{}/v1/?tenant=1", server.url);
    let client = Client::builder().base_url(base).credential("k").build().unwrap();
    client.shelves().list().limit(2).await.unwrap();
    assert_eq!(server.request().line, "GET /v1/shelves?tenant=1&limit=2 HTTP/1.1");
}

#[tokio::test]
async fn a_server_may_say_whether_to_try_again() {
    let again = json(400, &[("x-should-retry", "true"), ("retry-after-ms", "0")], "{}");
    let never = json(503, &[("x-should-retry", "false"), ("retry-after-ms", "0")], "{}");
    let server = Server::start([again, json(200, &[], LIST), never]).await;
    let client: Client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    client.shelves().list().await.unwrap();
    assert_eq!(server.requests().len(), 2);
    let error = client.shelves().list().await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 3));
}

#[tokio::test]
async fn headers_can_be_added_and_replaced() {
    let server = Server::start([json(200, &[], LIST)]).await;
    let builder = Client::builder().base_url(&server.url).header("X-Team", "blue").user_agent("me/1");
    let client: Client = builder.build().unwrap();
    client.shelves().list().header("Authorization", "Custom z").header("accept", "x/y").await.unwrap();
    let request = server.request();
    assert_eq!(request.header("authorization"), Some("Custom z"));
    assert_eq!(request.header("x-team"), Some("blue"));
    assert_eq!(request.header("accept"), Some("x/y"));
    assert_eq!(request.header("user-agent"), Some("me/1"));
    let error = client.shelves().list().header("a b", "c").await.unwrap_err();
    assert!(error.to_string().contains("`a b` cannot be the name of a header"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

fn form() -> CreateFileForm {
    let CreateFile::Multipart(form) = CreateFile::upload(Upload::bytes("abc").file_name("a\".txt")) else { panic!() };
    form
}

#[tokio::test]
async fn a_form_is_sent_byte_for_byte() {
    let (server, client) = start(ITEM).await;
    let mut form = form();
    form.purpose = Some("1m".into());
    form.labels = vec!["x".to_owned(), "y\r\n".to_owned()];
    form.meta = Some(serde_json::json!({"k": [1]}));
    form.previews = Some(vec![Upload::bytes("P"), Upload::bytes("Q").content_type("image/gif")]);
    client.shelves().upload("s", CreateFile::Multipart(form)).await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let part =
        |head: &str, body: &str| format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
    let expected = [
        part("name=\"file\"; filename=\"a%22.txt\"\r\nContent-Type: text/plain", "abc"),
        part("name=\"purpose\"", "1m"),
        part("name=\"labels\"", "x"),
        part("name=\"labels\"", "y\r\n"),
        part("name=\"meta\"\r\nContent-Type: application/json", r#"{"k":[1]}"#),
        part("name=\"previews\"; filename=\"file\"\r\nContent-Type: image/png", "P"),
        part("name=\"previews\"; filename=\"file\"\r\nContent-Type: image/gif", "Q"),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(request.text(), expected.concat());
    assert_eq!(request.header("content-length"), Some(request.body.len().to_string().as_str()));
    assert_eq!(request.header("transfer-encoding"), None);
}

#[tokio::test]
async fn a_file_is_sent_from_its_path_with_its_length() {
    let (server, client) = start(ITEM).await;
    let folder = std::env::temp_dir().join(format!("wharf-upload-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("data.csv");
    let content: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    std::fs::write(&path, &content).unwrap();
    client.shelves().upload("s", CreateFile::Bytes(Upload::path(&path))).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let request = server.request();
    assert_eq!(request.header("content-type"), Some("application/x-sample"));
    assert_eq!(request.header("content-length"), Some("1200000"));
    assert!(request.body == content);
    let error = client.shelves().upload("s", CreateFile::upload(Upload::path(&path))).await.unwrap_err();
    assert!(matches!(error, sample::Error::Request(_)) && error.to_string().contains("data.csv"), "{error}");
    assert!(!error.is_outcome_unknown());
}

#[tokio::test]
async fn a_reader_is_sent_in_chunks_unless_its_length_is_known() {
    let (server, client) = start(ITEM).await;
    let upload = || Upload::reader(std::io::Cursor::new(b"0123456789".to_vec())).file_name("r.bin");
    client.shelves().upload("s", CreateFile::Bytes(upload())).await.unwrap();
    client.shelves().upload("s", CreateFile::Bytes(upload().length(10))).await.unwrap();
    let error = client.shelves().upload("s", CreateFile::Bytes(upload().length(11))).await.unwrap_err();
    assert!(error.to_string().contains("ended 1 bytes early"), "{error}");
    let requests = server.requests();
    assert_eq!(requests[0].header("transfer-encoding"), Some("chunked"));
    assert_eq!(requests[1].header("content-length"), Some("10"));
    assert!(requests[..2].iter().all(|request| request.text() == "0123456789"));
}

#[tokio::test]
async fn bodies_of_other_media_types() {
    let (server, client) = start(ITEM).await;
    let json = || CreateFileJson { file_id: "a b".to_owned() };
    client.shelves().upload("s", CreateFile::Json(json())).await.unwrap();
    client.shelves().upload("s", CreateFile::Form(json())).await.unwrap();
    client.shelves().upload("s", CreateFile::Text("é".to_owned())).await.unwrap();
    let sent: Vec<(String, String)> = server
        .requests()
        .iter()
        .map(|request| (request.header("content-type").unwrap().to_owned(), request.text().to_owned()))
        .collect();
    let expected = [
        ("application/vnd.sample+json", r#"{"file_id":"a b"}"#),
        ("application/x-www-form-urlencoded", "file_id=a+b"),
        ("text/plain; charset=utf-8", "é"),
    ];
    assert_eq!(sent, expected.map(|(media_type, body)| (media_type.to_owned(), body.to_owned())));
}

#[tokio::test]
async fn progress_is_reported() {
    let (_server, client) = start(ITEM).await;
    let (sender, receiver) = std::sync::mpsc::channel();
    let upload = Upload::bytes(vec![0; 10]).on_progress(move |sent, all| sender.send((sent, all)).unwrap());
    client.shelves().upload("s", CreateFile::Bytes(upload)).await.unwrap();
    assert_eq!(receiver.iter().last(), Some((10, Some(10))));
}

#[tokio::test]
async fn more_than_was_announced_is_not_cut() {
    let (server, client) = start(ITEM).await;
    let pieces = |sizes: &[usize]| -> Upload {
        let pieces: Vec<_> = sizes.iter().map(|size| Ok::<_, std::io::Error>(vec![b'x'; *size])).collect();
        Upload::stream(Pieces(pieces.into()))
    };
    for (sizes, length) in [(&[30][..], 5), (&[5, 1], 5), (&[2, 3, 0, 4], 5)] {
        let upload = CreateFile::Bytes(pieces(sizes).length(length));
        let error = client.shelves().upload("s", upload).max_retries(0).await.unwrap_err();
        assert!(error.to_string().contains("longer than was announced"), "{sizes:?}: {error}");
    }
    for (sizes, length) in [(&[5][..], 5), (&[2, 0, 3, 0], 5), (&[], 0)] {
        client.shelves().upload("s", CreateFile::Bytes(pieces(sizes).length(length))).await.unwrap();
    }
    assert_eq!(server.requests().iter().filter(|request| request.body.len() == 5).count(), 2);
}

/// A stream of what it holds.
struct Pieces(std::collections::VecDeque<std::io::Result<Vec<u8>>>);

impl futures_core::Stream for Pieces {
    type Item = std::io::Result<Vec<u8>>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop_front())
    }
}

#[tokio::test]
async fn bytes_in_memory_show_how_far_they_are() {
    let (server, client) = start(ITEM).await;
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let report = seen.clone();
    let upload =
        Upload::bytes(vec![b'x'; 200_000]).on_progress(move |done, all| report.lock().unwrap().push((done, all)));
    client.shelves().upload("s", CreateFile::Bytes(upload)).await.unwrap();
    let seen = seen.lock().unwrap().clone();
    assert!(seen.len() > 3 && seen.last() == Some(&(200_000, Some(200_000))), "{seen:?}");
    let request = server.request();
    assert_eq!((request.header("content-length"), request.body.len()), (Some("200000"), 200_000));
}

#[tokio::test]
async fn a_provider_of_credentials_has_the_time_of_an_attempt() {
    let server = Server::start([json(200, &[], ITEM)]).await;
    let builder = Client::builder().base_url(&server.url);
    let builder = builder.credential_provider("Key", std::future::pending::<Result<wharf_runtime::Secret, _>>);
    let client: Client = builder.build().unwrap();
    let error = client.shelves().retrieve("s").timeout(std::time::Duration::from_millis(100)).await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("provider"), "{error}");
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn nothing_shows_what_was_given_or_came() {
    const SECRET: &str = "hunter2";
    let server =
        Server::start([json(200, &[], r#"{"id":"hunter2"}"#), json(200, &[], r#"{"id":7,"x":"hunter2"}"#)]).await;
    let url = format!("https://u:{SECRET}@h/?k={SECRET}");
    let shown = format!("{:?}", Client::builder().base_url(url));
    assert!(!shown.contains(SECRET), "{shown}");
    let client: Client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    let calls = [
        format!("{:?}", client.shelves().create(CreateShelf::new(SECRET))),
        format!("{:?}", client.shelves().list().after(SECRET).header("authorization", SECRET)),
        format!("{:?}", client.shelves().retrieve(SECRET).header("cookie", SECRET)),
    ];
    assert!(calls.iter().all(|shown| !shown.contains(SECRET)), "{calls:?}");
    let response = client.shelves().retrieve("s").with_response().await.unwrap();
    let shown = format!("{response:?}");
    assert_eq!(shown.matches(SECRET).count(), 1, "in the value, which is no secret of the document: {shown}");
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error}");
}

#[tokio::test]
async fn a_header_of_a_part_that_cannot_be_sent_is_an_error() {
    let (server, client) = start(ITEM).await;
    let upload = Upload::bytes("abc").header("X-Id", "a\nb");
    let error = client.shelves().upload("s", CreateFile::upload(upload)).await.unwrap_err();
    assert!(error.to_string().contains("the header `X-Id` of the part `file` cannot be sent"), "{error}");
    assert!(server.requests().is_empty());
}

/// They say that they are empty, and are made up when they are read.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn files_of_the_system_are_sent_whole() {
    let (server, client) = start(ITEM).await;
    client.shelves().upload("s", CreateFile::upload(Upload::path("/proc/self/status"))).await.unwrap();
    assert!(server.request().text().contains("VmPeak"), "{}", server.request().text());
}

#[tokio::test]
async fn what_cannot_be_read_is_no_attempt() {
    let (server, client) = start(ITEM).await;
    let error = client.shelves().upload("s", CreateFile::upload(Upload::path("/nowhere"))).await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (0, 0), "{error}");
}

#[tokio::test]
async fn a_media_type_that_cannot_be_sent_is_an_error() {
    let (server, client) = start(ITEM).await;
    for media_type in ["", "text/plain\r\nx-evil: 1"] {
        let upload = Upload::bytes("abc").content_type(media_type);
        let error = client.shelves().upload("s", CreateFile::upload(upload)).await.unwrap_err();
        assert!(error.to_string().contains("the media type of the part `file` cannot be sent"), "{error}");
    }
    assert!(server.requests().is_empty());
}
