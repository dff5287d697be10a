//! Where results go: a file, a pager, standard output.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::pager::Pager;
use super::part::{Begun, Part};
use crate::failure::{Exit, Failure, unwritable};
use crate::settings::Settings;
use crate::terminal::Terminal;

/// Where results go.
pub(crate) struct Place {
    to: To,
    /// Whether somebody looks at it.
    pub(crate) is_terminal: bool,
}

enum To {
    Output(BufWriter<Stdout>),
    Pager(Pager),
    /// A pager that starts when there is something to show.
    Later(String),
    File(BufWriter<NamedTempFile>, PathBuf),
    /// What a later run can go on with.
    Part(BufWriter<Part>, PathBuf),
    /// A device or a pipe that has a name.
    Device(BufWriter<File>),
}

impl To {
    fn output() -> Self {
        Self::Output(BufWriter::new(io::stdout()))
    }
}

impl Place {
    /// The file of `--output`, or standard output, through a pager where somebody looks at it.
    pub(crate) fn open(settings: &Settings, terminal: Terminal, by_pages: bool) -> Result<Self, Failure> {
        if let Some(place) = Self::file(settings)? {
            return Ok(place);
        }
        let is_terminal = terminal.output;
        let is_paged = by_pages && is_terminal && !terminal.is_dumb && !settings.is_on("no-pager");
        let line = if is_paged { Pager::line(settings) } else { None };
        Ok(Self { to: line.map_or_else(To::output, To::Later), is_terminal })
    }

