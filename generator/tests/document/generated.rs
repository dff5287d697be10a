//! Generated values, read by this reader and by others.

use proptest::prelude::*;
use serde_json::Value;
use wharf::document::Document;
use wharf::{Load, Source};

struct Nothing;

impl Load for Nothing {
    fn load(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("there are no files".to_owned())
    }
}

fn read(name: &str, text: &str) -> (Option<Document>, Vec<wharf::Diagnostic>) {
    Document::parse(Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() }, &Nothing)
}

/// Any JSON, with texts that readers of YAML trip over.
fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        "[ \t\n:#,'\"&*!|>%@`~=<?{}\\[\\]-]{0,6}",
        "(null|true|~|yes|[-+]?[0-9.]{1,4}e?[0-9]{0,2}|0x[0-9a-f]{1,3}|\\.inf)",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no other", |number| number.is_finite()).prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-z0-9/~. ]{0,3}", inner, 0..6)
                .prop_map(|members| Value::from(members.into_iter().collect::<serde_json::Map<_, _>>())),
        ]
    })
}

/// `value` as a member of a document.
fn document(value: &Value) -> Value {
    serde_json::json!({"openapi": "3.1.0", "x": value})
}

proptest! {
    #[test]
    fn json_is_read_as_others_read_it(value in value(), pretty in any::<bool>()) {
        let value = document(&value);
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let (document, diagnostics) = read("a.json", &text);
        prop_assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        let document = document.unwrap();
        prop_assert_eq!(document.root().to_json(), value);
    }

    #[test]
    fn every_place_is_that_of_the_value(value in value()) {
        let value = document(&value);
        let text = serde_json::to_string_pretty(&value).unwrap();
        let (document, _) = read("a.json", &text);
        let document = document.unwrap();
        let mut waiting = vec![document.root()];
        while let Some(node) = waiting.pop() {
            let span = node.span();
            let line = text.split('\n').nth(span.line as usize - 1).unwrap();
            let rest: String = line.chars().skip(span.column as usize - 1).collect();
            let written = serde_json::to_string(&node.to_json()).unwrap();
            prop_assert!(rest.starts_with(&written[..1]), "{node:?}: {rest}");
            prop_assert_eq!(document.root().find(&node.pointer()).map(wharf::document::Node::id), Some(node.id()));
            waiting.extend(node.items());
            waiting.extend(node.entries().map(|(_, child)| child));
        }
    }

    #[test]
    fn yaml_is_read_as_it_was_written(value in value()) {
        let value = document(&value);
        let text = serde_yaml::to_string(&value).unwrap();
        // The writer folds lines at these, as the first version of YAML had it.
        prop_assume!(!text.contains(['\u{85}', '\u{2028}', '\u{2029}']));
        let (document, diagnostics) = read("a.yaml", &text);
        prop_assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{text}");
        let document = document.unwrap();
        prop_assert_eq!(document.root().to_json(), value.clone(), "{}", text);
        let again = document.to_yaml().unwrap();
        let (again, _) = read("a.yaml", &again);
        prop_assert!(again.unwrap().root().structural_eq(document.root()));
    }

    #[test]
    fn no_text_makes_it_fail_in_any_other_way(text in "(openapi: 3.1.0\n)?[-a-c:\\[\\]{},&*!|>'\"%@#<? \n\t\r\u{85}\u{feff}é0-9.~\\\\u]{0,60}") {
        let (document, diagnostics) = read("a.yaml", &text);
        prop_assert!(document.is_some() || diagnostics.iter().any(wharf::Diagnostic::is_error));
        for name in ["a.json", "b"] {
            let _ = read(name, &format!("{{\"openapi\":\"3.0.0\",\"x\":{text}"));
        }
    }

    #[test]
    fn what_breaks_off_is_refused_not_lost(value in value(), at in any::<prop::sample::Index>()) {
        let text = serde_json::to_string(&document(&value)).unwrap();
        let cut = text.char_indices().nth(at.index(text.chars().count())).unwrap().0;
        let (document, diagnostics) = read("a.json", &text[..cut]);
        prop_assert!(document.is_none());
        prop_assert!(diagnostics.iter().any(wharf::Diagnostic::is_error));
    }
}
