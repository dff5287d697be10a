//! Bodies of requests and answers.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Docs, Origin, Parameter, Style, Use};

/// What an operation takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Whether it must be sent.
    pub required: bool,
    /// One entry a media type, as written.
    pub content: Vec<Content>,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
}

/// One media type of a body, and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// As written, such as `application/json; charset=utf-8`.
    pub media_type: String,
    /// What it means for a client.
    pub kind: MediaKind,
    /// The schema's type; absent where none is given. Of what comes item by item, the type of an item.
    pub ty: Option<Use>,
    /// Whether `itemSchema` gave the type: of an event that is the whole of it, and not its data.
    pub of_item: bool,
    /// How parts of a form are written: property → encoding.
    pub encoding: BTreeMap<String, Encoding>,
    /// How parts without names are written, until members with names stand for them.
    pub(super) positions: Positions,
    /// `example` and `examples`, each with its place.
    pub examples: Vec<(Origin, Value)>,
    /// Where it stands.
    pub origin: Origin,
}

/// The member that stands for all parts without names, and the one for those behind the first ones.
pub const FURTHER_PARTS: [&str; 2] = ["parts", "more_parts"];

/// What a media type means for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    /// `application/json`, `…+json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`, and any other `multipart/*` whose parts have names.
    Multipart,
    /// `multipart/*` whose parts have no names but an order: members of an object stand for them.
    Parts,
    /// `text/…`
    Text,
    /// `text/event-stream`
    EventStream,
    /// `application/jsonl`, `application/x-ndjson`
    JsonLines,
    /// `application/json-seq`
    JsonSequence,
    /// Anything else: bytes.
    Binary,
}

impl MediaKind {
    /// Whether it comes item by item.
    #[must_use]
    pub fn is_stream(self) -> bool {
        matches!(self, Self::EventStream | Self::JsonLines | Self::JsonSequence)
    }
}

/// How the parts of a body are written, by their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Positions {
    /// The first ones.
    pub(super) first: Vec<Encoding>,
    /// All behind these.
    pub(super) further: Option<Encoding>,
}

/// How one part of a form is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Encoding {
    /// Media types the part may have; the first one is sent.
    pub content_type: Option<String>,
    /// As for a query parameter.
    pub style: Option<Style>,
    /// As for a query parameter.
    pub explode: Option<bool>,
    /// As for a query parameter.
    pub allow_reserved: bool,
    /// Whether it is about each item of an array, and not about the array.
    pub of_items: bool,
    /// Headers that a part of a multipart body may have.
    pub headers: Vec<Parameter>,
}
