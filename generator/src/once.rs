//! Each breach is told once, though both the check of the document and lowering meet it.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Severity};

/// What the check says → what lowering says of the same breach, knowing what follows from it.
const SAME: &[(&str, &str)] = &[
    ("duplicate-parameter", "parameter-twice"),
    ("missing-field", "array-without-items"),
    ("missing-field", "parameter-without-schema"),
    ("path-parameter-optional", "path-parameter-optional"),
    ("path-parameter-undeclared", "path-parameter-undescribed"),
    ("unknown-security-scheme", "scheme-unknown"),
    ("value-misfit", "enum-value-of-other-type"),
    ("wrong-status", "status-unknown"),
    ("wrong-type", "required-no-list"),
    ("wrong-type", "schema-not-an-object"),
    ("wrong-value", "parameter-without-place"),
    ("wrong-value", "type-unknown"),
];

/// How far around or in a node another one still means the same breach.
const LEVELS: usize = 2;

/// Takes out of `checked` what `lowered` says too, of the same node or of one around or in it.
pub(crate) fn told(checked: &mut Vec<Diagnostic>, lowered: &[Diagnostic]) {
    let said = lowered.iter().filter(|one| SAME.iter().any(|(_, code)| *code == one.code));
    let mut at: HashSet<(&str, &str, &str)> = HashSet::new();
    let mut around: HashSet<(&str, &str, &str)> = HashSet::new();
    for one in said {
        at.insert((one.code, &one.file, &one.pointer));
        around.extend(outer(&one.pointer).map(|pointer| (one.code, &*one.file, pointer)));
    }
    checked.retain(|one| {
        let mut codes = SAME.iter().filter(|(code, _)| *code == one.code).map(|(_, lowered)| *lowered);
        !codes.any(|code| {
            around.contains(&(code, &one.file, &one.pointer))
                || outer(&one.pointer).any(|pointer| at.contains(&(code, &one.file, pointer)))
        })
    });
}

/// `pointer`, and those of the nearest nodes around it.
fn outer(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |inner| Some(inner.rsplit_once('/')?.0)).take(LEVELS + 1)
}

/// Takes out of `checked` the examples that `found` says are left out, at the same place; of a default that is no value of
/// its schema, the check says it.
pub(crate) fn examples(checked: &mut Vec<Diagnostic>, found: &mut Vec<Diagnostic>) {
    let places = |list: &[Diagnostic], code: &str| -> HashSet<_> {
        list.iter().filter(|one| one.code == code).map(|one| (one.file.clone(), one.span)).collect()
    };
    let defaults = places(checked, "default-misfit");
    found.retain(|one| one.code != "example-refused" || !defaults.contains(&(one.file.clone(), one.span)));
    let refused = places(found, "example-refused");
    checked.retain(|one| one.code != "example-misfit" || !refused.contains(&(one.file.clone(), one.span)));
}

/// What is broken in `references` and not in what was `lowered`: as nothing reaches it, nothing depends on it.
pub(crate) fn unreached(references: Vec<Diagnostic>, lowered: &[Diagnostic]) -> Vec<Diagnostic> {
    let known: HashSet<_> =
        lowered.iter().filter_map(|one| Some((&one.file, one.span, reference_code(one)?))).collect();
    let new = |one: &Diagnostic| !known.contains(&(&one.file, one.span, one.code));
    let as_warning = |one: Diagnostic| match one.severity {
        // A circle has several places, of which lowering tells the one by which it came there.
        Severity::Error if one.code == "ref-cycle" => Diagnostic { severity: Severity::Warning, ..one },
        Severity::Error => Diagnostic {
            severity: Severity::Warning,
            message: format!("{}; nothing that is generated depends on it", one.message),
            ..one
        },
        _ => one,
    };
    references.into_iter().filter(new).map(as_warning).collect()
}

/// What the check of references calls what lowering says, if it is about a reference.
fn reference_code(lowered: &Diagnostic) -> Option<&'static str> {
    match lowered.code {
        "mapping-to-nowhere" => Some("ref-to-nowhere"),
        code if code.starts_with("ref-") => Some(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::alone::Nothing;
    use crate::{Input, Source, generate};

    #[test]
    fn a_breach_is_told_once() {
        let text = r#"{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": {
            "/pets/{id}": {"get": {"security": [{"none": []}],
              "parameters": [{"name": "q", "in": "query"}, {"name": "a", "in": "query", "schema": {"type": "array"}},
                {"name": "d", "in": "query", "schema": {"type": "integer", "default": "three"}}],
              "responses": {"x00": {"description": "d"}, "200": {"description": "d"}}}}}}"#;
        let outcome = generate(&Input {
            command: "test".to_owned(),
            ..Input::new(Source { name: "pets.json".to_owned(), bytes: text.into() }, &Nothing)
        });
        let mut codes: Vec<&str> = outcome.diagnostics.iter().map(|one| one.code).collect();
        codes.sort_unstable();
        let expected = [
            "array-without-items",
            "default-misfit",
            "parameter-without-schema",
            "path-parameter-undescribed",
            "scheme-unknown",
            "status-unknown",
        ];
        assert_eq!(codes, expected, "{:#?}", outcome.diagnostics);
    }
}
