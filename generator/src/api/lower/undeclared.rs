//! Parameters that the path names and nothing describes.

use super::super::{Docs, Location, Parameter, Parent, Scalar, Shape, Style, Use};
use super::context::Lowering;
use crate::document::Node;

impl<'a> Lowering<'a> {
    /// A string parameter for `{name}` in the path of the operation `node`.
    pub(super) fn undeclared_parameter(&mut self, index: usize, name: &str, node: Node<'a>) -> Parameter {
        self.reports.warn(
            "path-parameter-undescribed",
            node,
            &format!("nothing describes `{{{name}}}` of the path; it is read as a string"),
            "describe it under `parameters`, with `in: path`",
        );
        let parent = Parent::Operation(index, name.to_owned());
        Parameter {
            wire_name: name.to_owned(),
            location: Location::Path,
            required: true,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            media_type: None,
            ty: self.text_parameter(node, parent),
            docs: Docs::default(),
            default: None,
            origin: self.origin(node),
        }
    }

    /// A string that no schema describes.
    pub(super) fn text_parameter(&mut self, node: Node<'a>, parent: Parent) -> Use {
        let naming = super::super::Naming { component: None, title: None, place: None, parent };
        let id = self.add_type(naming, node);
        if let Some(ty) = self.types.get_mut(id.index()) {
            ty.shape = Shape::Scalar(Scalar::String(None));
            ty.docs = Docs::default();
            ty.examples.clear();
        }
        Use { id, nullable: false }
    }
}
