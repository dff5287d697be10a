//! Documents of several times the size of another: its paths and schemas again, under other names.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};
use wharf::document::Document;
use wharf::{Load, Source};
use wharf_cli::problem::Problem;

use super::diff;
use super::folders::{self, Folders};
use super::generate::{self, Generator};
use super::measure;

/// How many times the size.
const SIZES: [usize; 4] = [1, 2, 4, 8];

/// How references to components begin.
const COMPONENTS: &str = "#/components/";

struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not read for this"))
    }
}

/// Our generator on documents of each size, which are written first.
///
/// Another process writes them: what this one had in use at most would count as used by each program that it starts.
pub fn documents(folders: &Folders, document: &Path) -> Result<Vec<Generator>, Problem> {
    let grown = folders.work("grown");
    let mut command = Command::new(generate::this_program());
    command.arg("grow").args([document, &grown]);
    measure::run(command)?;
    let generator = |size: usize| {
        generate::at(folders, &format!("{size} × the document"), &file(&grown, size), &grown.join(size.to_string()))
    };
    Ok(SIZES.map(generator).into())
}

/// Writes `document` in each size to the folder `out`, or so many versions of it.
pub fn write(document: &Path, out: &Path, versions: Option<usize>) -> Result<(), Problem> {
    let bytes = std::fs::read(document).map_err(|error| Problem::refused("read the document", document, &error))?;
    let name = document.display().to_string();
    let (parsed, _) = Document::parse(Source { name, bytes }, &Nothing);
    let parsed = parsed.ok_or_else(|| Problem::new("the document cannot be read", "generate it to see why"))?;
    let whole = parsed.root().to_json();
    if let Some(versions) = versions {
        return diff::write(&whole, out, versions);
    }
    SIZES.iter().try_for_each(|size| folders::write(&file(out, *size), &grown(&whole, *size).to_string()))
}

fn file(folder: &Path, size: usize) -> PathBuf {
    folder.join(format!("{size}.json"))
}

/// `whole` with all its paths and components `size` times.
fn grown(whole: &Value, size: usize) -> Value {
    let mut out = whole.clone();
    for copy in 2..=size {
        let Some(again) = renamed(whole, copy) else { continue };
        let (Some(all), Value::Object(again)) = (out.as_object_mut(), again) else { continue };
        for (part, members) in again {
            merge(all, part, members);
        }
    }
    out
}

/// Adds the members of `part` to those of the document.
fn merge(all: &mut Map<String, Value>, part: String, members: Value) {
    match (all.get_mut(&part), members) {
        (Some(Value::Object(there)), Value::Object(members)) => {
            for (key, value) in members {
                if part == "components" { merge(there, key, value) } else { there.extend([(key, value)]) }
            }
        }
        (None, members) => {
            all.insert(part, members);
        }
        _ => {}
    }
}

/// The paths and components of `whole` under names of their own.
fn renamed(whole: &Value, copy: usize) -> Option<Value> {
    let mut out = Map::new();
    let paths = whole.get("paths")?.as_object()?;
    let paths = paths.iter().map(|(path, item)| (format!("/copy{copy}{path}"), rewritten(item, copy)));
    out.insert("paths".to_owned(), Value::Object(paths.collect()));
    let components = whole.get("components").and_then(Value::as_object).into_iter().flatten();
    let components = components.filter(|(kind, _)| *kind != "securitySchemes").map(|(kind, members)| {
        let members = members.as_object().into_iter().flatten();
        let members = members.map(|(name, value)| (format!("{name}Copy{copy}"), rewritten(value, copy)));
        (kind.clone(), Value::Object(members.collect()))
    });
    out.insert("components".to_owned(), Value::Object(components.collect()));
    Some(Value::Object(out))
}

/// `value` with references to the copies, and names of operations that are their own.
fn rewritten(value: &Value, copy: usize) -> Value {
    match value {
        Value::Object(members) => {
            let rename = |(key, value): (&String, &Value)| {
                let new = match (key.as_str(), value.as_str()) {
                    ("$ref", Some(target)) if target.starts_with(COMPONENTS) => referring(target, copy),
                    ("operationId", Some(id)) => Value::String(format!("{id}Copy{copy}")),
                    _ => rewritten(value, copy),
                };
                (key.clone(), new)
            };
            Value::Object(members.iter().map(rename).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| rewritten(item, copy)).collect()),
        Value::String(text) if text.starts_with(COMPONENTS) => referring(text, copy),
        other => other.clone(),
    }
}

/// A reference to the copy: the name is the second step below `components`, and more steps may follow.
fn referring(target: &str, copy: usize) -> Value {
    let mut steps: Vec<String> = target.split('/').map(str::to_owned).collect();
    if let Some(name) = steps.get_mut(3) {
        *name = format!("{name}Copy{copy}");
    }
    Value::String(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::grown;

    #[test]
    fn copies_have_names_of_their_own_and_refer_to_each_other() {
        let whole = json!({
            "openapi": "3.1.0",
            "paths": {"/a": {"get": {"operationId": "a", "x": {"$ref": "#/components/schemas/A/items"}}}},
            "components": {"schemas": {"A": {"items": {"$ref": "#/components/schemas/A"}}}},
        });
        let grown = grown(&whole, 2);
        assert_eq!(grown["paths"]["/a"], whole["paths"]["/a"]);
        let copy = &grown["paths"]["/copy2/a"]["get"];
        assert_eq!(copy["operationId"], "aCopy2");
        assert_eq!(copy["x"]["$ref"], "#/components/schemas/ACopy2/items");
        assert_eq!(grown["components"]["schemas"]["ACopy2"]["items"]["$ref"], "#/components/schemas/ACopy2");
        assert_eq!(grown["openapi"], "3.1.0");
    }
}
