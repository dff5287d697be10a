//! What comes back: values, errors, retries, redirects.

mod sample;
mod server;
mod started;

use std::time::Duration;

use sample::jobs::StartOutput;
use sample::models::{CreateFile, CreateFileForm, CreateShelf};
use sample::{Client, Error, Upload};
use server::{Server, Step, answer, json};
use started::{builder, start};
use wharf_runtime::{Call, Method, Operation, output};

const ITEM: &str = r#"{"id":"i"}"#;
/// As good as no delay before a retry, by the server's word.
const NOW: (&str, &str) = ("retry-after-ms", "1");

#[tokio::test]
async fn errors_keep_what_came() {
    let body = r#"{"error":{"message":"No\nsuch shelf","code":"gone","n":1}}"#;
    let (_server, client) = start([json(404, &[("x-request-id", "req_1")], body)]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.is_not_found() && !error.is_rate_limit());
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.code().as_deref(), Some("gone"));
    assert_eq!(error.operation(), Some("RetrieveShelf"));
    assert_eq!(error.raw_body(), Some(body.as_bytes()));
    assert!(error.body::<serde_json::Value>().unwrap().is_ok());
    assert!(error.body::<i64>().unwrap().is_err());
    assert_eq!(
        error.to_string(),
        "RetrieveShelf (GET /shelves/{shelf_id}): 404 Not Found: No such shelf (code gone, request id req_1)"
    );
}

#[tokio::test]
async fn each_status_answers_to_its_name_alone() {
    type Is = fn(&Error) -> bool;
    let rows: [(u16, Is); 7] = [
        (304, Error::is_not_modified),
        (400, Error::is_bad_request),
        (401, Error::is_unauthorized),
        (403, Error::is_forbidden),
        (404, Error::is_not_found),
        (409, Error::is_conflict),
        (429, Error::is_rate_limit),
    ];
    for (status, _) in rows {
        let (server, _) = start([json(status, &[], "{}")]).await;
        let client: Client = builder(&server).max_retries(0).build().unwrap();
        let error = client.shelves().retrieve("s").await.unwrap_err();
        for (other, is) in rows {
            assert_eq!(is(&error), other == status, "{status} {other}");
        }
    }
}

#[tokio::test]
async fn errors_of_other_forms_are_quoted() {
    let (_server, client) = start([answer(401, &[("content-type", "text/html")], b"<html>\n no </html>")]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err();
    let expected = "401 Unauthorized, with a body of type text/html: `<html> no </html>`";
    assert!(error.is_unauthorized() && error.to_string().ends_with(expected), "{error}");
    assert_eq!(error.message(), None);
    assert_eq!(error.headers()["content-type"], "text/html");
    let endless = "t/".to_owned() + &"x".repeat(5_000);
    let (_server, client) = start([answer(401, &[("content-type", &endless)], b"no")]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().len() < 1_500, "{error}");
}

#[tokio::test]
async fn a_success_of_the_wrong_form_is_an_error() {
    let (_server, client) = start([
        json(200, &[("x-request-id", "r")], r#"{"id":{"a":1}}"#),
        answer(200, &[("content-type", "text/html")], b"<p>"),
        json(200, &[], r#"{"id":"#),
        json(200, &[], ""),
    ])
    .await;
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)));
    assert!(error.to_string().contains("expected a string, found an object at $.id (byte 6)"), "{error}");
    assert_eq!((error.request_id(), error.status().unwrap().as_u16()), (Some("r"), 200));
    assert!(std::error::Error::source(&error).unwrap().is::<wharf_runtime::json::Error>());
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("type text/html, not the documented JSON"), "{error}");
    assert_eq!(error.raw_body(), Some(b"<p>".as_slice()));
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("the text ends where a value should begin at $.id"), "{error}");
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("200 OK with an empty body, not the documented JSON"), "{error}");
}

#[tokio::test]
async fn failures_that_pass_are_tried_again() {
    let (server, client) = start([json(503, &[NOW], ""), json(429, &[NOW], ""), json(200, &[], ITEM)]).await;
    assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "i");
    let counts: Vec<Option<String>> =
        server.requests().iter().map(|request| request.header("x-retry-count").map(str::to_owned)).collect();
    assert_eq!(counts, [None, Some("1".to_owned()), Some("2".to_owned())]);
}

