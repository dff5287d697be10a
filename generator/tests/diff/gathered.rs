//! What is one entry though it stands at many places.

use crate::report;

/// A document with a pet a name, each with these members besides its own, and answers that hold all.
fn document(names: &[&str], members: &str) -> String {
    let path = |name: &&str| {
        format!(
            "  /{name}:\n    get: {{ responses: {{ \"200\": {{ description: One, content: {{ application/json: {{ schema: \
             {{ $ref: \"#/components/schemas/{name}\" }} }} }} }} }} }}\n"
        )
    };
    let schema = |name: &&str| {
        format!("    {name}: {{ type: object, properties: {{ of_{name}: {{ type: string }}{members} }} }}\n")
    };
    let (paths, schemas): (String, String) = (names.iter().map(path).collect(), names.iter().map(schema).collect());
    format!("openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n{paths}components:\n  schemas:\n{schemas}")
}

const PETS: [&str; 6] = ["Cat", "Dog", "Eel", "Fox", "Goat", "Hen"];

#[test]
fn the_same_member_of_many_schemas_is_one_entry() {
    let told = report(&document(&PETS, ""), &document(&PETS, ", age: { type: integer }"));
    let [entry] = told.entries.as_slice() else { panic!("{}", told.text(true)) };
    assert_eq!(entry.subject, "6 schemas (Cat, Dog, Eel, Fox, Goat and 1 more)");
    assert_eq!(
        (entry.after.as_str(), entry.rules.as_slice()),
        ("age", &["optional-property-added-response".to_owned()][..])
    );
    assert_eq!((entry.operations.len(), entry.items.len(), entry.places.len()), (6, 6, 6));

    // Four are four.
    let few = &PETS[..4];
    assert_eq!(report(&document(few, ""), &document(few, ", age: { type: integer }")).entries.len(), 4);
}

#[test]
fn another_type_is_another_edit() {
    let [some, others] = [&PETS[..3], &PETS[3..]];
    let mixed = |members: [&str; 2]| {
        let one = document(some, members[0]);
        let other = document(others, members[1]);
        let (paths, schemas) = other.split_once("components:\n  schemas:\n").unwrap();
        let paths = paths.split_once("paths:\n").unwrap().1;
        one.replace("components:\n", &format!("{paths}components:\n")) + schemas
    };
    let told = report(&mixed(["", ""]), &mixed([", age: { type: integer }", ", age: { type: string }"]));
    assert_eq!(told.entries.len(), 6, "{}", told.text(true));
}

#[test]
fn what_asks_nothing_of_anybody_is_one_entry() {
    let whole =
        |schema: &str| document(&PETS[..2], "").replace("{ type: object,", &format!("{{ {schema}type: object,"));
    let told = report(&whole(""), &whole("minProperties: 0, x-a: 1, allOf: [{ type: object }], "));
    let [entry] = told.entries.as_slice() else { panic!("{}", told.text(true)) };
    assert_eq!(entry.rules, ["written-otherwise"]);
    assert_eq!(entry.subject, "2 schemas (Cat, Dog)");
}
