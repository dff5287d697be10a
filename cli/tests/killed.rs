//! A run that is killed at any moment, and the run after it.

mod common;

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use common::Place;
use wharf_cli::codegen::{Job, Mode};
use wharf_cli::exit::Exit;

/// Where the child finds its folder.
const FOLDER: &str = "WHARF_TEST_FOLDER";

fn document(name: &str, files: usize) -> String {
    let lines = (0..files).map(|number| format!("file client/src/{name}{}/f{number}.rs {name}\n", number % 7));
    format!("file client/src/lib.rs {name}\n{}", lines.collect::<String>())
}

/// No test: what the other one kills. It writes one document and then another, for ever.
#[test]
fn writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(std::path::PathBuf::from) else { return };
    let job = |name: &str| Job { document: folder.join(name), ..common::job(&folder) };
    loop {
        for name in ["one", "two"] {
            common::run(&job(name), Mode::default());
        }
    }
}

#[test]
fn no_file_is_lost_or_taken_for_an_edited_one() {
    let place = Place::generated(&document("three", 5));
    place.put("one", &document("one", 150));
    place.put("two", &document("two", 150));
    for round in 0..24 {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "writes_until_it_is_killed"]).env(FOLDER, place.root()).stdout(Stdio::null());
        let mut child = child.spawn().unwrap();
        thread::sleep(Duration::from_millis(20 + round * 3));
        child.kill().unwrap();
        child.wait().unwrap();
        let said = place.write();
        assert_eq!((said.exit, said.err.as_str()), (Exit::Fine, ""), "round {round}");
        assert_eq!(place.check().exit, Exit::Fine, "round {round}");
        assert_eq!(place.files().len(), 7, "round {round}");
    }
}
