//! Another schema at a place is one edit, and is told of that place.

use wharf::diff::{Entry, Level, Released, Report, Tool};

use crate::{document, get, report};

/// Pets with this member, and these answers; owners and states are there without them.
fn pets(member: &str, answer: &str) -> String {
    let all = "  /pets:\n    get:\n      operationId: listPets\n      responses:\n        \"200\": { description: All, content: { \
               application/json: { schema: ";
    let paths = format!("{}{all}{answer} }} }} }}\n", get("owners", "Owner") + &get("keepers", "Keeper"));
    let schemas = format!(
        "    Owner: {{ type: object, required: [name], properties: {{ name: {{ type: string }}, mail: {{ type: string }}, state: {{ $ref: \
         \"#/components/schemas/State\" }} }} }}\n    Keeper: {{ type: object, required: [id], properties: {{ id: {{ type: string }} }} }}\n    \
         State: {{ type: string, enum: [here, there, gone] }}\n    Pet:\n      type: object\n      required: [age]\n      properties:\n        held: {member}\n        age: {{ type: \
         integer }}\n"
    );
    document(&paths, &schemas)
}

const PET: &str = "{ $ref: \"#/components/schemas/Pet\" }";
const OWNER: &str = "{ $ref: \"#/components/schemas/Owner\" }";
const OWNERS: &str = "{ type: array, items: { $ref: \"#/components/schemas/Owner\" } }";
const STATE: &str = "{ $ref: \"#/components/schemas/State\" }";
const KEEPER: &str = "{ $ref: \"#/components/schemas/Keeper\" }";
const COPY: &str = "{ type: object, required: [name], properties: { name: { type: string }, mail: { type: string } } }";
const OTHER: &str =
    "{ type: object, required: [code], properties: { code: { type: string }, since: { type: string } } }";
const STATES: &str = "{ type: string, enum: [here, there] }";

fn only(report: &Report) -> &Entry {
    let [entry] = report.entries.as_slice() else { panic!("{}", report.text(true)) };
    entry
}

/// The member before and after, and the first rule that speaks of it.
const MEMBERS: [(&str, &str, &str); 15] = [
    (OWNERS, OWNER, "no-longer-array"),
    (OWNER, OWNERS, "became-array"),
    (OWNER, "{ type: string }", "type-changed"),
    ("{ type: string }", OWNER, "type-changed"),
    ("{ type: string }", STATE, "enum-from-string-response"),
    (STATE, "{ type: string }", "enum-to-string-response"),
    (OWNER, KEEPER, "reference-changed"),
    (OWNER, OTHER, "reference-changed"),
    (OTHER, OWNER, "reference-changed"),
    (OWNER, COPY, "component-split"),
    (COPY, OWNER, "components-merged"),
    (STATE, STATES, "component-split"),
    (STATES, STATE, "components-merged"),
    (STATE, "{ type: string, enum: [up, down] }", "reference-changed"),
    ("{ type: string, enum: [up, down] }", STATE, "reference-changed"),
];

#[test]
fn what_stands_at_a_member_is_told_of_the_member() {
    for (before, after, rule) in MEMBERS {
        let (old, new) = (pets(before, PET), pets(after, PET));
        let told = report(&old, &new);
        let entry = only(&told);
        let case = format!("{before} -> {after}: {}", told.text(true));
        assert_eq!(entry.rules.first().map(String::as_str), Some(rule), "{case}");
        assert_eq!(entry.subject, "Pet.held", "{case}");
        assert_eq!(entry.operations, ["GET /pets"], "{case}");
        for (position, text) in [(&entry.old, &old), (&entry.new, &new)] {
            let position = position.as_ref().unwrap();
            assert_eq!(position.pointer, "/components/schemas/Pet/properties/held", "{case}");
            let line = text.lines().position(|line| line.contains("  held: ")).unwrap() + 1;
            assert_eq!(position.line as usize, line, "{case}");
        }
        assert!(entry.items.iter().any(|item| item.before.starts_with("Pet::held: ")), "{case}");
        assert!(entry.rust == Level::Major && !entry.hint.is_empty(), "{case}");
    }
}

/// What a call gives is something else, around what it gave or in its place.
#[test]
fn what_a_call_gives_is_told_of_the_call() {
    let wrapped = "{ type: object, required: [data], properties: { data: { $ref: \"#/components/schemas/Pet\" } } }";
    let pets_in_a_list = "{ type: array, items: { $ref: \"#/components/schemas/Pet\" } }";
    for (before, after) in [(PET, wrapped), (wrapped, PET), (PET, pets_in_a_list), (pets_in_a_list, PET), (PET, OTHER)]
    {
        let told = report(&pets("{ type: string }", before), &pets("{ type: string }", after));
        let entry = only(&told);
        let case = format!("{before} -> {after}: {}", told.text(true));
        assert_eq!(entry.subject, "GET /pets answer", "{case}");
        assert_eq!((entry.released, entry.rust), (Released::Undecodable, Level::Major), "{case}");
        let pointer = "/paths/~1pets/get/responses/200/content/application~1json/schema";
        for position in [&entry.old, &entry.new] {
            assert_eq!(position.as_ref().unwrap().pointer, pointer, "{case}");
        }
        let is_shown =
            |item: &wharf::diff::ItemChange| item.before.starts_with("client.pets()") || item.before == "struct Pet";
        assert!(entry.items.iter().any(is_shown), "{case}");
        // Who reads what to do wants it once, and not once a member.
        assert_eq!(
            entry.hint.matches("Keep sending").count() + entry.hint.matches("Stop reading").count(),
            0,
            "{case}"
        );
    }
}

/// A call is named after what it gives, and so is its command.
#[test]
fn another_name_of_a_call_belongs_to_what_it_gives_now() {
    let calls = |schema: &str| {
        format!(
            "  /pets/{{id}}:\n    parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}]\n    get: {{ responses: \
             {{ \"200\": {{ description: One, content: {{ application/json: {{ schema: {schema} }} }} }} }} }}\n"
        )
    };
    let schemas = "    Pet: { type: object, required: [name], properties: { name: { type: string } } }\n";
    let list = format!("{{ type: array, items: {PET} }}");
    let told = report(&document(&calls(PET), schemas), &document(&calls(&list), schemas));
    let entry = only(&told);
    assert_eq!((entry.rules.as_slice(), entry.tool), (&["became-array".to_owned()][..], Some(Tool::Breaks)));
    assert!(entry.command_lines.iter().any(|line| line.before == "a pets retrieve"), "{}", told.text(true));
}
