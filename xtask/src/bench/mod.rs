//! `cargo xtask bench`: what generating and compiling take, beside other generators and crates.

mod by_hand;
mod compile;
mod count;
mod diff;
mod folders;
mod generate;
mod grown;
mod loopback;
mod measure;
mod program;
mod rival;
mod signatures;
mod table;
mod tool;

use clap::ValueEnum;
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

use crate::arguments::{Bench, Grow};
use crate::repository::Repository;
use compile::Crate;
use folders::Folders;
use generate::Generator;
use table::Table;

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Part {
    /// Reading a document, generating and writing
    Generate,
    /// The same for a document of two, four and eight times the size
    Growth,
    /// Lines and bytes of the output
    Lines,
    /// `cargo check` of the crate with all features
    Check,
    /// `cargo check` after a change of its lib.rs
    Touch,
    /// A release build of a program that makes ten calls
    Program,
    /// `cargo check` with one feature of the crate
    Feature,
    /// What an update means, and a site about 45 versions
    Diff,
    /// The command-line tool: its release build and size, and a list from a cold start, beside curl
    Tool,
}

/// Measures what `given` names.
pub fn run(given: &Bench, repository: &Repository, terminal: &mut Terminal) -> Exit {
    exit(measured(given, repository, terminal), terminal)
}

/// Writes the documents of [`Part::Growth`].
pub fn grow(given: &Grow, terminal: &mut Terminal) -> Exit {
    exit(grown::write(&given.document, &given.out, given.versions), terminal)
}

fn exit(outcome: Result<(), Problem>, terminal: &mut Terminal) -> Exit {
    match outcome {
        Ok(()) => Exit::Fine,
        Err(problem) => {
            terminal.problem(&problem);
            Exit::Failed
        }
    }
}

fn measured(given: &Bench, repository: &Repository, terminal: &mut Terminal) -> Result<(), Problem> {
    let document = given.document.clone().unwrap_or_else(|| repository.root().join("spec/containers.yaml"));
    let document = document.canonicalize().map_err(|error| Problem::refused("read the document", &document, &error))?;
    let folders = Folders::new(repository, &document)?;
    let wanted = |part: Part| given.parts.is_empty() || given.parts.contains(&part);
    // The tool is compared with others than generators, and updates with nothing.
    let others = [Part::Tool, Part::Diff];
    let compares = given.parts.is_empty() || given.parts.iter().any(|part| !others.contains(part));
    let rival = if given.alone || !compares { None } else { rival::installed(&folders, terminal) };
    let runs = given.runs;

    let ours = generate::ours(&folders, &document);
    let theirs = rival.as_ref().map(|program| rival::generate(program, &folders, &document)).transpose()?;
    if wanted(Part::Generate) {
        let client = generate::client(&folders, &document)?;
        let generators: Vec<_> = [Some(client), theirs, Some(ours)].into_iter().flatten().collect();
        let rows = measure::in_turns(runs, &generators, Generator::measure, terminal)?;
        Table::new("read, generate, write").rows(&rows).print(terminal);
    } else {
        [Some(ours), theirs].iter().flatten().try_for_each(|one| one.measure().map(drop))?;
    }
    if wanted(Part::Growth) {
        let grown = grown::documents(&folders, &document)?;
        let rows = measure::in_turns(runs, &grown, Generator::measure, terminal)?;
        Table::new("the same, the document grown").rows(&rows).print(terminal);
    }
    if wanted(Part::Lines) {
        if rival.is_some() {
            rival::format(&folders)?;
        }
        count::print(&folders, rival.is_some(), terminal);
    }
    let crates = crates(given, &folders, rival.is_some(), terminal)?;
    for part in [Part::Check, Part::Touch, Part::Program, Part::Feature] {
        if wanted(part) {
            compile::part(part, &crates, &given.feature, runs, terminal)?;
        }
    }
    if wanted(Part::Diff) {
        diff::part(&folders, &document, runs, terminal)?;
    }
    if wanted(Part::Tool) {
        tool::part(&generate::surface(&folders)?, &folders, given.alone, runs, terminal)?;
    }
    Ok(())
}

/// The crates that are compiled, ours first.
fn crates(given: &Bench, folders: &Folders, has_rival: bool, terminal: &mut Terminal) -> Result<Vec<Crate>, Problem> {
    let compiles = [Part::Check, Part::Touch, Part::Program, Part::Feature];
    if !given.parts.is_empty() && !given.parts.iter().any(|part| compiles.contains(part)) {
        return Ok(Vec::new());
    }
    let surface = generate::surface(folders)?;
    let mut crates = vec![generate::ours_as_crate(folders, &surface, &given.feature)?];
    if has_rival {
        crates.push(rival::as_crate(folders, terminal)?);
    }
    if !given.alone {
        crates.extend(by_hand::as_crates(folders, &surface, &given.feature)?);
    }
    Ok(crates)
}
