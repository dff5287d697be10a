//! The verdicts of the rules of `diff`, shown by what they speak of: the crates of each rule's example are compiled, code
//! that uses the old one meets the new one, and a client of the old document meets a server of the new one.

mod contract;
mod examples;
mod reading;
mod real;
mod released;
mod runner;
mod schemas;
mod workspace;

use std::sync::OnceLock;

use contract::Contract;
use examples::{Case, Examples};
use released::Client;
use runner::Runner;
use wharf::diff::Level;
use wharf::diff::rules::Proof;
use wharf::surface::ItemKind;
use workspace::{Pair, Workspace};

fn compiled() -> &'static (Examples, Workspace) {
    static MADE: OnceLock<Result<(Examples, Workspace), String>> = OnceLock::new();
    let made = || {
        let examples = Examples::read();
        let workspace = Workspace::build(&examples)?;
        Ok((examples, workspace))
    };
    MADE.get_or_init(made).as_ref().unwrap_or_else(|said| panic!("{said}"))
}

/// What the compiler, and a run where it is content, make of code that uses the old crate.
fn rust(case: &Case, examples: &Examples, workspace: &Workspace, runner: &mut Runner) -> (Level, String) {
    let (old, new) = (case.old, case.new);
    let (own, forth, back) = (workspace.verdict(old, old), workspace.verdict(old, new), workspace.verdict(new, old));
    if let Some(error) = &forth.error {
        return (Level::Major, error.clone());
    }
    // A credential is given by the name of its scheme, which is a text to the compiler.
    let schemes = |side: usize| examples.made[side].surface.client.schemes.iter().map(|scheme| scheme.name.as_str());
    if let Some(gone) = schemes(old).find(|name| !schemes(new).any(|other| other == *name)) {
        return (Level::Major, format!("nothing takes the credential {gone}"));
    }
    let contracts = [old, new].map(|side| Contract::read(&examples.made[side].document));
    let sent = [old, new].map(|api| runner.user(&Pair { user: old, api }.name()));
    assert_eq!(sent[0].len(), sent[1].len(), "{}", case.rule.id);
    for (before, after) in sent[0].iter().zip(&sent[1]) {
        let (said, heard) = (contracts[0].reading(before).given, contracts[1].reading(after).given);
        for (place, value) in &said {
            let moved = heard.iter().find(|(other, heard)| *other != place && *heard == value);
            if let (Some(other), Some((there, _))) = (heard.get(place).filter(|other| *other != value), moved) {
                return (Level::Major, format!("{value} of {place} is said of {there}, and {other} of {place}"));
            }
        }
    }
    if back.error.is_some() || forth.deprecated != own.deprecated {
        return (Level::Minor, back.error.clone().unwrap_or_default());
    }
    if examples.made[old].files == examples.made[new].files {
        (Level::None, String::new())
    } else {
        (Level::Patch, String::new())
    }
}

#[test]
fn code_that_uses_the_old_crate_fares_as_said() {
    let (examples, workspace) = compiled();
    let mut runner = Runner::start(workspace.program());
    let mut told = Vec::new();
    for case in &examples.cases {
        for side in [case.old, case.new] {
            let said = workspace.verdict(side, side);
            assert!(said.error.is_none(), "{}: {said:?}\n{}", case.rule.id, examples.made[side].text);
        }
        let (found, why) = rust(case, examples, workspace, &mut runner);
        if found != case.rule.rust {
            told.push(format!("{}: {} is said, and found is {found}\n{why}", case.rule.id, case.rule.rust));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn released_clients_fare_as_said() {
    let (examples, workspace) = compiled();
    let mut runner = Runner::start(workspace.program());
    let mut told = Vec::new();
    for case in &examples.cases {
        let [old, new] = [case.old, case.new].map(|side| Contract::read(&examples.made[side].document));
        let driver = workspace.driver(case.old);
        let client = Client { number: case.old, old: &old, calls: &driver.calls, takes: &driver.takes };
        let found = client.meets(&new, &mut runner);
        assert!(found.untried.is_empty(), "{}: {:?}", case.rule.id, found.untried);
        if found.released != case.rule.released {
            told.push(format!(
                "{}: {} is said, and found is {}\n{}",
                case.rule.id, case.rule.released, found.released, found.why
            ));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn what_the_emission_prevents_cannot_be_noticed() {
    let (examples, workspace) = compiled();
    let prevented: Vec<_> = examples.usages.iter().filter(|usage| usage.rule.proof == Proof::Prevented).collect();
    assert_eq!(prevented.len(), 3);
    for usage in prevented {
        // A trait that no type has, none can lose.
        let said = workspace.usage(&format!("notices-{}", usage.rule.id));
        assert_eq!(said.codes.iter().map(String::as_str).collect::<Vec<_>>(), ["E0277"], "{}: {said:?}", usage.rule.id);
    }
    for made in &examples.made {
        for (derived, item) in made.files.values().flat_map(|text| derived(text)) {
            let is_value =
                made.surface.models.iter().flat_map(|module| &module.items).any(|one| {
                    one.name == item && matches!(one.kind, ItemKind::StringEnum(_) | ItemKind::IntegerEnum(_))
                });
            // An enum of values holds nothing that could take these away.
            let wanted = if is_value { "Debug, Clone, PartialEq, Eq, Hash" } else { "Debug, Clone, PartialEq" };
            assert!(wanted.starts_with(derived), "{item} derives {derived}");
        }
    }
}

/// What is derived, and the item that it is derived for.
fn derived(text: &str) -> Vec<(&str, &str)> {
    let found = text.split("#[derive(").skip(1).filter_map(|rest| {
        let (traits, rest) = rest.split_once(")]")?;
        let named = rest.split_once("pub struct ").into_iter().chain(rest.split_once("pub enum "));
        let (_, name) = named.min_by_key(|(before, _)| before.len())?;
        Some((traits, name.split(|c: char| !c.is_alphanumeric()).next()?))
    });
    found.collect()
}

#[test]
fn an_argument_that_becomes_generic_is_minor() {
    let (_, workspace) = compiled();
    let usual = workspace.usage("user-api-generic");
    assert!(usual.error.is_none(), "{usual:?}");
    let [old, new] = ["notices-argument-became-generic", "notices-api-generic"].map(|name| workspace.usage(name));
    assert!(old.codes.contains("E0308") && new.error.is_none(), "{old:?}\n{new:?}");
}
