//! A folder with a document and an output folder, and a generator that does what the document says line by line.
#![allow(dead_code, reason = "each test crate uses a part")]

pub mod toy;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use anstream::adapter::strip_str;
use tempfile::TempDir;
use wharf_cli::codegen::{self, Job, Mode};
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;

/// What a run said, without colours.
#[derive(Debug, Clone)]
pub struct Said {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

/// A stream that a test can read while it is written.
#[derive(Clone, Default)]
pub struct Stream(Arc<Mutex<Vec<u8>>>);

impl Stream {
    pub fn text(&self) -> String {
        strip_str(&String::from_utf8(self.0.lock().unwrap().clone()).unwrap()).to_string()
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub struct Place {
    root: TempDir,
}

impl Place {
    /// A folder with a document of these lines.
    pub fn new(document: &str) -> Self {
        let place = Self { root: tempfile::tempdir().unwrap() };
        place.document(document);
        place
    }

    /// A folder where a document of these lines has been generated.
    pub fn generated(document: &str) -> Self {
        let place = Self::new(document);
        assert_eq!(place.write().exit, Exit::Fine);
        place
    }

    pub fn root(&self) -> &Path {
        self.root.path()
    }

    pub fn out(&self) -> PathBuf {
        self.root().join("out")
    }

    pub fn document(&self, lines: &str) {
        self.put("api.yaml", lines);
    }

    /// Writes a file; `path` is below the folder.
    pub fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|_| panic!("no {path}"))
    }

    pub fn job(&self) -> Job {
        job(self.root())
    }

    pub fn write(&self) -> Said {
        run(&self.job(), Mode::default())
    }

    pub fn force(&self) -> Said {
        run(&Job { force: true, ..self.job() }, Mode::default())
    }

    pub fn check(&self) -> Said {
        run(&self.job(), Mode { check: true, ..Mode::default() })
    }

    /// Everything below the folder: path, text and time of writing. Folders have no text.
    pub fn snapshot(&self) -> BTreeMap<String, (String, Option<SystemTime>)> {
        let mut all = BTreeMap::new();
        walk(self.root(), self.root(), &mut all);
        all
    }

    /// The files in the output folder.
    pub fn files(&self) -> Vec<String> {
        let all = self.snapshot().into_keys();
        all.filter_map(|path| path.strip_prefix("out/").map(str::to_owned))
            .filter(|path| !path.is_empty() && !path.ends_with('/'))
            .collect()
    }
}

/// Generates what `api.yaml` in `root` says to `out` beside it.
pub fn job(root: &Path) -> Job {
    Job {
        document: root.join("api.yaml"),
        overlays: Vec::new(),
        settings: None,
        only: Vec::new(),
        out: root.join("out"),
        command: "toy codegen".to_owned(),
        again: "toy codegen --again".to_owned(),
        force: false,
        report: None,
        generator: toy::generate,
    }
}

pub fn run(job: &Job, mode: Mode) -> Said {
    let (out, err) = (Stream::default(), Stream::default());
    let mut terminal = Terminal::to(Box::new(out.clone()), Box::new(err.clone()));
    let exit = codegen::run(job, mode, &mut terminal);
    Said { exit, out: out.text(), err: err.text() }
}

fn walk(root: &Path, folder: &Path, all: &mut BTreeMap<String, (String, Option<SystemTime>)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            all.insert(format!("{name}/"), (String::new(), None));
            walk(root, &path, all);
        } else if kind.is_symlink() {
            all.insert(name, (format!("-> {}", fs::read_link(&path).unwrap().display()), None));
        } else {
            let time = entry.metadata().unwrap().modified().unwrap();
            all.insert(name, (fs::read_to_string(&path).unwrap(), Some(time)));
        }
    }
}
