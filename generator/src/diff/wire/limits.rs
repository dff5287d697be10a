//! Limits that no type expresses: tighter or looser.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde_json::Value;

use super::super::Side;
use super::types::Both;
use super::{Wire, shapes};
use crate::api::{Constraints, Scalar, Shape, Type};
use crate::document::Node;

/// What a text holds: of two of these neither is the tighter one.
const CONTENTS: [&str; 2] = ["contentEncoding", "contentMediaType"];

/// Patterns that every text without line ends has.
pub const ANYTHING: [&str; 2] = [".*", "^.*$"];

/// Keywords that list the values that there are.
const LISTS: [&str; 2] = ["const", "enum"];

/// What the schema `false` says, which is read as any value.
const NEVER: &str = "no value at all";

/// Whether the schema of a type is `false`.
fn never(side: &Side<'_>, ty: &Type) -> bool {
    let is_never = |node: Node<'_>| node.as_bool() == Some(false);
    ty.shape == Shape::Any && side.document.root().find(&ty.origin.pointer).is_some_and(is_never)
}

/// What the limits of a type measure.
fn measured(ty: &Type) -> Measured {
    match &ty.shape {
        Shape::Scalar(Scalar::Integer(_) | Scalar::Number(_)) => Measured::Numbers,
        Shape::Scalar(Scalar::String(_)) => Measured::Texts,
        Shape::Array(_) | Shape::Tuple(_) => Measured::Items,
        Shape::Map(_) | Shape::Object(_) => Measured::Members,
        Shape::Any => Measured::Anything,
        Shape::Scalar(Scalar::Boolean(_) | Scalar::Null) | Shape::Enum(_) | Shape::Open(_) | Shape::Union(_) => {
            Measured::Nothing
        }
    }
}

/// What limits are about.
#[derive(PartialEq, Eq)]
enum Measured {
    Numbers,
    Texts,
    Items,
    Members,
    Anything,
    Nothing,
}

/// Whether whatever was right is within a limit that came: of members of which any has to be there, those of one choice
/// had to be there all along.
fn is_met(old: &Type, change: &Change<'_>) -> bool {
    let (Shape::Object(object), "anyOf", None) = (&old.shape, change.name, change.before) else { return false };
    let needed = |name: &Value| object.properties.iter().any(|one| one.required && *name == one.wire_name.as_str());
    let has = |choice: &Value| {
        let only = choice.as_object().filter(|keywords| keywords.len() == 1);
        let names = only.and_then(|keywords| keywords.get("required")?.as_array());
        names.is_some_and(|names| names.iter().all(needed))
    };
    change.after.and_then(Value::as_array).is_some_and(|choices| choices.iter().any(has))
}

/// What became of limits: the kind of change, and what was written and is.
type Told = (&'static str, String, String);

impl Wire<'_> {
    /// Compares the limits of both types of a pair.
    pub(super) fn limits(&mut self, both: Both<'_>) {
        match (never(&self.old, both.old), never(&self.new, both.new)) {
            (false, true) => _ = self.differ(both, "limit-tightened", "", NEVER),
            (true, false) => _ = self.differ(both, "limit-loosened", NEVER, ""),
            _ => {}
        }
        let (old, new) = (&both.old.constraints, &both.new.constraints);
        // Where the type is another one, what limits it is too.
        if old == new || measured(both.old) != measured(both.new) {
            return;
        }
        let names: BTreeSet<&str> = old.keywords.iter().chain(&new.keywords).map(|(name, _)| name.as_str()).collect();
        let changes: Vec<Change<'_>> = names
            .into_iter()
            .map(|name| Change { before: of(old, name), after: of(new, name), name })
            .filter(|change| change.before != change.after && !is_met(both.old, change))
            .collect();
        let mut told: Vec<Told> = Vec::new();
        let is_whole = |ty: &Type| matches!(ty.shape, Shape::Scalar(Scalar::Integer(_)));
        let changes = bounds(changes, is_whole(both.old) && is_whole(both.new), &mut told);
        let changes = branches(changes, &mut told);
        let kinds = (shapes::kind(self.old.api, both.ids.0), shapes::kind(self.new.api, both.ids.1));
        let changes = listed(changes, kinds, &mut told);
        told.extend(
            changes.iter().map(|change| (change.kind(), change.said(change.before), change.said(change.after))),
        );
        let kinds: BTreeSet<&'static str> = told.iter().map(|(kind, ..)| *kind).collect();
        for kind in kinds {
            let of_kind = || told.iter().filter(|(one, ..)| *one == kind);
            let joined =
                |texts: Vec<&str>| texts.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ");
            let before = joined(of_kind().map(|(_, before, _)| before.as_str()).collect());
            let after = joined(of_kind().map(|(.., after)| after.as_str()).collect());
            self.differ(both, kind, &before, &after);
        }
    }
}

