//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::bench::Part;
use clap::{Args, Parser, Subcommand};
use wharf_cli::arguments::{
    Additions, Choices, Corpus, DIFF_EXAMPLES, DIFF_HELP, Diff, HISTORY_EXAMPLES, HISTORY_HELP, History, UpdateRun,
};

const CODEGEN_HELP: &str = "\
Generate from spec/ to generated/: the same from any folder.

With --document and --out it generates any document into any folder, as `wharf codegen` does.";

const CODEGEN_EXAMPLES: &str = "\
Examples:
  cargo xtask codegen
          spec/ -> generated/
  cargo xtask codegen --check
          exits with 1 when generated/ is not what would be written
  cargo xtask codegen --report -
          says what no type expresses as well
  cargo xtask codegen --document api.yaml --out ../rust
          any document";

const UPDATE_HELP: &str = "\
Compare a new version of the official document with spec/, show what it means, write spec/ and generated/, and add to \
CHANGELOG.md. Only structure is taken: the texts in spec/ are this repository's own, and those that are new are listed.";

const UPDATE_EXAMPLES: &str = "\
Examples:
  cargo xtask update openapi.yaml --dry-run
          only says what it means and what would be written
  cargo xtask update openapi.yaml --report report.md
          writes everything, and keeps the report for a pull request";

const BENCH_HELP: &str = "\
Measure generating and compiling, beside other generators and crates, and print a table.

Runs take turns, and the table shows medians. Time is what passed; work is what all processors did, which other programs
disturb less. Memory is the most that one process had in use, of cargo and all that it starts: that of the compiler
where it is the largest. All work is done in target/bench.";

const BENCH_EXAMPLES: &str = "\
Examples:
  cargo xtask bench
          everything, on spec/containers.yaml
  cargo xtask bench generate lines --document api.yaml
          two parts, on another document
  cargo xtask bench check --alone --runs 1
          once, and nothing but the crate that Wharf generates: needs no network";

/// This repository's tasks.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about, max_term_width = 110)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The tasks.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate from spec/ to generated/, or from any document
    #[command(long_about = CODEGEN_HELP, after_help = CODEGEN_EXAMPLES)]
    Codegen(Codegen),
    /// Generate every document below some folders, compile the crates if asked to, and say how it went
    Corpus(Box<Corpus>),
    /// Say what it means that a new document takes the place of an old one
    #[command(long_about = DIFF_HELP, after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Take a new version of the document in spec/, and all that follows from it
    #[command(long_about = UPDATE_HELP, after_help = UPDATE_EXAMPLES)]
    Update(Update),
    /// Make a site about the history of a document in git
    #[command(long_about = HISTORY_HELP, after_help = HISTORY_EXAMPLES)]
    History(History),
    /// Start the local server
    #[command(disable_help_flag = true)]
    Emulator(Passed),
    /// Send values sampled from the schemas of documents through the types generated for them
    #[command(disable_help_flag = true)]
    Sample(Passed),
    /// Measure generating and compiling, beside other generators and crates, and print a table
    #[command(long_about = BENCH_HELP, after_help = BENCH_EXAMPLES)]
    Bench(Bench),
    /// Write a document several times over, which `bench` asks for
    #[command(hide = true)]
    Grow(Grow),
    /// Check the rules of this repository that no compiler checks
    Tidy,
    /// Run every step of .ci/run
    Ci,
}

/// `cargo xtask codegen`
#[derive(Debug, Args)]
pub struct Codegen {
    /// Another document than this repository's
    #[arg(long, value_name = "FILE", requires = "out")]
    pub document: Option<PathBuf>,
    /// The folder to write another document's output to
    #[arg(long, value_name = "DIR", requires = "document")]
    pub out: Option<PathBuf>,
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

/// `cargo xtask update`
#[derive(Debug, Args)]
pub struct Update {
    /// The new document: a file, or REVISION:PATH
    #[arg(value_name = "FILE")]
    pub new: String,
    /// Take only the paths that start with this, in place of those that the settings name; may be given several times
    #[arg(long, value_name = "PREFIX")]
    pub only: Vec<String>,
    /// How to run.
    #[command(flatten)]
    pub how: UpdateRun,
}

/// `cargo xtask emulator` and `cargo xtask sample`
#[derive(Debug, Args)]
pub struct Passed {
    /// Arguments of the program, which answers --help itself
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    pub arguments: Vec<OsString>,
}

/// `cargo xtask bench`
#[derive(Debug, Args)]
pub struct Bench {
    /// What to measure; without any, everything
    #[arg(value_enum, value_name = "PART")]
    pub parts: Vec<Part>,
    /// Another document than this repository's
    #[arg(long, value_name = "FILE")]
    pub document: Option<PathBuf>,
    /// How often each figure is measured
    #[arg(long, value_name = "COUNT", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    pub runs: u32,
    /// The feature of the part `feature`
    #[arg(long, value_name = "NAME", default_value = "containers")]
    pub feature: String,
    /// Measure nothing but Wharf
    #[arg(long)]
    pub alone: bool,
}

/// `cargo xtask grow`
#[derive(Debug, Args)]
pub struct Grow {
    /// The document
    #[arg(value_name = "FILE")]
    pub document: PathBuf,
    /// The folder that gets a file for each size
    #[arg(value_name = "DIR")]
    pub out: PathBuf,
    /// Write so many versions in place of sizes, each of which changes something or other lines
    #[arg(long, value_name = "COUNT")]
    pub versions: Option<usize>,
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
    fn the_server_gets_its_arguments_as_they_are() {
        let Command::Emulator(given) = Arguments::parse_from(["xtask", "emulator", "--help", "-x", "--", "y"]).command
        else {
            panic!("another command")
        };
        assert_eq!(given.arguments, ["--help", "-x", "--", "y"]);
    }

    #[test]
    fn this_repository_has_its_own_settings() {
        for refused in [&["--settings", "a"][..], &["--only", "/a"], &["--document", "a"], &["--out", "a"]] {
            let given = ["xtask", "codegen"].iter().chain(refused);
            assert!(Arguments::try_parse_from(given).is_err(), "{refused:?}");
        }
        let given = ["xtask", "codegen", "--document", "a", "--out", "b", "--settings", "c", "--only", "/d"];
        assert!(Arguments::try_parse_from(given).is_ok());
    }
}
