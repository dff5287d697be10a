//! The points, one function each.

use serde_json::{Value, json};
use wharf_tests::recorder::{Answer, Request};

use crate::clients::Client;

/// Headers that any request may have.
const USUAL: [&str; 8] = [
    "accept",
    "accept-encoding",
    "authorization",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
];

pub fn discriminators_are_sent_once_and_right(client: &Client) {
    let (requests, _) = client.run("discriminators", [container(), container()]);
    let expected = json!({
        "name": "n",
        "network_policy": { "type": "disabled" },
        "skills": [
            { "type": "skill_reference", "skill_id": "skill_1" },
            {
                "type": "inline", "name": "tidy", "description": "Tidies.",
                "source": { "type": "base64", "media_type": "application/zip", "data": "UEsFBg==" },
            },
        ],
    });
    assert_eq!(body(&requests[0]), expected);
    assert_eq!(requests[0].text().matches("\"type\"").count(), 4);
    let expected = json!({
        "name": "n",
        "network_policy": {
            "type": "allowlist",
            "allowed_domains": ["example.com"],
            "domain_secrets": [{ "domain": "example.com", "name": "TOKEN", "value": "s3cret" }],
        },
    });
    assert_eq!(body(&requests[1]), expected);
    assert_eq!(requests[1].text().matches("\"type\"").count(), 1);
}

pub fn a_file_goes_as_a_form_byte_for_byte(client: &Client) {
    let (requests, _) = client.run("upload", [file(), file()]);
    assert_form(&requests[0], "t\u{e4}g%22.csv", "text/csv", b"a,b\r\n--1,2");
    assert_form(&requests[1], "raw", "image/x-own", &[0, 255]);
}

fn assert_form(request: &Request, name: &str, media_type: &str, content: &[u8]) {
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/v1/containers/c/files"));
    let [form] = request.header("content-type")[..] else { panic!("{:?}", request.headers) };
    let boundary = form.strip_prefix("multipart/form-data; boundary=").unwrap_or_else(|| panic!("{form}"));
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: {media_type}\r\n\r\n"
    );
    let expected = [head.as_bytes(), content, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
    assert_eq!(request.text(), String::from_utf8_lossy(&expected));
    assert_eq!(request.framed, expected);
    assert_eq!(request.header("content-length"), [expected.len().to_string()]);
}

pub fn the_same_call_takes_json(client: &Client) {
    let (requests, _) = client.run("copy", [file()]);
    assert_eq!(body(&requests[0]), json!({ "file_id": "file-1" }));
}

pub fn a_download_gives_the_bytes(client: &Client) {
    let bytes = b"\x00\xff{not json".to_vec();
    for answer in [Answer::new(200).body(bytes.clone()), Answer::new(200).body(bytes).chunked(3)] {
        let (requests, _) = client.run("download", [answer.header("content-type", "application/binary")]);
        assert_eq!(requests[0].target, "/v1/containers/c/files/f/content");
    }
}

pub fn an_unknown_value_is_kept(client: &Client) {
    let mut answer = container_value();
    answer["memory_limit"] = json!("128g");
    let (requests, _) = client.run("unknown-value", [Answer::json(200, answer.to_string()), container()]);
    assert_eq!(body(&requests[1]), json!({ "name": "n", "memory_limit": "128g" }));
}

pub fn large_numbers_fit(client: &Client) {
    let mut answer = file_value();
    answer["created_at"] = json!(4_102_444_800_u64);
    answer["bytes"] = json!(5_368_709_120_u64);
    client.run("large-numbers", [Answer::json(200, answer.to_string())]);
}

pub fn paths_are_encoded(client: &Client) {
    let (requests, _) = client.run("path", [container(), deleted()]);
    let targets: Vec<&str> = requests.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(targets, ["/v1/containers/a%2Fb%20c%3Fx", "/v1/containers/%C3%A4%23%252F/files/..%3B"]);
}

pub fn a_refusal_is_an_error_with_body_and_headers(client: &Client) {
    let refusal = Answer::new(401).body("<html>Go away.</html>").header("content-type", "text/html");
    let refusal = refusal.header("www-authenticate", "Bearer realm=\"x\"").header("x-request-id", "req_1");
    let (requests, _) = client.run("unauthorized", [refusal.clone(), refusal]);
    assert_eq!(requests.len(), 2);
}

