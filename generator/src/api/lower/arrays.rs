//! Arrays and tuples.

use super::super::{Parent, Shape, TypeId};
use super::conjunction::Conjunction;
use super::context::Lowering;
use crate::document::{Kind, Node, Version};

/// What the parts of an array say about its items.
#[derive(Default)]
struct Items<'a> {
    /// What describes every item, or every one after the first ones.
    all: Vec<Node<'a>>,
    /// What describes the first ones, each by its place.
    first: Vec<Node<'a>>,
    /// Whether there are no more than the first ones.
    closed: bool,
}

impl<'a> Items<'a> {
    fn of(parts: &[Node<'a>]) -> Self {
        let mut items = Self::default();
        for part in parts {
            let Some(node) = part.get("items") else {
                continue;
            };
            match node.kind() {
                Kind::Array => items.first = node.items().collect(),
                Kind::Boolean => items.closed |= node.as_bool() == Some(false),
                _ => items.all.push(node),
            }
        }
        for part in parts {
            if let Some(list) = part.get("prefixItems").filter(|list| !list.is_empty()) {
                items.first = list.items().collect();
            }
            let more = part.get("additionalItems").or_else(|| part.get("unevaluatedItems"));
            items.closed |= more.and_then(Node::as_bool) == Some(false);
        }
        let count = i64::try_from(items.first.len()).ok();
        let bound = |keyword: &str| parts.iter().find_map(|part| part.get(keyword)?.as_i64());
        items.closed |= bound("maxItems") == count && bound("minItems") == count;
        items
    }
}

impl<'a> Lowering<'a> {
    /// The shape of an array, which becomes the type `id`.
    pub(super) fn array(&mut self, id: TypeId, conjunction: &Conjunction<'a>) -> Shape {
        let items = Items::of(&conjunction.parts);
        if items.first.is_empty() {
            return self.list(id, conjunction, &items);
        }
        if items.closed {
            let uses = items.first.iter().enumerate().map(|(index, schema)| {
                let parent = Parent::Type(id, (index + 1).to_string());
                self.use_of(&[*schema], parent)
            });
            return Shape::Tuple(uses.collect());
        }
        let mut all = items.first.iter().chain(&items.all);
        let common = all.next().filter(|first| all.all(|other| first.structural_eq(*other)));
        if let Some(schema) = common {
            return Shape::Array(self.use_of(&[*schema], item(id)));
        }
        self.reports.hint(
            "items-of-different-types",
            conjunction.home,
            "the first items are of different types and more may follow, so items may hold any value",
            "write `items: false` where no more follow",
        );
        Shape::Array(self.anything(id, "item"))
    }

    fn list(&mut self, id: TypeId, conjunction: &Conjunction<'a>, items: &Items<'a>) -> Shape {
        if items.all.is_empty() {
            if self.document.version() == Version::V3_0 {
                self.reports.warn(
                    "array-without-items",
                    conjunction.home,
                    "OpenAPI 3.0 requires `items` of an array; without it, items may hold any value",
                    "describe the items",
                );
            }
            return Shape::Array(self.anything(id, "item"));
        }
        Shape::Array(self.use_of(&items.all, item(id)))
    }
}

fn item(id: TypeId) -> Parent {
    Parent::Type(id, "item".to_owned())
}
