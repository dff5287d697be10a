//! Contents that are handed over whole, as no schema says how they are written.

use super::super::{
    Constraints, Content, Direction, Docs, Extent, MediaKind, Naming, Operation, Parameter, Parent, Scalar, Shape,
    Type, TypeId, Use,
};
use super::context::Lowering;
use super::media;
use crate::document::Node;

impl<'a> Lowering<'a> {
    /// Lets contents be one text, or bytes, where the schema is that of the whole: forms that are no objects, lines that
    /// are one string, and parameters in formats that are not ours.
    pub(super) fn take_whole(&mut self, operations: &mut [Operation], types: &mut Vec<Type>) {
        for (index, operation) in operations.iter_mut().enumerate() {
            for parameter in &mut operation.parameters {
                self.take_text(index, parameter, types);
            }
            for content in operation.body.iter_mut().flat_map(|body| &mut body.content) {
                self.take_form(content, types);
                take_lines(content, types);
            }
            let answers = operation.responses.iter_mut().flat_map(|response| &mut response.content);
            answers.for_each(|content| take_lines(content, types));
        }
    }

    fn take_form(&mut self, content: &mut Content, types: &[Type]) {
        let has_none = matches!(
            shape(content.ty, types),
            Some(Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_) | Shape::Array(_) | Shape::Tuple(_))
        );
        if content.kind != MediaKind::Form || !has_none {
            return;
        }
        content.kind = MediaKind::Text;
        let node = self.at(&content.origin.pointer);
        self.reports.hint(
            "form-without-names",
            node,
            "a form is an object, and this schema is none; it is a text that the caller encodes",
            "describe the members as the properties of an object by an overlay",
        );
    }

    /// A parameter in XML or another format that is not ours is a text of the caller's.
    fn take_text(&mut self, index: usize, parameter: &mut Parameter, types: &mut Vec<Type>) {
        let Some(media_type) = &parameter.media_type else { return };
        let is_ours = matches!(media::kind(media_type), MediaKind::Json | MediaKind::Form);
        let is_text =
            matches!(shape(Some(parameter.ty), types), None | Some(Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_)));
        if is_ours || is_text {
            return;
        }
        let node = self.at(&parameter.origin.pointer);
        self.reports.hint(
            "parameter-format",
            node,
            &format!("`{}` is written in `{media_type}`, which the caller does; it is a text", parameter.wire_name),
            "give the text in that format, or describe the parameter by `schema` or in JSON by an overlay",
        );
        let id = TypeId::new(types.len());
        types.push(Type {
            origin: parameter.origin.clone(),
            extent: Extent::default(),
            naming: Naming {
                component: None,
                title: None,
                place: None,
                parent: Parent::Operation(index, parameter.wire_name.clone()),
            },
            docs: Docs::default(),
            direction: Direction::default(),
            shape: Shape::Scalar(Scalar::String(None)),
            constraints: Constraints::default(),
            examples: Vec::new(),
        });
        parameter.ty = Use { id, nullable: false };
        parameter.default = None;
    }

    fn at(&self, pointer: &str) -> Node<'a> {
        let root = self.document.root();
        root.find(pointer).unwrap_or(root)
    }
}

/// What comes by lines of which `schema` says that the whole is a string is that string, or bytes.
fn take_lines(content: &mut Content, types: &[Type]) {
    if !matches!(content.kind, MediaKind::JsonLines | MediaKind::JsonSequence) || content.of_item {
        return;
    }
    content.kind = match shape(content.ty, types) {
        Some(Shape::Scalar(Scalar::String(Some(format)))) if format == "binary" => MediaKind::Binary,
        Some(Shape::Scalar(Scalar::String(_))) => MediaKind::Text,
        _ => return,
    };
}

fn shape(place: Option<Use>, types: &[Type]) -> Option<&Shape> {
    place.and_then(|place| types.get(place.id.index())).map(|ty| &ty.shape)
}
