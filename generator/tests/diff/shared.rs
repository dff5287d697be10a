//! What changed the same item of the crate, and what an edit changes beside what it is about.

use std::collections::BTreeSet;

use wharf::diff::{Entry, Level, Report, Tool};

use crate::{document, get, report};

const NONE: &str = "responses: { \"204\": { description: Done } }";

fn entry<'r>(report: &'r Report, rule: &str) -> &'r Entry {
    let found = report.entries.iter().find(|one| one.rules.iter().any(|id| id == rule));
    found.unwrap_or_else(|| panic!("no {rule}: {}", report.text(true)))
}

fn shows(entry: &Entry, before: &str, after: &str) -> bool {
    entry.items.iter().any(|item| item.before.contains(before) && item.after.contains(after))
}

/// Nothing is told without a cause, and nothing under the identifier of something else.
fn has_causes(report: &Report) {
    let ids: BTreeSet<&str> = report.entries.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), report.entries.len(), "{}", report.text(true));
    let without = ["items-changed", "commands-changed"];
    let is_without = |entry: &Entry| entry.rules.iter().any(|rule| without.contains(&rule.as_str()));
    assert!(!report.entries.iter().any(is_without), "{}", report.text(true));
}

/// A list of zones, with what else there is.
fn zones(more: &str, failure: &str) -> String {
    let answer = "{ description: Ok, content: { application/json: { schema: { type: object, properties: { data: { type: string } } } } } }";
    document(
        &format!(
            "  /zones:\n    get: {{ operationId: getZonesUsingGET, responses: {{ \"200\": {answer}, \"403\": {failure} }} }}\n{more}"
        ),
        "",
    )
}

const ZONE: &str = "  /zones/{id}:\n    get:\n      operationId: getZoneUsingGET\n      parameters: [{ name: id, in: path, required: true, \
                    schema: { type: string } }]\n      responses: { \"200\": { description: Ok, content: { application/json: { schema: { \
                    type: object, properties: { name: { type: string } } } } } } }\n";

/// The new operation has the name that the old one had.
#[test]
fn an_operation_that_takes_a_name_says_so() {
    let failures = [
        "{ description: No }",
        "{ description: No, content: { application/json: { schema: { type: object, properties: { m: { type: string } } } } } }",
    ];
    let old = zones("", failures[0]);
    for failure in failures {
        let told = report(&old, &zones(ZONE, failure));
        has_causes(&told);
        let added = entry(&told, "operation-added");
        assert_eq!((added.rust, added.tool), (Level::Major, Some(Tool::Breaks)), "{}", told.text(true));
        assert!(
            shows(added, "client.zones().retrieve() ->", "client.zones().get_using_get() ->"),
            "{}",
            told.text(true)
        );
        assert!(shows(added, "", "client.zones().retrieve(id: &str) ->"), "{}", told.text(true));
        assert_eq!(added.hint, "Call `client.zones().get_using_get()` in place of `client.zones().retrieve()`.");
        for other in told.entries.iter().filter(|other| other.id != added.id) {
            assert_eq!((other.rust, other.tool), (Level::Minor, Some(Tool::Works)), "{}", told.text(true));
        }
        // Back, the name is that of the first one again.
        let back = report(&zones(ZONE, failure), &old);
        has_causes(&back);
        assert!(shows(entry(&back, "operation-removed"), "get_using_get()", "retrieve()"), "{}", back.text(true));
    }
}

/// One operation is gone, and another one has its name: what compiles calls that.
#[test]
fn a_call_of_another_operation_is_no_call_that_goes_on() {
    let [old, new] = ["listPets", "searchPets"].map(|id| {
        let path = if id == "listPets" { "pets" } else { "v2/a/pets" };
        let query =
            if id == "listPets" { "" } else { ", parameters: [{ name: q, in: query, schema: { type: string } }]" };
        document(&format!("  /{path}:\n    get: {{ tags: [pets], operationId: {id}{query}, {NONE} }}\n"), "")
    });
    let told = report(&old, &new);
    has_causes(&told);
    assert!(told.entries.iter().any(|one| one.rust == Level::Major), "{}", told.text(true));
}

