//! Which way a change is told to travel: what never goes over the wire is neither sent nor answered.

use wharf::diff::{Entry, Level, Released, Report, Wire};

use crate::{document, get, report};

fn content(schema: &str) -> String {
    format!("content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/{schema}\" }} }} }}")
}

/// An operation that takes a schema, and answers nothing.
fn post(path: &str, schema: &str) -> String {
    let body = content(schema);
    format!(
        "  /{path}:\n    post: {{ operationId: add_{path}, requestBody: {{ required: true, {body} }}, responses: {{ \"204\": {{ description: Done }} }} }}\n"
    )
}

/// A schema of this name with these members besides one that is always there.
fn pet(name: &str, members: &str) -> String {
    format!("    {name}: {{ type: object, required: [name], properties: {{ name: {{ type: string }}{members} }} }}\n")
}

fn only(report: &Report) -> &Entry {
    let [entry] = report.entries.as_slice() else { panic!("{}", report.text(true)) };
    entry
}

const CAME: &str = ", age: { type: string, readOnly: true }";

#[test]
fn a_member_that_never_travels_is_of_no_answer() {
    let only_sent = |members: &str| document(&post("pets", "Pet"), &pet("Pet", members));
    let only_told = |members: &str| document(&get("pets", "Pet"), &pet("Pet", members));
    let written = CAME.replace("readOnly", "writeOnly");
    for (none, some) in [(only_sent(""), only_sent(CAME)), (only_told(""), only_told(&written))] {
        let told = report(&none, &some);
        let entry = only(&told);
        assert_eq!(
            (entry.rules.join(" ").as_str(), entry.rust),
            ("never-travels", Level::Minor),
            "{}",
            told.text(true)
        );
        assert_eq!((entry.wire.worst(), entry.released), (Wire::None, Released::Ok));
        assert_eq!((entry.wire.request, entry.wire.response), (None, None));
        assert_eq!(entry.operations, Vec::<String>::new());
        let told = report(&some, &none);
        assert_eq!((only(&told).rules.join(" ").as_str(), only(&told).rust), ("never-travels", Level::Major));
    }
}

/// What stands below such a member travels as little.
#[test]
fn what_stands_below_it_does_not_travel_either() {
    let made = |kept: &str| {
        let held =
            format!(", made: {{ type: object, readOnly: true, properties: {{ by: {{ type: string }}{kept} }} }}");
        document(&post("pets", "Pet"), &pet("Pet", &held))
    };
    let told = report(&made(""), &made(", at: { type: string }"));
    assert_eq!(only(&told).rules, ["never-travels"], "{}", told.text(true));
    assert_eq!((only(&told).subject.as_str(), only(&told).rust), ("Pet.made.at", Level::Minor));
}

#[test]
fn a_member_that_is_no_longer_sent_is_one_entry() {
    let one = |way: &str| format!(", age: {{ type: string{way} }}");
    let sent = |way: &str| document(&post("pets", "Pet"), &pet("Pet", &one(way)));
    let told = report(&sent(""), &sent(", maxLength: 9, readOnly: true"));
    let entry = only(&told);
    assert_eq!(entry.rules.first().map(String::as_str), Some("travels-otherwise"), "{}", told.text(true));
    assert_eq!((told.totals.wire, told.totals.released), (Wire::Risky, Released::Rejected), "{}", told.text(true));
    assert!(!entry.hint.contains("Check values"), "{}", entry.hint);

    // Where it is answered too, that is a change of the answers alone.
    let paths = format!("{}{}", post("pets", "Pet"), get("pet", "Pet"));
    let both = |way: &str| document(&paths, &pet("Pet", &one(way)));
    let told = report(&both(""), &both(", maxLength: 9, readOnly: true"));
    assert_eq!(told.totals.wire, Wire::Risky, "{}", told.text(true));
    let limit = told.entries.iter().find(|one| one.rules == ["limit-tightened-response"]).unwrap();
    assert_eq!(limit.operations, ["GET /pet"], "{}", told.text(true));
}

/// Operations that send a schema have nothing to do with what only answers have of it.
#[test]
fn only_what_is_affected_is_in_reach() {
    let paths = format!("{}{}{}", post("pets", "Pet"), post("more", "Pet"), get("pet", "Pet"));
    let told = report(&document(&paths, &pet("Pet", "")), &document(&paths, &pet("Pet", CAME)));
    let entry = only(&told);
    assert_eq!(entry.rules, ["optional-property-added-response"], "{}", told.text(true));
    assert_eq!(entry.operations, ["GET /pet"]);
    assert!(told.text(true).contains("1 operation (answers): GET /pet"), "{}", told.text(true));
}
