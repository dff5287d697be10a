//! A key that is typed on a real terminal, which shows nothing of it and is in order afterwards.

#![cfg(unix)]

mod session;

use std::process::Command;

use session::Session;
use wharf_tests::recorder::Answer;

#[test]
fn a_key_that_is_typed_is_not_shown() {
    let retrieve = ["books", "retrieve", "b1", "--key", "-", "--debug"];
    let mut session = Session::start(80, &retrieve, &[("NO_COLOR", "1")], vec![Answer::json(200, r#"{"id":"b1"}"#)]);
    session.wait_for("The key of the library card (not shown):");
    session.press("wrong\u{15}card-xy\u{7f}\u{8}1\r");
    assert_eq!(session.end(), 0);
    assert!(session.text().ends_with("id  b1"), "{}", session.text());
    assert!(!session.raw().contains("card-") && !session.raw().contains("wrong"), "{:?}", session.raw());
    assert_eq!(session.requests()[0].header("authorization").concat(), "Bearer card-1");
    let mut session = Session::start(80, &retrieve, &[("NO_COLOR", "1")], vec![]);
    session.wait_for("(not shown):");
    session.press("card\u{3}");
    assert_eq!(session.end(), 130);
    assert!(session.text().ends_with("error: interrupted"), "{}", session.text());
}

#[test]
fn a_signal_gives_the_terminal_back_while_a_key_is_typed() {
    for signal in ["TERM", "HUP", "INT"] {
        let line = "stty -a > before; sh -c 'echo $$ > pid; exec library books retrieve b1 --key -'; \
            echo \"code $?\"; stty -a > after";
        let mut session = Session::of("bash", 100, &["-c", line], &[("NO_COLOR", "1")], vec![]);
        session.wait_for("(not shown):");
        let file = |session: &Session, name: &str| std::fs::read_to_string(session.folder.path().join(name)).unwrap();
        let tool = file(&session, "pid");
        assert!(Command::new("kill").args([&format!("-{signal}"), tool.trim()]).status().unwrap().success());
        session.end();
        assert!(session.text().ends_with("error: interrupted\ncode 130"), "{signal}: {}", session.text());
        let before = file(&session, "before");
        assert!(before.contains(" echo ") && before.contains(" icanon "), "{before}");
        assert_eq!(file(&session, "after"), before, "{signal}");
    }
}