pub fn a_limited_request_is_sent_again(client: &Client) {
    let (requests, _) = client.run("limited-once", [limit(), container()]);
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].target, requests[1].target);
    for (count, request) in requests.iter().enumerate() {
        assert_only_usual(client, request);
        for own in client.own_headers {
            let expected: &[&str] = if count == 0 { &[] } else { &["1"] };
            assert_eq!(request.header(own), expected);
        }
    }
}

pub fn a_limit_that_stays_is_an_error(client: &Client) {
    let (requests, _) = client.run("limited-always", [limit(), limit(), limit(), limit()]);
    assert_eq!(requests.len(), 4);
    assert!(requests[1..].iter().all(|request| request.body == requests[1].body), "each attempt sends the same");
}

pub fn a_wrong_shape_is_an_error(client: &Client) {
    let mut wrong = container_value();
    wrong["created_at"] = json!("yesterday");
    let answers = [wrong.to_string(), "[]".to_owned(), "{\"id\": \"c\"".to_owned(), String::new()];
    let answers = answers.map(|body| Answer::json(200, body).header("x-request-id", "req_1"));
    let (requests, printed) = client.run("wrong-shape", answers);
    assert_eq!(requests.len(), 4, "none is sent again");
    assert!(printed.lines().next().is_some_and(|line| line.contains("created_at")), "{printed}");
}

pub fn nothing_is_sent_that_was_not_set(client: &Client) {
    let list = || Answer::json(200, r#"{"object":"list","data":[],"first_id":"","last_id":"","has_more":false}"#);
    let answers = [list(), container(), container(), deleted(), list(), file(), deleted(), Answer::new(200).body("x")];
    let (requests, _) = client.run("bare", answers);
    let lines: Vec<String> = requests.iter().map(|request| format!("{} {}", request.method, request.target)).collect();
    let expected = [
        "GET /v1/containers",
        "POST /v1/containers",
        "GET /v1/containers/c",
        "DELETE /v1/containers/c",
        "GET /v1/containers/c/files",
        "GET /v1/containers/c/files/f",
        "DELETE /v1/containers/c/files/f",
        "GET /v1/containers/c/files/f/content",
    ];
    assert_eq!(lines, expected);
    for request in &requests {
        assert_only_usual(client, request);
        let is_post = request.method == "POST";
        assert_eq!(request.text(), if is_post { r#"{"name":"n"}"# } else { "" });
        assert_eq!(!request.header("content-type").is_empty(), is_post, "{:?}", request.headers);
    }
    assert_eq!(requests[1].header("content-type"), ["application/json"]);
    assert_eq!(requests[1].header("content-length"), ["12"]);
}

fn assert_only_usual(client: &Client, request: &Request) {
    let names = request.header_names();
    let allowed = |name: &String| USUAL.contains(&name.as_str()) || client.own_headers.contains(&name.as_str());
    assert!(names.iter().all(allowed), "{names:?}");
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    assert_eq!(request.header("authorization"), ["Bearer sk-test"]);
    assert_eq!(request.header("user-agent").len(), 1);
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap_or_else(|error| panic!("{error}: {}", request.text()))
}

fn limit() -> Answer {
    let body = json!({ "error": {
        "message": "Too fast.", "type": "requests", "param": null, "code": "rate_limit_exceeded",
    } });
    Answer::json(429, body.to_string()).header("retry-after", "0")
}

fn container() -> Answer {
    Answer::json(200, container_value().to_string())
}

fn container_value() -> Value {
    json!({ "id": "c", "object": "container", "name": "n", "created_at": 1, "status": "running" })
}

fn file() -> Answer {
    Answer::json(200, file_value().to_string())
}

fn file_value() -> Value {
    json!({
        "id": "f", "object": "container.file", "container_id": "c", "created_at": 1, "bytes": 2,
        "path": "/mnt/data/a.csv", "source": "user",
    })
}

fn deleted() -> Answer {
    Answer::json(200, r#"{"id":"c","object":"container.deleted","deleted":true}"#)
}
