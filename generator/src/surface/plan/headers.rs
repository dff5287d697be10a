//! Which headers answers have, for the documentation of calls.

use crate::api::{Operation, Response};
use crate::surface::HeaderNote;

use super::calls::status_text;
use super::outputs;

/// The headers of what [`outputs::successes`] gives.
pub(super) fn of_successes(operation: &Operation) -> Vec<HeaderNote> {
    noted(&outputs::successes(operation))
}

/// The headers of what [`outputs::failures`] gives.
pub(super) fn of_failures(operation: &Operation) -> Vec<HeaderNote> {
    noted(&outputs::failures(operation))
}

/// Each header once, unless different things are said about it.
fn noted(responses: &[&Response]) -> Vec<HeaderNote> {
    let mut found: Vec<HeaderNote> = Vec::new();
    for response in responses {
        for header in &response.headers {
            let status = status_text(response.status);
            let is_same = |known: &&mut HeaderNote| known.name == header.name && known.docs == header.description;
            match found.iter_mut().find(is_same) {
                Some(known) => known.statuses.push(status),
                None => found.push(HeaderNote {
                    name: header.name.clone(),
                    statuses: vec![status],
                    docs: header.description.clone(),
                }),
            }
        }
    }
    for note in &mut found {
        if note.statuses.len() == responses.len() {
            note.statuses.clear();
        }
    }
    found
}
