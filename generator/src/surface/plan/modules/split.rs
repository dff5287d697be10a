//! Modules of a size that an editor opens without pain.

use std::collections::BTreeMap;

use crate::surface::Item;

use super::super::ident::{Scope, camel, module, words};
use super::{by_calls, size};

/// Lines, roughly, from which on a module is split.
const LARGE: usize = 2000;

/// Lines, roughly, from which on types whose names begin alike leave a module that is split.
const FAMILY: usize = 500;

/// An item on its way into a module.
pub(super) struct Part {
    /// The item.
    pub item: Item,
    /// Its lines, roughly.
    pub lines: usize,
    /// The modules of the group whose calls reach it.
    pub chain: Vec<String>,
    /// The words of its name.
    words: Vec<String>,
}

impl Part {
    pub fn new(item: Item, chain: Vec<String>) -> Self {
        Self { lines: size::lines(&item), words: words(&item.name), chain, item }
    }

    /// The words of its name, in lower case.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// A module to be.
pub(super) struct Split {
    /// Its path below `models`.
    pub name: String,
    /// What it holds.
    pub docs: String,
    /// Its items.
    pub items: Vec<Item>,
}

/// The module `name`, and those below it that it is split into where it is large.
pub(super) fn split(name: &str, docs: &str, parts: Vec<Part>) -> Vec<Split> {
    let mut out = Vec::new();
    by_groups(name, docs, 1, parts, &mut out);
    out
}

fn size(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.lines).sum()
}

/// What the module `name` is called within the one that holds it.
fn last(name: &str) -> Option<&str> {
    name.rsplit("::").next()
}

/// The names within the module `name`, of which none is its own again.
fn inside(name: &str) -> Scope {
    Scope::with(last(name).as_slice())
}

fn leaf(name: &str, docs: &str, parts: Vec<Part>) -> Split {
    Split { name: name.to_owned(), docs: docs.to_owned(), items: parts.into_iter().map(|part| part.item).collect() }
}

/// Leaves those that one group below reaches to the module of that group; `depth` is how deep this one is.
fn by_groups(name: &str, docs: &str, depth: usize, parts: Vec<Part>, out: &mut Vec<Split>) {
    let mut below: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    let mut own = Vec::new();
    let is_large = size(&parts) > LARGE;
    for part in parts {
        match part.chain.get(depth).filter(|_| is_large) {
            Some(group) => below.entry(group.clone()).or_default().push(part),
            None => own.push(part),
        }
    }
    let mut scope = inside(name);
    for (group, parts) in below {
        let docs = parts
            .first()
            .and_then(|part| part.chain.get(..=depth))
            .map_or(docs.to_owned(), |path| by_calls(&path.join("::")));
        let name = format!("{name}::{}", scope.claim(&group));
        by_groups(&name, &docs, depth + 1, parts, out);
    }
    by_words(name, docs, 0, own, &mut scope, out);
}

/// Leaves families of names that begin alike to modules of their own, the largest first. The first `known` words are
/// those by which the module itself is a family.
fn by_words(name: &str, docs: &str, known: usize, parts: Vec<Part>, scope: &mut Scope, out: &mut Vec<Split>) {
    let mut own = size(&parts);
    let families = if own > LARGE { families(parts) } else { Vec::from([(Vec::new(), parts)]) };
    let is_whole = families.len() == 1;
    let mut rest = Vec::new();
    for (start, parts) in families {
        let lines = size(&parts);
        if is_whole || parts.len() == 1 || (lines < FAMILY && own <= LARGE) {
            rest.extend(parts);
            continue;
        }
        own -= lines;
        let word = module(&start.get(known..).unwrap_or_default().join("_"));
        let word = if Some(word.as_str()) == last(name) { "family" } else { &word };
        let name = format!("{name}::{}", scope.claim(word));
        by_words(&name, docs, start.len(), parts, &mut inside(&name), out);
    }
    let alike = rest.first().map(|part| part.words.as_slice()).unwrap_or_default();
    let docs = match alike.get(..known) {
        Some(start) if known > 0 => format!("{docs} Their names begin with `{}`.", camel(&start.join("_"))),
        _ => docs.to_owned(),
    };
    out.push(leaf(name, &docs, rest));
}

/// The parts by the first words of their names, as many as tell them apart; the largest family first.
fn families(parts: Vec<Part>) -> Vec<(Vec<String>, Vec<Part>)> {
    let depth = prefix(&parts).len();
    let mut families: BTreeMap<Vec<String>, Vec<Part>> = BTreeMap::new();
    for part in parts {
        let start = part.words.iter().take(depth + 1).cloned().collect();
        families.entry(start).or_default().push(part);
    }
    // A family may have more words in common than those that tell it apart.
    let whole = |(start, parts): (Vec<String>, Vec<Part>)| {
        let common = Some(prefix(&parts)).filter(|common| common.len() > start.len());
        (common.unwrap_or(start), parts)
    };
    let mut families: Vec<_> = families.into_iter().map(whole).collect();
    families.sort_by_key(|(_, parts)| std::cmp::Reverse(size(parts)));
    families
}

/// The words that all names begin with; a name that has no more than some of them does not count.
fn prefix(parts: &[Part]) -> Vec<String> {
    let names: Vec<&[String]> = parts.iter().map(Part::words).collect();
    let longest = names.iter().max_by_key(|name| name.len()).copied().unwrap_or_default();
    let is_shared = |depth: usize| {
        let long = names.iter().filter(|name| name.len() > depth).count();
        let is_alike = |name: &&[String]| name.get(..=depth).is_none_or(|start| longest.starts_with(start));
        long > 1 && names.iter().all(is_alike)
    };
    let depth = (0..longest.len()).take_while(|depth| is_shared(*depth)).count();
    longest.iter().take(depth).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::{Extent, ItemKind, RustType};

    /// A part of the length of a module.
    fn part(name: &str, chain: &[&str]) -> Part {
        let item = Item {
            name: name.to_owned(),
            docs: Vec::new(),
            origin: String::new(),
            extent: Extent::default(),
            deprecated: None,
            former: Vec::new(),
            same_as: None,
            kind: ItemKind::Newtype(RustType::String),
        };
        Part { lines: LARGE, ..Part::new(item, chain.iter().map(|&group| group.to_owned()).collect()) }
    }

    #[test]
    fn no_module_is_called_as_the_one_that_holds_it() {
        for (module, parts, expected) in [
            ("toys", vec![part("ToyBall", &[]), part("ToyDoll", &[]), part("Box", &[])], ["toys::toy", "toys"]),
            ("toy", vec![part("ToyBall", &[]), part("ToyDoll", &[]), part("Box", &[])], ["toy::family", "toy"]),
            ("toys", vec![part("Ball", &["toys", "toys"]), part("Box", &["toys"])], ["toys::toys_2", "toys"]),
        ] {
            let names: Vec<String> = split(module, "", parts).into_iter().map(|part| part.name).collect();
            assert_eq!(names, expected);
        }
    }
}
