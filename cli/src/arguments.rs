//! The command line.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::diff::{FailOn, Format};

mod history;
mod update;

pub use history::{HISTORY_EXAMPLES, HISTORY_HELP, History};
pub use update::{UPDATE_EXAMPLES, UPDATE_HELP, Update, UpdateRun};

const EXAMPLES: &str = "\
Examples:
  wharf codegen --document api.yaml --out rust
          writes a client crate to rust/client
  wharf codegen --document api.yaml --out rust --only /pets --only /owners
          the same for a part of the API
  wharf codegen --document api.yaml --out rust --check
          in CI: exits with 1 when rust/ is not what would be written
  wharf codegen --document api.yaml --out rust --watch
          again whenever api.yaml or a file that it refers to changes

Exit codes: 0 fine, 1 what was to be checked does not hold, 2 usage or input error.";

const CODEGEN_HELP: &str = "\
Generate a Rust crate from an OpenAPI document (3.0, 3.1 or 3.2; YAML or JSON).

DIR gets a list of what was written, `.wharf-files`. Only files on it are overwritten or removed later; anything else \
in DIR stays as it is. A document that cannot be generated whole writes nothing and lists every problem it has.";

/// What `diff` is for.
pub const DIFF_HELP: &str = "\
Say what it means that a new document takes the place of an old one: for what goes over the wire, for clients already \
released, and for code that uses the regenerated crate.

OLD and NEW are files, or files of a revision in git, as `main:spec/api.yaml`. There is one entry for each root cause, \
with all operations and Rust items that it reaches.";

/// How `diff` is used.
pub const DIFF_EXAMPLES: &str = "\
Examples:
  wharf diff old.yaml new.yaml
          all that the new document means
  wharf diff main:spec/api.yaml spec/api.yaml --fail-on wire --fail-on released
          in CI: exits with 1 when something breaks on the wire, or for clients already released
  wharf diff old.yaml new.yaml --only /pets --format json
          a part of the API, for programs
  wharf diff origin/main:spec/api.yaml spec/api.yaml --format github
          in a GitHub workflow: annotations at the lines that changed; `markdown` is for the text of a pull request";

/// Turns an OpenAPI document into a Rust crate
#[derive(Debug, Parser)]
#[command(name = "wharf", version, about = "Turns an OpenAPI document into a Rust crate", after_help = EXAMPLES, max_term_width = 110)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `wharf` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate a Rust crate from an OpenAPI document
    #[command(long_about = CODEGEN_HELP, after_help = EXAMPLES)]
    Codegen(Codegen),
    /// Generate every document below some folders, compile the crates if asked to, and say how it went
    Corpus(Box<Corpus>),
    /// Take a new version of a document that somebody else writes
    #[command(long_about = UPDATE_HELP, after_help = UPDATE_EXAMPLES)]
    Update(Update),
    /// Make a site about the history of a document in git
    #[command(long_about = HISTORY_HELP, after_help = HISTORY_EXAMPLES)]
    History(History),
    /// Say what it means that a new document takes the place of an old one
    #[command(long_about = DIFF_HELP, after_help = DIFF_EXAMPLES)]
    Diff(Diff),
}

/// `wharf codegen`
#[derive(Debug, Args)]
pub struct Codegen {
    /// The OpenAPI document
    #[arg(long, value_name = "FILE")]
    pub document: PathBuf,
    /// The folder to write to; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What else goes in.
    #[command(flatten)]
    pub additions: Additions,
    /// How to run.
    #[command(flatten)]
    pub choices: Choices,
    /// Write what no type expresses to this file: JSON where it ends so, else text; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

impl Codegen {
    /// The command that writes what these arguments say, as it would be typed into a shell.
    #[must_use]
    pub fn as_typed(&self, program: &str) -> String {
        let Additions { settings, overlay, only } = &self.additions;
        let path = |path: &Path| path.display().to_string();
        let mut options = vec![("--document", path(&self.document)), ("--out", path(&self.out))];
        options.extend(settings.iter().map(|file| ("--settings", path(file))));
        options.extend(overlay.iter().map(|file| ("--overlay", path(file))));
        options.extend(only.iter().map(|prefix| ("--only", prefix.clone())));
        options
            .iter()
            .fold(format!("{program} codegen"), |typed, (name, value)| format!("{typed} {name} {}", quoted(value)))
    }
}

fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,\\".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', "'\\''"))
    }
}

/// What goes in beside a document.
#[derive(Debug, Clone, Default, Args)]
pub struct Additions {
    /// Settings: names, environment variables, pagination, where the runtime comes from
    #[arg(long, value_name = "FILE", requires = "document")]
    pub settings: Option<PathBuf>,
    /// Corrections to the document in the OpenAPI Overlay format; may be given several times, applied in order
    #[arg(long, value_name = "FILE", requires = "document")]
    pub overlay: Vec<PathBuf>,
    /// Keep only the paths that start with this; may be given several times
    #[arg(long, value_name = "PREFIX", requires = "document", value_parser = path_prefix)]
    pub only: Vec<String>,
}

/// How codegen writes and talks.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Choices {
    /// Write into a folder that is not empty and has no list, or over files that are not on it
    #[arg(long, conflicts_with = "check")]
    pub force: bool,
    /// What is the same for every way to run.
    #[command(flatten)]
    pub run: Run,
}

