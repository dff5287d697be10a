//! Values that stand in files: `@FILE` and its relatives.
//!
//! Within bodies a text that begins with `@` names a file whose content takes its place: as text, or as base64 where the
//! content is none. `@file://FILE` is the text in any case, `@data://FILE` base64. `\@` is an `@` that is meant.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::data::{Data, Source};

/// Puts the content of files in place of their names, all through a value.
pub(crate) fn resolve(data: Data) -> Result<Data, String> {
    Ok(match data {
        Data::Text(text) => Data::Text(resolve_text(text)?),
        Data::List(items) => Data::List(items.into_iter().map(resolve).collect::<Result<_, _>>()?),
        Data::Object(members) => {
            let resolved = members.into_iter().map(|(name, value)| Ok((name, resolve(value)?)));
            Data::Object(resolved.collect::<Result<_, String>>()?)
        }
        other => other,
    })
}

/// The same for one text.
pub(crate) fn resolve_text(text: String) -> Result<String, String> {
    if let Some(rest) = text.strip_prefix("\\@") {
        return Ok(format!("@{rest}"));
    }
    let Some(path) = text.strip_prefix('@').filter(|path| !path.is_empty()) else {
        return Ok(text);
    };
    if let Some(path) = path.strip_prefix("data://") {
        return Ok(STANDARD.encode(content(path)?));
    }
    if let Some(path) = path.strip_prefix("file://") {
        return String::from_utf8(content(path)?).map_err(|_| format!("the file `{path}` holds no UTF-8 text"));
    }
    let bytes = content(path)?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| STANDARD.encode(error.into_bytes())))
}

fn content(path: &str) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| {
        format!("the file `{path}` cannot be read: {error} (for a text that begins with `@`, write `\\@`)")
    })
}

/// What a flag for a file names: a path with or without `@`, `-` for standard input, `@data://…` for bytes that stand
/// there.
pub(crate) fn file_source(word: &str) -> Result<Source, String> {
    if let Some(text) = word.strip_prefix("@data://") {
        return Ok(Source::Bytes(text.as_bytes().to_vec()));
    }
    if word == "-" || word == "@-" {
        return Ok(Source::StandardInput);
    }
    let word = word.strip_prefix('@').unwrap_or(word);
    let word = word.strip_prefix("file://").unwrap_or(word);
    let path = Path::new(word.strip_prefix('\\').filter(|rest| rest.starts_with('@')).unwrap_or(word));
    // A list is what other flags take.
    let is_list = word.starts_with('[') && word.ends_with(']');
    let several = if is_list { "; each of several files has a flag of its own" } else { "" };
    file_at(path).map_err(|problem| problem + several)
}

/// A file by its path. One that is not there is told now, before anything is sent.
pub(crate) fn file_at(path: &Path) -> Result<Source, String> {
    let wrong = |problem: String| Err(format!("the file `{}` cannot be read: {problem}", path.display()));
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => wrong("it is a folder".to_owned()),
        // To open a pipe and close it again would end who writes into it.
        Ok(metadata) if !metadata.is_file() => Ok(Source::Path(path.to_owned())),
        Ok(_) => match fs::File::open(path) {
            Ok(_) => Ok(Source::Path(path.to_owned())),
            Err(error) => wrong(error.to_string()),
        },
        Err(error) => wrong(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, file_source, resolve_text};

    #[test]
    fn names_of_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "text").unwrap();
        let binary = folder.path().join("a.bin");
        std::fs::write(&binary, [0xff, 0x00]).unwrap();
        let of = |prefix: &str, path: &std::path::Path| resolve_text(format!("{prefix}{}", path.display()));
        assert_eq!(of("@", &path).unwrap(), "text");
        assert_eq!(of("@file://", &path).unwrap(), "text");
        assert_eq!(of("@data://", &path).unwrap(), "dGV4dA==");
        assert_eq!(of("@", &binary).unwrap(), "/wA=");
        assert!(of("@file://", &binary).unwrap_err().contains("no UTF-8"));
        for (text, expected) in [("\\@a", "@a"), ("a@b", "a@b"), ("@", "@"), ("", "")] {
            assert_eq!(resolve_text(text.to_owned()).unwrap(), expected);
        }
        let problem = resolve_text("@nowhere.txt".to_owned()).unwrap_err();
        assert!(problem.contains("`nowhere.txt`") && problem.contains("\\@"), "{problem}");
        let word = path.display().to_string();
        assert_eq!(file_source(&word).unwrap(), Source::Path(path.clone()));
        assert_eq!(file_source(&format!("@{word}")).unwrap(), Source::Path(path));
        assert_eq!(file_source("-").unwrap(), Source::StandardInput);
        assert_eq!(file_source("@data://x").unwrap(), Source::Bytes(b"x".to_vec()));
        assert!(file_source("nowhere.bin").unwrap_err().contains("`nowhere.bin`"));
    }
}
