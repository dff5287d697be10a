//! Which Rust type a place has.

use serde_json::Value;

use crate::api::{Constraints, Scalar, Shape, Type, TypeId, Use};
use crate::settings::FormatType;
use crate::surface::RustType;

use super::{Context, formats};

impl Context<'_> {
    /// The type of a place that may be `null`.
    pub(super) fn ty(&self, place: Use) -> RustType {
        optional(place, self.bare(place.id))
    }

    /// The type without regard to `null`.
    pub(super) fn bare(&self, id: TypeId) -> RustType {
        if let Some(name) = self.names.of(id) {
            return RustType::Item(name.to_owned());
        }
        let Some(ty) = self.api.get(id) else {
            return RustType::Value;
        };
        match &ty.shape {
            // Objects and unions are items.
            Shape::Any | Shape::Object(_) | Shape::Union(_) => RustType::Value,
            Shape::Open(open) => open.like.map_or(RustType::String, |like| self.bare(like)),
            Shape::Scalar(scalar) => self.scalar(ty, scalar),
            Shape::Enum(values) if super::names::is_string_enum(values) => RustType::Constant,
            Shape::Enum(_) => RustType::I64,
            Shape::Array(item) => RustType::Vec(Box::new(self.ty(*item))),
            Shape::Map(value) => RustType::Map(Box::new(self.ty(*value))),
            Shape::Tuple(tuple) => RustType::Tuple(tuple.items.iter().map(|item| self.ty(*item)).collect()),
        }
    }

    /// The type of a place that `owner` holds in itself, boxed where `owner` would hold itself.
    pub(super) fn held(&self, owner: TypeId, place: Use) -> RustType {
        optional(place, self.held_bare(owner, place.id))
    }

    /// As [`Self::held`], without regard to `null`.
    pub(super) fn held_bare(&self, owner: TypeId, id: TypeId) -> RustType {
        match (self.names.of(id), self.api.get(id).map(|ty| &ty.shape)) {
            (Some(name), _) => {
                let item = RustType::Item(name.to_owned());
                if self.boxes.needed(owner, id) { RustType::Boxed(Box::new(item)) } else { item }
            }
            (None, Some(Shape::Tuple(tuple))) => {
                RustType::Tuple(tuple.items.iter().map(|item| self.held(owner, *item)).collect())
            }
            _ => self.bare(id),
        }
    }

    /// The type of a single value.
    pub(super) fn scalar(&self, ty: &Type, scalar: &Scalar) -> RustType {
        match scalar {
            Scalar::Boolean(_) => RustType::Bool,
            Scalar::Null => RustType::Unit,
            Scalar::String(_) if self.is_secret(&ty.origin.pointer) => RustType::Secret,
            Scalar::Integer(_) if !self.is_chosen(scalar) => integer(formats::usual(scalar), &ty.constraints),
            _ => self.by_format(scalar),
        }
    }
}

/// `Option<_>` where `null` may stand and the type has no place for it.
fn optional(place: Use, ty: RustType) -> RustType {
    if place.nullable && !matches!(ty, RustType::Value | RustType::Unit) { RustType::Option(Box::new(ty)) } else { ty }
}

/// About the largest number that an `i128` holds.
const LARGEST: f64 = 1.7e38;

/// The values that the keyword `name` lists, or its only one.
fn values<'c>(constraints: &'c Constraints, name: &str) -> Vec<&'c Value> {
    let found = constraints.keywords.iter().filter(|(keyword, _)| keyword == name);
    found.flat_map(|(_, value)| value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())).collect()
}

/// Integers are `i64` unless format or bounds say otherwise.
fn integer(format: Option<FormatType>, constraints: &Constraints) -> RustType {
    let bound = |name: &str| {
        let found = constraints.keywords.iter().find(|(keyword, _)| keyword == name);
        found.and_then(|(_, value)| value.as_f64())
    };
    let listed: Vec<&Value> = ["enum", "const"].into_iter().flat_map(|name| values(constraints, name)).collect();
    let numbers = || listed.iter().filter_map(|value| value.as_f64());
    let low = numbers().reduce(f64::min).or_else(|| bound("minimum"));
    let high = numbers().reduce(f64::max).or_else(|| bound("maximum"));
    // As floats, since documents write these bounds rounded.
    let (least, most) = (-9_223_372_036_854_775_808_f64, 9_223_372_036_854_775_808_f64);
    if low.is_some_and(|low| low < -LARGEST) || high.is_some_and(|high| high > LARGEST) {
        return RustType::F64;
    }
    let beyond = high.is_some_and(|high| high > most) || listed.iter().any(|value| !value.is_i64());
    let within = |(least, most): (f64, f64)| low.is_none_or(|low| low >= least) && high.is_none_or(|high| high <= most);
    match format {
        Some(FormatType::U64) => RustType::U64,
        _ if low.is_some_and(|low| low < least) || high.is_some_and(|high| high > most * 2.0) => RustType::I128,
        _ if beyond && low.is_some_and(|low| low >= 0.0) => RustType::U64,
        _ if beyond => RustType::I128,
        Some(format) if formats::narrow(format).is_none_or(within) => formats::rust_type(format),
        _ => RustType::I64,
    }
}
