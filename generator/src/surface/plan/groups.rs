//! Groups of calls, from the static segments of paths.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::Operation;

use super::actions;
use super::english::singular;
use super::ident::words;

/// First segments that name no resource.
const ENTRIES: &[&str] = &["api", "rest"];

/// Endings of segments that say in which format the answer comes, and name nothing.
const FORMATS: &[&str] = &[".json", ".xml"];

/// The group of calls that an operation belongs to: one path segment each, outermost first; empty for the root.
pub(super) type Chain = Vec<String>;

/// The group of each operation.
pub(super) fn chains(operations: &[Operation]) -> Vec<Chain> {
    let segments: Vec<Vec<&str>> = operations.iter().map(|operation| segments(&operation.path)).collect();
    let skip = common_prefix(&segments);
    let rest = segments.iter().map(|path| without_entry(path.get(skip..).unwrap_or_default()));
    let mut chains: Vec<Chain> =
        rest.map(|path| path.iter().filter_map(|segment| static_part(segment)).collect()).collect();
    actions::lift(operations, &mut chains);
    chains
}

/// The static segments of a path, the last one as one of several where it is an item's.
pub(super) fn static_words(path: &str) -> String {
    let mut parts: Vec<String> = segments(path).into_iter().filter_map(static_part).collect();
    if let Some(last) = parts.last_mut().filter(|_| is_item_path(path)) {
        *last = singular(last);
    }
    parts.join("_")
}

/// The last static segment of a path.
pub(super) fn last_static(path: &str) -> Option<String> {
    segments(path).into_iter().rev().find_map(static_part)
}

/// The group of calls without a static segment in their path.
pub(super) const ROOT: &str = "root";

/// The top-level group of each operation, as its place among all of them in the order of their segments.
pub(super) fn tops(chains: &[Chain]) -> Vec<usize> {
    let top = |chain: &Chain| chain.first().cloned().unwrap_or_else(|| ROOT.to_owned());
    let tops: Vec<String> = chains.iter().map(top).collect();
    let all: Vec<&String> = BTreeSet::from_iter(&tops).into_iter().collect();
    tops.iter().map(|top| all.binary_search(&top).unwrap_or_default()).collect()
}

/// Whether a path ends in a parameter: the item of a collection.
pub(super) fn is_item_path(path: &str) -> bool {
    segments(path).last().is_some_and(|segment| static_part(segment).is_none())
}

/// Groups with the operations in them, as a tree.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Indices of operations, in the order of the document.
    pub operations: Vec<usize>,
    /// By segment.
    pub groups: BTreeMap<String, Tree>,
}

impl Tree {
    /// Puts each operation where its chain says.
    pub(super) fn new(chains: &[Chain]) -> Self {
        let mut root = Self::default();
        for (index, chain) in chains.iter().enumerate() {
            let mut at = &mut root;
            for segment in chain {
                at = at.groups.entry(segment.clone()).or_default();
            }
            at.operations.push(index);
        }
        root
    }
}

fn segments(path: &str) -> Vec<&str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').map(without_format).filter(|segment| !segment.is_empty() && !is_version(segment)).collect()
}

fn without_format(segment: &str) -> &str {
    let plain = FORMATS.iter().find_map(|format| segment.strip_suffix(format));
    plain.filter(|plain| !plain.is_empty()).unwrap_or(segment)
}

/// The words of a segment outside braces, where it has any.
fn static_part(segment: &str) -> Option<String> {
    let mut out = String::new();
    let mut depth = 0_usize;
    for c in segment.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let words = words(&out);
    (!words.is_empty()).then(|| words.join("_"))
}

/// `v1`, `v2beta1`, `2024-01`.
fn is_version(segment: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    let Some(rest) = segment.strip_prefix(['v', 'V']) else {
        return segment.len() > 3 && digits(segment);
    };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (number, suffix) = rest.split_at(end);
    let suffix = suffix.strip_prefix("alpha").or_else(|| suffix.strip_prefix("beta")).unwrap_or(suffix);
    digits(number) && (suffix.is_empty() || digits(suffix))
}

/// How many leading segments all paths share, as long as a static one follows in each.
fn common_prefix(paths: &[Vec<&str>]) -> usize {
    let mut skip = 0;
    while let Some(first) = paths.first().and_then(|path| path.get(skip)) {
        let shared = static_part(first).is_some() && paths.iter().all(|path| path.get(skip) == Some(first));
        let followed = paths.iter().all(|path| path.get(skip + 1).is_some_and(|next| static_part(next).is_some()));
        if !shared || !followed {
            break;
        }
        skip += 1;
    }
    skip
}

/// The segments behind a first one that only says where the API begins. A path that has none, such as that of a health
/// check, takes the common prefix from all others, but not this.
fn without_entry<'s, 'p>(path: &'s [&'p str]) -> &'s [&'p str] {
    match path {
        [first, rest @ ..]
            if ENTRIES.contains(first) && rest.first().is_some_and(|next| static_part(next).is_some()) =>
        {
            rest
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::{common_prefix, is_item_path, is_version, segments, static_part, without_entry};

    #[test]
    fn where_an_api_begins_is_no_group() {
        assert_eq!(without_entry(&["api", "pets", "{id}"]), ["pets", "{id}"]);
        assert_eq!(without_entry(&["api", "{id}"]), ["api", "{id}"]);
        assert_eq!(without_entry(&["api"]), ["api"]);
        assert_eq!(without_entry(&["health"]), ["health"]);
    }

    #[test]
    fn a_prefix_leaves_something_static() {
        let skip = |paths: &[&str]| common_prefix(&paths.iter().map(|path| segments(path)).collect::<Vec<_>>());
        assert_eq!(skip(&["/pets", "/pets/{id}"]), 0);
        assert_eq!(skip(&["/api/v1/pets", "/api/v1/pets/{id}"]), 1);
        assert_eq!(skip(&["/api/pets", "/api/users"]), 1);
        assert_eq!(skip(&["/api/pets", "/api"]), 0);
        assert_eq!(skip(&[]), 0);
    }

    #[test]
    fn the_format_of_an_answer_is_no_name() {
        assert_eq!(segments("/2010-04-01/Calls/{Id}.json"), ["Calls", "{Id}"]);
        assert_eq!(segments("/feeds.xml/.json"), ["feeds", ".json"]);
    }

    #[test]
    fn versions_are_no_groups() {
        for version in ["v1", "V2", "v1.1", "v2beta1", "2024-01-01"] {
            assert!(is_version(version), "{version}");
        }
        for name in ["values", "v", "vault", "123", "volumes"] {
            assert!(!is_version(name), "{name}");
        }
    }

    #[test]
    fn static_parts() {
        assert_eq!(static_part("{id}"), None);
        assert_eq!(static_part("{id}:cancel").as_deref(), Some("cancel"));
        assert_eq!(static_part("Sub-Accounts").as_deref(), Some("sub_accounts"));
        assert!(is_item_path("/pets/{id}") && is_item_path("/pets/{id}.json"));
        assert!(!is_item_path("/pets/{id}/photo"));
    }
}
