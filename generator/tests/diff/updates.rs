//! Real updates: `updates/NAME.md` argues what is told of each, and `updates/NAME.toml` holds it: verdicts and counts, and
//! nothing of the documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::{Deserialize, Serialize};
use wharf::diff::{Level, Released, Report, Verdict, Wire};
use wharf::{Input, Source, Version, compare_meanings, version};

use crate::{Nothing, schema};

/// What is expected of an update.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    /// Only the paths that start with this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    only: Vec<String>,
    verdict: Verdict,
    wire: Wire,
    released: Released,
    rust: Level,
    /// How many entries there are.
    entries: usize,
    /// How many operations the entry reaches that reaches most.
    reach: usize,
    /// How many entries each rule has a part in.
    rules: BTreeMap<String, usize>,
}

fn input<'a>(name: &str, bytes: Vec<u8>, only: &[String]) -> Input<'a> {
    Input { only: only.to_vec(), ..Input::new(Source { name: name.to_owned(), bytes }, &Nothing) }
}

fn found(report: &Report, only: Vec<String>) -> Expected {
    let mut rules = BTreeMap::new();
    for rule in report.entries.iter().flat_map(|entry| &entry.rules) {
        *rules.entry(rule.clone()).or_default() += 1;
    }
    Expected {
        only,
        verdict: report.verdict,
        wire: report.totals.wire,
        released: report.totals.released,
        rust: report.totals.rust,
        entries: report.entries.len(),
        reach: report.entries.iter().map(|entry| entry.operations.len()).max().unwrap_or_default(),
        rules,
    }
}

/// An update: what it is called, and its expectation and documents.
struct Update {
    name: String,
    file: PathBuf,
    before: Vec<u8>,
    after: Vec<u8>,
}

fn updates(specs: &Path) -> Vec<Update> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/updates");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    let update = |file: PathBuf| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let folder = specs.join("updates").join(name.split('+').next().unwrap());
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        Update { name, file, before: read("before.yaml"), after: read("after.yaml") }
    };
    files.into_iter().map(update).collect()
}

/// Updates in runs that share documents, so that each document is generated once.
fn runs(updates: &[Update]) -> Vec<Vec<&Update>> {
    let mut runs: Vec<Vec<&Update>> = Vec::new();
    for update in updates {
        let shares =
            |one: &&Update| [&one.before, &one.after].iter().any(|own| [&update.before, &update.after].contains(own));
        match runs.last_mut().filter(|run| run.iter().any(shares)) {
            Some(run) => run.push(update),
            None => runs.push(vec![update]),
        }
    }
    runs
}

/// The versions that the updates of a run are made of.
#[derive(Default)]
struct Versions<'b> {
    made: Vec<(&'b [u8], Version)>,
}

impl<'b> Versions<'b> {
    fn meet(&mut self, name: &str, bytes: &'b [u8]) {
        if !self.made.iter().any(|(known, _)| *known == bytes) {
            let (version, told) = version(&input(name, bytes.to_vec(), &[]));
            self.made.push((bytes, version.unwrap_or_else(|| panic!("{told:?}"))));
        }
    }

    fn get(&self, bytes: &[u8]) -> &Version {
        &self.made.iter().find(|(known, _)| *known == bytes).unwrap().1
    }
}

fn report<'b>(update: &'b Update, only: &[String], versions: &mut Versions<'b>) -> Report {
    if only.is_empty() {
        versions.meet("before.yaml", &update.before);
        versions.meet("after.yaml", &update.after);
        return compare_meanings(versions.get(&update.before), versions.get(&update.after));
    }
    let made = |name: &str, bytes: &[u8]| {
        let (version, told) = version(&input(name, bytes.to_vec(), only));
        version.unwrap_or_else(|| panic!("{}: {told:?}", update.name))
    };
    compare_meanings(&made("before.yaml", &update.before), &made("after.yaml", &update.after))
}

/// Compares what is found of an update with what is expected; the difference, if there is one.
fn check<'b>(update: &'b Update, versions: &mut Versions<'b>) -> Option<String> {
    let name = &update.name;
    let expected: Expected = toml::from_str(&fs::read_to_string(&update.file).unwrap()).unwrap();
    let argued = fs::read_to_string(update.file.with_extension("md")).unwrap_or_default();
    assert!(argued.len() > 100, "{name} is not argued");
    let report = report(update, &expected.only, versions);
    let ids: BTreeSet<&str> = report.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), report.entries.len(), "{name}: an entry is told twice");
    let said: BTreeSet<_> =
        report.entries.iter().map(|one| (&one.title, &one.subject, &one.before, &one.after)).collect();
    assert_eq!(said.len(), report.entries.len(), "{name}: two entries say the same");
    assert_eq!(schema::wrong(&report), Vec::<String>::new(), "{name}");
    let found = found(&report, expected.only.clone());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&update.file, toml::to_string(&found).unwrap()).unwrap();
        return None;
    }
    (expected != found).then(|| format!("{name}: expected {expected:#?}, found {found:#?}"))
}

/// `UPDATE_EXPECT=1` writes what is found; the arguments stay.
#[test]
fn real_updates_mean_what_is_argued() {
    let Some(specs) = std::env::var_os("WHARF_SPECS") else {
        eprintln!("skipped: WHARF_SPECS does not name the folder of real documents");
        return;
    };
    let updates = updates(Path::new(&specs));
    let runs = runs(&updates);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(run) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut versions = Versions::default();
            wrong.extend(run.iter().filter_map(|update| check(update, &mut versions)));
        }
        wrong
    };
    let wrong: Vec<String> = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        started.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
