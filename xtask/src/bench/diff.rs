//! What an update means, and a site about many of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

use super::folders::{self, Folders};
use super::generate::{self, Generator};
use super::measure;
use super::table::Table;

/// How many versions the history has.
pub const VERSIONS: usize = 45;

/// What the document is called in the repository.
const NAME: &str = "openapi.json";

/// Measures the comparison of two versions, and the site about all of them.
pub fn part(folders: &Folders, document: &Path, runs: u32, terminal: &mut Terminal) -> Result<(), Problem> {
    let versions = folders.work("versions");
    let mut command = Command::new(generate::this_program());
    command.arg("grow").args([document, &versions]).args(["--versions", &VERSIONS.to_string()]);
    measure::run(command)?;
    let repository = folders.work("repository");
    commit(&versions, &repository)?;
    let text = |path: &Path| path.display().to_string();
    let run = |name: &str, out: &Path, arguments: Vec<String>| Generator {
        name: name.to_owned(),
        program: generate::this_program(),
        arguments,
        folder: folders.work(""),
        out: out.to_owned(),
    };
    let pair = [text(&file(&versions, 0)), text(&file(&versions, 1))];
    let compared = run("a member more", &folders.work("nothing"), [&["diff".to_owned()], &pair[..]].concat());
    let rows = measure::in_turns(runs, &[compared], Generator::measure, terminal)?;
    Table::new("diff of two versions").rows(&rows).print(terminal);

    let site = folders.work("site");
    let given = ["history", "--repo", &text(&repository), "--path", NAME, "--out", &text(&site)].map(str::to_owned);
    let history = run(&format!("{VERSIONS} versions"), &site, given.to_vec());
    let rows = measure::in_turns(1, &[history], Generator::measure, terminal)?;
    Table::new("history").rows(&rows).print(terminal);
    Ok(())
}

/// The file of a version.
fn file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number}.json"))
}

/// A new repository with a commit a version.
fn commit(versions: &Path, repository: &Path) -> Result<(), Problem> {
    if repository.exists() {
        std::fs::remove_dir_all(repository).map_err(|error| Problem::refused("remove", repository, &error))?;
    }
    std::fs::create_dir_all(repository).map_err(|error| Problem::refused("make the folder", repository, &error))?;
    git(repository, &["init", "--quiet"])?;
    for number in 0..VERSIONS {
        let (from, to) = (file(versions, number), repository.join(NAME));
        std::fs::copy(&from, &to).map_err(|error| Problem::refused("write", &to, &error))?;
        git(repository, &["add", NAME])?;
        git(repository, &["commit", "--quiet", "--message", &format!("Version {number}")])?;
    }
    Ok(())
}

fn git(repository: &Path, arguments: &[&str]) -> Result<(), Problem> {
    let mut command = Command::new("git");
    command.arg("-C").arg(repository).args(["-c", "user.name=bench", "-c", "user.email=bench@example.com"]);
    command.args(arguments);
    measure::run(command).map(drop)
}

/// Writes the versions of a document: each third one has a member more, each third one another text, and each third one says
/// the same in other lines.
pub fn write(whole: &Value, out: &Path, versions: usize) -> Result<(), Problem> {
    let mut version = whole.clone();
    for number in 0..versions {
        match number % 3 {
            1 => member(&mut version, number),
            2 => text(&mut version, number),
            _ => {}
        }
        let lines =
            if number % 6 < 3 { serde_json::to_string_pretty(&version) } else { serde_json::to_string(&version) };
        let lines = lines.map_err(|error| Problem::new(error.to_string(), "this is a bug of the benchmark"))?;
        folders::write(&file(out, number), &lines)?;
    }
    Ok(())
}

/// The schemas that have members, each time from another one on.
fn objects(document: &mut Value, from: usize) -> Option<&mut Map<String, Value>> {
    let schemas = document.get_mut("components")?.get_mut("schemas")?.as_object_mut()?;
    let mut objects: Vec<_> = schemas.values_mut().filter_map(|schema| schema.as_object_mut()).collect();
    objects.retain(|schema| schema.get("properties").is_some_and(Value::is_object));
    let at = (from * 31).checked_rem(objects.len())?;
    Some(objects.swap_remove(at))
}

fn member(document: &mut Value, number: usize) {
    let properties = objects(document, number).and_then(|schema| schema.get_mut("properties")?.as_object_mut());
    if let Some(properties) = properties {
        properties.insert(format!("added_{number}"), serde_json::json!({ "type": "string" }));
    }
}

fn text(document: &mut Value, number: usize) {
    if let Some(schema) = objects(document, number) {
        schema.insert("description".to_owned(), Value::String(format!("What it was before version {number}.")));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn versions_differ_in_turns() {
        let folder = tempfile::tempdir().unwrap();
        let schema = json!({"type": "object", "properties": {}});
        super::write(&json!({"components": {"schemas": {"A": schema}}}), folder.path(), 4).unwrap();
        let read = |number| std::fs::read_to_string(super::file(folder.path(), number)).unwrap();
        let says = |number| serde_json::from_str::<Value>(&read(number)).unwrap();
        assert_eq!(says(1)["components"]["schemas"]["A"]["properties"]["added_1"]["type"], "string");
        assert_ne!(says(1), says(2));
        assert_eq!(says(2), says(3));
        assert_ne!(read(2), read(3));
    }
}