#[tokio::test]
async fn retries_are_limited() {
    let (server, client) = start([json(500, &[NOW], "")]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.is_server_error() && error.attempts() == 3 && !error.is_outcome_unknown());
    assert!(error.to_string().contains("3 attempts"), "{error}");
    let error = client.shelves().retrieve("s").max_retries(0).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_post_is_not_repeated_where_the_server_may_have_acted() {
    let (server, client) = start([json(500, &[NOW], ""), Step::Cut, json(429, &[NOW], ""), json(200, &[], ITEM)]).await;
    let create = || client.shelves().create(CreateShelf::new("n"));
    let error = create().await.unwrap_err();
    assert!(error.is_outcome_unknown() && error.attempts() == 1);
    assert!(error.to_string().contains("the outcome is unknown"), "{error}");
    let error = create().await.unwrap_err();
    assert!(matches!(error, Error::Interrupted(_)) && error.is_outcome_unknown(), "{error}");
    assert_eq!(create().await.unwrap().id, "i");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_post_is_repeated_where_the_caller_says_so() {
    let (server, client) = start([json(500, &[NOW], ""), json(200, &[], ITEM)]).await;
    client.shelves().create(CreateShelf::new("n")).retry_unsafe(true).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn a_refused_connection_is_no_mystery() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client: Client = Client::builder().base_url(url).credential("hunter2").max_retries(0).build().unwrap();
    let error = client.shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)) && !error.is_outcome_unknown());
    assert!(error.to_string().to_lowercase().contains("refused"), "{error}");
}

#[tokio::test]
async fn uploads_are_replayed_if_they_can_be() {
    let steps = [json(429, &[NOW], ""), json(200, &[], ITEM), json(429, &[NOW], "")];
    let (server, client) = start(steps).await;
    client.shelves().upload("s", CreateFile::upload(Upload::bytes("abc"))).await.unwrap();
    let stream = Upload::reader(std::io::Cursor::new(b"abc".to_vec()));
    let error = client.shelves().upload("s", CreateFile::upload(stream)).await.unwrap_err();
    assert!(error.is_rate_limit() && error.attempts() == 1);
    assert!(error.to_string().contains("could not be sent again"), "{error}");
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0].body, requests[1].body);
    assert!(!requests[0].body.is_empty());
}

