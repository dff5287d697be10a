//! Another generator.

use std::path::{Path, PathBuf};
use std::process::Command;

use wharf_cli::cargo;
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

use super::compile::{Build, Crate, Features};
use super::count;
use super::folders::{self, Folders};
use super::generate::Generator;
use super::measure;
use super::{program, signatures};

/// What the table calls it.
pub const NAME: &str = "openapi-to-rust 0.23";

/// What cargo installs.
const PACKAGE: &str = "openapi-to-rust";

/// The version that is installed.
const VERSION: &str = "0.23.0";

/// The generator, which is installed below the working folder the first time. Where that fails, the rest goes on.
pub fn installed(folders: &Folders, terminal: &mut Terminal) -> Option<PathBuf> {
    let programs = folders.programs();
    let program = programs.join("bin").join(format!("{PACKAGE}{}", std::env::consts::EXE_SUFFIX));
    if program.exists() {
        return Some(program);
    }
    terminal.err(format_args!("installing {PACKAGE} {VERSION} to `{}`", programs.display()));
    let mut command = cargo::command();
    command.args(["install", "--quiet", "--locked", PACKAGE, "--version", VERSION, "--root"]).arg(&programs);
    command.arg("--target-dir").arg(folders.target("programs"));
    match measure::run(command) {
        Ok(_) => Some(program),
        Err(problem) => {
            terminal.problem(&problem);
            None
        }
    }
}

/// How it generates `document`: into the folder that it is started in.
pub fn generate(program: &Path, folders: &Folders, document: &Path) -> Result<Generator, Problem> {
    let folder = folders.work("rival");
    folders::write(&folder.join("src/lib.rs"), "#![allow(warnings)]\n\npub mod generated;\n")?;
    Ok(Generator {
        name: NAME.to_owned(),
        program: program.to_owned(),
        arguments: vec!["generate".to_owned(), document.display().to_string()],
        out: folder.join("src/generated"),
        folder,
    })
}

/// The crate that it made, as rustfmt lays it out, with the dependencies that it asks for.
pub fn as_crate(folders: &Folders, terminal: &mut Terminal) -> Result<Crate, Problem> {
    let folder = folders.work("rival");
    let generated = folder.join("src/generated");
    let asked = generated.join("REQUIRED_DEPS.toml");
    let dependencies = std::fs::read_to_string(&asked).map_err(|error| Problem::refused("read", &asked, &error))?;
    let manifest = format!(
        "[package]\nname = \"rival\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{dependencies}\n[workspace]\n"
    );
    folders::write(&folder.join("Cargo.toml"), &manifest)?;
    let calls = calls(&generated);
    let has_program = !calls.is_empty();
    if !has_program {
        terminal.err(format_args!("no calls of {NAME} are known that take nothing but strings"));
    }
    program::write(&folders.work("rival-program"), "{ package = \"rival\", path = \"../rival\" }", &main(&calls))?;
    Ok(Crate {
        name: NAME.to_owned(),
        package: "rival".to_owned(),
        target: folders.target("rival"),
        all: Some(Build { manifest: folder.join("Cargo.toml"), features: Features::Usual }),
        one: None,
        touched: Some(folder.join("src/lib.rs")),
        program: has_program.then(|| folders.work("rival-program/Cargo.toml")),
    })
}

/// Lays the output out as rustfmt does, so that its lines can be counted.
pub fn format(folders: &Folders) -> Result<(), Problem> {
    for file in count::files(&folders.work("rival/src/generated")) {
        let mut command = Command::new("rustfmt");
        command.args(["--edition", "2024"]).arg(&file);
        measure::run(command)?;
    }
    Ok(())
}

/// Calls of the client that need no more than strings.
fn calls(generated: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(generated.join("client.rs")).unwrap_or_default();
    signatures::simple_calls(&text, program::CALLS)
}

/// A program that makes `calls`.
fn main(calls: &[String]) -> String {
    let lines: Vec<String> =
        calls.iter().map(|call| format!("    println!(\"{{}}\", client.{call}.await.is_ok());\n")).collect();
    format!(
        "#[tokio::main]\nasync fn main() {{\n    let client = api::generated::HttpClient::new()\
         .with_base_url(\"http://127.0.0.1:9\");\n{}}}\n",
        lines.concat()
    )
}