/// Whether two texts say otherwise what they hold.
pub(super) fn holds_otherwise(both: Both<'_>) -> bool {
    let of = |constraints| CONTENTS.map(|name| of(constraints, name));
    of(&both.old.constraints) != of(&both.new.constraints)
}

/// Takes out bounds that are written as another keyword now, and tells what they are together: up to 10 and below 10 differ
/// by one value.
fn bounds<'a>(changes: Vec<Change<'a>>, is_whole: bool, told: &mut Vec<Told>) -> Vec<Change<'a>> {
    let mut left = changes;
    for (open, closed, is_upper) in [("exclusiveMaximum", "maximum", true), ("exclusiveMinimum", "minimum", false)] {
        let (two, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|one| one.name == open || one.name == closed);
        left = rest;
        // The tightest bound of a side, and whether it is let in itself.
        let bound = |side: fn(&Change<'a>) -> Option<&'a Value>| {
            let all = two.iter().filter_map(|one| Some((side(one)?.as_f64()?, one.name == closed)));
            all.min_by(|a, b| tighter(*a, *b, is_upper))
        };
        let said = |(value, is_closed): (f64, bool)| format!("{} {value}", if is_closed { closed } else { open });
        let meant = |bound| if is_whole { of_integers(bound, is_upper) } else { bound };
        match (two.len(), bound(|one| one.before), bound(|one| one.after)) {
            // Below 10 is up to 9.
            (2, Some(before), Some(after)) if meant(before) == meant(after) => {}
            (2, Some(before), Some(after)) => {
                let kind = kind(Some(tighter(meant(after), meant(before), is_upper)));
                told.push((kind, said(before), said(after)));
            }
            _ => left.extend(two),
        }
    }
    left
}

/// Takes out that of schemas of which any had to hold exactly one has to, or the other way round, which is one change.
fn branches<'a>(changes: Vec<Change<'a>>, told: &mut Vec<Told>) -> Vec<Change<'a>> {
    let of = |name: &str| changes.iter().find(|change| change.name == name);
    let twins = of("anyOf").zip(of("oneOf"));
    let swapped = |(any, one): &(&Change<'a>, &Change<'a>)| any.before == one.after && any.after == one.before;
    let Some((any, one)) = twins.filter(swapped) else { return changes };
    let (from, to) = if any.before.is_some() { (any, one) } else { (one, any) };
    let kind = if to.name == "oneOf" { "branches-exclusive" } else { "branches-shared" };
    told.push((kind, from.said(from.before), to.said(to.after)));
    changes.into_iter().filter(|change| change.name != "anyOf" && change.name != "oneOf").collect()
}

/// Takes out lists of values, which are limits where no type expresses them, and tells which came and which are gone. One
/// value alone is a constant.
fn listed<'a>(changes: Vec<Change<'a>>, kinds: (String, String), told: &mut Vec<Told>) -> Vec<Change<'a>> {
    let (lists, left): (Vec<_>, Vec<_>) = changes.into_iter().partition(|one| LISTS.contains(&one.name));
    let values = |side: fn(&Change<'a>) -> Option<&'a Value>| {
        let list = |one: &Change<'a>| match side(one)? {
            Value::Array(all) if one.name == "enum" => Some(all.iter().collect::<Vec<_>>()),
            only => Some(vec![only]),
        };
        lists.iter().find_map(list).unwrap_or_default()
    };
    let (before, after) = (values(|one| one.before), values(|one| one.after));
    let said = |values: &[&Value]| match values {
        [] => String::new(),
        [only] => format!("always {only}"),
        several => {
            let all: Vec<String> = several.iter().map(ToString::to_string).collect();
            format!("one of {}", all.join(", "))
        }
    };
    let is_in = |these: &[&Value], those: &[&Value]| these.iter().all(|value| those.contains(value));
    let mut tell = |kind, before, after| told.push((kind, before, after));
    match (before.as_slice(), after.as_slice()) {
        ([], []) => {}
        ([from], [to]) if from == to => {}
        ([from], [to]) => tell("constant-changed", from.to_string(), to.to_string()),
        ([_], []) => tell("constant-freed", said(&before), kinds.1),
        ([], [_]) => tell("constant-fixed", kinds.0, said(&after)),
        ([_], _) if is_in(&before, &after) => tell("constant-opened", said(&before), said(&after)),
        (_, []) => tell("limit-loosened", said(&before), String::new()),
        ([], _) => tell("limit-tightened", String::new(), said(&after)),
        _ => {
            if !is_in(&before, &after) {
                tell("limit-tightened", said(&before), said(&after));
            }
            if !is_in(&after, &before) {
                tell("limit-loosened", said(&before), said(&after));
            }
        }
    }
    left
}

