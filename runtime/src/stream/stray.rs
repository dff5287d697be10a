//! Errors that an API writes where an item should be.

use serde_json::Value;

use crate::json::{self, Decode, Error};

/// Reads an item. Text that holds an error of the API which the type of items does not name is none: read as an item the
/// error would be lost, and what is left of it may well look like one.
///
/// `place` is where in the text an item of the API is, and `message_at` where in that the message of an error is, both as
/// JSON pointers; of an API of which nobody has said so nothing is an error.
pub(super) fn item<T: Decode>(text: &[u8], place: &str, message_at: &str) -> Result<T, Error> {
    let (item, unnamed) = json::decode_counted(text)?;
    if unnamed > 0 && holds_error::<T>(text, place, message_at) {
        return Err(Error::new("an error of the API stands in the place of an item", 0));
    }
    Ok(item)
}

/// Whether the text holds an error.
#[cold]
fn holds_error<T: Decode>(text: &[u8], place: &str, message_at: &str) -> bool {
    let mut path = message_at.split('/').skip(1);
    let Some(member) = path.next().map(|name| name.replace("~1", "/").replace("~0", "~")) else { return false };
    let Ok(whole) = json::decode::<Value>(text) else { return false };
    let Some(Value::Object(members)) = whole.pointer(place) else { return false };
    let says_something = whole.pointer(&format!("{place}{message_at}")).is_some_and(Value::is_string);
    // A member such as `message` may also be new in an item; one that holds a message is an error's own.
    let is_new = |name: &str| !names::<T>(&whole, place, name);
    let mut is_told = || path.next().is_some() || members.keys().all(|name| is_new(name));
    says_something && is_new(&member) && is_told()
}

/// Whether the type, of which `whole` is a value, names the member called `name`: it reads it then, and read something else
/// there than `true`.
fn names<T: Decode>(whole: &Value, place: &str, name: &str) -> bool {
    let with = |value: Option<bool>| {
        let mut changed = whole.clone();
        let members = changed.pointer_mut(place)?.as_object_mut()?;
        match value {
            Some(value) => members.insert(name.to_owned(), value.into()),
            None => members.remove(name),
        };
        unnamed_of::<T>(&changed)
    };
    with(None).is_none_or(|without| with(Some(true)) != Some(without + 1))
}

fn unnamed_of<T: Decode>(value: &Value) -> Option<usize> {
    json::decode_counted::<T>(&json::encode(value)).ok().map(|(_, unnamed)| unnamed)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::item;

    #[derive(Debug)]
    struct Chunk {
        #[allow(dead_code, reason = "only what is no item matters")]
        text: Option<String>,
    }
    crate::object!(Chunk { text: "text" optional });

    #[derive(Debug)]
    struct Open {
        others: BTreeMap<String, Value>,
    }
    crate::object!(Open { ..others });

    #[derive(Debug)]
    struct Told {
        #[allow(dead_code, reason = "only what is no item matters")]
        error: Option<Chunk>,
    }
    crate::object!(Told { error: "error" optional });

    fn is_item<T: crate::json::Decode>(text: &str, message_at: &str) -> bool {
        item::<T>(text.as_bytes(), "", message_at).is_ok()
    }

    #[test]
    fn an_error_that_the_type_does_not_name_is_no_item() {
        let error = r#"{"error":{"message":"m","code":1}}"#;
        for (is, text) in [
            (false, error),
            (false, r#"{"text":"a","error":{"message":"m"}}"#),
            (true, r#"{"text":"a","error":null}"#),
            (true, r#"{"text":"a","error":{"message":null}}"#),
            (true, r#"{"new":1}"#),
        ] {
            assert_eq!(is_item::<Chunk>(text, "/error/message"), is, "{text}");
        }
        assert!(!is_item::<Open>(error, "/error/message"));
        assert!(is_item::<Told>(error, "/error/message") && is_item::<Value>(error, "/error/message"));
        assert!(is_item::<Chunk>(error, ""));
    }

    #[test]
    fn a_message_beside_what_is_known_is_a_new_member() {
        assert!(!is_item::<Chunk>(r#"{"message":"m","status":5}"#, "/message"));
        assert!(is_item::<Chunk>(r#"{"text":"a","message":"m"}"#, "/message"));
    }

    #[test]
    fn an_item_may_stand_deeper() {
        #[derive(Debug)]
        struct Envelope {
            #[allow(dead_code, reason = "only what is no item matters")]
            data: Chunk,
        }
        crate::object!(Envelope { data: "data" required });
        let envelope = |text: &str| item::<Envelope>(text.as_bytes(), "/data", "/error/message").is_ok();
        assert!(!envelope(r#"{"data":{"error":{"message":"m"}}}"#));
        assert!(envelope(r#"{"data":{"text":"t"},"error":{"message":"m"}}"#));
    }
}
