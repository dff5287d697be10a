//! `update`: a new document from elsewhere takes the place of the one that is kept.

pub mod changelog;
mod names;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wharf::diff::{Report, Verdict};
use wharf::{Comparison, Diagnostic, Input, Load, Outcome, Outputs, Settings, Source, Update};

use crate::arguments;
use crate::codegen;
use crate::diff::{APPROVALS, Place, approve, write_report};
use crate::exit::Exit;
use crate::files::lock::lock;
use crate::files::{Plan, output, together, write};
use crate::inputs::{self, Inputs, Names};
use crate::load::{Folder, Seen};
use crate::print::{self, Terminal, count, paths};
use crate::problem::Problem;

/// What to update, and from what.
#[derive(Debug, Clone)]
pub struct Job {
    /// The document that is kept, and what is generated from it.
    pub kept: codegen::Job,
    /// The new document.
    pub new: Place,
    /// The prefixes of the paths that are taken; where there are none, those of the settings.
    pub only: Vec<String>,
    /// The changelog that gets an entry.
    pub changelog: Option<PathBuf>,
    /// Where the report goes as well.
    pub report: Option<PathBuf>,
    /// Whether the names that the update takes away stay, as deprecated ones: the settings get the lines for it.
    pub keep_names: bool,
    /// Whether to write nothing.
    pub dry_run: bool,
    /// Whether to say everything.
    pub verbose: bool,
}

impl Job {
    /// What `wharf update` was asked for.
    #[must_use]
    pub fn from_arguments(given: &arguments::Update) -> Self {
        let additions = arguments::Additions { only: Vec::new(), ..given.additions.clone() };
        let kept = arguments::Codegen {
            document: given.document.clone(),
            out: given.out.clone(),
            additions,
            choices: arguments::Choices { force: given.force, run: arguments::Run::default() },
            report: None,
        };
        Self {
            kept: codegen::Job::from_arguments(&kept),
            new: Place::parse(&given.new),
            only: given.additions.only.clone(),
            changelog: given.changelog.clone(),
            report: given.how.report.clone(),
            keep_names: given.how.keep_names,
            dry_run: given.how.dry_run,
            verbose: given.how.verbose,
        }
    }
}

/// Compares, shows the report, and writes.
pub fn run(job: &Job, terminal: &mut Terminal) -> Exit {
    match update(job, terminal) {
        Ok(exit) => exit,
        Err(problem) => {
            terminal.problem(&problem);
            Exit::Failed
        }
    }
}

/// What is there before anything is changed.
struct Before {
    document: Source,
    overlays: Vec<Source>,
    settings: Settings,
    folder: Folder,
    names: Names,
}

/// What is to be there.
struct After {
    document: String,
    files: BTreeMap<String, String>,
    names: Option<(PathBuf, String)>,
    outputs: Outputs,
    changelog: Option<(PathBuf, String)>,
}

fn update(job: &Job, terminal: &mut Terminal) -> Result<Exit, Problem> {
    let Inputs { document, overlays, settings } = inputs::read(&job.kept, &mut Seen::new())?;
    let names = Names::of(&job.kept);
    let settings = match settings {
        Ok(settings) => settings,
        Err(diagnostics) => return Ok(refused(&diagnostics, &names, job, terminal)),
    };
    let folder = Folder::new(inputs::folder(&job.kept.document));
    let mut before = Before { document, overlays, settings, folder, names };
    let Update { adopted, old, new } = adopt(job, &before)?;
    let Some(adopted) = adopted else {
        let (told, names) = if old.is_empty() { (&new, &job.new.names()) } else { (&old, &before.names) };
        return Ok(refused(told, names, job, terminal));
    };
    let taken = Source { bytes: adopted.text.clone().into_bytes(), ..before.document.clone() };
    let (Comparison { report, old, new }, names) = compared(job, &mut before, &adopted.files, &taken)?;
    let beside = Taken { files: &adopted.files, folder: &before.folder };
    let taken = Input { load: &beside, ..before.input(job, taken) };
    let Some(mut report) = report else {
        let old: Vec<Diagnostic> = old.into_iter().filter(Diagnostic::is_error).collect();
        let told = if old.is_empty() { new } else { old };
        return Ok(refused(&told, &before.names, job, terminal));
    };
    // Under its name there is the new one soon.
    report.rename_files(&|name| before.names.shown(name) + " (before)", &|name| before.names.shown(name));
    if let Ok(bytes) = before.folder.load(APPROVALS) {
        let name = before.names.shown(APPROVALS);
        approve(&mut report, &name, &String::from_utf8_lossy(&bytes), job.verbose, terminal)?;
    }
    let Outcome { outputs, diagnostics, .. } = (job.kept.generator)(&taken);
    let Some(outputs) = outputs else {
        return Ok(refused(&diagnostics, &before.names, job, terminal));
    };
    let warnings: Vec<Diagnostic> = diagnostics.into_iter().filter(|one| one.code != "to-be-described").collect();
    print::diagnostics(terminal, &warnings, &before.names, job.verbose);
    tell(job, &before, &report, terminal)?;
    let changelog = changelog(job, &before, &report)?;
    let after = After { document: adopted.text, files: adopted.files.clone(), names, outputs, changelog };
    finish(job, &before, &after, terminal)?;
    left_out(&adopted.left_out, job, terminal);
    propose(&report, job, terminal);
    Ok(Exit::Fine)
}