/// What to do with the output, and how much to say.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Run {
    /// Write nothing; say what differs from what would be written, and exit with 1 if anything does
    #[arg(long)]
    pub check: bool,
    /// Stay, and run again whenever an input changes, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
    /// Show hints, every warning, every path and whole differences
    #[arg(long, short)]
    pub verbose: bool,
}

/// `wharf diff`
#[derive(Debug, Clone, Args)]
pub struct Diff {
    /// The old document: a file, or REVISION:PATH
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The new document: a file, or REVISION:PATH
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Settings, which both documents get
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Corrections in the OpenAPI Overlay format, which both documents get; may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// Compare only the paths that start with this; may be given several times
    #[arg(long, value_name = "PREFIX", value_parser = path_prefix)]
    pub only: Vec<String>,
    /// How to tell
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Exit with 1 when there is such a change; may be given several times
    #[arg(long, value_enum, value_name = "WHAT")]
    pub fail_on: Vec<FailOn>,
    /// Changes that are accepted: a TOML file with `[[approved]]` of `id`, `reason` and `expires`. They do not count for
    /// `--fail-on`. By default `approvals.toml` beside the new document, if there is one
    #[arg(long, value_name = "FILE")]
    pub approvals: Option<PathBuf>,
    /// Show all operations, items and files of an entry
    #[arg(long, short)]
    pub verbose: bool,
}

/// `wharf corpus`
#[derive(Debug, Clone, Args)]
pub struct Corpus {
    /// Folders to search for documents: .yaml, .yml and .json files with a member `openapi`
    #[arg(required = true, value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// Only documents with this in their path; may be given several times
    #[arg(long, value_name = "SUBSTRING")]
    pub only: Vec<String>,
    /// Documents at a time; by default as many as there are cores
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// What to do with the crates.
    #[command(flatten)]
    pub crates: Crates,
    /// How much a document may take.
    #[command(flatten)]
    pub limits: Limits,
    /// What to compare with, and where to keep the result.
    #[command(flatten)]
    pub records: Records,
}

/// What to do with the crates of a corpus.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Clone, Default, Args)]
pub struct Crates {
    /// Compile the crates and their tests; warnings are failures too
    #[arg(long)]
    pub check: bool,
    /// Look at the crates with clippy, the pedantic lints on; this compiles them too
    #[arg(long)]
    pub clippy: bool,
    /// Make the documentation of the crates; warnings are failures too
    #[arg(long)]
    pub doc: bool,
    /// Run the tests of the crates, examples of their documents, and compile those of their documentation
    #[arg(long)]
    pub test: bool,
    /// Keep the crates in this folder; a later run there compiles only those that changed
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Compile into this folder; by default below the crates
    #[arg(long, value_name = "FOLDER")]
    pub target: Option<PathBuf>,
}

impl Crates {
    /// Whether anything is to be compiled.
    #[must_use]
    pub fn are_compiled(&self) -> bool {
        self.check || self.clippy || self.doc || self.test
    }
}

/// How much one document of a corpus may take.
#[derive(Debug, Clone, Copy, Args)]
pub struct Limits {
    /// Seconds of work in which a document must be generated
    #[arg(long, value_name = "S", default_value_t = 30)]
    pub time_limit: u64,
    /// Memory in which a document must be generated
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    pub memory_limit: u64,
    /// Seconds of work in which a crate must compile
    #[arg(long, value_name = "S", default_value_t = 900)]
    pub compile_time_limit: u64,
    /// Memory in which a crate must compile
    #[arg(long, value_name = "MIB", default_value_t = 12288)]
    pub compile_memory_limit: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time_limit: 30, memory_limit: 2048, compile_time_limit: 900, compile_memory_limit: 12288 }
    }
}

/// What a run over a corpus is compared with, and where its result goes.
#[derive(Debug, Clone, Default, Args)]
pub struct Records {
    /// Write one record a document to this file
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Say what is better and worse than in this file that --json wrote
    #[arg(long, value_name = "OLD.json")]
    pub against: Option<PathBuf>,
    /// Documents that may be refused: TOML with `[[refused]]` and the `sha256` of each
    #[arg(long, value_name = "FILE")]
    pub refused: Option<PathBuf>,
}

fn path_prefix(text: &str) -> Result<String, String> {
    if text.starts_with('/') {
        Ok(text.to_owned())
    } else {
        Err("a path prefix starts with a slash, such as /pets".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn check_and_force_exclude_each_other() {
        let given = ["wharf", "codegen", "--document", "a", "--out", "b", "--check", "--force"];
        assert!(Arguments::try_parse_from(given).is_err());
    }

    #[test]
    fn the_command_can_be_typed_again() {
        let given = ["wharf", "codegen", "--document", "my api.yaml", "--out", "b", "--only", "/it's", "--check"];
        let Command::Codegen(codegen) = Arguments::parse_from(given).command else { panic!("another command") };
        assert_eq!(codegen.as_typed("wharf"), r"wharf codegen --document 'my api.yaml' --out b --only '/it'\''s'");
    }

    #[test]
    fn a_prefix_starts_with_a_slash() {
        assert_eq!(path_prefix("/pets"), Ok("/pets".to_owned()));
        assert!(path_prefix("pets").is_err());
    }
}
