//! Which members of an answer are moments, in seconds since 1970.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};

use crate::surface::{WireAnswer, WireKind, WireOperation, WirePlace, WireSpec};

/// Formats that say it.
const FORMATS: &[&str] = &["unixtime", "unix-time"];

/// How many names may lead to one.
const DEEPEST: usize = 5;

/// How many shapes may stand around one: lists of lists have no names.
const AROUND: usize = 4 * DEEPEST;

/// The shapes that moments stand in. Most shapes are not among them, and those need not be looked through call by call.
pub(super) struct Around(Vec<bool>);

impl Around {
    /// Those of `wire`, where the settings list these names of members.
    pub(super) fn of(wire: &WireSpec, listed: &[String]) -> Self {
        let mut users = vec![Vec::new(); wire.shapes.len()];
        for (index, shape) in wire.shapes.iter().enumerate() {
            for held in shape.kind.held() {
                if let Some(users) = users.get_mut(held) {
                    users.push(index);
                }
            }
        }
        let ones = wire.shapes.iter().enumerate().filter(|(_, shape)| is_one(&shape.kind, listed));
        let mut open: Vec<usize> = ones.map(|(index, _)| index).collect();
        let mut around = vec![false; wire.shapes.len()];
        while let Some(index) = open.pop() {
            if let Some(known) = around.get_mut(index).filter(|known| !**known) {
                *known = true;
                open.extend(users.get(index).into_iter().flatten());
            }
        }
        Self(around)
    }

    fn has(&self, shape: usize) -> bool {
        self.0.get(shape).copied().unwrap_or_default()
    }
}

/// Whether this is a moment, or has a member that may be one by its name.
fn is_one(kind: &WireKind, listed: &[String]) -> bool {
    match kind {
        WireKind::Integer(format) => is_format(format.as_deref()),
        WireKind::Object(object) => object.members.iter().any(|member| listed.contains(&member.name)),
        _ => false,
    }
}

fn is_format(format: Option<&str>) -> bool {
    format.is_some_and(|format| FORMATS.contains(&format))
}

/// Finds the members of answers that the document or the settings call moments.
pub(super) struct Times<'t> {
    pub(super) wire: &'t WireSpec,
    pub(super) around: &'t Around,
    /// Names of members that the settings list.
    pub(super) listed: &'t [String],
    /// Those of them that were met.
    pub(super) used: &'t RefCell<BTreeSet<String>>,
}

/// The names that lead to moments, in the order they were met.
#[derive(Default)]
struct Found {
    all: Vec<Vec<String>>,
    known: HashSet<Vec<String>>,
}

impl Found {
    fn add(&mut self, path: &[String]) {
        if self.known.insert(path.to_vec()) {
            self.all.push(path.to_vec());
        }
    }
}

impl Times<'_> {
    /// The names that lead to them within an item of the list, or within the answer.
    pub(super) fn of(&self, operation: &WireOperation) -> Vec<Vec<String>> {
        let answers = match &operation.answer {
            WireAnswer::OneOf(arms) => arms.iter().map(|(_, answer)| answer).collect(),
            answer => vec![answer],
        };
        let mut found = Found::default();
        for answer in answers {
            let WireAnswer::Json(Some(place)) = answer else { continue };
            let item = operation.paging.as_ref().and_then(|paging| self.member(*place, &paging.items));
            self.visit(item.unwrap_or(*place), &mut Vec::new(), &mut Vec::new(), &mut found);
        }
        found.all
    }

    fn member(&self, place: WirePlace, name: &str) -> Option<WirePlace> {
        let WireKind::Object(object) = &self.wire.at(place)?.kind else { return None };
        object.members.iter().find(|member| member.name == name).map(|member| member.place)
    }

    fn visit(&self, place: WirePlace, path: &mut Vec<String>, within: &mut Vec<usize>, found: &mut Found) {
        if within.len() > AROUND || path.len() > DEEPEST || within.contains(&place.shape) {
            return;
        }
        let Some(shape) = self.wire.at(place) else { return };
        let is_number = matches!(shape.kind, WireKind::Integer(_));
        if !is_number && !self.around.has(place.shape) {
            return;
        }
        within.push(place.shape);
        match &shape.kind {
            WireKind::Integer(format) if self.is_moment(format.as_deref(), path) => found.add(path),
            WireKind::Array(item) => self.visit(*item, path, within, found),
            WireKind::Union(union) => {
                for branch in &union.branches {
                    self.visit(WirePlace { shape: branch.shape, nullable: false }, path, within, found);
                }
            }
            WireKind::Object(object) => {
                for member in object.members.iter().filter(|member| !member.write_only) {
                    path.push(member.name.clone());
                    self.visit(member.place, path, within, found);
                    path.pop();
                }
            }
            _ => {}
        }
        within.pop();
    }

    fn is_moment(&self, format: Option<&str>, path: &[String]) -> bool {
        let named = path.last().filter(|name| self.listed.contains(name));
        if let Some(name) = named {
            self.used.borrow_mut().insert(name.clone());
        }
        named.is_some() || is_format(format)
    }
}
