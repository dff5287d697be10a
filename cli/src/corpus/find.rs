//! Finding the documents below some folders.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// How long the name of a package may be; of a longer one, its beginning and its end are kept.
const LONGEST: usize = 100;

/// How much of its beginning that is.
const SHORTEST: usize = 30;

/// A document of a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it is.
    pub path: PathBuf,
    /// A name for folders and packages that no other document has, the same in every run over the same folders.
    pub name: String,
}

impl Document {
    /// How people call it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.path.display().to_string()
    }
}

/// The `OpenAPI` documents below `folders`, sorted; a file is taken as it is.
///
/// # Errors
/// A folder that cannot be read.
pub fn documents(folders: &[PathBuf]) -> Result<Vec<Document>, Problem> {
    let mut found = BTreeMap::new();
    for folder in folders {
        let mut files = Vec::new();
        if folder.is_file() {
            files.push(folder.clone());
        } else {
            walk(folder, &mut files)?;
        }
        let below = if folder.is_file() { folder.parent().unwrap_or(folder) } else { folder };
        let named =
            files.into_iter().map(|path| (path.clone(), path.strip_prefix(below).map_or(path.clone(), Into::into)));
        found.extend(named.filter(|(path, _)| path.to_str().is_some()));
    }
    let mut taken = BTreeSet::new();
    Ok(found.into_iter().map(|(path, below)| Document { path, name: name(&below, &mut taken) }).collect())
}

/// A name for a package, made of the path of its document.
fn name(path: &Path, taken: &mut BTreeSet<String>) -> String {
    let path = path.to_string_lossy().to_lowercase();
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.fold("api".to_owned(), |name, word| name + "-" + word);
    // Every character is one byte: all others separate words.
    if name.len() > LONGEST {
        name.replace_range(SHORTEST..name.len() - (LONGEST - SHORTEST), "-");
    }
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(name);
    taken.insert(free.clone());
    free
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let entries = fs::read_dir(folder).map_err(|error| Problem::refused("read the folder", folder, &error))?;
    for entry in entries.flatten() {
        let (path, kind) = (entry.path(), entry.file_type());
        if kind.is_ok_and(|kind| kind.is_dir()) {
            walk(&path, found)?;
        } else if is_document(&path) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_document(path: &Path) -> bool {
    let known = path.extension().and_then(OsStr::to_str).is_some_and(|end| ["yaml", "yml", "json"].contains(&end));
    known && fs::read(path).is_ok_and(|bytes| has_openapi(&bytes))
}

/// Whether the text has a member `openapi` at its top. A look at the text is enough: what it is about is for the
/// generator to find out, and files that are broken must not slip through.
fn has_openapi(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if text.first() == Some(&b'{') { in_braces(text) } else { text.split(|byte| *byte == b'\n').any(is_key) }
}

/// A line of YAML that is not indented.
fn is_key(line: &[u8]) -> bool {
    let quote = line.first().filter(|byte| b"'\"".contains(byte));
    let line = line.get(usize::from(quote.is_some())..).unwrap_or_default();
    let rest = line.strip_prefix(b"openapi").and_then(|rest| match quote {
        Some(quote) => rest.strip_prefix(&[*quote]),
        None => Some(rest),
    });
    rest.is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

/// A JSON object, or a YAML one in braces.
fn in_braces(text: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let length = string(rest);
                let (text, after) = rest.split_at(length);
                rest = after.get(1..).unwrap_or_default();
                if depth == 1 && text == b"openapi" && rest.trim_ascii_start().starts_with(b":") {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// How many bytes there are before the quote that ends a string.
fn string(text: &[u8]) -> usize {
    let mut escaped = false;
    let end = text.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_paths_and_never_shared() {
        let mut taken = BTreeSet::new();
        let mut name = |path: &str| name(Path::new(path), &mut taken);
        assert_eq!(name("v1/Pets & Co.yaml"), "api-v1-pets-co-yaml");
        assert_eq!(name("v1/pets-co.yaml"), "api-v1-pets-co-yaml-2");
        let long = name(&("é/abc".repeat(99) + "/x.json"));
        assert!(long.starts_with("api-abc-abc") && long.ends_with("abc-x-json") && long.len() == LONGEST + 1, "{long}");
    }

    #[test]
    fn knows_documents_by_their_key() {
        for yes in [
            "openapi: 3.1.0",
            "# c\ninfo: {}\nopenapi : 3.0.0",
            "'openapi': 3.0.0",
            "---\n\"openapi\": 3.0.0",
            "\u{feff}{\"openapi\":\"3.0.0\"}",
            "{\"info\":{\"title\":\"a\\\"{\"},\n \"openapi\" : \"3.1.0\"}",
        ] {
            assert!(has_openapi(yes.as_bytes()), "{yes}");
        }
        for no in [
            "",
            "swagger: '2.0'",
            "info:\n  openapi: 3.1.0",
            "openapi-x: 1",
            "{\"x\":{\"openapi\":\"3\"}}",
            "{\"a\":\"openapi\"}",
            "{\"a",
            "'openapi: 1",
        ] {
            assert!(!has_openapi(no.as_bytes()), "{no}");
        }
    }
}
