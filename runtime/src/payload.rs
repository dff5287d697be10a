//! What a request carries, before it is sent.

mod raise;

use core::fmt;
use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderValue;
use http::header::InvalidHeaderValue;

use crate::body::{Body, BoxError};
use crate::form::{Form, IntoForm};
use crate::json::{self, Encode, Written};
use crate::lines::{Lines, Source};
use crate::media;
use crate::parameter::{Checked, Parameter, Plain, form_items};
use crate::secret::Secret;
use crate::upload::Upload;

const URLENCODED: &str = "application/x-www-form-urlencoded";

/// What can be a request body. The macro `body!` implements it.
pub trait IntoBody {
    /// The body.
    fn into_body(self) -> Payload;
}

/// The body of a request, from which each attempt takes its own stream.
#[derive(Clone)]
pub struct Payload {
    content: Content,
    content_type: Option<Cow<'static, str>>,
    /// Why it cannot be sent.
    problem: Option<String>,
    /// What in it must not be shown.
    secrets: Vec<Secret>,
}

#[derive(Clone)]
enum Content {
    None,
    Bytes(Bytes),
    Upload(Upload),
    Form(Form),
    /// Items, and what stands before each.
    Lines(Source, &'static str),
}

impl Payload {
    /// No body at all.
    #[must_use]
    pub fn none() -> Self {
        Self::new(Content::None, None)
    }

    /// JSON, as `application/json` unless another media type is given.
    #[must_use]
    pub fn json<T: Encode + ?Sized>(value: &T, media_type: Option<&str>) -> Self {
        let Written { bytes, problem, secrets } = Written::of(value);
        let problem = problem.map(|problem| format!("the body {problem}"));
        Self { problem, secrets, ..Self::of_bytes(bytes, definite(media_type), "application/json") }
    }

    /// The members of an object as `application/x-www-form-urlencoded`: a list is repeated, an object
    /// inside is written as JSON.
    #[must_use]
    pub fn form<T: Encode + ?Sized>(value: &T) -> Self {
        Self::styled_form(value, &[])
    }

    /// The same, with other styles for some members, given as query parameters.
    /// A text, which is no object, is the form as the caller encoded it.
    #[must_use]
    pub fn styled_form<T: Encode + ?Sized>(value: &T, styles: &[Parameter]) -> Self {
        let Checked { plain, problem, secrets } = Checked::of(value);
        let problem = problem.or_else(|| nameless(&plain)).map(|problem| format!("the body {problem}"));
        Self { problem, secrets, ..Self::of_bytes(urlencoded(plain, styles), None, URLENCODED) }
    }

    /// The parts of a form, as `multipart/form-data` unless another media type is given.
    pub fn multipart(form: impl IntoForm, media_type: Option<&str>) -> Self {
        Self::of_form(form.into_form(), definite(media_type).unwrap_or("multipart/form-data"))
    }

    /// The parts of a form in their order, without their names, as `multipart/mixed` unless another media type is given.
    pub fn parts(form: impl IntoForm, media_type: Option<&str>) -> Self {
        Self::of_form(form.into_form().without_names(), definite(media_type).unwrap_or("multipart/mixed"))
    }

    fn of_form(form: Form, media_type: &str) -> Self {
        let content_type = form.content_type(media_type);
        let (problem, secrets) = (form.problem().map(str::to_owned), form.secrets().to_vec());
        Self { problem, secrets, ..Self::new(Content::Form(form), Some(content_type.into())) }
    }

    /// Text, as `text/plain` unless another media type is given.
    pub fn text(text: impl Into<String>, media_type: Option<&str>) -> Self {
        Self::of_bytes(text.into().into_bytes(), definite(media_type), "text/plain; charset=utf-8")
    }

    /// Bytes. The media type is that of the upload if it was set there, else the given one; of several that are given,
    /// divided by commas, or of a range such as `image/*`, the one that the file name says.
    pub fn upload(upload: impl Into<Upload>, media_type: Option<&str>) -> Self {
        let upload = upload.into();
        let (content_type, problem) = match upload.media_type_of(media_type) {
            Ok(content_type) => {
                let problem = media::unbounded(&content_type).map(|problem| format!("the body {problem}"));
                (Some(Cow::Owned(content_type)), problem)
            }
            Err(problem) => (None, Some(format!("the body has no media type: {problem}"))),
        };
        Self { problem, ..Self::new(Content::Upload(upload), content_type) }
    }

    /// Items as JSON lines, `application/jsonl` unless another media type is given.
    pub fn lines<T: Encode + 'static>(items: impl Into<Lines<T>>, media_type: Option<&str>) -> Self {
        let content = Content::Lines(items.into().into_source(), "");
        Self::new(content, Some(or(media_type, "application/jsonl")))
    }

