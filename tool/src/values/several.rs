//! What may be one value or a list of them, given several times.

use super::{check, inner, is_binary};
use crate::data::Data;
use crate::table::Shape;

/// Whether one of its branches is a list. Of files see [`is_repeatable`](super::is_repeatable).
pub(crate) fn takes_list(shape: &Shape) -> bool {
    match inner(shape) {
        Shape::Union(union) => {
            let is_list = |shape: &Shape| matches!(inner(shape), Shape::List(..)) || takes_list(shape);
            !is_binary(shape) && union.variants.iter().any(|variant| is_list(variant.shape))
        }
        _ => false,
    }
}

/// A value and one that is given behind it, as the list that fits: the value is an item of it, or a list that goes on.
pub(crate) fn several(shape: &Shape, before: &Data, next: &Data) -> Data {
    let mut candidates = Vec::new();
    if let Data::List(items) = before {
        candidates.push(Data::List([items.as_slice(), std::slice::from_ref(next)].concat()));
    }
    candidates.push(Data::List(vec![before.clone(), next.clone()]));
    if let (Data::List(items), Data::List(more)) = (before, next) {
        candidates.push(Data::List([items.as_slice(), more].concat()));
    }
    let fits = candidates.iter().position(|candidate| check(shape, candidate).is_fine());
    // What fits nowhere is told of when it is checked.
    candidates.swap_remove(fits.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{several, takes_list};
    use crate::table::{Shape, Union, Variant};
    use crate::values::yaml;

    const fn variant(shape: &'static Shape) -> Variant {
        Variant { name: "", tags: &[], shape }
    }

    static NUMBERS: Shape = Shape::list(&Shape::INTEGER);
    static EITHER: Shape = Shape::Union(&Union {
        name: "",
        tag: "",
        variants: &[
            variant(&Shape::TEXT),
            variant(&Shape::list(&Shape::TEXT)),
            variant(&NUMBERS),
            variant(&Shape::list(&NUMBERS)),
        ],
    });

    #[test]
    fn all_values_are_kept() {
        assert!(takes_list(&EITHER) && !takes_list(&NUMBERS));
        let rows: &[(&[&str], &str)] = &[
            (&["a", "b", "c"], r#"["a","b","c"]"#),
            (&["[a]", "[b]"], r#"["a","b"]"#),
            (&["[1, 2]", "[3, 4]", "[5]"], "[[1,2],[3,4],[5]]"),
            (&["[1, 2]", "3"], "[1,2,3]"),
            (&["a", "1"], r#"["a",1]"#),
        ];
        for (given, expected) in rows {
            let all = given.iter().map(|word| yaml(word).unwrap());
            let joined = all.reduce(|before, next| several(&EITHER, &before, &next)).unwrap();
            assert_eq!(joined.to_json(), *expected);
        }
    }
}
