//! Generating documents side by side, each in a process of its own.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use super::find::Document;
use super::generate::{Answer, Order};
use super::limits::{self, End};
use super::part::Itself;
use super::progress::Progress;
use super::workspace::Workspace;
use super::{Outcome, Record};
use crate::files::digest::Digest;

/// How documents are generated.
pub struct Pool<'a> {
    /// What generates.
    pub itself: &'a Itself,
    /// How many at a time.
    pub jobs: usize,
    /// How long each may work.
    pub seconds: u64,
    /// How much memory each may use.
    pub memory_mib: u64,
    /// Where the crates are written to, if they are.
    pub workspace: Option<&'a Workspace>,
    /// For files that nobody else reads.
    pub scratch: &'a Path,
}

impl Pool<'_> {
    /// Generates `documents`; gives their records in the same order.
    pub fn run(&self, documents: &[Document], progress: &Progress) -> Vec<Record> {
        let next = AtomicUsize::new(0);
        let records = Mutex::new(Vec::with_capacity(documents.len()));
        let work = || {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(document) = documents.get(index) else { break };
                let record = self.one(index, document);
                progress.advance(&record.document);
                records.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, record));
            }
        };
        thread::scope(|scope| {
            for _ in 0..self.jobs {
                scope.spawn(work);
            }
        });
        let mut records = records.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        records.sort_by_key(|(index, _)| *index);
        records.into_iter().map(|(_, record)| record).collect()
    }

    fn one(&self, index: usize, document: &Document) -> Record {
        let started = Instant::now();
        let (answer, said) = (self.scratch.join(format!("{index}.json")), self.scratch.join(format!("{index}.txt")));
        let order = Order {
            document: document.path.clone(),
            answer: answer.clone(),
            memory_mib: self.memory_mib,
            seconds: self.seconds,
            out: self.workspace.map(|workspace| workspace.folder(&document.name)),
        };
        let end = self.start(order, &said);
        let answered = fs::read(&answer).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let Answer { outcome, milliseconds, peak_kib } = match (end, answered) {
            (Ok(End::Ended(_)), Some(answer)) => answer,
            (end, _) => Answer {
                outcome: unanswered(end, &fs::read_to_string(&said).unwrap_or_default()),
                milliseconds: limits::since(started),
                peak_kib: None,
            },
        };
        let _ = (fs::remove_file(answer), fs::remove_file(said));
        let sha256 = fs::read(&document.path).map(|bytes| Digest::of(&bytes).to_string()).unwrap_or_default();
        Record { document: document.shown(), sha256, outcome, milliseconds, peak_kib, compiled: None }
    }

    fn start(&self, order: Order, said: &Path) -> std::io::Result<End> {
        let mut command = self.itself.generating(order);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(said)?);
        limits::wait(&mut command.spawn()?, limits::patience(self.seconds))
    }
}

/// What became of a document whose process did not say.
fn unanswered(end: std::io::Result<End>, said: &str) -> Outcome {
    let last = said.trim().lines().last().unwrap_or("without a word");
    match end {
        Ok(End::Stopped) => Outcome::TimedOut,
        Ok(End::Ended(_)) if said.contains("memory allocation of ") => Outcome::OutOfMemory,
        Ok(End::Ended(status)) => Outcome::Died { message: format!("{status}: {last}") },
        Err(error) => Outcome::Died { message: format!("it did not start: {error}") },
    }
}
