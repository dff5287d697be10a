//! Reference pages: what they show beyond the calls, commands and shapes themselves.

use serde::{Deserialize, Serialize};

/// The reference pages of an API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceSpec {
    /// One for each top-level group of calls, in their order.
    pub pages: Vec<ReferencePage>,
    /// Whether to say what signatures do not show.
    pub details: bool,
    /// Whether models that are shown by their name are described at the end of a page.
    pub models: bool,
    /// What stands for a credential in examples.
    pub credential: String,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferencePage {
    /// The name of its file, without an ending.
    pub file: String,
    /// The group itself, then those below it that have calls, each before those below it.
    pub sections: Vec<ReferenceSection>,
}

/// The part of a page that is about one resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceSection {
    /// Its title.
    pub title: String,
    /// The methods that lead to its group, from the client on.
    pub methods: Vec<String>,
    /// The path of the resource in the command-line tool.
    pub resource: String,
}
