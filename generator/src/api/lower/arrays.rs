//! Arrays and tuples.

use super::super::{Parent, Shape, Tuple, TypeId, Use};
use super::conjunction::Conjunction;
use super::context::Lowering;
use super::notes::text;
use crate::document::{Kind, Node, Version};

/// What the parts of an array say about its items.
pub(super) struct Items<'a> {
    /// What describes the first ones, each by its place.
    first: Vec<Vec<Node<'a>>>,
    /// What describes those behind them.
    rest: Rest<'a>,
    /// How many there are at least.
    least: usize,
}

/// Items behind the first ones.
enum Rest<'a> {
    /// There are none.
    None,
    /// They are what all of these describe; of any kind where there is nothing.
    Of(Vec<Node<'a>>),
}

/// What one schema says about items.
struct Part<'a> {
    first: Vec<Node<'a>>,
    /// What describes those behind the first ones.
    others: Option<Node<'a>>,
}

impl<'a> Part<'a> {
    fn of(schema: Node<'a>) -> Self {
        let items = schema.get("items");
        // Before 2020-12, `items` held a list, and `additionalItems` what comes behind it.
        let old = items.filter(|items| items.kind() == Kind::Array);
        let prefix = schema.get("prefixItems").filter(|list| list.kind() == Kind::Array).or(old);
        let others = if old.is_some() { schema.get("additionalItems") } else { items };
        // What is behind an item that cannot be is not there either.
        let first: Vec<Node<'a>> = prefix.iter().flat_map(|list| list.items()).collect();
        let possible = first.iter().position(|item| is_never(*item)).unwrap_or(first.len());
        let others = if possible < first.len() { first.get(possible).copied() } else { others };
        Self { first: first.into_iter().take(possible).collect(), others }
    }

    /// How many items there are at most.
    fn most(&self) -> Option<usize> {
        self.others.is_some_and(is_never).then_some(self.first.len())
    }

    /// What describes the item at `index`.
    fn at(&self, index: usize) -> Option<Node<'a>> {
        self.first.get(index).copied().or(self.others).filter(|schema| schema.kind() != Kind::Boolean)
    }
}

impl<'a> Items<'a> {
    pub(super) fn of(schemas: &[Node<'a>]) -> Self {
        let parts: Vec<Part<'a>> = schemas.iter().map(|schema| Part::of(*schema)).collect();
        let written = parts.iter().map(|part| part.first.len()).max().unwrap_or_default();
        let bound = |keyword: &'static str| schemas.iter().filter_map(move |schema| count(schema.get(keyword)?));
        let mut most = parts.iter().filter_map(Part::most).chain(bound("maxItems")).min();
        let unevaluated = unevaluated(schemas, &parts);
        if unevaluated.is_some_and(is_never) {
            most = most.into_iter().chain([written]).min();
        }
        let length = most.map_or(written, |most| written.min(most));
        let first: Vec<Vec<Node<'a>>> =
            (0..length).map(|index| parts.iter().filter_map(|part| part.at(index)).collect()).collect();
        // A bound alone makes no tuple: any number of items within it is a list.
        let is_closed =
            written > 0 || parts.iter().any(|part| part.most().is_some()) || unevaluated.is_some_and(is_never);
        let rest = if most == Some(length) && is_closed {
            Rest::None
        } else {
            let others = parts.iter().filter_map(|part| part.at(written));
            Rest::Of(others.chain(unevaluated.filter(|schema| schema.kind() != Kind::Boolean)).collect())
        };
        Self { first, rest, least: bound("minItems").max().unwrap_or_default() }
    }

    /// How many items there are at most, where no keyword of its own says it.
    pub(super) fn most(&self) -> Option<usize> {
        matches!(self.rest, Rest::None).then_some(self.first.len())
    }

    /// The one schema of all items, where they have the same and their number is not fixed.
    fn common(&self) -> Option<&[Node<'a>]> {
        let mut all: Vec<&[Node<'a>]> = self.first.iter().map(Vec::as_slice).collect();
        match &self.rest {
            Rest::None if self.least >= self.first.len() => return None,
            Rest::None => {}
            Rest::Of(schemas) => all.push(schemas),
        }
        let (first, others) = all.split_first()?;
        let same = |left: &[Node<'a>], right: &[Node<'a>]| {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.structural_eq(*right))
        };
        others.iter().all(|other| same(first, other)).then_some(*first)
    }
}

/// What one of the first items is called: after its title, as long as that is no sentence, or else by number.
fn place_of(index: usize, schemas: &[Node<'_>]) -> String {
    let title = schemas.iter().map(|schema| text(*schema, "title")).find(|title| !title.trim().is_empty());
    let title = title.filter(|title| title.split_whitespace().count() <= TITLE);
    title.unwrap_or_else(|| (index + 1).to_string())
}

/// How many words of a title make a name.
const TITLE: usize = 4;

/// What `unevaluatedItems` says of the items that nothing else describes. What `contains` finds is described.
fn unevaluated<'a>(schemas: &[Node<'a>], parts: &[Part<'a>]) -> Option<Node<'a>> {
    let described = parts.iter().any(|part| part.others.is_some());
    let contains = schemas.iter().any(|schema| schema.get("contains").is_some());
    let said = schemas.iter().find_map(|schema| schema.get("unevaluatedItems"));
    said.filter(|_| !described && !contains)
}

/// Whether `schema` allows no value.
pub(super) fn is_never(schema: Node<'_>) -> bool {
    let schema = schema.resolve().unwrap_or(schema);
    let is_always = |not: Node<'_>| not.as_bool() == Some(true) || (not.kind() == Kind::Object && not.is_empty());
    schema.as_bool() == Some(false) || schema.get("not").is_some_and(is_always)
}

fn count(node: Node<'_>) -> Option<usize> {
    usize::try_from(node.as_i64()?).ok()
}

impl<'a> Lowering<'a> {
    /// The shape of an array, which becomes the type `id`.
    pub(super) fn array(&mut self, id: TypeId, conjunction: &Conjunction<'a>) -> Shape {
        let items = Items::of(&conjunction.parts);
        if items.first.is_empty() {
            return self.list(id, conjunction, &items);
        }
        if let Some(schemas) = items.common() {
            return Shape::Array(self.item(id, schemas, "item"));
        }
        let first = items.first.iter().enumerate();
        Shape::Tuple(Tuple {
            required: items.least.min(items.first.len()),
            items: first.map(|(index, schemas)| self.item(id, schemas, &place_of(index, schemas))).collect(),
            rest: match &items.rest {
                Rest::None => None,
                Rest::Of(schemas) => Some(self.item(id, schemas, "item")),
            },
        })
    }

    fn list(&mut self, id: TypeId, conjunction: &Conjunction<'a>, items: &Items<'a>) -> Shape {
        let Rest::Of(schemas) = &items.rest else {
            return Shape::Array(self.anything(id, "item"));
        };
        if schemas.is_empty() && self.document.version() == Version::V3_0 {
            self.reports.warn(
                "array-without-items",
                conjunction.home,
                "OpenAPI 3.0 requires `items` of an array; without it, items may hold any value",
                "describe the items",
            );
        }
        Shape::Array(self.item(id, schemas, "item"))
    }

    /// Items of the array `id` that all of `schemas` describe.
    fn item(&mut self, id: TypeId, schemas: &[Node<'a>], role: &str) -> Use {
        if schemas.is_empty() {
            return self.anything(id, role);
        }
        self.use_of(schemas, Parent::Type(id, role.to_owned()))
    }
}
