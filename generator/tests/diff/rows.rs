//! The table of the usual verdicts: what each kind of change means to a client as most would write it. Each row is one
//! rule, and a rule that says otherwise says why.

use std::collections::BTreeMap;

use wharf::diff::rules::{Rule, files};

use crate::frame::rules;

const ROWS: &str = include_str!("rows.tsv");

/// What a rule says, word by word, beside what the table says: alternatives are divided by `|`.
fn departs(rule: &Rule, usual: &[&str]) -> bool {
    let said = [rule.wire.word(), rule.released.word(), rule.rust.word()];
    said.iter().zip(usual).any(|(said, usual)| !usual.split('|').any(|word| word == *said))
}

#[test]
fn each_row_is_one_rule() {
    let rules: BTreeMap<String, Rule> = files()
        .iter()
        .zip(rules())
        .map(|((name, _), rule)| (name.split('-').next().unwrap_or_default().trim_start_matches('0').to_owned(), rule))
        .collect();
    let mut told = Vec::new();
    let rows: Vec<Vec<&str>> = ROWS.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 88);
    for (at, row) in rows.iter().enumerate() {
        let [number, id, usual @ ..] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!(*number, (at + 1).to_string());
        let rule = &rules[*number];
        assert_eq!(rule.id, *id, "row {number}");
        match (departs(rule, usual), rule.emission.to_lowercase().contains("the table says")) {
            (true, false) => {
                told.push(format!("{number} {id} is not what the table says, {usual:?}, and does not say why"));
            }
            (false, true) => told.push(format!("{number} {id} is what the table says")),
            _ => {}
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
