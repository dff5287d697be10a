//! Unions keep objects off branches that say they have not their members, and off those that another branch is meant by.

use std::collections::BTreeMap;
use std::fmt::Debug;

use wharf_runtime::json::{self, Decode, Encode};
use wharf_runtime::{Constant, Exact, Unknown, Value};

fn fails<T: Decode + Debug>(text: &str) -> String {
    json::decode::<T>(text.as_bytes()).unwrap_err().to_string()
}

fn round_trips<T: Decode + Encode>(text: &str) {
    let value: T = json::decode(text.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(json::encode(&value)).unwrap(), text);
}

#[derive(Debug, Clone, PartialEq)]
struct LooseA {
    a: Option<String>,
    both: Option<i64>,
}

wharf_runtime::object!(LooseA { a: "a" optional, both: "both" optional });

#[derive(Debug, Clone, PartialEq)]
struct LooseB {
    b: Option<String>,
    both: Option<i64>,
}

wharf_runtime::object!(LooseB { b: "b" optional, both: "both" optional });

#[derive(Debug, Clone, PartialEq)]
enum Closed {
    A(LooseA),
    B(LooseB),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Closed { A: LooseA if closed, B: LooseB if closed });

#[test]
fn a_closed_branch_holds_members_that_it_has_not_where_no_other_does() {
    round_trips::<Vec<Closed>>(r#"[{"a":"x"},{"b":"x","both":2},{}]"#);
    assert!(fails::<Closed>(r#"{"a":1}"#).contains("a string"));
    // The API may have added a member since: what can be read is read.
    let read = |text: &str| json::decode::<Closed>(text.as_bytes()).unwrap();
    let b = || Some("x".to_owned());
    assert_eq!(read(r#"{"b":"x","new":1}"#), Closed::B(LooseB { b: b(), both: None }));
    // A member of another branch is no addition.
    assert_eq!(read(r#"{"new":1,"b":"x","both":2}"#), Closed::B(LooseB { b: b(), both: Some(2) }));
}

#[derive(Debug, Clone, PartialEq)]
enum Either {
    Closed(LooseA),
    Open(LooseB),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Either { Closed: LooseA if closed, Open: LooseB if object });

#[test]
fn what_a_closed_branch_says_it_has_not_is_of_an_open_one() {
    let read = |text: &str| json::decode::<Either>(text.as_bytes()).unwrap();
    assert!(matches!(read(r#"{"a":"x"}"#), Either::Closed(_)));
    assert!(matches!(read(r#"{"a":"x","new":1}"#), Either::Open(_)));
}

#[derive(Debug, Clone, PartialEq)]
struct Given {
    kind: Option<String>,
    z: Option<i64>,
}

wharf_runtime::object!(Given { kind: "kind" optional, z: "z" optional });

#[derive(Debug, Clone, PartialEq)]
struct Needed {
    kind: String,
    y: i64,
}

wharf_runtime::object!(Needed { kind: "kind" required, y: "y" required });

#[derive(Debug, Clone, PartialEq)]
enum Barred {
    Needed(Needed),
    Given(Given),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Barred {
    Needed: Needed if object ["y", "kind" = "needed"],
    Given: Given if object not ["kind" = "needed"],
});

#[test]
fn a_value_that_means_one_branch_is_of_no_other() {
    round_trips::<Vec<Barred>>(r#"[{"kind":"needed","y":1},{"kind":"given","z":1},{},{"kind":"new"}]"#);
    assert!(fails::<Barred>(r#"{"kind":"needed"}"#).contains("`y`"));
    assert!(fails::<Barred>(r#"{"kind":"needed","y":"x"}"#).contains("a number"));
}

#[derive(Debug, Clone, PartialEq)]
struct First {
    version: i64,
}

wharf_runtime::object!(First { version: "version" required });

#[derive(Debug, Clone, PartialEq)]
struct Second {
    version: i64,
    more: String,
}

wharf_runtime::object!(Second { version: "version" required, more: "more" required });

#[derive(Debug, Clone, PartialEq)]
enum Versions {
    First(First),
    Second(Second),
    Needed(Needed),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Versions {
    First: First if object ["version" = 1],
    Second: Second if object ["more", "version" = 2],
    Needed: Needed if object ["kind" = "needed" | "wanted"],
});

#[test]
fn a_constant_of_another_kind_is_no_later_one() {
    round_trips::<Vec<Versions>>(r#"[{"version":1},{"version":3},{"kind":"new"},{"kind":"needed","y":1}]"#);
    for wrong in [r#"{"version":"1"}"#, r#"{"version":true,"more":"x"}"#, r#"{"kind":1.5}"#, r#"{"kind":null}"#] {
        assert!(fails::<Versions>(wrong).contains("no variant fits"), "{wrong}");
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Only {
    Needed(Needed),
    Given(Given),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Only {
    Needed: Needed if object ["y", "kind" = "needed"],
    Given: Given if object only ["kind" = "given"],
});

#[test]
fn a_value_that_no_branch_means_is_of_none() {
    let read = |text: &str| json::decode::<Only>(text.as_bytes()).unwrap();
    assert!(matches!(read(r#"{"z":1}"#), Only::Given(_)));
    assert!(matches!(read(r#"{"kind":"given","z":1}"#), Only::Given(_)));
    assert!(matches!(read(r#"{"kind":"new","z":1,"more":[1.0]}"#), Only::Unknown(_)));
    assert!(fails::<Only>(r#"{"kind":1}"#).contains("a string"));
    round_trips::<Vec<Only>>(r#"[{"kind":"new","more":[1.0],"z":1},{},{"kind":"needed","y":2}]"#);
}

#[derive(Debug, Clone, PartialEq)]
enum Steps {
    Last(Given),
    More(Needed),
    Other(Given),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Steps {
    Last: Given if object ["z"] only ["done" = true],
    More: Needed if object ["y"] only ["done" = false],
    Other: Given if object ["kind" = "other"],
});

#[test]
fn a_value_of_known_constants_without_a_needed_member_is_broken() {
    for wrong in [r#"{"done":false}"#, r#"{"done":true,"y":1}"#, r#"{"done":false,"z":1,"x":[]}"#] {
        assert!(fails::<Steps>(wrong).contains("which is missing"), "{wrong}");
    }
    // Of these another constant is new.
    round_trips::<Vec<Steps>>(r#"[{"done":false,"kind":"new"},{"kind":"new"}]"#);
}

#[derive(Debug, Clone, PartialEq)]
struct Cat {
    kind: Constant,
    lives: Option<i64>,
}

wharf_runtime::object!(Cat { kind: "kind" constant "cat", lives: "lives" optional });

#[derive(Debug, Clone, PartialEq)]
struct Dog {
    kind: Constant,
    bark: Option<String>,
}

wharf_runtime::object!(Dog { kind: "kind" constant "dog", bark: "bark" optional });

#[derive(Debug, Clone, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    Unknown(Unknown<Exact>),
}

wharf_runtime::tagged_union!(Pet, "kind" { "cat" => Cat: Cat, "dog" => Dog: Dog });

#[test]
fn a_tag_that_comes_twice_with_two_values_is_no_tag() {
    round_trips::<Pet>(r#"{"kind":"cat","lives":9}"#);
    assert!(fails::<Pet>(r#"{"kind":"cat","lives":9,"kind":"dog"}"#).contains("twice"));
    let same: Pet = json::decode(br#"{"kind":"cat","kind":"cat"}"#).unwrap();
    assert!(matches!(same, Pet::Cat(_)));
}

#[derive(Debug, Clone, PartialEq)]
struct Note {
    text: Option<String>,
}

wharf_runtime::object!(Note { text: "text" optional });

#[derive(Debug, Clone, PartialEq)]
struct Found {
    items: Option<Vec<LooseA>>,
}

wharf_runtime::object!(Found { items: "items" optional });

#[derive(Debug, Clone, PartialEq)]
struct OpenNote {
    text: Option<String>,
    extra: BTreeMap<String, Value>,
}

wharf_runtime::object!(OpenNote { text: "text" optional, ..extra });

#[derive(Debug, Clone, PartialEq)]
struct OpenFound {
    items: Option<Vec<OpenItem>>,
    extra: BTreeMap<String, Value>,
}

wharf_runtime::object!(OpenFound { items: "items" optional, ..extra });

#[derive(Debug, Clone, PartialEq)]
struct OpenItem {
    a: Option<String>,
    extra: BTreeMap<String, Value>,
}

wharf_runtime::object!(OpenItem { a: "a" optional, ..extra });

#[derive(Debug, Clone, PartialEq)]
enum Answer {
    Note(Note),
    Found(Found),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Answer { Note: Note if object, Found: Found if object });

#[derive(Debug, Clone, PartialEq)]
enum OpenAnswer {
    Note(OpenNote),
    Found(OpenFound),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(OpenAnswer { Note: OpenNote if object, Found: OpenFound if object });

/// The items keep nothing that is new in them.
#[derive(Debug, Clone, PartialEq)]
struct HalfOpenFound {
    items: Option<Vec<LooseA>>,
    extra: BTreeMap<String, Value>,
}

wharf_runtime::object!(HalfOpenFound { items: "items" optional, ..extra });

#[derive(Debug, Clone, PartialEq)]
enum HalfOpenAnswer {
    Note(OpenNote),
    Found(HalfOpenFound),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(HalfOpenAnswer { Note: OpenNote if object, Found: HalfOpenFound if object });

/// An API that adds a member to the items of a list breaks no client.
#[test]
fn what_is_new_in_items_makes_no_other_branch_of_their_list() {
    for new in ["", r#","new":1"#, r#","new":{"x":[1,2,3]}"#] {
        let text = format!(r#"{{"items":[{{"a":"1"{new}}},{{"a":"2"{new}}},{{"a":"3"}}]}}"#);
        let Answer::Found(found) = json::decode(text.as_bytes()).unwrap() else { panic!("{text}") };
        assert_eq!(found.items.unwrap().len(), 3);
        let OpenAnswer::Found(found) = json::decode(text.as_bytes()).unwrap() else { panic!("{text}") };
        assert_eq!(found.items.unwrap().len(), 3);
        round_trips::<OpenAnswer>(&text);
        let HalfOpenAnswer::Found(found) = json::decode(text.as_bytes()).unwrap() else { panic!("{text}") };
        assert_eq!(found.items.unwrap().len(), 3);
    }
}
