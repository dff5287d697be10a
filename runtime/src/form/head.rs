//! What stands before the content of a part.

/// Why a header of a part cannot be sent, if so.
pub(super) fn unsendable(part: &str, name: &str, value: &str) -> Option<String> {
    let fits = http::HeaderName::try_from(name).is_ok() && http::HeaderValue::try_from(value).is_ok();
    (!fits).then(|| format!("the header `{name}` of the part `{part}` cannot be sent"))
}

/// Adds a line, without what would end it.
pub(super) fn push(head: &mut String, name: &str, value: &str) {
    head.extend(["\r\n", name, ": "]);
    head.extend(value.chars().filter(|character| !character.is_control()));
}

/// A name between quotes, as browsers write it: what could end the quotes or the line is percent-encoded.
pub(super) fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            control if control.is_control() => out.push('_'),
            other => out.push(other),
        }
    }
    out
}

/// The media type of a form with what is between its parts, in place of what a document may show there.
pub(super) fn bounded(media_type: &str, boundary: &str) -> String {
    let is_boundary =
        |part: &&str| part.trim_start().get(..9).is_some_and(|start| start.eq_ignore_ascii_case("boundary="));
    let kept: Vec<&str> = media_type.split(';').filter(|part| !is_boundary(part)).collect();
    format!("{}; boundary={boundary}", kept.join(";").trim_end())
}

/// Whether one of the lines is a header of that name.
pub(super) fn has(headers: &str, name: &str) -> bool {
    headers.split("\r\n").any(|line| line.split(':').next().is_some_and(|own| own.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::{bounded, quoted};

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(quoted("a\"; b\r\nX: y\0é"), "a%22; b%0D%0AX: y_é");
    }

    #[test]
    fn a_form_has_one_boundary() {
        assert_eq!(bounded("multipart/form-data", "b"), "multipart/form-data; boundary=b");
        assert_eq!(
            bounded("multipart/related; Boundary=x; type=\"a/b\"", "b"),
            "multipart/related; type=\"a/b\"; boundary=b"
        );
    }
}
