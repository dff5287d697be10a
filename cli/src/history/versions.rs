//! From commits to what each of them means.
//!
//! First every version is read, to leave out those that changed nothing of what is asked for. Then each one that is left is
//! generated once and compared with the one before it, on as many threads as there are processors but two at most, as a
//! version of a large API takes a lot of memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::thread;

use wharf::diff::Verdict;
use wharf::{Diagnostic, Input, Outputs, Source, Version};

use super::git::Commit;
use super::hunks::{Difference, difference};
use super::{Common, Outcome, Step, Updated};
use crate::git::{Beside, beside};
use crate::problem::Problem;

/// How many versions are generated at a time.
const THREADS: usize = 2;

/// How many lines of a file, and of all files of a kind, are shown.
const LINES_OF_A_FILE: usize = 1500;
const LINES: usize = 6000;

/// How many reasons are told why a version cannot be shown.
const REASONS: usize = 20;

/// What may be missing in a version, as it came later or went earlier: paths, and what settings and corrections are about.
const MISSING: [&str; 3] = ["no-such-path", "setting-without-effect", "overlay-no-match"];

/// What is known of a version after reading it.
enum Read {
    /// What it says, in short.
    Says([u8; 32]),
    Broken(Vec<String>),
    Gone,
}

/// All commits that changed the document or a file that it refers to, the oldest first, and what is known of each.
pub struct Versions {
    commits: Vec<Commit>,
    read: Vec<Read>,
}

impl Versions {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.commits.len()
    }
}

/// Reads all versions of a document. Which files it refers to is seen by reading it, and what a commit to one of those
/// brings may refer to others.
pub fn all(common: &Common, revisions: &str, commits: Vec<Commit>) -> Result<Versions, Problem> {
    let mut known: HashMap<String, (Read, BTreeSet<String>)> = HashMap::new();
    let mut others: BTreeSet<String> = BTreeSet::new();
    let mut commits = commits;
    loop {
        let new: Vec<Commit> = commits.iter().filter(|commit| !known.contains_key(&commit.id)).cloned().collect();
        let read = in_parallel(&new, |part| part.iter().map(|commit| read(common, commit)).collect())?;
        known.extend(new.into_iter().map(|commit| commit.id).zip(read));
        let found: BTreeSet<String> = known.values().flat_map(|(_, files)| files.iter().cloned()).collect();
        if found == others {
            break;
        }
        commits = common.repository.with_others(revisions, commits, &found)?;
        others = found;
    }
    let (commits, read) =
        commits.into_iter().filter_map(|commit| known.remove(&commit.id).map(|(read, _)| (commit, read))).unzip();
    Ok(Versions { commits, read })
}

/// The versions that changed something, the oldest first, and what the API of the last one is called.
pub fn steps(common: &Common, versions: Versions) -> Result<(Vec<Step>, Option<String>), Problem> {
    let Versions { commits, read } = versions;
    let mut shown: Vec<(Commit, Read)> = Vec::new();
    let mut last = None;
    for (commit, read) in commits.into_iter().zip(read) {
        let is_same = match &read {
            Read::Says(says) => last.replace(*says) == Some(*says),
            Read::Broken(why) => matches!(shown.last(), Some((_, Read::Broken(before))) if before == why),
            Read::Gone => false,
        };
        if !is_same {
            shown.push((commit, read));
        }
    }
    let numbers: Vec<usize> = (0..shown.len()).collect();
    let made = in_parallel(&numbers, |part| outcomes(common, &shown, part))?;
    let title = made.iter().rev().find_map(|(_, title)| title.clone());
    let steps = shown.into_iter().zip(made).map(|((commit, _), (outcome, _))| Step { commit, outcome });
    Ok((steps.filter(|step| !is_untouched(&step.outcome)).collect(), title))
}

/// Whether nobody would notice: comments, order, extensions.
fn is_untouched(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Updated(updated) if updated.report.verdict == Verdict::Untouched)
}

/// Does something with contiguous parts of a list at the same time.
fn in_parallel<T: Sync, R: Send>(
    all: &[T],
    work: impl Fn(&[T]) -> Result<Vec<R>, Problem> + Sync,
) -> Result<Vec<R>, Problem> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let size = all.len().div_ceil(threads).max(1);
    let done: Vec<Result<Vec<R>, Problem>> = thread::scope(|scope| {
        let started: Vec<_> = all.chunks(size).map(|part| scope.spawn(|| work(part))).collect();
        let ended = started.into_iter().map(|thread| {
            let bug = || Problem::new("reading a version failed", "this is a bug in Wharf; please report it");
            thread.join().unwrap_or_else(|_| Err(bug()))
        });
        ended.collect()
    });
    done.into_iter().try_fold(Vec::new(), |mut all, part| {
        all.extend(part?);
        Ok(all)
    })
}

/// What is known of a version, and the paths of the other files that were asked for.
fn read(common: &Common, commit: &Commit) -> Result<(Read, BTreeSet<String>), Problem> {
    let Some(source) = source(common, commit)? else { return Ok((Read::Gone, BTreeSet::new())) };
    let files = Beside::new(&common.repository, &commit.id, &commit.path);
    let (digest, diagnostics) = wharf::digest(&input(common, source, &files));
    let read = match digest {
        Some(digest) => Read::Says(digest),
        None => Read::Broken(reasons(&diagnostics)),
    };
    Ok((read, files.into_seen()))
}

