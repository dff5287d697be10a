//! All containers and their files.

mod container;
mod file;
mod shelf;

use std::fs::File;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::StatusCode;
use serde_json::{Value, json};
use tempfile::{NamedTempFile, TempDir};

use super::answer::Failure;
use super::{Clock, fixtures, ids};
pub use container::Container;
pub use file::{NewFile, StoredFile};
pub use shelf::{Page, Shelf, UnknownCursor, Window};

/// All containers and their files. The content of files lies in a temporary folder that goes with it.
#[derive(Debug)]
pub struct Store {
    containers: Mutex<Shelf<Container>>,
    folder: TempDir,
    clock: Clock,
    fixtures: bool,
}

impl Store {
    /// An empty store; with fixtures, it always holds the container and the file that they name.
    pub fn new(clock: Clock, fixtures: bool) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("containers-").tempdir()?;
        Ok(Self { containers: Mutex::default(), folder, clock, fixtures })
    }

    /// An empty file for content that is still to come.
    pub fn blank(&self) -> Result<NamedTempFile, Failure> {
        NamedTempFile::new_in(self.folder.path()).map_err(|error| Failure::broken("no temporary file", &error))
    }

    /// Adds a container with these files.
    pub fn create(&self, body: &Value, files: Vec<NewFile>) -> Value {
        let now = self.clock.now();
        let mut container = Container::new(ids::container(now), now, body);
        for new in files {
            add(&mut container, ids::file(now), now, new);
        }
        let value = container.to_json();
        self.lock().insert(&container.id.clone(), now, container);
        value
    }

    /// One page of containers, of this name where there is one.
    pub fn list(&self, window: &Window, name: Option<&str>) -> Result<Value, Failure> {
        let containers = self.lock();
        let page = containers.page(window, |container| name.is_none_or(|name| container.name == name));
        page_json(page, window, Container::to_json)
    }

    /// Does something with a container that is there and has not expired, which counts as use of it.
    pub fn with<T>(&self, id: &str, act: impl FnOnce(&mut Container, i64) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut containers = self.lock();
        let container = containers.get_mut(id).ok_or_else(|| container_not_found(id))?;
        if container.is_expired() {
            return Err(Failure::bad_request("Container is expired."));
        }
        let now = self.clock.now();
        container.touch(now);
        act(container, now)
    }

    /// Removes a container, expired or not.
    pub fn delete(&self, id: &str) -> Result<(), Failure> {
        self.lock().remove(id).map(drop).ok_or_else(|| container_not_found(id))
    }

    /// Adds a file to a container.
    pub fn add_file(&self, container_id: &str, new: NewFile) -> Result<Value, Failure> {
        self.with(container_id, |container, now| Ok(add(container, ids::file(now), now, new)))
    }

    /// One page of a container's files.
    pub fn list_files(&self, container_id: &str, window: &Window) -> Result<Value, Failure> {
        self.with(container_id, |container, _| {
            page_json(container.files.page(window, |_| true), window, StoredFile::to_json)
        })
    }

    /// Does something with a file.
    pub fn with_file<T>(
        &self,
        container_id: &str,
        id: &str,
        act: impl FnOnce(&StoredFile) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.with(container_id, |container, _| act(container.files.get(id).ok_or_else(|| file_not_found(id))?))
    }

    /// Opens a file's content; it stays readable when the file is deleted meanwhile.
    pub fn open(&self, container_id: &str, id: &str) -> Result<(File, u64), Failure> {
        self.with_file(container_id, id, |file| {
            let content = File::open(&file.content).map_err(|error| Failure::broken("unreadable file", &error))?;
            Ok((content, file.bytes))
        })
    }

    /// Removes a file.
    pub fn delete_file(&self, container_id: &str, id: &str) -> Result<(), Failure> {
        self.with(container_id, |container, _| container.files.remove(id).map(drop).ok_or_else(|| file_not_found(id)))
    }

    /// The containers as of now: those whose time is over have expired, and the fixtures are there.
    fn lock(&self) -> MutexGuard<'_, Shelf<Container>> {
        let now = self.clock.now();
        let mut containers = self.containers.lock().unwrap_or_else(PoisonError::into_inner);
        if self.fixtures {
            // Without room for a temporary file there is no fixture either, and the answer is a plain 404.
            let _ = fixtures::ensure(&mut containers, now, || self.blank());
        }
        containers.iter_mut().for_each(|container| container.expire_at(now));
        containers
    }
}

/// Puts a file into a container and tells what the API says about it.
pub fn add(container: &mut Container, id: String, now: i64, new: NewFile) -> Value {
    let file = StoredFile::new(id, &container.id, now, new);
    let value = file.to_json();
    container.files.insert(&file.id.clone(), now, file);
    value
}

fn page_json<T>(
    page: Result<Page<'_, T>, UnknownCursor>,
    window: &Window,
    show: impl Fn(&T) -> Value,
) -> Result<Value, Failure> {
    let page = page.map_err(|UnknownCursor| unknown_cursor(window.after.as_deref().unwrap_or_default()))?;
    let items: Vec<Value> = page.items.into_iter().map(show).collect();
    let id = |item: Option<&Value>| item.map_or(Value::Null, |item| item["id"].clone());
    let (first, last) = (id(items.first()), id(items.last()));
    Ok(json!({ "object": "list", "data": items, "first_id": first, "last_id": last, "has_more": page.has_more }))
}

fn container_not_found(id: &str) -> Failure {
    Failure::new(StatusCode::NOT_FOUND, format!("Container with id '{id}' not found."))
}

fn file_not_found(id: &str) -> Failure {
    Failure::new(StatusCode::NOT_FOUND, format!("Container file with id '{id}' not found."))
}

fn unknown_cursor(id: &str) -> Failure {
    Failure::bad_request(format!("Invalid 'after': nothing in this list has the id '{id}'."))
        .param("after")
        .code("invalid_value")
}
