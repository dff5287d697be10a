//! Reading the files that a document's relative references name.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use wharf::Load;

use crate::files::digest::Digest;

/// What was read and what it held then; nothing where it could not be read.
pub type Seen = BTreeMap<PathBuf, Option<Digest>>;

/// The folder of a document. Names are read relative to it; absolute paths and URLs are refused.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    seen: Mutex<Seen>,
}

impl Folder {
    /// The folder at `path`.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, seen: Mutex::default() }
    }

    /// Every file that was asked for, there or not.
    #[must_use]
    pub fn into_seen(self) -> Seen {
        self.seen.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Load for Folder {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        refuse(name)?;
        let path = self.path.join(name);
        let read = std::fs::read(&path);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(path.clone(), read.as_ref().ok().map(Digest::of));
        read.map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
    }
}

/// Says why `name` is not a path below or beside the document, if it is not.
fn refuse(name: &str) -> Result<(), String> {
    let scheme = name.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    if scheme.is_some_and(is_scheme) {
        return Err(format!("`{name}` is a URL; only files beside the document are read, so download it first"));
    }
    let outside = |part: Component<'_>| matches!(part, Component::Prefix(_) | Component::RootDir);
    if name.starts_with(['/', '\\']) || Path::new(name).components().any(outside) {
        return Err(format!("`{name}` is an absolute path; name the file relative to the one that refers to it"));
    }
    if name.is_empty() {
        return Err("the reference names no file".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_beside_the_document_and_remembers() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("schemas")).unwrap();
        std::fs::write(folder.path().join("schemas/pet.yaml"), "type: object").unwrap();
        let load = Folder::new(folder.path().join("schemas"));
        assert_eq!(load.load("pet.yaml"), Ok(b"type: object".to_vec()));
        assert_eq!(load.load("../schemas/pet.yaml"), Ok(b"type: object".to_vec()));
        assert!(load.load("gone.yaml").unwrap_err().contains("gone.yaml"));
        let seen = load.into_seen();
        assert_eq!(seen.len(), 3);
        assert_eq!(seen[&folder.path().join("schemas/gone.yaml")], None);
    }

    #[test]
    fn refuses_what_is_not_beside_the_document() {
        let load = Folder::new(PathBuf::from("."));
        for (name, word) in [
            ("https://example.com/a.yaml", "URL"),
            ("file:///etc/hosts", "URL"),
            ("C:\\a.yaml", "URL"),
            ("/etc/hosts", "absolute"),
            ("//host/share", "absolute"),
            ("\\\\host\\share", "absolute"),
            ("", "no file"),
        ] {
            assert!(load.load(name).unwrap_err().contains(word), "{name}");
        }
    }
}
