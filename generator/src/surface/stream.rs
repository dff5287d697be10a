//! Answers that come item by item.

use serde::{Deserialize, Serialize};

use super::RustType;

/// An answer that comes item by item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stream {
    /// How items are told apart.
    pub framing: Framing,
    /// What they are.
    pub item: StreamItem,
    /// The media type that is asked for.
    pub media_type: String,
}

/// How the items of a stream are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// As server-sent events.
    Events,
    /// As lines of JSON.
    Lines,
    /// As a sequence of JSON texts.
    Sequence,
}

/// What an item of a stream is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamItem {
    /// The data of an event, or a text, read from JSON.
    Data(RustType),
    /// An event as an object, with its data as JSON.
    Envelope(RustType),
    /// An event as an object, with its data as text.
    TextEnvelope(RustType),
    /// The data of an event, as text.
    Text,
    /// An event of which nothing is known.
    Event,
}

impl StreamItem {
    /// The type that it is read as; none where it is text or an event as it came.
    #[must_use]
    pub fn ty(&self) -> Option<&RustType> {
        match self {
            Self::Data(ty) | Self::Envelope(ty) | Self::TextEnvelope(ty) => Some(ty),
            Self::Text | Self::Event => None,
        }
    }
}

/// Another answer to a call, which comes item by item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamAnswer {
    /// What comes.
    pub stream: Stream,
    /// What is set to true to ask for it: a member of the body or an item of the query.
    pub flag: Option<StreamFlag>,
    /// The type of the body, where some of its forms have no such member: in these nothing is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forms: Option<RustType>,
    /// Whether the API answers so where a member of the body that asks for it is not set: its default is true.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_usual: bool,
}

impl StreamAnswer {
    /// The member of the body that is sent as false where all is asked for at once.
    #[must_use]
    pub fn at_once(&self) -> Option<&str> {
        match &self.flag {
            Some(StreamFlag::Body(name)) if self.is_usual => Some(name),
            _ => None,
        }
    }
}

/// What is set to true to ask for a stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamFlag {
    /// A member of the body.
    Body(String),
    /// An item of the query.
    Query(String),
}
