//! How a whole event is read as an object.

use crate::Api;
use crate::json::{self, Decode, Error};

use super::read::{is_broken, is_json};
use super::{Event, stray};

/// The name of an event to which the server gave none, as the HTML standard has it.
const DEFAULT_NAME: &str = "message";

/// The whole event as an object with the members `event`, `data`, `id` and `retry`, the data as JSON where it is some.
pub(crate) fn envelope<T: Decode>(event: &Event, api: &Api) -> Result<Option<T>, Error> {
    // What is a text anyway keeps its quotes.
    let is_open = is_broken(&event.data) || event.data.trim_start().starts_with('"');
    if is_open && takes_text_only::<T>(event) {
        return text_envelope(event, api);
    }
    if is_broken(&event.data) {
        return as_json(event, api).map(Some);
    }
    if !is_json(&event.data) {
        return text_envelope(event, api);
    }
    as_json(event, api).map(Some).or_else(|error| text_envelope(event, api).map_err(|_| error))
}

/// The whole event as an object, its data as text.
pub(crate) fn text_envelope<T: Decode>(event: &Event, _api: &Api) -> Result<Option<T>, Error> {
    let data = json::encode(&event.data);
    first_that_fits(event, &data, json::decode).map(Some)
}

fn as_json<T: Decode>(event: &Event, api: &Api) -> Result<T, Error> {
    first_that_fits(event, event.data.as_bytes(), |text| stray::item(text, "/data", api.error_message))
}

/// Whether the data of this event is a text and never an object or a list: one that begins as JSON is then no JSON, and none
/// that was cut.
fn takes_text_only<T: Decode>(event: &Event) -> bool {
    let takes = |data: &[u8]| first_that_fits(event, data, json::decode::<T>).is_ok();
    takes(&json::encode(&event.data)) && !takes(b"{}") && !takes(b"[]")
}

/// Reads the event as it came. Its fields are texts: where that does not fit, an id may be the number that it spells, and an
/// event without a name has the one that the standard gives it.
fn first_that_fits<T>(event: &Event, data: &[u8], read: impl Fn(&[u8]) -> Result<T, Error>) -> Result<T, Error> {
    let name = event.event.as_deref();
    let id = event.id.as_ref().map(json::encode);
    read(&object(event, name, id.as_deref(), data)).or_else(|error| {
        let default = name.is_none().then_some(Some(DEFAULT_NAME));
        let spelled = event.id.as_deref().filter(|id| is_number(id)).map(|id| Some(id.as_bytes()));
        let ids = [Some(id.as_deref()), spelled];
        let of_name = |name| ids.iter().flatten().find_map(|id| read(&object(event, name, *id, data)).ok());
        [Some(name), default].into_iter().flatten().find_map(of_name).ok_or(error)
    })
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) && is_json(text)
}

fn object(event: &Event, name: Option<&str>, id: Option<&[u8]>, data: &[u8]) -> Vec<u8> {
    let mut out = b"{".to_vec();
    if let Some(name) = name {
        member(&mut out, "event", &json::encode(name));
    }
    if let Some(id) = id {
        member(&mut out, "id", id);
    }
    if let Some(retry) = event.retry {
        member(&mut out, "retry", retry.as_millis().to_string().as_bytes());
    }
    member(&mut out, "data", data);
    out.push(b'}');
    out
}

fn member(out: &mut Vec<u8>, name: &str, value: &[u8]) {
    if out.len() > 1 {
        out.push(b',');
    }
    out.extend(json::encode(name));
    out.push(b':');
    out.extend(value);
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use serde_json::{Value, json};

    use super::super::Event;
    use crate::json::{Decode, Error};
    use crate::{Api, Constant, Exact, Unknown};

    #[derive(Debug, PartialEq)]
    struct Text {
        event: Constant,
        data: String,
    }
    crate::object!(Text { event: "event" constant "text", data: "data" required });

    #[derive(Debug, PartialEq)]
    struct Foo {
        foo: Option<i64>,
    }
    crate::object!(Foo { foo: "foo" optional });

    #[derive(Debug, PartialEq)]
    struct Typed {
        event: Constant,
        id: Option<i64>,
        data: Foo,
    }
    crate::object!(Typed { event: "event" constant "message", id: "id" optional, data: "data" required });

    #[derive(Debug, PartialEq)]
    enum Item {
        Text(Text),
        Typed(Typed),
        Unknown(Unknown<Exact>),
    }
    crate::tagged_union!(Item, "event" { "text" => Text: Text, "message" => Typed: Typed });

    fn envelope<T: Decode>(event: &Event) -> Result<Option<T>, Error> {
        super::envelope(event, &Api::DEFAULT)
    }

    fn of(name: &str, data: &str) -> Event {
        let event = Some(name.to_owned()).filter(|name| !name.is_empty());
        Event { event, data: data.to_owned(), ..Event::default() }
    }

    #[test]
    fn an_event_is_an_object() {
        let event =
            Event { id: Some("7".to_owned()), retry: Some(Duration::from_millis(1500)), ..of("a\"b", "{\"x\":1}") };
        let expected = json!({"event": "a\"b", "id": "7", "retry": 1500, "data": {"x": 1}});
        assert_eq!(envelope::<Value>(&event).unwrap(), Some(expected));
        assert_eq!(super::text_envelope::<Value>(&event, &Api::DEFAULT).unwrap().unwrap()["data"], "{\"x\":1}");
        assert_eq!(envelope::<Value>(&of("", "[DONE]")).unwrap(), Some(json!({"data": "[DONE]"})));
    }

    #[test]
    fn a_text_is_one_where_the_event_takes_nothing_else() {
        for text in ["[info] started", "{oops", "\"Hello\" she said", "\"Hello\"", "plain", "42", "{\"a\":"] {
            let Some(Item::Text(item)) = envelope(&of("text", text)).unwrap() else { panic!("{text}") };
            assert_eq!(item.data, text);
        }
        for broken in ["{\"foo\":", "\"a", "[1, 2", "\"a\\ud83d\""] {
            assert!(envelope::<Item>(&of("message", broken)).is_err(), "{broken}");
            assert!(envelope::<Item>(&of("new", broken)).is_err(), "{broken}");
            assert!(envelope::<Value>(&of("", broken)).is_err(), "{broken}");
        }
    }

    #[test]
    fn an_event_without_a_name_is_a_message_and_an_id_may_spell_a_number() {
        for (name, id) in [("message", None), ("", None), ("", Some("7")), ("message", Some("7"))] {
            let event = Event { id: id.map(str::to_owned), ..of(name, "{\"foo\":1}") };
            let Some(Item::Typed(item)) = envelope(&event).unwrap() else { panic!("{name} {id:?}") };
            assert_eq!((item.id, item.data.foo), (id.map(|_| 7), Some(1)));
        }
        let event = Event { id: Some("seven".to_owned()), ..of("", "{\"foo\":1}") };
        assert!(envelope::<Item>(&event).is_err());
    }
}
