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
    assert_eq!(
        accepts,
        [
            "application/json",
            sse,
            sse,
            "application/octet-stream, */*;q=0.1",
            "application/x-ndjson",
            sse,
            "application/json-seq"
        ]
    );
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

#[test]
fn forms_as_the_document_has_them() {
    let requests = run("forms", [204; 4].map(Answer::new));
    assert_eq!(requests[0].header("content-type"), ["application/x-www-form-urlencoded"]);
    let expected = "tags=x,y+z&place%5Bstreet%5D=a+b&place%5Bnumber%5D=7&place%5Bat%5D%5B0%5D=1.5&place%5Bat%5D%5B1%5D=2\
                    &note=a/b%20c&more=1&more=2&plain=3&plain=4\
                    &json=%7B%22street%22%3A%22a+b%22%2C%22number%22%3A7%2C%22at%22%3A%5B1.5%2C2%5D%7D";
    assert_eq!(requests[0].text(), expected);

    let place = r#"{"street":"a b","number":7,"at":[1.5,2]}"#;
    let json = "\r\nContent-Type: application/json";
    let parts = [
        (
            "pictures\"; filename=\"file",
            "\r\nContent-Type: image/png\r\nX-Number: 1\r\nX-Set: s1\r\nX-Version: 2",
            "one",
        ),
        ("pictures\"; filename=\"file", "\r\nContent-Type: image/jpeg\r\nX-Set: s1\r\nX-Version: 2", "two"),
        ("place", &format!("{json}\r\nX-Rate: 5"), place),
        ("places", json, place),
        ("places", json, "{}"),
        ("tags", "", "t"),
        ("tags", "", "u"),
        ("other", "", "true"),
    ];
    assert_parts(&requests[1], "multipart/form-data", &parts);
    assert_parts(&requests[2], "multipart/mixed", &[("a", "", "text"), ("b", json, place)]);
    let file = "\r\nContent-Type: application/octet-stream";
    let parts = [
        ("picture\"; filename=\"file", file, "p"),
        ("picture\"; filename=\"file", file, "q"),
        ("source\"; filename=\"r.png", "\r\nContent-Type: image/png", "r"),
        ("other", json, place),
        ("id", "", "7"),
        ("mode", "", "auto"),
        ("place", json, place),
    ];
    assert_parts(&requests[3], "multipart/form-data", &parts);
    assert_eq!(
        (requests[3].target.as_str(), requests[3].header("x-beta")),
        ("/v1/unions?include=words", vec!["fast=v1"])
    );
}

#[test]
fn bodies_go_item_by_item() {
    let requests = run("lines", [204; 4].map(Answer::new));
    let of = |index: usize| (requests[index].header("content-type")[0], requests[index].text());
    assert_eq!(of(0), ("application/jsonl", "{\"n\":1}\n{\"n\":2}\n".to_owned()));
    assert_eq!(of(1), ("application/json-seq", "\u{1e}{\"n\":3}\n\u{1e}{\"n\":4}\n".to_owned()));
    assert_eq!(of(2), ("application/x-ndjson", "{\"n\":1}\n{\"n\":2}\n".to_owned()));
    assert_eq!(of(3), ("application/jsonl", "{\"n\":6}\n".to_owned()));
    assert!(requests.iter().all(|request| request.header("transfer-encoding") == ["chunked"]));
}

