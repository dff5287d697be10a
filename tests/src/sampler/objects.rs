//! Objects.

use serde_json::{Map, Value};

use super::draw::Drawer;
use super::judge::matches;
use super::patterns;
use super::whole::Whole;

/// What a member is called that no schema names.
pub const EXTRA: &str = "x-sampled \u{e9}";

impl<'b> Drawer<'b> {
    /// An object for which all of `whole` holds.
    pub fn object(&mut self, whole: &Whole<'b>) -> Option<Value> {
        let mut required = required(whole);
        // What tells a value apart is there, whether it must be or not, where anything describes it.
        let names = described(whole);
        let told = whole.tags.iter().map(|(property, _)| *property);
        required.extend(told.filter(|property| names.contains(property) || whole.mapped.contains(property)));
        let most = whole.at_most("maxProperties").unwrap_or(usize::MAX);
        let mut names = names;
        names.extend(required.iter().copied().filter(|name| !names.contains(name)).collect::<Vec<_>>());
        let mut members = Map::new();
        for name in &names {
            let needed = required.contains(name);
            let optional = !self.is_deep() && self.chance(self.style.optional) && members.len() < most;
            let wanted = needed || optional || self.is_on_the_way(whole, name);
            if !wanted {
                continue;
            }
            match self.member(whole, name) {
                Some(value) => {
                    members.insert((*name).to_owned(), value);
                }
                None if needed => return None,
                None => {}
            }
        }
        self.dependents(whole, &mut members)?;
        for name in names.iter().rev() {
            if members.len() < whole.at_least("minProperties") && !members.contains_key(*name) {
                let value = self.member(whole, name);
                members.extend(value.map(|value| ((*name).to_owned(), value)));
            }
        }
        let is_open = names.is_empty() && !whole.parts.iter().any(|part| describes_under_conditions(part));
        self.free(whole, is_open, &mut members);
        Some(Value::Object(members))
    }

    /// A value of the member `name`.
    fn member(&mut self, whole: &Whole<'b>, name: &str) -> Option<Value> {
        if self.is_there(whole, Some(name)) {
            return self.arrived(|drawer| drawer.member(whole, name));
        }
        let schemas = schemas_of(whole, name);
        let tag = whole.tags.iter().rev().find(|(property, _)| *property == name).map(|(_, tag)| *tag);
        if let Some(tag) = tag {
            let mut inner = Whole::default();
            let possible = schemas.iter().all(|schema| self.gather(schema, &mut inner));
            let listed = inner.values().is_none_or(|values| values.iter().any(|value| *value == tag));
            if possible && listed {
                return Some(Value::String(tag.to_owned()));
            }
        }
        self.inner(&schemas)
    }

