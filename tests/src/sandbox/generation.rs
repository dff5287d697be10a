//! Generating as the `wharf` command does.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use wharf_cli::codegen::{self, Job, Mode};
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;

use super::{Sandbox, copy, repository};

/// What to generate from.
#[derive(Debug, Clone)]
pub struct Generation {
    /// The document.
    pub document: PathBuf,
    /// The settings file.
    pub settings: Option<PathBuf>,
    /// Prefixes of the paths to keep.
    pub only: Vec<String>,
}

/// What a run said.
#[derive(Debug, Clone)]
pub struct Said {
    /// How it ended.
    pub exit: Exit,
    /// Standard output and standard error, in the order in which they were written.
    pub text: String,
}

impl Said {
    /// Nothing, where all went well.
    ///
    /// # Errors
    /// What was said, where it did not.
    pub fn fine(self) -> Result<(), String> {
        if self.exit == Exit::Fine { Ok(()) } else { Err(format!("{:?}\n{}", self.exit, self.text)) }
    }
}

impl Generation {
    /// From all of a document, without settings.
    pub fn of(document: impl Into<PathBuf>) -> Self {
        Self { document: document.into(), settings: None, only: Vec::new() }
    }

    /// A copy of this repository's document in the sandbox's folder `spec`, with its settings. They name the runtime by
    /// a path from where the client lies, so that a client elsewhere needs another one.
    ///
    /// # Errors
    /// What cannot be copied, and settings that do not name the runtime so.
    pub fn ours(sandbox: &Sandbox) -> Result<Self, String> {
        copy(&repository().join("spec"), &sandbox.path("spec"))?;
        let path = sandbox.path("spec/wharf.toml");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let runtime = format!("{:?}", repository().join("runtime").display().to_string());
        let moved = text.replace("\"../../runtime\"", &runtime);
        if moved == text {
            return Err(format!("{} does not name the runtime as expected", path.display()));
        }
        Ok(Self::of(sandbox.path("spec/containers.yaml")).settings(sandbox.write("spec/wharf.toml", moved)?))
    }

    /// With a settings file.
    #[must_use]
    pub fn settings(self, settings: impl Into<PathBuf>) -> Self {
        Self { settings: Some(settings.into()), ..self }
    }

    /// Keeps only the paths that start with this.
    #[must_use]
    pub fn only(mut self, prefix: &str) -> Self {
        self.only.push(prefix.to_owned());
        self
    }

    /// Generates into a folder.
    #[must_use]
    pub fn run(&self, out: &Path) -> Said {
        let stream = Stream::default();
        let mut terminal = Terminal::to(Box::new(stream.clone()), Box::new(stream.clone()));
        let exit = codegen::run(&self.job(out), Mode::default(), &mut terminal);
        Said { exit, text: stream.text() }
    }

    fn job(&self, out: &Path) -> Job {
        Job {
            document: self.document.clone(),
            overlays: Vec::new(),
            settings: self.settings.clone(),
            only: self.only.clone(),
            out: out.to_owned(),
            command: "wharf codegen".to_owned(),
            again: "wharf codegen".to_owned(),
            force: false,
            report: None,
            generator: wharf::generate,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Stream(Arc<Mutex<Vec<u8>>>);

impl Stream {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
