//! Values as text, lists and members: what parameters and forms are made of.

use crate::json::{Encode, Error, Kind, Reader, Writer};

/// A value whose scalars are text. Numbers keep the digits that they were written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plain {
    Null,
    Text(String),
    List(Vec<Plain>),
    Members(Vec<(String, Plain)>),
}

impl Plain {
    /// By way of the wire form, so that a type is written in one way only.
    pub(crate) fn of<T: Encode + ?Sized>(value: &T) -> Self {
        let mut writer = Writer::new();
        value.encode(&mut writer);
        Self::parse(writer.as_bytes())
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
            Kind::Boolean => Self::Text(reader.boolean()?.to_string()),
            Kind::Number => Self::Text(reader.number()?.as_str().to_owned()),
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

    /// The text of a scalar; what is nested deeper than a style can express is written as JSON.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(_) | Self::Members(_) => {
                let mut writer = Writer::new();
                self.json(&mut writer);
                String::from_utf8(writer.into_bytes()).unwrap_or_default()
            }
        }
    }

    fn json(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Text(text) => writer.string(text),
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
