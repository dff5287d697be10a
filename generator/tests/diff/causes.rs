//! What an entry shows is what its change did, and nothing that another one did.

use wharf::diff::{Entry, Level, Report, Tool};

use crate::{document, get, report};

/// An operation that takes a schema.
fn post(path: &str, schema: &str) -> String {
    format!(
        "  /{path}:\n    post: {{ operationId: create_{path}, requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: \
         \"#/components/schemas/{schema}\" }} }} }} }}, responses: {{ \"204\": {{ description: Done }} }} }}\n"
    )
}

fn entry<'r>(report: &'r Report, rule: &str, subject: &str) -> &'r Entry {
    let found = report.entries.iter().find(|one| one.rules.iter().any(|id| id == rule) && one.subject == subject);
    found.unwrap_or_else(|| panic!("no {rule} of {subject}: {}", report.text(true)))
}

/// Whether an item of an entry is written so before or after.
fn shows(entry: &Entry, text: &str) -> bool {
    entry.items.iter().any(|item| item.before.contains(text) || item.after.contains(text))
}

/// A schema is renamed and gets what it says from a part that a new operation takes too.
#[test]
fn an_added_operation_changes_nothing_that_was_there() {
    let members = "{ type: object, required: [name], properties: { name: { type: string }, metric: { type: string, enum: [bleu, rouge, \
                   cosine, meteor] } } }";
    let old = document(&get("evals", "OldGrader"), &format!("    OldGrader: {members}\n"));
    let new = document(
        &format!("{}{}", get("evals", "NewGrader"), post("graders", "Grader")),
        &format!(
            "    NewGrader: {{ allOf: [{{ $ref: \"#/components/schemas/Grader\" }}], properties: {{ pass: {{ type: number }} }} }}\n    \
             Grader: {members}\n"
        ),
    );
    let told = report(&old, &new);
    let added = entry(&told, "operation-added", "POST /graders");
    assert_eq!((added.rust, added.tool), (Level::Minor, Some(Tool::New)), "{}", told.text(true));
    assert!(added.items.iter().all(|item| item.before.is_empty()), "{added:#?}");
    assert!(shows(entry(&told, "component-renamed", "NewGrader"), "OldGraderMetric"), "{}", told.text(true));
}

/// What may be sent now gets `new` by what sends it.
#[test]
fn a_struct_can_be_made_because_of_what_sends_it() {
    let calls = format!("{}{}", get("answers", "Call"), post("items", "Item"));
    let schemas = |branches: &str| {
        let object = |name: &str| {
            format!(
                "    {name}: {{ type: object, required: [type, text], properties: {{ type: {{ type: string, const: {name} }}, text: {{ \
                 type: string }} }} }}\n"
            )
        };
        let objects: String = ["Note", "Memo", "Call"].map(object).concat();
        format!("    Item: {{ anyOf: [{branches}], discriminator: {{ propertyName: type }} }}\n{objects}")
    };
    let [note, call] = ["Note", "Call"].map(|name| format!("{{ $ref: \"#/components/schemas/{name}\" }}"));
    let few = format!("{note}, {{ $ref: \"#/components/schemas/Memo\" }}");
    let old = document(&calls, &schemas(&few));
    let new = document(&format!("{}{calls}", get("again", "Call")), &schemas(&format!("{few}, {call}")));
    let told = report(&old, &new);
    assert!(shows(entry(&told, "variant-added-request", "Item"), "Call::new("), "{}", told.text(true));
    assert!(!shows(entry(&told, "operation-added", "GET /again"), "Call::new("), "{}", told.text(true));
}

/// A flag of a member that several branches have: the branch that needs it now is the one that says so.
#[test]
fn another_name_breaks_no_command_line() {
    let schemas = |first: &str, needed: &str| {
        let branch = |name: &str, needed: &str| {
            format!(
                "    {name}: {{ type: object, required: [type{needed}], properties: {{ type: {{ type: string, const: {} }}, name: {{ type: \
                 string }} }} }}\n",
                name.to_lowercase().trim_start_matches("new")
            )
        };
        format!(
            "    Eval: {{ type: object, properties: {{ criterion: {{ oneOf: [{{ $ref: \"#/components/schemas/{first}\" }}, {{ $ref: \
             \"#/components/schemas/Zeta\" }}] }} }} }}\n{}{}",
            branch(first, needed),
            branch("Zeta", needed)
        )
    };
    let old = document(&post("evals", "Eval"), &schemas("Alpha", ""));
    let new = document(&post("evals", "Eval"), &schemas("NewAlpha", ", name"));
    let told = report(&old, &new);
    let renamed = entry(&told, "component-renamed", "NewAlpha");
    assert_eq!(renamed.tool, Some(Tool::Works), "{}", told.text(true));
    let breaks = told.entries.iter().filter(|one| one.tool == Some(Tool::Breaks));
    assert!(
        { breaks }.all(|one| one.rules.iter().any(|rule| rule == "property-required-request")),
        "{}",
        told.text(true)
    );
}

