//! What the published tests of other languages' clients take for granted: placeholders that work as ids and values.

use std::io::Write;

use serde_json::json;
use tempfile::NamedTempFile;

use super::Complaint;
use super::answer::Failure;
use super::router::Operation;
use super::store::{Container, NewFile, Shelf, Window, add};

const CONTAINER: &str = "container_id";
const FILE: &str = "file_id";

/// Puts the container and the file that always exist where they are missing or have expired.
pub fn ensure(
    containers: &mut Shelf<Container>,
    now: i64,
    blank: impl FnOnce() -> Result<NamedTempFile, Failure>,
) -> Result<(), Failure> {
    let there = containers.get(CONTAINER).is_some_and(|container| !container.is_expired());
    if !there {
        let container = Container::new(CONTAINER.into(), now, &json!({ "name": "name" }));
        containers.insert(CONTAINER, now, container);
    }
    match containers.get_mut(CONTAINER) {
        Some(container) if container.files.get(FILE).is_none() => {
            let content = b"content";
            let mut blank = blank()?;
            blank.write_all(content).map_err(|error| Failure::broken("no room for a file", &error))?;
            let new = NewFile { name: "file".into(), bytes: content.len() as u64, content: blank.into_temp_path() };
            add(container, FILE.into(), now, new);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether a placeholder explains what is wrong with a request.
pub fn excuses(operation: Operation, complaint: &Complaint) -> bool {
    operation == Operation::CreateContainerFile
        || complaint.code == "unknown_parameter"
        || (complaint.param == "limit" && complaint.code == "integer_below_min_value")
}

/// Reads the placeholder of a cursor as none.
pub fn without_placeholder(window: Window) -> Window {
    Window { after: window.after.filter(|after| after != "after"), ..window }
}
