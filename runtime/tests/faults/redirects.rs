//! Redirects: where they may lead, and what goes along.

use std::sync::Arc;
use std::time::Duration;

use tokio_rustls::rustls;
use wharf_runtime::Redirects;

use crate::case::{Kind, each, is};
use crate::server::{Script, Server};

/// Places elsewhere; `ELSEWHERE` is host and port of another server.
const ELSEWHERE: &[&str] = &[
    "http://ELSEWHERE/x",
    "HTTP://ELSEWHERE/x",
    "//ELSEWHERE/x",
    "///ELSEWHERE/x",
    "http:ELSEWHERE/x",
    "http:/ELSEWHERE/x",
    "http:///ELSEWHERE/x",
    "http://user@ELSEWHERE/x",
    "http://HERE@ELSEWHERE/x",
    "http://HERE%40ELSEWHERE/x",
    "http://HERE#@ELSEWHERE/x",
    "http://HERE\\@ELSEWHERE/x",
    "http:\\\\ELSEWHERE\\x",
    "\\\\ELSEWHERE\\x",
    "/\\ELSEWHERE/x",
    "https://ELSEWHERE/x",
    "https://HERE/x",
    "ws://HERE/x",
    "ftp://ELSEWHERE/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:application/json,{}",
    "http://",
    "http://:80/x",
    "http://[::1",
    "http://ELSEWHERE",
    "http://ELSEWHERE?x",
    " http://ELSEWHERE/x",
    "http://ELSEWHERE /x",
    "http://ELSEWHERE/\u{e9}",
    "\u{e9}",
    "%0d%0aHost:%20ELSEWHERE",
    "",
    "?",
    "#",
    ".",
    "..",
    "../../../x",
    "*",
];

fn redirect(status: u16, location: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} There\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n").into_bytes()
}

fn cases(elsewhere: &Server) -> Vec<((), Kind, Script)> {
    let mut cases = Vec::new();
    for location in ELSEWHERE {
        // The port of the server is not known yet; the discard port is as far from it as any.
        let location = location.replace("ELSEWHERE", &elsewhere.authority).replace("HERE", "127.0.0.1:9");
        for status in [301, 302, 303, 307, 308] {
            for kind in [Kind::Get, Kind::Post, Kind::Delete, Kind::Download] {
                cases.push(((), kind, Script::Close(redirect(status, &location))));
            }
        }
    }
    for status in [300, 304, 305, 306, 309, 399] {
        cases.push(((), Kind::Get, Script::Close(redirect(status, "/loop"))));
    }
    cases.push(((), Kind::Get, Script::Close(redirect(302, &"/long".repeat(10_000)))));
    cases
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_redirect_leads_elsewhere_or_goes_on_for_ever() {
    let elsewhere = Server::start(vec![Script::Close(b"HTTP/1.1 200 OK\r\n\r\n{\"id\":\"stolen\"}".to_vec())]).await;
    let cases = cases(&elsewhere);
    let kinds: Vec<Kind> = cases.iter().map(|((), kind, _)| *kind).collect();
    let server = each(
        cases,
        |builder| builder,
        |(), _, (came, end)| {
            if came.is_empty() { is(end, &["status", "interrupted"]) } else { Err("something came".to_owned()) }
        },
    )
    .await;
    assert_eq!(elsewhere.total().requests, 0);
    for (case, kind) in kinds.into_iter().enumerate() {
        let most = if matches!(kind, Kind::Get | Kind::Download) { 6 } else { 1 };
        assert!((1..=most).contains(&server.count(case).requests), "{case}: {:?}", server.count(case));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_redirects_may_lead_elsewhere_the_credential_stays() {
    let elsewhere = Server::start(vec![Script::Close(b"HTTP/1.1 200 OK\r\n\r\n{\"id\":\"kept\"}".to_vec())]).await;
    // One for all: where redirects may lead to https, each client would load what the platform trusts.
    let http = client_without_redirects();
    let settings =
        move |builder: crate::sample::ClientBuilder| builder.http_client(http.clone()).redirects(Redirects::Anywhere);
    let server = each(cases(&elsewhere), settings, |(), kind, (came, end)| match (kind, came.as_slice()) {
        (_, []) => is(end, &["status", "interrupted", "connection", "request"]),
        (Kind::Get | Kind::Download, [_]) => Ok(()),
        _ => Err("a body was sent elsewhere".to_owned()),
    })
    .await;
    assert!(elsewhere.total().requests >= 10 && server.total().told > 0);
    assert_eq!(elsewhere.total().told, 0);
}

fn client_without_redirects() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    let policy = reqwest::redirect::Policy::none();
    let builder = reqwest::Client::builder().tls_backend_preconfigured(tls).redirect(policy).no_proxy();
    // The server speaks no TLS, and waits for the end of a request.
    builder.connect_timeout(Duration::from_secs(1)).build().unwrap()
}
