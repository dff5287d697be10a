//! One edit is one entry, wherever it stands; and what an edit means for requests that are written already.

use wharf::diff::{Entry, Released, Report, Tool, Verdict, Wire};

use crate::{document, get, report};

fn only(report: &Report) -> &Entry {
    let [entry] = report.entries.as_slice() else { panic!("{}", report.text(true)) };
    entry
}

const NAMES: [&str; 3] = ["a", "b", "c"];

/// Operations with a path parameter each, and something more beside them.
fn named(parameter: &str, more: &str) -> String {
    let each = |name: &&str| {
        format!(
            "  /{name}/{{name}}:\n    get: {{ operationId: get_{name}, parameters: [{parameter}], responses: {{ \"204\": {{ description: Done }} }} }}\n"
        )
    };
    let paths: String = NAMES.iter().map(each).collect();
    format!("openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n{paths}{more}")
}

#[test]
fn copies_that_become_one_are_one_entry() {
    let shared = |limit: &str| {
        format!(
            "components: {{ parameters: {{ Name: {{ name: name, in: path, required: true, schema: {{ type: string{limit} }} }} }} }}\n"
        )
    };
    let reference = "{ $ref: \"#/components/parameters/Name\" }";
    let inline = "{ name: name, in: path, required: true, schema: { type: string } }";
    let told = report(&named(inline, ""), &named(reference, &shared(", maxLength: 9")));
    let entry = only(&told);
    assert_eq!((entry.rules.join(" ").as_str(), entry.operations.len()), ("limit-tightened-request", 3));
    assert_eq!(entry.subject, "path parameter `name`");
    assert_eq!(entry.command_lines.len(), 3, "{entry:#?}");
}

#[test]
fn members_of_copies_that_become_one_are_one_entry() {
    let copy =
        "{ type: object, required: [id], properties: { id: { type: string }, old: { type: string, maxLength: 5 } } }";
    let answer = |name: &&str, schema: &str| get(name, "Pet").replace("{ $ref: \"#/components/schemas/Pet\" }", schema);
    let old = document(&NAMES.map(|name| answer(&name, copy)).concat(), "    Toy: { type: string }\n");
    let one = "    Pet: { type: object, required: [id], properties: { id: { type: string, maxLength: 5 } } }\n";
    let new = document(&NAMES.map(|name| get(name, "Pet")).concat(), one);
    let told = report(&old, &new);
    for rule in ["optional-property-removed-response", "limit-tightened-response", "inline-to-component"] {
        let all: Vec<&Entry> = told.entries.iter().filter(|one| one.rules.iter().any(|id| id == rule)).collect();
        let [entry] = all.as_slice() else { panic!("{rule}: {}", told.text(true)) };
        assert_eq!(entry.operations.len(), 3, "{rule}: {}", told.text(true));
    }
}

/// Operations that take and answer this.
fn media(body: &str, answer: &str) -> String {
    let schema = "{ schema: { type: object, properties: { a: { type: string } } } }";
    let content =
        |types: &str| types.split(' ').map(|one| format!("\"{one}\": {schema}")).collect::<Vec<_>>().join(", ");
    let each = |name: &&str| {
        format!(
            "  /{name}:\n    post: {{ requestBody: {{ required: true, content: {{ {} }} }}, responses: {{ \"200\": {{ description: Done, content: {{ {} }} }} }} }}\n",
            content(body),
            content(answer)
        )
    };
    document(&NAMES.iter().map(each).collect::<String>(), "    Toy: { type: string }\n")
}

#[test]
fn the_same_media_type_at_many_operations_is_one_entry() {
    let json = "application/json";
    for (old, new, rule) in [
        ("text/json", json, "media-type-renamed-response"),
        (json, "application/json text/csv", "media-type-added-response"),
        ("application/json text/csv", json, "media-type-removed-response"),
    ] {
        let told = report(&media(json, old), &media(json, new));
        let entry = only(&told);
        assert_eq!(
            (entry.rules.join(" ").as_str(), entry.subject.as_str()),
            (rule, "3 operations"),
            "{}",
            told.text(true)
        );
    }
    // Bodies and answers are two edits.
    let told = report(&media("text/json", "text/json"), &media(json, json));
    assert_eq!(told.entries.len(), 2, "{}", told.text(true));
    assert!(told.entries[0].id != told.entries[1].id, "{}", told.text(true));
}

#[test]
fn a_body_that_may_be_more_takes_what_it_took() {
    for (old, new) in
        [("application/json", "application/*"), ("application/json", "*/*"), ("application/json text/json", "*/*")]
    {
        let told = report(&media(old, "text/csv"), &media(new, "text/csv"));
        assert_eq!((told.totals.wire, told.totals.released), (Wire::Fine, Released::Ok), "{}", told.text(true));
        assert!(told.entries.iter().all(|one| one.rules == ["media-type-generalised"]), "{}", told.text(true));
    }
    let told = report(&media("application/json", "text/csv"), &media("text/*", "text/csv"));
    assert_eq!(told.totals.wire, Wire::Breaking, "{}", told.text(true));
}

