//! Shapes as pages write them.

use std::collections::BTreeSet;

use crate::surface::{WireKind, WireMember, WireObject, WirePlace, WireShape, WireSpec, WireUnion};

use super::entry::{Entry, few, is_cut};

/// How deep members are shown within each other.
const DEEPEST: usize = 10;

/// Prints shapes, and keeps in mind which were shown by their name alone.
pub struct Shapes<'s> {
    pub wire: &'s WireSpec,
    /// Whether to say what signatures do not show.
    details: bool,
    /// Whether constants have a bullet of their own, as enums have.
    pub lists_constants: bool,
    named: BTreeSet<usize>,
    /// Those that have a page of their own, and which of them were shown by their name.
    large: &'s BTreeSet<usize>,
    apart: BTreeSet<usize>,
    /// Those that stand around what is being printed, and those that were shown whole.
    within: Vec<usize>,
    shown: BTreeSet<usize>,
}

impl<'s> Shapes<'s> {
    pub fn new(wire: &'s WireSpec, large: &'s BTreeSet<usize>, details: bool) -> Self {
        Self {
            wire,
            details,
            lists_constants: false,
            named: BTreeSet::new(),
            large,
            apart: BTreeSet::new(),
            within: Vec::new(),
            shown: BTreeSet::new(),
        }
    }

    /// Begins anew with what was shown.
    pub fn forget(&mut self) {
        self.shown.clear();
    }

    /// Those that were shown by their name alone, and are described on the same page.
    pub fn named(&self) -> BTreeSet<usize> {
        self.named.clone()
    }

    /// Has these described on a page of their own.
    pub fn put_apart(&mut self, shown: BTreeSet<usize>) {
        self.apart.extend(shown);
    }

    /// Those that were shown by their name, and are described on a page of their own.
    pub fn apart(&self) -> &BTreeSet<usize> {
        &self.apart
    }

    /// What stands at a place, in a line.
    pub fn short(&mut self, place: WirePlace) -> String {
        let text = self.of(place.shape);
        if place.nullable { format!("{text} or null") } else { text }
    }

    /// The same for one that is shown even where it has a name.
    pub fn signature(&mut self, place: WirePlace) -> String {
        let Some(shape) = self.wire.at(place) else { return "unknown".to_owned() };
        self.within.push(place.shape);
        let text = self.kind(&shape.kind);
        self.within.pop();
        if place.nullable { format!("{text} or null") } else { text }
    }

    fn of(&mut self, index: usize) -> String {
        let Some(shape) = self.wire.shapes.get(index) else { return "unknown".to_owned() };
        if let Some(name) = shape.name.as_ref().filter(|_| self.large.contains(&index)) {
            self.apart.insert(index);
            return name.clone();
        }
        let is_open = self.within.contains(&index) || (self.shown.contains(&index) && has_children(shape));
        if let Some(name) = shape.name.as_ref().filter(|_| shape.named || is_open) {
            self.named.insert(index);
            return name.clone();
        }
        if is_open && matches!(shape.kind, WireKind::Array(_) | WireKind::Map(_) | WireKind::Union(_)) {
            return "unknown".to_owned();
        }
        let is_around = self.within.contains(&index);
        self.within.push(index);
        let text = if is_around { "object".to_owned() } else { self.kind(&shape.kind) };
        self.within.pop();
        text
    }

    fn kind(&mut self, kind: &WireKind) -> String {
        match kind {
            WireKind::Any => "unknown".to_owned(),
            WireKind::Null => "null".to_owned(),
            WireKind::Boolean => "boolean".to_owned(),
            WireKind::Integer(_) | WireKind::Number(_) => "number".to_owned(),
            WireKind::String(_) | WireKind::Binary => "string".to_owned(),
            WireKind::Constant(value) => value.to_string(),
            WireKind::Enum(values) => few(&json(values), " or "),
            WireKind::Open(values) => {
                let basic = if values.iter().all(serde_json::Value::is_string) { "string" } else { "number" };
                few(&[vec![basic.to_owned()], json(values)].concat(), " or ")
            }
            WireKind::Array(item) => format!("array of {}", self.short(*item)),
            WireKind::Tuple(items, rest) => {
                let mut parts: Vec<String> = items.iter().map(|item| self.short(*item)).collect();
                parts.extend(rest.map(|rest| format!("{} …", self.short(rest))));
                format!("array of [{}]", parts.join(", "))
            }
            WireKind::Map(value) => format!("map of {}", self.short(*value)),
            WireKind::Object(object) => members_of(object),
            WireKind::Union(union) => {
                let branches: Vec<String> = union.branches.iter().map(|branch| self.of(branch.shape)).collect();
                few(&branches, " or ")
            }
        }
    }

