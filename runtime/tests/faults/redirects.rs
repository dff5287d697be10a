//! Redirects: where they may lead, and what goes along.

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_redirect_leads_elsewhere_or_goes_on_for_ever() {
    let elsewhere = Server::start(vec![Script::Close(b"HTTP/1.1 200 OK\r\n\r\n{\"id\":\"stolen\"}".to_vec())]).await;
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
    let kinds: Vec<Kind> = cases.iter().map(|(_, kind, _)| *kind).collect();
    let server = each(
        cases,
        |builder| builder,
        |(), _, (came, end)| {
            if came.is_empty() { is(end, &["status", "interrupted"]) } else { Err("something came".to_owned()) }
        },
    )
    .await;
    assert_eq!(elsewhere.requests(), 0);
    for (case, kind) in kinds.into_iter().enumerate() {
        let most = if matches!(kind, Kind::Get | Kind::Download) { 6 } else { 1 };
        assert!((1..=most).contains(&server.count(case).requests), "{case}: {:?}", server.count(case));
    }
}
