//! Whether all values of one type are values of another one.

use super::Wire;
use super::types::Both;
use crate::api::{Additional, Api, EnumValue, Object, Property, Scalar, Shape, Tuple, TypeId, Use};

/// How deep types are looked into.
const DEPTH: usize = 6;

impl Wire<'_> {
    /// The kind of change from one type to quite another one: to one with fewer values, with more, or with others.
    pub(super) fn kind_of_retyping(&self, both: Both<'_>) -> &'static str {
        let (old, new) = ((self.old.api, both.ids.0), (self.new.api, both.ids.1));
        if fits(new, old) {
            "type-narrowed"
        } else if fits(old, new) {
            "type-widened"
        } else {
            "type-changed"
        }
    }
}

/// A type and the API that it is of.
type Of<'a> = (&'a Api, TypeId);

/// Whether every value of `inner` is one of `outer`, as far as a look says so. Of what no schema describes nothing is
/// expected.
pub(super) fn fits(inner: Of<'_>, outer: Of<'_>) -> bool {
    fits_within(inner, outer, DEPTH)
}

fn fits_within((inner_api, inner): Of<'_>, (outer_api, outer): Of<'_>, depth: usize) -> bool {
    let (Some(from), Some(to)) = (inner_api.get(inner), outer_api.get(outer)) else { return false };
    if matches!(to.shape, Shape::Any) {
        return to.constraints.keywords.is_empty();
    }
    // Who can say which of two limits lets more in is asked elsewhere.
    if depth == 0 || !to.constraints.keywords.is_empty() {
        return false;
    }
    let held = |inner: Use, outer: Use| {
        let takes_null = outer.nullable || outer_api.get(outer.id).is_some_and(|ty| ty.shape == Shape::Any);
        (takes_null || !inner.nullable) && fits_within((inner_api, inner.id), (outer_api, outer.id), depth - 1)
    };
    let branch = |inner: TypeId, outer: TypeId| fits_within((inner_api, inner), (outer_api, outer), depth - 1);
    match (&from.shape, &to.shape) {
        (Shape::Scalar(from), Shape::Scalar(to)) => {
            let is_wider = matches!(
                (from, to),
                (Scalar::Integer(_), Scalar::Number(_)) | (Scalar::Boolean(Some(_)), Scalar::Boolean(None))
            );
            from == to || is_wider
        }
        (Shape::Enum(from), Shape::Enum(to)) => {
            from.iter().all(|value| to.iter().any(|other| other.value == value.value))
        }
        (Shape::Enum(from), Shape::Open(to)) => is_text(from) == is_text(&to.values),
        (Shape::Enum(from), Shape::Scalar(Scalar::String(None))) => is_text(from),
        (Shape::Enum(from), Shape::Scalar(Scalar::Integer(_) | Scalar::Number(_))) => !is_text(from),
        (Shape::Object(from), Shape::Object(to)) => objects(from, to, &held),
        (Shape::Union(from), _) => from.branches.iter().all(|one| branch(one.ty, outer)),
        (_, Shape::Union(to)) => to.branches.iter().any(|one| branch(inner, one.ty)),
        (Shape::Array(from), Shape::Array(to)) | (Shape::Map(from), Shape::Map(to)) => held(*from, *to),
        (Shape::Tuple(from), Shape::Array(to)) => from.items.iter().chain(&from.rest).all(|item| held(*item, *to)),
        (Shape::Tuple(from), Shape::Tuple(to)) => tuples(from, to, &held),
        (Shape::Object(from), Shape::Map(to)) => {
            let rest = match from.additional {
                Additional::Typed(rest) => held(rest, *to),
                Additional::Forbidden => true,
                // Anything may be there.
                Additional::Unmentioned => outer_api.get(to.id).is_some_and(|to| matches!(to.shape, Shape::Any)),
            };
            let named = from.properties.iter().map(|one| one.ty).chain(from.patterns.iter().map(|one| one.ty));
            rest && { named }.all(|place| held(place, *to))
        }
        _ => false,
    }
}

/// Whether these values are texts.
fn is_text(values: &[EnumValue]) -> bool {
    values.iter().all(|one| one.value.is_string())
}

/// Whether every object of the one kind is one of the other.
fn objects(from: &Object, to: &Object, held: &dyn Fn(Use, Use) -> bool) -> bool {
    let named = |object: &Object, name: &str| -> Option<Property> {
        object.properties.iter().find(|one| one.wire_name == name).cloned()
    };
    let is_met = |needed: &Property| match named(from, &needed.wire_name) {
        Some(there) => (there.required || !needed.required) && held(there.ty, needed.ty),
        None => !needed.required,
    };
    let mut more = from.properties.iter().filter(|one| named(to, &one.wire_name).is_none());
    let rest = match (&from.additional, &to.additional) {
        (_, Additional::Unmentioned) => true,
        (Additional::Forbidden, Additional::Forbidden) => more.next().is_none(),
        (_, Additional::Forbidden) => false,
        (Additional::Typed(rest), Additional::Typed(to)) => held(*rest, *to) && more.all(|one| held(one.ty, *to)),
        (_, Additional::Typed(to)) => more.all(|one| held(one.ty, *to)),
    };
    from.patterns.is_empty() && to.patterns.is_empty() && to.properties.iter().all(is_met) && rest
}

/// Whether every tuple of the one kind is one of the other.
fn tuples(from: &Tuple, to: &Tuple, held: &dyn Fn(Use, Use) -> bool) -> bool {
    let at = |tuple: &Tuple, index: usize| tuple.items.get(index).copied().or(tuple.rest);
    let most = from.items.len().max(to.items.len());
    let places = (0..most).all(|index| match (at(from, index), at(to, index)) {
        (Some(from), Some(to)) => held(from, to),
        (None, _) => true,
        (Some(_), None) => false,
    });
    let rest = match (from.rest, to.rest) {
        (Some(from), Some(to)) => held(from, to),
        (None, _) => true,
        (Some(_), None) => false,
    };
    places && rest && from.required >= to.required
}
