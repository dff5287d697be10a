//! Which Rust type a `format` has.

use std::collections::BTreeSet;

use serde_json::Number;

use crate::api::{Scalar, Shape, Type};
use crate::nearest::nearest;
use crate::settings::FormatType;
use crate::surface::RustType;

use super::{Context, Finding};

/// What formats of strings become where the settings say nothing; any other is a `String`.
const STRINGS: &[(&str, FormatType)] =
    &[("date", FormatType::Date), ("date-time", FormatType::DateTime), ("password", FormatType::Secret)];

/// What formats of integers become; any other is an `i64`.
const INTEGERS: &[(&str, FormatType)] = &[
    ("int8", FormatType::I8),
    ("int16", FormatType::I16),
    ("short", FormatType::I16),
    ("int32", FormatType::I32),
    ("int128", FormatType::I128),
    ("bigint", FormatType::I128),
    ("big-integer", FormatType::I128),
    ("uint8", FormatType::U8),
    ("u-int8", FormatType::U8),
    ("uint16", FormatType::U16),
    ("u-int16", FormatType::U16),
    ("uint32", FormatType::U32),
    ("u-int32", FormatType::U32),
    ("uint64", FormatType::U64),
    ("u-int64", FormatType::U64),
    ("ulong", FormatType::U64),
    ("uint128", FormatType::I128),
];

/// What formats of other numbers become; any other is an `f64`. A format of integers changes nothing there: `number` says
/// that there may be a fraction.
const NUMBERS: &[(&str, FormatType)] = &[("decimal", FormatType::Decimal), ("decimal128", FormatType::Decimal)];

/// Formats of strings that say no more than the type does.
const QUIET_STRINGS: &[&str] = &["", "binary", "string"];

/// The same of integers.
const QUIET_INTEGERS: &[&str] = &["", "int32", "int64"];

/// The same of other numbers.
const QUIET_NUMBERS: &[&str] = &["", "double", "float"];

/// The type that the format of `scalar` usually has, where it is another than that of values without a format.
pub(super) fn usual(scalar: &Scalar) -> Option<FormatType> {
    let (table, format) = match scalar {
        Scalar::String(format) => (STRINGS, format),
        Scalar::Integer(format) => (INTEGERS, format),
        Scalar::Number(format) => (NUMBERS, format),
        Scalar::Boolean(_) | Scalar::Null => return None,
    };
    let format = format.as_deref()?;
    table.iter().find(|(name, _)| *name == format).map(|(_, ty)| *ty)
}

/// The least and greatest number of a type that is narrower than 64 bits.
pub(super) fn narrow(ty: FormatType) -> Option<(f64, f64)> {
    Some(match ty {
        FormatType::I8 => (i8::MIN.into(), i8::MAX.into()),
        FormatType::I16 => (i16::MIN.into(), i16::MAX.into()),
        FormatType::I32 => (i32::MIN.into(), i32::MAX.into()),
        FormatType::U8 => (0.0, u8::MAX.into()),
        FormatType::U16 => (0.0, u16::MAX.into()),
        FormatType::U32 => (0.0, u32::MAX.into()),
        _ => return None,
    })
}

/// The type as Rust has it.
pub(super) fn rust_type(ty: FormatType) -> RustType {
    match ty {
        FormatType::String => RustType::String,
        FormatType::Date => RustType::Date,
        FormatType::DateTime => RustType::DateTime,
        FormatType::Secret => RustType::Secret,
        FormatType::Base64 => RustType::Base64,
        FormatType::I8 => RustType::I8,
        FormatType::I16 => RustType::I16,
        FormatType::I32 => RustType::I32,
        FormatType::I64 => RustType::I64,
        FormatType::I128 => RustType::I128,
        FormatType::U8 => RustType::U8,
        FormatType::U16 => RustType::U16,
        FormatType::U32 => RustType::U32,
        FormatType::U64 => RustType::U64,
        FormatType::F64 => RustType::F64,
        FormatType::Decimal => RustType::Decimal,
    }
}

