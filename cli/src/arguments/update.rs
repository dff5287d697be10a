//! The command line of `update`.

use std::path::PathBuf;

use clap::Args;

use super::Additions;

/// What `update` is for.
pub const UPDATE_HELP: &str = "\
Take a new version of a document that somebody else writes: compare it with the one that is kept, show what it means, \
write the kept one anew, generate, and add to the changelog.

Corrections are applied first, then the part is taken that --only or [upstream] in the settings names; what is written has \
no corrections in it, as they are applied whenever it is read. Order, comments and quotes stay where the document says the \
same as before. With `texts = \"keep\"` under [upstream] its texts stay too, and those that only the new document has are \
listed instead. Either everything is written or nothing; a second run changes nothing.";

/// How `update` is used.
pub const UPDATE_EXAMPLES: &str = "\
Examples:
  wharf update new.yaml --document api.yaml --out rust --changelog CHANGELOG.md
          api.yaml says what new.yaml does, rust/ follows, and the changelog has a line for each change
  wharf update new.yaml --document api.yaml --out rust --dry-run
          only says what it means and what would be written
  wharf update new.yaml --document api.yaml --out rust --report report.md
          keeps the report in a file, for a pull request";

/// `wharf update`
#[derive(Debug, Clone, Args)]
pub struct Update {
    /// The new document: a file, or REVISION:PATH
    #[arg(value_name = "FILE")]
    pub new: String,
    /// The document that is kept
    #[arg(long, value_name = "FILE")]
    pub document: PathBuf,
    /// The folder that is generated from it
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What else goes in; --only is about the new document
    #[command(flatten)]
    pub additions: Additions,
    /// The changelog that gets an entry; made where there is none
    #[arg(long, value_name = "FILE")]
    pub changelog: Option<PathBuf>,
    /// Write into a folder that is not empty and has no list, or over files that are not on it
    #[arg(long)]
    pub force: bool,
    /// How to run.
    #[command(flatten)]
    pub how: UpdateRun,
}

/// How `update` runs.
#[derive(Debug, Clone, Default, Args)]
pub struct UpdateRun {
    /// Keep the names of types and flags that the update takes away, as deprecated ones: add them to the settings
    #[arg(long)]
    pub keep_names: bool,
    /// Write nothing but the report; say what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// Write the report to this file as well: Markdown, HTML or JSON by its ending, else text
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Show all operations, items and files, every warning and every path
    #[arg(long, short)]
    pub verbose: bool,
}
