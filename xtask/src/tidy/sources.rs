//! The files of this repository that people write and that have rules.

use std::fs;
use std::path::Path;

use wharf_cli::problem::Problem;

use super::words;

/// Folders whose files are output: of codegen, of cargo, and what tests expect of codegen.
const OUTPUT: [&str; 3] = ["generated", "target", "expected"];

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its path from the top of the repository, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Whether a path is that of a Rust file.
pub fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

/// Reads every Rust file below `root` that is written by hand, and every file of the neutral crates, sorted by path.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn read(root: &Path) -> Result<Vec<SourceFile>, Problem> {
    let mut files = Vec::new();
    walk(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn walk(folder: &Path, path: &str, files: &mut Vec<SourceFile>) -> Result<(), Problem> {
    let entries = fs::read_dir(folder).map_err(|error| Problem::refused("read the folder", folder, &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (full, path) = (entry.path(), if path.is_empty() { name.clone() } else { format!("{path}/{name}") });
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && !name.starts_with('.') && !OUTPUT.contains(&name.as_str()) {
            walk(&full, &path, files)?;
        } else if !is_folder && (is_rust(&path) || words::is_neutral(&path)) {
            let text = fs::read_to_string(&full).map_err(|error| Problem::refused("read", &full, &error))?;
            files.push(SourceFile { path, text });
        }
    }
    Ok(())
}
