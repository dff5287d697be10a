//! What is one entry though it stands at many places.

use wharf::diff::{Released, Verdict, Wire};

use crate::{document, report};

/// A document with a pet a name, each with these members besides its own, and answers that hold all.
fn listed(names: &[&str], members: &str) -> String {
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
    document(&paths, &schemas)
}

const PETS: [&str; 6] = ["Cat", "Dog", "Eel", "Fox", "Goat", "Hen"];

#[test]
fn the_same_member_of_many_schemas_is_one_entry() {
    let told = report(&listed(&PETS, ""), &listed(&PETS, ", age: { type: integer }"));
    let [entry] = told.entries.as_slice() else { panic!("{}", told.text(true)) };
    assert_eq!(entry.subject, "6 schemas (Cat, Dog, Eel, Fox, Goat and 1 more)");
    assert_eq!(
        (entry.after.as_str(), entry.rules.as_slice()),
        ("age", &["optional-property-added-response".to_owned()][..])
    );
    assert_eq!((entry.operations.len(), entry.items.len(), entry.places.len()), (6, 6, 6));

    // Four are four.
    let few = &PETS[..4];
    assert_eq!(report(&listed(few, ""), &listed(few, ", age: { type: integer }")).entries.len(), 4);
}

#[test]
fn another_type_is_another_edit() {
    let [some, others] = [&PETS[..3], &PETS[3..]];
    let mixed = |members: [&str; 2]| {
        let one = listed(some, members[0]);
        let other = listed(others, members[1]);
        let (paths, schemas) = other.split_once("components:\n  schemas:\n").unwrap();
        let paths = paths.split_once("paths:\n").unwrap().1;
        one.replace("components:\n", &format!("{paths}components:\n")) + schemas
    };
    let told = report(&mixed(["", ""]), &mixed([", age: { type: integer }", ", age: { type: string }"]));
    assert_eq!(told.entries.len(), 6, "{}", told.text(true));
}

#[test]
fn what_asks_nothing_of_anybody_is_one_entry() {
    let whole = |schema: &str| listed(&PETS[..2], "").replace("{ type: object,", &format!("{{ {schema}type: object,"));
    let told = report(&whole(""), &whole("minProperties: 0, x-a: 1, allOf: [{ type: object }], "));
    let [entry] = told.entries.as_slice() else { panic!("{}", told.text(true)) };
    assert_eq!(entry.rules, ["written-otherwise"]);
    assert_eq!(entry.subject, "2 schemas (Cat, Dog)");
}

/// A document as 3.0 writes it, and the same as 3.1 does.
#[test]
fn what_only_another_version_of_openapi_writes_otherwise_is_nothing() {
    let document = |version: &str, schema: &str| {
        format!(
            "openapi: {version}\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  /a:\n    post:\n      requestBody: {{ content: {{ \
             application/json: {{ schema: {{ $ref: \"#/components/schemas/A\" }} }} }} }}\n      responses: {{ \"200\": {{ description: \
             A, content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/A\" }} }} }} }} }}\ncomponents:\n  schemas:\n    \
             B: {{ type: object, properties: {{ c: {{ type: string }} }} }}\n    A:\n      type: object\n      properties:\n{schema}"
        )
    };
    let before = "        a: { type: string, nullable: true }\n        b: { nullable: true, allOf: [{ $ref: \"#/components/schemas/B\" }] }\n        \
                  c: { type: integer, minimum: 1, exclusiveMinimum: true }\n        d: { type: string, enum: [x, y], nullable: true }\n        e: { allOf: [{ type: object, properties: { c: { type: string, nullable: true } } }, { properties: { c: { type: string } } }] }\n        f: { allOf: [{ $ref: \"#/components/schemas/B\" }, { nullable: true }] }\n";
    let after = "        a: { type: [string, \"null\"] }\n        b: { anyOf: [{ $ref: \"#/components/schemas/B\" }, { type: \"null\" }] }\n        \
                 c: { type: integer, exclusiveMinimum: 1 }\n        d: { type: [string, \"null\"], enum: [x, y, null] }\n        e: { allOf: [{ type: object, properties: { c: { type: [string, \"null\"] } } }, { properties: { c: { type: string } } }] }\n        f: { allOf: [{ $ref: \"#/components/schemas/B\" }, { type: [object, \"null\"] }] }\n";
    let told = report(&document("3.0.3", before), &document("3.1.0", after));
    assert_eq!(told.verdict, Verdict::Untouched, "{}", told.text(true));
    let rules: Vec<&String> = told.entries.iter().flat_map(|entry| &entry.rules).collect();
    assert_eq!(rules, ["written-otherwise"]);
    assert_eq!(told.regenerated, Vec::<String>::new());
}

#[test]
fn a_branch_that_repeats_another_one_breaks_nobody() {
    let pet = |branches: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  /a:\n    get: {{ responses: {{ \"200\": {{ description: A, content: {{ \
             application/json: {{ schema: {{ anyOf: [{branches}] }} }} }} }} }} }}\n"
        )
    };
    let [cat, dog] = ["meow", "bark"]
        .map(|word| format!("{{ type: object, required: [{word}], properties: {{ {word}: {{ type: string }} }} }}"));
    let told = report(&pet(&format!("{cat}, {dog}")), &pet(&format!("{cat}, {dog}, {cat}")));
    assert_eq!((told.totals.wire, told.totals.released), (Wire::Fine, Released::Ok), "{}", told.text(true));
}
