//! Files among other values.

use std::ffi::OsStr;

use super::read::{Given, read};
use super::{check, inner, is_binary};
use crate::data::Data;
use crate::table::{Shape, Union};

/// Whether what a flag was given names a file: where nothing but files are taken, or where it is none of the other
/// values. With `@` it does wherever one is taken.
pub(crate) fn names_file(shape: &Shape, word: &OsStr) -> bool {
    let Some(union) = with_files(shape) else { return is_binary(shape) };
    let Some(word) = word.to_str() else { return true };
    let is_null = matches!(shape, Shape::Nullable(_)) && word == "null";
    let others = || union.variants.iter().map(|variant| variant.shape).filter(|shape| !is_binary(shape));
    // In YAML a dash is a list of null.
    let is_dash = word == "-" && others().all(has_no_text);
    word.starts_with('@') || is_dash || !is_null && !others().any(|shape| is_of(shape, word))
}

/// Whether a flag takes files, be it among other values.
pub(crate) fn takes_file(shape: &Shape) -> bool {
    is_binary(shape) || with_files(shape).is_some()
}

/// Whether a text there can be nothing but a file.
pub(crate) fn has_no_text(shape: &Shape) -> bool {
    match inner(shape) {
        Shape::Text(_)
        | Shape::Choice(_)
        | Shape::Suggestion(_)
        | Shape::Secret(_)
        | Shape::Constant(_)
        | Shape::Any => false,
        Shape::Union(union) => union.variants.iter().all(|variant| has_no_text(variant.shape)),
        _ => true,
    }
}

/// The union that is a file or something else, of a list its items.
fn with_files(shape: &Shape) -> Option<&'static Union> {
    match inner(shape) {
        Shape::List(items, _) => with_files(items),
        Shape::Union(union) if !is_binary(shape) => {
            union.variants.iter().any(|variant| is_binary(variant.shape)).then_some(*union)
        }
        _ => None,
    }
}

/// Whether a word is meant as a value of a shape. What is wrong with a list or an object is told when it is checked.
fn is_of(shape: &Shape, word: &str) -> bool {
    match read(shape, word) {
        Ok(Given::One(Data::Object(_) | Data::List(_)) | Given::Whole(_) | Given::Member(..)) => true,
        Ok(Given::One(scalar)) => check(shape, &scalar).is_fine(),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::names_file;
    use crate::table::{Member, Object, Others, Shape, Union, Variant};

    const fn variant(shape: &'static Shape) -> Variant {
        Variant { name: "", tags: &[], shape }
    }

    static REFERENCE: Shape = Shape::Object(&Object {
        name: "Reference",
        members: &[Member::required("id", &Shape::TEXT)],
        others: Others::Unsaid,
    });
    static EITHER: Shape =
        Shape::Union(&Union { name: "", tag: "", variants: &[variant(&Shape::Binary), variant(&REFERENCE)] });
    static OR_TEXT: Shape =
        Shape::Union(&Union { name: "", tag: "", variants: &[variant(&Shape::Binary), variant(&Shape::TEXT)] });
    static OR_NUMBER: Shape =
        Shape::Union(&Union { name: "", tag: "", variants: &[variant(&Shape::Binary), variant(&Shape::INTEGER)] });

    #[test]
    fn words_that_name_files() {
        let (nullable, list) = (Shape::Nullable(&EITHER), Shape::list(&EITHER));
        let rows: &[(&Shape, &str, bool)] = &[
            (&Shape::Binary, "a.png", true),
            (&Shape::TEXT, "@a.txt", false),
            (&EITHER, "a.png", true),
            (&EITHER, "@a.png", true),
            (&EITHER, "-", true),
            (&EITHER, "null", true),
            (&EITHER, "id: 5", false),
            (&EITHER, "{id: a}", false),
            (&EITHER, "{other: a}", false),
            (&OR_TEXT, "a.png", false),
            (&OR_TEXT, "-", false),
            (&OR_TEXT, "@a.png", true),
            (&OR_TEXT, "\\@a", false),
            (&OR_NUMBER, "5", false),
            (&OR_NUMBER, "5.png", true),
            (&nullable, "null", false),
            (&nullable, "a.png", true),
            (&list, "a.png", true),
            (&list, "{id: a}", false),
            (&list, "[{id: a}]", false),
        ];
        for (shape, word, expected) in rows {
            assert_eq!(names_file(shape, word.as_ref()), *expected, "{word}");
        }
    }
}
