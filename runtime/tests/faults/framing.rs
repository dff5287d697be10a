//! Lengths that lie, chunks that are none, heads that make no sense, and bodies of other kinds.

use crate::case::{ITEM, KINDS, Kind, each, is};
use crate::sample::Error;
use crate::server::Script;

/// Head without its first line, body, and how it must end: empty for a success.
const BROKEN: &[(&str, &str, &[&str])] = &[
    // Lengths.
    ("content-length: 11\r\n", ITEM, &["interrupted"]),
    ("content-length: 9\r\n", ITEM, &["decode"]),
    ("content-length: 18446744073709551615\r\n", ITEM, &["interrupted"]),
    ("content-length: 18446744073709551616\r\n", ITEM, &["interrupted"]),
    ("content-length: -1\r\n", ITEM, &["interrupted"]),
    ("content-length: ten\r\n", ITEM, &["interrupted"]),
    ("content-length: 0x0a\r\n", ITEM, &["interrupted"]),
    ("content-length: 10\r\ncontent-length: 9\r\n", ITEM, &["interrupted"]),
    ("content-length: 10\r\ncontent-length: 10\r\n", ITEM, &[]),
    ("content-length: 0\r\n", "", &["decode"]),
    // Chunks.
    ("transfer-encoding: chunked\r\n", "a\r\n{\"id\":\"i\"}\r\n0\r\n\r\n", &[]),
    ("transfer-encoding: chunked\r\n", "A;x=\"y\"\r\n{\"id\":\"i\"}\r\n0\r\na: b\r\n\r\n", &[]),
    ("transfer-encoding: chunked\r\n", "0\r\n\r\n", &["decode"]),
    ("transfer-encoding: chunked\r\n", ITEM, &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "g\r\n{\"id\":\"i\"}\r\n0\r\n\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "-a\r\n{\"id\":\"i\"}\r\n0\r\n\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "9\r\n{\"id\":\"i\"}\r\n0\r\n\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "b\r\n{\"id\":\"i\"}\r\n0\r\n\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "ffffffffffffffff\r\n{\"id\":\"i\"}\r\n0\r\n\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "10000000000000000\r\n{\"id\":\"i\"}\r\n0\r\n\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "\r\n\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "a\r\n{\"id\":\"i\"}\r\n", &["interrupted"]),
    ("transfer-encoding: chunked\r\n", "a\r\n{\"id\":\"i\"}\r\n0\r\n", &["interrupted"]),
    // Bodies that are not what they should be.
    ("content-length: 10\r\ncontent-type: text/html\r\n", "<p>no</p>\n", &["decode"]),
    ("content-length: 4\r\n", "null", &["decode"]),
    ("content-length: 2\r\n", "[]", &["decode"]),
    ("content-length: 8\r\n", r#"{"id":1}"#, &["decode"]),
    ("content-length: 9\r\n", "{\"id\":\"\u{1}\"", &["decode"]),
    ("content-length: 11\r\n", r#"{"id":"i"}}"#, &["decode"]),
    // Nobody asked for it to be packed.
    ("content-length: 10\r\ncontent-encoding: gzip\r\n", "\u{1f}\u{8}\0\0\0\0\0\0\0\0", &["decode"]),
    // Heads.
    ("content-length: 10\r\nno header at all\r\n", ITEM, &["interrupted"]),
    ("content-length: 10\r\nx y: z\r\n", ITEM, &["interrupted"]),
    ("content-length: 10\r\n: empty\r\n", ITEM, &["interrupted"]),
    ("content-length: 10\r\nx-request-id: \u{e9}\u{202e}\r\n", ITEM, &[]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_framed_wrong_is_never_taken_for_right() {
    let script = |(head, body, _): &(&str, &str, &[&str])| format!("HTTP/1.1 200 OK\r\n{head}\r\n{body}");
    let cases = BROKEN.iter().map(|case| (case.2, Kind::Get, Script::Close(script(case).into_bytes())));
    each(cases.collect(), |builder| builder, |expected, _, (_, end)| is_fine_or(end, expected)).await;
}

/// Whether it is a success where there are no kinds, else an error of one of them.
fn is_fine_or(end: &Result<(), Error>, kinds: &[&str]) -> Result<(), String> {
    if kinds.is_empty() { end.as_ref().map_err(ToString::to_string).copied() } else { is(end, kinds) }
}

/// Words in `Content-Encoding`, and whether they pack a body.
const CODINGS: &[(&str, bool)] = &[
    ("gzip", true),
    ("GZip", true),
    ("deflate", true),
    ("br", true),
    ("zstd", true),
    ("x-gzip", true),
    ("identity, gzip", true),
    ("identity", false),
    ("utf-8", false),
    ("", false),
];

/// A gigabyte packed into a few bytes is none here either: nothing is unpacked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_packed_unasked_is_no_answer() {
    let mut cases: Vec<(&[&str], Kind, Script)> = Vec::new();
    for kind in KINDS {
        for (coding, packs) in CODINGS {
            let (body, _) = kind.body();
            let (media_type, length) = (kind.media_type(), body.len());
            let head =
                format!("content-type: {media_type}\r\ncontent-length: {length}\r\ncontent-encoding: {coding}\r\n");
            let is_refused = *packs && kind != Kind::Delete;
            let ends: &[&str] = if is_refused { &["decode"] } else { &[] };
            cases.push((ends, kind, Script::Close(format!("HTTP/1.1 200 OK\r\n{head}\r\n{body}").into_bytes())));
        }
    }
    each(cases, |builder| builder, |expected, _, (_, end)| is_fine_or(end, expected)).await;
}

/// First lines, and whether they can be understood as a failure or a success.
const FIRST_LINES: &[(&str, &[&str])] = &[
    ("HTTP/1.1 200", &[]),
    ("HTTP/1.1 200 ", &[]),
    ("HTTP/1.0 200 OK", &[]),
    ("HTTP/1.1 299 Fine", &[]),
    ("HTTP/1.1 600 Beyond", &["status"]),
    ("HTTP/1.1 999 Beyond", &["status"]),
    ("HTTP/1.1 400 \u{e9}", &["status"]),
    ("HTTP/1.1 304 Not Modified", &["status"]),
    ("HTTP/1.1 300 Choices", &["status"]),
    ("HTTP/1.1 204 Nothing", &["decode"]),
    ("HTTP/1.1 000 None", &["interrupted"]),
    ("HTTP/1.1 1000 None", &["interrupted"]),
    ("HTTP/1.1 20 None", &["interrupted"]),
    ("HTTP/2.0 200 OK", &["interrupted"]),
    ("HTTP/1.1 abc", &["interrupted"]),
    ("ICY 200 OK", &["interrupted"]),
    ("", &["interrupted"]),
    ("SSH-2.0-OpenSSH", &["interrupted"]),
    ("\u{16}\u{3}\u{1}", &["interrupted"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn first_lines_are_understood_or_refused() {
    let script = |line: &str| format!("{line}\r\ncontent-length: 10\r\n\r\n{ITEM}").into_bytes();
    let cases = FIRST_LINES.iter().map(|(line, ends)| (*ends, Kind::Get, Script::Close(script(line))));
    each(cases.collect(), |builder| builder, |expected, _, (_, end)| is_fine_or(end, expected)).await;
}
