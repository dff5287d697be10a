//! Fields of which an object may have only one.

use super::super::Checker;
use crate::document::Node;

/// Fields that exclude one another, wherever they stand together.
const PAIRS: [(&str, &str); 5] = [
    ("example", "examples"),
    ("value", "externalValue"),
    ("dataValue", "value"),
    ("operationId", "operationRef"),
    ("identifier", "url"),
];

/// No two fields that exclude one another stand in `node`.
pub(in super::super) fn fields<'a>(checker: &mut Checker<'a>, node: Node<'a>) {
    for (first, second) in PAIRS {
        if let (Some(_), Some(place)) = (node.get(first), node.get(second)) {
            let message = format!("`{first}` and `{second}` exclude one another");
            checker.warn_key("fields-exclude", place, message, "remove one of them");
        }
    }
}
