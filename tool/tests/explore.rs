//! The interactive view of a result: what keys and signals do.

#![cfg(unix)]

mod session;

use session::{Session, books};

#[test]
fn a_result_is_explored() {
    let list = ["books", "list", "--format", "explore"];
    let mut session = Session::start(80, &list, &[("NO_COLOR", "1")], vec![books()]);
    session.wait_for(">- [2 items]");
    assert!(session.text().contains("   - 1: {3 members}"), "{}", session.text());
    session.press("/日本\r");
    session.wait_for(">      title: \"日本の本\"");
    session.press("p");
    session.wait_for("copied .[1].title");
    session.press("y");
    session.wait("the text in the clipboard", |session| session.raw().contains("\u{1b}]52;c;5pel5pys44Gu5pys\u{7}"));
    session.press("c");
    session.wait_for(">  + 1: {3 members}");
    session.press("q");
    assert_eq!(session.end(), 0);
    assert!(session.raw().ends_with("\u{1b}[?1049l"), "{:?}", session.raw());
}

#[test]
fn what_a_filter_makes_is_explored() {
    let list = ["books", "list", "--format", "explore", "--jq", ".title"];
    let mut session = Session::start(80, &list, &[("NO_COLOR", "1")], vec![books()]);
    session.wait_for(">- [2 items]");
    assert!(session.text().contains("1: \"日本の本\""), "{}", session.text());
    session.press("q");
    assert_eq!(session.end(), 0);
    // On a terminal that knows lines alone it is JSON.
    let mut session = Session::start(80, &list, &[("TERM", "dumb"), ("PAGER", "tr a-z A-Z")], vec![books()]);
    assert_eq!(session.end(), 0);
    assert!(!session.raw().contains('\u{1b}') && session.raw().contains("\"日本の本\""), "{:?}", session.raw());
}

#[test]
fn keys_are_told_and_ctrl_c_is_an_interruption() {
    let list = ["books", "list", "--format", "explore"];
    let mut session = Session::start(40, &list, &[("NO_COLOR", "1")], vec![books()]);
    session.wait_for(".  ? keys  q ends  arrows move");
    session.press("?");
    session.wait_for("copy the path");
    session.press("q");
    session.wait_for(">- [2 items]");
    session.press("\u{3}");
    assert_eq!(session.end(), 130);
    assert!(session.raw().contains("\u{1b}[?1049l"), "{:?}", session.raw());
}

#[test]
fn a_signal_gives_the_screen_back() {
    let list = ["books", "list", "--format", "explore"];
    let mut session = Session::start(80, &list, &[("NO_COLOR", "1")], vec![books()]);
    session.wait_for(">- [2 items]");
    let tool = session.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &tool]).status().unwrap().success());
    assert_eq!(session.end(), 130);
    let raw = session.raw();
    assert!(raw.contains("\u{1b}[?25h") && raw.contains("\u{1b}[?1049l"), "{raw:?}");
}
