//! The workspace of all crates: those of the documents, and code that uses one of them compiled against another.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use wharf::diff::rules::Proof;
use wharf_tests::downstream::{self, Driver};
use wharf_tests::sandbox::{Message, Sandbox, built, copy, messages, repository};

use crate::examples::{Examples, Made};

/// Code that uses the crate of one document, compiled against that of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Whose crate it was written for.
    pub user: usize,
    /// Whose crate it meets.
    pub api: usize,
}

/// What the compiler says to it.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// The first error.
    pub error: Option<String>,
    /// The numbers of all errors.
    pub codes: BTreeSet<String>,
    /// How often something is used that is deprecated.
    pub deprecated: usize,
}

/// What was compiled.
pub struct Workspace {
    verdicts: BTreeMap<Pair, Verdict>,
    usages: BTreeMap<String, Verdict>,
    program: PathBuf,
    drivers: Vec<Driver>,
}

/// The name of the program that has clients make calls.
const RUNNER: &str = "verdicts-runner";

impl Pair {
    /// The name of its package.
    pub fn name(self) -> String {
        format!("user-{}-on-{}", self.user, self.api)
    }
}

impl Workspace {
    /// Compiles the crates of all examples, and whoever uses one side of a case against both sides.
    pub fn build(examples: &Examples) -> Result<Self, String> {
        Self::build_in("verdicts", examples)
    }

    /// The same, in a sandbox of this name.
    pub fn build_in(sandbox: &str, examples: &Examples) -> Result<Self, String> {
        let sandbox = Sandbox::new(sandbox)?;
        let mut pairs = BTreeSet::new();
        for case in &examples.cases {
            let sides = [case.old, case.new];
            pairs.extend(sides.into_iter().flat_map(|user| sides.map(|api| Pair { user, api })));
        }
        let mut members = Vec::new();
        for (number, made) in examples.made.iter().enumerate() {
            let name = format!("api-{number}");
            api(&sandbox, &name, made, &str::to_owned)?;
            members.push(name);
        }
        for pair in &pairs {
            let Some((user, api)) = examples.made.get(pair.user).zip(examples.made.get(pair.api)) else { continue };
            let name = pair.name();
            let manifest = user_manifest(&name, &dependency("api", &format!("api-{}", pair.api), api));
            sandbox.write(&format!("{name}/Cargo.toml"), manifest)?;
            sandbox.write(&format!("{name}/src/lib.rs"), downstream::source(&user.surface))?;
            members.push(name);
        }
        members.extend(usages(&sandbox, examples)?);
        copy(&repository().join("Cargo.lock"), &sandbox.path("Cargo.lock"))?;
        root(&sandbox, &members)?;
        let said = messages(&sandbox.path(""), &["build", "--workspace", "--keep-going"])?;
        let mut named = named(said);
        for number in 0..examples.made.len() {
            let name = format!("api-{number}");
            if let Some(error) = named.get(&name).and_then(|verdict| verdict.error.as_ref()) {
                return Err(format!("{name}: {error}"));
            }
        }
        let verdict = |pair: &Pair| (*pair, named.remove(&pair.name()).unwrap_or_default());
        let verdicts: BTreeMap<Pair, Verdict> = pairs.iter().map(verdict).collect();
        let drivers: Vec<Driver> =
            examples.made.iter().map(|made| downstream::driver(&made.surface, downstream::Until::Answered)).collect();
        let compiled: Vec<Pair> = pairs.into_iter().filter(|pair| verdicts[pair].error.is_none()).collect();
        runner(&sandbox, examples, &drivers, &compiled)?;
        members.push(RUNNER.to_owned());
        root(&sandbox, &members)?;
        let said = messages(&sandbox.path(""), &["build", "--package", RUNNER])?;
        if let Some(error) = said.into_iter().find(|message| message.level == "error") {
            return Err(error.text);
        }
        Ok(Self { verdicts, usages: named, program: built(RUNNER)?, drivers })
    }

    /// What the compiler says to a package that is shown beside the examples.
    pub fn usage(&self, name: &str) -> Verdict {
        self.usages.get(name).cloned().unwrap_or_default()
    }

    /// The program that has clients make calls.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// The driver of a client.
    pub fn driver(&self, number: usize) -> &Driver {
        &self.drivers[number]
    }

    /// What the compiler says to the code of `user` that meets the crate of `api`.
    pub fn verdict(&self, user: usize, api: usize) -> &Verdict {
        &self.verdicts[&Pair { user, api }]
    }
}

