//! Answers that are a part of what was asked for.

use http::header::CONTENT_RANGE;
use http::{HeaderMap, StatusCode};

/// The bytes of a partial answer as it names them, unless they are all there are. Parts in other units, as pages of a list
/// are told by some APIs, are answers of their own.
pub(crate) fn part(status: StatusCode, headers: &HeaderMap) -> Option<&str> {
    let range = headers.get(CONTENT_RANGE).filter(|_| status == StatusCode::PARTIAL_CONTENT)?.to_str().ok()?;
    let (unit, bytes) = range.trim().split_once(' ')?;
    (unit.eq_ignore_ascii_case("bytes") && !is_whole(bytes)).then_some(range)
}

/// Whether `first-last/length` is from the first byte to the last.
fn is_whole(bytes: &str) -> bool {
    let Some((range, length)) = bytes.trim().split_once('/') else { return false };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let ends = range.split_once('-').map(|(first, last)| (number(first), number(last)));
    matches!((ends, number(length)), (Some((Some(0), Some(last))), Some(length)) if last.checked_add(1) == Some(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_are_no_part() {
        let said = |status: u16, range: &str| {
            let headers = HeaderMap::from_iter([(CONTENT_RANGE, range.parse().unwrap())]);
            part(StatusCode::from_u16(status).unwrap(), &headers).is_some()
        };
        for whole in ["bytes 0-9/10", "Bytes 0-9/10", "bytes  0-9/10"] {
            assert!(!said(206, whole), "{whole}");
        }
        for part in
            ["bytes 0-9/11", "bytes 1-9/10", "bytes 0-9/*", "bytes */10", "bytes x", "bytes 0-18446744073709551615/0"]
        {
            assert!(said(206, part) && !said(200, part), "{part}");
        }
        assert!(!said(206, "items 0-9/20"));
        assert!(part(StatusCode::PARTIAL_CONTENT, &HeaderMap::new()).is_none());
    }
}