    /// Items as a sequence of JSON texts, `application/json-seq` unless another media type is given.
    pub fn sequence<T: Encode + 'static>(items: impl Into<Lines<T>>, media_type: Option<&str>) -> Self {
        let content = Content::Lines(items.into().into_source(), "\u{1e}");
        Self::new(content, Some(or(media_type, "application/json-seq")))
    }

    fn of_bytes(bytes: impl Into<Bytes>, media_type: Option<&str>, usual: &'static str) -> Self {
        Self::new(Content::Bytes(bytes.into()), Some(or(media_type, usual)))
    }

    fn new(content: Content, content_type: Option<Cow<'static, str>>) -> Self {
        Self { content, content_type, problem: None, secrets: Vec::new() }
    }

    /// What in it must not be shown where a server says it again.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        match &self.content {
            Content::Lines(source, _) => source.secrets(),
            _ => self.secrets.clone(),
        }
    }

    pub(crate) fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Sets a member of the body, which becomes JSON where there is none.
    ///
    /// # Errors
    ///
    /// When what is sent has no members.
    pub(crate) fn set_member<T: Encode + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), String> {
        let media_type = self.content_type.as_deref().unwrap_or_default();
        let Checked { plain, problem, secrets } = Checked::of(value);
        if let Some(problem) = problem {
            return Err(format!("the member `{name}` of the body {problem}"));
        }
        match &mut self.content {
            Content::None => {
                *self = Self::of_bytes(&b"{}"[..], None, "application/json");
                return self.set_member(name, value);
            }
            Content::Form(form) => form.set_member(name, &plain),
            Content::Bytes(bytes) if media_type == URLENCODED => {
                let items = form_items(name, &Parameter::query(""), &Plain::Text(plain.into_text()));
                let own = items.first().and_then(|item| item.split('=').next()).unwrap_or_default();
                let text = String::from_utf8_lossy(bytes);
                let kept = text.split('&').filter(|other| other.split('=').next() != Some(own) && !other.is_empty());
                *bytes = kept.chain(items.iter().map(String::as_str)).collect::<Vec<_>>().join("&").into();
            }
            Content::Bytes(bytes) if media_type.contains("json") => {
                let changed = json::with_member(bytes, name, &json::encode(value));
                *bytes =
                    changed.ok_or_else(|| format!("the body is no object, and can have no member `{name}`"))?.into();
            }
            _ => return Err(format!("a body of type {media_type} can have no member `{name}`")),
        }
        self.secrets.extend(secrets);
        Ok(())
    }

    /// Gives parts of a form headers beyond their own.
    pub(crate) fn add_part_headers(&mut self, headers: &[(&str, &str, String)]) -> Result<(), String> {
        match &mut self.content {
            Content::Form(form) => {
                headers.iter().try_for_each(|(part, name, value)| form.add_header(part, name, value))
            }
            _ => Ok(()),
        }
    }

    /// The header `Content-Type`. What is not given by anybody is known to be one, and takes no memory.
    pub(crate) fn content_type(&self) -> Option<Result<HeaderValue, InvalidHeaderValue>> {
        self.content_type.as_ref().map(|content_type| match content_type {
            Cow::Borrowed(usual) => Ok(HeaderValue::from_static(usual)),
            Cow::Owned(given) => HeaderValue::try_from(given),
        })
    }

    pub(crate) fn is_none(&self) -> bool {
        matches!(self.content, Content::None)
    }

    /// Whether it is more than a few bytes in memory, so that sending it can take its time.
    pub(crate) fn streams(&self) -> bool {
        matches!(self.content, Content::Upload(_) | Content::Form(_) | Content::Lines(..))
    }

    /// Whether it can be sent again.
    pub(crate) fn rewinds(&self) -> bool {
        match &self.content {
            Content::None | Content::Bytes(_) => true,
            Content::Upload(upload) => upload.rewinds(),
            Content::Form(form) => form.rewinds(),
            Content::Lines(source, _) => source.rewinds(),
        }
    }

    /// The stream of one attempt; `again` says that it is not the first.
    pub(crate) async fn open(&self, again: bool) -> Result<Body, BoxError> {
        match &self.content {
            Content::None => Ok(Body::empty()),
            Content::Bytes(bytes) => Ok(Body::whole(bytes.clone())),
            Content::Upload(upload) => upload.open(again).await,
            Content::Form(form) => form.open(again).await,
            Content::Lines(source, before) => source.open(before),
        }
    }
}

/// Nothing of the content, which may hold secrets.
impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload").field("content_type", &self.content_type).finish_non_exhaustive()
    }
}

/// A media type that says what is sent, not a range of what may be.
fn definite(media_type: Option<&str>) -> Option<&str> {
    media_type.filter(|media_type| !media_type.contains('*'))
}

fn or(media_type: Option<&str>, usual: &'static str) -> Cow<'static, str> {
    media_type.map_or(Cow::Borrowed(usual), |given| Cow::Owned(given.to_owned()))
}

/// Why a value is no form, if so.
pub(crate) fn nameless(value: &Plain) -> Option<&'static str> {
    matches!(value, Plain::List(_) | Plain::Bare(_)).then_some("is a form, and has no members with names")
}

