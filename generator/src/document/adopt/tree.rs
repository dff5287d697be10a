//! What is to be written, with where each part of it comes from.

use super::super::node::{Kind, Node};

/// A value to be written.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// What stands at this place in the old document.
    pub place: Option<Node<'a>>,
    pub form: Form<'a>,
}

/// What a value is made of.
#[derive(Debug)]
pub(super) enum Form<'a> {
    /// What stands at this place already.
    Kept,
    /// A node of either document, with all below it.
    Whole(Node<'a>),
    /// An empty text.
    Blank,
    Array(Vec<Piece<'a>>),
    Object(Vec<(&'a str, Piece<'a>)>),
}

impl<'a> Piece<'a> {
    /// A node at a place of its own.
    pub fn whole(node: Node<'a>) -> Self {
        Self { place: None, form: Form::Whole(node) }
    }

    /// The node that it is as a whole.
    pub fn node(&self) -> Option<Node<'a>> {
        match self.form {
            Form::Kept => self.place,
            Form::Whole(node) => Some(node),
            _ => None,
        }
    }

    /// Whether a node has this value.
    pub fn is_said_by(&self, said: Node<'_>) -> bool {
        match &self.form {
            Form::Kept | Form::Whole(_) => self.node().is_some_and(|node| node.structural_eq(said)),
            Form::Blank => said.as_str() == Some(""),
            Form::Array(items) => {
                said.kind() == Kind::Array
                    && said.len() == items.len()
                    && items.iter().zip(said.items()).all(|(item, said)| item.is_said_by(said))
            }
            Form::Object(members) => {
                said.kind() == Kind::Object
                    && said.len() == members.len()
                    && members.iter().all(|(key, member)| said.get(key).is_some_and(|said| member.is_said_by(said)))
            }
        }
    }
}
