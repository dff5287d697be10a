//! Delays that servers ask for in words of their own.

use std::time::Duration;

use crate::case::{ITEM, Kind, answer, each};
use crate::server::Script;

/// Values of `Retry-After` that mean no delay, and that mean one beyond what is waited for.
const AT_ONCE: &[&str] = &[
    "",
    "0",
    "0.0",
    "-0",
    "+0",
    "1e-9",
    "soon",
    "NaN",
    "inf",
    "-inf",
    "-1",
    "-0.5",
    "1e400",
    "0x10",
    "1;2",
    "1,2",
    "1 2",
    "١",
    "\"1\"",
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "Sun, 32 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994",
    "1994-11-06T08:49:37Z",
    "Sun, 06 Nov 99999 08:49:37 GMT",
];
const TOO_LONG: &[&str] = &[
    "61",
    "61.5",
    "1e9",
    "18446744073709551615",
    "99999999999999999999999999999999999999",
    "Fri, 31 Dec 9999 23:59:59 GMT",
];

/// The server says that it closes the connection: a request that meets the end of one on its way is another case.
fn scripts(word: &str) -> Vec<(Kind, Script)> {
    let both = [429, 503, 408, 409].into_iter().flat_map(|status| {
        let limited = answer(&format!("{status} Wait\r\nconnection: close\r\nretry-after: {word}"), Kind::Get, "");
        let by_milliseconds =
            answer(&format!("{status} Wait\r\nconnection: close\r\nretry-after-ms: {word}"), Kind::Get, "");
        [limited, by_milliseconds]
    });
    both.map(|limited| (Kind::Get, Script::Series(vec![limited, answer("200 OK", Kind::Get, ITEM)]))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_is_no_delay() {
    // What is no delay is as if nothing was said: here, no pause.
    let cases = AT_ONCE.iter().flat_map(|word| scripts(word)).map(|(kind, script)| ((), kind, script)).collect();
    let settings =
        |builder: crate::sample::ClientBuilder| builder.max_retries(1).backoff(Duration::ZERO, Duration::ZERO);
    each(cases, settings, |(), _, (came, end)| match end {
        Ok(()) if came == &["i"] => Ok(()),
        _ => Err("it was not tried again".to_owned()),
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_takes_too_long_is_left_to_the_caller() {
    let cases = TOO_LONG.iter().map(|word| {
        let limited = answer(&format!("429 Wait\r\nretry-after: {word}"), Kind::Get, "");
        ((), Kind::Get, Script::Series(vec![limited, answer("200 OK", Kind::Get, ITEM)]))
    });
    each(
        cases.collect(),
        |builder| builder.max_retries(1),
        |(), _, (_, end)| match end {
            Err(error) if error.is_rate_limit() && error.attempts() == 1 => {
                let asked = error.retry_after().ok_or("the delay is not told")?;
                if asked > Duration::from_secs(60) { Ok(()) } else { Err(format!("{asked:?}")) }
            }
            _ => Err("it was not left to the caller".to_owned()),
        },
    )
    .await;
}
