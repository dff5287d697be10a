//! How the items of a stream are read from its events.

use crate::Api;
use crate::json::{self, Decode, Error, Reader};

use super::{Event, stray};

/// The data as JSON. Data that is no JSON at all is a string, if the type takes one: many an API ends its stream with a
/// bare word. No data at all is no item: some servers send it to keep a connection alive.
pub(crate) fn data<T: Decode>(event: &Event, api: &Api) -> Result<Option<T>, Error> {
    let item = stray::item(event.data.as_bytes(), "", api.error_message).or_else(|error| {
        if is_json(&event.data) || is_broken(&event.data) {
            return Err(error);
        }
        json::decode(&json::encode(&event.data)).map_err(|_| error)
    });
    if event.data.trim().is_empty() { Ok(item.ok()) } else { item.map(Some) }
}

/// A line or a record, which is JSON and nothing else. An empty one is no item.
pub(crate) fn line<T: Decode>(event: &Event, api: &Api) -> Result<Option<T>, Error> {
    if event.data.trim().is_empty() {
        return Ok(None);
    }
    stray::item(event.data.as_bytes(), "", api.error_message).map(Some)
}

/// The data as text.
#[allow(clippy::unnecessary_wraps, reason = "it is one of several ways to read an item")]
pub(crate) fn text(event: &Event, _api: &Api) -> Result<Option<String>, Error> {
    Ok(Some(event.data.clone()))
}

/// The event itself.
#[allow(clippy::unnecessary_wraps, reason = "it is one of several ways to read an item")]
pub(crate) fn raw(event: &Event, _api: &Api) -> Result<Option<Event>, Error> {
    Ok(Some(event.clone()))
}

/// Whether a text is one bare word, in brackets or not, such as `[DONE]` or `end`. What a cut leaves of JSON is none.
pub(super) fn is_word(text: &str) -> bool {
    let text = text.trim();
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let is_cut = ["true", "false", "null"].iter().any(|word| word.starts_with(inner));
    inner.starts_with(char::is_alphabetic)
        && inner.chars().all(|one| one.is_alphanumeric() || matches!(one, '_' | '-'))
        && !is_cut
}

/// Whether a text begins as an object, a list or a string of JSON and is none: a word in brackets is a word.
pub(super) fn is_broken(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '"']) && !is_word(text) && !is_json(text)
}

pub(super) fn is_json(text: &str) -> bool {
    Reader::new(text.as_bytes()).and_then(|mut reader| reader.skip().and_then(|()| reader.finish())).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::Event;
    use super::is_word;
    use crate::Api;
    use crate::json::{Decode, Error};

    type Item<T> = Result<Option<T>, Error>;

    fn data<T: Decode>(event: &Event) -> Item<T> {
        super::data(event, &Api::DEFAULT)
    }

    fn line<T: Decode>(event: &Event) -> Item<T> {
        super::line(event, &Api::DEFAULT)
    }

    #[test]
    fn data_is_json_or_else_a_string() {
        let of = |data: &str| Event { data: data.to_owned(), ..Event::default() };
        assert_eq!(data::<i64>(&of(" 5 ")).unwrap(), Some(5));
        assert_eq!(data::<i64>(&of("")).unwrap(), None);
        assert_eq!(data::<String>(&of("[DONE]")).unwrap().as_deref(), Some("[DONE]"));
        assert!(data::<i64>(&of("[DONE]")).unwrap_err().message().contains("expected a"));
        assert!(data::<String>(&of("[1]")).is_err());
        assert_eq!(data::<Value>(&of("not so")).unwrap(), Some(json!("not so")));
        for broken in ["{\"a\":", "\"a", "[1, 2", "\"a\\ud83d\""] {
            assert!(data::<Value>(&of(broken)).is_err() && data::<String>(&of(broken)).is_err(), "{broken}");
        }
    }

    #[test]
    fn lines_are_json_and_words_are_words() {
        let of = |data: &str| Event { data: data.to_owned(), ..Event::default() };
        assert_eq!(line::<Value>(&of("{\"a\":1}")).unwrap(), Some(json!({"a": 1})));
        assert_eq!(line::<Value>(&of(" ")).unwrap(), None);
        assert!(line::<Value>(&of("{\"a\":")).is_err() && line::<Value>(&of("[DONE]")).is_err());
        let words = ["[DONE]", " done ", "end-of-stream", "é"];
        assert!(words.iter().all(|word| is_word(word)));
        let others = ["", "{\"a\":", "\"abc", "[1", "[tr", "nul", "true", "a b", "12", "-", "[\"a\"]"];
        assert_eq!(others.iter().find(|other| is_word(other)), None);
    }
}
