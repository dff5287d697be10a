//! Which members are texts for people.

use super::super::node::{Kind, Node};
use super::super::references::Keys;

/// Whether the member `key` of an object called `own` is a text or an example. Extensions are taken for texts: most hold
/// what is shown to people, and none says what goes over the wire.
pub(super) fn is_text(keys: Keys, own: &str, key: &str, value: Node<'_>) -> bool {
    if keys == Keys::Names {
        return own == "scopes";
    }
    match key {
        _ if key.starts_with("x-") => true,
        _ if keys == Keys::NamesOrExtensions => false,
        "description" | "summary" => value.kind() == Kind::String,
        "example" | "examples" => true,
        "title" => own == "info",
        _ => false,
    }
}

/// Whether somebody has to write such a text anew.
pub(super) fn is_prose(key: &str) -> bool {
    matches!(key, "description" | "summary")
}
