//! Modules of models: which file holds which type, and which features compile it.
//!
//! A type that only one group of calls reaches stands in a module of that group's name. One that several reach stands
//! below `shared`, in a module with all others that the same groups reach, so that a module is compiled whole or not at
//! all. What a module uses is compiled wherever it is: whoever reaches a type reaches what the type holds.
//!
//! Large modules are split, first along the groups below theirs, then by the words that names begin with. All of it is
//! re-exported from `models`: a type that moves keeps its path.

mod reach;
mod size;
mod split;

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::{Group, Item, ModelModule, Webhooks};

use super::ident::{Scope, module, plain};
use reach::Reach;
use split::Part;

/// An item, and the top-level groups that are known to use it though no call of theirs names it.
pub(super) struct Placed {
    /// The item.
    pub item: Item,
    /// Indices of the groups.
    pub groups: BTreeSet<usize>,
}

/// Puts items into modules. Items of groups with features stand apart by the features that need them. Webhooks are a
/// group behind all others, whose models are never compiled without need.
pub(super) fn modules(groups: &[Group], webhooks: Option<&Webhooks>, placed: Vec<Placed>) -> Vec<ModelModule> {
    let reach = reach::find(groups, webhooks, &placed);
    let is_gated = groups.iter().any(|group| group.feature.is_some());
    let mut own: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
    let mut shared: BTreeMap<BTreeSet<usize>, Vec<Part>> = BTreeMap::new();
    for (placed, Reach { groups, chain }) in placed.into_iter().zip(reach) {
        let part = Part::new(placed.item, chain);
        match (groups.len(), groups.first()) {
            (1, Some(only)) => own.entry(*only).or_default().push(part),
            _ if is_gated => shared.entry(groups).or_default().push(part),
            _ => shared.entry(BTreeSet::new()).or_default().push(part),
        }
    }
    let mut out = Modules::default();
    for (index, parts) in own {
        match (groups.get(index), webhooks) {
            (Some(group), _) => {
                let name = out.names.claim(&group.module);
                out.add(&name, &feature(group), &by_calls(&group.module), parts);
            }
            (None, Some(webhooks)) => {
                let name = out.names.claim(&webhooks.module);
                out.add(&name, std::slice::from_ref(&webhooks.feature), "What webhooks carry.", parts);
            }
            (None, None) => {}
        }
    }
    if !shared.is_empty() {
        let name = ["shared", "common"].into_iter().find(|name| !out.names.has(name)).unwrap_or("shared");
        let name = out.names.claim(name);
        out.share(&name, shared, groups, webhooks.filter(|_| is_gated), is_gated);
    }
    out.modules.sort_by(|a, b| a.name.cmp(&b.name));
    out.modules
}

fn feature(group: &Group) -> Vec<String> {
    group.feature.iter().cloned().collect()
}

/// What a module says that holds the models of the calls in `path`.
fn by_calls(path: &str) -> String {
    format!("Models of the calls in [`{path}`](crate::{path}).")
}

#[derive(Default)]
struct Modules {
    names: Scope,
    modules: Vec<ModelModule>,
}

impl Modules {
    /// Adds the module `name` and those that it is split into.
    fn add(&mut self, name: &str, features: &[String], docs: &str, parts: Vec<Part>) {
        for part in split::split(name, docs, parts) {
            self.put(part.name, features, part.docs, part.items);
        }
    }

    fn put(&mut self, name: String, features: &[String], docs: String, mut items: Vec<Item>) {
        items.sort_by(|a, b| a.name.cmp(&b.name));
        self.modules.push(ModelModule { name, docs, features: features.to_vec(), items });
    }

    /// Adds the modules of what several groups reach: one, or with features one for each set of groups.
    fn share(
        &mut self,
        name: &str,
        shared: BTreeMap<BTreeSet<usize>, Vec<Part>>,
        groups: &[Group],
        webhooks: Option<&Webhooks>,
        is_gated: bool,
    ) {
        let docs = "Models that several groups of calls use.";
        if !is_gated {
            self.add(name, &[], docs, shared.into_values().flatten().collect());
            return;
        }
        self.put(name.to_owned(), &[], docs.to_owned(), Vec::new());
        let mut named: Vec<(String, BTreeSet<usize>, Vec<Part>)> =
            shared.into_iter().map(|(set, parts)| (head(&parts), set, parts)).collect();
        named.sort_by(|a, b| a.0.cmp(&b.0));
        // A module in one of the same name is found odd.
        let mut scope = Scope::with(&[name]);
        for (head, set, parts) in named {
            let users: Vec<&Group> = set.iter().filter_map(|index| groups.get(*index)).collect();
            let mut features: Vec<String> = users.iter().flat_map(|group| feature(group)).collect();
            if let Some(webhooks) = webhooks.filter(|_| set.contains(&groups.len())) {
                features.push(webhooks.feature.clone());
            }
            let path = format!("{name}::{}", scope.claim(&module(&head)));
            self.add(&path, &features, &by_groups(&users), parts);
        }
    }
}

/// What a module says that holds the models of several groups.
fn by_groups(users: &[&Group]) -> String {
    let names: Vec<String> = users.iter().map(|group| format!("`{}`", plain(&group.module))).collect();
    match names.as_slice() {
        [] => "Models that no call uses.".to_owned(),
        [only] => format!("Models that the calls in {only} use, and what the API sends."),
        [rest @ .., last] => format!("Models that the calls in {} and {last} use.", rest.join(", ")),
    }
}

/// What says best what a set of types is about: the type that leads to most of them, or else the word that most of their
/// names have. It does not depend on the groups that use them, so that one more of those moves nothing.
fn head(parts: &[Part]) -> String {
    let index: BTreeMap<&str, usize> =
        parts.iter().enumerate().map(|(at, part)| (part.item.name.as_str(), at)).collect();
    let leads_to = |start: usize| {
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(part) = open.pop().and_then(|at| parts.get(at)) {
            let next = part.item.uses().into_iter().filter_map(|name| index.get(name).copied());
            open.extend(next.filter(|at| seen.insert(*at)).collect::<Vec<_>>());
        }
        seen.len()
    };
    let ranked = parts.iter().enumerate().map(|(at, part)| {
        let name = part.item.name.as_str();
        (usize::MAX - leads_to(at), part.words().len(), name)
    });
    let Some((others, _, name)) = ranked.min() else { return "models".to_owned() };
    let is_most = |count: usize| count * 2 > parts.len();
    let word = if is_most(usize::MAX - others) { None } else { common(parts).filter(|(count, _)| is_most(*count)) };
    word.map_or_else(|| name.to_owned(), |(_, word)| word)
}

/// The word that most names have, and how many have it.
fn common(parts: &[Part]) -> Option<(usize, String)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for part in parts {
        for word in BTreeSet::from_iter(part.words().to_vec()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts.into_iter().map(|(word, count)| (count, word)).max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)))
}
