//! `codegen`: read, generate, and write or check.

use std::path::PathBuf;
use std::time::Instant;

use wharf::{Input, Outcome, Summary};

use crate::arguments;
use crate::check;
use crate::exit::Exit;
use crate::files::lock::lock;
use crate::files::output;
use crate::files::{Plan, write};
use crate::inputs::{self, Inputs, Names};
use crate::load::{Folder, Seen};
use crate::print::{self, Terminal, count, duration};
use crate::problem::Problem;
use crate::report;
use crate::watch;

/// What turns inputs into files: [`wharf::generate`], or a stand-in for it in tests.
pub type Generator = fn(&Input<'_>) -> Outcome;

/// What to generate from, and where to.
#[derive(Debug, Clone)]
pub struct Job {
    /// The document.
    pub document: PathBuf,
    /// Its corrections, in order.
    pub overlays: Vec<PathBuf>,
    /// The settings; the defaults without them.
    pub settings: Option<PathBuf>,
    /// The prefixes of the paths to keep; empty keeps all.
    pub only: Vec<String>,
    /// The output folder.
    pub out: PathBuf,
    /// The command that emitted files name; the same wherever it is run.
    pub command: String,
    /// The command that brings this output up to date, as it would be typed here.
    pub again: String,
    /// Whether files of other people may be overwritten.
    pub force: bool,
    /// Where to say what no type expresses; `-` is standard output.
    pub report: Option<PathBuf>,
    /// What generates.
    pub generator: Generator,
}

impl Job {
    /// What `wharf codegen` was asked for.
    #[must_use]
    pub fn from_arguments(arguments: &arguments::Codegen) -> Self {
        Self {
            document: arguments.document.clone(),
            overlays: arguments.additions.overlay.clone(),
            settings: arguments.additions.settings.clone(),
            only: arguments.additions.only.clone(),
            out: arguments.out.clone(),
            command: "wharf codegen".to_owned(),
            again: arguments.as_typed("wharf"),
            force: arguments.choices.force,
            report: arguments.report.clone(),
            generator: wharf::generate,
        }
    }
}

/// How to run a [`Job`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Mode {
    /// Compare instead of writing.
    pub check: bool,
    /// Stay and run again on changes.
    pub watch: bool,
    /// Say everything.
    pub verbose: bool,
}

impl From<arguments::Run> for Mode {
    fn from(run: arguments::Run) -> Self {
        Self { check: run.check, watch: run.watch, verbose: run.verbose }
    }
}

/// Runs `job`: once, or for as long as it is watched.
pub fn run(job: &Job, mode: Mode, terminal: &mut Terminal) -> Exit {
    if mode.watch { watch::run(job, mode, terminal) } else { once(job, mode, terminal).exit }
}

/// How one run ended.
#[derive(Debug)]
pub struct Ran {
    /// What to exit with.
    pub exit: Exit,
    /// Every file that was read, or looked for.
    pub seen: Seen,
}

/// Runs `job` once.
pub fn once(job: &Job, mode: Mode, terminal: &mut Terminal) -> Ran {
    let started = Instant::now();
    let mut seen = Seen::new();
    let done = generated(job, mode, &mut seen, terminal)
        .and_then(|outcome| outcome.map_or(Ok(Exit::Failed), |made| finish(job, mode, &made, started, terminal)));
    let exit = done.unwrap_or_else(|problem| {
        terminal.problem(&problem);
        Exit::Failed
    });
    Ran { exit, seen }
}

/// What a run made that found no error.
struct Made {
    outputs: wharf::Outputs,
    summary: Summary,
}

/// Reads, generates, and shows what there is to say; nothing is made when some of that is an error.
fn generated(job: &Job, mode: Mode, seen: &mut Seen, terminal: &mut Terminal) -> Result<Option<Made>, Problem> {
    let names = Names::of(job);
    let Inputs { document, overlays, settings } = inputs::read(job, seen)?;
    let folder = Folder::new(inputs::folder(&job.document));
    let mut unexpressed = None;
    let (outputs, summary, diagnostics) = match settings {
        Err(diagnostics) => (None, Summary::default(), diagnostics),
        Ok(settings) => {
            let (only, command) = (job.only.clone(), job.command.clone());
            let report = job.report.is_some();
            let input = Input { document, overlays, settings, only, load: &folder, command, report };
            let Outcome { outputs, diagnostics, summary, report } = (job.generator)(&input);
            unexpressed = report;
            (outputs, summary, diagnostics)
        }
    };
    seen.extend(folder.into_seen());
    print::diagnostics(terminal, &diagnostics, &names, mode.verbose);
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    if errors > 0 || outputs.is_none() {
        terminal.err(format_args!("nothing was written: {}", count(errors, "error")));
        return Ok(None);
    }
    if let Some((path, report)) = job.report.as_deref().zip(unexpressed) {
        report::write(path, report, &names, terminal)?;
    }
    Ok(outputs.map(|outputs| Made { outputs, summary }))
}

fn finish(job: &Job, mode: Mode, result: &Made, started: Instant, terminal: &mut Terminal) -> Result<Exit, Problem> {
    let outputs = output::checked(&result.outputs)?;
    let _others_wait = if mode.check { None } else { lock(&job.out) };
    let plan = Plan::new(&job.out, &outputs)?;
    if mode.check {
        let exit = check::report(job, &outputs, &plan, mode.verbose, terminal);
        if exit == Exit::Fine {
            let (files, out, time) = (count(outputs.len(), "file"), job.out.display(), duration(started.elapsed()));
            terminal.out(format_args!("{files} in `{out}` are up to date, checked in {time}"));
        }
        return Ok(exit);
    }
    if !job.force {
        write::permit(&job.out, &plan)?;
    }
    write::write(&job.out, &outputs, &plan)?;
    print::notices(&job.out, &plan, terminal);
    if mode.verbose || !mode.watch {
        print::changed(&plan, mode.verbose, terminal);
    }
    let (time, found) = (duration(started.elapsed()), print::found(result.summary));
    terminal.out(format_args!("{} in {time}: {found}", print::done(&job.out, &plan)));
    Ok(Exit::Fine)
}
