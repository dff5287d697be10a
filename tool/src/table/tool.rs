//! The tool as a whole.

use wharf_runtime::Api;

use super::Command;

/// The long flags that every command has. A flag of the API that would have one of these names gets `api-` before it,
/// as in `--api-format`; so does one that would have the name of a flag for a credential (also with `-file` behind it), for
/// a header, or for a variable of the server (`server-NAME`).
///
/// `--input` is none of them: where the API has a flag of that name, it is the API's, and the file for the body is given
/// by `--input-file`, which always works.
pub const RESERVED: &[&str] = &[
    "help",
    "version",
    "base-url",
    "profile",
    "timeout",
    "max-retries",
    "input-file",
    "output",
    "format",
    "format-error",
    "jq",
    "jq-error",
    "transform",
    "transform-error",
    "raw-output",
    "resume",
    "max-items",
    "dry-run",
    "debug",
    "quiet",
    "color",
    "no-color",
    "no-pager",
    "no-check",
];

/// A tool.
#[derive(Debug)]
pub struct Tool {
    /// The name of the binary.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What it is for, in a line or a few.
    pub about: &'static str,
    /// The facts about the API that the client has as well: base URL, schemes and their environment variables, headers,
    /// user agent.
    pub api: &'static Api,
    /// The flags for credentials, the usual one first. Beside each is `--NAME-file`, for a file that holds it.
    pub credentials: &'static [Credential],
    /// The flags for headers that are sent with every request.
    pub headers: &'static [HeaderFlag],
    /// The flags for variables of the server's address.
    pub servers: &'static [ServerFlag],
    /// What the names of environment variables for the tool's own flags begin with: `LIBRARY` gives `LIBRARY_FORMAT`,
    /// `LIBRARY_PROFILE` and so on. Empty: there are none.
    pub env_prefix: &'static str,
    /// The resources that commands belong to, in the order in which they are shown.
    pub resources: &'static [Resource],
    /// The commands, those of one resource together, in the order in which they are shown.
    pub commands: &'static [&'static Command],
}

impl Tool {
    /// A tool without commands, to be completed with `..Tool::new(…)`.
    #[must_use]
    pub const fn new(name: &'static str, version: &'static str, api: &'static Api) -> Self {
        Self {
            name,
            version,
            about: "",
            api,
            credentials: &[],
            headers: &[],
            servers: &[],
            env_prefix: "",
            resources: &[],
            commands: &[],
        }
    }
}

/// A flag for the credential of a security scheme.
#[derive(Debug, Clone, Copy)]
pub struct Credential {
    /// The scheme's name, as in [`Api::schemes`].
    pub scheme: &'static str,
    /// The flag's name without dashes, such as `api-key`.
    pub flag: &'static str,
    /// What it is, as in `API key`; for messages and help.
    pub title: &'static str,
}

/// A flag for a header that is sent with every request.
#[derive(Debug, Clone, Copy)]
pub struct HeaderFlag {
    /// The header's name, as in [`Api::headers`], which has its environment variable.
    pub header: &'static str,
    /// The flag's name without dashes, such as `organization`.
    pub flag: &'static str,
    /// What it says.
    pub help: &'static str,
}

/// A flag for a variable of the server's address.
#[derive(Debug, Clone, Copy)]
pub struct ServerFlag {
    /// The variable's name, as in [`Api::variables`].
    pub variable: &'static str,
    /// The flag's name without dashes, such as `server-region`.
    pub flag: &'static str,
}

/// A resource: the first word of its commands.
#[derive(Debug, Clone, Copy)]
pub struct Resource {
    /// Its name, such as `shelves:books:content`.
    pub name: &'static str,
    /// What it is, in one line.
    pub about: &'static str,
}
