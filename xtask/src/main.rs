//! This repository's tasks: `wharf` with this repository's paths, and what is only of use to its developers.

mod arguments;
mod bench;
mod codegen;
mod programs;
mod repository;
mod tidy;
mod update;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use wharf_cli::print::Terminal;

use arguments::{Arguments, Command};
use repository::Repository;

/// That of `wharf`, which this is.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    if let Some(code) = wharf_cli::corpus::play(wharf::generate) {
        return code;
    }
    let mut terminal = Terminal::new();
    let repository = Repository::here();
    let exit = match Arguments::parse().command {
        Command::Codegen(given) => codegen::run(&given, &repository, &mut terminal),
        Command::Corpus(given) => wharf_cli::corpus::run_itself(&given, &mut terminal),
        Command::Diff(given) => wharf_cli::diff::run(&wharf_cli::diff::Job::from_arguments(&given), &mut terminal),
        Command::Update(given) => update::run(&given, &repository, &mut terminal),
        Command::History(given) => {
            wharf_cli::history::run(&wharf_cli::history::Job::from_arguments(&given), &mut terminal)
        }
        Command::Emulator(given) => programs::of_tests("emulator", &repository, &given.arguments, &mut terminal),
        Command::Sample(given) => programs::of_tests("sample", &repository, &given.arguments, &mut terminal),
        Command::Bench(given) => bench::run(&given, &repository, &mut terminal),
        Command::Grow(given) => bench::grow(&given, &mut terminal),
        Command::Tidy => tidy::run(&repository, &mut terminal),
        Command::Ci => programs::ci(&repository, &mut terminal),
    };
    exit.into()
}
