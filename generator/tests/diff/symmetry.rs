//! Each rule has a rule for the way back and one for the other direction, or says why not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use wharf::diff::rules::{Direction, Example, Proof, files};

use crate::frame::{documents, rules};
use crate::report;

#[test]
fn every_file_is_listed_and_called_after_its_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diff/rules");
    let there: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
        .collect();
    let listed: BTreeSet<String> = files().iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, listed);
    for ((name, _), rule) in files().iter().zip(rules()) {
        let (number, rest) = name.split_once('-').unwrap();
        assert!(number.parse::<u32>().is_ok(), "{name}");
        assert_eq!(rest, format!("{}.toml", rule.id));
    }
}

#[test]
fn one_rule_speaks_of_a_kind_and_a_direction() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        let direction = match rule.direction {
            Direction::Request => "request",
            Direction::Response => "response",
            Direction::Any => "any",
        };
        assert!(seen.insert((rule.kind.clone(), direction)), "{}", rule.id);
        assert!(direction == "any" || !seen.contains(&(rule.kind.clone(), "any")), "{}", rule.id);
    }
}

#[test]
fn the_mirrors_are_there() {
    let rules = rules();
    let by_id: BTreeMap<&str, _> = rules.iter().map(|rule| (rule.id.as_str(), rule)).collect();
    for rule in &rules {
        let id = &rule.id;
        assert!(!rule.emission.is_empty(), "{id} says nothing about what is emitted");
        assert!(!rule.inverse.is_empty() || !rule.waived.is_empty(), "{id} has no way back, and does not say why");
        assert!(
            !rule.across.is_empty() || !rule.waived.is_empty(),
            "{id} has no other direction, and does not say why"
        );
        if let Some(other) = by_id.get(rule.across.as_str()) {
            assert_ne!(other.direction, rule.direction, "{id}");
            assert_ne!(other.direction, Direction::Any, "{id}");
            // A kind that only one direction has is told as a wider one in the other.
            assert!(other.across == *id || other.kind != rule.kind, "{id} is not the other direction of {}", other.id);
        } else {
            assert_eq!(rule.across, "", "{id}");
        }
        assert!(rule.inverse.is_empty() || by_id.contains_key(rule.inverse.as_str()), "{id}: {}", rule.inverse);
    }
}

#[test]
fn the_way_back_is_the_rule_that_is_named() {
    let mut told = Vec::new();
    for rule in rules().iter().filter(|rule| rule.proof == Proof::Example) {
        let (old, new) = documents(rule.example.as_ref().unwrap());
        let back = report(&new, &old);
        if !back.entries.iter().any(|entry| entry.rules.contains(&rule.inverse)) {
            told.push(format!("{} back is not {}:\n{}", rule.id, rule.inverse, back.text(true)));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The example of a rule for one direction, put where values travel the other way.
#[test]
fn the_other_direction_is_the_rule_that_is_named() {
    let mut told = Vec::new();
    for rule in rules().iter().filter(|rule| !rule.across.is_empty()) {
        let example = rule.example.as_ref().unwrap();
        let frame = match (rule.direction, example.frame.as_str()) {
            (Direction::Request, "request") => "response",
            (Direction::Response, "response") => "request",
            // Bodies of calls and answers are no values that travel the same way in another frame.
            (_, "operation") => continue,
            _ => panic!("{} is shown in the frame {}", rule.id, example.frame),
        };
        let (old, new) = documents(&Example { frame: frame.to_owned(), ..example.clone() });
        let across = report(&old, &new);
        if !across.entries.iter().any(|entry| entry.rules.contains(&rule.across)) {
            told.push(format!("{} the other way is not {}:\n{}", rule.id, rule.across, across.text(true)));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
