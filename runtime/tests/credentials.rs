//! Credentials and other settings of clients: where they come from and how they travel.

mod sample;
mod server;

use sample::Client;
use server::{Server, answer, json};

const ITEM: &str = r#"{"id":"i"}"#;
const LIST: &str = r#"{"data":[],"has_more":false}"#;

async fn start(body: &str) -> (Server, Client) {
    let server = Server::start([json(200, &[], body)]).await;
    let client = Client::builder().base_url(&server.url).credential("k").max_retries(0).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn schemes_travel_in_their_ways() {
    let server = Server::start([json(200, &[], ITEM)]).await;
    let builder = || Client::builder().base_url(&server.url);
    let client: Client = builder().credential_for("Login", "user:pass").build().unwrap();
    client.jobs().start().await.unwrap();
    let client: Client = builder().credential_for("Token", "t&").credential_for("Session", "s;").build().unwrap();
    client.jobs().start().await.unwrap();
    let client: Client =
        builder().credential_for("Token", "t").credential_for("Session", "s%3Aab+/==").build().unwrap();
    client.jobs().start().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[2].header("cookie"), Some("session=s%3Aab+/=="), "a cookie goes back as it came");
    assert_eq!(requests[0].header("authorization"), Some("Basic dXNlcjpwYXNz"));
    assert_eq!(requests[1].line, "POST /start?token=t%26 HTTP/1.1");
    assert_eq!(requests[1].header("cookie"), Some("session=s%3B"));
    assert_eq!(requests[1].header("authorization"), None);
    assert_eq!(requests[1].header("content-length"), Some("0"));
}

#[tokio::test]
async fn what_the_caller_sets_stands_for_the_credential() {
    let server = Server::start([json(200, &[], ITEM)]).await;
    let builder = || Client::builder().base_url(&server.url);
    let client: Client = builder().credential_for("Token", "t").credential_for("Session", "s").build().unwrap();
    client.jobs().start().query("token", "mine").header("cookie", "other=o; session=own").await.unwrap();
    client.jobs().start().query("tokens", "mine").header("cookie", "sessions=own").await.unwrap();
    let bare: Client = builder().build().unwrap();
    bare.jobs().start().query("token", "mine").header("cookie", "session=own").await.unwrap();
    let requests = server.requests();
    for (at, cookie) in [(0, "other=o; session=own"), (2, "session=own")] {
        assert_eq!(requests[at].line, "POST /start?token=mine HTTP/1.1");
        assert_eq!(requests[at].header("cookie"), Some(cookie));
    }
    assert_eq!(requests[1].line, "POST /start?tokens=mine&token=t HTTP/1.1");
    assert_eq!(requests[1].header("cookie"), Some("sessions=own; session=s"));
}

#[tokio::test]
async fn a_missing_credential_is_named_when_it_is_needed() {
    let server = Server::start([answer(200, &[], b"hello")]).await;
    let client: Client = Client::builder().base_url(&server.url).build().unwrap();
    assert_eq!(client.jobs().motd().await.unwrap(), "hello");
    let error = client.shelves().list().await.unwrap_err();
    assert!(matches!(error, sample::Error::Credential(_)));
    assert!(error.to_string().contains("Key (environment variable SAMPLE_KEY)"), "{error}");
    let error = client.jobs().start().await.unwrap_err();
    let expected = "Login, or Token (environment variable SAMPLE_TOKEN) and Session";
    assert!(error.to_string().contains(expected), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_optional_credential_is_sent_when_there_is_one() {
    let (server, with) = start(r#"{"paging":{}}"#).await;
    with.jobs().by_cursor().await.unwrap();
    let without: Client = Client::builder().base_url(&server.url).build().unwrap();
    without.jobs().by_cursor().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("authorization"), Some("Bearer k"));
    assert_eq!(requests[1].header("authorization"), None);
}

#[tokio::test]
async fn the_environment_is_trimmed_and_empty_is_unset() {
    let server = Server::start([json(200, &[], LIST)]).await;
    let url = server.url.clone();
    let builder = Client::builder().env_from(|name| match name {
        "SAMPLE_KEY" => Some("  from-env\n".to_owned()),
        "SAMPLE_BASE_URL" => Some(format!(" {url} ")),
        "SAMPLE_TEAM" => Some("  ".to_owned()),
        _ => None,
    });
    let client: Client = builder.build().unwrap();
    client.shelves().list().await.unwrap();
    let request = server.request();
    assert_eq!(request.header("authorization"), Some("Bearer from-env"));
    assert_eq!(request.header("x-team"), None);
    let empty = Client::builder().credential("k").env_from(|name| (name == "SAMPLE_BASE_URL").then(String::new));
    let client: Client = empty.build().unwrap();
    assert!(format!("{client:?}").contains("api.example.com"), "{client:?}");
    let set = Client::builder().credential("mine").base_url(&server.url).header("x-team", "t");
    let client: Client = set.env_from(|_| Some("other".to_owned())).build().unwrap();
    client.shelves().list().await.unwrap();
    let request = &server.requests()[1];
    assert_eq!(request.header("authorization"), Some("Bearer mine"));
    assert_eq!(request.header("x-team"), Some("t"));
    let named = Client::builder().credential("mine").base_url(&server.url);
    let named = named.env_from(|name| (name == "SAMPLE_TEAM").then(|| " blue ".to_owned()));
    named.build().unwrap().shelves().list().await.unwrap();
    assert_eq!(server.requests()[2].header("x-team"), Some("blue"));
}

#[tokio::test]
async fn a_key_by_hand_is_trimmed() {
    let server = Server::start([json(200, &[], LIST)]).await;
    let client: Client = Client::builder().base_url(&server.url).credential(" k\n").build().unwrap();
    client.shelves().list().await.unwrap();
    assert_eq!(server.request().header("authorization"), Some("Bearer k"));
}

#[test]
fn unusable_settings_are_named_without_their_value() {
    let of_env = |value: &'static str| {
        let builder = Client::builder().env_from(move |name| (name == "SAMPLE_KEY").then(|| value.to_owned()));
        builder.build().unwrap_err().to_string()
    };
    for (value, problem) in [("sk-a\nb", "line break"), ("sk-é", "not ASCII"), ("sk-\u{1}", "control character")] {
        let message = of_env(value);
        assert!(message.contains("SAMPLE_KEY") && message.contains(problem), "{message}");
        assert!(!message.contains("sk-"), "{message}");
    }
    let error = Client::builder().credential("sk-\na").build().unwrap_err().to_string();
    assert!(error.contains("scheme Key") && !error.contains("sk-"), "{error}");
    let error = Client::builder().base_url("api.example.com/v1").build().unwrap_err().to_string();
    assert!(error.contains("no scheme"), "{error}");
    for (name, value) in [("SAMPLE_TEAM", "a\nsecret"), ("SAMPLE_BASE_URL", "secret.example.com/v1")] {
        let builder = Client::builder().credential("k").env_from(|asked| (asked == name).then(|| value.to_owned()));
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(name) && !error.contains("secret"), "{error}");
    }
    let error = Client::builder().credential_for("Nope", "x").build().unwrap_err().to_string();
    assert!(error.contains("no security scheme `Nope`"), "{error}");
}

