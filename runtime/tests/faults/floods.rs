//! Answers without an end: what is read of them has one.

use crate::case::{KINDS, Kind, each, is};
use crate::server::Script;

/// What the sockets between may hold, and what is read before the limit is noticed.
const SOON: u64 = 24 * 1024 * 1024;

fn flood(head: &str, piece: &str) -> Script {
    Script::Flood(head.as_bytes().to_vec(), piece.repeat(4096 / piece.len() + 1).into_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn endless_answers_are_left_off() {
    let ok = "HTTP/1.1 200 OK\r\n";
    let chunked = |kind: Kind| format!("{ok}content-type: {}\r\ntransfer-encoding: chunked\r\n\r\n", kind.media_type());
    let open = |kind: Kind| format!("{ok}content-type: {}\r\n\r\n", kind.media_type());
    let mut cases: Vec<(&[&str], Kind, Script)> = Vec::new();
    for kind in KINDS {
        cases.push((&["interrupted"], kind, flood(ok, "x-more: and more\r\n")));
        cases.push((&["interrupted"], kind, flood(&format!("{ok}x-long: "), "long")));
        cases.push((&["interrupted"], kind, flood("HTTP/1.1 200 ", "long")));
        cases.push((&["interrupted"], kind, flood(&format!("{}1;", chunked(kind)), "long")));
        cases.push((&["status"], kind, flood("HTTP/1.1 500 No\r\n\r\n", "<p>no</p>")));
        cases.push((&["status"], kind, flood("HTTP/1.1 404 No\r\n\r\n", r#"{"error":{"message":"no"}},"#)));
    }
    for kind in [Kind::Get, Kind::Post, Kind::Items, Kind::Text, Kind::Delete] {
        for piece in ["[", " ", "\"", "9", "{\"data\":[{\"id\":\"", "{\"id\":\"i\"}"] {
            cases.push((&["too_large"], kind, flood(&open(kind), piece)));
            let piece = piece.repeat(100);
            cases.push((&["too_large"], kind, flood(&chunked(kind), &format!("{:x}\r\n{piece}\r\n", piece.len()))));
        }
    }
    for piece in ["data: more\n", "x", ": comment", "id: 1\n"] {
        cases.push((&["too_large"], Kind::Stream, flood(&open(Kind::Stream), piece)));
    }
    let count = cases.len();
    let server = each(cases, |builder| builder, |expected, _, (_, end)| is(end, expected)).await;
    for case in 0..count {
        let written = server.count(case).written;
        assert!(written < SOON, "{written} bytes were taken of case {case}");
    }
}
