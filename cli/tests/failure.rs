//! Runs that fail, and runs after a crash.

mod common;

use common::{Place, run};
use wharf::Outputs;
use wharf_cli::codegen::{Job, Mode};
use wharf_cli::exit::Exit;
use wharf_cli::files::{Plan, output, write};

const OLD: &str = "file client/src/a.rs old\nfile client/src/b.rs old\nfile client/src/gone.rs old";
const NEW: &str = "file client/src/a.rs new\nfile client/src/b.rs new\nfile client/src/deep/c.rs new";
const THIRD: &str = "file client/src/a.rs third\nfile client/src/z.rs third";

#[test]
fn a_document_with_errors_writes_nothing_and_shows_all_of_them() {
    let place = Place::generated(OLD);
    place.document(&format!("{NEW}\nerror odd\nwarning odd\nerror odd\nerror odd\nerror odd\nerror odd"));
    let before = place.snapshot();
    for said in [place.write(), place.check(), place.force()] {
        assert_eq!(said.exit, Exit::Failed);
        assert_eq!(said.err.matches("error[odd]").count(), 5, "{}", said.err);
        assert!(said.err.find("warning[odd]") < said.err.find("error[odd]"), "errors come last: {}", said.err);
        assert!(said.err.contains("api.yaml:4:1  /4\n4 | error odd\n"), "{}", said.err);
        assert!(said.err.ends_with("nothing was written: 5 errors\n"), "{}", said.err);
        assert_eq!(place.snapshot(), before);
    }
}

#[test]
fn files_that_cannot_be_read_are_named_with_what_to_do() {
    let place = Place::generated(OLD);
    let before = place.snapshot();
    let gone = place.root().join("gone");
    let jobs = [
        ("read the document", Job { document: gone.clone(), ..place.job() }),
        ("read the document", Job { document: place.root().to_owned(), ..place.job() }),
        ("read the settings", Job { settings: Some(gone.clone()), ..place.job() }),
        ("read the overlay", Job { overlays: vec![gone], ..place.job() }),
    ];
    for (what, job) in jobs {
        let said = run(&job, Mode::default());
        assert_eq!(said.exit, Exit::Failed);
        assert!(said.err.contains(&format!("error: cannot {what} `")), "{}", said.err);
        assert!(said.err.contains("  = "), "{}", said.err);
        assert_eq!(place.snapshot(), before);
    }
}

#[test]
fn settings_are_checked_before_anything_is_generated() {
    let place = Place::new(OLD);
    place.put("wharf.toml", "nonsense = 1\n");
    let said = run(&Job { settings: Some(place.root().join("wharf.toml")), ..place.job() }, Mode::default());
    assert_eq!(said.exit, Exit::Failed);
    assert!(said.err.contains("wharf.toml:1:"), "{}", said.err);
    assert!(!place.out().exists());
}

#[test]
fn an_output_folder_that_is_a_file_is_refused() {
    let place = Place::new(OLD);
    place.put("out", "mine");
    let said = place.write();
    assert_eq!(said.exit, Exit::Failed);
    assert!(said.err.contains("it is not a folder"), "{}", said.err);
    assert_eq!(place.text("out"), "mine");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused() {
    let place = Place::generated(OLD);
    place.put("out/client/src/deep/c.rs/mine", "mine");
    place.document(NEW);
    let before = place.snapshot();
    let said = place.force();
    assert_eq!(said.exit, Exit::Failed);
    assert!(said.err.contains("c.rs` is a folder"), "{}", said.err);
    assert_eq!(place.snapshot(), before);
}

fn outputs(document: &str) -> Outputs {
    let files = document.lines().filter_map(|line| line.strip_prefix("file ")?.split_once(' '));
    files.map(|(path, text)| (path.to_owned(), format!("{text}\n"))).collect()
}

#[test]
fn a_step_that_fails_takes_back_those_before_it() {
    let place = Place::generated(OLD);
    let outputs = outputs(NEW);
    let outputs = output::checked(&outputs).unwrap();
    let plan = Plan::new(&place.out(), &outputs).unwrap();
    // Nothing was there when the plan was made: the last file's place is taken in the meantime.
    place.put("out/client/src/deep/c.rs/mine", "mine");
    let before = place.snapshot();
    let problem = write::write(&place.out(), &outputs, &plan).unwrap_err();
    assert!(problem.message.contains("c.rs"), "{problem}");
    assert!(!problem.message.contains("failed too"), "{problem}");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn a_first_run_that_fails_leaves_not_even_a_folder() {
    let place = Place::new(NEW);
    let outputs = outputs(NEW);
    let outputs = output::checked(&outputs).unwrap();
    let mut plan = Plan::new(&place.out().join("deep"), &outputs).unwrap();
    // A file to remove that is not there.
    plan.differences.last_mut().unwrap().kind = wharf_cli::files::Kind::Leftover;
    let before = place.snapshot();
    write::write(&place.out().join("deep"), &outputs, &plan).unwrap_err();
    assert_eq!(place.snapshot(), before);
}

/// A folder where a run from `OLD` to `NEW` crashed while it was moving files into place.
fn crashed() -> Place {
    let place = Place::generated(OLD);
    let other = Place::generated(NEW);
    place.put("out/.wharf-files.pending", &other.text("out/.wharf-files"));
    place.put("out/.wharf-staging/3", "new\n");
    place.put("out/client/src/a.rs", "new\n");
    place.put("out/client/src/deep/c.rs", "new\n");
    place.remove("out/client/src/gone.rs");
    place
}

#[test]
fn a_run_after_a_crash_knows_what_the_crashed_one_wrote() {
    for document in [OLD, NEW, THIRD] {
        let place = crashed();
        place.document(document);
        assert_eq!(place.check().exit, Exit::Differs);
        let said = place.write();
        assert_eq!((said.exit, said.err.as_str()), (Exit::Fine, ""), "no file looks edited or foreign");
        let clean = Place::generated(document);
        assert_eq!(place.files(), clean.files());
        assert_eq!(place.text("out/.wharf-files"), clean.text("out/.wharf-files"));
        assert_eq!(place.check().exit, Exit::Fine);
    }
}

#[test]
fn a_crash_after_a_crash_forgets_nothing() {
    let place = crashed();
    let outputs = outputs(THIRD);
    let outputs = output::checked(&outputs).unwrap();
    let plan = Plan::new(&place.out(), &outputs).unwrap();
    let pending = write::pending(&place.out(), &plan).unwrap();
    place.put("out/.wharf-files.pending", &pending.to_string());
    place.put("out/client/src/z.rs", "third\n");
    place.document(OLD);
    let said = place.write();
    assert_eq!((said.exit, said.err.as_str()), (Exit::Fine, ""));
    assert_eq!(place.files(), Place::generated(OLD).files());
}

#[test]
fn a_crash_before_anything_was_moved_leaves_a_folder_that_is_nobodys() {
    let place = Place::new(NEW);
    place.put("out/.wharf-staging/1", "half");
    assert_eq!(place.write().exit, Exit::Fine);
    assert_eq!(place.files(), Place::generated(NEW).files());
}

#[test]
fn a_first_run_that_crashed_is_completed() {
    let place = Place::new(THIRD);
    place.put("out/.wharf-files.pending", &Place::generated(NEW).text("out/.wharf-files"));
    place.put("out/client/src/a.rs", "new\n");
    let said = place.write();
    assert_eq!((said.exit, said.err.as_str()), (Exit::Fine, ""));
    assert_eq!(place.files(), Place::generated(THIRD).files());
}
