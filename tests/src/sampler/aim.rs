//! Drawing toward a place: what lies deep in a large schema is hardly ever drawn by chance.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::bundle::Bundle;
use super::draw::{Drawer, Style};
use super::objects::schemas_of;
use super::whole::Whole;

/// A place that values are drawn toward: a definition of a bundle, and a member of it where it is about one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    definition: String,
    member: Option<String>,
    /// The definitions that lead there.
    leading: BTreeSet<String>,
}

impl Aim {
    /// The place that the schema at a JSON pointer of the document is part of; none where no schema of the bundle is.
    #[must_use]
    pub fn at(bundle: &Bundle<'_>, pointer: &str) -> Option<Self> {
        let (definition, rest) = bundle.around(pointer)?;
        let member = rest.strip_prefix("/properties/").and_then(|rest| rest.split('/').next());
        let member = member.map(|name| name.replace("~1", "/").replace("~0", "~"));
        let leading = leading(bundle.definitions(), &definition);
        Some(Self { definition, member, leading })
    }

    /// Whether values of a definition can hold the place.
    #[must_use]
    pub fn is_below(&self, definition: &str) -> bool {
        self.leading.contains(definition)
    }

    fn leads(&self, schema: &Value) -> bool {
        references(schema).iter().any(|name| self.leading.contains(*name))
    }
}

/// The definitions from which references lead to the one called `goal`, with that.
fn leading(definitions: &BTreeMap<String, Value>, goal: &str) -> BTreeSet<String> {
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, schema) in definitions {
        for held in references(schema) {
            holders.entry(held).or_default().push(name);
        }
    }
    let (mut found, mut waiting) = (BTreeSet::from([goal.to_owned()]), vec![goal]);
    while let Some(next) = waiting.pop() {
        for holder in holders.get(next).into_iter().flatten() {
            if found.insert((*holder).to_owned()) {
                waiting.push(holder);
            }
        }
    }
    found
}

/// The definitions that a schema refers to.
fn references(schema: &Value) -> Vec<&str> {
    match schema {
        Value::Object(keywords) => {
            let own = keywords.get("$ref").and_then(Value::as_str).and_then(|address| address.rsplit('/').next());
            own.into_iter().chain(keywords.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

impl<'b> Drawer<'b> {
    /// One that draws anything, but toward a place.
    #[must_use]
    pub fn toward(bundle: &'b Bundle<'b>, seed: u64, aim: &'b Aim) -> Self {
        let mut drawer = Self::new(bundle, seed, Style::ANY);
        drawer.aim = Some(aim);
        drawer
    }

    /// Whether the way to the place goes on in any of these schemas.
    pub(super) fn leads(&self, schemas: &[&Value]) -> bool {
        self.aim.is_some_and(|aim| schemas.iter().any(|schema| aim.leads(schema)))
    }

    /// Whether an object is the place itself, for this member or as a whole.
    pub(super) fn is_there(&self, whole: &Whole<'b>, member: Option<&str>) -> bool {
        self.aim.is_some_and(|aim| aim.member.as_deref() == member && whole.passed.contains(&aim.definition.as_str()))
    }

    /// Whether a member has to be drawn to come to the place.
    pub(super) fn is_on_the_way(&self, whole: &Whole<'b>, name: &str) -> bool {
        self.is_there(whole, Some(name)) || self.leads(&schemas_of(whole, name))
    }

    /// Draws what is at the place, as if nothing were around it.
    pub(super) fn arrived<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> T {
        let (aim, depth) = (self.aim.take(), std::mem::replace(&mut self.depth, 1));
        let drawn = draw(self);
        (self.aim, self.depth) = (aim, depth);
        drawn
    }
}
