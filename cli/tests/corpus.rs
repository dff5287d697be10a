//! `corpus`: every document counts, whatever the generator does on it.

mod common;

use common::{Place, Stream, toy};
use wharf_cli::arguments::Corpus;
use wharf_cli::corpus;
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;

fn run(place: &Place, time_limit: u64) -> (Exit, String, String) {
    let (out, err) = (Stream::default(), Stream::default());
    let mut terminal = Terminal::to(Box::new(out.clone()), Box::new(err.clone()));
    let json = Some(place.root().join("records.txt"));
    let arguments = Corpus { folders: vec![place.root().join("documents")], json, time_limit };
    let exit = corpus::run(&arguments, toy::generate, &mut terminal);
    (exit, out.text(), err.text())
}

fn place(documents: &[(&str, &str)]) -> Place {
    let place = Place::new("");
    for (name, lines) in documents {
        place.put(&format!("documents/{name}"), lines);
    }
    place
}

const FINE: [(&str, &str); 4] = [
    ("good.yaml", "openapi: 3.1.0\nfile a text"),
    ("deep/bad.yml", "openapi: 3.1.0\nerror rare\nerror odd\nerror rare"),
    ("note.yaml", "title: no document\npanic"),
    ("note.txt", "openapi: 3.1.0\npanic"),
];

#[test]
fn refusing_a_document_is_fine() {
    let place = place(&FINE);
    let (exit, out, _) = run(&place, 60);
    assert_eq!(exit, Exit::Fine);
    for part in ["     2  documents", "     1  generated", "     1  refused", "odd: 1 document\n", "rare: 1 document\n"]
    {
        assert!(out.contains(part), "{part}: {out}");
    }
    let records: serde_json::Value = serde_json::from_str(&place.text("records.txt")).unwrap();
    assert_eq!(records[0]["outcome"], "refused");
    assert_eq!(records[0]["codes"], serde_json::json!(["odd", "rare"]));
    assert_eq!(records[1]["outcome"], "generated");
    assert_eq!(records[1]["bytes"], 5);
}

#[test]
fn panicking_and_hanging_are_not() {
    let mut documents = FINE.to_vec();
    documents.push(("fall.json", "{\"openapi\": \"3.1.0\"\n}\npanic"));
    documents.push(("hang.yaml", "openapi: 3.1.0\nhang"));
    let (exit, out, _) = run(&place(&documents), 1);
    assert_eq!(exit, Exit::Differs);
    for part in
        ["     4  documents", "     1  panicked", "     1  timed out", "fall.json\n  the toy fell at ", "timed out: "]
    {
        assert!(out.contains(part), "{part}: {out}");
    }
}

#[test]
fn no_document_is_an_error() {
    let (exit, _, err) = run(&place(&FINE[2..]), 60);
    assert_eq!(exit, Exit::Failed);
    assert!(err.contains("no OpenAPI document below"), "{err}");
    let (exit, _, err) = run(&Place::new(""), 60);
    assert_eq!(exit, Exit::Failed);
    assert!(err.contains("cannot read the folder"), "{err}");
}