/// The kind of a change that lets in fewer values than before, or more, or where nobody can say.
fn kind(effect: Option<Ordering>) -> &'static str {
    match effect {
        Some(Ordering::Less) => "limit-tightened",
        Some(Ordering::Greater | Ordering::Equal) => "limit-loosened",
        None => "limit-changed",
    }
}

/// Less for the bound that lets in fewer values.
pub fn tighter(one: (f64, bool), other: (f64, bool), is_upper: bool) -> Ordering {
    let order = one.0.total_cmp(&other.0);
    (if is_upper { order } else { order.reverse() }).then(one.1.cmp(&other.1))
}

/// A bound of integers that is let in itself: below 10 is up to 9.
pub fn of_integers((value, is_closed): (f64, bool), is_upper: bool) -> (f64, bool) {
    match (is_closed, is_upper) {
        (true, _) => (value, true),
        (false, true) => (value.ceil() - 1.0, true),
        (false, false) => (value.floor() + 1.0, true),
    }
}

/// A keyword, and what it was and is.
struct Change<'a> {
    name: &'a str,
    before: Option<&'a Value>,
    after: Option<&'a Value>,
}

fn of<'a>(constraints: &'a Constraints, name: &str) -> Option<&'a Value> {
    let (_, value) = constraints.keywords.iter().find(|(keyword, _)| keyword == name)?;
    Some(value).filter(|value| !says_nothing(name, value))
}

/// Whether every value is within a limit.
fn says_nothing(name: &str, value: &Value) -> bool {
    match name {
        "uniqueItems" => *value == Value::Bool(false),
        "minLength" | "minItems" | "minProperties" => value.as_u64() == Some(0),
        _ => false,
    }
}

impl Change<'_> {
    /// The kind of the change.
    fn kind(&self) -> &'static str {
        if CONTENTS.contains(&self.name) { "content-of-text-changed" } else { kind(self.effect()) }
    }

    /// How one of both is written; nothing where it is not.
    fn said(&self, value: Option<&Value>) -> String {
        value.map(|value| format!("{} {value}", self.name)).unwrap_or_default()
    }

    /// Whether fewer values are allowed than before, or more; none where nobody can say.
    fn effect(&self) -> Option<Ordering> {
        let (old, new) = match (self.before, self.after) {
            (None, _) => return Some(Ordering::Less),
            (_, None) => return Some(Ordering::Greater),
            // A pattern that lets everything in.
            (_, Some(Value::String(new))) if ANYTHING.contains(&new.as_str()) => return Some(Ordering::Greater),
            (Some(Value::String(old)), _) if ANYTHING.contains(&old.as_str()) => return Some(Ordering::Less),
            (Some(old), Some(new)) => (old.as_f64()?, new.as_f64()?),
        };
        let order = new.partial_cmp(&old)?;
        match self.name {
            "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" | "minContains" => {
                Some(order.reverse())
            }
            "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" | "maxContains" => Some(order),
            "multipleOf" if is_multiple(old, new) => Some(Ordering::Greater),
            "multipleOf" if is_multiple(new, old) => Some(Ordering::Less),
            _ => None,
        }
    }
}

/// Whether one number is a whole multiple of another one, as far as floating point says so.
pub fn is_multiple(one: f64, other: f64) -> bool {
    let times = one / other;
    times.is_finite() && (times - times.round()).abs() < 1e-9
}