fn source(common: &Common, commit: &Commit) -> Result<Option<Source>, Problem> {
    let Some(blob) = &commit.blob else { return Ok(None) };
    let name = Path::new(&commit.path).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Some(Source { name, bytes: common.repository.blob(blob)? }))
}

fn input<'a>(common: &Common, document: Source, load: &'a Beside) -> Input<'a> {
    Input {
        document,
        overlays: common.overlays.clone(),
        settings: common.settings.clone(),
        only: common.only.clone(),
        load,
        command: "wharf codegen".to_owned(),
        report: false,
    }
}

/// What stops a version, a line each.
fn reasons(diagnostics: &[Diagnostic]) -> Vec<String> {
    let errors = diagnostics.iter().filter(|one| is_error(one));
    let line = |one: &Diagnostic| format!("{}:{}:{}: {}", one.file, one.span.line, one.span.column, one.message);
    errors.take(REASONS).map(line).collect()
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.is_error() && !MISSING.contains(&diagnostic.code)
}

/// A version, generated; or why not.
fn version(common: &Common, commit: &Commit) -> Result<Result<Version, Vec<String>>, Problem> {
    let Some(source) = source(common, commit)? else { return Ok(Err(Vec::new())) };
    let files = Beside::new(&common.repository, &commit.id, &commit.path);
    let (version, diagnostics) = wharf::version(&input(common, source, &files));
    let why = reasons(&diagnostics);
    Ok(version.filter(|_| why.is_empty()).ok_or(why))
}

type Made = (Outcome, Option<String>);

/// What the versions of these numbers mean.
fn outcomes(common: &Common, shown: &[(Commit, Read)], numbers: &[usize]) -> Result<Vec<Made>, Problem> {
    let first = numbers.first().copied().unwrap_or_default();
    let mut last = before(common, shown, first)?;
    let mut made = Vec::new();
    for (commit, read) in numbers.iter().filter_map(|number| shown.get(*number)) {
        let outcome = match read {
            Read::Gone => Outcome::Gone,
            Read::Broken(why) => Outcome::Broken(why.clone()),
            Read::Says(_) => match version(common, commit)? {
                Err(why) => Outcome::Broken(why),
                Ok(new) => {
                    let outcome = match &last {
                        None => Outcome::First { operations: new.operations(), types: new.types() },
                        Some((since, old)) => Outcome::Updated(Box::new(updated(since, old, commit, &new))),
                    };
                    last = Some((commit, new));
                    outcome
                }
            },
        };
        let title =
            last.as_ref().filter(|(last, _)| last.id == commit.id).map(|(_, version)| version.title().to_owned());
        made.push((outcome, title));
    }
    Ok(made)
}

/// The last version before a number that can be generated.
fn before<'a>(
    common: &Common,
    shown: &'a [(Commit, Read)],
    number: usize,
) -> Result<Option<(&'a Commit, Version)>, Problem> {
    for (commit, read) in shown.iter().take(number).rev() {
        if let Read::Says(_) = read
            && let Ok(version) = version(common, commit)?
        {
            return Ok(Some((commit, version)));
        }
    }
    Ok(None)
}

fn updated(since: &Commit, old: &Version, commit: &Commit, new: &Version) -> Updated {
    let mut report = wharf::compare_versions(old, new);
    report.rename_files(&|name| named(since, name), &|name| named(commit, name));
    let is_code = |path: &str| path.starts_with("client/src/") && ends_with(path, "rs");
    let is_page = |path: &str| path.starts_with("reference/") && ends_with(path, "md");
    Updated {
        since: since.clone(),
        document: documents(commit, old, new),
        code: differences(old.outputs(), new.outputs(), is_code),
        pages: differences(old.outputs(), new.outputs(), is_page),
        report,
    }
}

/// What differs between the files of a document, the document itself first.
fn documents(commit: &Commit, old: &Version, new: &Version) -> Vec<Difference> {
    let mut found: Vec<Difference> =
        difference(&commit.path, &old.written(), &new.written(), LINES).into_iter().collect();
    let all = |version: &Version| -> BTreeMap<String, String> {
        let placed = |(name, text): (&str, &str)| (beside(folder(commit), name), text.to_owned());
        version.files().into_iter().map(placed).collect()
    };
    found.extend(differences(&all(old), &all(new), |_| true));
    found
}

/// The folder of the document.
fn folder(commit: &Commit) -> &str {
    commit.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// How git calls a file beside the document.
fn named(commit: &Commit, name: &str) -> String {
    format!("{}:{}", commit.short(), beside(folder(commit), name))
}

fn ends_with(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own == extension)
}

/// The differences between files that are asked for.
fn differences(old: &Outputs, new: &Outputs, is_meant: impl Fn(&str) -> bool) -> Vec<Difference> {
    let mut left = LINES;
    let paths: std::collections::BTreeSet<&String> =
        old.keys().chain(new.keys()).filter(|path| is_meant(path)).collect();
    let mut found = Vec::new();
    for path in paths {
        let text = |outputs: &Outputs| outputs.get(path).cloned().unwrap_or_default();
        if let Some(one) = difference(path, &text(old), &text(new), left.min(LINES_OF_A_FILE)) {
            left = left.saturating_sub(one.added + one.removed - one.hidden);
            found.push(one);
        }
    }
    found
}
