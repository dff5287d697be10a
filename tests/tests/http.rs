//! What HTTP and OpenAPI allow beyond the usual: a client of `http/document.yaml`, end to end against a scripted server.

use std::sync::OnceLock;

use wharf_tests::recorder::{Answer, Recorder, Request};
use wharf_tests::sandbox::{Generation, Program, Sandbox, repository};

fn program() -> &'static Program {
    static MADE: OnceLock<Result<Program, String>> = OnceLock::new();
    let made = || {
        let sandbox = Sandbox::new("http")?;
        let folder = repository().join("tests/http");
        let generation = Generation::of(folder.join("document.yaml")).settings(folder.join("settings.toml"));
        sandbox.generate(&generation).fine()?;
        sandbox.program(&folder.join("program.rs"))
    };
    MADE.get_or_init(made).as_ref().unwrap_or_else(|said| panic!("{said}"))
}

/// Lets the program go through a point; gives what it sent.
fn run(point: &str, answers: impl IntoIterator<Item = Answer>) -> Vec<Request> {
    let recorder = Recorder::start(answers).unwrap();
    let base_url = format!("{}/v1", recorder.url());
    program().run(&[point], &[("BASE_URL", &base_url)]).unwrap().fine().unwrap_or_else(|error| panic!("{error}"));
    recorder.finish().unwrap()
}

fn lines(requests: &[Request]) -> Vec<String> {
    requests.iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

fn of_type(media_type: &str, body: &str) -> Answer {
    Answer::new(200).header("content-type", media_type).body(body)
}

#[test]
fn answers_that_come_item_by_item() {
    let events = "event: added\nid: 7\ndata: {\"n\":1}\n\nevent: gone\ndata: all of it\n\nevent: new\ndata: {}\n\n";
    let requests = run(
        "streams",
        [
            Answer::json(200, r#"{"text":"so"}"#),
            of_type("text/event-stream", "data: {\"n\":1}\n\ndata: {\"n\":2}\n\ndata: [DONE]\n\n").chunked(1),
            of_type("text/event-stream", "event: error\ndata: {\"error\":{\"message\":\"no\"}}\n\n"),
            of_type("application/octet-stream", "bytes"),
            of_type("application/x-ndjson", "{\"n\":1}\n{\"n\":2}\n").chunked(1),
            of_type("text/event-stream", events).chunked(7),
            of_type("application/json-seq", "\u{1e}{\"n\":1}\n\u{1e}{\"n\":2}\n"),
        ],
    );
    assert_eq!(requests[0].text(), r#"{"text":"why"}"#);
    assert_eq!(requests[1].text(), r#"{"text":"why","stream":true}"#);
    assert_eq!(requests[2].text(), r#"{"text":"why","stream":true}"#);
    assert_eq!((requests[3].target.as_str(), requests[4].target.as_str()), ("/v1/pulls", "/v1/pulls?stream=true"));
    let accepts: Vec<&str> = requests.iter().flat_map(|request| request.header("accept")).collect();
    let sse = "text/event-stream";
    assert_eq!(accepts, ["application/json", sse, sse, "*/*", "application/x-ndjson", sse, "application/json-seq"]);
}

#[test]
fn answers_by_status() {
    let problem = Answer::new(409).header("content-type", "application/problem+json").body(r#"{"title":"no"}"#);
    let requests = run(
        "statuses",
        [
            Answer::json(200, r#"{"text":"so"}"#),
            of_type("text/plain", "soon").status(202),
            Answer::new(204),
            Answer::new(304),
            problem,
            Answer::json(206, r#"{"text":"here"}"#),
            Answer::json(200, r#"{"text":"x"}"#).bodiless(),
            Answer::new(404),
            of_type("message/http", "TRACE /"),
            Answer::json(200, r#"{"text":"gone"}"#),
            Answer::json(500, r#"{"text":"not gone"}"#),
            Answer::new(302).header("location", "/v1/form"),
        ],
    );
    let jobs = |method: &str| format!("{method} /v1/jobs");
    let methods = ["POST", "POST", "POST", "POST", "POST", "QUERY", "HEAD", "HEAD", "TRACE", "PURGE", "PURGE"];
    assert_eq!(lines(&requests[..11]), methods.map(jobs));
    assert_eq!(lines(&requests[11..]), ["GET /v1/login"]);
    assert_eq!(requests[5].text(), r#"{"text":"where"}"#);
}
