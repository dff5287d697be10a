//! Members of a body that ask for an answer item by item, or for all of it at once.

use super::{Content, Payload};
use crate::json::{self, Decode};

impl Payload {
    /// Sets a member to true, unless the body, which is a `T` in JSON, then has one more that its form does not name.
    pub(crate) fn raise_known<T: Decode>(&mut self, name: &str) {
        let bytes: &[u8] = match &self.content {
            Content::None => b"{}",
            Content::Bytes(bytes) => bytes,
            _ => return,
        };
        let Some(changed) = json::with_member(bytes, name, b"true") else { return };
        let unnamed = |text: &[u8]| json::decode_counted::<T>(text).ok().map(|(_, unnamed)| unnamed);
        if unnamed(&changed).is_some_and(|with| with <= unnamed(bytes).unwrap_or_default()) {
            let _ = self.set_member(name, &true);
        }
    }

    /// Sets a member to false, where the body is an object in JSON that says nothing of it.
    pub(crate) fn lower(&mut self, name: &str) {
        let media_type = self.content_type.as_deref().unwrap_or_default();
        if let Content::Bytes(bytes) = &self.content
            && media_type.contains("json")
            && json::has_member(bytes, name) == Some(false)
        {
            let _ = self.set_member(name, &false);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Content, Payload};
    use crate::{Constant, Exact, Unknown};

    fn text(payload: Payload) -> String {
        match payload.content {
            Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            _ => String::new(),
        }
    }

    #[test]
    fn a_member_is_raised_in_forms_that_name_it() {
        struct Word {
            kind: Constant,
            stream: Option<bool>,
        }
        crate::object!(Word { kind: "kind" constant "word", stream: "stream" optional });
        struct Nod {
            kind: Constant,
        }
        crate::object!(Nod { kind: "kind" constant "nod" });
        enum Talk {
            Word(Word),
            Nod(Nod),
            Unknown(Unknown<Exact>),
        }
        crate::tagged_union!(Talk, "kind" { "word" => Word: Word, "nod" => Nod: Nod });
        let raised = |mut payload: Payload| {
            payload.raise_known::<Talk>("stream");
            text(payload)
        };
        assert_eq!(raised(Payload::json(&json!({"kind": "word"}), None)), r#"{"kind":"word","stream":true}"#);
        assert_eq!(raised(Payload::json(&json!({"kind": "nod"}), None)), r#"{"kind":"nod"}"#);
        assert_eq!(raised(Payload::json(&json!({"kind": "new"}), None)), r#"{"kind":"new","stream":true}"#);
        assert_eq!(raised(Payload::none()), "");
    }

    #[test]
    fn a_member_is_lowered_where_nothing_is_said_of_it() {
        let lowered = |mut payload: Payload| {
            payload.lower("stream");
            text(payload)
        };
        assert_eq!(lowered(Payload::json(&json!({"a": {"stream": 1}}), None)), r#"{"a":{"stream":1},"stream":false}"#);
        assert_eq!(lowered(Payload::json(&json!({"stream": true}), None)), r#"{"stream":true}"#);
        assert_eq!(lowered(Payload::json(&json!([1]), None)), "[1]");
        assert_eq!(lowered(Payload::form(&json!({"a": 1}))), "a=1");
        assert_eq!(lowered(Payload::none()), "");
    }
}
