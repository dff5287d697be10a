//! How a change is told: what it is called, what to do, and what a changelog says.

use wharf::diff::rules::Proof;
use wharf::diff::{Entry, Level, Released, Report, Verdict, Wire};

use crate::frame::rules;
use crate::{document, get, report};

fn put(path: &str, schema: &str) -> String {
    let content =
        format!("content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/{schema}\" }} }} }}");
    format!(
        "  /{path}:\n    put: {{ operationId: set_{path}, requestBody: {{ required: true, {content} }}, responses: {{ \"200\": {{ description: \
         One, {content} }} }} }}\n"
    )
}

fn only(report: &Report) -> &Entry {
    let [entry] = report.entries.as_slice() else { panic!("{}", report.text(true)) };
    entry
}

/// Who reads the first box must not be told that clients fail where all of them go on.
#[test]
fn the_first_box_says_what_becomes_of_released_clients() {
    let union = |branches: &[&str]| {
        let refs: Vec<String> =
            branches.iter().map(|name| format!("{{ $ref: \"#/components/schemas/{name}\" }}")).collect();
        let object = |name: &str| {
            format!(
                "    {name}: {{ type: object, required: [type], properties: {{ type: {{ type: string, const: {name} }} }} }}\n"
            )
        };
        let objects: String = ["Cat", "Dog", "Eel"].map(object).concat();
        format!("    Pet: {{ oneOf: [{}], discriminator: {{ propertyName: type }} }}\n{objects}", refs.join(", "))
    };
    let more = "    Toy: { type: object, required: [name], properties: { name: { type: string } } }\n";
    let less = "    Toy: { type: object, properties: { name: { type: string } } }\n";
    let text = |calls: &str, old: &str, new: &str| report(&document(calls, old), &document(calls, new)).markdown(false);
    let (pets, toys) = (get("pets", "Pet"), get("toys", "Toy"));
    let (one, two) = (union(&["Cat", "Dog"]), union(&["Cat", "Dog", "Eel"]));

    let unknown = text(&pets, &one, &two);
    assert!(unknown.contains("Clients already released go on;"), "{unknown}");
    let fails = text(&toys, more, less);
    assert!(fails.contains("Clients already released fail where they meet it:"), "{fails}");
    let some = text(&format!("{pets}{toys}"), &format!("{one}{more}"), &format!("{two}{less}"));
    assert!(
        some.contains("Clients already released fail where they meet 1 of these, and go on with the rest:"),
        "{some}"
    );
}

#[test]
fn a_change_of_both_ways_is_not_called_one_of_answers() {
    let schema = |values: &str| {
        format!("    A: {{ type: object, properties: {{ a: {{ type: string, enum: [{values}] }} }} }}\n")
    };
    let told = report(&document(&put("a", "A"), &schema("x, y")), &document(&put("a", "A"), &schema("x, y, z")));
    assert_eq!(only(&told).title, "enum value added");

    // Two changes of one member are one entry, and its hint says each way once.
    let schema = |member: &str| {
        format!("    A: {{ type: object, required: [{member}], properties: {{ a: {{ type: string }} }} }}\n")
    };
    let nullable = schema("").replace("type: string", "type: [string, \"null\"]");
    let told = report(&document(&put("a", "A"), &schema("a")), &document(&put("a", "A"), &nullable));
    assert_eq!(only(&told).hint.matches("In requests: ").count(), 1, "{}", only(&told).hint);

    let schema = |needed: &str| {
        format!("    A: {{ type: object, required: [{needed}], properties: {{ a: {{ type: string }} }} }}\n")
    };
    let told = report(&document(&put("a", "A"), &schema("")), &document(&put("a", "A"), &schema("a")));
    let entry = only(&told);
    assert_eq!(entry.title, "member became required");
    assert!(
        entry.hint.starts_with("In requests: Pass it to `new`") && entry.hint.contains("In answers: Read"),
        "{}",
        entry.hint
    );
}

