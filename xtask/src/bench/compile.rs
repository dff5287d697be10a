//! Compiling crates.

use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use wharf_cli::cargo;
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

use super::Part;
use super::measure::{self, Contestant, Sample};
use super::table::Table;

/// The features that a crate is compiled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Features {
    /// All that it has.
    All,
    /// Those of the manifest.
    Usual,
    /// These and no default ones.
    Only(Vec<String>),
}

/// How a crate is compiled.
#[derive(Debug, Clone)]
pub struct Build {
    /// A manifest from which cargo finds it.
    pub manifest: PathBuf,
    /// Its features.
    pub features: Features,
}

/// A crate that is compiled.
#[derive(Debug)]
pub struct Crate {
    /// What the table calls it.
    pub name: String,
    /// What cargo calls it.
    pub package: String,
    /// Where it is compiled.
    pub target: PathBuf,
    /// With all that it has.
    pub all: Option<Build>,
    /// With what belongs to the one feature that is measured.
    pub one: Option<Build>,
    /// The file that is touched.
    pub touched: Option<PathBuf>,
    /// The manifest of a program that uses it.
    pub program: Option<PathBuf>,
}

impl Contestant for &Crate {
    fn name(&self) -> &str {
        &self.name
    }
}

/// Measures one part, for the crates that have it.
pub fn part(part: Part, crates: &[Crate], feature: &str, runs: u32, terminal: &mut Terminal) -> Result<(), Problem> {
    let has = |one: &&Crate| match part {
        Part::Touch => one.all.is_some() && one.touched.is_some(),
        Part::Program => one.program.is_some(),
        Part::Feature => one.one.is_some(),
        _ => one.all.is_some(),
    };
    let able: Vec<&Crate> = crates.iter().filter(has).collect();
    // Alone, others have no row of ours to be compared with.
    if able.first().is_none_or(|first| crates.first().is_some_and(|ours| ours.name != first.name)) {
        return Ok(());
    }
    let prepare = |one: &&Crate| measure::run(one.command(part)).map(drop);
    let mut ready = Vec::new();
    for one in able {
        match prepare(&one) {
            Ok(()) => ready.push(one),
            Err(problem) => terminal.problem(&problem),
        }
    }
    let rows = measure::in_turns(runs, &ready, |one| one.measure(part), terminal)?;
    Table::new(&title(part, feature)).rows(&rows).print(terminal);
    Ok(())
}

fn title(part: Part, feature: &str) -> String {
    match part {
        Part::Touch => "cargo check after a touch of lib.rs".to_owned(),
        Part::Program => "release build of a program of ten calls".to_owned(),
        Part::Feature => format!("cargo check, cold, only `{feature}`"),
        _ => "cargo check, cold, all features".to_owned(),
    }
}

impl Crate {
    /// Brings the crate into the state that `part` starts from, and measures.
    fn measure(&self, part: Part) -> Result<Sample, Problem> {
        match (part, &self.touched) {
            (Part::Touch, Some(path)) => {
                let file = std::fs::File::options().append(true).open(path);
                file.and_then(|file| file.set_modified(SystemTime::now()))
                    .map_err(|error| Problem::refused("touch", path, &error))?;
            }
            _ => {
                measure::run(self.clean(part))?;
            }
        }
        measure::run(self.command(part))
    }

    fn build(&self, part: Part) -> Option<&Build> {
        if part == Part::Feature { self.one.as_ref() } else { self.all.as_ref() }
    }

    fn cargo(&self, verb: &str, manifest: Option<&PathBuf>) -> Command {
        let mut command = cargo::command();
        // Lock files are made anew where documents are, so that all crates get the newest of what they ask for.
        command.args([verb, "--quiet", "--target-dir"]).arg(&self.target);
        if let Some(manifest) = manifest {
            command.arg("--manifest-path").arg(manifest);
        }
        command.env_remove("RUSTFLAGS").env_remove("CARGO_INCREMENTAL");
        command
    }

    fn command(&self, part: Part) -> Command {
        if part == Part::Program {
            let mut command = self.cargo("build", self.program.as_ref());
            command.arg("--release");
            return command;
        }
        let build = self.build(part);
        let mut command = self.cargo("check", build.map(|build| &build.manifest));
        command.args(["--package", &self.package]);
        match build.map(|build| &build.features) {
            Some(Features::All) => {
                command.arg("--all-features");
            }
            Some(Features::Only(features)) => {
                command.args(["--no-default-features", "--features", &features.join(",")]);
            }
            Some(Features::Usual) | None => {}
        }
        command
    }

    /// Removes what was compiled of the crate, and of the program that uses it; dependencies stay.
    fn clean(&self, part: Part) -> Command {
        let is_program = part == Part::Program;
        let manifest = if is_program { self.program.as_ref() } else { self.build(part).map(|build| &build.manifest) };
        let mut command = self.cargo("clean", manifest);
        command.args(["--package", &self.package]);
        if is_program {
            command.args(["--package", super::program::PACKAGE, "--release"]);
        }
        command
    }
}
