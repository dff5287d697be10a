//! What only a change of the generator, or of its settings, can make: shown by two planned surfaces of one document.

use wharf::diff::{Entry, Level, Report, Side, compare};
use wharf::document::Document;
use wharf::surface::{Surface, plan};
use wharf::{Settings, Source, api, emit};

use crate::{Nothing, document, report as told};

const DOCUMENT: &str = r##"
openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: A pet, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
  /toys:
    get: { responses: { "204": { description: Done } } }
components:
  schemas: { Pet: { type: object, properties: { name: { type: string } } } }
"##;

/// The report of one document, whose surface is another one after `change`.
fn changed(change: impl Fn(&mut Surface)) -> Report {
    let source = Source { name: "api.yaml".to_owned(), bytes: DOCUMENT.as_bytes().to_vec() };
    let document = Document::parse(source, &Nothing).0.unwrap();
    let api = api::lower::lower(&document, &Settings::default()).0.unwrap();
    let old = plan(&api, &Settings::default()).0;
    let mut new = old.clone();
    change(&mut new);
    assert_ne!(old, new);
    let [before, after] = [&old, &new].map(emit::files);
    let old = Side { document: &document, api: &api, surface: &old, files: &before };
    let new = Side { document: &document, api: &api, surface: &new, files: &after };
    compare(&old, &new, Vec::new())
}

fn only(report: &Report) -> &Entry {
    let [entry] = report.entries.as_slice() else { panic!("{}", report.text(true)) };
    entry
}

#[test]
fn a_feature_that_goes_is_major() {
    let report = changed(|surface| surface.groups[1].feature = None);
    let entry = only(&report);
    assert_eq!((entry.rules.join(" ").as_str(), entry.rust), ("feature-removed", Level::Major));
    assert_eq!(entry.before, "feature `toys`");
}

#[test]
fn an_item_that_is_called_otherwise_is_major() {
    let report = changed(|surface| {
        let item = &mut surface.models[0].items[0];
        "Animal".clone_into(&mut item.name);
    });
    assert!(report.entries.iter().any(|entry| entry.rules == ["items-changed"] && entry.rust == Level::Major));
}

/// How an argument is taken stands in no surface, so that an update of a document cannot change it: a string is taken as
/// `&str`, whatever else there is. That code goes on to compile where the generator takes more is shown beside the
/// rules' other verdicts, by compiling it.
#[test]
fn how_an_argument_is_taken_shows_in_no_report() {
    let report = changed(|surface| surface.client.title.push('s'));
    assert!(report.entries.iter().all(|entry| !entry.rules.contains(&"argument-became-generic".to_owned())));
}

/// What stands nowhere where the other stood is the same by its make alone.
fn moved(old: &str, new: &[(&str, &str)]) -> String {
    let of = |path: &str, components: &[(&str, &str)]| {
        let schema =
            |(name, members): &(&str, &str)| format!("    {name}: {{ type: object, properties: {{ {members} }} }}\n");
        let answer = |(at, (name, _)): (usize, &(&str, &str))| {
            format!(
                "  /{path}{at}:\n    get: {{ responses: {{ \"200\": {{ description: One, content: {{ application/json: \
                 {{ schema: {{ $ref: \"#/components/schemas/{name}\" }} }} }} }} }} }}\n"
            )
        };
        let paths: String = components.iter().enumerate().map(answer).collect();
        let schemas: String = components.iter().map(schema).collect();
        document(&paths, &schemas)
    };
    told(&of("old", &[("Person", old)]), &of("new", new)).renames()
}

#[test]
fn an_item_of_the_same_make_is_a_candidate_for_a_renaming() {
    let members = "name: { type: string }, street: { type: string }, town: { type: string }";
    assert_eq!(moved(members, &[("Keeper", members)]), "[renames.items]\nKeeper = [\"Person\"]\n");
    // Two of one make: nobody can say which.
    assert_eq!(moved(members, &[("Keeper", members), ("Guard", members)]), "");
    // Too little to know it by.
    let few = "name: { type: string }, town: { type: string }";
    assert_eq!(moved(few, &[("Keeper", few)]), "");
    assert_eq!(
        moved(members, &[("Keeper", "name: { type: string }, street: { type: string }, town: { type: integer }")]),
        ""
    );
}