/// A value of an enumeration that only an open one is made of comes with that.
#[test]
fn a_value_of_an_enumeration_within_another_one_is_told_there() {
    let schemas = |values: &str| {
        format!(
            "    Ask: {{ type: object, properties: {{ model: {{ anyOf: [{{ type: string }}, {{ $ref: \"#/components/schemas/Known\" }}] }} }} }}\n    \
             Known: {{ type: string, enum: [{values}] }}\n"
        )
    };
    let told =
        report(&document(&post("ask", "Ask"), &schemas("a, b")), &document(&post("ask", "Ask"), &schemas("a, b, c")));
    let rules: Vec<&String> = told.entries.iter().flat_map(|one| &one.rules).collect();
    assert_eq!(rules, ["known-value-added"], "{}", told.text(true));
}

/// Looser limits, and the same ones in other words, break no command line.
#[test]
fn looser_limits_break_no_command_line() {
    for (old, new) in [
        ("type: string, pattern: \"^a\"", "type: string, pattern: \".*\""),
        ("type: string", "type: string, minLength: 0"),
        ("type: integer, exclusiveMaximum: 10", "type: integer, maximum: 10"),
        ("type: integer, exclusiveMaximum: 10", "type: integer, maximum: 9"),
        ("type: integer, multipleOf: 4", "type: integer, multipleOf: 2"),
    ] {
        let schemas = |member: &str| format!("    A: {{ type: object, properties: {{ a: {{ {member} }} }} }}\n");
        let told = report(&document(&post("a", "A"), &schemas(old)), &document(&post("a", "A"), &schemas(new)));
        assert!(told.entries.iter().all(|one| one.tool != Some(Tool::Breaks)), "{old} -> {new}: {}", told.text(true));
    }
}

/// What came to requests and to answers is a flag because of the requests.
#[test]
fn a_flag_comes_with_what_is_sent() {
    let object = |name: &str, more: &str| {
        format!(
            "    {name}: {{ type: object, required: [type], properties: {{ type: {{ type: string, const: {name} }}{more} }} }}\n"
        )
    };
    let schemas = |branches: &str| {
        let union =
            |name: &str| format!("    {name}: {{ oneOf: [{branches}], discriminator: {{ propertyName: type }} }}\n");
        let holder = |name: &str, of: &str| {
            format!(
                "    {name}: {{ type: object, properties: {{ tool: {{ $ref: \"#/components/schemas/{of}\" }} }} }}\n"
            )
        };
        let objects = [object("A", ""), object("B", ""), object("C", ", depth: { type: integer }")].concat();
        let unions = [union("Asked"), union("Told"), holder("Ask", "Asked"), holder("Tell", "Told")].concat();
        unions + &objects
    };
    let calls = format!("{}{}", get("a", "Tell"), post("b", "Ask"));
    let [few, more] = [&["A", "B"][..], &["A", "B", "C"]].map(|names| {
        let all: Vec<String> =
            names.iter().map(|name| format!("{{ $ref: \"#/components/schemas/{name}\" }}")).collect();
        schemas(&all.join(", "))
    });
    let told = report(&document(&calls, &few), &document(&calls, &more));
    assert_eq!(entry(&told, "variant-added-response", "Told").tool, Some(Tool::Works), "{}", told.text(true));
    assert_eq!(entry(&told, "variant-added-request", "Asked").tool, Some(Tool::New), "{}", told.text(true));
}

