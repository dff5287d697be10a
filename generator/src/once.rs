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
    ("wrong-value", "type-unknown"),
];

/// Takes out of `checked` what `lowered` says too, of the same node or of one around or in it.
pub(crate) fn told(checked: &mut Vec<Diagnostic>, lowered: &[Diagnostic]) {
    let again: Vec<&Diagnostic> = lowered.iter().filter(|one| SAME.iter().any(|(_, code)| *code == one.code)).collect();
    checked.retain(|one| {
        let same = |other: &&Diagnostic| SAME.contains(&(one.code, other.code)) && near(one, other);
        !again.iter().any(same)
    });
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

fn near(one: &Diagnostic, other: &Diagnostic) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || (rest.starts_with('/') && rest.matches('/').count() < 3))
    };
    one.file == other.file && (within(&one.pointer, &other.pointer) || within(&other.pointer, &one.pointer))
}

#[cfg(test)]
mod tests {
    use crate::{Input, Load, Settings, Source, generate};

    struct Nothing;

    impl Load for Nothing {
        fn load(&self, name: &str) -> Result<Vec<u8>, String> {
            Err(format!("{name} is not here"))
        }
    }

    #[test]
    fn a_breach_is_told_once() {
        let text = r#"{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": {
            "/pets/{id}": {"get": {"security": [{"none": []}],
              "parameters": [{"name": "q", "in": "query"}, {"name": "a", "in": "query", "schema": {"type": "array"}}],
              "responses": {"x00": {"description": "d"}, "200": {"description": "d"}}}}}}"#;
        let outcome = generate(&Input {
            document: Source { name: "pets.json".to_owned(), bytes: text.into() },
            overlays: Vec::new(),
            settings: Settings::default(),
            only: Vec::new(),
            load: &Nothing,
            command: "test".to_owned(),
        });
        let mut codes: Vec<&str> = outcome.diagnostics.iter().map(|one| one.code).collect();
        codes.sort_unstable();
        let expected = [
            "array-without-items",
            "parameter-without-schema",
            "path-parameter-undescribed",
            "scheme-unknown",
            "status-unknown",
        ];
        assert_eq!(codes, expected, "{:#?}", outcome.diagnostics);
    }
}
