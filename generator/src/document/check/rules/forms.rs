//! Forms that texts have to have: addresses, dates, names.

/// Characters that stand in no address.
const NEVER: [char; 6] = ['<', '>', '"', '\\', '^', '`'];

/// Whether `text` may be an address, whole or relative. A lone word is none: it is what people leave in a field that
/// they do not know what to do with.
pub(in super::super) fn is_address(text: &str) -> bool {
    let leads_somewhere = text.contains(['/', '.', '#', '?']) || has_scheme(text);
    is_reference(text) && leads_somewhere
}

/// Whether `text` may be an address, whole or relative, and be it a word.
pub(in super::super) fn is_reference(text: &str) -> bool {
    let says_something = text.contains(char::is_alphanumeric);
    is_template(text) && !text.contains(['{', '}', '|']) && escapes_are_whole(text) && says_something
}

/// Whether `text` may be an address with variables in braces.
pub(in super::super) fn is_template(text: &str) -> bool {
    let is_odd = |letter: char| letter.is_whitespace() || letter.is_control() || NEVER.contains(&letter);
    let (first, authority) = text.split_once("://").unwrap_or((text, "/"));
    !text.contains(is_odd) && !first.is_empty() && !first.starts_with(':') && !authority.is_empty() || text.is_empty()
}

fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Whether each percent sign begins an escaped byte.
fn escapes_are_whole(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|rest| rest.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)))
}

/// Whether `text` begins with a day of the calendar, and is that or goes on with a time.
pub(in super::super) fn is_date(text: &str) -> bool {
    let (day, rest) = text.split_at_checked(10).unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok()).unwrap_or_default();
    let lengths = parts.iter().map(|part| part.len()).eq([4, 2, 2]);
    let is_day = (1..=12).contains(&number(1)) && (1..=31).contains(&number(2));
    lengths && is_day && (rest.is_empty() || rest.starts_with(['T', 't', ' ']))
}

/// Whether code could call something by this name.
pub(in super::super) fn is_identifier(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first.is_alphabetic() || first == '_');
    begins && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_somewhere() {
        for text in [
            "https://example.com/a?b=c#d",
            "http://[::1]:80/",
            "mailto:someone@example.com",
            "/terms",
            "terms.html",
            "#terms",
            "https://example.com/%C3%BC",
            "https://example.com/ü",
        ] {
            assert!(is_address(text), "{text}");
        }
        for text in
            ["", "-", "terms", "ht<p://example", "https://", "://example.com", "a b/c", "/100%", "https://{host}/"]
        {
            assert!(!is_address(text), "{text}");
        }
        assert!(is_template("https://{host}/v1"));
        assert!(is_template(""));
        assert!(!is_template("https://{host }/v1"));
    }

    #[test]
    fn dates_and_identifiers_have_their_form() {
        for text in ["2030-12-31", "2030-12-31T00:00:00Z"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["", "soon", "2030-13-01", "31-12-2030", "2030-12-310", "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}-"] {
            assert!(!is_date(text), "{text}");
        }
        assert!(is_identifier("Name_2"));
        assert!(!is_identifier("2nd"));
        assert!(!is_identifier("a b"));
        assert!(!is_identifier(""));
    }
}
