//! A download that can go on in a later run: `FILE.part` holds what came, `FILE.part.mark` what it is a part of.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Seek as _, Write};
use std::path::{Path, PathBuf};

/// What came of a download so far.
pub(super) struct Part {
    file: File,
    path: PathBuf,
    mark: PathBuf,
    /// What tells the request from others.
    request: String,
    /// Whether it stays when the download does not come to its end.
    is_kept: bool,
}

/// Where an earlier run ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    /// So many bytes are there.
    pub(crate) length: u64,
    /// By which the server tells whether the content is still the same.
    pub(crate) validator: String,
}

impl Part {
    /// The part of the file `path` that an earlier run of the same request left, or an empty one.
    pub(super) fn open(path: &Path, request: &str) -> io::Result<(Self, Option<Begun>)> {
        let path = beside(path, ".part");
        let mark = beside(&path, ".mark");
        let marked = fs::read_to_string(&mark).unwrap_or_default();
        let validator = marked.split_once('\n').filter(|(of, _)| *of == request).map(|(_, validator)| validator);
        let mut options = File::options();
        options.create(true).truncate(validator.is_none()).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let length = file.seek(io::SeekFrom::End(0))?;
        let begun = validator.filter(|_| length > 0);
        let begun = begun.map(|validator| Begun { length, validator: validator.trim_end().to_owned() });
        let request = request.to_owned();
        let is_kept = begun.is_some();
        Ok((Self { file, path, mark, request, is_kept }, begun))
    }

    /// Stays if a later run can tell by the validator whether the content is still the same.
    pub(super) fn keep(&mut self, validator: Option<&str>) -> io::Result<()> {
        self.is_kept = validator.is_some();
        match validator {
            Some(validator) => fs::write(&self.mark, format!("{}\n{validator}\n", self.request)),
            None => match fs::remove_file(&self.mark) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
        }
    }

    /// Throws away what came. Nothing is kept until it is said what it is a part of.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.is_kept = false;
        self.file.set_len(0)?;
        self.file.rewind()
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Becomes the file.
    pub(super) fn persist(mut self, path: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, path)?;
        self.keep(None)?;
        self.is_kept = true;
        Ok(())
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_kept {
            // Where it cannot be removed it is in nobody's way: the next run begins anew.
            let _ = fs::remove_file(&self.path);
            let _ = fs::remove_file(&self.mark);
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::{Begun, Part};

    #[test]
    fn what_came_stays_for_the_same_request() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bin");
        let left = || {
            let mut names: Vec<_> = folder
                .path()
                .read_dir()
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        let (mut part, begun) = Part::open(&path, "r").unwrap();
        assert_eq!(begun, None);
        part.write_all(b"begin").unwrap();
        drop(part);
        assert_eq!(left(), [""; 0], "it was not said that it is kept");

        let (mut part, _) = Part::open(&path, "r").unwrap();
        part.keep(Some("\"v1\"")).unwrap();
        part.write_all(b"begin").unwrap();
        drop(part);
        assert_eq!(left(), ["a.bin.part", "a.bin.part.mark"]);

        let (mut part, begun) = Part::open(&path, "r").unwrap();
        assert_eq!(begun, Some(Begun { length: 5, validator: "\"v1\"".to_owned() }));
        part.write_all(b" end").unwrap();
        part.persist(&path).unwrap();
        assert_eq!(left(), ["a.bin"]);
        assert_eq!(fs::read(&path).unwrap(), b"begin end");

        let (mut part, _) = Part::open(&path, "r").unwrap();
        part.keep(Some("\"v1\"")).unwrap();
        part.write_all(b"begin").unwrap();
        drop(part);
        let (_part, begun) = Part::open(&path, "another").unwrap();
        assert_eq!(begun, None);
    }
}
