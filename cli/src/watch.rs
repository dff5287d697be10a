//! `--watch`: run again whenever an input changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::codegen::{self, Job, Mode};
use crate::exit::Exit;
use crate::files::digest::Digest;
use crate::inputs::folder;
use crate::load::Seen;
use crate::print::Terminal;
use crate::problem::Problem;

/// Editors save in several steps; a run starts when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(80);

/// The longest that a run is put off.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs `job`, and again after every change, until the process is stopped. Stopping it is safe at any moment: files
/// are moved into place whole, and the next run completes what this one began.
pub fn run(job: &Job, mode: Mode, terminal: &mut Terminal) -> Exit {
    watch(job, mode, terminal).unwrap_or_else(|problem| {
        terminal.problem(&problem);
        Exit::Failed
    })
}

fn watch(job: &Job, mode: Mode, terminal: &mut Terminal) -> Result<Exit, Problem> {
    let (send, events) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Looking at the files makes events too; waking up on those would never end.
        if event.is_ok_and(|event| !is_reading(event.kind)) {
            let _ = send.send(());
        }
    });
    let mut folders = Folders { watcher: watcher.map_err(|error| failed(&error))?, watched: BTreeSet::new() };
    loop {
        let ran = codegen::once(job, mode, terminal);
        folders.watch(&ran.seen)?;
        if !wait(&ran.seen, &events) {
            return Ok(ran.exit);
        }
    }
}

/// Waits until a file holds something else than when it was `seen`; says whether events can still come.
fn wait(seen: &Seen, events: &Receiver<()>) -> bool {
    while !changed(seen) {
        if events.recv().is_err() {
            return false;
        }
        settle(events);
    }
    true
}

fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Lets pass what belongs to one change, also where something else in the folder never stops changing.
fn settle(events: &Receiver<()>) {
    let last = Instant::now() + PATIENCE;
    while Instant::now() < last && events.recv_timeout(QUIET).is_ok() {}
}

/// Content decides, not times or events: a folder has other files too, and saving a file as it was is no change.
fn changed(seen: &Seen) -> bool {
    seen.iter().any(|(path, digest)| std::fs::read(path).ok().map(Digest::of) != *digest)
}

/// The folders that inputs are in. Folders are watched and not files, since editors replace files.
struct Folders {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Folders {
    fn watch(&mut self, seen: &Seen) -> Result<(), Problem> {
        for path in seen.keys().map(|file| nearest(file)) {
            if !self.watched.contains(&path) {
                self.watcher.watch(&path, RecursiveMode::NonRecursive).map_err(|error| failed(&error))?;
                self.watched.insert(path);
            }
        }
        Ok(())
    }
}

/// The folder of `file`, or the nearest above it that is there.
fn nearest(file: &Path) -> PathBuf {
    let folder = folder(file);
    let there = folder.ancestors().find(|path| path.is_dir());
    there.unwrap_or(Path::new(".")).to_owned()
}

fn failed(error: &notify::Error) -> Problem {
    Problem::new(format!("cannot watch for changes: {error}"), "run it without --watch")
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, ModifyKind};

    use super::*;

    #[test]
    fn only_reading_is_let_pass() {
        assert!(is_reading(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(is_reading(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(!is_reading(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(!is_reading(EventKind::Modify(ModifyKind::Data(DataChange::Any))));
        assert!(!is_reading(EventKind::Create(CreateKind::File)));
        assert!(!is_reading(EventKind::Any));
    }
}
