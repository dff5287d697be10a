//! Our own generator, and the crate that it makes.

use std::path::{Path, PathBuf};
use std::process::Command;

use wharf::surface::Surface;
use wharf_cli::problem::Problem;

use super::compile::{Build, Crate, Features};
use super::folders::{self, Folders};
use super::measure::{self, Contestant, Sample};
use super::program;

/// A generator and what it works on.
#[derive(Debug)]
pub struct Generator {
    /// What the table calls it.
    pub name: String,
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Where it is started.
    pub folder: PathBuf,
    /// What it writes.
    pub out: PathBuf,
}

impl Generator {
    /// Generates into an empty folder: files that are there already would not be written again.
    pub fn measure(&self) -> Result<Sample, Problem> {
        if self.out.exists() {
            std::fs::remove_dir_all(&self.out).map_err(|error| Problem::refused("remove", &self.out, &error))?;
        }
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.folder);
        measure::run(command)
    }
}

impl Contestant for Generator {
    fn name(&self) -> &str {
        &self.name
    }
}

/// Where this program is. Without a path of its own there is nothing to measure, and starting it says so.
pub fn this_program() -> PathBuf {
    std::env::current_exe().unwrap_or_default()
}

/// Wharf, which is this program, with all that it makes.
pub fn ours(folders: &Folders, document: &Path) -> Generator {
    at(folders, "wharf, with the tool and pages", document, &folders.work("wharf"))
}

/// Wharf, where it makes no more than others do: the client.
pub fn client(folders: &Folders, document: &Path) -> Result<Generator, Problem> {
    let settings = folders.work("client-alone.toml");
    folders::write(&settings, "[tool]\nenabled = false\n\n[reference]\nenabled = false\n")?;
    let mut generator = at(folders, "wharf", document, &folders.work("client-alone"));
    generator.arguments.extend(["--settings".to_owned(), settings.display().to_string()]);
    Ok(generator)
}

/// Wharf under the name `name`, writing to `out`.
pub fn at(folders: &Folders, name: &str, document: &Path, out: &Path) -> Generator {
    let text = |path: &Path| path.display().to_string();
    let arguments = ["codegen", "--document", &text(document), "--out", &text(out)];
    Generator {
        name: name.to_owned(),
        program: this_program(),
        arguments: arguments.map(str::to_owned).to_vec(),
        folder: folders.work(""),
        out: out.to_owned(),
    }
}

/// What was generated.
pub fn surface(folders: &Folders) -> Result<Surface, Problem> {
    let path = folders.work("wharf/surface.json");
    let text = std::fs::read_to_string(&path).map_err(|error| Problem::refused("read", &path, &error))?;
    serde_json::from_str(&text).map_err(|error| Problem::new(error.to_string(), "generate it anew"))
}

/// The crate that Wharf made, with a program that uses it.
pub fn ours_as_crate(folders: &Folders, surface: &Surface, feature: &str) -> Result<Crate, Problem> {
    let folder = folders.work("wharf");
    let package = surface.package.name.clone();
    let has_feature = surface.groups.iter().any(|group| group.feature() == Some(feature));
    let build = |features| Build { manifest: folder.join("client/Cargo.toml"), features };
    let ours = Crate {
        name: "wharf".to_owned(),
        target: folders.target("wharf"),
        program: Some(folders.work("wharf-program/Cargo.toml")),
        touched: Some(folder.join("client/src/lib.rs")),
        all: Some(build(Features::All)),
        one: has_feature.then(|| build(Features::Only(vec!["rustls".to_owned(), feature.to_owned()]))),
        package,
    };
    program::write(
        &folders.work("wharf-program"),
        &format!("{{ package = \"{}\", path = \"../wharf/client\" }}", ours.package),
        &program::ours(surface),
    )?;
    Ok(ours)
}