#[test]
fn nothing_is_listed_twice_in_an_entry() {
    let old = document(&get("a", "A"), "    A: { type: object, properties: { name: { type: string } } }\n");
    let new = document(
        &get("a", "A"),
        "    A: { type: object, properties: { name: { type: string }, b: { oneOf: [{ $ref: \"#/components/schemas/B\" }, { type: array, \
         items: { $ref: \"#/components/schemas/B\" } }] } } }\n    B: { type: object, properties: { c: { type: string } } }\n",
    );
    let told = report(&old, &new);
    for entry in &told.entries {
        for (at, item) in entry.items.iter().enumerate() {
            assert!(!entry.items[..at].contains(item), "{}", told.text(true));
        }
    }
}

/// Who reads of a member that is needed now sees what `new` was and what it is.
#[test]
fn a_needed_member_shows_how_a_value_is_made() {
    let pet = |needed: &str| {
        format!(
            "    Pet: {{ type: object, required: [{needed}], properties: {{ name: {{ type: string }}, age: {{ type: integer }} }} }}\n"
        )
    };
    let calls = post("pets", "Pet");
    let [few, more] = ["name", "name, age"].map(|needed| document(&calls, &pet(needed)));
    let bare = document(&calls, &pet("name").replace(", age: { type: integer }", ""));
    let made = ("Pet::new(name: String)", "Pet::new(name: String, age: i64)");
    for (old, new, rule, made) in [
        (&few, &more, "property-required-request", made),
        (&more, &few, "property-optional-request", (made.1, made.0)),
        (&bare, &more, "required-property-added-request", made),
        (&more, &bare, "required-property-removed-request", (made.1, made.0)),
    ] {
        let told = report(old, new);
        let items = &entry(&told, rule, "Pet.age").items;
        assert!(items.iter().any(|one| (one.before.as_str(), one.after.as_str()) == made), "{}", told.text(true));
    }
}

/// The compiler tells of a setter that the API deprecates.
#[test]
fn a_deprecated_parameter_shows_its_setter() {
    let call = |more: &str| {
        let parameter = format!("{{ name: age, in: query, schema: {{ type: integer }}{more} }}");
        let answers = "{ \"204\": { description: Done } }";
        document(&format!("  /pets:\n    get: {{ parameters: [{parameter}], responses: {answers} }}\n"), "")
    };
    let [old, new] = [call(""), call(", deprecated: true")];
    let told = report(&old, &new);
    let [item] = told.entries[0].items.as_slice() else { panic!("{}", told.text(true)) };
    assert!(item.after.starts_with("#[deprecated] ") && !item.before.contains("deprecated"), "{item:?}");
    assert_eq!((told.entries[0].rust, item.level), (Level::Minor, Level::Minor));
    let back = report(&new, &old);
    assert!(back.entries[0].items[0].before.starts_with("#[deprecated] "), "{}", back.text(true));
}

/// A union means something else where its branches have other tags; its variants are called after them.
#[test]
fn another_tag_renames_the_variant() {
    let schemas = |[cat, dog]: [&str; 2]| {
        let branch = |name: &str, tag: &str| {
            format!(
                "    {name}: {{ type: object, required: [kind], properties: {{ kind: {{ type: string, const: {tag} }}, name: {{ type: \
                 string }} }} }}\n"
            )
        };
        let [one, other] = ["Cat", "Dog"].map(|name| format!("\"#/components/schemas/{name}\""));
        format!(
            "    Pet: {{ oneOf: [{{ $ref: {one} }}, {{ $ref: {other} }}], discriminator: {{ propertyName: kind, mapping: {{ {cat}: {one}, \
             {dog}: {other} }} }} }}\n{}{}",
            branch("Cat", cat),
            branch("Dog", dog)
        )
    };
    let old = document(&get("pets", "Pet"), &schemas(["cat", "dog"]));
    let new = document(&get("pets", "Pet"), &schemas(["lion", "wolf"]));
    let told = report(&old, &new);
    assert!(told.entries.iter().all(|one| one.rules != ["written-otherwise"]), "{}", told.text(true));
    for (subject, before, after) in
        [("Cat.kind", "Pet::Cat(Cat)", "Pet::Lion(Cat)"), ("Dog.kind", "Pet::Dog(Dog)", "Pet::Wolf(Dog)")]
    {
        let entry = entry(&told, "constant-changed-response", subject);
        assert!(shows(entry, before) && shows(entry, after), "{}", told.text(true));
        assert_eq!(entry.rust, Level::Major);
    }
}
