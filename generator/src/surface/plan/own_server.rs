//! Calls that go to another server than the others.

use crate::api::{Api, Operation, Server};

/// Where such a call goes, as a sentence; none where it goes where all go.
pub(super) fn said(api: &Api, operation: &Operation) -> Option<String> {
    let own = operation.server.as_deref()?;
    if api.server().map(Server::usual).as_deref() == Some(own) {
        return None;
    }
    let place = if own.starts_with("//") || own.contains("://") {
        format!("the server `{own}`")
    } else {
        format!("`{own}` on the host of the client")
    };
    Some(format!("Goes to {place}, unless the client was given a base URL."))
}
