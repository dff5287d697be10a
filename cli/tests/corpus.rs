//! `corpus`: every document counts, whatever the generator does on it.

mod common;

use std::process::ExitCode;

use common::{Place, Stream, toy};
use serde_json::Value;
use wharf_cli::arguments::{Corpus, Crates, Limits, Records};
use wharf_cli::corpus::{self, Itself};
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;

/// Not a test: what this program does when `corpus` starts it for a document.
#[test]
#[ignore = "started by the others"]
fn part() {
    let code = corpus::play(toy::generate);
    assert!(code.is_none_or(|code| code == ExitCode::SUCCESS));
}

fn run(arguments: &Corpus) -> (Exit, String, String) {
    let (out, err) = (Stream::default(), Stream::default());
    let mut terminal = Terminal::to(Box::new(out.clone()), Box::new(err.clone()));
    let itself = Itself {
        program: std::env::current_exe().unwrap(),
        arguments: ["--exact", "part", "--ignored", "--nocapture"].map(str::to_owned).to_vec(),
        compiler: env!("CARGO_BIN_EXE_wharf").into(),
    };
    let exit = corpus::run(arguments, &itself, &mut terminal);
    (exit, out.text(), err.text())
}

fn arguments(place: &Place) -> Corpus {
    Corpus {
        folders: vec![place.root().join("documents")],
        only: Vec::new(),
        jobs: None,
        crates: Crates::default(),
        limits: Limits { time_limit: 60, ..Limits::default() },
        records: Records { json: Some(place.root().join("records.txt")), ..Records::default() },
    }
}

fn place(documents: &[(&str, &str)]) -> Place {
    let place = Place::new("");
    for (name, lines) in documents {
        place.put(&format!("documents/{name}"), lines);
    }
    place
}

fn records(place: &Place) -> Value {
    serde_json::from_str(&place.text("records.txt")).unwrap()
}

fn assert_parts(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part}: {text}");
    }
}

const FINE: [(&str, &str); 3] = [
    ("good.yaml", "openapi: 3.1.0\nfile a text"),
    ("note.yaml", "title: no document\npanic"),
    ("note.txt", "openapi: 3.1.0\npanic"),
];

const BAD: (&str, &str) = ("deep/bad.yml", "openapi: 3.1.0\nerror rare\nerror odd\nerror rare");

#[test]
fn documents_are_found_and_generated() {
    let place = place(&FINE);
    let (exit, out, _) = run(&arguments(&place));
    assert_eq!(exit, Exit::Fine, "{out}");
    assert_parts(&out, &["     1  documents", "     1  generated", "     0  at fault", "generating"]);
    let record = &records(&place)[0];
    assert_eq!(record["outcome"], "generated");
    assert_eq!(record["bytes"], 5);
    assert_eq!(record["compiled"], Value::Null);
    #[cfg(target_os = "linux")]
    assert!(record["peak_kib"].as_u64().unwrap() > 0);
}

#[test]
fn refusing_a_document_is_a_fault_unless_it_is_on_the_list() {
    let place = place(&[FINE[0], BAD]);
    let mut arguments = arguments(&place);
    let (exit, out, _) = run(&arguments);
    assert_eq!(exit, Exit::Differs);
    assert_parts(
        &out,
        &["     1  refused\n", "     1  at fault", "refused for odd: 1 document\n", "refused for rare: 1"],
    );
    let record = &records(&place)[0];
    assert_eq!(record["codes"], serde_json::json!(["odd", "rare"]));

    place.put("refused.toml", &format!("[[refused]]\nsha256 = {}\nreason = 'a'\n", record["sha256"]));
    arguments.records.refused = Some(place.root().join("refused.toml"));
    let (exit, out, _) = run(&arguments);
    assert_eq!(exit, Exit::Fine, "{out}");
    assert_parts(&out, &["     1  refused as the list says", "     0  at fault"]);

    place.put("refused.toml", "[[refused]]\nname = 'a'\n");
    let (exit, _, err) = run(&arguments);
    assert_eq!(exit, Exit::Failed);
    assert_parts(&err, &["cannot read the list", "sha256"]);
}

