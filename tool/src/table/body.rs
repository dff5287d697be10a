//! Bodies of requests.

use wharf_runtime::Parameter;

use super::Shape;

/// The body of a request.
#[derive(Debug, Clone, Copy)]
pub struct Body {
    /// Whether there must be one.
    pub required: bool,
    /// The media types it may have, the preferred one first. Of those that take all members given, the first one with
    /// parts (or of bytes) is used where a file is among them, else the first one of JSON, else the first.
    pub media: &'static [Media],
}

/// A body of one media type.
#[derive(Debug, Clone, Copy)]
pub struct Media {
    /// The media type, as it is sent.
    pub media_type: &'static str,
    /// How it is written.
    pub kind: BodyKind,
    /// What it is.
    pub shape: &'static Shape,
    /// The members it takes, where the body has another media type that takes others; empty: all.
    pub takes: &'static [&'static str],
    /// How parts are written that are not written as usual: a file where the shape is binary, a text for what is one
    /// word, JSON for an object, and for a list a part for each item.
    pub parts: &'static [Part],
    /// How members of a form are written that are not written as usual.
    pub styles: &'static [Parameter],
}

impl Media {
    /// A media type without exceptions, to be completed with `..Media::new(…)`.
    #[must_use]
    pub const fn new(media_type: &'static str, kind: BodyKind, shape: &'static Shape) -> Self {
        Self { media_type, kind, shape, takes: &[], parts: &[], styles: &[] }
    }

    /// Whether it is sent in parts, of which some may be files.
    pub(crate) fn is_in_parts(&self) -> bool {
        matches!(self.kind, BodyKind::Multipart | BodyKind::Parts)
    }

    /// JSON as `application/json`.
    #[must_use]
    pub const fn json(shape: &'static Shape) -> Self {
        Self::new("application/json", BodyKind::Json, shape)
    }

    /// Parts as `multipart/form-data`.
    #[must_use]
    pub const fn multipart(shape: &'static Shape) -> Self {
        Self::new("multipart/form-data", BodyKind::Multipart, shape)
    }
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// As JSON.
    Json,
    /// Urlencoded.
    Form,
    /// In parts.
    Multipart,
    /// In parts without names, one for each member.
    Parts,
    /// A list as JSON lines.
    Lines,
    /// A list as a sequence of JSON texts.
    Sequence,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

/// How a part of a form is written.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The member of the body.
    pub name: &'static str,
    /// How it is written.
    pub kind: PartKind,
    /// Its media type; empty: the usual one.
    pub media_type: &'static str,
}

/// How a part of a form is written, in the words of the client.
#[derive(Debug, Clone, Copy)]
pub enum PartKind {
    /// A file.
    File,
    /// Text; a list becomes one part an item.
    Text,
    /// Text in a style: as the items of a query would be, one part each.
    Styled(&'static Parameter),
    /// JSON in one part.
    Json,
    /// JSON, one part an item.
    Jsons,
    /// Text, or JSON for objects; one part an item.
    Any,
}
