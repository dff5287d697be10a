//! A file inside a container.

use serde_json::{Value, json};
use tempfile::TempPath;

use crate::emulator::ids;

/// What a new file is made of.
#[derive(Debug)]
pub struct NewFile {
    /// The name that its sender gave it.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Where its content lies on this machine; removed with the file.
    pub content: TempPath,
}

/// A file inside a container.
#[derive(Debug)]
pub struct StoredFile {
    /// Its id.
    pub id: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Where its content lies on this machine.
    pub content: TempPath,
    container_id: String,
    created_at: i64,
    path: String,
}

impl StoredFile {
    /// Puts a file into a container under this id.
    pub fn new(id: String, container_id: &str, created_at: i64, new: NewFile) -> Self {
        let path = format!("/mnt/data/{}-{}", ids::hex(32), last_segment(&new.name));
        Self { id, bytes: new.bytes, content: new.content, container_id: container_id.to_owned(), created_at, path }
    }

    /// What the API says about it.
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "object": "container.file",
            "container_id": self.container_id,
            "created_at": self.created_at,
            "bytes": self.bytes,
            "path": self.path,
            "source": "user",
        })
    }
}

/// The name without any folder in front of it, of either kind of system.
fn last_segment(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::last_segment;

    #[test]
    fn folders_are_cut_off() {
        for name in ["a.txt", "../../a.txt", "C:\\temp\\a.txt", "/a.txt"] {
            assert_eq!(last_segment(name), "a.txt", "{name}");
        }
    }
}