#[test]
fn arguments_are_swapped_only_where_there_are_any() {
    let schema = |members: &str| format!("    A: {{ type: object, required: [a, b], properties: {{ {members} }} }}\n");
    let (old, new) = ("a: { type: string }, b: { type: string }", "b: { type: string }, a: { type: string }");
    let told = |calls: &str| report(&document(calls, &schema(old)), &document(calls, &schema(new)));
    assert_eq!(only(&told(&get("a", "A"))).hint, "");
    assert!(only(&told(&put("a", "A"))).hint.starts_with("Swap the arguments"));
}

/// A member that refers to something else now, which is made of what was there.
#[test]
fn a_place_that_refers_to_another_schema_is_no_split() {
    let schemas = |member: &str| {
        format!(
            "    Speech: {{ type: object, properties: {{ voice: {{ $ref: \"#/components/schemas/{member}\" }} }} }}\n    Voice: {{ type: \
             string, enum: [alloy, ash] }}\n    VoiceOrOwn: {{ anyOf: [{{ $ref: \"#/components/schemas/Voice\" }}, {{ type: object, required: \
             [id], properties: {{ id: {{ type: string }} }} }}] }}\n"
        )
    };
    let calls = format!("{}{}", put("speech", "Speech"), put("voice", "Voice"));
    let told = report(&document(&calls, &schemas("Voice")), &document(&calls, &schemas("VoiceOrOwn")));
    let entry = told.entries.iter().find(|one| one.before == "Voice").unwrap_or_else(|| panic!("{}", told.text(true)));
    assert_eq!((entry.title.as_str(), entry.subject.as_str()), ("refers to another schema", "Speech.voice"));
    assert_eq!(entry.rules.first().map(String::as_str), Some("reference-changed"));
}

/// Code that has to be changed is told how, also by a rule that mostly asks for nothing.
#[test]
fn who_has_to_change_code_is_told_how() {
    let schema = |ty: &str| format!("    A: {{ type: object, properties: {{ a: {{ type: {ty} }} }} }}\n");
    let wider =
        report(&document(&put("a", "A"), &schema("string")), &document(&put("a", "A"), &schema("[string, integer]")));
    assert_eq!(only(&wider).rust, Level::Major);
    assert!(only(&wider).hint.contains("Pass the branch of the enum"), "{}", wider.text(true));
    let failure = "\"404\": { description: None, content: { application/json: { schema: { $ref: \"#/components/schemas/A\" } } } }, ";
    let calls = |more: &str| format!("  /a:\n    get: {{ responses: {{ {more}\"204\": {{ description: Done }} }} }}\n");
    let gone = report(&document(&calls(failure), &schema("string")), &document(&calls(""), &schema("string")));
    let entry =
        gone.entries.iter().find(|one| one.rust == Level::Major).unwrap_or_else(|| panic!("{}", gone.text(true)));
    assert!(entry.hint.contains("the body of that failure"), "{}", gone.text(true));
}

/// Of what differs between two schemas each hint says what it is about, and says it once.
#[test]
fn hints_of_parts_say_of_which() {
    let schemas = "    A: { type: object, required: [a, b], properties: { a: { type: string }, b: { type: string }, c: { type: string } } }\n    \
                   B: { type: object, required: [c], properties: { c: { type: string } } }\n";
    let calls = |second: &str| format!("{}{}", put("a", "A"), put("c", second));
    let (old, new) =
        (document(&calls("A"), &schemas[..schemas.find("    B: ").unwrap()]), document(&calls("B"), schemas));
    let entry = only(&report(&old, &new)).clone();
    assert_eq!(entry.rules.first().map(String::as_str), Some("component-split"));
    assert!(entry.hint.contains("`A.a`, `A.b`: In requests: Do not pass it to `new` any more."), "{}", entry.hint);
    assert!(entry.hint.contains("`B.c`: In requests: Pass it to `new`"), "{}", entry.hint);

    // Another schema is said as a whole.
    let other = "    A: { type: object, required: [a], properties: { a: { type: string } } }\n    B: { type: object, required: [b], \
                 properties: { b: { type: integer }, c: { type: boolean } } }\n";
    let calls = |second: &str| format!("{}{}{}", put("a", "A"), put("b", "B"), put("c", second));
    let told = report(&document(&calls("A"), other), &document(&calls("B"), other));
    assert_eq!((only(&told).parts.len(), only(&told).hint.matches('`').count()), (3, 0), "{}", told.text(true));
}