    /// Adds what must be there because of what is.
    fn dependents(&mut self, whole: &Whole<'b>, members: &mut Map<String, Value>) -> Option<()> {
        for list in whole.all("dependentRequired").filter_map(Value::as_object) {
            for (_, names) in list.iter().filter(|(name, _)| members.contains_key(*name)).collect::<Vec<_>>() {
                for name in names.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if !members.contains_key(name) {
                        let value = self.member(whole, name)?;
                        members.insert(name.to_owned(), value);
                    }
                }
            }
        }
        Some(())
    }

    /// Adds members that no schema names: where they are described, where nothing else is, and where it is asked.
    fn free(&mut self, whole: &Whole<'b>, is_open: bool, members: &mut Map<String, Value>) {
        if !is_free(whole) {
            return;
        }
        let declared = whole.all("additionalProperties").next().is_some();
        let patterns: Vec<&str> = patterns_of(whole).collect();
        let least = whole.at_least("minProperties").saturating_sub(members.len());
        let most = whole.at_most("maxProperties").unwrap_or(usize::MAX).saturating_sub(members.len());
        let wanted = if self.is_deep() || !(declared || is_open || !patterns.is_empty()) {
            0
        } else {
            self.rng.usize(0..=self.style.items)
        };
        for _ in 0..wanted.max(least).min(most) {
            let pattern = patterns.get(self.index(patterns.len())).copied();
            let pattern = pattern.filter(|_| !declared || self.rng.bool());
            let Some(name) = self.free_name(whole, pattern) else { continue };
            if members.contains_key(&name) || whole.parts.iter().any(|part| names_in(part, &name)) {
                continue;
            }
            let value = self.inner(&schemas_of(whole, &name));
            members.extend(value.map(|value| (name, value)));
        }
        if self.style.extra && members.len() < most && !patterns.iter().any(|pattern| matches(pattern, EXTRA)) {
            let value = self.inner(&schemas_of(whole, EXTRA));
            members.extend(value.map(|value| (EXTRA.to_owned(), value)));
        }
    }

    fn free_name(&mut self, whole: &Whole<'b>, pattern: Option<&str>) -> Option<String> {
        if let Some(pattern) = pattern {
            return patterns::text(pattern, &mut self.rng);
        }
        let schemas: Vec<&'b Value> = whole.all("propertyNames").collect();
        if !schemas.is_empty() {
            let named: Option<Value> = self.inner(&schemas);
            return match named {
                Some(Value::String(name)) => Some(name),
                _ => Some("key".to_owned()),
            };
        }
        let names = ["key", "", "a b", "\u{1F600}", "k/~1.\"\\", "0"];
        let index = if self.style.odd { self.index(names.len()) } else { 0 };
        names
            .get(index)
            .map(|name| if index == 0 { format!("{name}{}", self.rng.u8(0..9)) } else { (*name).to_owned() })
    }
}

/// The names that must be there.
pub fn required<'b>(whole: &Whole<'b>) -> Vec<&'b str> {
    whole.strings("required")
}

/// Whether a schema has conditions under which members have a name.
fn describes_under_conditions(part: &Map<String, Value>) -> bool {
    let describes = |schema: &Value| schema.get("properties").is_some();
    let branches = ["if", "then", "else"].into_iter().filter_map(|key| part.get(key));
    let dependent = part.get("dependentSchemas").and_then(Value::as_object);
    branches.chain(dependent.into_iter().flat_map(Map::values)).any(describes)
}

/// The names that have a schema, in the order of the document.
pub fn described<'b>(whole: &Whole<'b>) -> Vec<&'b str> {
    let mut names: Vec<&'b str> = Vec::new();
    for name in whole.all("properties").filter_map(Value::as_object).flat_map(Map::keys) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// Whether something describes the member `name` that other schemas take for one of those without a name.
pub fn is_named_by_some(whole: &Whole<'_>, name: &str) -> bool {
    let described = |part: &&&Map<String, Value>| part.get("additionalProperties").is_some_and(Value::is_object);
    let mut others = whole.parts.iter().filter(|part| !names_in(part, name));
    whole.parts.iter().any(|part| names_in(part, name)) && others.any(|part| described(&part))
}

/// All schemas of the member `name`.
pub fn schemas_of<'b>(whole: &Whole<'b>, name: &str) -> Vec<&'b Value> {
    let mut schemas = Vec::new();
    for part in &whole.parts {
        let own = part.get("properties").and_then(|list| list.get(name));
        let patterns = part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
        let matching = patterns.filter(|(pattern, _)| matches(pattern, name)).map(|(_, schema)| schema);
        let before = schemas.len();
        schemas.extend(own);
        schemas.extend(matching);
        if schemas.len() == before {
            schemas.extend(part.get("additionalProperties"));
        }
    }
    schemas
}

fn names_in(part: &Map<String, Value>, name: &str) -> bool {
    part.get("properties").is_some_and(|list| list.get(name).is_some())
}

fn patterns_of<'b>(whole: &Whole<'b>) -> impl Iterator<Item = &'b str> {
    whole.all("patternProperties").filter_map(Value::as_object).flat_map(Map::keys).map(String::as_str)
}

/// Whether members without a name in the schemas may be there.
fn is_free(whole: &Whole<'_>) -> bool {
    let closed = |keyword: &str| whole.all(keyword).any(|schema| *schema == false);
    !closed("unevaluatedProperties") && (!closed("additionalProperties") || patterns_of(whole).next().is_some())
}
