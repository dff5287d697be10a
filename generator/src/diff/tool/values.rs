//! Whether a flag takes whatever it took: what a tool checks before it sends a value.

use std::collections::HashMap;

use serde_json::Value;

use super::super::wire::limits::{ANYTHING, is_multiple, of_integers, tighter};
use crate::surface::{WireBranch, WireKind, WireObject, WirePlace, WireShape, WireSpec};

/// Where a value that was taken is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// JSON pointer of the old schema.
    pub old: String,
    /// JSON pointer of the new schema.
    pub new: String,
    /// The member, where it is about one.
    pub member: Option<String>,
}

/// The places from the innermost out; none where all is taken.
type Refused = Option<Vec<At>>;

/// A comparison of values.
pub struct Values<'a> {
    old: &'a WireSpec,
    new: &'a WireSpec,
    /// What is known; what is being compared is taken for granted.
    known: HashMap<(usize, usize, bool), Refused>,
}

impl<'a> Values<'a> {
    pub fn new(old: &'a WireSpec, new: &'a WireSpec) -> Self {
        Self { old, new, known: HashMap::new() }
    }

    /// Where the new place refuses something that the old one took.
    pub fn refused(&mut self, from: WirePlace, to: WirePlace) -> Refused {
        let (Some(old), Some(new)) = (self.old.at(from), self.new.at(to)) else { return None };
        if matches!(new.kind, WireKind::Any) {
            return None;
        }
        let loses_null = from.nullable && !to.nullable && !matches!(new.kind, WireKind::Null);
        let key = (from.shape, to.shape, loses_null);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        self.known.insert(key, None);
        let here = At { old: old.origin.clone(), new: new.origin.clone(), member: None };
        let found = if loses_null { Some(Vec::new()) } else { self.kinds(from.shape, to.shape) };
        let found = found.map(|mut places| {
            places.push(here);
            places
        });
        self.known.insert(key, found.clone());
        found
    }

    /// Whether a flag of a number takes any text now: what is typed is the same.
    pub fn is_written_alike(&self, from: WirePlace, to: WirePlace) -> bool {
        let (Some(old), Some(new)) = (self.old.at(from), self.new.at(to)) else { return false };
        let is_number = matches!(old.kind, WireKind::Integer(_) | WireKind::Number(_));
        let is_text = matches!(new.kind, WireKind::String(_) | WireKind::Open(_));
        is_number && is_text && new.checked_format().is_none() && !tightened(&TEXTS, old, new)
    }

    fn shapes(&mut self, from: usize, to: usize) -> Refused {
        let place = |shape| WirePlace { shape, nullable: false };
        self.refused(place(from), place(to))
    }

    fn kinds(&mut self, from: usize, to: usize) -> Refused {
        use WireKind as K;
        let (old, new) = (self.old.shapes.get(from)?, self.new.shapes.get(to)?);
        let refused = |is: bool| is.then(Vec::new);
        match (&old.kind, &new.kind) {
            (K::Union(union), K::Union(other)) => {
                union.branches.iter().find_map(|branch| self.branch(branch, &other.branches))
            }
            (K::Union(union), _) => union.branches.iter().find_map(|branch| self.shapes(branch.shape, to)),
            (_, K::Union(union)) => {
                refused(!union.branches.iter().any(|branch| self.shapes(from, branch.shape).is_none()))
            }
            (K::Null, K::Null)
            | (K::Boolean, K::Boolean)
            | (K::Binary, K::Binary)
            | (K::String(_) | K::Open(_), K::Open(_))
            | (K::Open(_), K::String(_)) => None,
            (K::Integer(_) | K::Number(_), K::Number(_)) | (K::Integer(_), K::Integer(_)) => {
                refused(tightened(&NUMBERS, old, new))
            }
            (K::String(_), K::String(_)) => {
                let is_format = new.checked_format().is_some_and(|format| old.checked_format() != Some(format));
                refused(is_format || tightened(&TEXTS, old, new))
            }
            (K::Constant(value), _) => refused(!holds(new, value)),
            (K::Enum(values), _) => refused(!values.iter().all(|value| holds(new, value))),
            (K::Array(from), K::Array(to)) => {
                if tightened(&COUNTS, old, new) {
                    Some(Vec::new())
                } else {
                    self.refused(*from, *to)
                }
            }
            (K::Tuple(from, from_rest), K::Tuple(to, to_rest)) => {
                if from.len() != to.len() || (from_rest.is_some() && to_rest.is_none()) {
                    return Some(Vec::new());
                }
                let rest = from_rest.iter().zip(to_rest);
                from.iter().zip(to).chain(rest).find_map(|(from, to)| self.refused(*from, *to))
            }
            (K::Map(from), K::Map(to)) => self.refused(*from, *to),
            (K::Object(from), K::Object(to)) => self.objects((old, from), (new, to)),
            _ => Some(Vec::new()),
        }
    }

    /// Where no branch of the new union takes what one of the old union did. A branch of the same tag says where; among
    /// others the one that comes nearest does, which is refused deepest inside.
    fn branch(&mut self, from: &WireBranch, branches: &[WireBranch]) -> Refused {
        let tagged = branches.iter().find(|to| !from.tags.is_empty() && to.tags == from.tags);
        if let Some(to) = tagged {
            return self.shapes(from.shape, to.shape);
        }
        let mut nearest: Vec<At> = Vec::new();
        for to in branches {
            let found = self.shapes(from.shape, to.shape)?;
            if found.len() > nearest.len() {
                nearest = found;
            }
        }
        Some(nearest)
    }