/// A call with these parameters, the member `score` of its answer, and its members.
fn scored(parameters: &str, needed: &str, score: &str) -> String {
    document(
        &format!(
            "  /posts:\n    get: {{ operationId: getPost, parameters: [{parameters}], responses: {{ \"200\": {{ description: Ok, content: {{ \
             application/json: {{ schema: {{ $ref: \"#/components/schemas/A\" }} }} }} }} }} }}\n"
        ),
        &format!(
            "    A: {{ type: object, required: [{needed}], properties: {{ score: {score}, size: {{ type: integer }} }} }}\n"
        ),
    )
}

fn parameter(name: &str, place: &str, required: bool) -> String {
    format!("{{ name: {name}, in: {place}, required: {required}, schema: {{ type: string }} }}")
}

/// Whether one may approve an entry hangs on what its edit does by itself.
#[test]
fn each_edit_of_one_item_shows_it() {
    let keys = ["Api-Key", "Api-Username"].map(|name| parameter(name, "header", true)).join(", ");
    let [may, must] =
        [false, true].map(|required| ["a", "b"].map(|name| parameter(name, "query", required)).join(", "));
    let integer = "{ type: integer }";
    let old = scored(&format!("{keys}, {may}"), "", integer);
    for (new, count, before, after) in [
        (scored(&format!("{keys}, {may}"), "score", "{ type: number }"), 2, "A::score: Option<i64>", "A::score: f64"),
        (scored(&format!("{keys}, {may}"), "score", "{}"), 2, "A::score: Option<i64>", "A::score: Value"),
        (scored(&may, "", integer), 2, "retrieve(api_key: &str, api_username: &str)", "retrieve()"),
        (
            scored(&format!("{keys}, {must}"), "", integer),
            2,
            "retrieve(api_key: &str, api_username: &str)",
            "a: &str, b: &str)",
        ),
    ] {
        let told = report(&old, &new);
        has_causes(&told);
        assert_eq!(told.entries.len(), count, "{}", told.text(true));
        for one in &told.entries {
            assert!(one.rust == Level::Major && shows(one, before, after), "{}", told.text(true));
        }
    }
}

/// What an operation is called is no matter of where it is.
#[test]
fn another_server_renames_nothing() {
    let of = |host: &str, id: &str, required: bool| {
        let call = format!("operationId: {id}, parameters: [{}], {NONE}", parameter("state", "query", required));
        let all = document(&format!("  /tickets:\n    get: {{ {call} }}\n"), "");
        all.replacen("paths:", &format!("servers: [{{ url: \"https://{host}.example.com/v1\" }}]\npaths:"), 1)
    };
    let told = report(&of("old", "searchTickets", false), &of("new", "listTickets", true));
    has_causes(&told);
    let (before, after) = ("client.tickets().retrieve()", "client.tickets().list(state: &str)");
    for rule in ["operation-id-changed", "parameter-required"] {
        let one = entry(&told, rule);
        assert!(one.rust == Level::Major && shows(one, before, after), "{}", told.text(true));
    }
    let server = entry(&told, "server-changed");
    assert_eq!((server.rust, server.tool), (Level::Patch, Some(Tool::Works)), "{}", told.text(true));
}

/// The same name in Rust is the same code.
#[test]
fn another_name_on_the_wire_alone_asks_for_no_other_code() {
    let [old, new] = ["fileName", "file_name"].map(|name| {
        let schema = format!("    A: {{ type: object, required: [{name}], properties: {{ {name}: {{ type: string }} }} }}\n");
        let body = "requestBody: { required: true, content: { application/json: { schema: { $ref: \"#/components/schemas/A\" } } } }";
        document(&format!("{}  /b:\n    post: {{ {body}, {NONE} }}\n", get("a", "A")), &schema)
    });
    let told = report(&old, &new);
    let renamed = entry(&told, "property-renamed-request");
    assert!(renamed.rust == Level::Patch && renamed.items.is_empty(), "{}", told.text(true));

    let [old, new] = ["pageSize", "page_size"].map(|name| {
        document(&format!("  /a:\n    get: {{ parameters: [{}], {NONE} }}\n", parameter(name, "query", false)), "")
    });
    let told = report(&old, &new);
    has_causes(&told);
    assert!(told.entries.iter().all(|one| one.items.is_empty() && one.rust <= Level::Patch), "{}", told.text(true));
}

