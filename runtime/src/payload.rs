//! What a request carries, before it is sent.

use bytes::Bytes;

use crate::body::{Body, BoxError};
use crate::form::{Form, IntoForm};
use crate::json::{self, Encode};
use crate::parameter::{Parameter, Plain, form_items};
use crate::upload::Upload;

const URLENCODED: &str = "application/x-www-form-urlencoded";

/// What can be a request body. The macro `body!` implements it.
pub trait IntoBody {
    /// The body.
    fn into_body(self) -> Payload;
}

/// The body of a request, from which each attempt takes its own stream.
#[derive(Debug, Clone)]
pub struct Payload {
    content: Content,
    content_type: Option<String>,
}

#[derive(Debug, Clone)]
enum Content {
    None,
    Bytes(Bytes),
    Upload(Upload),
    Form(Form),
}

impl Payload {
    /// No body at all.
    #[must_use]
    pub fn none() -> Self {
        Self { content: Content::None, content_type: None }
    }

    /// JSON, as `application/json` unless another media type is given.
    #[must_use]
    pub fn json<T: Encode + ?Sized>(value: &T, media_type: Option<&str>) -> Self {
        Self::of_bytes(json::encode(value), media_type.unwrap_or("application/json"))
    }

    /// The members of an object as `application/x-www-form-urlencoded`: a list is repeated, an object
    /// inside is written as JSON.
    #[must_use]
    pub fn form<T: Encode + ?Sized>(value: &T) -> Self {
        Self::styled_form(value, &[])
    }

    /// The same, with other styles for some members, given as query parameters.
    #[must_use]
    pub fn styled_form<T: Encode + ?Sized>(value: &T, styles: &[Parameter]) -> Self {
        Self::of_bytes(urlencoded(Plain::of(value), styles), URLENCODED)
    }

    /// The parts of a form.
    pub fn multipart(form: impl IntoForm) -> Self {
        let form = form.into_form();
        let content_type = Some(form.content_type());
        Self { content: Content::Form(form), content_type }
    }

    /// Text, as `text/plain` unless another media type is given.
    pub fn text(text: impl Into<String>, media_type: Option<&str>) -> Self {
        Self::of_bytes(text.into().into_bytes(), media_type.unwrap_or("text/plain; charset=utf-8"))
    }

    /// Bytes. The media type is that of the upload if it was set there, else the given one, else a guess.
    pub fn upload(upload: impl Into<Upload>, media_type: Option<&str>) -> Self {
        let upload = upload.into();
        let content_type = upload.explicit_media_type().or(media_type).map(str::to_owned);
        let content_type = Some(content_type.unwrap_or_else(|| upload.media_type()));
        Self { content: Content::Upload(upload), content_type }
    }

    fn of_bytes(bytes: impl Into<Bytes>, content_type: &str) -> Self {
        Self { content: Content::Bytes(bytes.into()), content_type: Some(content_type.to_owned()) }
    }

    /// Sets a member to true, where the media type has members.
    pub(crate) fn raise(&mut self, member: &str) {
        let media_type = self.content_type.as_deref().unwrap_or_default();
        match &mut self.content {
            Content::None => *self = Self::of_bytes(json::with_member(b"{}", member, "true"), "application/json"),
            Content::Form(form) => form.set_text(member, "true"),
            Content::Bytes(bytes) if media_type == URLENCODED => {
                let item = form_items(member, &Parameter::query(""), &Plain::Text("true".to_owned())).concat();
                let name = item.split('=').next().unwrap_or_default();
                let text = String::from_utf8_lossy(bytes);
                let kept = text.split('&').filter(|other| other.split('=').next() != Some(name) && !other.is_empty());
                *bytes = kept.chain([item.as_str()]).collect::<Vec<_>>().join("&").into();
            }
            Content::Bytes(bytes) if media_type.contains("json") => {
                *bytes = json::with_member(bytes, member, "true").into();
            }
            _ => {}
        }
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    pub(crate) fn is_none(&self) -> bool {
        matches!(self.content, Content::None)
    }

    /// Whether it is more than a few bytes in memory, so that sending it can take its time.
    pub(crate) fn streams(&self) -> bool {
        matches!(self.content, Content::Upload(_) | Content::Form(_))
    }

    /// Whether it can be sent again.
    pub(crate) fn rewinds(&self) -> bool {
        match &self.content {
            Content::None | Content::Bytes(_) => true,
            Content::Upload(upload) => upload.rewinds(),
            Content::Form(form) => form.rewinds(),
        }
    }

    /// The stream of one attempt.
    pub(crate) async fn open(&self) -> Result<Body, BoxError> {
        match &self.content {
            Content::None => Ok(Body::empty()),
            Content::Bytes(bytes) => Ok(Body::whole(bytes.clone())),
            Content::Upload(upload) => upload.open().await,
            Content::Form(form) => form.open().await,
        }
    }
}

fn urlencoded(value: Plain, styles: &[Parameter]) -> String {
    let Plain::Members(members) = value else {
        return form_items("value", &Parameter::query("value"), &value).join("&");
    };
    let mut items = Vec::new();
    for (name, value) in members {
        let own_style = styles.iter().find(|style| style.name == name);
        match (own_style, &value) {
            (Some(style), _) => items.extend(form_items(&name, style, &value)),
            // Exploded, an object would lose its own name.
            (None, Plain::Members(_)) => {
                items.extend(form_items(&name, &Parameter::query(""), &Plain::Text(value.text())));
            }
            (None, _) => items.extend(form_items(&name, &Parameter::query(""), &value)),
        }
    }
    items.join("&")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Content, Payload, urlencoded};
    use crate::parameter::{Parameter, Plain, Style};

    #[test]
    fn forms() {
        let value = json!({"a": "x y&", "b": [1, 2], "c": {"d": "e"}, "n": null});
        let written = urlencoded(Plain::of(&value), &[]);
        assert_eq!(written, "a=x+y%26&b=1&b=2&c=%7B%22d%22%3A%22e%22%7D");
        let deep = [Parameter::query("c").style(Style::DeepObject)];
        assert_eq!(urlencoded(Plain::of(&value), &deep), "a=x+y%26&b=1&b=2&c%5Bd%5D=e");
    }

    #[test]
    fn a_member_is_raised_wherever_there_are_members() {
        let raised = |mut payload: Payload| {
            payload.raise("s");
            match payload.content {
                Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(raised(Payload::none()), r#"{"s":true}"#);
        assert_eq!(raised(Payload::json(&json!({"a": [1]}), None)), r#"{"a":[1],"s":true}"#);
        assert_eq!(
            raised(Payload::json(&json!({"s": false, "t": {"s": 1}}), Some("x/y+json"))),
            r#"{"t":{"s":1},"s":true}"#
        );
        assert_eq!(raised(Payload::json(&json!([1]), None)), "[1]");
        assert_eq!(raised(Payload::form(&json!({"s": false, "t": 1}))), "t=1&s=true");
        assert_eq!(raised(Payload::text("x", None)), "x");
    }
}
