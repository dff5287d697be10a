//! `diff`: what an update of a document means.

mod revision;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use wharf::diff::{Approvals, Day, Level, Released, Report, Tool, Totals, Wire};
use wharf::{Comparison, Diagnostic, Input, Settings, Severity, Source};

use crate::arguments;
use crate::exit::Exit;
use crate::inputs::Names;
use crate::print::{self, Terminal, count};
use crate::problem::Problem;
pub use revision::Place;

/// What to compare, and how to tell.
#[derive(Debug, Clone)]
pub struct Job {
    /// The old document.
    pub old: Place,
    /// The new document.
    pub new: Place,
    /// The settings; the defaults without them.
    pub settings: Option<PathBuf>,
    /// Corrections, which both documents get.
    pub overlays: Vec<PathBuf>,
    /// The prefixes of the paths to keep; empty keeps all.
    pub only: Vec<String>,
    /// How to tell.
    pub format: Format,
    /// What makes the command fail.
    pub fail_on: Vec<FailOn>,
    /// A file with changes that are accepted; without it the one beside the new document, if there is one.
    pub approvals: Option<PathBuf>,
    /// Whether to say everything.
    pub verbose: bool,
}

impl Job {
    /// What `wharf diff` was asked for.
    #[must_use]
    pub fn from_arguments(arguments: &arguments::Diff) -> Self {
        Self {
            old: Place::parse(&arguments.old),
            new: Place::parse(&arguments.new),
            settings: arguments.settings.clone(),
            overlays: arguments.overlay.clone(),
            only: arguments.only.clone(),
            format: arguments.format,
            fail_on: arguments.fail_on.clone(),
            approvals: arguments.approvals.clone(),
            verbose: arguments.verbose,
        }
    }
}

/// How a report is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For a terminal
    #[default]
    Text,
    /// For programs
    Json,
    /// For the text of a pull request
    Markdown,
    /// A page by itself
    Html,
    /// Annotations of a GitHub workflow
    Github,
}

/// What makes `diff` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Something breaks on the wire
    #[value(name = "wire")]
    Wire,
    /// Something may surprise on the wire
    #[value(name = "wire:warn")]
    WireWarn,
    /// Clients already released are refused, or cannot read what they get
    #[value(name = "released")]
    Released,
    /// Code that uses the crate may not compile
    #[value(name = "rust")]
    Rust,
    /// The crate has more than before
    #[value(name = "rust:minor")]
    RustMinor,
    /// Command lines already written break
    #[value(name = "tool")]
    Tool,
}

impl FailOn {
    /// Whether a report whose entries come to this has what it asks about.
    #[must_use]
    pub fn holds(self, totals: Totals) -> bool {
        match self {
            Self::Wire => totals.wire == Wire::Breaking,
            Self::WireWarn => totals.wire >= Wire::Risky,
            Self::Released => totals.released >= Released::Rejected,
            Self::Rust => totals.rust == Level::Major,
            Self::RustMinor => totals.rust >= Level::Minor,
            Self::Tool => totals.tool == Some(Tool::Breaks),
        }
    }

    /// How it is written on the command line.
    fn word(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::WireWarn => "wire:warn",
            Self::Released => "released",
            Self::Rust => "rust",
            Self::RustMinor => "rust:minor",
            Self::Tool => "tool",
        }
    }
}

/// Compares, and tells.
pub fn run(job: &Job, terminal: &mut Terminal) -> Exit {
    match compared(job, terminal).and_then(|report| report.map(|report| approved(job, report, terminal)).transpose()) {
        Ok(Some(report)) => tell(job, &report, terminal),
        Ok(None) => Exit::Failed,
        Err(problem) => {
            terminal.problem(&problem);
            Exit::Failed
        }
    }
}

fn tell(job: &Job, report: &Report, terminal: &mut Terminal) -> Exit {
    let text = match job.format {
        Format::Text => report.text(job.verbose),
        Format::Json => report.json(),
        Format::Markdown => report.markdown(job.verbose),
        Format::Html => report.html(),
        Format::Github => report.github(),
    };
    terminal.out(text.trim_end());
    let totals = report.unapproved();
    let failed: Vec<&str> = job.fail_on.iter().filter(|one| one.holds(totals)).map(|one| one.word()).collect();
    if failed.is_empty() {
        return Exit::Fine;
    }
    terminal.err(format_args!("not as it has to be: {}", failed.join(", ")));
    Exit::Differs
}

/// Writes a report to `path`: as Markdown, HTML or JSON where it ends so, else as text.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_report(path: &Path, report: &Report) -> Result<(), Problem> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let text = match ending {
        "json" => report.json(),
        "md" => report.markdown(false),
        "html" => report.html(),
        _ => report.text(true),
    };
    std::fs::write(path, text).map_err(|error| Problem::refused("write the report to", path, &error))
}