/// What compiles with the old order sends the wrong.
#[test]
fn swapped_arguments_are_told_of_the_call() {
    let [old, new] = [["amount", "fee"], ["fee", "amount"]].map(|names| {
        let all = names.map(|name| parameter(name, "query", true)).join(", ");
        document(&format!("  /transfers:\n    post: {{ parameters: [{all}], {NONE} }}\n"), "")
    });
    let told = report(&old, &new);
    has_causes(&told);
    let swapped = entry(&told, "parameter-order-changed");
    assert_eq!(swapped.operations, ["POST /transfers"]);
    assert!(
        swapped.rust == Level::Major && swapped.hint.contains("compiles and sends the wrong"),
        "{}",
        told.text(true)
    );
    assert!(shows(swapped, "amount: &str, fee: &str", "fee: &str, amount: &str"), "{}", told.text(true));
}

#[test]
fn a_body_that_may_be_null_is_one_entry() {
    let [old, new] = ["string", "[string, \"null\"]"].map(|ty| {
        let body = format!("requestBody: {{ content: {{ application/json: {{ schema: {{ type: {ty} }} }} }} }}");
        document(&format!("  /raw:\n    post: {{ {body}, {NONE} }}\n"), "")
    });
    for (old, new, rule) in [(&old, &new, "nullable-added-request"), (&new, &old, "nullable-removed-request")] {
        let told = report(old, new);
        has_causes(&told);
        assert!(entry(&told, rule).rust == Level::Major && told.entries.len() == 1, "{}", told.text(true));
    }
}

/// The crate and the program are called after the title.
#[test]
fn another_title_is_the_cause_of_other_names() {
    let old = document(&format!("  /a:\n    get: {{ {NONE} }}\n"), "");
    let told = report(&old, &old.replacen("title: A", "title: Other", 1));
    has_causes(&told);
    let [titled] = told.entries.as_slice() else { panic!("{}", told.text(true)) };
    assert_eq!(
        (titled.rules.join(" ").as_str(), titled.rust, titled.tool),
        ("title-changed", Level::Major, Some(Tool::Breaks))
    );
    assert_eq!(titled.new.as_ref().unwrap().pointer, "/info/title");
    assert!(shows(titled, "crate `a`", "crate `other`"), "{}", told.text(true));
    // What nothing is called after is a text.
    let told = report(&old, &old.replacen("title: A", "title: \"A!\"", 1));
    assert_eq!(told.entries[0].rules, ["text-changed"], "{}", told.text(true));
}

/// A schema without a name is called after the first operation that has it.
#[test]
fn an_operation_that_shares_a_type_renames_it() {
    let call = |path: &str, id: &str| {
        format!(
            "  /{path}:\n    get: {{ operationId: {id}, parameters: [{{ $ref: \"#/components/parameters/Format\" }}], {NONE} }}\n"
        )
    };
    let of = |paths: &str| {
        let all = document(paths, "");
        all.replace(
            "  schemas:\n",
            "  parameters:\n    Format: { name: format, in: query, schema: { type: string, enum: [json, media, proto] } }\n",
        )
    };
    let old = of(&call("b", "getB"));
    let told = report(&old, &of(&(call("a", "getA") + &call("b", "getB"))));
    has_causes(&told);
    let added = entry(&told, "operation-added");
    assert!(added.rust == Level::Major && shows(added, "enum GetBFormat", "enum GetAFormat"), "{}", told.text(true));
    let told = report(&old, &of(&call("b", "fetchB")));
    has_causes(&told);
    let renamed = entry(&told, "operation-id-changed");
    assert!(
        renamed.rust == Level::Major && shows(renamed, "enum GetBFormat", "enum FetchBFormat"),
        "{}",
        told.text(true)
    );
}

