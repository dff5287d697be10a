//! Values as text, lists and members: what parameters and forms are made of.

use std::borrow::Cow;
use std::string::FromUtf8Error;

use crate::json::{Encode, Error, Kind, Reader, Writer, Written};
use crate::secret::Secret;

/// A value whose scalars are text. Numbers keep the digits that they were written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plain {
    Null,
    Text(String),
    /// A number or a truth value, which JSON writes without quotes.
    Bare(String),
    List(Vec<Plain>),
    Members(Vec<(String, Plain)>),
}

/// A value, and what else there is to know.
pub(crate) struct Checked {
    pub(crate) plain: Plain,
    /// Why it is not what was given, if so.
    pub(crate) problem: Option<&'static str>,
    /// What in it must not be shown.
    pub(crate) secrets: Vec<Secret>,
}

impl Checked {
    /// By way of the wire form, so that a type is written in one way only.
    pub(crate) fn of<T: Encode + ?Sized>(value: &T) -> Self {
        let Written { bytes, problem, secrets } = Written::of(value);
        Self { plain: Plain::scalar(bytes).unwrap_or_else(|bytes| Plain::parse(&bytes)), problem, secrets }
    }

    /// As the text of its JSON.
    pub(crate) fn json<T: Encode + ?Sized>(value: &T) -> Self {
        let mut written = Written::of(value);
        let (problem, secrets) = (written.problem, core::mem::take(&mut written.secrets));
        Self { plain: Plain::Text(written.into_text()), problem, secrets }
    }
}

impl Plain {
    /// The same by itself.
    pub(crate) fn of<T: Encode + ?Sized>(value: &T) -> Self {
        Checked::of(value).plain
    }

    /// Most values are a number, a truth value or a string without escapes, whose JSON is their text: it is not read
    /// again. Gives anything else back.
    fn scalar(mut json: Vec<u8>) -> Result<Self, Vec<u8>> {
        match json[..] {
            [b'-' | b'0'..=b'9' | b't' | b'f', ..] => {
                String::from_utf8(json).map(Self::Bare).map_err(FromUtf8Error::into_bytes)
            }
            [b'"', ref text @ .., b'"'] if !text.contains(&b'\\') => {
                json.pop();
                json.remove(0);
                String::from_utf8(json).map(Self::Text).map_err(FromUtf8Error::into_bytes)
            }
            _ => Err(json),
        }
    }

    /// What our own writer wrote reads back; should it not, it is passed on as text.
    fn parse(bytes: &[u8]) -> Self {
        Reader::new(bytes)
            .and_then(|mut reader| Self::read(&mut reader))
            .unwrap_or_else(|_| Self::Text(String::from_utf8_lossy(bytes).into_owned()))
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(match reader.peek()? {
            Kind::Null => reader.null().map(|_| Self::Null)?,
            Kind::Boolean => Self::Bare(reader.boolean()?.to_string()),
            Kind::Number => Self::Bare(reader.number()?.as_str().to_owned()),
            Kind::String => Self::Text(reader.string()?.into_owned()),
            Kind::Array => {
                let mut items = Vec::new();
                reader.begin_array()?;
                while reader.item()? {
                    items.push(Self::read(reader)?);
                }
                Self::List(items)
            }
            Kind::Object => {
                let mut members = Vec::new();
                reader.begin_object()?;
                while let Some(name) = reader.key()? {
                    let name = name.to_owned();
                    members.push((name, Self::read(reader)?));
                }
                Self::Members(members)
            }
        })
    }

    /// Whether there is nothing to send: null, no items and no members that hold something.
    pub(crate) fn is_undefined(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(_) | Self::Bare(_) => false,
            Self::List(items) => items.iter().all(|item| *item == Self::Null),
            Self::Members(members) => members.iter().all(|(_, value)| *value == Self::Null),
        }
    }

    /// The text of a scalar; what is nested deeper than a style can express is written as JSON.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Null => Cow::Borrowed(""),
            Self::Text(text) | Self::Bare(text) => Cow::Borrowed(text),
            Self::List(_) | Self::Members(_) => Cow::Owned(self.json_text()),
        }
    }

    /// The same, of a value that nobody else needs.
    pub(crate) fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Bare(text) => text,
            other => other.text().into_owned(),
        }
    }

    /// All of it as JSON.
    pub(crate) fn json_text(&self) -> String {
        let mut writer = Writer::new();
        self.json(&mut writer);
        String::from_utf8(writer.into_bytes()).unwrap_or_default()
    }

    fn json(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Text(text) => writer.string(text),
            Self::Bare(text) => writer.number(text),
            Self::List(items) => {
                writer.begin_array();
                for item in items {
                    writer.item();
                    item.json(writer);
                }
                writer.end_array();
            }
            Self::Members(members) => {
                writer.begin_object();
                for (name, value) in members {
                    writer.key(name);
                    value.json(writer);
                }
                writer.end_object();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Plain;

    /// What is not read again is what reading would give.
    #[test]
    fn scalars_are_their_json() {
        for text in ["", "a", "\"", "\\", "a\nb", "ä\u{1F600}", "null", "1"] {
            assert_eq!(Plain::of(text), Plain::Text(text.to_owned()), "{text:?}");
        }
        let scalars = [json!(-1), json!(0.5), json!(u64::MAX), json!(true), json!(false)];
        for scalar in scalars {
            assert_eq!(Plain::of(&scalar), Plain::Bare(scalar.to_string()));
            assert_eq!(Plain::of(&scalar), Plain::parse(scalar.to_string().as_bytes()));
        }
        assert_eq!(Plain::of(&json!(null)), Plain::Null);
        assert_eq!(Plain::of(&json!(["a"])), Plain::List(vec![Plain::of("a")]));
    }
}