/// The file beside a document with the changes of it that are accepted.
pub const APPROVALS: &str = "approvals.toml";

/// Marks what is approved, by the file that is named or by the one beside the new document.
fn approved(job: &Job, mut report: Report, terminal: &mut Terminal) -> Result<Report, Problem> {
    let (name, text) = if let Some(path) = &job.approvals {
        let read = std::fs::read_to_string(path);
        let text = read.map_err(|error| Problem::refused("read the approvals", path, &error))?;
        (path.display().to_string(), text)
    } else {
        let Ok(bytes) = job.new.folder().load(APPROVALS) else { return Ok(report) };
        (job.new.shown(APPROVALS), String::from_utf8_lossy(&bytes).into_owned())
    };
    approve(&mut report, &name, &text, job.verbose, terminal)?;
    Ok(report)
}

/// Marks what a file approves today, and shows which approvals do not hold.
///
/// # Errors
/// Where the file is not what it should be, which is shown.
pub fn approve(
    report: &mut Report,
    name: &str,
    text: &str,
    verbose: bool,
    terminal: &mut Terminal,
) -> Result<(), Problem> {
    let told = match Approvals::parse(name, text) {
        Ok(approvals) => report.approve(&approvals, today()),
        Err(wrong) => {
            print::diagnostics(terminal, &wrong, &Names::default(), verbose);
            return Err(Problem::new(format!("the approvals in `{name}` cannot be read"), "correct the file"));
        }
    };
    print::diagnostics(terminal, &told, &Names::default(), verbose);
    Ok(())
}

/// The day in UTC, so that a run means the same wherever it is.
fn today() -> Day {
    let date = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    Day::new(u16::try_from(date.year()).unwrap_or_default(), part(date.month()), part(date.day()))
}

/// The report; none where a document has errors, which are shown.
fn compared(job: &Job, terminal: &mut Terminal) -> Result<Option<Report>, Problem> {
    let settings = match settings(job)? {
        Ok(settings) => settings,
        Err(diagnostics) => {
            print::diagnostics(terminal, &diagnostics, &Names::default(), job.verbose);
            return Ok(None);
        }
    };
    let overlays = job.overlays.iter().map(|path| {
        let read = std::fs::read(path).map_err(|error| Problem::refused("read the overlay", path, &error));
        Ok(Source { name: path.display().to_string(), bytes: read? })
    });
    let overlays: Vec<Source> = overlays.collect::<Result<_, Problem>>()?;
    let [old_document, new_document] = [job.old.read()?, job.new.read()?];
    let [old_folder, new_folder] = [job.old.folder(), job.new.folder()];
    let input = |document, load| Input {
        document,
        overlays: overlays.clone(),
        settings: settings.clone(),
        only: job.only.clone(),
        load,
        command: "wharf codegen".to_owned(),
        report: false,
    };
    let Comparison { report, old, new } =
        wharf::compare(&input(old_document, &*old_folder), &input(new_document, &*new_folder));
    let Some(mut report) = report else {
        let errors = old.iter().chain(&new).filter(|one| one.is_error()).count();
        for (told, place) in [(old, &job.old), (new, &job.new)] {
            let errors: Vec<_> = told.into_iter().filter(Diagnostic::is_error).collect();
            print::diagnostics(terminal, &errors, &place.names(), job.verbose);
        }
        terminal.err(format_args!("nothing was compared: {}", count(errors, "error")));
        return Ok(None);
    };
    print::diagnostics(terminal, &came(&old, new), &job.new.names(), job.verbose);
    let new_name = |name: &str| match job.format {
        // Annotations stand at a file of the working folder, whichever revision was read.
        Format::Github => job.new.path(name),
        _ => job.new.shown(name),
    };
    report.rename_files(&|name| job.old.shown(name), &new_name);
    Ok(Some(report))
}

/// The warnings about a new document that the old one did not give: a change may be a mistake.
fn came(old: &[Diagnostic], new: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let said = |one: &Diagnostic| (one.code, one.message.clone());
    let known: HashSet<(&str, String)> = old.iter().map(said).collect();
    new.into_iter().filter(|one| one.severity == Severity::Warning && !known.contains(&said(one))).collect()
}

type Read = Result<Settings, Vec<Diagnostic>>;

fn settings(job: &Job) -> Result<Read, Problem> {
    let Some(path) = &job.settings else { return Ok(Ok(Settings::default())) };
    let text = std::fs::read_to_string(path).map_err(|error| Problem::refused("read the settings", path, &error))?;
    Ok(Settings::parse(&path.display().to_string(), &text))
}