/// `item.added` became `item_added`, in a schema of another name.
#[test]
fn a_branch_with_another_tag_is_the_same_branch() {
    let schemas = |name: &str, tag: &str| {
        format!(
            "    Event: {{ anyOf: [{{ $ref: \"#/components/schemas/{name}\" }}, {{ $ref: \"#/components/schemas/Done\" }}], discriminator: {{ \
             propertyName: type }} }}\n    {name}: {{ type: object, required: [type, text], properties: {{ type: {{ type: string, const: {tag} }}, \
             text: {{ type: string }}, at: {{ type: integer }} }} }}\n    Done: {{ type: object, required: [type], properties: {{ type: {{ type: \
             string, const: done }} }} }}\n"
        )
    };
    let calls = get("events", "Event");
    let old = document(&calls, &schemas("ItemDelta", "item.added"));
    let new = document(&calls, &schemas("ItemAdded", "item_added"));
    let told = report(&old, &new);
    let rules: Vec<&String> = told.entries.iter().flat_map(|one| &one.rules).collect();
    assert!(rules.iter().any(|rule| *rule == "constant-changed-response"), "{}", told.text(true));
    assert!(!rules.iter().any(|rule| rule.starts_with("variant-")), "{}", told.text(true));

    // Released clients do not read the branch any more, whatever else became of it.
    let told = report(&old, &new.replace("text: { type: string }", "text: { type: integer }"));
    let retyped = told.entries.iter().find(|one| one.rules.contains(&"type-changed".to_owned())).unwrap();
    assert_eq!(retyped.released, Released::Ok, "{}", told.text(true));
}

#[test]
fn changelogs_say_the_new_names_and_nest_no_code() {
    let member = "{ type: object, properties: { a: { type: string } } }";
    let old = document(&put("b", "B"), &format!("    B: {{ type: object, properties: {{ inner: {member} }} }}\n"));
    let new = document(
        &put("b", "B"),
        &format!(
            "    B: {{ type: object, properties: {{ inner: {{ $ref: \"#/components/schemas/Core\" }} }} }}\n    Core: {member}\n"
        ),
    );
    let told = report(&old, &new);
    assert_eq!(only(&told).changelog, "`Core` has a name of its own now. In Rust `BInner` is `Core`.");

    let schemas = |tag: &str| {
        let object = |name: &str| {
            format!(
                "    {name}: {{ type: object, required: [kind, of{name}], properties: {{ kind: {{ type: string }}, of{name}: {{ type: string }} }} }}\n"
            )
        };
        let objects: String = ["Cat", "Dog"].map(object).concat();
        format!(
            "    Pet: {{ oneOf: [{{ $ref: \"#/components/schemas/Cat\" }}, {{ $ref: \"#/components/schemas/Dog\" }}]{tag} }}\n{objects}"
        )
    };
    let calls = get("pets", "Pet");
    let told =
        report(&document(&calls, &schemas("")), &document(&calls, &schemas(", discriminator: { propertyName: kind }")));
    for entry in &told.entries {
        assert!(
            entry.changelog.matches('`').count().is_multiple_of(2) && !entry.changelog.contains("``"),
            "{}",
            entry.changelog
        );
    }
}