#[tokio::test]
async fn a_long_delay_is_left_to_the_caller() {
    let (server, client) = start([json(429, &[("retry-after", "3600")], "")]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert!(error.to_string().contains("retry after 3600 s"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn how_long_a_delay_may_be_can_be_set() {
    let server = Server::start([json(429, &[("retry-after", "0.2")], "")]).await;
    let client: Client = builder(&server).max_retry_after(Duration::from_millis(199)).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert_eq!((error.attempts(), error.retry_after()), (1, Some(Duration::from_millis(200))));
}

#[tokio::test]
async fn silence_ends_in_a_timeout() {
    let (server, client) = start([Step::Silence]).await;
    let short = Duration::from_millis(100);
    let error = client.shelves().create(CreateShelf::new("n")).timeout(short).await.unwrap_err();
    assert!(error.is_timeout() && error.is_outcome_unknown() && error.attempts() == 1, "{error}");
    let error = client.shelves().retrieve("s").timeout(short).max_retries(1).await.unwrap_err();
    assert!(error.is_timeout() && error.attempts() == 2 && !error.is_outcome_unknown(), "{error}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_timeout_covers_the_body() {
    let Step::Answer(bytes) = json(200, &[], ITEM) else { panic!() };
    let (head, tail) = bytes.split_at(bytes.len() - 3);
    let (_server, client) = start([Step::Slow(head.to_vec(), Duration::from_secs(60), tail.to_vec())]).await;
    let error = client.shelves().create(CreateShelf::new("n")).timeout(Duration::from_millis(100)).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_truncated_body_is_an_error() {
    let Step::Answer(bytes) = json(200, &[], ITEM) else { panic!() };
    let (_server, client) = start([Step::Answer(bytes[..bytes.len() - 3].to_vec())]).await;
    let error = client.shelves().retrieve("s").max_retries(0).await.unwrap_err();
    assert!(matches!(error, Error::Interrupted(_)), "{error}");
}

#[tokio::test]
async fn bodies_in_memory_are_limited() {
    let server = Server::start([json(200, &[], &format!("\"{}\"", "x".repeat(2000)))]).await;
    let client: Client = builder(&server).max_json_body(1000).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error}");
    assert_eq!(client.shelves().content("s").await.unwrap().bytes().await.unwrap().len(), 2002);
}

#[tokio::test]
async fn answers_come_with_their_headers() {
    let (_server, client) = start([json(201, &[("x-request-id", "r"), ("x-a", "b")], ITEM)]).await;
    let response = client.shelves().create(CreateShelf::new("n")).with_response().await.unwrap();
    assert_eq!((response.status.as_u16(), response.request_id.as_deref()), (201, Some("r")));
    assert_eq!(response.headers["x-a"], "b");
    assert_eq!(response.value.id, "i");
    let deleted = client.shelves().delete("s").with_response().await.unwrap();
    assert_eq!(deleted.body, ITEM);
}

#[tokio::test]
async fn cookies_are_there_and_not_shown() {
    let (_server, client) =
        start([json(200, &[("set-cookie", "session=hunter2"), ("set-cookie", "b=hunter3")], ITEM)]).await;
    let response = client.shelves().retrieve("s").with_response().await.unwrap();
    let cookies: Vec<_> = response.headers.get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["session=hunter2", "b=hunter3"]);
    assert!(!format!("{response:?}").contains("hunter"), "{response:?}");
}

/// A message with members is none, and what was sent is not shown again.
#[tokio::test]
async fn an_error_shows_nothing_that_was_sent() {
    for body in [r#"{"detail":[{"msg":"too short","input":"hunter2"}]}"#, r#"{"error":{"message":{"pin":"hunter2"}}}"#]
    {
        let (_server, client) = start([json(422, &[], body)]).await;
        let error = client.shelves().retrieve("s").await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        assert!(error.to_string().contains("too short") || error.to_string().contains("pin"), "{error}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
    }
}

#[tokio::test]
async fn an_answer_can_be_had_as_it_came() {
    let (server, client) =
        start([json(500, &[NOW], ""), answer(200, &[("x-a", "b")], b"[no item"), json(404, &[], "")]).await;
    let raw = client.shelves().retrieve("s").send_raw().await.unwrap();
    assert_eq!((raw.status.as_u16(), &raw.headers["x-a"]), (200, &"b".parse().unwrap()));
    assert_eq!(raw.value.bytes().await.unwrap(), "[no item");
    assert_eq!(server.requests()[1].header("accept"), Some("application/json"));
    assert!(client.shelves().retrieve("s").send_raw().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn what_is_packed_is_left_to_who_asked_for_it() {
    let server = Server::start([answer(200, &[("content-encoding", "gzip")], b"packed")]).await;
    let client: Client = builder(&server).build().unwrap();
    let shelves = client.shelves();
    let error = shelves.content("s").await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)) && error.to_string().contains("packed by `gzip`"), "{error}");
    let asked = shelves.content("s").header("accept-encoding", "gzip").await.unwrap();
    assert_eq!(asked.text().await.unwrap(), "packed");
    let raw = shelves.content("s").send_raw().await.unwrap();
    assert_eq!(raw.value.text().await.unwrap(), "packed");
}

#[tokio::test]
async fn several_successes_are_told_apart() {
    let steps = [
        json(200, &[], ITEM),
        answer(202, &[], b"soon"),
        answer(204, &[], b""),
        answer(206, &[], b"bytes"),
        json(400, &[], ITEM),
    ];
    let server = Server::start(steps).await;
    let client: Client = builder(&server).credential_for("Login", "a:b").build().unwrap();
    assert!(matches!(client.jobs().start().await.unwrap(), StartOutput::Done(item) if item.id == "i"));
    assert!(matches!(client.jobs().start().await.unwrap(), StartOutput::Accepted(text) if text == "soon"));
    assert!(matches!(client.jobs().start().await.unwrap(), StartOutput::Gone));
    let StartOutput::File(file) = client.jobs().start().await.unwrap() else { panic!() };
    assert_eq!(file.text().await.unwrap(), "bytes");
    assert!(client.jobs().start().await.unwrap_err().is_bad_request());
}

#[tokio::test]
async fn a_quota_that_waiting_does_not_cure_is_not_tried_again() {
    let (server, client) = start([json(429, &[NOW], r#"{"error":{"code":"no_quota"}}"#)]).await;
    assert!(client.shelves().retrieve("s").await.unwrap_err().is_rate_limit());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn forms_without_a_file_name_are_equal_to_themselves() {
    let form = CreateFile::upload(Upload::bytes("x"));
    assert_eq!(form.clone(), form);
    let CreateFile::Multipart(CreateFileForm { file, .. }) = form else { panic!() };
    assert_ne!(file, Upload::bytes("y"));
}

#[tokio::test]
async fn a_failure_whose_body_stalls_keeps_its_status() {
    let head = b"HTTP/1.1 404 Not Found\r\nx-request-id: r\r\ncontent-length: 10\r\n\r\n{";
    let (server, client) = start([Step::Slow(head.to_vec(), Duration::from_secs(60), Vec::new())]).await;
    let limit = Duration::from_millis(200);
    let error = client.shelves().create(CreateShelf::new("n")).timeout(limit).await.unwrap_err();
    assert!(error.is_not_found() && !error.is_outcome_unknown(), "{error}");
    assert_eq!((error.request_id(), error.attempts()), (Some("r"), 1));
    assert!(error.to_string().contains("did not come within"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_a_server_says_is_one_line_of_some_length() {
    let long = "x".repeat(1_000_000);
    let message = format!(r#"{{"error":{{"message":"\u001b[31mred\u202e\nline {long}"}}}}"#);
    let (_server, client) = start([json(400, &[], &message)]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err().to_string();
    assert!(error.contains("[31mred line xxx") && error.len() < 2_000, "{}", error.len());
    assert!(!error.contains(['\u{1b}', '\u{202e}', '\n']), "{error:?}");
    let digits = format!(r#"{{"id":{}}}"#, "9".repeat(1_000_000));
    let (_server, client) = start([json(200, &[], &digits)]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err().to_string();
    assert!(error.len() < 2_000, "{}", error.len());
}

#[tokio::test]
async fn a_head_has_no_body_that_could_be_packed() {
    const HEAD: Operation = Operation::new("Head", Method::HEAD, "/head");
    let (_server, client) = start([answer(200, &[("content-encoding", "gzip")], b"")]).await;
    Call::new(&client.core(), &HEAD).send::<output::empty>().await.unwrap();
}

/// A value takes many times the memory of its text.
#[tokio::test]
async fn the_message_of_a_large_refusal_is_not_looked_for() {
    let body = format!(r#"{{"error":{{"message":"m"}},"more":[{}0]}}"#, "0,".repeat(1 << 20));
    let (_server, client) = start([json(400, &[], &body)]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert_eq!((error.message(), error.raw_body().map(<[u8]>::len)), (None, Some(body.len())));
    assert!(error.to_string().len() < 400, "{error}");
}

#[tokio::test]
async fn what_a_refusal_is_packed_by_is_told() {
    let packed = [("content-encoding", "gzip"), ("content-type", "application/json")];
    let coded = [("transfer-encoding", "gzip"), ("content-type", "text/plain")];
    let (_server, client) = start([answer(403, &packed, b"\x1f\x8b\x08"), answer(200, &coded, b"\x1f\x8b\x08")]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err().to_string();
    assert!(error.contains("packed by `gzip`") && !error.contains('\u{fffd}'), "{error}");
    // What packs nothing hides nothing.
    let named = [("content-encoding", "utf-8"), ("content-type", "text/plain")];
    let (_server, client) = start([answer(403, &named, b"not today")]).await;
    let error = client.shelves().retrieve("s").await.unwrap_err().to_string();
    assert!(error.contains("`not today`"), "{error}");
}

/// Servers of long ago write headers over several lines.
#[tokio::test]
async fn folded_headers_are_one_line() {
    let bytes = b"HTTP/1.1 200 OK\r\nx-a: one\r\n  two\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{\"id\":\"i\"}";
    let (_server, client) = start([Step::Answer(bytes.to_vec())]).await;
    let response = client.shelves().retrieve("s").with_response().await.unwrap();
    assert_eq!(response.headers["x-a"].to_str().unwrap().split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
}

#[tokio::test]
async fn a_refusal_is_read_whatever_the_limit_of_bodies() {
    let body = format!(r#"{{"error":{{"message":"no {}","code":"c"}}}}"#, "x".repeat(5_000));
    let server = Server::start([json(404, &[], &body), json(303, &[("location", "/done")], "")]).await;
    let client: Client = builder(&server).max_json_body(4_096).max_retries(0).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert_eq!((error.code().as_deref(), error.raw_body().map(<[u8]>::len)), (Some("c"), Some(body.len())));
    // Where the outcome is, says who has acted.
    let error = client.shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert!(error.is_outcome_unknown() && error.status().unwrap() == 303, "{error}");
}

#[tokio::test]
async fn a_body_that_does_not_come_keeps_what_came_before_it() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\nx-request-id: r1\r\n\r\n{".to_vec();
    let server = Server::start([Step::Slow(begun, Duration::from_secs(60), Vec::new())]).await;
    let client: Client = builder(&server).timeout(Duration::from_millis(200)).max_retries(0).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.is_timeout() && error.request_id() == Some("r1") && error.status().unwrap() == 200, "{error}");
}
