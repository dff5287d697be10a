//! Items that are what another item is, and become a further name of that one.
//!
//! Documents repeat themselves, those above all whose references some tool has resolved, and each copy would take its user as
//! long to compile as the first. Every copy keeps its name, so that nothing is called otherwise where copies come, go or
//! part. Only what has no name in the document is ever a copy: what the document names is a type of its own.

mod shape;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::surface::{Group, Item, ItemKind, ModelModule, Output, RustType, Webhooks};

use shape::{Index, Shape};

/// Says of each copy among `models` which item it is.
pub(super) fn mark(models: &mut [ModelModule], groups: &[Group], webhooks: Option<&Webhooks>) {
    let copies = Copies::new(models, groups);
    let found = copies.find(webhooks);
    let names: Vec<Option<String>> =
        found.iter().map(|of| of.and_then(|of| copies.items.get(of)).map(|of| of.item.name.clone())).collect();
    let items = models.iter_mut().flat_map(|module| &mut module.items);
    for (item, name) in items.zip(names) {
        item.same_as = name;
    }
}

/// From so many members on, two that have the same ones are alike for a reason.
const TELLING: usize = 4;

/// An item, and where it stands.
struct Known<'a> {
    item: &'a Item,
    /// Features any of which compiles it; none where it is always compiled.
    features: &'a [String],
    /// Whether it may be what another one is.
    is_model: bool,
}

struct Copies<'a> {
    items: Vec<Known<'a>>,
    index: Index<'a>,
}

impl<'a> Copies<'a> {
    fn new(models: &'a [ModelModule], groups: &'a [Group]) -> Self {
        let mut pages = HashSet::new();
        for group in groups {
            collect_pages(group, &mut pages);
        }
        let known = models.iter().flat_map(|module| module.items.iter().map(|item| (item, module.features.as_slice())));
        let items: Vec<Known<'a>> = known
            .map(|(item, features)| Known { item, features, is_model: is_model(item) && !pages.contains(&*item.name) })
            .collect();
        let index = Index::new(items.iter().map(|known| known.item.name.as_str()));
        Self { items, index }
    }

    /// By item, the one that it is a copy of. What would make two ways into one union the same way is none, nor is what holds
    /// something that is compiled elsewhere.
    fn find(&self, webhooks: Option<&Webhooks>) -> Vec<Option<usize>> {
        let mut barred: HashSet<usize> =
            self.items.iter().enumerate().filter(|(_, known)| !known.is_model).map(|(at, _)| at).collect();
        let shapes: Vec<Shape> = self.items.iter().map(|known| self.index.shape(&known.item.kind)).collect();
        loop {
            let found = self.choose(&shape::classes(&shapes, &barred), &barred);
            let own = self.items.iter().zip(&found).filter(|(_, copy)| copy.is_none()).map(|(known, _)| known.item);
            let event = webhooks.and_then(|webhooks| webhooks.event.as_ref());
            let before = barred.len();
            barred.extend(own.chain(event).flat_map(|item| self.clashing(item, &found)));
            barred.extend(unlike(&shapes, &found));
            if barred.len() == before {
                return found;
            }
        }
    }

    /// By item, the first of its class that is compiled wherever it is. What has little to be told by, as a list of words, may be
    /// like something else by chance, and is a copy of what is called alike.
    fn choose(&self, classes: &[usize], barred: &HashSet<usize>) -> Vec<Option<usize>> {
        let mut order: Vec<usize> = (0..self.items.len()).filter(|at| !barred.contains(at)).collect();
        order.sort_by_cached_key(|at| {
            self.items.get(*at).map(|known| {
                let name = &known.item.name;
                let narrow = if known.features.is_empty() { 0 } else { usize::MAX - known.features.len() };
                (is_unnamed(known.item), narrow, name.len(), name.clone())
            })
        });
        let mut firsts: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut found = vec![None; self.items.len()];
        for at in order {
            let (Some(class), Some(known), Some(slot)) = (classes.get(at), self.items.get(at), found.get_mut(at))
            else {
                continue;
            };
            let firsts = firsts.entry(*class).or_default();
            let covers = |first: &&usize| {
                self.items.get(**first).is_some_and(|first| {
                    first.features.is_empty()
                        || !known.features.is_empty()
                            && known.features.iter().all(|feature| first.features.contains(feature))
                })
            };
            let is_meant = |first: &&usize| {
                is_telling(&known.item.kind)
                    || self.items.get(**first).is_some_and(|first| last(&first.item.name) == last(&known.item.name))
            };
            let first = firsts.iter().find(|first| covers(first) && is_meant(first)).copied();
            *slot = first.filter(|_| is_unnamed(known.item));
            if slot.is_none() {
                firsts.push(at);
            }
        }
        found
    }