#[test]
fn what_nothing_uses_is_told_and_asks_for_nothing() {
    let schemas =
        |ty: &str| format!("    A: {{ type: object }}\n    Left: {{ type: {ty} }}\n    Over: {{ type: {ty} }}\n");
    let told = report(&document(&get("a", "A"), &schemas("string")), &document(&get("a", "A"), &schemas("integer")));
    assert_eq!(told.verdict, Verdict::Untouched);
    assert_eq!(
        (only(&told).subject.as_str(), only(&told).rules.as_slice()),
        ("2 schemas (Left, Over)", &["unused-schema-changed".to_owned()][..])
    );
}

/// What only an `allOf` names is used.
#[test]
fn a_schema_that_is_a_part_of_another_one_is_no_unused_one() {
    let old = "    A: { type: object, properties: { a: { type: string }, b: { type: string } } }\n";
    let new = "    A: { allOf: [{ $ref: \"#/components/schemas/Base\" }, { type: object, properties: { b: { type: string } } }] }\n    Base: { \
               type: object, properties: { a: { type: string } } }\n";
    let told = report(&document(&get("a", "A"), old), &document(&get("a", "A"), new));
    assert_eq!(only(&told).rules, ["written-otherwise"]);
}

/// Who never sends a member is not refused for it.
#[test]
fn what_only_answers_have_is_not_sent() {
    let schemas = |more: &str| format!("    A: {{ type: object, properties: {{ a: {{ type: string{more} }} }} }}\n");
    let told =
        |calls: &str, old: &str, new: &str| report(&document(calls, &schemas(old)), &document(calls, &schemas(new)));
    let read_only = told(&get("a", "A"), "", ", readOnly: true");
    assert_eq!(only(&read_only).rules, ["written-otherwise"]);
    assert_eq!(only(&told(&put("a", "A"), "", ", readOnly: true")).released, Released::Rejected);
    let format = told(&get("a", "A"), ", format: date", ", format: date-time");
    assert_eq!((only(&format).released, only(&format).released_note.as_str()), (Released::Ok, ""));
}

/// Of a union of one branch the type is the branch; one more is a branch that came, and no other schema.
#[test]
fn a_second_branch_is_a_branch() {
    let schemas = |more: &str| {
        let object = |name: &str| {
            format!(
                "    {name}: {{ type: object, required: [{name}], properties: {{ {name}: {{ type: string }} }} }}\n"
            )
        };
        let objects: String = ["Cat", "Dog"].map(object).concat();
        format!("    Pet: {{ oneOf: [{{ $ref: \"#/components/schemas/Cat\" }}{more}] }}\n{objects}")
    };
    let more = ", { $ref: \"#/components/schemas/Dog\" }";
    let told = report(&document(&put("a", "Pet"), &schemas("")), &document(&put("a", "Pet"), &schemas(more)));
    let entry = told.entries.first().unwrap();
    assert!(entry.title.starts_with("branch of a") && entry.subject == "Pet", "{}", told.text(true));
    assert!(!told.entries.iter().any(|one| one.rules.contains(&"reference-changed".to_owned())));
}

/// A member may be called as the items of lists and the values of maps are.
#[test]
fn members_are_called_as_they_are() {
    let schemas = |ty: &str| {
        format!("    A: {{ type: object, properties: {{ name: {{ type: string }}, value: {{ type: {ty} }} }} }}\n")
    };
    let told = report(&document(&get("a", "A"), &schemas("number")), &document(&get("a", "A"), &schemas("string")));
    assert_eq!(only(&told).subject, "A.value");
}

/// The name of a parameter is one edit, whatever stands below the path.
#[test]
fn a_parameter_that_many_paths_have_is_renamed_once() {
    let document = |name: &str| {
        let path = |end: &str| {
            format!(
                "  /pets/{{{name}}}{end}:\n    get: {{ parameters: [{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}], \
                 responses: {{ \"204\": {{ description: Done }} }} }}\n"
            )
        };
        let paths: String = ["", "/toys", "/toys/all"].map(path).concat();
        format!("openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n{paths}")
    };
    let told = report(&document("id"), &document("petId"));
    let entry = only(&told);
    assert_eq!((entry.title.as_str(), entry.operations.len()), ("path parameter renamed", 3));
}

