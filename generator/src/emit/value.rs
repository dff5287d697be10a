//! How values are taken, kept and made: by type.

use crate::surface::RustType;

use super::scope::Scope;

/// Whether a value of the type is a number, a truth value or nothing.
pub fn is_scalar(ty: &RustType) -> bool {
    use RustType::{Bool, F64, I32, I64, I128, U64, Unit};
    matches!(ty, Bool | I32 | I64 | U64 | I128 | F64 | Unit)
}

/// A parameter of a function that keeps what it is given: its type, and the expression that makes the value of `ty`
/// out of the parameter `name`.
pub fn owned(scope: &mut Scope<'_>, ty: &RustType, name: &str) -> (String, String) {
    match ty {
        RustType::Vec(item) => {
            let iterator = scope.std("std::iter::IntoIterator");
            let inner = scope.ty(item);
            if is_scalar(item) {
                let taken = format!("impl {iterator}<Item = {inner}>");
                return (taken, format!("{name}.into_iter().collect()"));
            }
            let into = scope.std("std::convert::Into");
            let taken = format!("impl {iterator}<Item = impl {into}<{inner}>>");
            (taken, format!("{name}.into_iter().map({into}::into).collect()"))
        }
        RustType::Boxed(inner) => {
            let boxed = scope.std("std::boxed::Box");
            if is_scalar(inner) {
                return (scope.ty(inner), format!("{boxed}::new({name})"));
            }
            let into = scope.std("std::convert::Into");
            (format!("impl {into}<{}>", scope.ty(inner)), format!("{boxed}::new({name}.into())"))
        }
        _ if is_scalar(ty) => (scope.ty(ty), name.to_owned()),
        _ => {
            let into = scope.std("std::convert::Into");
            (format!("impl {into}<{}>", scope.ty(ty)), format!("{name}.into()"))
        }
    }
}

/// The type of an argument that is only looked at, and the expression that gives a reference to it.
pub fn borrowed(scope: &mut Scope<'_>, ty: &RustType, name: &str) -> (String, String) {
    match ty {
        RustType::String => ("&str".to_owned(), name.to_owned()),
        RustType::Vec(item) => (format!("&[{}]", scope.ty(item)), name.to_owned()),
        RustType::Boxed(inner) => borrowed(scope, inner, name),
        _ if is_scalar(ty) => (scope.ty(ty), format!("&{name}")),
        _ => (format!("&{}", scope.ty(ty)), name.to_owned()),
    }
}

/// The expression for the only value of a type that is no constant string.
pub fn fixed(ty: &RustType, json: &str) -> Option<String> {
    let json = json.trim();
    match ty {
        RustType::Bool if matches!(json, "true" | "false") => Some(json.to_owned()),
        RustType::I32 | RustType::I64 | RustType::U64 | RustType::I128 => {
            json.parse::<i128>().ok().map(super::layout::integer)
        }
        RustType::F64 => json.parse::<f64>().ok().filter(|v| v.is_finite()).map(|value| format!("{value:?}")),
        RustType::Unit => Some("()".to_owned()),
        _ => None,
    }
}