    /// Copies that may not be such, as `From` would lead from one type into `item` twice, or from itself.
    fn clashing(&self, item: &Item, found: &[Option<usize>]) -> Vec<usize> {
        let sources: Vec<&RustType> = match &item.kind {
            ItemKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            ItemKind::Body(body) => body.variants.iter().map(|variant| &variant.ty).collect(),
            ItemKind::Output(output) => output
                .arms
                .iter()
                .filter_map(|arm| match &*arm.output {
                    Output::Json(ty) => Some(ty),
                    _ => None,
                })
                .collect(),
            _ => return Vec::new(),
        };
        let mut seen = HashMap::from([(self.index.resolved(&RustType::Item(item.name.clone()), found), None)]);
        let mut clashing = Vec::new();
        for ty in sources {
            match seen.insert(self.index.resolved(ty, found), Some(ty)) {
                // Two variants that hold one type by its own name are nothing new.
                Some(Some(other)) if other == ty => {}
                Some(other) => {
                    let mut names = BTreeSet::new();
                    other.into_iter().chain([ty]).for_each(|ty| ty.collect_items(&mut names));
                    names.insert(&item.name);
                    let copies = names.iter().filter_map(|name| self.index.of(name));
                    clashing.extend(copies.filter(|at| found.get(*at).is_some_and(Option::is_some)));
                }
                None => {}
            }
        }
        clashing
    }
}

/// Copies that name an item which is not the one that their first names.
fn unlike<'s>(shapes: &'s [Shape], found: &'s [Option<usize>]) -> impl Iterator<Item = usize> + 's {
    let names = |at: usize| shapes.get(at).map(|shape| shape.named(found));
    let copies = found.iter().enumerate().filter_map(|(at, of)| Some((at, (*of)?)));
    copies.filter(move |(at, of)| names(*at) != names(*of)).map(|(at, _)| at)
}

/// Whether the item could be another name: what is made by its own name like a function could not.
fn is_model(item: &Item) -> bool {
    let can_be = matches!(
        item.kind,
        ItemKind::Struct(_)
            | ItemKind::StringEnum(_)
            | ItemKind::IntegerEnum(_)
            | ItemKind::Union(_)
            | ItemKind::Form(_)
    );
    can_be && item.deprecated.is_none()
}

/// Whether two that are alike are so for a reason.
fn is_telling(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => object.fields.len() >= TELLING,
        ItemKind::Union(union) => union.variants.len() >= TELLING,
        _ => false,
    }
}

/// The last word of a name.
fn last(name: &str) -> &str {
    name.rfind(char::is_uppercase).and_then(|at| name.get(at..)).unwrap_or(name)
}

/// Whether the document has no name for it: it stands somewhere within something else.
fn is_unnamed(item: &Item) -> bool {
    let steps: Vec<&str> = item.origin.split('/').skip(1).collect();
    match steps.as_slice() {
        ["components", "schemas", rest @ ..] => rest.len() > 1,
        ["components" | "paths" | "webhooks", ..] => true,
        _ => false,
    }
}

fn collect_pages<'a>(group: &'a Group, pages: &mut HashSet<&'a str>) {
    for call in group.calls.iter().filter(|call| call.paging.is_some()) {
        if let Output::Json(RustType::Item(name)) = &call.output {
            pages.insert(name);
        }
    }
    group.groups.iter().for_each(|below| collect_pages(below, pages));
}
