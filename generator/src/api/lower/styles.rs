//! How parameters are written.

use super::super::{Location, Operation, Parameter, Shape, Style, Type};
use super::context::Lowering;
use super::notes::text;
use crate::document::Node;

/// The style of the parameter `node`, and whether it is exploded; by default as its place has it.
pub(super) fn of<'a>(lowering: &mut Lowering<'a>, node: Node<'a>, location: Location) -> (Style, bool) {
    let default = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie | Location::QueryString => Style::Form,
    };
    let written = text(node, "style");
    let fitting = named(&written).filter(|style| fits(*style, location));
    if fitting.is_none() && !written.is_empty() {
        lowering.reports.warn(
            "style-unfit",
            node,
            &format!("`style: {written}` is none for this place; the usual one is taken"),
            "write a style that OpenAPI knows for `in`",
        );
    }
    let style = fitting.unwrap_or(default);
    let explode = node.get("explode").and_then(Node::as_bool);
    let by_style = matches!(style, Style::Form | Style::DeepObject | Style::Cookie);
    (style, explode.unwrap_or(by_style))
}

/// The style of a member of a form, where `node` gives one.
pub(super) fn of_form<'a>(lowering: &mut Lowering<'a>, node: Node<'a>) -> Option<Style> {
    let written = text(node, "style");
    let fitting = named(&written).filter(|style| fits(*style, Location::Query));
    if fitting.is_none() && !written.is_empty() {
        lowering.reports.warn(
            "style-unfit",
            node,
            &format!("`style: {written}` is none for forms, and is read over"),
            "write one that query parameters have",
        );
    }
    fitting
}

/// The style that `name` means.
pub(super) fn named(name: &str) -> Option<Style> {
    Some(match name {
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "form" => Style::Form,
        "cookie" => Style::Cookie,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        _ => return None,
    })
}

fn fits(style: Style, location: Location) -> bool {
    match location {
        Location::Path => matches!(style, Style::Simple | Style::Label | Style::Matrix),
        Location::Query => !matches!(style, Style::Simple | Style::Label | Style::Matrix | Style::Cookie),
        Location::Header => style == Style::Simple,
        Location::Cookie => matches!(style, Style::Form | Style::Cookie),
        Location::QueryString => false,
    }
}

/// Takes the usual style where the declared one says nothing about values of the parameter's type; `tell` is called
/// with each such parameter.
pub(super) fn check(operations: &mut [Operation], types: &[Type], mut tell: impl FnMut(&Parameter)) {
    for operation in operations {
        for parameter in &mut operation.parameters {
            let shape = types.get(parameter.ty.id.index()).map(|ty| &ty.shape);
            let works = match (parameter.style, shape) {
                (Style::DeepObject, Some(Shape::Scalar(_) | Shape::Enum(_))) => false,
                (Style::SpaceDelimited | Style::PipeDelimited, Some(shape)) => {
                    !matches!(shape, Shape::Scalar(_) | Shape::Enum(_))
                }
                _ => true,
            };
            if !works {
                tell(parameter);
                parameter.style = Style::Form;
            }
        }
    }
}

impl Lowering<'_> {
    /// Says where a declared style says nothing about values of the parameter's type, and takes the usual one.
    pub(super) fn check_styles(&mut self, operations: &mut [Operation], types: &[Type]) {
        let mut unfit = Vec::new();
        check(operations, types, |parameter| {
            unfit.push((parameter.origin.clone(), parameter.wire_name.clone()));
        });
        for (origin, name) in unfit {
            let root = self.document.root();
            let node = root.find(&origin.pointer).unwrap_or(root);
            self.reports.warn(
                "style-unfit",
                node,
                &format!("the style of `{name}` is for arrays or objects; the usual one is taken"),
                "remove `style`, or give the parameter another type",
            );
        }
    }
}
