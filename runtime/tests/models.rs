//! The macros for models, used as generated code uses them.

mod sample;

use std::fmt::Debug;

use sample::models::{Content, CreateShelf, Empty, Level, Place, Shelf, Size, Tree, clashing};
use wharf_runtime::json::{self, Decode, Encode};
use wharf_runtime::{Decimal, Presence, Value};

fn decode<T: Decode>(text: &str) -> T {
    json::decode(text.as_bytes()).unwrap()
}

fn fails<T: Decode + Debug>(text: &str) -> String {
    json::decode::<T>(text.as_bytes()).unwrap_err().to_string()
}

fn encode<T: Encode>(value: &T) -> String {
    String::from_utf8(json::encode(value)).unwrap()
}

fn round_trips<T: Decode + Encode>(text: &str) {
    assert_eq!(encode(&decode::<T>(text)), text);
}

#[test]
fn members_absent_null_and_there() {
    let shelf: Shelf = decode(r#"{"id":"s","type":"shelf","last_used":null,"any":null,"size":null}"#);
    assert_eq!(shelf.size, None);
    assert_eq!(shelf.note, Presence::Absent);
    assert_eq!(shelf.any, Value::Null);
    assert_eq!(encode(&shelf), r#"{"id":"s","type":"shelf","last_used":null,"any":null}"#);
    let shelf: Shelf = decode(r#"{"id":"s","type":"rack","last_used":"x","any":1,"note":null,"more":[1]}"#);
    assert_eq!(shelf.note, Presence::Null);
    assert_eq!(shelf.r#type, "rack");
    assert_eq!(shelf.extra["more"], serde_json::json!([1]));
    round_trips::<Shelf>(r#"{"id":"s","type":"rack","note":null,"last_used":"x","any":{"a":[]},"z":{}}"#);
}

#[test]
fn what_is_missing_is_named_with_its_path() {
    let message = fails::<Vec<Shelf>>(r#"[{"id":"s","type":"shelf","any":1}]"#);
    assert!(message.starts_with("the required member `last_used` is missing at $[0] (byte 1)"), "{message}");
    let message =
        fails::<Shelf>(r#"{"id":"s","type":"shelf","any":1,"last_used":null,"place":{"kind":"room","room":3}}"#);
    assert!(message.starts_with("expected a string, found a number at $.place.room"), "{message}");
    let message = fails::<Shelf>(r#"{"id":"s","type":"shelf","last_used":null}"#);
    assert!(message.contains("`any` is missing"), "{message}");
    assert!(fails::<Shelf>(r#"{"id":null}"#).contains("found null at $.id"));
}

#[test]
fn the_last_of_two_members_counts_and_unknown_ones_are_skipped() {
    let request: CreateShelf = decode(r#"{"name":"a","x":{"y":[1,{}]},"n\u0061me":"b"}"#);
    assert_eq!(request, CreateShelf::new("b"));
    assert!(fails::<CreateShelf>(r#"{"name":"a"} 1"#).contains("text after the value"));
}

#[test]
fn setters_take_what_converts() {
    let request = CreateShelf::new("n")
        .size("3m")
        .labels(["a", "b"])
        .note("hello")
        .key("secret")
        .weight(5)
        .parent(CreateShelf::new("p").note_null());
    assert_eq!(
        encode(&request),
        r#"{"name":"n","size":"3m","labels":["a","b"],"note":"hello","parent":{"name":"p","note":null},"key":"secret","weight":5}"#
    );
    assert!(!format!("{request:?}").contains("secret"));
}

/// Numbers of each width that a format asks for.
#[derive(Debug, Default)]
struct Widths {
    a: Option<i8>,
    b: Option<i16>,
    c: Option<i32>,
    d: Option<u8>,
    e: Option<u16>,
    f: Option<u32>,
}

wharf_runtime::setters!(Widths { a: optional i8, b: optional i16, c: optional i32, d: optional u8, e: optional u16, f: optional u32 });

#[test]
fn literals_set_numbers_of_each_width() {
    let Widths { a, b, c, d, e, f } = Widths::default().a(-1).b(2).c(3).d(4).e(8080).f(6);
    assert_eq!((a, b, c), (Some(-1), Some(2), Some(3)));
    assert_eq!((d, e, f), (Some(4), Some(8080), Some(6)));
}

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_eq!(decode::<Size>("\"1m\""), Size::_1m);
    let unknown: Size = decode("\"128m\"");
    assert!(matches!(&unknown, Size::Unknown(text) if text.as_str() == "128m"));
    assert_eq!(unknown.to_string(), "128m");
    round_trips::<Size>("\"128m\"");
    assert_eq!(Size::from("2m"), Size::_2m);
    assert!(fails::<Size>("1").contains("expected a string, found a number"));
    assert_eq!(decode::<Level>("-1"), Level::Below);
    assert_eq!(decode::<Level>("1.0"), Level::One);
    round_trips::<Level>("77");
}

#[test]
fn tags_choose_the_branch() {
    assert!(matches!(decode::<Place>(r#"{"room":"r","kind":"room"}"#), Place::Room(_)));
    let yard: Place = decode(r#"{"kind":"garden","places":[{"kind":"room","room":"r"},{"kind":"moon","at":1}]}"#);
    let Place::Yard(yard) = yard else { panic!("{yard:?}") };
    assert!(matches!(yard.places.as_deref(), Some([Place::Room(_), Place::Unknown(_)])));
    round_trips::<Place>(r#"{"at":{"x":[1.5,-3]},"kind":"moon"}"#);
    assert!(fails::<Place>("{}").contains("`kind`, which tells the variants apart, is missing"));
    assert!(fails::<Place>(r#"{"kind":1}"#).contains("expected a string that tells the variants apart"));
    assert!(fails::<Place>(r#"{"kind":"room"}"#).contains("`room` is missing"));
    assert!(fails::<Place>("3").contains("expected an object"));
}

#[test]
fn guards_choose_the_branch() {
    assert_eq!(decode::<Content>("\"x\""), Content::Text("x".into()));
    assert_eq!(decode::<Content>("[1, 2]"), Content::Pair((1, 2)));
    assert!(matches!(decode::<Content>("[1, [2], 3]"), Content::Parts(parts) if parts.len() == 3));
    assert_eq!(decode::<Content>("2e0"), Content::Count(2));
    assert!(fails::<Content>("2.5").contains("expected a value that some variant holds, found a number"));
    assert!(fails::<Content>("null").contains("found null"));
    assert!(fails::<Content>(r#"{"name":"n"}"#).contains("needs the member `fixed`, which is missing"));
    assert!(matches!(decode::<Content>(r#"{"fixed":5.0,"name":"n"}"#), Content::Named(_)));
    assert!(matches!(decode::<Content>(r#"{"fixed":6,"name":"n"}"#), Content::Unknown(_)));
    assert!(matches!(decode::<Content>(r#"{"kind":"room","room":""}"#), Content::Room(_)));
    assert!(matches!(decode::<Content>(r#"{"room":"","kind":"chamber"}"#), Content::Room(_)));
    assert!(matches!(decode::<Content>(r#"{"room":"","kind":"attic"}"#), Content::Unknown(_)));
    assert!(matches!(decode::<Content>(r#"{"other":true}"#), Content::Other(_)));
    round_trips::<Content>(r#"[{"other":false},{"kind":"attic","room":""},"x"]"#);
    let message = fails::<Content>(r#"[1,{"kind":"room","room":1}]"#);
    assert!(message.contains("at $[1].room"), "{message}");
    assert_eq!(Content::from(3), Content::Count(3));
}

#[test]
fn ambiguity_is_bounded() {
    // Each level offers two branches that both fail at the bottom: without a bound, 2^60 attempts.
    let text = format!("{}1.5{}", "[".repeat(60), "]".repeat(60));
    let text = text.replace("1.5", r#"{"kind":"room"}"#);
    assert!(json::decode::<Content>(text.as_bytes()).is_err());
}

#[test]
fn depth_is_bounded() {
    let text = "[".repeat(100_000);
    assert!(fails::<Tree>(&text).contains("nested too deep"));
    assert!(fails::<Value>(&text).contains("nested too deep"));
    assert!(fails::<Empty>(&format!("{{\"a\":{text}")).contains("nested too deep"));
    round_trips::<Tree>(&format!("{}{}", "[".repeat(100), "]".repeat(100)));
    let place = r#"{"kind":"yard","places":["#.repeat(100_000);
    assert!(fails::<Place>(&place).contains("nested too deep"));
}

type Row = (i128, i128, i128, i128, i128, i128, i128, i128, i128, i128, i128, i128);
type Block = (Row, Row, Row, Row, Row, Row, Row, Row, Row, Row, Row, Row);

/// A type whose decoding takes much of the stack at each level: about three times its seven kilobytes, unoptimised.
#[derive(Debug, Clone, PartialEq)]
struct Wide {
    one: Option<Block>,
    two: Option<Block>,
    three: Option<Block>,
    next: Option<Box<Wide>>,
}

wharf_runtime::object!(Wide { one: "one" optional, two: "two" optional, three: "three" optional, next: "next" optional });

#[test]
fn the_stack_is_bounded_where_the_depth_is_not() {
    let text = |depth: usize| format!("{}null{}", r#"{"next":"#.repeat(depth), "}".repeat(depth));
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let read = move || (json::decode::<Wide>(text(10).as_bytes()).is_ok(), fails::<Wide>(&text(100)));
    let (shallow, message) = small.spawn(read).unwrap().join().unwrap();
    assert!(shallow && message.contains("nested too deep"), "{message}");
}

#[test]
fn models_go_through_serde() {
    let text = r#"{"id":"s","type":"shelf","note":null,"last_used":null,"any":{"a":[1,-2.5,18446744073709551615,"é\n",true,null]}}"#;
    let shelf: Shelf = decode(text);
    assert_eq!(serde_json::to_string(&shelf).unwrap(), text);
    assert_eq!(serde_json::from_str::<Shelf>(text).unwrap(), shelf);
    let value = serde_json::to_value(&shelf).unwrap();
    assert_eq!(serde_json::from_value::<Shelf>(value).unwrap(), shelf);
    let error = serde_json::from_str::<Shelf>(r#"{"id":[]}"#).unwrap_err();
    assert!(error.to_string().contains("$.id"), "{error}");
    assert_eq!(serde_json::from_str::<Vec<Empty>>("[{},{}]").unwrap().len(), 2);
}

#[test]
fn serde_gets_a_number_as_it_is_or_not_at_all() {
    for text in ["19.90", "-0.00", "1E2", "120e-1", "0.1", "1000000000000000000000000000000000000000000"] {
        let decimal: Decimal = text.parse().unwrap();
        let through: f64 = serde_json::from_str(&serde_json::to_string(&decimal).unwrap()).unwrap();
        assert_eq!(through.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
    }
    for text in ["0.1234567890123456789012345678901234", "1e999", "340282366920938463463374607431768211455001"] {
        let decimal: Decimal = text.parse().unwrap();
        assert!(serde_json::to_string(&decimal).is_err(), "{text}");
        assert_eq!(encode(&decimal), text);
    }
}

#[test]
fn schemas_may_be_named_like_the_prelude() {
    round_trips::<clashing::Vec>(r#"{"string":{}}"#);
    round_trips::<clashing::Box>(r#"{"reader":"r","key":true}"#);
    round_trips::<clashing::Result>("\"some\"");
    assert!(fails::<clashing::Box>("[]").contains("found an array"));
}

#[derive(Debug, Clone, PartialEq)]
struct Loose {
    anything: Option<wharf_runtime::Value>,
    nothing: Option<()>,
    text: Option<String>,
}

wharf_runtime::object!(Loose { anything: "anything" optional, nothing: "nothing" optional, text: "text" optional });

#[test]
fn a_null_that_is_a_value_is_kept() {
    let read = |text: &str| wharf_runtime::json::decode::<Loose>(text.as_bytes()).unwrap();
    let written = |text: &str| String::from_utf8(wharf_runtime::json::encode(&read(text))).unwrap();
    assert_eq!(written(r#"{"anything":null,"nothing":null,"text":null}"#), r#"{"anything":null,"nothing":null}"#);
    assert_eq!(written("{}"), "{}");
}
