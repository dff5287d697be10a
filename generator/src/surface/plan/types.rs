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

/// A number, or the digits of one, as a float.
pub(super) fn float(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

/// The integer that a limit means by its last digit. Documents write bounds of 64 bits rounded, with zeros at their end.
fn exact(value: &Value) -> Option<i128> {
    value.as_u64().map(i128::from).or_else(|| value.as_str()?.parse().ok()).filter(|whole| whole % 1_000 != 0)
}

/// The number that a limit means, where no `i128` holds it.
fn beyond_all(value: &Value) -> Option<f64> {
    let fits = value.as_str().is_some_and(|digits| digits.parse::<i128>().is_ok());
    float(value).filter(|number| !fits && number.abs() > LARGEST)
}

/// Integers are `i64` unless format or bounds say otherwise.
fn integer(format: Option<FormatType>, constraints: &Constraints) -> RustType {
    let found = |names: [&str; 2]| -> Vec<&Value> {
        names.into_iter().flat_map(|name| values(constraints, name)).filter(|value| float(value).is_some()).collect()
    };
    let listed = found(["enum", "const"]);
    let bounds = [found(["minimum", "exclusiveMinimum"]), found(["maximum", "exclusiveMaximum"])];
    let numbers = |bounds: &[&Value]| -> Vec<f64> {
        let all = if listed.is_empty() { bounds } else { listed.as_slice() };
        all.iter().filter_map(|value| float(value)).collect()
    };
    let [lowest, highest] = &bounds;
    let low = numbers(lowest).into_iter().reduce(f64::min);
    let high = numbers(highest).into_iter().reduce(f64::max);
    // As floats, since documents write these bounds rounded.
    let (least, most) = (-9_223_372_036_854_775_808_f64, 9_223_372_036_854_775_808_f64);
    let limits = if listed.is_empty() { [lowest.as_slice(), highest.as_slice()].concat() } else { listed.clone() };
    if limits.into_iter().any(|limit| beyond_all(limit).is_some()) {
        // Which values there are is compared as numbers, not by digits.
        return if listed.is_empty() { RustType::Decimal } else { RustType::F64 };
    }
    let exact = |names: &[&str], beside: i128| -> Vec<i128> {
        let all = names.iter().flat_map(|name| values(constraints, name));
        all.filter_map(exact).map(|whole| whole.saturating_add(beside)).collect()
    };
    let mut exact_ones = exact(&["enum", "const", "minimum", "maximum"], 0);
    exact_ones.extend(exact(&["exclusiveMinimum"], 1));
    exact_ones.extend(exact(&["exclusiveMaximum"], -1));
    if exact_ones.iter().any(|whole| *whole < i64::MIN.into() || *whole > u64::MAX.into()) {
        return RustType::I128;
    }
    let beyond = high.is_some_and(|high| high > most)
        || exact_ones.iter().any(|whole| *whole > i64::MAX.into())
        || listed.iter().any(|value| !value.is_i64());
    let within = |(least, most): (f64, f64)| low.is_none_or(|low| low >= least) && high.is_none_or(|high| high <= most);
    // What begins beyond 64 bits, and has no end, does not end there either.
    let begins_beyond =
        high.is_none() && low.is_some_and(|low| low >= most) || low.is_none() && high.is_some_and(|high| high < least);
    match format {
        Some(FormatType::U64) => RustType::U64,
        _ if begins_beyond => RustType::I128,
        _ if low.is_some_and(|low| low < least) || high.is_some_and(|high| high > most * 2.0) => RustType::I128,
        _ if beyond && low.is_some_and(|low| low >= 0.0) => RustType::U64,
        _ if beyond => RustType::I128,
        Some(format) if formats::narrow(format).is_none_or(within) => formats::rust_type(format),
        _ => RustType::I64,
    }
}
