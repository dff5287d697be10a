//! Real updates: what is told of each is argued in `updates/NAME.toml`, which holds verdicts and counts, and nothing of
//! the documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use wharf::diff::{Level, Released, Report, Verdict, Wire};
use wharf::{Comparison, Input, Settings, Source, compare};

use crate::Nothing;

/// What is expected of an update.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    /// Why it is so.
    argued: String,
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
    Input {
        document: Source { name: name.to_owned(), bytes },
        overlays: Vec::new(),
        settings: Settings::default(),
        only: only.to_vec(),
        load: &Nothing,
        command: String::new(),
        report: false,
    }
}

fn found(report: &Report, argued: String, only: Vec<String>) -> Expected {
    let mut rules = BTreeMap::new();
    for rule in report.entries.iter().flat_map(|entry| &entry.rules) {
        *rules.entry(rule.clone()).or_default() += 1;
    }
    Expected {
        argued,
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

fn expectations() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/updates");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// `UPDATE_EXPECT=1` writes what is found; the arguments stay.
#[test]
fn real_updates_mean_what_is_argued() {
    let Some(specs) = std::env::var_os("WHARF_SPECS") else {
        eprintln!("skipped: WHARF_SPECS does not name the folder of real documents");
        return;
    };
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    for file in expectations() {
        let expected: Expected = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let folder = Path::new(&specs).join("updates").join(name.split('+').next().unwrap());
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        let old = input("before.yaml", read("before.yaml"), &expected.only);
        let new = input("after.yaml", read("after.yaml"), &expected.only);
        let Comparison { report, old, new } = compare(&old, &new);
        let report = report.unwrap_or_else(|| panic!("{name}: {old:?}\n{new:?}"));
        let ids: std::collections::BTreeSet<&str> = report.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), report.entries.len(), "{name}: an entry is told twice");
        let found = found(&report, expected.argued.clone(), expected.only.clone());
        if update {
            fs::write(&file, toml::to_string(&found).unwrap()).unwrap();
        } else {
            assert_eq!(expected, found, "{name}");
        }
    }
}
