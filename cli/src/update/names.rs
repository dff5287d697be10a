//! Keeping the names that an update takes away: the lines that a report proposes go into the settings.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, value};
use wharf::Settings;

use crate::problem::Problem;

/// Settings with names in them that they did not have.
#[derive(Debug)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// What has to be in it.
    pub text: String,
    /// What that says.
    pub settings: Settings,
}

/// The settings of a file with the lines of `renames` in them.
///
/// # Errors
/// Where there is no such file, or it cannot be read.
pub fn keep(path: Option<&Path>, renames: &str) -> Result<Kept, Problem> {
    let nowhere = || Problem::new("there are no settings to keep the old names in", "name a file by --settings");
    let path = path.ok_or_else(nowhere)?;
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|error| Problem::refused("read the settings", path, &error))?;
    let wrong = |said: String| {
        let message = format!("cannot add the old names to `{}`: {said}", path.display());
        Problem::new(message, "add the lines by hand, without --keep-names")
    };
    let text = merged(&text, renames).map_err(wrong)?;
    let first = |told: Vec<wharf::Diagnostic>| told.first().map(|one| one.message.clone()).unwrap_or_default();
    let settings = Settings::parse(&path.display().to_string(), &text).map_err(|told| wrong(first(told)))?;
    Ok(Kept { path: path.to_owned(), text, settings })
}

/// A file with the tables and names of `lines` in it; all else stays as it is written.
fn merged(text: &str, lines: &str) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let lines: toml::Table = lines.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    add(document.as_table_mut(), &lines)?;
    Ok(document.to_string())
}

fn add(to: &mut Table, from: &toml::Table) -> Result<(), String> {
    for (key, one) in from {
        match one {
            toml::Value::Table(table) => {
                let mut implicit = Table::new();
                implicit.set_implicit(true);
                let place = to.entry(key).or_insert(Item::Table(implicit));
                let inline = place.as_inline_table().map(|inline| inline.clone().into_table());
                if let Some(table) = inline {
                    *place = Item::Table(table);
                }
                add(place.as_table_mut().ok_or_else(|| format!("`{key}` is no table"))?, table)?;
            }
            toml::Value::Array(names) => {
                let place = to.entry(key).or_insert(value(Array::new()));
                let known = place.as_array_mut().ok_or_else(|| format!("`{key}` is no list"))?;
                for name in names.iter().filter_map(toml::Value::as_str) {
                    if !known.iter().any(|other| other.as_str() == Some(name)) {
                        known.push(name);
                    }
                }
            }
            _ => return Err(format!("`{key}` is neither a table nor a list")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::merged;

    const LINES: &str = "[renames.flags.getPet]\nanimal = [\"id\"]\n\n[renames.items]\nCreature = [\"Animal\"]\n";

    #[test]
    fn names_are_added_to_what_is_there() {
        assert_eq!(
            merged("# Ours.\n[crate]\nname = 'toys' # so\n", LINES),
            Ok(format!("# Ours.\n[crate]\nname = 'toys' # so\n\n{LINES}"))
        );
        let there =
            "[renames.items] # old ones\nCreature = [\"Beast\"]\nToy = [\"Thing\"]\n\n[crate]\nname = \"toys\"\n";
        let merged = merged(there, LINES).unwrap();
        assert!(
            merged.starts_with("[renames.items] # old ones\nCreature = [\"Beast\", \"Animal\"]\nToy = [\"Thing\"]\n")
        );
        assert!(
            merged.contains("[renames.flags.getPet]\nanimal = [\"id\"]\n") && merged.contains("[crate]\n"),
            "{merged}"
        );
        assert_eq!(super::merged(&merged, LINES), Ok(merged));
    }

    #[test]
    fn inline_tables_become_tables() {
        let merged = merged("renames = { items = { Toy = [\"Thing\"] } }\n", LINES).unwrap();
        let table: toml::Table = merged.parse().unwrap();
        let items = table["renames"]["items"].as_table().unwrap();
        assert_eq!((items.len(), table["renames"]["flags"]["getPet"]["animal"][0].as_str()), (2, Some("id")));
    }
}
