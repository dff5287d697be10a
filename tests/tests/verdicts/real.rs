//! Parts of real updates: what a report says of the crate, shown by compiling the crates of both sides and code that uses
//! the old one; and what it says of released clients, shown by letting a client of the old document meet the new one.

use std::fs;
use std::path::Path;

use wharf::diff::{Level, Released};
use wharf::{Comparison, Input, Settings, Source, compare, version};

use crate::contract::Contract;
use crate::examples::{Case, Examples, Nothing, made, rules};
use crate::released::Client;
use crate::runner::Runner;
use crate::rust;
use crate::workspace::Workspace;

/// Updates, and the paths of which the part is made.
const PARTS: [(&str, &str); 6] = [
    ("02-containers-memory-limit", "/containers"),
    ("03-containers-network-policy-skills-name-filter", "/containers"),
    ("05-schema-renamed-conversation", "/conversations"),
    ("07-field-added-audit-source", "/organization/audit_logs"),
    ("08-field-removed-audit-source", "/organization/audit_logs"),
    ("14-operations-deprecated-video", "/videos"),
];

fn input(bytes: Vec<u8>, only: &str) -> Input<'static> {
    Input {
        document: Source { name: "api.yaml".to_owned(), bytes },
        overlays: Vec::new(),
        settings: Settings::default(),
        only: Some(only).filter(|only| !only.is_empty()).map(str::to_owned).into_iter().collect(),
        load: &Nothing,
        command: String::new(),
        report: false,
    }
}

/// The part of a document, as a document.
fn part(path: &Path, only: &str) -> String {
    let (version, told) = version(&input(fs::read(path).unwrap(), only));
    version.unwrap_or_else(|| panic!("{}: {told:?}", path.display())).written()
}

/// It compiles some 30 crates, which takes a minute or two: `WHARF_SPECS=… cargo test … -- --ignored`.
#[test]
#[ignore = "compiles crates of real documents, which WHARF_SPECS names the folder of"]
fn real_updates_fare_as_the_report_says() {
    let specs = std::env::var_os("WHARF_SPECS").expect("WHARF_SPECS names the folder of real documents");
    let rule = rules().swap_remove(0);
    let mut examples = Examples { made: Vec::new(), cases: Vec::new(), usages: Vec::new() };
    let mut said = Vec::new();
    for (name, only) in PARTS {
        let folder = Path::new(&specs).join("updates").join(name);
        let [old, new] = ["before.yaml", "after.yaml"].map(|file| part(&folder.join(file), only));
        let Comparison { report, old: told, .. } =
            compare(&input(old.clone().into_bytes(), ""), &input(new.clone().into_bytes(), ""));
        said.push(report.unwrap_or_else(|| panic!("{name}: {told:?}")).totals);
        let mut place = |text: &str| {
            examples.made.push(made(name, text));
            examples.made.len() - 1
        };
        let (old, new) = (place(&old), place(&new));
        let mut rule = rule.clone();
        name.clone_into(&mut rule.id);
        examples.cases.push(Case { rule, old, new });
    }
    let workspace = Workspace::build_in("updates", &examples).unwrap_or_else(|said| panic!("{said}"));
    let mut runner = Runner::start(workspace.program());
    let mut told = Vec::new();
    for (case, said) in examples.cases.iter().zip(&said) {
        let id = &case.rule.id;
        let own = workspace.verdict(case.old, case.old);
        assert!(own.error.is_none(), "{id}: {own:?}");
        let (found, why) = rust(case, &examples, &workspace, &mut runner);
        eprintln!("{id}: {} is said, and found is {found} {}", said.rust, why.lines().next().unwrap_or_default());
        if found != said.rust {
            told.push(format!("{id}: {} is said, and found is {found}\n{why}", said.rust));
        }
        let [old, new] = [case.old, case.new].map(|side| Contract::read(&examples.made[side].document));
        let driver = workspace.driver(case.old);
        let client = Client { number: case.old, old: &old, calls: &driver.calls, takes: &driver.takes };
        let found = client.meets(&new, &mut runner);
        eprintln!("{id}: {} is said of released clients, and found is {}", said.released, found.released);
        if found.released != said.released {
            told.push(format!("{id}: {} is said, and found is {}\n{}", said.released, found.released, found.why));
        }
    }
    let levels: Vec<Level> = said.iter().map(|totals| totals.rust).collect();
    assert!(levels.contains(&Level::Major) && levels.contains(&Level::Minor), "{levels:?}");
    let released: Vec<Released> = said.iter().map(|totals| totals.released).collect();
    assert!(released.contains(&Released::Ok) && released.iter().any(|one| *one > Released::Ok), "{released:?}");
    assert!(told.is_empty(), "{}", told.join("\n"));
}
