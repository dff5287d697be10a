//! Several files that change together, or not at all.

use std::path::{Path, PathBuf};

use crate::files::transaction::Transaction;
use crate::problem::Problem;

/// Writes each text to its path and then does what comes last, which takes itself back where it fails. Where any of that
/// fails, everything is as it was.
///
/// # Errors
/// The first thing that the system refused.
pub fn write(texts: &[(PathBuf, &str)], last: impl FnOnce() -> Result<(), Problem>) -> Result<(), Problem> {
    let Some(folder) = texts.first().map(|(path, _)| path.parent().unwrap_or(Path::new(""))) else {
        return last();
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut transaction = Transaction::begin(folder)?;
    match put(texts, &mut transaction).and_then(|()| last()) {
        Ok(()) => transaction.commit(),
        Err(problem) => Err(transaction.roll_back(problem)),
    }
}

fn put(texts: &[(PathBuf, &str)], transaction: &mut Transaction) -> Result<(), Problem> {
    let mut staged = Vec::new();
    for (path, text) in texts {
        staged.push((path, transaction.stage(text)?));
    }
    for (path, content) in staged {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            transaction.folder(folder)?;
        }
        transaction.put(&content, path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_or_nothing_is_written() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        std::fs::write(path("a"), "old").unwrap();
        let texts = [(path("a"), "new"), (path("b"), "new")];
        let failed = write(&texts, || Err(Problem::new("no", "")));
        assert_eq!(failed.unwrap_err().message, "no");
        assert_eq!(std::fs::read_to_string(path("a")).unwrap(), "old");
        assert!(!path("b").exists());
        write(&texts, || Ok(())).unwrap();
        assert_eq!(std::fs::read_to_string(path("a")).unwrap(), "new");
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 2);
    }
}
