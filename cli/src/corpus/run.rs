//! Generating documents side by side, each on a thread of its own.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use wharf::{Input, Settings, Source};

use super::{Outcome, Record};
use crate::codegen::Generator;
use crate::inputs::folder;
use crate::load::Folder;

/// What the first thread of a process usually gets, which is where `codegen` runs.
const STACK: usize = 8 << 20;

thread_local! {
    /// What the last panic of this thread said.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Generates `documents` in memory, as many at a time as there are cores; gives their records in the same order.
pub fn all(documents: &[PathBuf], generator: Generator, limit: Duration) -> Vec<Record> {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(remember));
    let next = AtomicUsize::new(0);
    let worker = || {
        let take = || documents.get(next.fetch_add(1, Ordering::Relaxed));
        let mut records = Vec::new();
        while let Some(document) = take() {
            records.push(in_time(document, generator, limit));
        }
        records
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut records: Vec<Record> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).flatten().collect()
    });
    panic::set_hook(usual);
    records.sort_by(|a, b| a.document.cmp(&b.document));
    records
}

fn remember(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = text.unwrap_or("a panic without words");
    PANIC.with_borrow_mut(|text| *text = format!("{message} at {place}"));
}

/// Generates one document. A thread cannot be stopped from outside: one that takes too long is left behind, until the
/// process ends.
fn in_time(document: &Path, generator: Generator, limit: Duration) -> Record {
    let (send, receive) = mpsc::channel();
    let path = document.to_owned();
    let started = Instant::now();
    // A thread that cannot start drops its end of the channel, as one that ends early does.
    let thread = thread::Builder::new().stack_size(STACK);
    let _ = thread.spawn(move || send.send(caught(&path, generator)));
    let outcome = match receive.recv_timeout(limit) {
        Ok(outcome) => outcome,
        Err(mpsc::RecvTimeoutError::Timeout) => Outcome::TimedOut,
        Err(mpsc::RecvTimeoutError::Disconnected) => Outcome::Panicked { message: "its thread ended".to_owned() },
    };
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Record { document: document.display().to_string(), outcome, milliseconds }
}

fn caught(document: &Path, generator: Generator) -> Outcome {
    panic::catch_unwind(AssertUnwindSafe(|| generate(document, generator)))
        .unwrap_or_else(|_| Outcome::Panicked { message: PANIC.take() })
}

fn generate(document: &Path, generator: Generator) -> Outcome {
    let bytes = match std::fs::read(document) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Outcome::Refused { codes: vec!["unreadable".to_owned()], first: error.to_string() };
        }
    };
    let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let load = Folder::new(folder(document));
    let made = generator(&Input {
        document: Source { name, bytes },
        overlays: Vec::new(),
        settings: Settings::default(),
        only: Vec::new(),
        load: &load,
        command: "wharf corpus".to_owned(),
    });
    let Some(outputs) = made.outputs else {
        let errors = || made.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        let mut codes: Vec<_> = errors().map(|error| error.code.to_owned()).collect();
        codes.sort();
        codes.dedup();
        let first = errors().next().map(|error| format!("{}:{} {}", error.span.line, error.span.column, error.message));
        return Outcome::Refused { codes, first: first.unwrap_or_default() };
    };
    let bytes = outputs.values().map(String::len).sum();
    let wharf::Summary { operations, types, warnings, .. } = made.summary;
    Outcome::Generated { operations, types, warnings, bytes }
}
