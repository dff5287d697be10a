//! A process that generates one document.

use std::cell::RefCell;
use std::fs;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use wharf::settings::Runtime;
use wharf::{Input, Settings, Source};

use super::{Outcome, limits, workspace};
use crate::codegen::Generator;
use crate::inputs::folder;
use crate::load::Folder;

/// What the first thread of a process usually gets, which is where `codegen` runs.
const STACK: usize = 8 << 20;

/// What to generate, and where to say how it went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// The document.
    pub document: PathBuf,
    /// The file that gets the [`Answer`].
    pub answer: PathBuf,
    /// How much memory it may use.
    pub memory_mib: u64,
    /// How long it may work.
    pub seconds: u64,
    /// The folder that gets the files; the folder's name becomes the crate's.
    pub out: Option<PathBuf>,
}

/// How it went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// How generating ended.
    pub outcome: Outcome,
    /// How many milliseconds of work it took.
    pub milliseconds: u64,
    /// The most memory that was in use.
    pub peak_kib: Option<u64>,
}

thread_local! {
    /// What the last panic of this thread said.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Carries out `order`.
pub fn play(order: &Order, generator: Generator) -> ExitCode {
    limits::set(order.memory_mib, order.seconds);
    panic::set_hook(Box::new(remember));
    let started = Instant::now();
    let outcome = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let ended = thread.spawn_scoped(scope, || caught(order, generator)).map(thread::ScopedJoinHandle::join);
        ended.ok().and_then(Result::ok)
    });
    let died = || Outcome::Died { message: "its thread did not start".to_owned() };
    let answer = Answer {
        outcome: outcome.unwrap_or_else(died),
        milliseconds: limits::worked(started),
        peak_kib: limits::peak(),
    };
    let text = serde_json::to_string(&answer).unwrap_or_default();
    if fs::write(&order.answer, text).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn remember(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = text.unwrap_or("a panic without words");
    PANIC.with_borrow_mut(|text| *text = format!("{message} at {place}"));
}

fn caught(order: &Order, generator: Generator) -> Outcome {
    panic::catch_unwind(AssertUnwindSafe(|| generate(order, generator)))
        .unwrap_or_else(|_| Outcome::Panicked { message: PANIC.take() })
}

fn generate(order: &Order, generator: Generator) -> Outcome {
    let bytes = match fs::read(&order.document) {
        Ok(bytes) => bytes,
        Err(error) => return refused("unreadable", &error.to_string()),
    };
    let name = order.document.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let load = Folder::new(folder(&order.document));
    let mut settings = Settings::default();
    settings.runtime = Runtime::Path(workspace::RUNTIME_OF_CRATE.to_owned());
    let made =
        generator(&Input { settings, command: "wharf corpus".to_owned(), ..Input::new(Source { name, bytes }, &load) });
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
    match order.out.as_deref().map_or(Ok(()), |out| write(out, outputs)) {
        Ok(()) => Outcome::Generated { operations, types, warnings, bytes },
        Err(problem) => refused("unwritable", &problem.to_string()),
    }
}

fn write(out: &Path, outputs: wharf::Outputs) -> Result<(), crate::problem::Problem> {
    workspace::write(out, &workspace::member(out, outputs))
}

fn refused(code: &str, why: &str) -> Outcome {
    Outcome::Refused { codes: vec![code.to_owned()], first: why.to_owned() }
}
