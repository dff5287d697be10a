//! What no type expresses, told where it is asked for.

mod common;

use common::{Place, run};
use wharf_cli::codegen::{Job, Mode};
use wharf_cli::exit::Exit;

const DOCUMENT: &str = "file client/src/a.rs a";

#[test]
fn a_report_is_text_or_json_by_the_name_of_its_file() {
    let place = Place::new(DOCUMENT);
    let reported = |name: &str| {
        let said = run(&Job { report: Some(place.root().join(name)), ..place.job() }, Mode::default());
        assert_eq!(said.exit, Exit::Fine, "{}", said.err);
        place.text(name)
    };
    let text = reported("report.txt");
    assert!(text.starts_with("1 rule that no type expresses\n"), "{text}");
    assert!(text.contains("api.yaml:3:7 /a/pattern = \"^a\": models::A.b\n"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&reported("report.json")).unwrap();
    assert_eq!(json["counts"]["pattern"]["documented"], 1);
    assert_eq!(json["entries"][0]["subjects"][0], "models::A.b");
}

#[test]
fn a_line_is_standard_output() {
    let place = Place::new(DOCUMENT);
    let said = run(&Job { report: Some("-".into()), ..place.job() }, Mode::default());
    assert!(said.out.starts_with("1 rule that no type expresses\n"), "{}", said.out);
}

#[test]
fn a_report_that_cannot_be_written_is_a_problem() {
    let place = Place::new(DOCUMENT);
    let said = run(&Job { report: Some(place.root().join("none/report.txt")), ..place.job() }, Mode::default());
    assert_eq!(said.exit, Exit::Failed);
    assert!(said.err.contains("cannot write the report to `"), "{}", said.err);
    assert!(!place.out().exists());
}
