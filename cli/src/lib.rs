//! The `wharf` command: everything around the generator that touches files, the terminal and the clock.
//!
//! [`run`] is the whole binary. A repository that keeps its own paths calls [`codegen::run`] with a [`codegen::Job`]
//! of its own, as this repository's `cargo xtask` does.

pub mod arguments;
pub mod cargo;
pub mod check;
pub mod codegen;
pub mod corpus;
pub mod diff;
pub mod exit;
pub mod files;
pub mod git;
pub mod history;
pub mod inputs;
pub mod load;
pub mod print;
pub mod problem;
pub mod report;
pub mod update;
pub mod watch;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use print::Terminal;

/// Reads the arguments of the process and does what they say.
#[must_use]
pub fn run() -> ExitCode {
    if let Some(code) = corpus::play(wharf::generate) {
        return code;
    }
    let mut terminal = Terminal::new();
    let exit = match Arguments::parse().command {
        Command::Codegen(codegen) => {
            let job = codegen::Job::from_arguments(&codegen);
            codegen::run(&job, codegen.choices.run.into(), &mut terminal)
        }
        Command::Corpus(corpus) => corpus::run_itself(&corpus, &mut terminal),
        Command::Update(given) => update::run(&update::Job::from_arguments(&given), &mut terminal),
        Command::History(given) => history::run(&history::Job::from_arguments(&given), &mut terminal),
        Command::Diff(given) => diff::run(&diff::Job::from_arguments(&given), &mut terminal),
    };
    exit.into()
}
