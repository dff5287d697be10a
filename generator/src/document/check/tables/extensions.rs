//! Extensions that several tools share, and what those who define them say that they hold. Any other extension may
//! hold anything. Most of them mean nothing here; but a value that its readers will refuse is worth a word.

use super::super::model::Shape::{self, Date, Identifier, List, Name, String, Word};

/// Extension → what it holds.
pub(in super::super) static EXTENSIONS: &[(&str, Shape)] = &[
    ("x-enum-varnames", List(&String)),
    ("x-enumNames", List(&String)),
    // When a deprecated part goes away.
    ("x-sunset", Date),
    ("x-stability-level", Word(&["draft", "alpha", "beta", "stable"])),
    // Names in generated code.
    ("x-go-name", Identifier),
    ("x-ogen-name", Identifier),
    ("x-ogen-server-name", Name),
];
