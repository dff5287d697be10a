//! Unions whose guards let several branches in: the one that keeps most of the value is taken.

use std::collections::BTreeMap;
use std::fmt::Debug;

use wharf_runtime::json::{self, Decode, Encode};
use wharf_runtime::{Constant, Exact, Unknown, Value};

fn decode<T: Decode>(text: &str) -> T {
    json::decode(text.as_bytes()).unwrap()
}

fn fails<T: Decode + Debug>(text: &str) -> String {
    json::decode::<T>(text.as_bytes()).unwrap_err().to_string()
}

fn round_trips<T: Decode + Encode>(text: &str) {
    assert_eq!(String::from_utf8(json::encode(&decode::<T>(text))).unwrap(), text);
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
enum Loose {
    A(LooseA),
    B(LooseB),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Loose { A: LooseA if object, B: LooseB if object });

#[test]
fn a_branch_that_skips_nothing_wins() {
    assert!(matches!(decode::<Loose>(r#"{"b":"x"}"#), Loose::B(_)));
    round_trips::<Loose>(r#"{"b":"x"}"#);
    assert!(matches!(decode::<Loose>(r#"{"a":"x","both":1}"#), Loose::A(_)));
    assert!(matches!(decode::<Loose>(r#"{"both":1}"#), Loose::A(_)));
    round_trips::<Vec<Loose>>(r#"[{"b":"x"},{"a":"x"},{},{"b":"x","both":2}]"#);
}

#[test]
fn else_the_branch_that_skips_least_wins() {
    assert!(matches!(decode::<Loose>(r#"{"b":"x","new":{}}"#), Loose::B(_)));
    assert!(matches!(decode::<Loose>(r#"{"new":[1]}"#), Loose::A(_)));
    assert!(matches!(decode::<Loose>(r#"{"a":"x","b":"y"}"#), Loose::A(_)));
    // The second branch does not decode, so the first is what there is, and reading goes on behind it.
    let read: Vec<Loose> = decode(r#"[ {"a":"x","b":1} , {"b":"x"}]"#);
    assert!(matches!(read.as_slice(), [Loose::A(_), Loose::B(_)]));
    // The first does not decode, the second skips a member.
    assert!(matches!(decode::<Loose>(r#"{"a":1,"both":2}"#), Loose::B(LooseB { both: Some(2), .. })));
    let message = fails::<Loose>(r#"{"a":1,"b":2}"#);
    assert!(message.contains("at $.b"), "{message}");
}

#[derive(Debug, Clone, PartialEq)]
struct OpenA {
    a: Option<String>,
    both: Option<i64>,
    extra: BTreeMap<String, Value>,
}

wharf_runtime::object!(OpenA { a: "a" optional, both: "both" optional, ..extra });

#[derive(Debug, Clone, PartialEq)]
struct OpenB {
    kind: Option<Constant>,
    b: Option<String>,
    extra: BTreeMap<String, Value>,
}

wharf_runtime::object!(OpenB { kind: "kind" optional_constant "b", b: "b" optional, ..extra });

#[derive(Debug, Clone, PartialEq)]
enum Open {
    A(OpenA),
    B(OpenB),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Open { A: OpenA if object, B: OpenB if object });

#[test]
fn of_branches_that_keep_all_the_one_that_names_most_wins() {
    assert!(matches!(decode::<Open>(r#"{"b":"x"}"#), Open::B(_)));
    assert!(matches!(decode::<Open>(r#"{"kind":"b","both":1,"a":"x"}"#), Open::A(_)));
    assert!(matches!(decode::<Open>(r#"{"kind":"c","b":"x","new":1}"#), Open::B(_)));
    round_trips::<Vec<Open>>(r#"[{"b":"x","extra":{"a":1}},{"a":"x","b":"y"},{"new":[1]}]"#);
}

#[derive(Debug, Clone, PartialEq)]
struct Left {
    inner: Option<LooseA>,
    x: Option<Loose>,
}

wharf_runtime::object!(Left { inner: "inner" optional, x: "x" optional });

#[derive(Debug, Clone, PartialEq)]
struct Right {
    inner: Option<LooseB>,
    y: Option<Loose>,
}

wharf_runtime::object!(Right { inner: "inner" optional, y: "y" optional });

#[derive(Debug, Clone, PartialEq)]
enum Side {
    Left(Left),
    Right(Right),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Side { Left: Left if object, Right: Right if object });

#[test]
fn members_skipped_further_down_count() {
    round_trips::<Side>(r#"{"inner":{"b":"x"}}"#);
    round_trips::<Side>(r#"{"inner":{"b":"x"},"y":{"b":"x"}}"#);
    // What the branches tried in vain skipped inside `x` does not count against the left.
    assert!(matches!(decode::<Side>(r#"{"x":{"b":"x","both":1}}"#), Side::Left(_)));
    // What is new within `x` is less than all of it, which the right would lose.
    assert!(matches!(decode::<Side>(r#"{"x":{"b":"x","new":1}}"#), Side::Left(_)));
    assert!(matches!(decode::<Side>(r#"{"x":{"new":1,"newer":[1,2]}}"#), Side::Left(_)));
    assert!(matches!(decode::<Side>(r#"{"x":{"new":1},"y":{"b":"x"}}"#), Side::Right(_)));
}

#[derive(Debug, Clone, PartialEq)]
enum Marked {
    One(LooseA),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Marked { One: LooseA if object["a" = "one"] });

#[derive(Debug, Clone, PartialEq)]
struct Holder {
    x: Option<Marked>,
}

wharf_runtime::object!(Holder { x: "x" optional });

#[derive(Debug, Clone, PartialEq)]
enum Held {
    Holder(Holder),
    B(LooseB),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Held { Holder: Holder if object, B: LooseB if object });

#[test]
fn an_unknown_value_further_down_is_kept() {
    let text = r#"{"x":{"a":"two","new":[1]}}"#;
    assert!(matches!(decode::<Held>(text), Held::Holder(Holder { x: Some(Marked::Unknown(_)) })));
    round_trips::<Held>(text);
    // What no branch can be is nothing new.
    assert!(fails::<Marked>("5").contains("expected a value that some variant holds, found a number"));
    assert!(fails::<Marked>(r#"{"b":1}"#).contains("needs the member `a`"));
}

#[derive(Debug, Clone, PartialEq)]
enum Color {
    Red,
    Unknown(Unknown<String>),
}

wharf_runtime::string_enum!(Color { Red: "red" });

#[derive(Debug, Clone, PartialEq)]
enum Grade {
    One,
    Unknown(Unknown<i64>),
}

wharf_runtime::integer_enum!(Grade { One: 1 });

#[derive(Debug, Clone, PartialEq)]
struct Paint {
    kind: Option<Constant>,
    color: Option<Color>,
    grade: Option<i64>,
}

wharf_runtime::object!(Paint { kind: "kind" optional_constant "paint", color: "color" optional, grade: "grade" optional });

#[derive(Debug, Clone, PartialEq)]
struct Stone {
    kind: Option<Constant>,
    color: Option<String>,
    grade: Option<Grade>,
}

wharf_runtime::object!(Stone { kind: "kind" optional_constant "stone", color: "color" optional, grade: "grade" optional });

#[derive(Debug, Clone, PartialEq)]
enum Matter {
    Paint(Paint),
    Stone(Stone),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Matter { Paint: Paint if object, Stone: Stone if object });

#[test]
fn among_branches_that_keep_all_the_one_that_knows_most_wins() {
    assert!(matches!(decode::<Matter>(r#"{"kind":"paint"}"#), Matter::Paint(_)));
    assert!(matches!(decode::<Matter>(r#"{"kind":"stone"}"#), Matter::Stone(_)));
    assert!(matches!(decode::<Matter>(r#"{"color":"red","grade":2}"#), Matter::Paint(_)));
    assert!(matches!(decode::<Matter>(r#"{"color":"grey","grade":1}"#), Matter::Stone(_)));
    // Neither knows one of the values, so the first is taken; and what is skipped counts before.
    assert!(matches!(decode::<Matter>(r#"{"color":"grey","grade":2}"#), Matter::Paint(_)));
    assert!(matches!(decode::<Matter>(r#"{"kind":"other"}"#), Matter::Paint(_)));
    round_trips::<Vec<Matter>>(r#"[{"kind":"stone","color":"grey"},{"kind":"other"}]"#);
}

#[derive(Debug, Clone, PartialEq)]
struct Named {
    name: String,
}

wharf_runtime::object!(Named { name: "name" required });

#[derive(Debug, Clone, PartialEq)]
enum Tagged {
    Named(Named),
    Unknown(Unknown<Exact>),
}

wharf_runtime::tagged_union!(Tagged, "kind" { "named" => Named: Named });

#[derive(Debug, Clone, PartialEq)]
enum Outer {
    Tagged(Tagged),
    Side(Side),
    Named(Named),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Outer { Tagged: Tagged if object, Side: Side if any, Named: Named if object ["name"] });

#[test]
fn a_branch_that_knows_the_value_wins_over_one_that_does_not() {
    assert!(matches!(decode::<Outer>(r#"{"kind":"new","x":{}}"#), Outer::Side(_)));
    // Both skip two members, and only one knows all that it keeps.
    assert!(matches!(decode::<Outer>(r#"{"kind":"new","x":1,"name":"n"}"#), Outer::Named(_)));
    assert!(matches!(decode::<Outer>(r#" {"kind":"new","x":[],"inner":1,"name":"n"}"#), Outer::Named(_)));
    // No other decodes: better kept by a branch that does not know it than not at all.
    assert!(matches!(decode::<Outer>(r#"{"kind":"new","inner":1}"#), Outer::Tagged(Tagged::Unknown(_))));
    round_trips::<Vec<Outer>>(
        r#"[{"inner":1,"kind":"new","digits":123456789012345678901234567890},{"inner":{"b":"x"}}]"#,
    );
}

#[derive(Debug, Clone, PartialEq)]
struct Knot {
    next: Option<Box<Chain>>,
}

wharf_runtime::object!(Knot { next: "next" optional });

#[derive(Debug, Clone, PartialEq)]
enum Chain {
    One(Knot),
    Two(Knot),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Chain { One: Knot if object, Two: Knot if object });

#[test]
fn comparing_is_bounded_and_fails_nothing() {
    // Both branches of each level skip `new` at the bottom: without a bound, 2^60 attempts.
    let text = |bottom: &str| format!("{}{bottom}{}", r#"{"next":"#.repeat(60), "}".repeat(60));
    let chain: Chain = decode(&text(r#"{"new":1}"#));
    assert_eq!(String::from_utf8(json::encode(&chain)).unwrap(), text("{}"));
}

#[derive(Debug, Clone, PartialEq)]
struct Success {
    ok: bool,
    value: String,
}

wharf_runtime::object!(Success { ok: "ok" required, value: "value" required });

#[derive(Debug, Clone, PartialEq)]
struct Failure {
    ok: bool,
    error: String,
}

wharf_runtime::object!(Failure { ok: "ok" required, error: "error" required });

#[derive(Debug, Clone, PartialEq)]
enum Outcome {
    Success(Success),
    Failure(Failure),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Outcome {
    Success: Success if object ["value", "ok" = true],
    Failure: Failure if object ["error", "ok" = false],
});

#[test]
fn constants_of_a_branch_without_what_it_needs_are_broken() {
    assert!(matches!(decode::<Outcome>(r#"{"ok":true,"value":""}"#), Outcome::Success(_)));
    assert!(matches!(decode::<Outcome>(r#"{"error":"e","ok":false}"#), Outcome::Failure(_)));
    for broken in [r#"{"ok":true}"#, r#"{"ok":false,"value":""}"#, r#"{"error":"","ok":true}"#] {
        assert!(fails::<Outcome>(broken).contains("is missing"), "{broken}");
    }
    assert!(fails::<Outcome>(r#"{"ok":true,"value":1}"#).contains("string"));
    assert!(fails::<Outcome>(r#"{"value":""}"#).contains("is missing"));
    assert!(fails::<Outcome>(r#"{"ok":"perhaps","value":""}"#).contains("some variant"));
}

#[derive(Debug, Clone, PartialEq)]
struct Picture {
    kind: Constant,
    size: i64,
}

wharf_runtime::object!(Picture { kind: "kind" constant "picture", size: "size" required });

#[derive(Debug, Clone, PartialEq)]
struct Document {
    kind: Option<String>,
    text: String,
}

wharf_runtime::object!(Document { kind: "kind" optional, text: "text" required });

#[derive(Debug, Clone, PartialEq)]
enum Asset {
    Picture(Picture),
    Document(Document),
}

wharf_runtime::tagged_union!(Asset, "kind" { "picture" => Picture: Picture, else => Document: Document });

#[test]
fn what_no_other_variant_is_is_the_default() {
    assert!(matches!(decode::<Asset>(r#"{"kind":"picture","size":1}"#), Asset::Picture(_)));
    for text in [r#"{"text":"x"}"#, r#"{"kind":"novel","text":"x"}"#, r#"{"kind":"","text":"x"}"#] {
        assert!(matches!(decode::<Asset>(text), Asset::Document(_)), "{text}");
        round_trips::<Asset>(text);
    }
    assert!(fails::<Asset>(r#"{"kind":"picture","text":"x"}"#).contains("size"));
    assert!(fails::<Asset>(r#"{"kind":"novel"}"#).contains("text"));
    assert!(fails::<Asset>(r#"{"kind":1,"text":"x"}"#).contains("string"));
    assert!(!fails::<Asset>("[]").is_empty());
}

#[derive(Debug, Clone, PartialEq)]
enum Free {
    Text(String),
    Any(Value),
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Free { Text: String if string, Any: Value if null | boolean | number | string | array | object });

#[derive(Debug, Clone, PartialEq)]
struct HoldsFree {
    free: Option<Free>,
    loose: Option<Loose>,
}

wharf_runtime::object!(HoldsFree { free: "free" optional, loose: "loose" optional });

#[test]
fn null_is_kept_where_a_branch_takes_it() {
    round_trips::<HoldsFree>(r#"{"free":null}"#);
    round_trips::<HoldsFree>("{}");
    assert_eq!(decode::<HoldsFree>(r#"{"loose":null}"#), decode::<HoldsFree>("{}"));
}
