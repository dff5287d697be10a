//! The command-line tool.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the command-line tool is called, and what the document does not say about its commands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Tool {
    /// Whether there is one; by default there is.
    pub enabled: bool,
    /// Name of its crate; by default that of the client with `-cli` behind it.
    pub package: Option<String>,
    /// Name of its program; by default that of the client's crate.
    pub binary: Option<String>,
    /// Members of a body or parameters of which exactly one is to be given: `operationId` or pointer → lists of names on
    /// the wire.
    pub one_of: BTreeMap<String, Vec<Vec<String>>>,
    /// Members that a table of a list shows: `operationId` or pointer → names on the wire.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Names of members that are seconds since 1970 wherever an answer has them as integers, beside those whose format says
    /// it (`unixtime`): tables show the moment.
    pub times: Vec<String>,
}

impl Default for Tool {
    fn default() -> Self {
        Self {
            enabled: true,
            package: None,
            binary: None,
            one_of: BTreeMap::new(),
            columns: BTreeMap::new(),
            times: Vec::new(),
        }
    }
}
