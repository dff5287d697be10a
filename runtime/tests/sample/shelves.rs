//! Shelves and what lies on them.

use wharf_runtime::{Call, Method, Operation, Parameter};

use super::models::{CreateFile, CreateShelf, Item, ShelfList, Size};

const LIST: Operation = Operation::new("ListShelves", Method::GET, "/shelves").security(&[&["Key"]]);
const CREATE: Operation = Operation::new("CreateShelf", Method::POST, "/shelves").security(&[&["Key"]]);
const RETRIEVE: Operation = Operation::new("RetrieveShelf", Method::GET, "/shelves/{shelf_id}").security(&[&["Key"]]);
const DELETE: Operation = Operation::new("DeleteShelf", Method::DELETE, "/shelves/{shelf_id}").security(&[&["Key"]]);
const UPLOAD: Operation = Operation::new("CreateFile", Method::POST, "/shelves/{shelf_id}/files").security(&[&["Key"]]);
const CONTENT: Operation =
    Operation::new("RetrieveContent", Method::GET, "/shelves/{shelf_id}/content").security(&[&["Key"]]);

/// Shelves.
#[derive(Debug, Clone)]
pub struct Shelves {
    client: wharf_runtime::Client,
}

impl Shelves {
    pub(super) fn new(client: &wharf_runtime::Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists shelves.
    pub fn list(&self) -> List {
        List(Call::new(&self.client, &LIST))
    }

    /// Creates a shelf.
    pub fn create(&self, body: impl Into<CreateShelf>) -> Create {
        Create(Call::new(&self.client, &CREATE).json(&body.into()))
    }

    /// Retrieves a shelf.
    pub fn retrieve(&self, shelf_id: &str) -> Retrieve {
        Retrieve(Call::new(&self.client, &RETRIEVE).with(&Parameter::path("shelf_id"), shelf_id))
    }

    /// Deletes a shelf.
    pub fn delete(&self, shelf_id: &str) -> Delete {
        Delete(Call::new(&self.client, &DELETE).with(&Parameter::path("shelf_id"), shelf_id))
    }

    /// Puts a file on a shelf.
    pub fn upload(&self, shelf_id: &str, body: impl Into<CreateFile>) -> CreateFileCall {
        let call = Call::new(&self.client, &UPLOAD).with(&Parameter::path("shelf_id"), shelf_id);
        CreateFileCall(call.body(body.into()))
    }

    /// What is on a shelf.
    pub fn content(&self, shelf_id: &str) -> Content {
        Content(Call::new(&self.client, &CONTENT).with(&Parameter::path("shelf_id"), shelf_id))
    }
}

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct List(Call);

impl List {
    /// At most so many.
    pub fn limit(mut self, limit: i64) -> Self {
        self.0.set(&Parameter::query("limit"), &limit);
        self
    }

    /// After this one.
    pub fn after(mut self, after: impl Into<String>) -> Self {
        self.0.set(&Parameter::query("after"), &after.into());
        self
    }

    /// Of these sizes.
    pub fn sizes(mut self, sizes: impl IntoIterator<Item = impl Into<Size>>) -> Self {
        let sizes: Vec<Size> = sizes.into_iter().map(Into::into).collect();
        self.0.set(&Parameter::query("sizes").explode(false), &sizes);
        self
    }

    /// A header.
    pub fn trace(mut self, trace: impl Into<String>) -> Self {
        self.0.set(&Parameter::header("X-Trace"), &trace.into());
        self
    }

    /// A cookie.
    pub fn theme(mut self, theme: impl Into<String>) -> Self {
        self.0.set(&Parameter::cookie("theme"), &theme.into());
        self
    }
}

wharf_runtime::call!(List => page ShelfList);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct Create(Call);

wharf_runtime::call!(Create => json Item);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct Retrieve(Call);

wharf_runtime::call!(Retrieve => json Item);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct Delete(Call);

wharf_runtime::call!(Delete => empty);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct CreateFileCall(Call);

wharf_runtime::call!(CreateFileCall => json Item);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct Content(Call);

wharf_runtime::call!(Content => download);
