//! What a document says, field by field.

use super::{Checker, tables};
use crate::document::{Document, Node};

/// A field of an object of `OpenAPI`, as a document has it.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// What the object is called in a sentence: `an operation`.
    pub object: &'static str,
    /// The name of the field; that of a scheme, in a security requirement.
    pub field: &'a str,
    /// Its value.
    pub node: Node<'a>,
}

impl Document {
    /// The fields of all objects but schemas.
    #[must_use]
    pub fn written(&self) -> Vec<Written<'_>> {
        let mut checker = Checker::new(self);
        checker.written = Some(Vec::new());
        checker.object(self.root(), &tables::root::DOCUMENT);
        checker.written.unwrap_or_default()
    }
}
