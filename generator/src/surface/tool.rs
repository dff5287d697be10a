//! The command-line tool: its commands and flags.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::WirePlace;

/// A command-line tool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToolSpec {
    /// Name of the crate.
    pub package: String,
    /// Name of the program.
    pub binary: String,
    /// Name of the global flag of each security scheme, by the scheme's name.
    pub credentials: Vec<(String, String)>,
    /// Name of the global flag of each header that every request can have, by the header's name.
    pub headers: Vec<(String, String)>,
    /// Name of the global flag of each variable of the server, by the variable's name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<(String, String)>,
    /// What the names of its environment variables begin with.
    pub env_prefix: String,
    /// In the order of the groups of calls, each before those below it.
    pub resources: Vec<ResourceSpec>,
}

/// What commands are about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResourceSpec {
    /// Its path: `pets:photos`.
    pub path: String,
    /// Its title in pages.
    pub title: String,
    /// What it is, as Markdown; empty where nothing is said.
    pub about: String,
    /// Rust name of the module of its commands.
    pub module: String,
    /// In the order of the calls of the group.
    pub commands: Vec<CommandSpec>,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommandSpec {
    /// What it does: `list`.
    pub verb: String,
    /// Rust name of its table.
    pub name: String,
    /// The index of its operation in the surface's list of them.
    pub operation: usize,
    /// Path parameters in the order of the path, then those that are required, then the others, each by name on the wire;
    /// inner flags follow the one that they are part of.
    pub flags: Vec<FlagSpec>,
    /// The flag that asks for the answer item by item, where there is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    /// Flags of which exactly one is to be given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Vec<String>>,
    /// The members of an item that a table shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// The members of an item of a list, or of the answer, that are seconds since 1970: the names that lead to each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<Vec<String>>,
}

/// A flag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FlagSpec {
    /// Its name, without the dashes before it.
    pub name: String,
    /// Other names that mean it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it sets.
    pub target: FlagTarget,
    /// What it holds: all of it, where it may be repeated.
    pub place: WirePlace,
    /// Whether each use adds an item.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeatable: bool,
    /// Whether it must be there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether a value without a flag's name can be meant for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub positional: bool,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// What else holds, and the default, as a sentence; empty where `docs` say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub limits: String,
    /// What the server takes where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Why not to use it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

impl FlagSpec {
    /// Whether it sets a part of what another flag holds.
    #[must_use]
    pub fn is_inner(&self) -> bool {
        match &self.target {
            FlagTarget::Body { path, .. } => path.len() > 1,
            FlagTarget::Within { .. } => true,
            FlagTarget::Parameter(_) | FlagTarget::WholeBody | FlagTarget::Stream => false,
        }
    }

    /// A flag of which nothing more is said.
    #[must_use]
    pub fn new(name: String, target: FlagTarget) -> Self {
        Self {
            name,
            aliases: Vec::new(),
            target,
            place: WirePlace { shape: 0, nullable: false },
            repeatable: false,
            required: false,
            positional: false,
            docs: String::new(),
            limits: String::new(),
            default: None,
            deprecated: None,
        }
    }
}

/// What a flag sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagTarget {
    /// The parameter at this place in the list of the operation.
    Parameter(usize),
    /// A member of the object that a parameter holds.
    Within {
        /// The parameter, as above.
        parameter: usize,
        /// The names of the members that lead to it.
        path: Vec<String>,
    },
    /// A member of the body.
    Body {
        /// Where in the body.
        path: Vec<FlagStep>,
        /// The bodies that have it, by their places in the list of the operation.
        bodies: Vec<usize>,
    },
    /// The whole body.
    WholeBody,
    /// Nothing: it asks for the answer item by item.
    Stream,
}

/// A step into a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagStep {
    /// The member of this name.
    Member(String),
    /// The item of a list that is being given.
    Item,
}
