//! What clippy says about functions whose shape the document decides.

use crate::surface::RustType;

use super::file::File;

/// More parameters than this are too many.
const MANY: usize = 7;

/// More truth values than this are too many, in parameters and fields.
pub const MANY_BOOLS: usize = 3;

/// More names of one character than this are too many.
const MANY_SHORT: usize = 4;

/// More points than this make a type complex: ten for each name in it, times how deep it stands.
const MANY_POINTS: usize = 250;

/// Names that stand for nothing, which a document may well use.
const PLACEHOLDERS: &[&str] = &["foo", "baz", "quux"];

/// Methods of the standard library's traits that clippy misses on a type with a method of that name.
const TRAIT_METHODS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into_iter",
    "mul",
    "neg",
    "next",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
];

/// Allows what the name of a method needs.
pub fn name(file: &mut File<'_>, method: &str) {
    let lint = match method {
        "new" => "clippy::new_ret_no_self",
        "iter" | "iter_mut" => "clippy::iter_without_into_iter",
        other if TRAIT_METHODS.contains(&other) => "clippy::should_implement_trait",
        _ => return,
    };
    file.allow(4, lint, "the document names it so");
}

/// Allows what the name of a field or parameter needs, in the whole file: the macros make variables of it.
pub fn variable(file: &mut File<'_>, name: &str) {
    if PLACEHOLDERS.contains(&name) {
        file.allow_everywhere("clippy::disallowed_names", "the document uses them");
    }
}

/// Allows what the parameters of a function need, each as `name: Type`.
pub fn parameters(file: &mut File<'_>, parameters: &[String]) {
    let count = |is_counted: &dyn Fn(&str, &str) -> bool| {
        let parts = parameters.iter().filter_map(|parameter| parameter.split_once(": "));
        parts.filter(|(name, ty)| is_counted(name, ty)).count()
    };
    for (name, _) in parameters.iter().filter_map(|parameter| parameter.split_once(": ")) {
        variable(file, name);
    }
    if parameters.len() > MANY {
        file.allow(4, "clippy::too_many_arguments", "the document requires them all");
    }
    if count(&|_, ty| ty == "bool") > MANY_BOOLS {
        file.allow(4, "clippy::fn_params_excessive_bools", "the document requires them all");
    }
    if count(&|name, _| name.chars().count() == 1) > MANY_SHORT {
        file.allow(4, "clippy::many_single_char_names", "the document names them so");
    }
}

/// Allows a type that is more complex than clippy likes, behind `indent` spaces. The types are those that an item
/// names, each within one more if it `is_wrapped`.
pub fn complexity(file: &mut File<'_>, indent: usize, ty: &RustType, is_wrapped: bool) {
    let points = if is_wrapped { 10 + points(ty, 2) } else { points(ty, 1) };
    if points > MANY_POINTS {
        file.allow(indent, "clippy::type_complexity", "the document nests it so");
    }
}

fn points(ty: &RustType, depth: usize) -> usize {
    let inner = match ty {
        RustType::Vec(inner) | RustType::Option(inner) | RustType::Boxed(inner) => points(inner, depth + 1),
        RustType::Map(inner) => 10 * (depth + 1) + points(inner, depth + 1),
        RustType::Tuple(items) => items.iter().map(|item| points(item, depth + 1)).sum(),
        _ => 0,
    };
    10 * depth + inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_makes_types_complex() {
        let map = |inner: RustType| RustType::Map(Box::new(inner));
        let shallow = map(map(RustType::String));
        assert!(10 + points(&shallow, 2) <= MANY_POINTS);
        assert!(10 + points(&map(shallow), 2) > MANY_POINTS);
    }
}
