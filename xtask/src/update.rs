//! `cargo xtask update`: `wharf update` with this repository's paths.

use wharf_cli::diff::Place;
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;
use wharf_cli::update::{self, Job};

use crate::arguments::Update;
use crate::codegen;
use crate::repository::Repository;

/// Takes the document that `given` names.
pub fn run(given: &Update, repository: &Repository, terminal: &mut Terminal) -> Exit {
    let job = Job {
        kept: codegen::own(repository, false),
        new: Place::parse(&given.new),
        only: given.only.clone(),
        changelog: Some(repository.path("CHANGELOG.md")),
        report: given.how.report.clone(),
        keep_names: given.how.keep_names,
        dry_run: given.how.dry_run,
        verbose: given.how.verbose,
    };
    update::run(&job, terminal)
}