/// Compares what is kept with what takes its place. Where old names are to stay, the settings get them first, and both are
/// compared by these settings then.
fn compared(
    job: &Job,
    before: &mut Before,
    files: &BTreeMap<String, String>,
    taken: &Source,
) -> Result<(Comparison, Option<(PathBuf, String)>), Problem> {
    let compare = |before: &Before| {
        let beside = Taken { files, folder: &before.folder };
        let old = before.input(job, before.document.clone());
        wharf::compare(&old, &Input { load: &beside, ..before.input(job, taken.clone()) })
    };
    let comparison = compare(before);
    let renames = comparison.report.as_ref().map(wharf::diff::Report::renames).unwrap_or_default();
    if !job.keep_names || renames.is_empty() {
        return Ok((comparison, None));
    }
    let kept = names::keep(job.kept.settings.as_deref(), &renames)?;
    before.settings = kept.settings;
    Ok((compare(before), Some((kept.path, kept.text))))
}

/// The files beside the document as they are going to be.
struct Taken<'a> {
    files: &'a BTreeMap<String, String>,
    folder: &'a Folder,
}

impl Load for Taken<'_> {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        self.files.get(name).map_or_else(|| self.folder.load(name), |text| Ok(text.clone().into_bytes()))
    }
}

impl Before {
    fn input(&self, job: &Job, document: Source) -> Input<'_> {
        Input {
            document,
            overlays: self.overlays.clone(),
            settings: self.settings.clone(),
            only: Vec::new(),
            load: &self.folder,
            command: job.kept.command.clone(),
            report: false,
        }
    }
}

/// How the document has to be written.
fn adopt(job: &Job, before: &Before) -> Result<Update, Problem> {
    let beside = job.new.folder();
    let only = if job.only.is_empty() { before.settings.upstream.only.clone() } else { job.only.clone() };
    let old = before.input(job, before.document.clone());
    let new = Input { only, load: &*beside, ..before.input(job, job.new.read()?) };
    Ok(wharf::update(&old, &new))
}

fn refused(diagnostics: &[Diagnostic], names: &Names, job: &Job, terminal: &mut Terminal) -> Exit {
    print::diagnostics(terminal, diagnostics, names, job.verbose);
    let errors = diagnostics.iter().filter(|one| one.is_error()).count();
    terminal.err(format_args!("nothing was written: {}", count(errors, "error")));
    Exit::Failed
}

/// Shows the report.
fn tell(job: &Job, before: &Before, report: &Report, terminal: &mut Terminal) -> Result<(), Problem> {
    if let Some(path) = &job.report {
        write_report(path, report)?;
    }
    if report.verdict == Verdict::Untouched {
        let document = before.names.shown(&before.document.name);
        terminal.out(format_args!("`{document}` says already what the new document does"));
    } else {
        terminal.out(report.text(job.verbose).trim_end());
        terminal.out("");
    }
    Ok(())
}

/// The changelog with an entry, where that is another text.
fn changelog(job: &Job, before: &Before, report: &Report) -> Result<Option<(PathBuf, String)>, Problem> {
    let Some(path) = &job.changelog else { return Ok(None) };
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|error| Problem::refused("read the changelog", path, &error))?,
    };
    let subject = before.settings.package.name.as_deref();
    let new = changelog::add(&text, report, subject);
    Ok((new != text).then(|| (path.clone(), new)))
}

/// Writes everything, or nothing.
fn finish(job: &Job, before: &Before, after: &After, terminal: &mut Terminal) -> Result<(), Problem> {
    let outputs = output::checked(&after.outputs)?;
    let out = &job.kept.out;
    let _others_wait = if job.dry_run { None } else { lock(out) };
    let plan = Plan::new(out, &outputs)?;
    let mut texts: Vec<(PathBuf, &str)> = Vec::new();
    if after.document.as_bytes() != before.document.bytes {
        texts.push((job.kept.document.clone(), &after.document));
    }
    let folder = inputs::folder(&job.kept.document);
    let is_other = |name: &str, text: &str| before.folder.load(name).ok().as_deref() != Some(text.as_bytes());
    let others = after.files.iter().filter(|(name, text)| is_other(name, text));
    texts.extend(others.map(|(name, text)| (folder.join(name), text.as_str())));
    texts.extend(after.names.iter().map(|(path, text)| (path.clone(), text.as_str())));
    texts.extend(after.changelog.iter().map(|(path, text)| (path.clone(), text.as_str())));
    if !job.kept.force {
        write::permit(out, &plan)?;
    }
    if !job.dry_run {
        together::write(&texts, || write::write(out, &outputs, &plan))?;
        print::notices(out, &plan, terminal);
    }
    let did = if job.dry_run { "would write" } else { "wrote" };
    for (path, _) in &texts {
        terminal.out(format_args!("{did} `{}`", path.display()));
    }
    print::changed(&plan, job.verbose, terminal);
    let done = print::done(out, &plan);
    terminal.out(if job.dry_run { done.replacen("wrote", did, 1) } else { done });
    Ok(())
}

/// Says which texts somebody has to write.
fn left_out(pointers: &[String], job: &Job, terminal: &mut Terminal) {
    if pointers.is_empty() {
        return;
    }
    let texts = count(pointers.len(), "text");
    terminal.out(format_args!("left out, as texts are kept: {texts} of the new document, to be written here"));
    paths::list(terminal, pointers, job.verbose);
}

fn propose(report: &Report, job: &Job, terminal: &mut Terminal) {
    let settings = job.kept.settings.as_deref();
    let place = settings.map_or("the settings".to_owned(), |path: &Path| format!("`{}`", path.display()));
    let renames = report.renames();
    if !renames.is_empty() {
        let ask = "to keep the old names, as deprecated ones, run it with --keep-names, or add to";
        terminal.out(format_args!("{ask} {place}:\n{renames}"));
    }
    if let Some(version) = &report.release.next {
        let (now, level) = (&report.release.now, report.totals.rust);
        terminal.out(format_args!(
            "proposed version: {version}, as {now} is out and this is a {level} change; it stands in {place} under [crate]"
        ));
    }
}
