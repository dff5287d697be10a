//! What a server says again of what it was sent is shown by nobody.

mod sample;
mod server;

use std::collections::BTreeMap;

use std::fmt::Write as _;

use sample::jobs::StartOutput;
use sample::{Client, ClientBuilder, Error};
use server::{Server, answer, json};
use wharf_runtime::{Call, Form, Method, Operation, Parameter, Secret, output, part};

const KEY: &str = "sk-proj-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const PASSWORD: &str = "p@ss word/1234";

const WATCH: wharf_runtime::Operation =
    wharf_runtime::Operation::new("Watch", wharf_runtime::Method::GET, "/watch").security(&[&["Key"]]);

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(&server.url).credential("k")
}

/// All that programs print of an error.
fn printed(error: &Error) -> String {
    let mut all = format!("{error} {error:?} {error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let _ = write!(all, " {next} {next:?}");
        cause = next.source();
    }
    all
}

/// Whether more of a credential is there than a few of its characters.
fn shows(text: &str, secret: &str) -> bool {
    secret.as_bytes().windows(12.min(secret.len())).any(|part| text.as_bytes().windows(part.len()).any(|at| at == part))
}

#[tokio::test]
async fn what_is_cut_or_broken_of_a_key_is_not_shown() {
    let long = format!(r#"{{"error":{{"message":"{} {KEY}"}}}}"#, "x".repeat(940));
    let (first, second) = KEY.split_at(30);
    let broken = format!(r#"{{"error":{{"message":"key {first}\n{second}"}}}}"#);
    let page = format!("<html>{}{KEY} is wrong</html>", "-".repeat(118));
    let answers = [
        answer(401, &[("content-type", "text/plain")], format!("Incorrect API key provided: {KEY}{KEY}.").as_bytes()),
        answer(401, &[("content-type", "text/html")], page.as_bytes()),
        answer(200, &[("content-type", "text/plain")], KEY.as_bytes()),
        answer(200, &[], format!("{KEY} was accepted").as_bytes()),
        json(400, &[], &long),
        json(400, &[], &broken),
    ];
    let count = answers.len();
    let server = Server::start(answers).await;
    let client: Client = builder(&server).credential(KEY).max_retries(0).build().unwrap();
    for _ in 0..count {
        let error = client.shelves().retrieve("s").await.unwrap_err();
        assert!(!shows(&printed(&error), KEY), "{}", printed(&error));
    }
}

#[tokio::test]
async fn a_credential_is_hidden_however_it_was_given() {
    let said = format!("{KEY} was accepted");
    let refused = format!(r#"{{"error":{{"message":"bad {KEY}"}}}}"#);
    let events = format!("event: error\ndata: {{\"error\":{{\"message\":\"token {KEY} expired\"}}}}\n\n");
    let stream = answer(200, &[("content-type", "text/event-stream")], events.as_bytes());
    let server = Server::start([answer(200, &[], said.as_bytes()), stream]).await;
    let provided = builder(&server).credential_provider("Key", || async { Ok(Secret::from(KEY)) });
    let client: Client = provided.build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(!shows(&printed(&error), KEY), "{}", printed(&error));
    let call = wharf_runtime::Call::new(&client.core(), &WATCH);
    let mut events = call.send::<output::events<serde_json::Value>>().await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Reported(_)) && !shows(&printed(&error), KEY), "{}", printed(&error));

    let server = Server::start([json(401, &[], &refused), json(401, &[], &refused)]).await;
    let client: Client = builder(&server).build().unwrap();
    let by_hand = client.shelves().retrieve("s").header("Authorization", &format!("Bearer {KEY}"));
    let error = by_hand.await.unwrap_err();
    assert!(!shows(&printed(&error), KEY), "{}", printed(&error));
    let client: Client = builder(&server).header("Authorization", format!("Bearer {KEY}")).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(!shows(&printed(&error), KEY), "{}", printed(&error));

    let refused = format!(r#"{{"error":{{"message":"key '{PASSWORD}' is bad"}}}}"#);
    let server = Server::start([json(403, &[], &refused)]).await;
    let logins = [
        builder(&server).credential_for("Login", format!("me:{PASSWORD}")),
        builder(&server).credential_for("Token", PASSWORD).credential_for("Session", PASSWORD),
    ];
    for login in logins {
        let client: Client = login.build().unwrap();
        let error: Error = client.jobs().start().await.map(|_: StartOutput| ()).unwrap_err();
        assert!(!printed(&error).contains(PASSWORD), "{}", printed(&error));
    }
}

#[tokio::test]
async fn a_header_that_says_a_key_again_is_not_shown() {
    let echo = format!("Bearer {KEY}");
    let server = Server::start([json(200, &[("x-echo", &echo), ("x-plain", "v")], r#"{"id":"i"}"#)]).await;
    let client: Client = builder(&server).credential(KEY).build().unwrap();
    let response = client.shelves().retrieve("s").with_response().await.unwrap();
    let shown = format!("{response:?}");
    assert!(!shows(&shown, KEY) && shown.contains("x-plain"), "{shown}");
    assert_eq!(response.headers["x-echo"], echo.as_str());
}

#[tokio::test]
async fn what_carries_a_key_is_looked_through() {
    const COOKIES: &str = "session=SESSIONTOKEN0123456789; theme=dark";
    let refused = r#"{"error":{"message":"bad SESSIONTOKEN0123456789"}}"#;
    let page = format!("/v1/a?key={KEY} is not there");
    let packed = "Basic bWU6cEBzc3dvcmQtdmVyeS1sb25n was accepted";
    let plain = ("content-type", "text/plain");
    let answers = [
        json(401, &[], refused),
        answer(404, &[plain], page.as_bytes()),
        answer(404, &[plain], page.as_bytes()),
        answer(200, &[], packed.as_bytes()),
    ];
    let server = Server::start(answers).await;
    let client: Client = builder(&server).build().unwrap();
    let error = client.shelves().retrieve("s").header("Cookie", COOKIES).await.unwrap_err();
    assert!(!printed(&error).contains("SESSIONTOKEN"), "{}", printed(&error));
    let error = client.shelves().retrieve("s").query("token", KEY).await.unwrap_err();
    assert!(!shows(&printed(&error), KEY), "{}", printed(&error));
    let based = Client::builder().base_url(format!("{}?key={KEY}", server.url)).credential("k");
    let error = based.build().unwrap().shelves().retrieve("s").await.unwrap_err();
    assert!(!shows(&printed(&error), KEY), "{}", printed(&error));
    let login = || async { Ok(Secret::from("me:p@ssword-very-long")) };
    let client: Client = builder(&server).credential_provider("Login", login).build().unwrap();
    let error = client.jobs().start().await.map(|_: StartOutput| ()).unwrap_err();
    assert!(!printed(&error).contains("bWU6cEBz"), "{}", printed(&error));
}

#[tokio::test]
async fn an_id_that_is_a_key_is_none() {
    let server = Server::start([json(200, &[("x-request-id", KEY)], r#"{"id":"i"}"#)]).await;
    let client: Client = builder(&server).credential(KEY).build().unwrap();
    let response = client.shelves().retrieve("s").with_response().await.unwrap();
    assert!(response.request_id.is_none() && !shows(&format!("{response:?}"), KEY));
}

#[tokio::test]
async fn an_id_that_is_what_a_key_encodes_is_none() {
    let said = |id: &str| json(200, &[("x-request-id", id)], r#"{"id":"i"}"#);
    let server = Server::start([said("pass w0rd/LONG"), said("BASE SECRET/0123"), said("TOKEN SECRET/0123")]).await;
    let login: Client = builder(&server).credential_for("Login", "me:pass w0rd/LONG").build().unwrap();
    let based = Client::builder().base_url(format!("{}?key=BASE%20SECRET%2F0123", server.url)).credential("k");
    let token: Client = builder(&server).credential_for("Token", "TOKEN SECRET/0123").build().unwrap();
    for client in [login, based.build().unwrap(), token] {
        let response = client.shelves().retrieve("s").with_response().await.unwrap();
        assert!(response.request_id.is_none(), "{:?}", response.request_id);
        let shown = format!("{response:?}");
        assert!(!shown.contains("LONG") && !shown.contains("SECRET"), "{shown}");
    }
}

#[tokio::test]
async fn headers_that_usually_carry_a_key_are_looked_through() {
    let refused = format!(r#"{{"error":{{"message":"bad {KEY}"}}}}"#);
    let server = Server::start([json(401, &[], &refused)]).await;
    let client: Client = builder(&server).build().unwrap();
    for name in ["api-key", "X-Api-Key", "Ocp-Apim-Subscription-Key", "x-auth-token", "private-token"] {
        let error = client.shelves().retrieve("s").header(name, KEY).await.unwrap_err();
        assert!(!shows(&printed(&error), KEY), "{name} {}", printed(&error));
    }
    for name in ["idempotency-key", "x-author"] {
        let error = client.shelves().retrieve("s").header(name, KEY).await.unwrap_err();
        assert!(shows(&printed(&error), KEY), "{name} {}", printed(&error));
    }
}

#[tokio::test]
async fn the_reason_shows_no_key() {
    let server = Server::start([answer(200, &[("content-type", &format!("text/{KEY}"))], b"<p>")]).await;
    let client: Client = builder(&server).credential(KEY).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(!shows(error.failure().reason(), KEY), "{}", error.failure().reason());
}

#[tokio::test]
async fn a_secret_in_what_was_sent_is_not_shown() {
    const POST: Operation = Operation::new("PostThing", Method::POST, "/things");
    let refused = format!(r#"{{"error":{{"message":"invalid secret {KEY}"}}}}"#);
    let server = Server::start([json(400, &[], &refused)]).await;
    let core = builder(&server).build().unwrap().core();
    let call = || Call::new(&core, &POST);
    let secret = Secret::from(KEY);
    let mut with_member = call().json(&serde_json::json!({"a": 1}));
    with_member.set_body_member("token", &secret);
    let mut form = Form::new();
    part::json(&mut form, "key", &vec![secret.clone()], None);
    let calls = [
        call().multipart(form),
        call().lines(vec![secret.clone()]),
        call().json(&vec![secret.clone()]),
        call().with(&Parameter::query("q"), &secret),
        call().with(&Parameter::header("x-of"), &secret),
        with_member,
    ];
    for call in calls {
        let error = call.send::<output::empty>().await.unwrap_err();
        assert!(!shows(&printed(&error), KEY), "{}", printed(&error));
    }
}

/// Servers quote the target or the form that they were sent.
#[tokio::test]
async fn a_secret_is_not_shown_as_it_was_encoded() {
    const POST: Operation = Operation::new("PostThing", Method::POST, "/things");
    const PASSWORD: &str = r#"p@ss w/rd&9+é"x=yz"#;
    let secret = Secret::from(PASSWORD);
    for sent in ["p%40ss%20w%2Frd%269%2B%C3%A9%22x%3Dyz", "p%40ss+w%2Frd%269%2B%C3%A9%22x%3Dyz"] {
        let refused = format!(r#"{{"error":{{"message":"you sent k={sent}"}}}}"#);
        let server = Server::start([json(400, &[], &refused)]).await;
        let core = builder(&server).build().unwrap().core();
        let call = || Call::new(&core, &POST);
        let form = BTreeMap::from([("k".to_owned(), secret.clone())]);
        for call in [
            call().with(&Parameter::query("k"), &secret),
            call().with(&Parameter::cookie("k"), &secret),
            call().form(&form),
        ] {
            let error = call.send::<output::empty>().await.unwrap_err();
            assert!(error.to_string().ends_with("you sent k=…"), "{error}");
        }
    }
}

#[tokio::test]
async fn a_version_in_the_base_url_is_no_secret() {
    let refused = r#"{"error":{"message":"The model o1-preview does not exist"}}"#;
    let server = Server::start([json(404, &[], refused)]).await;
    let based = Client::builder().base_url(format!("{}?api-version=2025-04-01-preview", server.url)).credential("k");
    let error = based.build().unwrap().shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("o1-preview"), "{error}");
}
