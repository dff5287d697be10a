//! What clippy says about functions whose shape the document decides.

use crate::surface::RustType;

use super::file::File;

/// More parameters than this are too many.
const MANY: usize = 7;

/// More truth values than this are too many, in parameters and fields.
const MANY_BOOLS: usize = 3;

/// More names of one character than this are too many.
const MANY_SHORT: usize = 4;

/// Numbers with so many digits behind the point may be taken for a well-known one.
const KNOWN_DIGITS: usize = 2;

/// More digits than this in a row cannot be read.
const READABLE_DIGITS: usize = 5;

/// More points than this make a type complex: ten for each name in it, times how deep it stands.
const MANY_POINTS: usize = 250;

/// The lint about a map whose values take no memory, and why the document may have one.
pub const MAP_TO_NOTHING: (&str, &str) = ("clippy::zero_sized_map_values", "the document maps names to nothing");

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
    let lints: &[&str] = match method {
        "new" => &["clippy::new_ret_no_self"],
        "iter" | "iter_mut" => &["clippy::iter_not_returning_iterator", "clippy::iter_without_into_iter"],
        other if TRAIT_METHODS.contains(&other) => &["clippy::should_implement_trait"],
        _ => &[],
    };
    for lint in lints {
        file.allow(4, lint, "the document names it so");
    }
}

/// Allows `new` of a type of that name.
pub fn constructor(file: &mut File<'_>, ty: &str) {
    if ty == "New" {
        file.allow(4, "clippy::self_named_constructors", "the document names the type so");
    }
}

/// Allows a module that is called as the one which holds it.
pub fn module(file: &mut File<'_>, name: &str, within: &str) {
    if name == within {
        file.allow(0, "clippy::module_inception", "the document nests paths of one name");
    }
}

/// Allows what the name of a field or parameter needs, in the whole file: the macros make variables and methods of it.
pub fn variable(file: &mut File<'_>, name: &str) {
    if ["iter", "iter_mut"].contains(&name) {
        file.allow_everywhere("clippy::iter_not_returning_iterator", "the document names it so");
    }
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
    let mut names: Vec<&str> = parameters.iter().filter_map(|one| Some(one.split_once(": ")?.0)).collect();
    if parameters.iter().any(|parameter| parameter == "&self") {
        names.extend(["self", "call"]);
    }
    if any_similar(&names) {
        file.allow(4, "clippy::similar_names", "the document names them so");
    }
    if count(&|name, _| name.chars().count() == 1) > MANY_SHORT {
        file.allow(4, "clippy::many_single_char_names", "the document names them so");
    }
}

/// Allows a type of so many truth values.
pub fn bools(file: &mut File<'_>, count: usize) {
    if count > MANY_BOOLS {
        file.allow(0, "clippy::struct_excessive_bools", "the document has it so");
    }
}

/// Allows what numbers with a fraction, written as in JSON, need in the function behind.
pub fn floats(file: &mut File<'_>, numbers: impl Iterator<Item = String>) {
    let numbers: Vec<String> = numbers.collect();
    let fractions: Vec<(&str, &str)> = numbers.iter().filter_map(|number| number.split_once('.')).collect();
    if fractions.iter().any(|(_, fraction)| fraction.len() >= KNOWN_DIGITS) {
        file.allow(4, "clippy::approx_constant", "the document says it by these digits");
    }
    if fractions.iter().any(|(whole, fraction)| whole.len().max(fraction.len()) > READABLE_DIGITS) {
        file.allow(4, "clippy::unreadable_literal", "the document says it by these digits");
    }
}

fn any_similar(names: &[&str]) -> bool {
    names.iter().enumerate().any(|(at, a)| names.iter().skip(at + 1).any(|b| are_similar(a, b)))
}

/// Whether clippy takes two names for one another: they differ in one letter that is not their first or last word, or one
/// has a letter more, though not at its end.
fn are_similar(a: &str, b: &str) -> bool {
    // All digits are one to it.
    let letter = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let letters = |name: &str| name.trim_start_matches("r#").chars().map(letter).collect::<Vec<char>>();
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (Some(before), Some(after)) = (short.get(same..), long.get(same + 1..)) else { return false };
    if short.len() < 3 || before.is_empty() {
        return false;
    }
    if short.len() == long.len() {
        // Only a word at an end may be one letter.
        let alone = match after {
            [] => short.get(same - 1) == Some(&'_'),
            [next, ..] => same == 0 && *next == '_',
        };
        return before.get(1..) == Some(after) && !alone;
    }
    long.len() == short.len() + 1 && before == after
}

/// Allows a type that is more complex than clippy likes, behind `indent` spaces. The types are those that an item
/// names, each within one more if it `is_wrapped`.
pub fn complexity(file: &mut File<'_>, indent: usize, ty: &RustType, is_wrapped: bool) {
    if is_complex(ty, is_wrapped) {
        file.allow(indent, "clippy::type_complexity", "the document nests it so");
    }
}

/// Allows the function behind to take such types.
pub fn complexities<'t>(file: &mut File<'_>, mut types: impl Iterator<Item = &'t RustType>) {
    if types.any(|ty| is_complex(ty, false)) {
        file.allow(4, "clippy::type_complexity", "the document nests it so");
    }
}

fn is_complex(ty: &RustType, is_wrapped: bool) -> bool {
    let points = if is_wrapped { 10 + points(ty, 2) } else { points(ty, 1) };
    points > MANY_POINTS
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
    fn one_letter_makes_names_similar() {
        for (a, b) in [
            ("shelf", "self"),
            ("cake", "coke"),
            ("xyz1abc", "xyzeabc"),
            ("apple", "bpple"),
            ("call", "cell"),
            ("employer_id", "employee_id"),
            ("of_a_id", "of_b_id"),
            ("n2nd", "n3rd"),
        ] {
            assert!(are_similar(a, b) && are_similar(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("shelf", "shelfs"),
            ("id", "ids"),
            ("line1", "line2"),
            ("a_bar", "b_bar"),
            ("bar_a", "bar_b"),
            ("to", "do"),
            ("one", "two"),
        ] {
            assert!(!are_similar(a, b) && !are_similar(b, a), "{a} {b}");
        }
    }

    #[test]
    fn depth_makes_types_complex() {
        let map = |inner: RustType| RustType::Map(Box::new(inner));
        let shallow = map(map(RustType::String));
        assert!(10 + points(&shallow, 2) <= MANY_POINTS);
        assert!(10 + points(&map(shallow), 2) > MANY_POINTS);
    }
}