    /// The file of `--output`, if it is one.
    pub(crate) fn file(settings: &Settings) -> Result<Option<Self>, Failure> {
        let Some(path) = settings.path("output").filter(|path| path.as_os_str() != "-") else {
            return Ok(None);
        };
        if path.as_os_str().is_empty() {
            return Err(Failure::usage("--output: the name of a file is missing"));
        }
        let wrong = |error: &io::Error| Failure::usage(format!("{} cannot be written: {error}", path.display()));
        if path.is_dir() {
            return Err(Failure::usage(format!("{} is a folder: --output takes the name of a file", path.display())));
        }
        // Only files can be replaced: in place of a device one would stand ever after.
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            let device = File::options().write(true).open(&path).map_err(|error| wrong(&error))?;
            return Ok(Some(Self { to: To::Device(BufWriter::new(device)), is_terminal: false }));
        }
        // What a link leads to is replaced, not the link.
        let path = fs::canonicalize(&path).unwrap_or(path);
        let wrong = |error: &io::Error| Failure::usage(format!("{} cannot be written: {error}", path.display()));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            let problem = format!("{} cannot be written: there is no folder {}", path.display(), folder.display());
            return Err(Failure::usage(problem));
        }
        let file = tempfile::Builder::new().prefix(".part-").tempfile_in(folder).map_err(|error| wrong(&error))?;
        half().replace(file.path().to_owned());
        Ok(Some(Self { to: To::File(BufWriter::new(file), path), is_terminal: false }))
    }

    /// A new file among the temporary ones of the system, for what has no other place; it stays.
    pub(crate) fn beside(tool: &str, ending: &str) -> Result<Self, Failure> {
        let file = tempfile::Builder::new().prefix(&format!("{tool}-")).suffix(ending).tempfile();
        let file = file.map_err(|error| Failure::new(Exit::Api, format!("no file can be made for it: {error}")))?;
        half().replace(file.path().to_owned());
        let path = file.path().to_owned();
        Ok(Self { to: To::File(BufWriter::new(file), path), is_terminal: false })
    }

    /// The file of `--output`, of which a part may be there already from an earlier run of the same request.
    pub(crate) fn part(settings: &Settings, request: &str) -> Result<(Self, Option<Begun>), Failure> {
        let path = settings.path("output").filter(|path| path.as_os_str() != "-");
        let path = path.filter(|path| fs::metadata(path).map_or(true, |there| there.is_file()));
        let Some(path) = path else {
            return Err(Failure::usage("--resume needs --output FILE: what came is kept beside it"));
        };
        let path = fs::canonicalize(&path).unwrap_or(path);
        let (part, begun) = Part::open(&path, request)
            .map_err(|error| Failure::usage(format!("{} cannot be written: {error}", path.display())))?;
        Ok((Self { to: To::Part(BufWriter::new(part), path), is_terminal: false }, begun))
    }

    /// Lets what came stay for a later run, where that can tell whether the content is still the same.
    pub(crate) fn keep(&mut self, validator: Option<&str>) -> Result<(), Failure> {
        match &mut self.to {
            To::Part(part, _) => part.get_mut().keep(validator).map_err(|error| unwritable(&error)),
            _ => Ok(()),
        }
    }

    /// Begins again, where that can be done.
    pub(crate) fn rewind(&mut self) -> bool {
        if let To::Part(part, _) = &mut self.to {
            return part.flush().and_then(|()| part.get_mut().rewind()).is_ok();
        }
        let To::File(file, _) = &mut self.to else {
            return false;
        };
        let again = |file: &mut BufWriter<NamedTempFile>| -> io::Result<()> {
            use std::io::Seek as _;
            file.flush()?;
            file.get_mut().as_file_mut().set_len(0)?;
            file.get_mut().rewind()
        };
        again(file).is_ok()
    }

    /// Lets a file appear, and waits for a pager.
    pub(crate) fn finish(self) -> Result<Option<PathBuf>, Failure> {
        match self.to {
            To::Later(_) => Ok(None),
            To::Device(mut device) => device.flush().map(|()| None).map_err(|error| unwritable(&error)),
            To::Output(mut output) => output.flush().map(|()| None).map_err(|error| unwritable(&error)),
            To::Pager(mut pager) => {
                let flushed = pager.flush();
                pager.finish().and(flushed).map(|()| None).map_err(|error| unwritable(&error))
            }
            To::Part(part, path) => {
                let wrong = |error: &io::Error| {
                    Failure::new(Exit::Api, format!("{} cannot be written: {error}", path.display()))
                };
                let part = part.into_inner().map_err(|error| wrong(error.error()))?;
                permit(part.file(), &path);
                part.persist(&path).map_err(|error| wrong(&error))?;
                Ok(Some(path))
            }
            To::File(file, path) => {
                let wrong = |problem: String| {
                    Failure::new(Exit::Api, format!("{} cannot be written: {problem}", path.display()))
                };
                let file = file.into_inner().map_err(|error| wrong(error.error().to_string()))?;
                permit(file.as_file(), &path);
                file.as_file().sync_all().map_err(|error| wrong(error.to_string()))?;
                half().take();
                file.persist(&path).map_err(|error| wrong(error.error.to_string()))?;
                Ok(Some(path))
            }
        }
    }
}

/// The file that is not complete yet, if there is one.
static HALF: Mutex<Option<PathBuf>> = Mutex::new(None);

fn half() -> MutexGuard<'static, Option<PathBuf>> {
    HALF.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what is not complete, where the process ends without going back to who made it.
pub(crate) fn abandon() {
    if let Some(path) = half().take() {
        // Where it cannot be removed nothing can be done about it.
        let _ = fs::remove_file(path);
    }
}

/// A file that is replaced keeps its permissions; a new one is for its owner alone.
fn permit(file: &File, path: &Path) {
    if let Ok(metadata) = fs::metadata(path) {
        // Where this cannot be done the file stays with its owner.
        let _ = file.set_permissions(metadata.permissions());
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let To::Later(line) = &self.to {
            self.to = Pager::start(line).map_or_else(To::output, To::Pager);
        }
        match &mut self.to {
            To::Later(_) => Ok(0),
            To::Output(output) => output.write(bytes),
            To::Pager(pager) => pager.write(bytes),
            To::File(file, _) => file.write(bytes),
            To::Part(part, _) => part.write(bytes),
            To::Device(device) => device.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Later(_) => Ok(()),
            To::Output(output) => output.flush(),
            To::Pager(pager) => pager.flush(),
            To::File(file, _) => file.flush(),
            To::Part(part, _) => part.flush(),
            To::Device(device) => device.flush(),
        }
    }
}