    fn objects(&mut self, (old, from): (&WireShape, &WireObject), (new, to): (&WireShape, &WireObject)) -> Refused {
        let at =
            |member: &str| At { old: old.origin.clone(), new: new.origin.clone(), member: Some(member.to_owned()) };
        for member in to.members.iter().filter(|member| member.is_required() && !member.read_only) {
            let known = from.members.iter().find(|other| other.name == member.name);
            if !known.is_some_and(crate::surface::WireMember::is_required) {
                return Some(vec![at(&member.name)]);
            }
        }
        for member in from.members.iter().filter(|member| !member.read_only) {
            let Some(other) = to.members.iter().find(|other| other.name == member.name) else {
                if to.closed {
                    return Some(vec![at(&member.name)]);
                }
                continue;
            };
            if let Some(mut found) = self.refused(member.place, other.place) {
                found.push(at(&member.name));
                return Some(found);
            }
        }
        None
    }
}

/// Whether a value may stand in a shape.
fn holds(shape: &WireShape, value: &Value) -> bool {
    match &shape.kind {
        WireKind::Any => true,
        WireKind::Constant(one) => one == value,
        WireKind::Enum(all) => all.contains(value),
        WireKind::Open(_) => value.is_string() || value.is_i64(),
        WireKind::String(_) => value.is_string(),
        WireKind::Integer(_) => value.is_i64() || value.is_u64(),
        WireKind::Number(_) => value.is_number(),
        WireKind::Boolean => value.is_boolean(),
        WireKind::Null => value.is_null(),
        WireKind::Binary
        | WireKind::Array(_)
        | WireKind::Tuple(..)
        | WireKind::Map(_)
        | WireKind::Object(_)
        | WireKind::Union(_) => false,
    }
}

/// A limit that tools check.
#[derive(Clone, Copy)]
enum Limit {
    /// A bound of numbers, which is let in itself or not: the keywords for both, and whether it is an upper one.
    Bound { open: &'static str, closed: &'static str, is_upper: bool },
    /// At least so many.
    Least(&'static str),
    /// At most so many.
    Most(&'static str),
    /// A whole multiple.
    Multiple,
    /// A pattern.
    Pattern,
}

const NUMBERS: [Limit; 3] = [
    Limit::Bound { open: "exclusiveMinimum", closed: "minimum", is_upper: false },
    Limit::Bound { open: "exclusiveMaximum", closed: "maximum", is_upper: true },
    Limit::Multiple,
];
const TEXTS: [Limit; 3] = [Limit::Least("minLength"), Limit::Most("maxLength"), Limit::Pattern];
const COUNTS: [Limit; 2] = [Limit::Least("minItems"), Limit::Most("maxItems")];

/// A limit of a shape, written or implied by its format.
fn limit(shape: &WireShape, keyword: &str) -> Option<Value> {
    let written = shape.limits.iter().find(|(known, _)| known == keyword).map(|(_, value)| value.clone());
    let implied = || shape.implied_limits().into_iter().find(|(known, _)| *known == keyword);
    // Nobody types what has no room in 64 bits: no command line breaks by them.
    let narrow = |(_, value): (_, i128)| i32::try_from(value >> 1).ok().and_then(|_| i64::try_from(value).ok());
    written.or_else(|| implied().and_then(narrow).map(Into::into))
}

/// Whether a limit that tools check is tighter now.
fn tightened(limits: &[Limit], old: &WireShape, new: &WireShape) -> bool {
    let number = |shape: &WireShape, keyword: &str| limit(shape, keyword).and_then(|value| value.as_f64());
    limits.iter().any(|one| match *one {
        Limit::Bound { open, closed, is_upper } => {
            let bound = |shape: &WireShape| {
                let is_whole = matches!(shape.kind, WireKind::Integer(_));
                let all = [(open, false), (closed, true)].into_iter();
                let all = all.filter_map(|(keyword, is_closed)| Some((number(shape, keyword)?, is_closed)));
                let all = all.map(|bound| if is_whole { of_integers(bound, is_upper) } else { bound });
                all.min_by(|one, other| tighter(*one, *other, is_upper))
            };
            let was = bound(old);
            bound(new).is_some_and(|is| was.is_none_or(|was| tighter(is, was, is_upper).is_lt()))
        }
        Limit::Least(keyword) => number(new, keyword).is_some_and(|is| is > number(old, keyword).unwrap_or_default()),
        Limit::Most(keyword) => number(new, keyword).is_some_and(|is| number(old, keyword).is_none_or(|was| is < was)),
        Limit::Multiple => number(new, "multipleOf")
            .is_some_and(|is| number(old, "multipleOf").is_none_or(|was| !is_multiple(was, is))),
        Limit::Pattern => {
            let is = limit(new, "pattern");
            let lets_all = is.as_ref().and_then(Value::as_str).is_none_or(|text| ANYTHING.contains(&text));
            !lets_all && is != limit(old, "pattern")
        }
    })
}
