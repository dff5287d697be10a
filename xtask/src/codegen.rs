//! `cargo xtask codegen`: the same as `wharf codegen`, with this repository's paths unless others are given.

use wharf_cli::arguments;
use wharf_cli::codegen::{self, Job};
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;

use crate::arguments::Codegen;
use crate::repository::Repository;

/// Generates what `given` names.
pub fn run(given: &Codegen, repository: &Repository, terminal: &mut Terminal) -> Exit {
    codegen::run(&job(given, repository), given.choices.run.into(), terminal)
}

fn job(given: &Codegen, repository: &Repository) -> Job {
    let Codegen { document, out, additions, choices, report } = given;
    let (Some(document), Some(out)) = (document.clone(), out.clone()) else {
        return Job { report: report.clone(), ..own(repository, choices.force) };
    };
    let given =
        arguments::Codegen { document, out, additions: additions.clone(), choices: *choices, report: report.clone() };
    Job { again: given.as_typed("cargo xtask"), ..Job::from_arguments(&given) }
}

/// This repository's own client.
pub fn own(repository: &Repository, force: bool) -> Job {
    let command = "cargo xtask codegen".to_owned();
    Job {
        document: repository.path("spec/containers.yaml"),
        overlays: Some(repository.path("spec/overlay.yaml")).filter(|path| path.exists()).into_iter().collect(),
        settings: Some(repository.path("spec/wharf.toml")),
        only: Vec::new(),
        out: repository.path("generated"),
        again: command.clone(),
        command,
        force,
        report: None,
        generator: wharf::generate,
    }
}
