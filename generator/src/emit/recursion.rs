//! What crates need whose types hold one another deeply.

use crate::surface::Surface;

/// The attribute of a crate that uses these types, this one too; none where the usual limit does.
pub fn attribute(surface: &Surface) -> Option<String> {
    surface.recursion_limit.map(|limit| format!("#![recursion_limit = \"{limit}\"]"))
}

/// What people are told who use them.
pub fn advice(surface: &Surface) -> Vec<String> {
    let lines = |attribute| {
        vec![
            String::new(),
            "The types hold one another so deeply that rustc may stop with \"overflow evaluating the".to_owned(),
            format!("requirement\" in a crate that uses them, until it begins with `{attribute}`."),
        ]
    };
    attribute(surface).map(lines).unwrap_or_default()
}
