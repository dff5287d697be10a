//! Compiling the crates of all documents, documenting and testing them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::messages::Line;
use super::outcome::{Compiled, Finding, Tool};
use super::part::Itself;
use super::progress::Progress;
use super::workspace::Workspace;
use super::{Record, measure, testing};
use crate::arguments::{Crates, Limits};
use crate::cargo;
use crate::problem::Problem;

/// The most findings of one crate that are kept.
const MOST: usize = 200;

/// How crates are compiled.
pub struct Compiler<'a> {
    /// Where they are.
    pub workspace: &'a Workspace,
    /// What stands in for the compiler.
    pub itself: &'a Itself,
    /// What to do with them.
    pub crates: &'a Crates,
    /// How much one may take.
    pub limits: Limits,
    /// How many at a time.
    pub jobs: usize,
    /// For files that nobody else reads.
    pub scratch: &'a Path,
}

/// Crates by the folder that their manifest is in.
type ByFolder<'a> = BTreeMap<PathBuf, &'a mut Compiled>;

impl Compiler<'_> {
    /// Adds to the record of each document with a crate what the tools say about it. `names` has the names of the
    /// documents, in the order of the records.
    ///
    /// # Errors
    /// Cargo cannot be started, or refuses the crates as a whole.
    pub fn run(&self, records: &mut [Record], names: &[&str]) -> Result<(), Problem> {
        let with_crates = records.iter_mut().zip(names).filter(|(record, _)| record.is_generated());
        let mut members = Vec::new();
        let mut found = ByFolder::new();
        for (record, name) in with_crates {
            members.push(*name);
            let compiled = record.compiled.insert(Compiled::default());
            found.insert(self.workspace.folder(name).join("client"), compiled);
        }
        if members.is_empty() {
            return Ok(());
        }
        self.workspace.set_members(&members)?;
        let has_tests = members.iter().any(|name| self.workspace.has_tests(name));
        self.compile(&mut found, &members, has_tests)?;
        if self.crates.doc {
            self.document(&mut found, &members)?;
        }
        if self.crates.test && has_tests {
            self.test(&mut found, &members)?;
        }
        if self.crates.test {
            self.test_documentation(&mut found, &members)?;
        }
        for compiled in found.into_values() {
            compiled.findings.sort();
            compiled.findings.dedup();
            compiled.findings.truncate(MOST);
        }
        Ok(())
    }

    fn compile(&self, found: &mut ByFolder<'_>, members: &[&str], has_tests: bool) -> Result<(), Problem> {
        let mut cargo = self.cargo(if self.crates.clippy { "clippy" } else { "check" });
        cargo.args(["--workspace", "--keep-going", "--lib"]).args(self.workspace.features(members));
        if has_tests {
            cargo.args(["--test", "*"]);
        }
        if self.crates.clippy {
            cargo.args(["--", "-W", "clippy::pedantic"]);
        }
        let measures = self.scratch.join("measures");
        fs::create_dir_all(&measures).map_err(|error| Problem::refused("make the folder", &measures, &error))?;
        let Limits { compile_time_limit: seconds, compile_memory_limit: memory_mib, .. } = self.limits;
        self.itself.compiling(measure::Order { folder: measures.clone(), seconds, memory_mib }, &mut cargo);
        let progress = Progress::new("compiling", found.len());
        self.follow(cargo, found, false, |line, compiled| {
            if line.is_library() {
                compiled.finished = true;
                progress.advance(&line.manifest_path.display().to_string());
            }
        })?;
        add_measures(found, &measures);
        Ok(())
    }

    /// Documents the crates in rounds: those with libraries of one name would write to the same place.
    fn document(&self, found: &mut ByFolder<'_>, members: &[&str]) -> Result<(), Problem> {
        let progress = Progress::new("documenting", found.len());
        for round in self.rounds(found, members) {
            let mut cargo = self.cargo("doc");
            cargo.args(["--no-deps", "--keep-going", "--lib"]).args(self.workspace.features(&round));
            for name in &round {
                cargo.args(["-p", name]);
            }
            self.itself.documenting(self.scratch, &mut cargo);
            self.follow(cargo, found, true, |_, _| {})?;
            for name in round {
                progress.advance(name);
            }
        }
        Ok(())
    }

    fn rounds<'m>(&self, found: &ByFolder<'_>, members: &[&'m str]) -> Vec<Vec<&'m str>> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut rounds: Vec<Vec<&str>> = Vec::new();
        for name in members {
            let manifest = self.workspace.manifest(name);
            let is_there = manifest.parent().and_then(|folder| found.get(folder)).is_some_and(|one| one.finished);
            if !is_there {
                continue;
            }
            let round = seen.entry(library(&manifest)).or_default();
            if *round == rounds.len() {
                rounds.push(Vec::new());
            }
            if let Some(members) = rounds.get_mut(*round) {
                members.push(name);
            }
            *round += 1;
        }
        rounds
    }

    fn test(&self, found: &mut ByFolder<'_>, members: &[&str]) -> Result<(), Problem> {
        let mut cargo = self.cargo("build");
        cargo.args(["--workspace", "--keep-going", "--test", "*"]).args(self.workspace.features(members));
        let mut programs = BTreeSet::new();
        self.follow(cargo, found, false, |line, _| {
            let folder = line.manifest_path.parent().map(Path::to_owned);
            if let (true, Some(folder), Some(program)) = (line.is_test(), folder, line.executable.clone()) {
                programs.insert((folder, program));
            }
        })?;
        let progress = Progress::new("testing", programs.len());
        for (folder, program) in programs {
            let mut command = Command::new(program);
            command.current_dir(&folder);
            let findings = testing::run(command, self.scratch, self.limits.time_limit)?;
            if let Some(compiled) = found.get_mut(&folder) {
                compiled.findings.extend(findings);
            }
            progress.advance(&folder.display().to_string());
        }
        Ok(())
    }

    /// Compiles the examples in the documentation of the crates that compile.
    fn test_documentation(&self, found: &mut ByFolder<'_>, members: &[&str]) -> Result<(), Problem> {
        let progress = Progress::new("testing examples", found.len());
        for name in members {
            let folder = self.workspace.folder(name).join("client");
            let Some(compiled) = found.get_mut(&folder).filter(|compiled| compiled.finished) else { continue };
            let mut cargo = self.cargo("test");
            cargo.args(["--doc", "-p", name]).args(self.workspace.features(&[name]));
            compiled.findings.extend(testing::run(cargo, self.scratch, self.limits.compile_time_limit)?);
            progress.advance(name);
        }
        Ok(())
    }

    fn cargo(&self, what: &str) -> Command {
        let mut cargo = cargo::command();
        cargo.arg(what).args(["--message-format", "json", "--manifest-path"]);
        cargo.arg(self.workspace.root().join("Cargo.toml"));
        let target = self.crates.target.clone().unwrap_or_else(|| self.workspace.root().join("target"));
        cargo.arg("--target-dir").arg(target).args(["--jobs", &self.jobs.to_string()]);
        // Settings of the surroundings would compile everything in another way.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTDOCFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"]
        {
            cargo.env_remove(name);
        }
        cargo
    }

    /// Runs `cargo` to its end and hands each of its lines about a crate to `each`, after keeping what was found.
    fn follow(
        &self,
        mut cargo: Command,
        found: &mut ByFolder<'_>,
        documenting: bool,
        mut each: impl FnMut(&Line, &mut Compiled),
    ) -> Result<(), Problem> {
        let said = self.scratch.join("cargo.txt");
        let no_file = |error| Problem::refused("write", &said, &error);
        cargo.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(&said).map_err(no_file)?);
        let mut child = cargo.spawn().map_err(|error| cargo::refused(&error))?;
        let (mut seen, mut elsewhere) = (false, Vec::new());
        for line in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
            let Some(line) = line.ok().and_then(|line| serde_json::from_str::<Line>(&line).ok()) else { continue };
            seen = true;
            let finding = line.finding(documenting);
            match line.manifest_path.parent().and_then(|folder| found.get_mut(folder)) {
                Some(compiled) => {
                    compiled.findings.extend(finding);
                    each(&line, compiled);
                }
                None => elsewhere.extend(finding),
            }
        }
        let status = child.wait().map_err(|error| cargo::refused(&error))?;
        match elsewhere.first() {
            Some(Finding { tool, message, place, .. }) => Err(Problem::new(
                format!("{} finds fault with what the crates depend on: {message} ({place})", tool.name()),
                "mend that first",
            )),
            None if !status.success() && !seen => {
                let text = fs::read_to_string(&said).unwrap_or_default();
                Err(Problem::new(format!("cargo refuses the crates: {}", text.trim()), ""))
            }
            None => Ok(()),
        }
    }
}

/// The name of the library that a manifest declares.
fn library(manifest: &Path) -> String {
    let table = fs::read_to_string(manifest).ok().and_then(|text| text.parse::<toml::Table>().ok());
    let name = table.as_ref().and_then(|table| table.get("lib")?.get("name")?.as_str());
    name.unwrap_or_default().to_owned()
}

/// Adds what the compiler took to the crates that it compiled.
fn add_measures(found: &mut ByFolder<'_>, folder: &Path) {
    for measure in measure::take(folder) {
        let Some(compiled) = found.get_mut(&measure.package) else { continue };
        compiled.milliseconds = Some(compiled.milliseconds.unwrap_or_default() + measure.milliseconds);
        compiled.peak_kib = compiled.peak_kib.max(measure.peak_kib);
        compiled.findings.extend(measure.stopped.map(|why| Finding {
            tool: Tool::Rustc,
            code: "stopped".to_owned(),
            message: why,
            place: String::new(),
        }));
    }
}
