//! The command line of `history`.

use std::path::PathBuf;

use clap::Args;

use super::path_prefix;

/// What `history` is for.
pub const HISTORY_HELP: &str = "\
Make a site about the history of a document in git: a time line of its versions, and for each the report of `wharf diff` with \
the document, the Rust code and the reference pages side by side, before and after.

Versions that change nothing of what is asked for are left out; one that cannot be read is shown as such. The pages need \
nothing but a browser, also without a server, and keep their addresses when versions are added.";

/// How `history` is used.
pub const HISTORY_EXAMPLES: &str = "\
Examples:
  wharf history --repo . --path openapi.yaml --out site
          all versions on the current branch
  wharf history --repo . --path openapi.yaml --out site --only /pets --settings wharf.toml
          a part of the API, with the names that the settings choose
  wharf history --repo . --path openapi.yaml --out site --revisions v1..main --url https://docs.example.com/api
          some versions, with an address for the feed";

/// `wharf history`
#[derive(Debug, Clone, Args)]
pub struct History {
    /// A folder of the repository
    #[arg(long, value_name = "DIR")]
    pub repo: PathBuf,
    /// The document, from that folder
    #[arg(long, value_name = "FILE")]
    pub path: String,
    /// The folder of the site; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The revision whose history it is, or a range of them
    #[arg(long, value_name = "REVISIONS", default_value = "HEAD")]
    pub revisions: String,
    /// Settings, which all versions get
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Corrections in the OpenAPI Overlay format, which all versions get; may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// Keep only the paths that start with this; may be given several times
    #[arg(long, value_name = "PREFIX", value_parser = path_prefix)]
    pub only: Vec<String>,
    /// The address that the site will have, for the links of the feed
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Write into a folder that is not empty and has no list, or over files that are not on it
    #[arg(long)]
    pub force: bool,
    /// Show all paths
    #[arg(long, short)]
    pub verbose: bool,
}
