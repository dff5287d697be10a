//! `history`: a site about what became of a document, version by version.

pub mod git;
pub mod hunks;
pub mod site;
mod versions;

use std::path::PathBuf;
use std::time::Instant;

use wharf::diff::Report;
use wharf::{Settings, Source};

use crate::arguments;
use crate::exit::Exit;
use crate::files::lock::lock;
use crate::files::{Plan, output, write};
use crate::git::Repository;
use crate::inputs::{self, Names};
use crate::load::Seen;
use crate::print::{self, Terminal, count, duration};
use crate::problem::Problem;
use git::Commit;
use hunks::Difference;

/// Which document, and where the site goes.
#[derive(Debug, Clone)]
pub struct Job {
    /// A folder of the repository.
    pub repository: PathBuf,
    /// The document, from that folder.
    pub path: String,
    /// The revision whose history it is, or a range of them.
    pub revisions: String,
    /// The folder of the site.
    pub out: PathBuf,
    /// Settings, which all versions get.
    pub settings: Option<PathBuf>,
    /// Corrections, which all versions get.
    pub overlays: Vec<PathBuf>,
    /// The prefixes of the paths to keep; empty keeps all.
    pub only: Vec<String>,
    /// The address that the site will have.
    pub url: Option<String>,
    /// Whether files of other people may be overwritten.
    pub force: bool,
    /// Whether to say everything.
    pub verbose: bool,
}

impl Job {
    /// What `wharf history` was asked for.
    #[must_use]
    pub fn from_arguments(given: &arguments::History) -> Self {
        Self {
            repository: given.repo.clone(),
            path: given.path.clone(),
            revisions: given.revisions.clone(),
            out: given.out.clone(),
            settings: given.settings.clone(),
            overlays: given.overlay.clone(),
            only: given.only.clone(),
            url: given.url.clone(),
            force: given.force,
            verbose: given.verbose,
        }
    }
}

/// What became of a document.
#[derive(Debug)]
pub struct History {
    /// What the API is called.
    pub title: String,
    /// The document.
    pub path: String,
    /// The prefixes of the paths that it is about.
    pub only: Vec<String>,
    /// The address of the site.
    pub url: Option<String>,
    /// The versions that are shown, the oldest first.
    pub steps: Vec<Step>,
    /// How many versions changed nothing that is shown.
    pub unchanged: usize,
}

/// A version of the document.
#[derive(Debug)]
pub struct Step {
    /// The commit that brought it.
    pub commit: Commit,
    /// What it means.
    pub outcome: Outcome,
}

/// What a version means.
#[derive(Debug)]
pub enum Outcome {
    /// It is the first one.
    First {
        /// How many operations it has.
        operations: usize,
        /// How many types it has.
        types: usize,
    },
    /// It takes the place of another one.
    Updated(Box<Updated>),
    /// It cannot be read or generated, for these reasons.
    Broken(Vec<String>),
    /// The document was removed.
    Gone,
}

/// What it means that a version takes the place of another one.
#[derive(Debug)]
pub struct Updated {
    /// The commit of the other one.
    pub since: Commit,
    /// What it means.
    pub report: Report,
    /// The files of the document that changed.
    pub document: Vec<Difference>,
    /// Files of the client that changed.
    pub code: Vec<Difference>,
    /// Reference pages that changed.
    pub pages: Vec<Difference>,
}

/// What all versions are read with.
#[derive(Debug)]
pub(crate) struct Common {
    repository: Repository,
    settings: Settings,
    overlays: Vec<Source>,
    only: Vec<String>,
}

/// Makes the site.
pub fn run(job: &Job, terminal: &mut Terminal) -> Exit {
    match make(job, terminal) {
        Ok(exit) => exit,
        Err(problem) => {
            terminal.problem(&problem);
            Exit::Failed
        }
    }
}

fn make(job: &Job, terminal: &mut Terminal) -> Result<Exit, Problem> {
    let started = Instant::now();
    let settings = match inputs::settings(job.settings.as_deref(), &mut Seen::new())? {
        Ok(settings) => settings,
        Err(diagnostics) => {
            print::diagnostics(terminal, &diagnostics, &Names::default(), job.verbose);
            return Ok(Exit::Failed);
        }
    };
    let overlays = inputs::overlays(&job.overlays, &mut Seen::new())?;
    let repository = Repository::at(&job.repository);
    let commits = repository.commits(&job.revisions, &job.path)?;
    let common = Common { repository, settings, overlays, only: job.only.clone() };
    let all = versions::all(&common, &job.revisions, commits)?;
    let versions = all.len();
    let (steps, title) = versions::steps(&common, all)?;
    let history = History {
        title: title.unwrap_or_else(|| job.path.clone()),
        path: job.path.clone(),
        only: job.only.clone(),
        url: job.url.clone(),
        unchanged: versions - steps.len(),
        steps,
    };
    for step in &history.steps {
        if let Outcome::Broken(why) = &step.outcome {
            let first = why.first().map_or("", String::as_str);
            let commit = &step.commit;
            terminal.err(format_args!("notice: {} of {} cannot be shown: {first}", commit.short(), commit.date));
        }
    }
    let pages = site::pages(&history);
    let outputs = output::checked(&pages)?;
    let _others_wait = lock(&job.out);
    let plan = Plan::new(&job.out, &outputs)?;
    if !job.force {
        write::permit(&job.out, &plan)?;
    }
    write::write(&job.out, &outputs, &plan)?;
    print::notices(&job.out, &plan, terminal);
    if job.verbose {
        print::changed(&plan, true, terminal);
    }
    let (time, done) = (duration(started.elapsed()), print::done(&job.out, &plan));
    let (all, shown) = (count(versions, "version"), history.steps.len());
    terminal.out(format_args!("{done} in {time}: {all}, of which {shown} are shown"));
    Ok(Exit::Fine)
}