#[test]
fn parameters_in_all_styles() {
    let requests = run("parameters", [204; 7].map(Answer::new));
    let (path, query) = requests[0].target.split_once('?').unwrap();
    assert_eq!(path, "/v1/p/a=x%20y,b=2,c=%C3%A9/.x.y%20z.%26/;matrix=x,y%20z,%26");
    let expected = [
        "form=x",
        "form=y%20z",
        "form=%26",
        "a=x%20y",
        "b=2",
        "c=%C3%A9",
        "whole=a,x%20y,b,2,c,%C3%A9",
        "space=x%20y%20z%20%26",
        "pipe=x%7Cy%20z%7C%26",
        "deep%5Ba%5D=x%20y",
        "deep%5Bb%5D=2",
        "deep%5Bc%5D=%C3%A9",
        "reserved=a/b?c=d%26e%20f",
        "json=%7B%22a%22%3A%22x%2Fy%22%2C%22b%22%3A2%7D",
        "text=plain",
    ];
    assert_eq!(query.split('&').collect::<Vec<_>>(), expected);
    assert_eq!(requests[0].header("x-list"), ["x,y z,&"]);
    assert_eq!(requests[0].header("cookie"), ["form=x; form=y%20z; form=%26; a=x/y; b=2"]);
    assert_eq!(requests[1].target, "/v1/p/a=x/.x.y%20z.%26/;matrix=x,y%20z,%26");
    assert!(requests[1].header("x-list").is_empty() && requests[1].header("cookie").is_empty());
    let targets: Vec<&str> = requests[2..].iter().map(|request| request.target.as_str()).collect();
    let json = "/v1/query?%7B%22a%22%3A%22x%2Fy%22%2C%22b%22%3A2%7D";
    let fixed = ["/v1/query?fixed=1&q=r", "/v1/query?q=r", "/v1/query?kind=2&q=r"];
    assert_eq!(targets, [&["/v1/query?a=x+y&b=2&c=%C3%A9", json], &fixed[..]].concat());
}

#[test]
fn media_types_are_asked_for_and_told() {
    let requests = run(
        "media",
        [
            of_type("application/vnd.x.v2+json", r#"{"text":"y"}"#),
            of_type("image/png", "bytes"),
            of_type("text/xml", "<b/>"),
            of_type("application/octet-stream", r#"{"text":"any"}"#),
        ],
    );
    let of = |index: usize| (requests[index].header("content-type"), requests[index].header("accept"));
    let vendor = "application/vnd.x.v2+json; version=2";
    assert_eq!(of(0), (vec![vendor], vec![vendor]));
    assert_eq!(of(1), (vec!["image/png"], vec!["image/png, image/jpeg, */*;q=0.1"]));
    assert_eq!(of(2), (vec!["application/xml"], vec!["text/xml, */*;q=0.1"]));
    assert_eq!(requests[2].text(), "<a/>");
    assert_eq!(of(3), (Vec::new(), vec!["application/json"]));
}

#[test]
fn credentials_travel_as_their_schemes_say() {
    let requests = run("credentials", [204; 4].map(Answer::new));
    let of = |index: usize, name: &str| requests[index].header(name).concat();
    assert_eq!((of(0, "authorization"), of(0, "x-key")), ("DPoP token".to_owned(), "k".to_owned()));
    assert_eq!((requests[1].target.as_str(), of(1, "cookie")), ("/v1/secure?key=q%26", "session=c%3B".to_owned()));
    assert_eq!((of(1, "authorization"), of(1, "x-key")), (String::new(), String::new()));
    assert_eq!((of(2, "authorization"), of(3, "authorization")), ("Bearer o".to_owned(), "Bearer i".to_owned()));
}

#[test]
fn pages_are_counted_from_where_the_settings_say() {
    let page = |book: &str| Answer::json(200, format!(r#"{{"books":[{book}]}}"#));
    let book = Answer::json(201, r#"{"text":"c"}"#);
    let answers = [page(r#"{"text":"a"}"#), page(r#"{"text":"b"}"#), page(""), book.clone(), book.status(200)];
    let requests = run("pages", answers);
    let expected =
        ["GET /v1/books", "GET /v1/books?page=1", "GET /v1/books?page=2", "POST /v1/books", "GET /v1/books/c"];
    assert_eq!(lines(&requests), expected);
}

/// Holds the parts of a body, each with its name, the rest of its head and its content, against what was sent.
fn assert_parts(request: &Request, media_type: &str, parts: &[(&str, &str, &str)]) {
    let [form] = request.header("content-type")[..] else { panic!("{:?}", request.headers) };
    let start = format!("{media_type}; boundary=");
    let boundary = form.strip_prefix(&start).unwrap_or_else(|| panic!("{form}"));
    let part = |(name, head, content): &(&str, &str, &str)| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{head}\r\n\r\n{content}\r\n")
    };
    let expected: String = parts.iter().map(part).collect();
    assert_eq!(request.text(), format!("{expected}--{boundary}--\r\n"));
}
