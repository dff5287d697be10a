//! Whole reports.

use std::fs;
use std::path::Path;

use wharf::Settings;
use wharf::diff::{Approval, Approvals, Day, Report};

use crate::{document, get, report, report_with};

/// A report in one of its forms.
type Form = fn(&Report) -> String;

/// Each form, and what its file ends with.
const FORMS: [(&str, Form); 5] = [
    ("txt", |report| report.text(true)),
    ("md", |report| report.markdown(false)),
    ("html", Report::html),
    ("github", Report::github),
    ("json", Report::json),
];

/// The day on which all cases are looked at.
fn today() -> Day {
    Day::new(2026, 6, 30)
}

/// The cases: each with the documents, settings and approvals that there are, and its report.
pub fn cases() -> Vec<(String, Report)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/cases");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().into_string().unwrap().strip_suffix(".old.yaml").map(str::to_owned)
        })
        .collect();
    names.sort();
    let of = |name: String| {
        let read = |ending: &str| fs::read_to_string(folder.join(format!("{name}.{ending}"))).ok();
        let settings = read("wharf.toml").map(|text| Settings::parse("wharf.toml", &text).unwrap()).unwrap_or_default();
        let mut report = report_with(&settings, &read("old.yaml").unwrap(), &read("new.yaml").unwrap());
        if let Some(text) = read("approvals.toml") {
            report.approve(&Approvals::parse("approvals.toml", &text).unwrap(), today());
        }
        (name, report)
    };
    names.into_iter().map(of).collect()
}

/// `cases/NAME.old.yaml` becomes `cases/NAME.new.yaml`, and `NAME.txt`, `NAME.md` … say what that means. `UPDATE_EXPECT=1`
/// writes them.
#[test]
fn reports_are_those_beside_the_documents() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/cases");
    let cases = cases();
    assert!(!cases.is_empty());
    for (name, report) in cases {
        let read = |ending: &str| fs::read_to_string(folder.join(format!("{name}.{ending}"))).unwrap_or_default();
        for (ending, form) in FORMS {
            let found = form(&report);
            if update {
                fs::write(folder.join(format!("{name}.{ending}")), &found).unwrap();
            }
            assert_eq!(read(ending), found, "{name}.{ending}");
        }
    }
}

#[test]
fn what_is_told_is_short_enough_for_a_pull_request() {
    let document = |ty: &str, paths: usize| {
        let path = |at: usize| {
            format!(
                "  /things{at}:\n    get:\n      parameters: [{{ name: size, in: query, schema: {{ type: {ty} }} }}]\n      \
                 responses: {{ \"204\": {{ description: Done }} }}\n"
            )
        };
        let paths: String = (0..paths).map(path).collect();
        format!("openapi: 3.1.0\ninfo: {{ title: Many, version: \"1\" }}\npaths:\n{paths}")
    };
    for paths in [150, 400] {
        let report = report(&document("string", paths), &document("integer", paths));
        assert!(report.entries.len() >= paths, "{}", report.entries.len());
        let (cut, whole) = (report.markdown(false), report.markdown(true));
        assert!(cut.len() <= 65_536 && whole.len() > 65_536, "{} {}", cut.len(), whole.len());
        assert!(!whole.contains("not shown here"));
        let shown = report.entries.iter().filter(|entry| cut.contains(&entry.id)).count();
        // All are named, as long as there is room for names.
        assert_eq!(shown == report.entries.len(), paths == 150, "{shown}");
        let told = cut.matches("\n#### ").count();
        assert!(told > 20 && told < shown, "{told} {shown}");
        let left = report.entries.len() - shown;
        assert_eq!(cut.contains(&format!("**{left} more changes")), left > 0);
    }
}

/// What is approved and breaks something is not said to break nothing.
#[test]
fn a_title_says_what_breaks() {
    let schema = |members: &str, needed: &str| {
        let text = format!(
            "    A: {{ type: object, required: [{needed}], properties: {{ b: {{ type: string }}{members} }} }}\n"
        );
        document(&get("a", "A"), &text)
    };
    let title = |report: &Report| report.markdown(false).lines().next().unwrap_or_default().to_owned();
    let few = schema("", "");
    let added = report(&few, &schema(", c: { type: string }", ""));
    assert_eq!(title(&added), "## A: 1 change, which breaks nothing that works today");
    let mut gone = report(&schema(", c: { type: string }, d: { type: integer }", "c, d"), &few);
    assert_eq!(title(&gone), "## A: 2 changes, all of which break what works today");
    for entry in &mut gone.entries {
        let (reason, expires) = ("agreed".to_owned(), "2999-12-31".to_owned());
        entry.approved = Some(Approval { reason, expires, expired: false });
    }
    assert_eq!(title(&gone), "## A: 2 changes, none of which breaks what works today without being approved");
}
