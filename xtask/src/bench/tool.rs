//! The command-line tool: a list from a cold start, beside curl for the same exchange and a tool that people wrote.

use std::path::PathBuf;
use std::process::Command;

use wharf::surface::{Surface, ToolSpec};
use wharf_cli::cargo;
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

use super::folders::Folders;
use super::loopback::Loopback;
use super::measure::{self, Contestant, Sample};
use super::table::{self, Table};

/// Starting takes milliseconds, which one run tells little about.
const TIMES: u32 = 20;

/// A tool that people wrote for an API, in Python.
struct ByHand {
    /// What the address of the API begins with.
    api: &'static str,
    package: &'static str,
    version: &'static str,
    /// Its words for a list.
    arguments: &'static [&'static str],
    /// Variables that hold the address and the key.
    url: &'static str,
    key: &'static str,
}

/// The package has had no tool since version 2; the last one that has one lists other things, in the same form.
const KNOWN: &[ByHand] = &[ByHand {
    api: "https://api.openai.com",
    package: "openai",
    version: "1.99.9",
    arguments: &["api", "files.list"],
    url: "OPENAI_BASE_URL",
    key: "OPENAI_API_KEY",
}];

/// A program that is started again and again.
struct Started {
    name: String,
    program: PathBuf,
    arguments: Vec<String>,
    variables: Vec<(&'static str, String)>,
}

impl Contestant for Started {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Started {
    fn new(name: impl Into<String>, program: impl Into<PathBuf>, arguments: Vec<String>) -> Self {
        Self { name: name.into(), program: program.into(), arguments, variables: Vec::new() }
    }

    fn measure(&self) -> Result<Sample, Problem> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).envs(self.variables.iter().map(|(name, value)| (name, value)));
        Ok(Sample { memory: None, ..measure::run(command)? })
    }
}

/// Compiles the tool of `surface`, tells its size, and measures it.
pub fn part(
    surface: &Surface,
    folders: &Folders,
    alone: bool,
    runs: u32,
    terminal: &mut Terminal,
) -> Result<(), Problem> {
    let Some(tool) = &surface.tool else { return Ok(()) };
    let target = folders.target("tool");
    let mut build = cargo::command();
    build.args(["build", "--quiet", "--release", "--package", &tool.package, "--target-dir"]).arg(&target);
    build.arg("--manifest-path").arg(folders.work("wharf/cli/Cargo.toml")).env_remove("RUSTFLAGS");
    let taken = measure::run(build)?;
    let program = target.join("release").join(format!("{}{}", tool.binary, std::env::consts::EXE_SUFFIX));
    let size = std::fs::metadata(&program).map_err(|error| Problem::refused("look at", &program, &error))?.len();
    Table::new("release build of the tool").rows(&[("wharf".to_owned(), Some(taken))]).print(terminal);
    let sizes = [["the tool, stripped".to_owned(), "size".to_owned()], ["wharf".to_owned(), table::megabytes(size)]];
    table::print(&sizes, terminal);

    let help = Started::new("wharf", &program, vec!["--help".to_owned()]);
    let rows = measure::in_turns(runs * TIMES, &[help], Started::measure, terminal)?;
    Table::new("the tool's --help").rows(&rows).print(terminal);
    let Some((resource, path)) = list(surface, tool) else { return Ok(()) };
    let server = Loopback::start()?;
    let mut contestants = vec![ours(tool, program, resource, &server.url()), curl(&format!("{}{path}", server.url()))];
    let known = KNOWN.iter().find(|known| surface.client.base_url.starts_with(known.api));
    if let Some(known) = known.filter(|_| !alone) {
        match by_hand(known, folders, &server.url(), terminal) {
            Ok(theirs) => contestants.push(theirs),
            Err(problem) => terminal.problem(&problem),
        }
    }
    let rows = measure::in_turns(runs * TIMES, &contestants, Started::measure, terminal)?;
    Table::new(&format!("{} {resource} list, from a cold start", tool.binary)).rows(&rows).print(terminal);
    Ok(())
}

/// The resource and path of the first list that needs nothing but its name.
fn list<'s>(surface: &'s Surface, tool: &'s ToolSpec) -> Option<(&'s str, &'s str)> {
    let commands = tool.resources.iter().flat_map(|resource| resource.commands.iter().map(move |one| (resource, one)));
    let mut simple = commands.filter(|(_, one)| one.verb == "list" && !one.flags.iter().any(|flag| flag.required));
    simple.find_map(|(resource, one)| {
        let operation = surface.wire.operations.get(one.operation)?;
        (operation.method == "GET" && !operation.path.contains('{')).then_some((&*resource.path, &*operation.path))
    })
}

fn ours(tool: &ToolSpec, program: PathBuf, resource: &str, url: &str) -> Started {
    let mut arguments = [resource, "list", "--base-url", url].map(str::to_owned).to_vec();
    for (_, flag) in &tool.credentials {
        // Of a scheme that wants a name and a password it is both.
        arguments.extend([format!("--{flag}"), "key:key".to_owned()]);
    }
    Started::new("wharf", program, arguments)
}

fn curl(url: &str) -> Started {
    let arguments = ["--silent", "--fail", "-H", "authorization: Bearer key", "-H", "accept: application/json", url];
    Started::new("curl", "curl", arguments.map(str::to_owned).to_vec())
}

/// Installs the tool that people wrote, the first time.
fn by_hand(known: &ByHand, folders: &Folders, url: &str, terminal: &mut Terminal) -> Result<Started, Problem> {
    let environment = folders.programs().join("python");
    let program = |name: &str| environment.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(name);
    if !program(known.package).exists() {
        terminal.err(format_args!("installing {} {} to `{}`", known.package, known.version, environment.display()));
        let mut python = Command::new("python3");
        python.args(["-m", "venv"]).arg(&environment);
        measure::run(python)?;
        let mut pip = Command::new(program("pip"));
        pip.args(["install", "--quiet", &format!("{}=={}", known.package, known.version)]);
        measure::run(pip)?;
    }
    let arguments = known.arguments.iter().map(|word| (*word).to_owned()).collect();
    let name = format!("{} {} (Python)", known.package, known.version);
    let variables = vec![(known.url, url.to_owned()), (known.key, "key".to_owned())];
    Ok(Started { variables, ..Started::new(name, program(known.package), arguments) })
}
