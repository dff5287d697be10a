//! What clippy says about functions whose shape the document decides.

use super::file::File;

/// More parameters than this are too many.
const MANY: usize = 7;

/// More truth values than this are too many, in parameters and fields.
pub const MANY_BOOLS: usize = 3;

/// More names of one character than this are too many.
const MANY_SHORT: usize = 4;

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

/// Allows what the parameters of a function need, each as `name: Type`.
pub fn parameters(file: &mut File<'_>, parameters: &[String]) {
    let count = |is_counted: &dyn Fn(&str, &str) -> bool| {
        let parts = parameters.iter().filter_map(|parameter| parameter.split_once(": "));
        parts.filter(|(name, ty)| is_counted(name, ty)).count()
    };
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