#[test]
fn a_document_that_runs_away_is_stopped() {
    for (line, limits, parts) in [
        ("panic", Limits::default(), ["     1  panicked", "the toy fell at "]),
        ("hang", Limits { time_limit: 1, ..Limits::default() }, ["     1  timed out", "timed out: 1 document"]),
        #[cfg(target_os = "linux")]
        ("grow", Limits { memory_limit: 400, ..Limits::default() }, ["     1  out of memory", "out of memory: 1"]),
    ] {
        let document = format!("openapi: 3.1.0\n{line}");
        let place = place(&[FINE[0], ("wild.yaml", &document)]);
        let (exit, out, _) = run(&Corpus { limits, ..arguments(&place) });
        assert_eq!(exit, Exit::Differs, "{line}");
        assert_parts(&out, &["     1  generated", "     1  at fault"]);
        assert_parts(&out, &parts);
    }
}

/// A busy machine makes documents wait.
#[cfg(target_os = "linux")]
#[test]
fn the_time_that_a_document_waits_does_not_count() {
    let place = place(&[("slow.yaml", "openapi: 3.1.0\nwait")]);
    let limits = Limits { time_limit: 1, ..Limits::default() };
    let (exit, out, _) = run(&Corpus { limits, ..arguments(&place) });
    assert_eq!(exit, Exit::Fine, "{out}");
    assert_parts(&out, &["     1  generated", "     0  at fault"]);
}

#[test]
fn only_some_documents() {
    let place = place(&[FINE[0], BAD]);
    let (exit, out, _) = run(&Corpus { only: vec!["good".to_owned()], ..arguments(&place) });
    assert_eq!(exit, Exit::Fine);
    assert_parts(&out, &["     1  documents"]);
    let (exit, _, err) = run(&Corpus { only: vec!["nowhere".to_owned()], ..arguments(&place) });
    assert_eq!(exit, Exit::Failed);
    assert_parts(&err, &["no OpenAPI document below"]);
}

#[test]
fn no_document_is_an_error() {
    let (exit, _, err) = run(&arguments(&place(&FINE[1..])));
    assert_eq!(exit, Exit::Failed);
    assert_parts(&err, &["no OpenAPI document below"]);
    let (exit, _, err) = run(&arguments(&Place::new("")));
    assert_eq!(exit, Exit::Failed);
    assert_parts(&err, &["cannot read the folder"]);
}

#[test]
fn says_what_is_better_and_worse_than_before() {
    let place = place(&[FINE[0], BAD, ("falls.yaml", "openapi: 3.1.0\nerror odd"), ("gone.yaml", "openapi: 3.1.0")]);
    let mut arguments = arguments(&place);
    run(&arguments);
    place.put("old.json", &place.text("records.txt"));
    place.put("documents/deep/bad.yml", "openapi: 3.1.0");
    place.put("documents/falls.yaml", "openapi: 3.1.0\npanic");
    place.remove("documents/gone.yaml");
    arguments.records.against = Some(place.root().join("old.json"));
    let (_, out, _) = run(&arguments);
    assert_parts(&out, &["0 documents new, 1 document not run", "1 document: better", "1 document: worse"]);
    assert_parts(&out, &["bad.yml: refused: odd, rare -> generated", "falls.yaml: refused: odd -> panicked"]);
}

/// A document that becomes a crate with this library and this test, both called `toy`.
fn a_crate(library: &str, test: &str) -> String {
    let manifest = r#"[package]\nname = "toy"\nversion = "0.1.0"\nedition = "2024""#;
    format!(
        "openapi: 3.1.0\nfile client/Cargo.toml {manifest}\nfile client/src/lib.rs {library}\n\
         file client/tests/examples.rs {test}"
    )
}

const GOOD_TEST: &str = r"#[test]\nfn is_one() {\n    assert_eq!(toy::one(), 1);\n}";

