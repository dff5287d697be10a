//! How the tables say what an object of `OpenAPI` may hold.

use super::Checker;
use crate::document::{Node, Version};

/// A kind of object, such as an operation.
pub(super) struct ObjectKind {
    /// What it is called in a sentence: `an operation`.
    pub name: &'static str,
    /// The fields it may have.
    pub fields: &'static [Field],
    /// What its other keys may be.
    pub others: Others,
    /// What else has to hold for it.
    pub rules: &'static [Rule],
}

/// Something that has to hold for an object beyond the shape of its fields.
pub(super) type Rule = for<'a> fn(&mut Checker<'a>, Node<'a>);

/// Keys that are no fields.
pub(super) enum Others {
    /// Only those that begin with `x-`.
    Extensions,
    /// Any, with any value.
    Anything,
    /// Names that the author chose, with values of this shape, and those that begin with `x-`.
    Names(Shape),
}

/// A field of an object.
pub(super) struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// The versions in which it must be there, if any.
    pub required: Option<(Version, Version)>,
    /// The first version that has it.
    pub since: Version,
    /// The last version that has it.
    pub until: Version,
}

impl Field {
    pub const fn required(self) -> Self {
        Self { required: Some((Version::V3_0, Version::V3_2)), ..self }
    }

    pub const fn required_until(self, version: Version) -> Self {
        Self { required: Some((Version::V3_0, version)), ..self }
    }

    pub const fn since(self, version: Version) -> Self {
        Self { since: version, ..self }
    }

    /// Whether a document of `version` has the field.
    pub fn is_in(&self, version: Version) -> bool {
        (self.since..=self.until).contains(&version)
    }

    /// Whether an object in a document of `version` must have the field.
    pub fn is_required_in(&self, version: Version) -> bool {
        self.required.is_some_and(|(first, last)| (first..=last).contains(&version))
    }
}

pub(super) const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: None, since: Version::V3_0, until: Version::V3_2 }
}

/// What a value may be.
pub(super) enum Shape {
    Any,
    String,
    /// A string that is not empty.
    Name,
    /// A name as programming languages allow it.
    Identifier,
    /// A day, with or without a time.
    Date,
    Email,
    /// A URI or a reference to one.
    Address,
    /// The same; a lone word is one as well.
    Reference,
    /// The same, with or without variables.
    Template,
    Boolean,
    Number,
    /// A whole number, not below 0.
    Count,
    /// One of these strings.
    Word(&'static [&'static str]),
    Object(&'static ObjectKind),
    /// An object, or a reference to one.
    OrReference(&'static ObjectKind),
    /// A schema of the version of the document.
    Schema,
    List(&'static Shape),
    /// An object whose keys are names.
    Map(&'static Shape),
    /// An object whose keys are media types.
    Content,
    /// One of two, told apart by the kind of the value.
    Either(&'static Shape, &'static Shape),
}