/// The members as a form, each encoded.
pub(crate) fn urlencoded(value: Plain, styles: &[Parameter]) -> String {
    let Plain::Members(members) = value else { return value.into_text() };
    let mut items = Vec::new();
    for (name, value) in members {
        let own_style = styles.iter().find(|style| style.name == name);
        match (own_style, &value) {
            (Some(style), Plain::List(list)) if style.content.is_some() && style.explode == Some(true) => {
                let texts = Plain::List(list.iter().map(|item| Plain::Text(item.json_text())).collect());
                items.extend(form_items(&name, &Parameter::query(""), &texts));
            }
            (Some(style), _) if style.content.is_some() => {
                items.extend(form_items(&name, &Parameter::query(""), &Plain::Text(value.json_text())));
            }
            // Who sends null clears what is there; that nothing is sent changes nothing.
            (_, Plain::Null) => items.extend(form_items(&name, &Parameter::query(""), &Plain::Text(String::new()))),
            (Some(style), _) => items.extend(form_items(&name, style, &value)),
            // Exploded, an object would lose its own name.
            (None, Plain::Members(_)) => {
                items.extend(form_items(&name, &Parameter::query(""), &Plain::Text(value.json_text())));
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
    use crate::Upload;
    use crate::parameter::{Parameter, Plain, Style};

    #[test]
    fn forms() {
        let value = json!({"a": "x y&", "b": [1, 2], "c": {"d": "e"}, "n": null});
        let written = urlencoded(Plain::of(&value), &[]);
        assert_eq!(written, "a=x+y%26&b=1&b=2&c=%7B%22d%22%3A%22e%22%7D&n=");
        let deep = [Parameter::query("c").style(Style::DeepObject)];
        assert_eq!(urlencoded(Plain::of(&value), &deep), "a=x+y%26&b=1&b=2&c%5Bd%5D=e&n=");
        let json = [Parameter::query("n").content("application/json")];
        assert!(urlencoded(Plain::of(&value), &json).ends_with("&n=null"));
        let styles = [
            Parameter::query("a").allow_reserved(),
            Parameter::query("b").content("application/json"),
            Parameter::query("c").explode(false),
        ];
        let each = [Parameter::query("b").content("application/json").explode(true)];
        assert!(
            urlencoded(Plain::of(&json!({"b": [{"x": 1}, "2"]})), &each).ends_with("b=%7B%22x%22%3A1%7D&b=%222%22")
        );
        let value = json!({"a": "x y/", "b": [1, "2"], "c": {"d": true}, "e": {"f": 1.5}});
        let written = urlencoded(Plain::of(&value), &styles);
        assert_eq!(written, "a=x%20y/&b=%5B1%2C%222%22%5D&c=d,true&e=%7B%22f%22%3A1.5%7D");
    }

    #[test]
    fn a_form_without_names_is_what_the_caller_encoded() {
        assert_eq!(urlencoded(Plain::of("x=1&y=%20"), &[]), "x=1&y=%20");
        assert_eq!(Payload::form("x=1").problem, None);
        assert!(Payload::form(&json!(["a"])).problem.is_some() && Payload::form(&json!(1)).problem.is_some());
        assert_eq!(Payload::form(&json!({})).problem, None);
    }

    #[test]
    fn parts_that_the_caller_writes_bring_their_boundary() {
        let upload = |own: Option<&str>| match own {
            Some(own) => Upload::bytes("--b--").content_type(own),
            None => Upload::bytes("--b--"),
        };
        let problem = |own| Payload::upload(upload(own), Some("multipart/form-data")).problem;
        assert!(problem(None).unwrap().contains("boundary"));
        assert!(problem(Some("Multipart/Mixed; charset=utf-8")).is_some());
        assert_eq!(problem(Some("multipart/form-data; Boundary=b")), None);
        assert_eq!(Payload::upload(upload(None), Some("text/plain")).problem, None);
    }

    #[test]
    fn a_member_is_set_wherever_there_are_members() {
        let set = |mut payload: Payload| {
            let _ = payload.set_member("s", &true);
            match payload.content {
                Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
                _ => panic!("it has no bytes"),
            }
        };
        assert_eq!(set(Payload::none()), r#"{"s":true}"#);
        assert_eq!(set(Payload::json(&json!({"a": [1]}), None)), r#"{"a":[1],"s":true}"#);
        assert_eq!(
            set(Payload::json(&json!({"s": false, "t": {"s": 1}}), Some("x/y+json"))),
            r#"{"t":{"s":1},"s":true}"#
        );
        assert_eq!(set(Payload::json(&json!([1]), None)), "[1]");
        assert_eq!(set(Payload::form(&json!({"s": false, "t": 1}))), "t=1&s=true");
        assert_eq!(set(Payload::text("x", None)), "x");
    }
}