#[test]
fn a_slash_at_the_end_of_a_server_is_nothing_to_clients() {
    let at = |url: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\nservers: [{{ url: \"{url}\" }}]\npaths:\n  /a:\n    get: {{ responses: {{ \"204\": {{ \
             description: Done }} }} }}\n"
        )
    };
    let (with, without) = (at("https://a.example.com/v1/"), at("https://a.example.com/v1"));
    for (old, new) in [(&with, &without), (&without, &with)] {
        let told = report(old, new);
        assert_eq!(only(&told).rules, ["text-changed"], "{}", told.text(true));
        assert_eq!(told.verdict, Verdict::Documentation, "{}", told.text(true));
        assert_eq!(only(&told).new.as_ref().unwrap().pointer, "/servers/0");
    }
    let other = at("https://a.example.com/v2");
    assert_eq!(only(&report(&with, &other)).rules, ["server-changed"]);
}

/// Operations that ask for this.
fn secured(asked: &str) -> String {
    let each = |name: &&str| {
        format!("  /{name}:\n    get: {{ security: [{asked}], responses: {{ \"204\": {{ description: Done }} }} }}\n")
    };
    let schemes = "key: { type: apiKey, in: header, name: X-Key }, token: { type: http, scheme: bearer }";
    let paths: String = NAMES.iter().map(each).collect();
    // Both credentials are flags in either.
    let more = "  /more:\n    get: { security: [{ key: [] }, { token: [] }], responses: { \"204\": { description: Done } } }\n";
    format!(
        "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\ncomponents: {{ securitySchemes: {{ {schemes} }} }}\npaths:\n{paths}{more}"
    )
}

#[test]
fn command_lines_have_the_credential_that_was_asked_for() {
    let [key, token, either, both] =
        ["{ key: [] }", "{ token: [] }", "{ key: [] }, { token: [] }", "{ key: [], token: [] }"];
    for (old, new, tool) in [
        (key, token, Tool::Breaks),
        (key, both, Tool::Breaks),
        (either, token, Tool::Breaks),
        ("", key, Tool::Breaks),
        (key, either, Tool::Works),
        (both, token, Tool::Works),
        (key, "", Tool::Works),
    ] {
        let told = report(&secured(old), &secured(new));
        assert_eq!(only(&told).tool, Some(tool), "{old} -> {new}: {}", told.text(true));
        assert_eq!(only(&told).command_lines.len(), if tool == Tool::Breaks { 3 } else { 0 }, "{}", told.text(true));
    }
}

#[test]
fn a_body_that_is_asked_for_breaks_command_lines_without_one() {
    let delete = |body: &str| {
        document(
            &format!("  /a:\n    delete: {{ {body}responses: {{ \"204\": {{ description: Done }} }} }}\n"),
            "    Toy: { type: string }\n",
        )
    };
    let body = |required: bool| {
        format!(
            "requestBody: {{ required: {required}, content: {{ application/json: {{ schema: {{ type: object, properties: {{ why: {{ type: string }} }} }} }} }} }}, "
        )
    };
    let told = report(&delete(""), &delete(&body(true)));
    assert_eq!(only(&told).tool, Some(Tool::Breaks), "{}", told.text(true));
    let told = report(&delete(""), &delete(&body(false)));
    assert_eq!(only(&told).tool, Some(Tool::New), "{}", told.text(true));
}

#[test]
fn an_entry_is_about_what_it_reaches() {
    let inline = "{ description: All, content: { application/json: { schema: { type: object, required: [a], properties: { a: { type: string } } } } } }";
    let reference = "{ $ref: \"#/components/responses/Many\" }";
    let both = |first: &str, required: &str, parameter: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  /a:\n    get: {{ responses: {{ \"200\": {first} }} }}\n  /b{parameter}:\n    get: {{ \
             operationId: getB, responses: {{ \"200\": {reference} }} }}\ncomponents:\n  responses:\n    Many: {{ description: All, content: {{ application/json: {{ schema: \
             {{ type: object{required}, properties: {{ a: {{ type: string }} }} }} }} }} }}\n"
        )
    };
    let told = report(&both(inline, "", ""), &both(reference, ", required: [a]", ""));
    let entry = told.entries.iter().find(|one| one.rules == ["property-required-response"]).unwrap();
    assert_eq!((entry.subject.as_str(), &*entry.operations), ("Many answer.a", &["GET /b".to_owned()][..]));

    // Where an operation moved, it is called as it is now.
    let taken = |path: &str, parameter: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  {path}:\n    get: {{ operationId: getA, {parameter}responses: {{ \"204\": {{ description: Done }} }} }}\n"
        )
    };
    let parameter = "parameters: [{ name: view, in: query, schema: { type: string } }], ";
    let told = report(&taken("/a", parameter), &taken("/b", ""));
    let entry = told.entries.iter().find(|one| one.rules == ["parameter-removed"]).unwrap();
    assert_eq!(entry.subject, "GET /b query parameter `view`");
}

/// What all operations of a path share is told of the path.
#[test]
fn a_parameter_of_a_path_is_of_no_operation() {
    let all = |limit: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  /a/{{id}}:\n    parameters: [{{ name: id, in: path, required: true, schema: {{ type: string{limit} }} \
             }}, {{ name: view, in: query, schema: {{ type: string }} }}]\n    get: {{ responses: {{ \"204\": {{ description: Done }} }} }}\n    put: {{ responses: {{ \"204\": {{ description: Done }} }} }}\n"
        )
    };
    let told = report(&all(""), &all(", maxLength: 9"));
    assert_eq!(only(&told).subject, "/a/{id} path parameter `id`", "{}", told.text(true));
    let needed = all("").replace("name: view, in: query", "name: view, required: true, in: query");
    let told = report(&all(""), &needed);
    assert_eq!(only(&told).subject, "/a/{id} query parameter `view`", "{}", told.text(true));
}