fn root(sandbox: &Sandbox, members: &[String]) -> Result<(), String> {
    sandbox.write("Cargo.toml", format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n")).map(drop)
}

/// What was said about each package.
fn named(said: Vec<Message>) -> BTreeMap<String, Verdict> {
    let mut named: BTreeMap<String, Verdict> = BTreeMap::new();
    for message in said {
        let verdict = named.entry(message.package).or_default();
        match (message.level.as_str(), message.code.as_str()) {
            (_, "deprecated") => verdict.deprecated += 1,
            ("error", code) => {
                verdict.codes.extend(Some(code.to_owned()).filter(|code| !code.is_empty()));
                verdict.error = verdict.error.take().or(Some(message.text));
            }
            _ => {}
        }
    }
    named
}

/// The crate whose arguments are taken more generally than they are.
const GENERIC: &str = "api-generic";

/// Writes what is shown beside the examples; gives the names of the packages.
fn usages(sandbox: &Sandbox, examples: &Examples) -> Result<Vec<String>, String> {
    let mut members = Vec::new();
    for usage in &examples.usages {
        let Some(made) = examples.made.get(usage.old) else { continue };
        let mut uses = vec![(format!("notices-{}", usage.rule.id), usage.code.clone(), format!("api-{}", usage.old))];
        if usage.rule.proof == Proof::Surfaces {
            api(sandbox, GENERIC, made, &|text| {
                text.replace("id: &str", "id: impl Into<String>").replace("\"id\"), id)", "\"id\"), &*id.into())")
            })?;
            members.push(GENERIC.to_owned());
            uses.push((format!("notices-{GENERIC}"), usage.code.clone(), GENERIC.to_owned()));
            uses.push((format!("user-{GENERIC}"), downstream::source(&made.surface), GENERIC.to_owned()));
        }
        for (name, code, package) in uses {
            let manifest = user_manifest(&name, &dependency("api", &package, made));
            sandbox.write(&format!("{name}/Cargo.toml"), manifest)?;
            sandbox.write(&format!("{name}/src/lib.rs"), format!("#![allow(unused)]\n{code}"))?;
            members.push(name);
        }
    }
    Ok(members)
}

/// Writes the crate of a document, but for a change of its files.
fn api(sandbox: &Sandbox, name: &str, made: &Made, change: &dyn Fn(&str) -> String) -> Result<(), String> {
    sandbox.write(&format!("{name}/Cargo.toml"), api_manifest(name, made))?;
    for (path, text) in &made.files {
        let path = path.trim_start_matches("client/");
        if path.starts_with("src/") {
            sandbox.write(&format!("{name}/{path}"), change(text))?;
        }
    }
    Ok(())
}

/// Writes the program that has clients make calls.
fn runner(sandbox: &Sandbox, examples: &Examples, drivers: &[Driver], compiled: &[Pair]) -> Result<(), String> {
    let runtime = repository().join("runtime").display().to_string();
    let mut manifest = format!(
        "[package]\nname = {RUNNER:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n\
         wharf-runtime = {{ path = {runtime:?}, default-features = false }}\n"
    );
    let (mut main, mut calls, mut takes) =
        ("#![allow(warnings)]\n\nmod program;\n".to_owned(), String::new(), String::new());
    for (number, (driver, made)) in drivers.iter().zip(&examples.made).enumerate() {
        let _ = writeln!(manifest, "{}", dependency(&format!("api-{number}"), &format!("api-{number}"), made));
        let _ = writeln!(main, "mod d{number};");
        sandbox.write(&format!("{RUNNER}/src/d{number}.rs"), format!("use api_{number} as api;\n{}", driver.source))?;
        for at in 0..driver.calls.len() {
            let _ = writeln!(
                calls,
                "    (\"{number}.{at}\", |script, given| Box::pin(d{number}::call_{at}(script, given))),"
            );
        }
        for at in 0..driver.takes.len() {
            let _ = writeln!(takes, "    (\"{number}.{at}\", d{number}::take_{at}),");
        }
    }
    let mut users = String::new();
    for pair in compiled {
        let (name, api) = (pair.name(), pair.api);
        let _ = writeln!(manifest, "{name} = {{ path = \"../{name}\" }}");
        let _ = writeln!(
            users,
            "    ({name:?}, |script| Box::pin(async move {{ {}::run(&d{api}::client(&script)).await }})),",
            name.replace('-', "_"),
        );
    }
    let _ = write!(
        main,
        "\nstatic USERS: &[(&str, program::User)] = &[\n{users}];\n\nstatic CALLS: &[(&str, program::Call)] = &[\n{calls}];\n\n\
         static TAKES: &[(&str, program::Take)] = &[\n{takes}];\n\nfn main() -> std::io::Result<()> {{\n    \
         program::serve(USERS, CALLS, TAKES)\n}}\n"
    );
    sandbox.write(&format!("{RUNNER}/src/main.rs"), main)?;
    sandbox.write(&format!("{RUNNER}/Cargo.toml"), manifest)?;
    let given = repository().join("tests/programs/given.rs");
    copy(&given, &sandbox.path(&format!("{RUNNER}/src/program/given.rs")))?;
    copy(&repository().join("tests/verdicts/program.rs"), &sandbox.path(&format!("{RUNNER}/src/program.rs")))
}

/// The features of a crate that its users want.
fn features(made: &Made) -> Vec<String> {
    let table: toml::Table = made.manifest.parse().unwrap();
    let all = table["features"].as_table().unwrap().iter();
    // Those of the runtime are of no use here, but for webhooks.
    let own = |features: &toml::Value| features.as_array().is_some_and(Vec::is_empty);
    let webhooks = made.surface.webhooks.as_ref().map(|webhooks| webhooks.feature.as_str());
    all.filter(|(name, features)| own(features) || Some(name.as_str()) == webhooks)
        .map(|(name, _)| name.clone())
        .collect()
}

fn api_manifest(name: &str, made: &Made) -> String {
    let runtime = repository().join("runtime").display().to_string();
    let table: toml::Table = made.manifest.parse().unwrap();
    let features = toml::to_string(&toml::Table::from_iter([("features".to_owned(), table["features"].clone())]));
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         wharf-runtime = {{ path = {runtime:?}, default-features = false }}\n\n{}",
        features.unwrap(),
    )
}

fn user_manifest(name: &str, dependency: &str) -> String {
    format!("[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n")
}

/// A line of a manifest: the crate of a document, without the network.
fn dependency(name: &str, package: &str, made: &Made) -> String {
    let features = features(made);
    format!(
        "{name} = {{ package = {package:?}, path = \"../{package}\", default-features = false, features = {features:?} }}"
    )
}
