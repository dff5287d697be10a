//! Connections that end at every byte of an answer, and answers with a byte changed.

use crate::case::{KINDS, Kind, answer, each, is};
use crate::server::Script;

/// Each way to frame a body, with whether its end is known.
fn framed(kind: Kind) -> Vec<(Vec<u8>, bool)> {
    let (body, _) = kind.body();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {}\r\n", kind.media_type());
    let (first, second) = body.split_at(body.len() / 2);
    let chunks = format!(
        "{head}transfer-encoding: chunked\r\n\r\n{:x}\r\n{first}\r\n{:x};a=b\r\n{second}\r\n0\r\nx-trailer: 1\r\n\r\n",
        first.len(),
        second.len(),
    );
    let open = format!("{head}connection: close\r\n\r\n{body}");
    vec![(answer("200 OK", kind, body), true), (chunks.into_bytes(), true), (open.into_bytes(), false)]
}

#[derive(Debug, Clone, Copy)]
struct Cut {
    whole: bool,
    in_body: bool,
    end_is_known: bool,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_may_end_anywhere() {
    let mut cases = Vec::new();
    for kind in KINDS {
        for (bytes, end_is_known) in framed(kind) {
            let head = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
            for at in 0..=bytes.len() {
                let cut = Cut { whole: at == bytes.len(), in_body: at >= head, end_is_known };
                cases.push((cut, kind, Script::Close(bytes[..at].to_vec())));
            }
        }
    }
    assert!(cases.len() > 2000, "{}", cases.len());
    each(
        cases,
        |builder| builder,
        |cut, kind, (came, end)| {
            let expected = kind.body().1;
            if !came.iter().zip(&expected).all(|(came, expected)| expected.starts_with(came.as_str())) {
                return Err("what came is not the beginning of what was sent".to_owned());
            }
            match (end, cut) {
                (Ok(()), Cut { whole: true, .. }) if *came == expected => Ok(()),
                // Without a length the end of the connection is the end of the body: only its form can tell.
                (Ok(()), Cut { end_is_known: false, in_body: true, .. }) => match kind {
                    Kind::Download | Kind::Text | Kind::Delete | Kind::Stream => Ok(()),
                    _ => Err("half a body is taken for a whole one".to_owned()),
                },
                (end, Cut { end_is_known: false, in_body: true, whole: false }) => match kind {
                    // It shows that a line has no end.
                    Kind::Stream => is(end, &["interrupted"]),
                    _ => is(end, &["decode"]),
                },
                (end, Cut { whole: false, .. }) => is(end, &["interrupted"]),
                _ => Err("a whole answer is not understood".to_owned()),
            }
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_byte_may_change_on_the_way() {
    let mut cases = Vec::new();
    for kind in [Kind::Get, Kind::Items, Kind::Stream] {
        for (bytes, _) in framed(kind) {
            for at in 0..bytes.len() {
                for by in [0, b'\n', b'9', 0xff] {
                    let mut changed = bytes.clone();
                    changed[at] = by;
                    cases.push(((), kind, Script::Close(changed)));
                }
            }
        }
    }
    assert!(cases.len() > 1500, "{}", cases.len());
    // A length that has grown makes the server seem to stall; here it closes.
    each(
        cases,
        |builder| builder,
        |(), _, (_, end)| match end {
            Ok(()) => Ok(()),
            end => is(end, &["interrupted", "decode", "status", "too_large", "repeated_page"]),
        },
    )
    .await;
}
