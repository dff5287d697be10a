//! The places of an operation that hold types.

use super::super::{Content, Operation, Positions, Use};

/// Calls `visit` with each type that a request of `operation` holds.
pub(super) fn of_requests(operation: &mut Operation, mut visit: impl FnMut(&mut Use)) {
    for parameter in &mut operation.parameters {
        visit(&mut parameter.ty);
    }
    if let Some(body) = &mut operation.body {
        of_contents(&mut body.content, &mut visit);
    }
}

/// Calls `visit` with each type that an answer to `operation` holds.
pub(super) fn of_responses(operation: &mut Operation, mut visit: impl FnMut(&mut Use)) {
    for response in &mut operation.responses {
        of_contents(&mut response.content, &mut visit);
    }
}

/// As [`of_responses`], of answers that mean success.
pub(super) fn of_successes(operation: &mut Operation, mut visit: impl FnMut(&mut Use)) {
    for response in operation.responses.iter_mut().filter(|response| response.status.is_success()) {
        of_contents(&mut response.content, &mut visit);
    }
}

fn of_contents(contents: &mut [Content], visit: &mut impl FnMut(&mut Use)) {
    for content in contents {
        if let Some(place) = &mut content.ty {
            visit(place);
        }
        let Positions { first, further } = &mut content.positions;
        let encodings = content.encoding.values_mut().chain(first).chain(further);
        for header in encodings.flat_map(|encoding| &mut encoding.headers) {
            visit(&mut header.ty);
        }
    }
}
