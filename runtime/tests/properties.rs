//! Properties of the wire form, against an independent reader.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use wharf_runtime::json;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|members| Value::from(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Text that is nearly JSON: pieces of it in any order.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just(",".to_owned()),
        Just(":".to_owned()),
        Just(" \t\r\n".to_owned()),
        Just("\"a\"".to_owned()),
        Just("\"".to_owned()),
        Just("\\".to_owned()),
        Just("\\u".to_owned()),
        Just("true".to_owned()),
        Just("null".to_owned()),
        Just("nul".to_owned()),
        "-?[0-9]{1,3}(\\.[0-9]{0,2})?([eE][+-]?[0-9]{0,3})?",
        "[0-9a-fA-FuU]{1,4}",
        "\\PC",
        "[\\x00-\\x1f]",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A string literal with escapes, right and wrong.
fn string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\\\u[0-9a-fA-F]{4}",
        Just("\\ud83d\\ude00".to_owned()),
        Just("\\ud83d".to_owned()),
        Just("\\ude00".to_owned()),
        "\\\\[\"\\\\/bfnrtux]",
        "[a-zé😀]",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

/// Both readers refuse the text, or both read the same.
fn agree(text: &str) -> Result<(), TestCaseError> {
    let ours = json::decode::<Value>(text.as_bytes());
    let theirs = serde_json::from_str::<Value>(text);
    prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?}: {:?} against {:?}", text, &ours, &theirs);
    let skipped = json::Reader::new(text.as_bytes()).and_then(|mut reader| {
        reader.skip()?;
        reader.finish()
    });
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            prop_assert_eq!(ours, theirs);
            prop_assert!(skipped.is_ok());
        }
        // Passing over a number does not ask how large it is.
        (Err(error), _) if error.message().contains("in range") => {}
        _ => prop_assert!(skipped.is_err(), "{:?}", text),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_the_same(value in value()) {
        let text = json::encode(&value);
        prop_assert_eq!(&serde_json::from_slice::<Value>(&text).unwrap(), &value);
        prop_assert_eq!(&json::decode::<Value>(&text).unwrap(), &value);
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(&json::decode::<Value>(pretty.as_bytes()).unwrap(), &value);
    }

    #[test]
    fn readers_agree_on_what_is_nearly_json(text in nearly()) {
        agree(&text)?;
    }

    #[test]
    fn readers_agree_on_strings(text in string()) {
        agree(&text)?;
    }

    #[test]
    fn readers_agree_on_damaged_json(value in value(), at in any::<prop::sample::Index>(), by in any::<u8>()) {
        let mut text = serde_json::to_vec(&value).unwrap();
        let at = at.index(text.len());
        text[at] = by;
        let ours = json::decode::<Value>(&text);
        let theirs = serde_json::from_slice::<Value>(&text);
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?}: {:?} against {:?}", String::from_utf8_lossy(&text), &ours, &theirs);
        if let Err(error) = ours {
            prop_assert!(!error.path().is_empty() && error.offset() <= text.len());
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let ours = json::decode::<Value>(&bytes);
        prop_assert_eq!(ours.is_ok(), serde_json::from_slice::<Value>(&bytes).is_ok());
    }

    #[test]
    fn integers_are_exact(number in any::<i128>(), zeros in 0_usize..4) {
        let text = json::encode(&number);
        prop_assert_eq!(json::decode::<i128>(&text).unwrap(), number);
        let small = i64::try_from(number % 1_000_000_000).unwrap();
        let shifted = format!("{small}.{}e0", "0".repeat(zeros + 1));
        prop_assert_eq!(json::decode::<i64>(shifted.as_bytes()).unwrap(), small);
        let scaled = format!("{small}e{zeros}");
        prop_assert_eq!(json::decode::<i64>(scaled.as_bytes()).unwrap(), small * 10_i64.pow(u32::try_from(zeros).unwrap()));
    }

    #[test]
    fn floats_are_exact(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
        prop_assert_eq!(json::decode::<f64>(&json::encode(&number)).unwrap().to_bits(), number.to_bits());
    }
}

#[test]
fn cases_worth_naming() {
    for text in
        ["", " ", "01", "-", "1.", "1e", "[1,]", "{\"a\":1,}", "[,]", "\"\u{1}\"", "nulll", "\"\\ud800\"", "\u{feff}1"]
    {
        assert!(json::decode::<Value>(text.as_bytes()).is_err(), "{text}");
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
    assert_eq!(json::decode::<Value>(b" [ -0 , 1E+2 ] ").unwrap(), json!([-0.0, 100.0]));
}
