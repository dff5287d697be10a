//! The lines for the settings that confirm a renaming.

use std::collections::BTreeMap;

use super::rust;
use super::tool;

/// A table of the settings: new name → names before it.
type Table = BTreeMap<String, Vec<String>>;

/// The lines for all that `changes` and `lines` rename; empty where they rename nothing.
pub fn lines(changes: &[rust::Change], lines: &[tool::Change]) -> String {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (old, new) in changes.iter().filter_map(|change| change.renamed.as_ref()) {
        add(&mut tables, "renames.items".to_owned(), new, old);
    }
    for renamed in lines.iter().filter_map(|line| line.renamed.as_ref()) {
        add(&mut tables, format!("renames.flags.{}", key(&renamed.operation)), &renamed.new, &renamed.old);
    }
    let table = |(name, entries): (&String, &Table)| {
        let entry = |(new, old): (&String, &Vec<String>)| {
            let names: Vec<String> = old.iter().map(|name| quoted(name)).collect();
            format!("{} = [{}]\n", key(new), names.join(", "))
        };
        format!("[{name}]\n{}", entries.iter().map(entry).collect::<String>())
    };
    tables.iter().map(table).collect::<Vec<_>>().join("\n")
}

fn add(tables: &mut BTreeMap<String, Table>, table: String, new: &str, old: &str) {
    let names = tables.entry(table).or_default().entry(new.to_owned()).or_default();
    if !names.iter().any(|name| name == old) {
        names.push(old.to_owned());
    }
}

/// A key as TOML writes it.
fn key(name: &str) -> String {
    let is_bare = |one: char| one.is_ascii_alphanumeric() || matches!(one, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
