//! Pages of a document whose types refer to each other by the hundred.

use std::fmt::Write as _;

use wharf::{Input, Load, Outputs, Source};

/// How many types there are: each has ten texts, and all others.
const TYPES: usize = 30;

/// No other files.
struct Alone;

impl Load for Alone {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("there is no {name}"))
    }
}

/// Answers of one type, of which each other is a part.
fn document() -> String {
    let mut text = "openapi: 3.1.0\ninfo: {title: Graph, version: '1'}\npaths:\n".to_owned();
    for at in 0..3 {
        write!(
            text,
            "  /graphs{at}:\n    get:\n      operationId: listGraphs{at}\n      responses:\n        '200':\n          \
             description: ok\n          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Node{at}'}}}}}}\n"
        )
        .unwrap();
    }
    text.push_str("components:\n  schemas:\n");
    for at in 0..TYPES {
        writeln!(text, "    Node{at}:\n      type: object\n      description: The node {at}.\n      properties:")
            .unwrap();
        for member in 0..10 {
            writeln!(text, "        text{member}: {{type: string}}").unwrap();
        }
        for other in (0..TYPES).filter(|other| *other != at) {
            writeln!(text, "        node{other}: {{$ref: '#/components/schemas/Node{other}'}}").unwrap();
        }
    }
    text
}

fn generated() -> Outputs {
    let outcome = wharf::generate(&Input {
        command: "wharf codegen".to_owned(),
        ..Input::new(Source { name: "graph.yaml".to_owned(), bytes: document().into_bytes() }, &Alone)
    });
    outcome.outputs.unwrap()
}

#[test]
fn what_is_large_is_described_once() {
    let files = generated();
    for kind in ["http", "cli"] {
        let types = &files[&format!("reference/{kind}/types.md")];
        for at in 0..TYPES {
            assert_eq!(types.matches(&format!("\nThe node {at}.\n")).count(), 1, "{kind} {at}");
        }
        let page = &files[&format!("reference/{kind}/graphs0.md")];
        assert!(page.contains("`node7: optional Node7`") && page.contains("[Types](types.md)"), "{page}");
    }
    assert!(files["reference/index.html"].contains("id=\"http/types/node7\""));
}

#[test]
fn answers_are_made_up_as_deep_as_one_can_look_at_them() {
    let page = &generated()["reference/http/graphs0.md"];
    let (_, answer) = page.split_once("```json\n").unwrap();
    let (answer, _) = answer.split_once("\n```").unwrap();
    let answer: serde_json::Value = serde_json::from_str(answer).unwrap();
    assert_eq!(answer["text3"], "text3");
    // One level more would be a thousand values.
    assert_eq!(answer["node7"], serde_json::json!({}));
}