    /// All members, values or branches at a place, where a signature shows only the first of them: what they are, and their
    /// names.
    pub fn rest(&self, place: WirePlace) -> Option<(&'static str, Vec<String>)> {
        let mut index = place.shape;
        // Lists may go round in a circle.
        for _ in 0..DEEPEST {
            let (what, all) = match &self.wire.shapes.get(index)?.kind {
                WireKind::Array(item) | WireKind::Map(item) => {
                    index = item.shape;
                    continue;
                }
                WireKind::Enum(values) | WireKind::Open(values) => ("Values", json(values)),
                WireKind::Union(union) => {
                    let name = |index: usize| self.wire.shapes.get(index).and_then(|shape| shape.name.clone());
                    ("One of", union.branches.iter().filter_map(|branch| name(branch.shape)).collect())
                }
                WireKind::Object(object) => {
                    ("Members", ordered(object).into_iter().map(|member| member.name.clone()).collect())
                }
                _ => return None,
            };
            return is_cut(&all).then_some((what, all));
        }
        None
    }

    /// A named value: a member or a parameter.
    pub fn named_entry(&mut self, name: &str, place: WirePlace, required: bool) -> Entry {
        let optional = if required { "" } else { "optional " };
        Entry::new(format!("{name}: {optional}{}", self.short(place)))
    }

    /// What is in the values at a place: members, or values of an enum.
    pub fn children(&mut self, place: WirePlace) -> Vec<Entry> {
        self.inside(place.shape)
    }

    fn inside(&mut self, index: usize) -> Vec<Entry> {
        let Some(shape) = self.wire.shapes.get(index) else { return Vec::new() };
        let is_elsewhere = shape.named || self.large.contains(&index);
        let is_hidden = is_elsewhere || self.within.contains(&index) || self.within.len() >= DEEPEST;
        if is_hidden || (has_children(shape) && !self.shown.insert(index)) {
            return Vec::new();
        }
        self.whole(index)
    }

    /// The same, for one that is shown even where it has a name.
    pub fn whole(&mut self, index: usize) -> Vec<Entry> {
        let Some(shape) = self.wire.shapes.get(index) else { return Vec::new() };
        self.shown.insert(index);
        self.within.push(index);
        let entries = match &shape.kind {
            WireKind::Enum(values) | WireKind::Open(values) => json(values).into_iter().map(Entry::new).collect(),
            WireKind::Constant(value) if self.lists_constants => vec![Entry::new(value.to_string())],
            WireKind::Array(item) | WireKind::Map(item) => self.inside(item.shape),
            WireKind::Tuple(items, rest) => items.iter().chain(rest).flat_map(|item| self.inside(item.shape)).collect(),
            WireKind::Object(object) => self.members(object),
            WireKind::Union(union) => self.branches(union),
            _ => Vec::new(),
        };
        self.within.pop();
        entries
    }

    fn members(&mut self, object: &WireObject) -> Vec<Entry> {
        let members = ordered(object).into_iter().map(|member| self.member(member));
        let mut entries: Vec<Entry> = members.collect();
        if let Some(others) = object.others {
            entries.push(Entry::new(format!("…: {}", self.short(others))).says("Any other member."));
        }
        entries
    }

    fn member(&mut self, member: &WireMember) -> Entry {
        let limits = if self.details { member.limits.as_str() } else { "" };
        let entry = self.named_entry(&member.name, member.place, member.is_required());
        let entry = entry.says(&member.docs).says(limits).deprecated(member.deprecated.as_ref());
        entry.with(self.children(member.place))
    }

    /// Only those that a signature does not name.
    fn branches(&mut self, union: &WireUnion) -> Vec<Entry> {
        let indices = union.branches.iter().map(|branch| branch.shape);
        let is_nameless = |index: &usize| self.wire.shapes.get(*index).is_some_and(|shape| !shape.named);
        let nameless: Vec<usize> = indices.filter(is_nameless).collect();
        let each = nameless.into_iter().filter_map(|index| {
            let shape = self.wire.shapes.get(index)?;
            let signature = self.of(index);
            let children = self.inside(index);
            (!children.is_empty()).then(|| Entry::new(signature).says(&shape.docs).with(children))
        });
        each.collect()
    }
}

/// Members with those that must be there first, then `id`, then by name.
pub fn ordered(object: &WireObject) -> Vec<&WireMember> {
    let mut members: Vec<&WireMember> = object.members.iter().collect();
    members.sort_by_key(|member| (!member.is_required(), member.name != "id", &member.name));
    members
}

fn members_of(object: &WireObject) -> String {
    let names: Vec<String> = ordered(object).into_iter().map(|member| member.name.clone()).collect();
    if names.is_empty() { "object".to_owned() } else { format!("object {{ {} }}", few(&names, ", ")) }
}

fn has_children(shape: &WireShape) -> bool {
    matches!(shape.kind, WireKind::Object(_) | WireKind::Union(_))
}

fn json(values: &[serde_json::Value]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}
