//! Standard input that stays open: what is waited for, and for how long.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use wharf_tests::recorder::{Answer, Recorder};

const TOOL: &str = env!("CARGO_BIN_EXE_library-for-tests");

fn started(recorder: &Recorder, arguments: &[&str]) -> Child {
    let mut command = Command::new(TOOL);
    command.args(arguments).env_clear().env("LIBRARY_KEY", "k").env("LIBRARY_URL", recorder.url());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn who_waits_for_a_pipe_says_so_and_takes_what_comes_late() {
    let recorder = Recorder::start([Answer::json(200, "{}")]).unwrap();
    let mut child = started(&recorder, &["books", "create", "--pages", "5"]);
    let mut told = String::new();
    let mut error = BufReader::new(child.stderr.take().unwrap());
    error.read_line(&mut told).unwrap();
    assert_eq!(told, "waiting for the body on standard input; `< /dev/null` says that there is none\n");
    child.stdin.take().unwrap().write_all(b"title: Late").unwrap();
    assert!(child.wait().unwrap().success());
    let requests = recorder.finish().unwrap();
    assert_eq!(requests[0].body, br#"{"title":"Late","pages":5}"#);
}

#[test]
fn a_pipe_that_stays_silent_is_no_reason_to_wait_for_ever() {
    let recorder = Recorder::start([]).unwrap();
    let mut child = started(&recorder, &["books", "create", "--title", "T", "--quiet"]);
    // It is held open until the tool has ended.
    let input = child.stdin.take().unwrap();
    let code = child.wait().unwrap().code();
    drop(input);
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(code, Some(2), "{told}");
    let problem = "error: standard input is a pipe into which nobody wrote for 30 s: nothing was sent\n";
    assert!(told.starts_with(problem), "{told}");
    assert!(told.contains("hint: `--input -` waits for it as long as it takes; `< /dev/null` says"), "{told}");
    assert!(recorder.finish().unwrap().is_empty());
}

#[test]
fn a_body_that_is_given_whole_and_a_command_without_one_wait_for_nothing() {
    for (arguments, answer) in [
        (&["shelves", "draw", "5", "--drawing", "@data://x"][..], Answer::new(200).body("drawn")),
        (&["shelves", "list"][..], Answer::json(200, "[]")),
        (&["books", "list", "--limit", "5"][..], Answer::json(200, r#"{"data":[],"has_more":false}"#)),
    ] {
        let recorder = Recorder::start([answer]).unwrap();
        let mut child = started(&recorder, arguments);
        let input = child.stdin.take().unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}");
        drop(input);
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!(told, "");
        assert_eq!(recorder.finish().unwrap().len(), 1);
    }
}
