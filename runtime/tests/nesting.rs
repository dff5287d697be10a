//! Values that are nested deeper than reading goes.

use wharf_runtime::json;
use wharf_runtime::{Exact, Unknown};

type Four<T> = (T, T, T, T);
type Block = Four<Four<Four<String>>>;

/// So large that some dozen of them, one in another, take all the stack that reading may use.
#[derive(Debug, Clone, PartialEq)]
struct Large {
    a: Option<Block>,
    b: Option<Block>,
    c: Option<Block>,
    d: Option<Block>,
    next: Option<Box<Large>>,
}

wharf_runtime::object!(Large {
    a: "a" optional,
    b: "b" optional,
    c: "c" optional,
    d: "d" optional,
    next: "next" optional,
});

#[derive(Debug, Clone, PartialEq)]
struct Small {
    name: Option<String>,
}

wharf_runtime::object!(Small { name: "name" optional });

#[derive(Debug, Clone, PartialEq)]
enum Nested {
    Large(Box<Large>),
    Small(Small),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Nested { Large: Box<Large> if object, Small: Small if object });

#[test]
fn what_is_nested_too_deep_is_of_no_branch() {
    let nested = |levels: usize| "{\"next\":".repeat(levels) + "{}" + &"}".repeat(levels);
    let shallow = json::decode::<Nested>(nested(5).as_bytes()).unwrap();
    assert_eq!(String::from_utf8(json::encode(&shallow)).unwrap(), nested(5));
    let error = json::decode::<Nested>(nested(120).as_bytes()).unwrap_err();
    assert!(error.to_string().contains("nested too deep"), "{error}");
}
