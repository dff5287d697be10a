//! Formats of texts: only those of which a text can be said for sure to be none.
//!
//! What is refused here no reading of the format allows; all others are shown, and the server's to check.

/// What a text of a format looks like, and whether one does.
struct Format {
    names: &'static [&'static str],
    /// What it is, behind "which".
    is_what: &'static str,
    is: fn(&str) -> bool,
}

const FORMATS: &[Format] = &[
    Format { names: &["date-time"], is_what: "looks like 2006-01-31T15:04:05Z", is: is_date_time },
    Format { names: &["date"], is_what: "looks like 2006-01-31", is: is_date },
    Format { names: &["time"], is_what: "looks like 15:04:05Z", is: is_time },
    Format { names: &["uuid"], is_what: "looks like 123e4567-e89b-12d3-a456-426614174000", is: is_uuid },
    Format { names: &["uri", "url", "iri"], is_what: "is an address that begins with its scheme", is: is_uri },
    Format { names: &["email", "idn-email"], is_what: "looks like name@host", is: is_email },
    Format { names: &["hostname", "idn-hostname"], is_what: "is a name without scheme, port and path", is: is_host },
    Format { names: &["ipv4"], is_what: "looks like 192.0.2.1", is: |text| text.parse::<std::net::Ipv4Addr>().is_ok() },
    Format {
        names: &["ipv6"],
        is_what: "looks like 2001:db8::1",
        is: |text| text.parse::<std::net::Ipv6Addr>().is_ok(),
    },
    Format { names: &["byte", "base64", "base64url"], is_what: "`@data://FILE` makes of a file", is: is_base64 },
    Format { names: &["int32"], is_what: "is an integer of 32 bits", is: |text| text.parse::<i32>().is_ok() },
    Format { names: &["int64"], is_what: "is an integer of 64 bits", is: |text| text.parse::<i64>().is_ok() },
    Format { names: &["uint64"], is_what: "is an integer from 0, of 64 bits", is: |text| text.parse::<u64>().is_ok() },
];

/// What a text of a format is, where `text` is none.
pub(super) fn refuses(format: &str, text: &str) -> Option<&'static str> {
    let known = FORMATS.iter().find(|known| known.names.contains(&format))?;
    (!(known.is)(text)).then_some(known.is_what)
}

/// Digits with fixed signs between: `0` stands for a digit, everything else for itself.
fn follows(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            sign => byte == sign,
        })
}

/// The number that stands at a place of a text that follows a form.
fn number(text: &str, at: std::ops::Range<usize>) -> u32 {
    text.get(at).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX)
}

fn is_date(text: &str) -> bool {
    if !follows(text, "0000-00-00") {
        return false;
    }
    let (year, month, day) = (number(text, 0..4), number(text, 5..7), number(text, 8..10));
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// With the offset, which an instant needs.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_at_checked(10) else {
        return false;
    };
    let time = time.strip_prefix(['T', 't', ' ']);
    is_date(date) && time.and_then(after_clock).is_some_and(is_offset)
}

/// An offset may be left out, as times of a day mostly have none.
fn is_time(text: &str) -> bool {
    if follows(text, "00:00") {
        return is_time(&format!("{text}:00"));
    }
    after_clock(text).is_some_and(|rest| rest.is_empty() || is_offset(rest))
}

/// What stands behind hours, minutes, seconds and their fraction.
fn after_clock(text: &str) -> Option<&str> {
    let (clock, rest) = text.split_at_checked(8)?;
    let is_clock = follows(clock, "00:00:00")
        && number(clock, 0..2) < 24
        && number(clock, 3..5) < 60
        // A leap second is the sixtieth.
        && number(clock, 6..8) <= 60;
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|digit: char| digit.is_ascii_digit()),
        None => rest,
    };
    is_clock.then_some(rest)
}

fn is_offset(text: &str) -> bool {
    let Some(offset) = text.strip_prefix(['+', '-']) else {
        return matches!(text, "Z" | "z");
    };
    follows(offset, "00:00") && number(offset, 0..2) < 24 && number(offset, 3..5) < 60
}

fn is_uuid(text: &str) -> bool {
    let mut groups = text.split('-').map(|group| (group.len(), group.bytes().all(|byte| byte.is_ascii_hexdigit())));
    let lengths = [8, 4, 4, 4, 12];
    lengths.iter().all(|length| groups.next() == Some((*length, true))) && groups.next().is_none()
}

fn is_uri(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    let is_one_word = !text.contains(|character: char| character.is_whitespace() || character.is_control());
    text.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty()) && is_one_word
}

fn is_email(text: &str) -> bool {
    let parts = text.rsplit_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains(char::is_whitespace))
}

fn is_host(text: &str) -> bool {
    let is_other = |character: char| character.is_whitespace() || matches!(character, '/' | ':' | '@' | '?' | '#');
    !text.is_empty() && !text.contains(is_other)
}

/// Both alphabets, with line feeds or without; padding is at the end, if anywhere.
fn is_base64(text: &str) -> bool {
    let unpadded = text.trim_end_matches(|character: char| character == '=' || character.is_ascii_whitespace());
    unpadded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/-_\r\n".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::refuses;

    #[test]
    fn only_what_is_wrong_for_sure_is_refused() {
        let rows: &[(&str, &[&str], &[&str])] = &[
            (
                "date-time",
                &["2024-02-29T23:59:60Z", "2024-01-01t00:00:00.123+05:30", "2024-01-01 00:00:00z"],
                &[
                    "",
                    "2024-01-01",
                    "2023-02-29T00:00:00Z",
                    "2024-01-01T00:00:00",
                    "2024-01-01T24:00:00Z",
                    "日本語日本語",
                ],
            ),
            ("date", &["2024-02-29", "2000-02-29"], &["1900-02-29", "2024-13-01", "2024-1-1", "2024-04-31", "today"]),
            (
                "time",
                &["10:00", "10:00:00", "10:00:00.5Z", "10:00:00-01:00"],
                &["10", "25:00", "10:61:00", "10:00:00x"],
            ),
            (
                "uuid",
                &["123e4567-e89b-12d3-A456-426614174000"],
                &["123e4567", "123e4567-e89b-12d3-a456-42661417400g", "123e4567-e89b-12d3-a456-426614174000-1"],
            ),
            ("uri", &["https://a.example/b?c", "urn:x:y", "mailto:a@b"], &["a.example", "/a", "http://a b", "http:"]),
            ("email", &["a@b", "\"a b\"@c.example"], &["a", "@b", "a@", "a@b c"]),
            ("hostname", &["a.example", "localhost", "日本.example"], &["http://a", "a:80", "", "a b"]),
            ("ipv4", &["192.0.2.1"], &["192.0.2.256", "::1", "192.0.2.0/24"]),
            ("ipv6", &["2001:db8::1"], &["192.0.2.1", "2001:db8"]),
            ("byte", &["", "YQ==", "YQ", "a-_+/", "YWJj\nZGVm\n"], &["{}", "a=b", "PK\u{3}"]),
            ("int64", &["-9223372036854775808"], &["9223372036854775808", "1.5", "a"]),
            ("duration", &["anything"], &[]),
        ];
        for (format, right, wrong) in rows {
            for text in *right {
                assert_eq!(refuses(format, text), None, "{format}: {text}");
            }
            for text in *wrong {
                assert!(refuses(format, text).is_some(), "{format}: {text}");
            }
        }
    }
}
