//! How values are taken, kept and made: by type.

use crate::surface::RustType;

use super::layout;
use super::scope::Scope;

/// Whether a value of the type is a number, a truth value or nothing.
pub fn is_scalar(ty: &RustType) -> bool {
    ty.is_integer() || matches!(ty, RustType::Bool | RustType::F64 | RustType::Unit)
}

/// A value made out of a parameter.
#[derive(Debug)]
pub struct Made {
    /// The type of the parameter.
    pub taken: String,
    start: String,
    calls: Vec<String>,
}

impl Made {
    fn new(taken: String, start: String, calls: &[&str]) -> Self {
        Self { taken, start, calls: calls.iter().map(|call| (*call).to_owned()).collect() }
    }

    /// The expression that makes it, in a line that begins behind `indent` spaces.
    pub fn expression(&self, indent: usize) -> String {
        layout::chain(indent, &self.start, &self.calls)
    }

    /// The statement that makes it out of the parameter `name`, as a value of `ty`; none where it is one already.
    pub fn statement(&self, indent: usize, name: &str, ty: &str) -> Option<String> {
        if self.start == name && self.calls.is_empty() {
            return None;
        }
        Some(layout::assignment(indent, &format!("let {name}: {ty} ="), &self.expression(indent)))
    }
}

/// A parameter `name` of a function that keeps what it is given as a value of `ty`.
pub fn owned(scope: &mut Scope<'_>, ty: &RustType, name: &str) -> Made {
    let into = scope.std("std::convert::Into");
    match ty {
        RustType::Vec(item) => {
            let iterator = scope.std("std::iter::IntoIterator");
            let inner = scope.ty(item);
            if is_scalar(item) {
                let taken = format!("impl {iterator}<Item = {inner}>");
                return Made::new(taken, name.to_owned(), &[".into_iter()", ".collect()"]);
            }
            let taken = format!("impl {iterator}<Item = impl {into}<{inner}>>");
            Made::new(taken, name.to_owned(), &[".into_iter()", &format!(".map({into}::into)"), ".collect()"])
        }
        RustType::Boxed(inner) => {
            let boxed = scope.std("std::boxed::Box");
            let inner_ty = scope.ty(inner);
            if is_scalar(inner) {
                return Made::new(inner_ty, format!("{boxed}::new({name})"), &[]);
            }
            Made::new(format!("impl {into}<{inner_ty}>"), format!("{boxed}::new({name}.into())"), &[])
        }
        _ if is_scalar(ty) => Made::new(scope.ty(ty), name.to_owned(), &[]),
        _ => Made::new(format!("impl {into}<{}>", scope.ty(ty)), name.to_owned(), &[".into()"]),
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
pub fn fixed(scope: &mut Scope<'_>, ty: &RustType, json: &str) -> Option<String> {
    let json = json.trim();
    match ty {
        RustType::Bool if matches!(json, "true" | "false") => Some(json.to_owned()),
        _ if ty.is_integer() => json.parse::<i128>().ok().map(layout::integer),
        RustType::F64 => json.parse::<f64>().ok().filter(|v| v.is_finite()).map(|value| format!("{value:?}")),
        RustType::Unit => Some("()".to_owned()),
        RustType::Value | RustType::Vec(_) | RustType::Map(_) => {
            Some(format!("{}({})", scope.runtime_path("json::fixed"), layout::raw(json)))
        }
        _ => None,
    }
}
