//! Parameters: where they go and how their values are written.

mod plain;
mod style;

pub(crate) use plain::{Checked, Plain};
pub(crate) use style::{cookie_items, form_items, header_value, part_items, path_segment, query_items, query_string};

/// A parameter of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) style: Style,
    pub(crate) explode: Option<bool>,
    pub(crate) reserved: bool,
    pub(crate) content: Option<&'static str>,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
    /// All of the query.
    QueryString,
    /// A header of a part of a form; the part is named.
    Part(&'static str),
}

/// How a value that is more than one word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`: for paths and headers.
    Simple,
    /// `.a.b`: for paths.
    Label,
    /// `;name=a,b`: for paths.
    Matrix,
    /// `name=a&name=b`: for queries and cookies.
    Form,
    /// `name=a%20b`: for queries.
    SpaceDelimited,
    /// `name=a|b`: for queries.
    PipeDelimited,
    /// `name[key]=a`: for queries. What is nested gets a bracket more, an item of a list its index; the
    /// specification defines neither.
    DeepObject,
    /// `name=a; name=b`, not encoded: for cookies.
    Cookie,
}

impl Parameter {
    const fn new(name: &'static str, place: Place, style: Style) -> Self {
        Self { name, place, style, explode: None, reserved: false, content: None }
    }

    /// A path parameter, in the style `Simple`.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Place::Path, Style::Simple)
    }

    /// A query parameter, in the style `Form`.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Place::Query, Style::Form)
    }

    /// A header, in the style `Simple`.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Place::Header, Style::Simple)
    }

    /// A cookie, in the style `Form`.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Place::Cookie, Style::Form)
    }

    /// The whole query: an object as a form, or anything else in the media type of its content.
    #[must_use]
    pub const fn query_string(name: &'static str) -> Self {
        Self::new(name, Place::QueryString, Style::Form)
    }

    /// A header of the part `part` of a form, in the style `Simple`.
    #[must_use]
    pub const fn part(part: &'static str, name: &'static str) -> Self {
        Self::new(name, Place::Part(part), Style::Simple)
    }

    /// Another style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Whether items and members stand for themselves; the default is `true` in the styles `Form` and `Cookie`.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// Lets reserved characters stand as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// A value of a media type: written as JSON or as a form, whole; of any other one, as text.
    #[must_use]
    pub const fn content(mut self, media_type: &'static str) -> Self {
        self.content = Some(media_type);
        self
    }

    /// Its name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether another one is of the same name and goes to the same place.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.place == other.place
    }

    /// Whether it is part of the path.
    #[must_use]
    pub const fn is_path(&self) -> bool {
        matches!(self.place, Place::Path)
    }

    pub(crate) fn explodes(&self) -> bool {
        self.explode.unwrap_or(matches!(self.style, Style::Form | Style::Cookie))
    }
}
