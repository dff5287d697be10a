//! The example of each rule shows what the rule says, and nothing else.

use wharf::diff::Report;
use wharf::diff::rules::{Direction, Proof, Rule};

use crate::frame::{documents, rules};
use crate::report;

/// What is wrong with the report of a rule's example.
fn wrong(rule: &Rule, report: &Report) -> Option<String> {
    let [entry] = report.entries.as_slice() else {
        return Some(format!("{} entries:\n{}", report.entries.len(), report.text(true)));
    };
    let wire = match rule.direction {
        Direction::Request => entry.wire.request.unwrap_or_default(),
        Direction::Response => entry.wire.response.unwrap_or_default(),
        Direction::Any => entry.wire.worst(),
    };
    let found = (wire, entry.released, entry.rust, entry.tool);
    let said = (rule.wire, rule.released, rule.rust, Some(rule.tool));
    let is_named = entry.rules.contains(&rule.id);
    (!is_named || found != said).then(|| format!("{said:?} is said, and found is\n{}", report.text(true)))
}

#[test]
fn each_example_shows_its_rule() {
    let mut told = Vec::new();
    for rule in rules().iter().filter(|rule| rule.proof == Proof::Example) {
        let example = rule.example.as_ref().unwrap_or_else(|| panic!("{} has no example", rule.id));
        let (old, new) = documents(example);
        told.extend(wrong(rule, &report(&old, &new)).map(|text| format!("{}: {text}", rule.id)));
    }
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}

#[test]
fn nothing_is_found_where_nothing_differs() {
    for rule in rules() {
        let Some(example) = &rule.example else { continue };
        let (old, _) = documents(example);
        assert_eq!(report(&old, &old).text(true), "old.yaml -> new.yaml: untouched\n", "{}", rule.id);
    }
}
