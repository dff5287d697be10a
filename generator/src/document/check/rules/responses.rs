//! Responses and the statuses they are for.

use super::super::Checker;
use crate::document::Node;

/// There is a response, and each is for a status, a range of statuses, or `default`.
pub(in super::super) fn statuses<'a>(checker: &mut Checker<'a>, responses: Node<'a>) {
    if responses.is_empty() {
        checker.warn("no-response", responses, "there has to be at least one response", "add `default`");
    }
    for (status, response) in responses.entries() {
        if status == "default" || status.starts_with("x-") || is_status(status) {
            continue;
        }
        if let Some(meant) = respelled(status) {
            let message = format!("`{status}` is read as `{meant}`");
            checker.warn_key("wrong-status", response, message, format!("write `{meant}`"));
        } else {
            let message = format!("`{status}` is no status");
            let advice = "write a status such as 200, a range such as 4XX, or `default`";
            checker.warn_key("wrong-status", response, message, advice);
        }
    }
}

/// The names of headers are tokens of HTTP.
pub(in super::super) fn header_names<'a>(checker: &mut Checker<'a>, response: Node<'a>) {
    let is_token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    for (name, header) in response.get("headers").into_iter().flat_map(Node::entries) {
        if name.is_empty() || !name.chars().all(is_token) {
            let message = format!("`{}` cannot be the name of a header", name.escape_debug());
            checker.warn_key("wrong-header-name", header, message, "write letters, digits and `-` alone");
        }
    }
}

/// How a status that is recognised all the same has to be written: `4XX` for `4xx`, `default` for `Default`.
fn respelled(status: &str) -> Option<String> {
    let (lower, upper) = (status.to_ascii_lowercase(), status.to_ascii_uppercase());
    [lower, upper].into_iter().find(|meant| meant == "default" || is_status(meant))
}

fn is_status(status: &str) -> bool {
    let (class, rest) = status.split_at_checked(1).unwrap_or_default();
    let is_code = rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit());
    matches!(class, "1" | "2" | "3" | "4" | "5") && (is_code || rest == "XX")
}
