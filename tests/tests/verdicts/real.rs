//! Parts of real updates: what a report says of the crate, shown by compiling the crates of both sides and code that uses
//! the old one; and what it says of released clients, shown by letting a client of the old document meet the new one.

use std::fs;
use std::path::Path;

use wharf::diff::{Entry, Level, Position, Released, Report};
use wharf::document::Document;
use wharf::{Comparison, Input, Source, compare};

use crate::contract::Contract;
use crate::examples::{Case, Examples, Nothing, made, rules};
use crate::released::Client;
use crate::runner::Runner;
use crate::rust;
use crate::workspace::Workspace;

/// How often a value is drawn with odd parts: what an update touches lies deep in real documents.
const ODD: u64 = 600;

/// Updates, and the paths of which a part is made: of all updates, and of the large ones several.
const PARTS: [(&str, &str); 39] = [
    ("01-containers-introduced", "/evals"),
    ("01-containers-introduced", "/fine_tuning/jobs"),
    ("02-containers-memory-limit", "/containers"),
    ("02-containers-memory-limit", "/evals"),
    ("02-containers-memory-limit", "/organization/audit_logs"),
    ("02-containers-memory-limit", "/videos"),
    ("03-containers-network-policy-skills-name-filter", "/assistants"),
    ("03-containers-network-policy-skills-name-filter", "/audio"),
    ("03-containers-network-policy-skills-name-filter", "/containers"),
    ("03-containers-network-policy-skills-name-filter", "/responses/compact"),
    ("03-containers-network-policy-skills-name-filter", "/uploads"),
    ("03-containers-network-policy-skills-name-filter", "/vector_stores"),
    ("03-containers-network-policy-skills-name-filter", "/videos"),
    ("05-schema-renamed-conversation", "/conversations"),
    ("05-schema-renamed-conversation", "/responses/{response_id}/cancel"),
    ("06-nullable-and-not-required-call-id", "/conversations/{conversation_id}/items"),
    ("07-field-added-audit-source", "/organization/audit_logs"),
    ("08-field-removed-audit-source", "/organization/audit_logs"),
    ("09-enum-values-added-model", "/responses/{response_id}/cancel"),
    ("11-operation-id-renamed", "/organization/projects/{project_id}/service_accounts"),
    ("11-operation-id-renamed", "/responses/{response_id}/cancel"),
    ("14-operations-deprecated-video", "/videos"),
    ("15-union-narrowed-string-error", "/conversations/{conversation_id}/items"),
    ("18-response-429-everywhere", "/batches"),
    ("18-response-429-everywhere", "/vector_stores"),
    ("20-docs-only-no-semantic-change", "/containers"),
    ("20-docs-only-no-semantic-change", "/files"),
    ("21-oas30-to-oas31-migration", "/assistants"),
    ("21-oas30-to-oas31-migration", "/audio"),
    ("21-oas30-to-oas31-migration", "/batches"),
    ("21-oas30-to-oas31-migration", "/embeddings"),
    ("21-oas30-to-oas31-migration", "/files"),
    ("21-oas30-to-oas31-migration", "/fine_tuning"),
    ("21-oas30-to-oas31-migration", "/images/generations"),
    ("21-oas30-to-oas31-migration", "/organization"),
    ("21-oas30-to-oas31-migration", "/threads"),
    ("21-oas30-to-oas31-migration", "/uploads"),
    ("21-oas30-to-oas31-migration", "/vector_stores"),
    ("25-inline-extracted-to-component", "/chat"),
];

fn input(text: &str) -> Input<'static> {
    Input::new(Source { name: "api.yaml".to_owned(), bytes: text.as_bytes().to_vec() }, &Nothing)
}

/// The part of a document, as a document: what an alias stands for may be elsewhere, so that it is written out.
fn part(path: &Path, only: &str) -> String {
    let source = Source { name: "api.yaml".to_owned(), bytes: fs::read(path).unwrap() };
    let (document, told) = Document::parse(source, &Nothing);
    let mut document = document.unwrap_or_else(|| panic!("{}: {told:?}", path.display()));
    document.slice(&[only.to_owned()]);
    document.to_yaml().unwrap()
}

/// Where what breaks somebody stands, in both documents.
fn places(report: &Report) -> [Vec<String>; 2] {
    let grave = report.entries.iter().filter(|entry| entry.released > Released::Ok);
    let of = |place: fn(&Entry) -> Option<&Position>| -> Vec<String> {
        grave.clone().filter_map(place).map(|place| place.pointer.clone()).collect()
    };
    [of(|entry| entry.old.as_ref()), of(|entry| entry.new.as_ref())]
}

/// It compiles some 240 crates, which takes eight minutes: `WHARF_SPECS=… cargo test … -- --ignored`.
#[test]
#[ignore = "compiles crates of real documents, which WHARF_SPECS names the folder of"]
fn real_updates_fare_as_the_report_says() {
    let specs = std::env::var_os("WHARF_SPECS").expect("WHARF_SPECS names the folder of real documents");
    let rule = rules().swap_remove(0);
    let mut examples = Examples { made: Vec::new(), cases: Vec::new(), usages: Vec::new() };
    let (mut said, mut aims) = (Vec::new(), Vec::new());
    for (name, only) in PARTS {
        let folder = Path::new(&specs).join("updates").join(name);
        let [old, new] = ["before.yaml", "after.yaml"].map(|file| part(&folder.join(file), only));
        let Comparison { report, old: told, .. } = compare(&input(&old), &input(&new));
        let report = report.unwrap_or_else(|| panic!("{name}: {told:?}"));
        aims.push(places(&report));
        said.push(report.totals);
        let mut place = |text: &str| {
            examples.made.push(made(name, text));
            examples.made.len() - 1
        };
        let (old, new) = (place(&old), place(&new));
        let mut rule = rule.clone();
        rule.id = format!("{name} {only}");
        examples.cases.push(Case { rule, old, new });
    }
    let workspace = Workspace::build_in("updates", &examples).unwrap_or_else(|said| panic!("{said}"));
    let mut runner = Runner::start(workspace.program());
    let mut told = Vec::new();
    for ((case, said), aims) in examples.cases.iter().zip(&said).zip(&aims) {
        let id = &case.rule.id;
        let own = workspace.verdict(case.old, case.old);
        if let Some(error) = &own.error {
            told.push(format!("{id}: its own user: {error}"));
            eprintln!("{id}: its own user: {error}");
            continue;
        }
        let (found, why) = rust(case, &examples, &workspace, &mut runner);
        eprintln!("{id}: {} is said, and found is {found} {}", said.rust, why.lines().next().unwrap_or_default());
        if found != said.rust {
            told.push(format!("{id}: {} is said, and found is {found}\n{why}", said.rust));
        }
        let contract = |side: usize, aims: &[String]| Contract::with(&examples.made[side].document, ODD, aims);
        let (old, new) = (contract(case.old, &aims[0]), contract(case.new, &aims[1]));
        let driver = workspace.driver(case.old);
        let client = Client { number: case.old, old: &old, calls: &driver.calls, takes: &driver.takes };
        let found = client.meets(&new, &mut runner);
        let why: String = found.why.chars().take(300).collect();
        eprintln!("{id}: {} is said of released clients, and found is {} {why}", said.released, found.released);
        for untried in &found.untried {
            eprintln!("{id}: {}", untried.chars().take(300).collect::<String>());
        }
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
