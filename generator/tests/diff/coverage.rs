//! What others know of: rules of another tool for documents, and lints of one for crates, beside our own. Their names are
//! facts; `coverage/*.tsv` says which rule of ours speaks of each, or why none does.

use std::collections::{BTreeMap, BTreeSet};

use wharf::diff::Wire;
use wharf::diff::rules::Rule;

use crate::frame::rules;
use crate::report;

/// Rules of a tool that compares documents, with its own level for each: `E` breaks, `W` may break, `I` does not.
const DOCUMENTS: &str = include_str!("coverage/oasdiff.tsv");

/// How many of them there are.
const DOCUMENT_RULES: usize = 561;

/// Lints of a tool that compares crates.
const CRATES: &str = include_str!("coverage/cargo-semver-checks.tsv");

/// How many of them there are.
const CRATE_LINTS: usize = 260;

/// Schemas of a member before and after, and the rules that say what that means where it is sent, and where it is received.
const SCHEMAS: &str = include_str!("coverage/schemas.tsv");

/// The lines of a table, without its head.
fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// All names that a pattern such as `a-{b,c}` stands for.
fn expanded(pattern: &str) -> Vec<String> {
    let Some((start, rest)) = pattern.split_once('{') else { return vec![pattern.to_owned()] };
    let (choices, end) = rest.split_once('}').unwrap_or_else(|| panic!("{pattern}"));
    choices.split(',').flat_map(|choice| expanded(&format!("{start}{choice}{end}"))).collect()
}

/// The names of a table's first column; each is there once.
fn names(table: &'static str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for name in lines(table).flat_map(|line| expanded(line[0])) {
        assert!(names.insert(name.clone()), "{name} is there twice");
    }
    names
}

fn by_id() -> BTreeMap<String, Rule> {
    rules().into_iter().map(|rule| (rule.id.clone(), rule)).collect()
}

/// Whether a verdict is what a level says.
fn agrees(wire: Wire, level: &str) -> bool {
    match level {
        "E" => wire == Wire::Breaking,
        "W" => wire == Wire::Risky,
        "I" => wire <= Wire::Fine,
        _ => panic!("{level} is no level"),
    }
}

#[test]
fn each_rule_for_documents_has_one_here_or_a_reason() {
    assert_eq!(names(DOCUMENTS).len(), DOCUMENT_RULES);
    let rules = by_id();
    for line in lines(DOCUMENTS) {
        let [name, level, ours, why] = line.as_slice() else { panic!("{line:?}") };
        if *ours == "-" {
            assert!(!why.is_empty(), "{name} is left out and does not say why");
            continue;
        }
        for id in ours.split(',') {
            let rule = rules.get(id).unwrap_or_else(|| panic!("{name}: there is no rule {id}"));
            let same = agrees(rule.wire, level);
            assert!(same || !why.is_empty(), "{name} is {level} and {id} {}, and nothing says why", rule.wire);
        }
    }
}

#[test]
fn each_lint_for_crates_has_a_rule_here_or_a_reason() {
    assert_eq!(names(CRATES).len(), CRATE_LINTS);
    let rules = by_id();
    for line in lines(CRATES) {
        let [name, ours, why] = line.as_slice() else { panic!("{line:?}") };
        assert!(*ours != "-" || !why.is_empty(), "{name} is left out and does not say why");
        let known = ours.split(',').filter(|id| *id != "-").all(|id| rules.contains_key(id));
        assert!(known, "{name}: {ours}");
    }
}

/// The rules of all entries about a member whose schema is another one.
fn judged(frame: &str, old: &str, new: &str) -> BTreeSet<String> {
    let frame =
        std::fs::read_to_string(format!("{}/tests/diff/frames/{frame}.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let document =
        |schema: &str| frame.replace("{{snippet}}", &format!("{{ type: object, properties: {{ member: {schema} }} }}"));
    report(&document(old), &document(new)).entries.into_iter().flat_map(|entry| entry.rules).collect()
}

#[test]
fn schemas_are_judged_keyword_by_keyword() {
    let mut told = Vec::new();
    for line in lines(SCHEMAS) {
        let [old, new, rest @ ..] = line.as_slice() else { panic!("{line:?}") };
        for (at, frame) in ["request", "response"].into_iter().enumerate() {
            let expected = rest.get(at).copied().unwrap_or_default();
            let expected: BTreeSet<String> =
                expected.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
            let found = judged(frame, old, new);
            if found != expected {
                told.push(format!("{old} -> {new} in a {frame}: {found:?}, and not {expected:?}"));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_body_that_may_be_nothing_at_all_is_a_limit() {
    let frame = std::fs::read_to_string(format!("{}/tests/diff/frames/request.yaml", env!("CARGO_MANIFEST_DIR")));
    let document = |schema: &str| frame.as_ref().unwrap().replace("{{snippet}}", schema);
    let rules = |old: &str, new: &str| -> Vec<String> {
        report(&document(old), &document(new)).entries.into_iter().flat_map(|entry| entry.rules).collect()
    };
    assert_eq!(rules("{ }", "false"), ["limit-tightened-request"]);
    assert_eq!(rules("false", "{ }"), ["limit-loosened-request"]);
}
