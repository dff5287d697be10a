//! This program as a part of a run: once for each document, and in the place of the compiler.
//!
//! A document that runs away can only be stopped in a process of its own. What such a process is to do stands in an
//! environment variable, since cargo starts the compiler with arguments of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde::{Deserialize, Serialize};

use super::{document, generate, measure};
use crate::codegen::Generator;

/// Where a process is told which part it plays.
const VARIABLE: &str = "WHARF_CORPUS_PART";

/// What a process is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Generate one document.
    Generate(generate::Order),
    /// Run the compiler that the arguments name.
    Compile(measure::Order),
    /// Run rustdoc with the arguments.
    Document(document::Order),
}

/// How this program starts itself.
#[derive(Debug, Clone)]
pub struct Itself {
    /// The program that generates, which calls [`play`] first.
    pub program: PathBuf,
    /// Arguments that get it there.
    pub arguments: Vec<String>,
    /// The program that stands in for the compiler and rustdoc and takes no other arguments.
    pub compiler: PathBuf,
}

impl Itself {
    /// The running program.
    ///
    /// # Errors
    /// The system does not know where it is.
    pub fn running() -> std::io::Result<Self> {
        let program = std::env::current_exe()?;
        Ok(Self { compiler: program.clone(), program, arguments: Vec::new() })
    }

    /// This program in the part of a generator.
    pub(super) fn generating(&self, order: generate::Order) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        tell(&mut command, &Part::Generate(order));
        command
    }

    /// Makes cargo call this program in the place of the compiler.
    pub(super) fn compiling(&self, order: measure::Order, cargo: &mut Command) {
        cargo.env("RUSTC_WRAPPER", &self.compiler);
        tell(cargo, &Part::Compile(order));
    }

    /// Makes cargo call this program in the place of rustdoc.
    pub(super) fn documenting(&self, scratch: &Path, cargo: &mut Command) {
        let rustdoc = std::env::var_os("RUSTDOC").map_or_else(|| "rustdoc".into(), PathBuf::from);
        cargo.env("RUSTDOC", &self.compiler);
        tell(cargo, &Part::Document(document::Order { rustdoc, scratch: scratch.to_owned() }));
    }
}

fn tell(command: &mut Command, part: &Part) {
    // Paths that are no text do not get here: they are refused when documents are looked for.
    command.env(VARIABLE, serde_json::to_string(part).unwrap_or_default());
}

/// Plays the part that this process was started for, if it was started for one. To be called before anything else.
#[must_use]
pub fn play(generator: Generator) -> Option<ExitCode> {
    let part = std::env::var(VARIABLE).ok()?;
    match serde_json::from_str(&part) {
        Ok(Part::Generate(order)) => Some(generate::play(&order, generator)),
        Ok(Part::Compile(order)) => Some(measure::play(&order)),
        Ok(Part::Document(order)) => Some(document::play(&order)),
        Err(_) => None,
    }
}