/// Only so many members get flags of their own.
#[test]
fn flags_that_are_too_many_now_went_with_what_came() {
    let of = |count: usize, limit: &str| {
        let members: String =
            (0..count).flat_map(|at| ["m".to_owned(), at.to_string(), ": { type: string }, ".to_owned()]).collect();
        let schemas = format!(
            "    Ask: {{ type: object, properties: {{ settings: {{ $ref: \"#/components/schemas/Settings\" }} }} }}\n    Settings: {{ type: object, \
             properties: {{ {members} inner: {{ $ref: \"#/components/schemas/Inner\" }} }} }}\n    Inner: {{ {limit}type: object, properties: \
             {{ a: {{ type: string }}, b: {{ type: string }} }} }}\n"
        );
        let body = "requestBody: { required: true, content: { application/json: { schema: { $ref: \"#/components/schemas/Ask\" } } } }";
        document(&format!("  /ask:\n    post: {{ operationId: ask, {body}, {NONE} }}\n"), &schemas)
    };
    for (few, many, rule) in
        [(60, 63, "optional-property-added-request"), (63, 60, "optional-property-removed-request")]
    {
        let told = report(&of(few, ""), &of(many, "allOf: [{ type: object }], "));
        has_causes(&told);
        let rewritten = entry(&told, "written-otherwise");
        assert_eq!(rewritten.tool, Some(Tool::Works), "{}", told.text(true));
        let lines = &entry(&told, rule).command_lines;
        let is_inner = |text: &str| text.contains("--settings.inner.a");
        assert!(lines.iter().any(|line| is_inner(&line.before) || is_inner(&line.after)), "{}", told.text(true));
    }
}

/// One parameter of several operations, written at two places: two edits.
#[test]
fn no_two_entries_have_one_identifier() {
    let of = |parameters: [&str; 2]| {
        let path = |path: &str, parameters: &str| {
            format!("  /{path}:\n    parameters: [{parameters}]\n    get: {{ {NONE} }}\n    put: {{ {NONE} }}\n")
        };
        document(&(path("a", parameters[0]) + &path("b", parameters[1])), "")
    };
    let rows = parameter("rows", "query", false);
    let told = report(&of(["", ""]), &of([&rows, &rows]));
    has_causes(&told);
    assert_eq!(told.entries.len(), 2, "{}", told.text(true));
}

/// In which order optional parameters are written says nothing.
#[test]
fn optional_parameters_have_no_order() {
    let [old, new] = [["a", "b"], ["b", "a"]].map(|names| {
        let all = names.map(|name| parameter(name, "query", false)).join(", ");
        document(&format!("  /pets:\n    get: {{ parameters: [{all}], {NONE} }}\n"), "")
    });
    let told = report(&old, &new);
    assert!(
        told.entries.iter().all(|one| one.items.is_empty() && one.rules == ["text-changed"]),
        "{}",
        told.text(true)
    );
}

/// What is only read is made by nobody.
#[test]
fn a_member_that_is_only_read_is_why_its_type_is_not_made() {
    let [old, new] = ["", "readOnly: true, "].map(|flag| {
        let schemas = format!(
            "    Job: {{ type: object, properties: {{ state: {{ {flag}allOf: [{{ $ref: \"#/components/schemas/State\" }}] }} }} }}\n    \
             State: {{ type: object, properties: {{ code: {{ type: integer }}, text: {{ type: string }} }} }}\n"
        );
        let job = "content: { application/json: { schema: { $ref: \"#/components/schemas/Job\" } } }";
        let answers = format!("responses: {{ \"200\": {{ description: One, {job} }} }}");
        document(&format!("  /jobs:\n    put: {{ requestBody: {{ {job} }}, {answers} }}\n"), &schemas)
    });
    for (old, new) in [(&old, &new), (&new, &old)] {
        let told = report(old, new);
        has_causes(&told);
        let flipped = entry(&told, "travels-otherwise");
        let makes =
            flipped.items.iter().any(|item| item.before.contains("State::new(") || item.after.contains("State::new("));
        assert!(makes, "{}", told.text(true));
    }
}