/// Whether `ty` holds `number`.
pub(super) fn holds(ty: &RustType, number: &Number) -> bool {
    let Some(whole) = whole(number) else { return !ty.is_integer() };
    match ty {
        RustType::I8 => i8::try_from(whole).is_ok(),
        RustType::I16 => i16::try_from(whole).is_ok(),
        RustType::I32 => i32::try_from(whole).is_ok(),
        RustType::I64 => i64::try_from(whole).is_ok(),
        RustType::U8 => u8::try_from(whole).is_ok(),
        RustType::U16 => u16::try_from(whole).is_ok(),
        RustType::U32 => u32::try_from(whole).is_ok(),
        RustType::U64 => u64::try_from(whole).is_ok(),
        _ => true,
    }
}

/// The integer that a number is.
fn whole(number: &Number) -> Option<i128> {
    let exact = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    exact
        .or_else(|| number.as_f64().filter(|float| float.fract() == 0.0).and_then(|it| format!("{it:.0}").parse().ok()))
}

fn format(scalar: &Scalar) -> Option<&str> {
    match scalar {
        Scalar::String(format) | Scalar::Integer(format) | Scalar::Number(format) => format.as_deref(),
        Scalar::Boolean(_) | Scalar::Null => None,
    }
}

impl Context<'_> {
    /// The type that the settings choose for `scalar`.
    fn choice(&self, scalar: &Scalar) -> Option<FormatType> {
        let choice = self.settings.types.formats.get(format(scalar)?)?;
        (choice.is_text() == matches!(scalar, Scalar::String(_))).then_some(*choice)
    }

    /// Whether the settings choose the type of `scalar`.
    pub(super) fn is_chosen(&self, scalar: &Scalar) -> bool {
        self.choice(scalar).is_some()
    }

    /// The type by format alone: that of the settings, or the usual one.
    pub(super) fn by_format(&self, scalar: &Scalar) -> RustType {
        let ty = self.choice(scalar).or_else(|| usual(scalar)).map(rust_type);
        ty.unwrap_or(match scalar {
            Scalar::Integer(_) => RustType::I64,
            Scalar::Number(_) => RustType::F64,
            Scalar::Boolean(_) => RustType::Bool,
            Scalar::Null => RustType::Unit,
            Scalar::String(_) => RustType::String,
        })
    }

    /// The format of a type that does not show it, in words.
    pub(super) fn untold_format(&self, ty: &Type) -> Option<String> {
        let Shape::Scalar(scalar) = &ty.shape else { return None };
        let name = format(scalar)?;
        let rust = self.scalar(ty, scalar);
        let quiet = match scalar {
            Scalar::Integer(_) => QUIET_INTEGERS,
            Scalar::Number(_) => QUIET_NUMBERS,
            _ => QUIET_STRINGS,
        };
        let is_shown = usual(scalar).map(rust_type).as_ref() == Some(&rust) || quiet.contains(&name);
        // Where it is not in the usual alphabet of base64, the encoding is told.
        let is_encoding_told = ty.constraints.keywords.iter().any(|(keyword, _)| keyword == "contentEncoding");
        match name {
            _ if is_shown || name.contains(['`', '\n']) => None,
            "byte" | "base64" | "base64url" if rust == RustType::Base64 => None,
            "byte" if is_encoding_told => None,
            "byte" if rust == RustType::String => Some("in base64".to_owned()),
            name => Some(format!("format `{name}`")),
        }
    }

    /// A finding for each format of the settings that nothing in the document has, or nothing that its type can hold.
    pub(super) fn unused_formats(&self) -> Vec<Finding> {
        if self.settings.types.formats.is_empty() {
            return Vec::new();
        }
        let scalars = || {
            self.api.types.iter().filter_map(|ty| match &ty.shape {
                Shape::Scalar(scalar) => Some(scalar),
                _ => None,
            })
        };
        let met: BTreeSet<&str> = scalars().filter_map(format).collect();
        let chosen: BTreeSet<&str> = scalars().filter(|scalar| self.is_chosen(scalar)).filter_map(format).collect();
        let unused = self.settings.types.formats.keys().filter(|name| !chosen.contains(name.as_str()));
        unused.map(|name| unused_format(name, &met)).collect()
    }
}

fn unused_format(name: &str, met: &BTreeSet<&str>) -> Finding {
    let mut finding = Finding::unused("types.formats", name);
    if met.contains(name) {
        finding.message =
            format!("the setting `types.formats` gives `{name}` a type that no value of this format can have");
        finding.advice = String::from("choose a type of text for strings, and one of numbers for numbers");
    } else if let Some(near) = nearest(name, met.iter().copied()) {
        finding.advice = format!("did you mean `{near}`?");
    }
    finding
}