#[test]
fn crates_are_compiled_and_looked_at() {
    let one = |rest: &str| format!(r"//! One.\n/// One.\n#[must_use]\npub fn one() -> u8 {{\n    1\n}}\n{rest}");
    let documents = [
        ("broken.yaml", a_crate(r"pub fn one() -> u8 { true }", GOOD_TEST)),
        ("example.yaml", a_crate(&one(r"/// ```\n/// toy::two();\n/// ```\npub const TWO: u8 = 2;"), GOOD_TEST)),
        ("fails.yaml", a_crate(&one(""), &GOOD_TEST.replace("(), 1", "(), 2"))),
        ("good.yaml", a_crate(&one(""), GOOD_TEST)),
        ("links.yaml", a_crate(&one(r"/// See [`gone`].\npub const TWO: u8 = 2;"), GOOD_TEST)),
        (
            "pedantic.yaml",
            a_crate(&one(r"/// An [`u8`].\npub fn same(x: String) {\n    drop(x.clone());\n}"), GOOD_TEST),
        ),
        ("test.yaml", a_crate(&one(""), r"fn unused() {}")),
        ("warns.yaml", a_crate(&one(r"fn unused() {}"), GOOD_TEST)),
    ];
    let documents: Vec<_> = documents.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let place = place(&documents);
    let crates = Crates { check: true, clippy: true, doc: true, test: true, out: Some(place.out()), target: None };
    let (exit, out, err) = run(&Corpus { crates, ..arguments(&place) });
    assert_eq!(exit, Exit::Differs, "{err}");
    let expected = [
        ("broken.yaml", Some("rustc E0308")),
        ("example.yaml", Some("test failed")),
        ("fails.yaml", Some("test failed")),
        ("good.yaml", None),
        ("links.yaml", Some("rustdoc rustdoc::broken_intra_doc_links")),
        ("pedantic.yaml", Some("clippy clippy::needless_pass_by_value")),
        ("test.yaml", Some("rustc dead_code")),
        ("warns.yaml", Some("rustc dead_code")),
    ];
    let records = records(&place);
    for (record, (name, first)) in records.as_array().unwrap().iter().zip(expected) {
        assert!(record["document"].as_str().unwrap().ends_with(name), "{record}");
        let compiled = &record["compiled"];
        assert_eq!(compiled["finished"], name != "broken.yaml", "{record}");
        let finding = compiled["findings"].get(0);
        let word = |key: &str| finding.and_then(|finding| finding[key].as_str());
        let said = word("tool").zip(word("code")).map(|(tool, code)| format!("{tool} {code}"));
        assert_eq!(said.as_deref(), first, "{record}");
        assert!(compiled["milliseconds"].as_u64().is_some(), "{record}");
    }
    assert_parts(&out, &["     8  documents", "     8  generated", "     5  compiled", "     6  clippy-clean"]);
    assert_parts(
        &out,
        &["     6  documented", "     5  tested", "     7  at fault", "rustc finds E0308: mismatched types: 1"],
    );
}

#[test]
fn a_second_run_compiles_only_what_changed() {
    let good = a_crate(r"//! One.\n#[must_use]\npub fn one() -> u8 {\n    1\n}", GOOD_TEST);
    let place = place(&[("a.yaml", &good), ("b.yaml", &good)]);
    let crates = Crates { check: true, out: Some(place.out()), ..Crates::default() };
    let arguments = Corpus { crates, ..arguments(&place) };
    let (exit, out, err) = run(&arguments);
    assert_eq!(exit, Exit::Fine, "{out}{err}");
    place.put("documents/b.yaml", &good.replace("One", "Uno"));
    let (exit, out, _) = run(&arguments);
    assert_eq!(exit, Exit::Fine, "{out}");
    let records = records(&place);
    assert!(records[0]["compiled"]["milliseconds"].is_null(), "{records}");
    assert!(records[1]["compiled"]["milliseconds"].is_u64(), "{records}");
}
