//! Bodies that need not be sent, though nothing could be meant by that.

use super::super::{Body, Operation, Shape, Type};
use super::context::Lowering;

/// How many bodies are named.
const SHOWN: usize = 3;

impl Lowering<'_> {
    /// Says which bodies do not say whether they must be sent, and have members that must be: mostly `required` was
    /// forgotten, as a body is optional unless it says otherwise.
    pub(super) fn hint_at_optional(&mut self, operations: &[Operation], types: &[Type]) {
        let root = self.document.root();
        let found = operations.iter().filter_map(|operation| {
            let body = operation.body.as_ref().filter(|body| !body.required && needs_members(body, types))?;
            let written = root.find(&body.origin.pointer)?;
            let node = self.follow(written)?;
            node.get("required").is_none().then_some((operation, written))
        });
        let found: Vec<_> = found.collect();
        let Some((_, first)) = found.first().copied() else { return };
        let shown = found.iter().take(SHOWN);
        let mut named: Vec<String> =
            shown.map(|(operation, _)| format!("`{} {}`", operation.method.0, operation.path)).collect();
        if found.len() > SHOWN {
            named.push(format!("{} more", found.len() - SHOWN));
        }
        let message = match found.len() {
            1 => format!("the body of {} need not be sent, and yet has members that must be", named.join("")),
            many => format!(
                "{many} bodies need not be sent, and yet have members that must be: those of {}",
                named.join(", ")
            ),
        };
        self.reports.hint(
            "body-optional",
            first,
            &message,
            "write `required: true` in the body by an overlay, where a call without it means nothing",
        );
    }
}

/// Whether each media type is an object with members that are always sent.
fn needs_members(body: &Body, types: &[Type]) -> bool {
    !body.content.is_empty()
        && body.content.iter().all(|content| {
            let shape = content.ty.filter(|place| !place.nullable).and_then(|place| types.get(place.id.index()));
            let Some(Shape::Object(object)) = shape.map(|ty| &ty.shape) else { return false };
            object.properties.iter().any(|property| property.required && !property.read_only)
        })
}
