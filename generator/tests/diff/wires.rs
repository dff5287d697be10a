//! What stays on the wire though the document calls it otherwise.

use wharf::diff::{Entry, Level, Released, Report, Wire};

use crate::report;

fn only(report: &Report) -> &Entry {
    let [entry] = report.entries.as_slice() else { panic!("{}", report.text(true)) };
    entry
}

/// A document whose only call goes to this server.
fn at(server: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\nservers: [{server}]\npaths:\n  /a:\n    get: {{ responses: {{ \"204\": {{ \
         description: Done }} }} }}\n"
    )
}

#[test]
fn servers_are_where_their_defaults_lead() {
    let plain = at("{ url: \"https://api.example.com/v1\" }");
    let variable = |default: &str| {
        at(&format!(
            "{{ url: \"https://{{region}}.example.com/v1\", variables: {{ region: {{ default: {default} }} }} }}"
        ))
    };
    let stays = report(&plain, &variable("api"));
    assert_eq!(only(&stays).rules, ["server-variables-changed"]);
    assert_eq!((only(&stays).wire.worst(), only(&stays).released), (Wire::None, Released::Ok));
    assert_eq!(only(&report(&variable("api"), &plain)).rules, ["server-variables-changed"]);
    for (old, new) in [(&plain, variable("eu")), (&variable("api"), variable("eu"))] {
        let moved = report(old, &new);
        assert_eq!(only(&moved).rules, ["server-changed"], "{}", moved.text(true));
        assert!(only(&moved).before != only(&moved).after, "{}", moved.text(true));
    }
}

/// A document whose calls ask for these schemes.
fn secured(schemes: &str, asked: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\ncomponents: {{ securitySchemes: {{ {schemes} }} }}\npaths:\n  /a:\n    get: {{ \
         security: [{asked}], responses: {{ \"204\": {{ description: Done }} }} }}\n    put: {{ security: [{asked}], responses: {{ \"204\": {{ \
         description: Done }} }} }}\n"
    )
}

#[test]
fn a_scheme_that_is_called_otherwise_is_the_same_one() {
    let [bearer, basic] = ["type: http, scheme: bearer", "type: http, scheme: basic"];
    let one = |name: &str, kind: &str| secured(&format!("{name}: {{ {kind} }}"), &format!("{{ {name}: [] }}"));
    let renamed = report(&one("key", bearer), &one("token", bearer));
    assert_eq!(only(&renamed).rules, ["security-scheme-renamed"], "{}", renamed.text(true));
    assert_eq!((only(&renamed).wire.worst(), only(&renamed).operations.len()), (Wire::None, 2));
    let other = report(&one("key", bearer), &one("token", basic));
    assert_eq!(only(&other).rules, ["security-changed"], "{}", other.text(true));

    // Of two nobody knows which one it is.
    let two = secured(&format!("token: {{ {bearer} }}, admin: {{ {bearer} }}"), "{ token: [] }, { admin: [] }");
    let unclear = report(&one("key", bearer), &two);
    assert_eq!(only(&unclear).rules, ["security-changed"], "{}", unclear.text(true));
}

/// A document with a call that has these answers.
fn answers(answers: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: A, version: \"1\" }}\npaths:\n  /a:\n    get: {{ responses: {{ {answers} }} }}\n"
    )
}

#[test]
fn another_status_is_one_change() {
    let content = "content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } }";
    let [none, some] =
        [answers("\"204\": { description: Done }"), answers(&format!("\"200\": {{ description: Done, {content} }}"))];
    let came = report(&none, &some);
    assert_eq!(only(&came).rules, ["success-status-changed", "content-added"]);
    assert_eq!((only(&came).before.as_str(), only(&came).after.as_str()), ("204", "200"));
    assert_eq!((only(&came).released, only(&came).rust), (Released::Ok, Level::Major));
    let went = report(&some, &none);
    assert_eq!(only(&went).rules, ["success-status-changed", "content-removed"]);
    assert_eq!((only(&went).released, only(&went).rust), (Released::Undecodable, Level::Major));

    let failing = |statuses: &[&str]| {
        let each = |status: &&str| format!(", \"{status}\": {{ description: Wrong }}");
        answers(&format!("\"204\": {{ description: Done }}{}", statuses.iter().map(each).collect::<String>()))
    };
    for (old, new) in [
        (&["400"][..], &["422"][..]),
        (&["400"], &["4XX"]),
        (&["400", "404"], &["4XX"]),
        (&["404", "500"], &["default"]),
    ] {
        let told = report(&failing(old), &failing(new));
        assert_eq!(only(&told).rules, ["error-status-changed"], "{}", told.text(true));
        assert_eq!((only(&told).before.as_str(), only(&told).after.as_str()), (&*old.join(", "), new[0]));
    }
    let several = report(&failing(&["400", "500"]), &failing(&["422", "4XX"]));
    assert_eq!(several.entries.len(), 3, "{}", several.text(true));
}

/// Enumerations that are put together name the values that each paragraph is about; no text of the document has them.
#[test]
fn another_value_is_no_other_text() {
    let kinds = |values: &str, said: &str| {
        let one = format!("{{ type: string, description: {said}, enum: [{values}] }}");
        let other = "{ type: string, description: Dogs, enum: [pug, collie] }";
        let schema = format!("{{ type: object, properties: {{ kind: {{ oneOf: [{one}, {other}] }} }} }}");
        answers(&format!("\"200\": {{ description: Done, content: {{ application/json: {{ schema: {schema} }} }} }}"))
    };
    let many = kinds("tabby, manx, birman", "Cats");
    let told = report(&many, &kinds("tabby, manx", "Cats"));
    assert_eq!(only(&told).rules, ["enum-value-removed-response"], "{}", told.text(true));
    let told = report(&many, &kinds("tabby, manx", "Felines"));
    assert!(told.entries.iter().any(|one| one.rules == ["text-changed"]), "{}", told.text(true));
}
