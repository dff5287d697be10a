//! Documents that stand too deep in themselves: refused, and never the end of the stack.

use wharf::Source;
use wharf::document::Document;

use crate::Folder;

fn refused(name: &str, text: String) -> Vec<String> {
    let source = Source { name: name.to_owned(), bytes: text.into_bytes() };
    let (document, diagnostics) = Document::parse(source, &Folder);
    assert!(document.is_none());
    diagnostics.iter().map(|told| format!("{} {}:{}", told.code, told.span.line, told.span.column)).collect()
}

#[test]
fn ten_thousand_levels_are_refused_where_they_become_too_many() {
    let open = |bracket: &str| bracket.repeat(10_000);
    assert_eq!(refused("a.json", open("[")), ["too-deep 1:201"]);
    assert_eq!(refused("a.json", format!("{}{}", open("["), open("]"))), ["too-deep 1:201"]);
    assert_eq!(refused("a.json", open("{\"a\":")), ["too-deep 1:1001"]);
    assert_eq!(refused("a.yaml", format!("x: {}", open("["))), ["too-deep 1:204"]);
    assert_eq!(refused("a.yaml", format!("x: {}", open("{a: "))), ["too-deep 1:800"]);
    assert_eq!(refused("a.yaml", open("- ")), ["too-deep 1:401"]);
}

#[test]
fn many_levels_of_blocks_are_refused() {
    let lines = (0..1000).map(|level| format!("{}a:\n", " ".repeat(level)));
    assert_eq!(refused("a.yaml", lines.collect()), ["too-deep 201:201"]);
}

#[test]
fn aliases_do_not_get_around_it() {
    let inner = format!("{}1{}", "[".repeat(150), "]".repeat(150));
    let text = format!("a: &a {inner}\nb: {}*a{}\n", "[".repeat(150), "]".repeat(150));
    assert_eq!(refused("a.yaml", text), ["too-deep 2:154"]);
}

#[test]
fn two_hundred_levels_are_read_and_used() {
    let text = format!("{{\"openapi\":\"3.0.0\",\"x\":{}1{}}}", "[".repeat(199), "]".repeat(199));
    let source = Source { name: "a.json".to_owned(), bytes: text.into_bytes() };
    let (document, diagnostics) = Document::parse(source, &Folder);
    let document = document.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    assert!(document.root().structural_eq(document.root()));
    assert_eq!(document.root().to_json()["x"][0].as_array().map(Vec::len), Some(1));
}