/// A download takes no bytes as it takes any.
#[test]
fn a_download_of_nothing_is_read() {
    let document = |content: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  /a:\n    get: {{ responses: {{ \"200\": {{ description: A{content} }} \
             }} }}\n"
        )
    };
    let bytes = document(", content: { application/octet-stream: { schema: { type: string, format: binary } } }");
    assert_eq!(only(&report(&bytes, &document(""))).released, Released::Silent);
}

#[test]
fn headers_of_an_answer_that_came_are_told_with_it() {
    let document = |answer: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  /a:\n    get:\n      responses:\n        \"204\": {{ description: Done \
             }}\n{answer}"
        )
    };
    let limited = "        \"429\": { description: Slow, headers: { Retry-After: { schema: { type: integer } } } }\n";
    let told = report(&document(""), &document(limited));
    assert_eq!(only(&told).after, "429 with the header Retry-After");
    assert!(
        only(&told).changelog.ends_with("may fail with `429 with the header Retry-After`."),
        "{}",
        only(&told).changelog
    );
}

/// Of entries that reach the same many operations the first one lists them.
#[test]
fn operations_are_listed_once() {
    let calls: String = (0..6).map(|at| get(&format!("a{at}"), "A")).collect();
    let schema =
        |members: &str| format!("    A: {{ type: object, properties: {{ b: {{ type: string }}{members} }} }}\n");
    let new = schema(", c: { type: string }, d: { type: integer }");
    let text = report(&document(&calls, &schema("")), &document(&calls, &new)).markdown(false);
    assert_eq!(text.matches("- `GET /a3`").count(), 1, "{text}");
    assert!(text.contains("- reaches the same 6 operations as `A.c` (answers)"), "{text}");
}

/// A hint says what to do, in one sentence.
#[test]
fn hints_are_sentences() {
    for rule in rules().iter().filter(|rule| !rule.hint.is_empty()) {
        let (hint, id) = (rule.hint.as_str(), &rule.id);
        assert!(hint.ends_with('.') && !hint.trim_end_matches('.').contains(". "), "{id}: {hint}");
        assert!(hint.starts_with(char::is_uppercase), "{id}: {hint}");
        let same = hint.trim_end_matches('.').eq_ignore_ascii_case(&rule.title);
        assert!(!same && hint != rule.changelog, "{id}: {hint}");
    }
}

/// What takes something away or asks for something says what to do about it.
#[test]
fn what_breaks_code_or_requests_has_a_hint() {
    for rule in rules().iter().filter(|rule| rule.proof == Proof::Example && rule.hint.is_empty()) {
        let asks = rule.wire == Wire::Breaking || rule.released >= Released::Fails || rule.rust == Level::Major;
        assert!(!asks, "{} breaks something and does not say what to do", rule.id);
    }
}

/// What is said of many operations reads as what is said of one.
#[test]
fn a_line_about_many_operations_is_a_sentence() {
    let calls: String = (0..4).map(|at| get(&format!("a{at}"), "A")).collect();
    let old = document(&calls, "    A: { type: object }\n");
    let new = old.replace(
        "components:\n",
        "security: [{ key: [] }]\ncomponents:\n  securitySchemes: { key: { type: http, scheme: bearer } }\n",
    );
    let told = report(&old, &new);
    assert_eq!(only(&told).subject, "4 operations");
    assert_eq!(only(&told).changelog, "Each of 4 operations (GET /a0, GET /a1, GET /a2 and 1 more) needs `key` now.");
    let new = old.replace("responses:", "deprecated: true, responses:");
    assert_eq!(
        only(&report(&old, &new)).changelog,
        "Deprecated: each of 4 operations (GET /a0, GET /a1, GET /a2 and 1 more)."
    );
}
