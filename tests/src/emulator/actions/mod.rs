//! What each operation does.

mod account;
mod containers;
mod files;

use serde_json::Value;

use super::answer::{Answer, Failure};
use super::app::App;
use super::fixtures;
use super::router::Operation;
use super::store::Window;
use super::upload::Sent;
use super::validation::Arguments;
pub use files::misplaced;

const DEFAULT_LIMIT: i64 = 20;

/// One call, its parameters read.
#[derive(Debug)]
pub struct Call<'a> {
    /// What all calls share.
    pub app: &'a App,
    /// What is to be done.
    pub operation: Operation,
    /// With what parameters.
    pub arguments: Arguments,
    /// Whether a list is to give its first page for ever.
    pub repeats_page: bool,
}

impl Call<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.arguments.get(name).and_then(Value::as_str)
    }

    // The router gives each of these paths its parameters, and checking them made sure.
    fn container_id(&self) -> &str {
        self.text("container_id").unwrap_or_default()
    }

    fn file_id(&self) -> &str {
        self.text("file_id").unwrap_or_default()
    }

    fn window(&self) -> Window {
        let limit = self.arguments.get("limit").and_then(Value::as_i64).unwrap_or(DEFAULT_LIMIT);
        let after = self.text("after").filter(|_| !self.repeats_page).map(str::to_owned);
        let window =
            Window { limit: usize::try_from(limit).unwrap_or(0), ascending: self.text("order") == Some("asc"), after };
        if self.app.fixtures { fixtures::without_placeholder(window) } else { window }
    }

    fn page(&self, mut page: Value) -> Answer {
        if self.repeats_page
            && let Some(members) = page.as_object_mut()
        {
            members.insert("has_more".into(), Value::Bool(true));
        }
        Answer::json(page)
    }
}

/// What can be refused before a body has been read, so that nobody uploads to a container that is not there.
pub fn before_body(call: &Call<'_>) -> Result<(), Failure> {
    match call.operation {
        Operation::CreateContainerFile => call.app.store.with(call.container_id(), |_, _| Ok(())),
        _ => Ok(()),
    }
}

/// Does what a call asks for.
pub fn act(call: &Call<'_>, sent: Sent) -> Result<Answer, Failure> {
    let store = &call.app.store;
    match call.operation {
        Operation::ListContainers => Ok(call.page(store.list(&call.window(), call.text("name"))?)),
        Operation::CreateContainer => containers::create(call, sent),
        Operation::RetrieveContainer => {
            store.with(call.container_id(), |container, _| Ok(Answer::json(container.to_json())))
        }
        Operation::DeleteContainer => {
            store.delete(call.container_id())?;
            Ok(deleted(call.container_id(), "container.deleted"))
        }
        Operation::ListContainerFiles => Ok(call.page(store.list_files(call.container_id(), &call.window())?)),
        Operation::CreateContainerFile => files::create(call, sent),
        Operation::RetrieveContainerFile => {
            store.with_file(call.container_id(), call.file_id(), |file| Ok(Answer::json(file.to_json())))
        }
        Operation::DeleteContainerFile => {
            store.delete_file(call.container_id(), call.file_id())?;
            Ok(deleted(call.file_id(), "container.file.deleted"))
        }
        Operation::RetrieveContainerFileContent => {
            let (file, length) = store.open(call.container_id(), call.file_id())?;
            Ok(Answer::file(file, length))
        }
    }
}

fn deleted(id: &str, object: &str) -> Answer {
    Answer::json(serde_json::json!({ "id": id, "object": object, "deleted": true }))
}