#[test]
fn nothing_shows_a_credential() {
    let builder =
        Client::builder().base_url("http://127.0.0.1:1").credential("hunter2").credential_for("Token", "hunter2");
    assert!(!format!("{builder:?}").contains("hunter2"));
    let client: Client = builder.build().unwrap();
    let call = client.shelves().list();
    assert!(!format!("{client:?}{call:?}").contains("hunter2"));
}

wharf_runtime::call!(Own => empty);

struct Own(wharf_runtime::Call);

const BOTH: wharf_runtime::Operation =
    wharf_runtime::Operation::new("Both", wharf_runtime::Method::GET, "/both").security(&[&["Key", "Session"]]);

/// A header that is set by hand stands for the scheme that it belongs to, and for no other.
#[tokio::test]
async fn what_is_set_by_hand_replaces_nothing_else() {
    let (server, client) = start("").await;
    let error = Own(wharf_runtime::Call::new(&client.core(), &BOTH)).header("authorization", "Other x").await;
    assert!(error.is_ok(), "whoever sets it knows what the server wants");
    let builder = Client::builder().base_url(&server.url).credential("k").credential_for("Session", "s");
    let client: Client = builder.build().unwrap();
    let call = || Own(wharf_runtime::Call::new(&client.core(), &BOTH));
    call().header("authorization", "Other x").header("cookie", "a=1; b=2").await.unwrap();
    call().await.unwrap();
    let requests = server.requests();
    assert_eq!((requests[0].header("authorization"), requests[0].header("cookie")), (Some("Other x"), None));
    let sent = |at: usize| (requests[at].header("authorization"), requests[at].header("cookie"));
    assert_eq!(sent(1), (Some("Other x"), Some("a=1; b=2; session=s")));
    assert_eq!(sent(2), (Some("Bearer k"), Some("session=s")));
}

/// What is encoded on the way may hold any letter.
#[tokio::test]
async fn credentials_may_hold_letters_of_any_language() {
    let (server, _) = start(ITEM).await;
    let builder = || Client::builder().base_url(&server.url).max_retries(0);
    let client: Client = builder().credential_for("Login", "user:pässword").build().unwrap();
    client.jobs().start().await.unwrap();
    let client: Client = builder().credential_for("Token", "é").credential_for("Session", "ü").build().unwrap();
    client.jobs().start().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("authorization"), Some("Basic dXNlcjpww6Rzc3dvcmQ="));
    assert_eq!(requests[1].line, "POST /start?token=%C3%A9 HTTP/1.1");
    assert_eq!(requests[1].header("cookie"), Some("session=%C3%BC"));
    assert!(builder().credential("é").build().is_err());
}

/// Servers say what was wrong with a key by saying the key.
#[tokio::test]
async fn a_key_that_a_server_says_again_is_not_shown() {
    const KEY: &str = "sk-0123456789";
    let message = format!(r#"{{"error":{{"message":"Wrong key {KEY}.","code":"{KEY}"}}}}"#);
    let page = format!("<p>{KEY}</p>");
    let answers = [
        json(401, &[("x-request-id", KEY)], &message),
        answer(400, &[("content-type", "text/html")], page.as_bytes()),
        answer(200, &[("content-type", KEY)], page.as_bytes()),
    ];
    let server = Server::start(answers).await;
    let client: Client = Client::builder().base_url(&server.url).credential(KEY).max_retries(0).build().unwrap();
    for _ in 0..3 {
        let error = client.shelves().retrieve("s").await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(KEY), "{error}");
    }
}

/// What is not taken would mean another server, or another account.
#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_named() {
    use std::os::unix::ffi::OsStrExt as _;

    // Variables are those of a process: this test is one of its own.
    if std::env::var_os("SAMPLE_TEAM").is_some() {
        let error = Client::builder().env().build().unwrap_err();
        assert!(error.to_string().contains("SAMPLE_TEAM"), "{error}");
        return;
    }
    let itself = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_variable_that_is_no_text_is_named"])
        .env("SAMPLE_TEAM", std::ffi::OsStr::from_bytes(b"blue\xff"))
        .status();
    assert!(itself.unwrap().success());
}
