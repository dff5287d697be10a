//! The tool on a real terminal: what stands on the screen, and what keys do.

#![cfg(unix)]

mod session;

use std::io::{Read as _, Write as _};
use std::time::Duration;

use session::{Session, books};
use wharf_tests::recorder::Answer;

#[test]
fn lists_are_tables_as_wide_as_the_terminal() {
    let mut wide = Session::start(200, &["books", "list", "--no-color"], &[], vec![books()]);
    assert_eq!(wide.end(), 0);
    let expected = "\
id   title                                pages
b1   The tides of \\u001b[31mred\\u001b[0m     12
b22  日本の本                               345";
    assert_eq!(wide.text(), expected);
    assert!(!wide.raw().contains('\u{1b}'), "{:?}", wide.raw());
    let mut narrow = Session::start(40, &["books", "list"], &[], vec![books()]);
    assert_eq!(narrow.end(), 0);
    let expected = "\
id   title                         pages
b1   The tides of \\u001b[31mred\\…     12
b22  日本の本                        345";
    assert_eq!(narrow.text(), expected);
}

#[test]
fn what_finds_no_room_is_told_of() {
    let books = || Answer::json(200, r#"{"data":[{"id":"b1","title":"The tides","pages":12345678}],"has_more":false}"#);
    let list = ["books", "list", "--no-color"];
    let mut session = Session::start(20, &list, &[], vec![books()]);
    assert_eq!(session.end(), 0);
    assert!(session.text().starts_with("id  title\nb1  The tides\nno room for pages"), "{}", session.text());
    assert!(session.raw().contains("no room for pages (`--format yaml` shows all)"), "{:?}", session.raw());
    let mut session = Session::start(20, &[&list[..], &["--quiet"]].concat(), &[], vec![books()]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "id  title\nb1  The tides");
}

#[test]
fn what_has_no_column_is_told_of() {
    // The command chooses its columns.
    let books = Answer::json(200, r#"{"data":[{"id":"b1","kind":"book","marks":{"a":1}}],"has_more":false}"#);
    let mut session = Session::start(80, &["books", "list", "--no-color"], &[], vec![books]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "id\nb1\nnot shown: kind, marks (`--format yaml` shows all)");
    // There are no more than eight; and what is the same everywhere is none.
    let shelf = |id: u8| {
        let members: Vec<String> = (0..8).map(|at| format!(r#""m{at}":{id}"#)).collect();
        format!(r#"{{"id":"{id}","kind":"shelf",{}}}"#, members.join(","))
    };
    let shelves = Answer::json(200, format!("[{},{}]", shelf(1), shelf(2)));
    let mut session = Session::start(80, &["shelves", "list", "--no-color"], &[], vec![shelves]);
    assert_eq!(session.end(), 0);
    assert!(session.text().ends_with("\nnot shown: kind, m7 (`--format yaml` shows all)"), "{}", session.text());
}

#[test]
fn characters_that_come_in_two_pieces_are_whole() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 2048]).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n\xe6\x97").unwrap();
        for byte in b"\xa5\xe6\x9c\xac" {
            std::thread::sleep(Duration::from_millis(50));
            stream.write_all(&[*byte]).unwrap();
        }
    });
    let scan = ["books:scans:content", "retrieve", "b1", "s1"];
    let mut session = Session::start(100, &scan, &[("LIBRARY_URL", &url)], vec![]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "日本");
    server.join().unwrap();
}

#[test]
fn a_terminal_of_lines_gets_lines() {
    let dumb = [("TERM", "dumb"), ("PAGER", "tr a-z A-Z")];
    let mut session = Session::start(60, &["books", "list"], &dumb, vec![books()]);
    assert_eq!(session.end(), 0);
    assert!(session.text().starts_with("id   title"), "{}", session.text());
    let download = ["books:scans:content", "retrieve", "b1", "s1", "-o", "scan.bin"];
    let mut session = Session::start(60, &download, &dumb, vec![Answer::new(200).body(vec![7; 300_000])]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.raw().trim(), "300000 bytes in scan.bin");
}

#[test]
fn a_transfer_that_stands_still_is_seen_to() {
    let (server, url) = stuck(1_000_000);
    let download = ["books:scans:content", "retrieve", "b1", "s1", "-o", "scan.bin"];
    let mut session = Session::start(100, &download, &[("LIBRARY_URL", &url), ("NO_COLOR", "1")], vec![]);
    session.wait_for("5 B of");
    let drawn = |session: &Session| session.raw().matches("5 B of").count();
    let before = drawn(&session);
    // Nothing comes any more, and it is drawn again all the same.
    session.wait("the bar anew", |session| drawn(session) > before + 2);
    session.press("\u{3}");
    assert_eq!(session.end(), 130);
    server.join().unwrap();
}

#[test]
fn an_empty_list_is_told_of() {
    let none = || Answer::json(200, r#"{"data":[],"has_more":false}"#);
    let mut session = Session::start(80, &["books", "list"], &[], vec![none()]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "there are none");
    let mut session = Session::start(80, &["books", "list", "--quiet"], &[], vec![none()]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "");
}

#[test]
fn objects_are_fields_and_colour_heeds_the_environment() {
    let book = || Answer::json(200, r#"{"id":"b1","author":{"name":"Ada","born":1900},"tags":["a","b"]}"#);
    let mut coloured = Session::start(60, &["books", "retrieve", "b1"], &[], vec![book()]);
    assert_eq!(coloured.end(), 0);
    assert_eq!(coloured.text(), "id      b1\nauthor\n  name  Ada\n  born  1900\ntags    a, b");
    assert!(coloured.raw().contains("\u{1b}[36mid\u{1b}[0m"), "{:?}", coloured.raw());
    let plain = [&[("NO_COLOR", "1")][..], &[("TERM", "dumb")]];
    for environment in plain {
        let mut session = Session::start(60, &["books", "retrieve", "b1"], environment, vec![book()]);
        assert_eq!(session.end(), 0);
        assert!(!session.raw().contains('\u{1b}'), "{environment:?}: {:?}", session.raw());
    }
    let forced = [("NO_COLOR", "1")];
    let mut session = Session::start(60, &["books", "retrieve", "b1", "--color", "always"], &forced, vec![book()]);
    assert_eq!(session.end(), 0);
    assert!(session.raw().contains("\u{1b}[36m"));
}

#[test]
fn errors_are_neutral_too() {
    let answer = Answer::json(404, r#"{"error":{"message":"No book \u001b]0;title\u0007 here","code":"x\u001b[2J"}}"#);
    let mut session = Session::start(100, &["books", "retrieve", "b1"], &[("NO_COLOR", "1")], vec![answer]);
    assert_eq!(session.end(), 4);
    let expected = "error: No book \\u001b]0;title\\u0007 here\n  status 404 Not Found, code x\\u001b[2J";
    assert_eq!(session.text(), expected);
    assert!(!session.raw().contains('\u{1b}'), "{:?}", session.raw());
}

#[test]
fn errors_as_lines_of_json_are_neutral_too() {
    let answer = Answer::json(404, "{\"error\":{\"message\":\"No \u{9b}2J book\"}}");
    let retrieve = ["books", "retrieve", "b1", "--format-error", "jsonl"];
    let mut session = Session::start(100, &retrieve, &[("NO_COLOR", "1")], vec![answer]);
    assert_eq!(session.end(), 4);
    assert_eq!(session.text(), r#"{"error":{"message":"No \u009b2J book"}}"#);
}

#[test]
fn bytes_are_kept_from_the_terminal() {
    let scan = ["books:scans:content", "retrieve", "b1", "s1"];
    let binary = Answer::new(200).header("content-type", "image/png").body([0x89, b'P', 0, 0xff]);
    let mut session = Session::start(100, &scan, &[("NO_COLOR", "1")], vec![binary]);
    assert_eq!(session.end(), 1);
    assert!(session.text().starts_with("error: the answer is binary (image/png)"), "{}", session.text());
    let text = Answer::new(200).body("plain \u{1b}[31mtext\n");
    let mut session = Session::start(100, &scan, &[], vec![text]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "plain \\u001b[31mtext");
}

#[test]
fn transfers_show_how_far_they_are() {
    let content = vec![7; 300_000];
    let download = ["books:scans:content", "retrieve", "b1", "s1", "-o", "scan.bin"];
    let mut session = Session::start(100, &download, &[], vec![Answer::new(200).body(content.clone())]);
    assert_eq!(session.end(), 0);
    assert!(session.raw().contains("Receiving"), "{:?}", session.raw());
    assert_eq!(session.text(), "300000 bytes in scan.bin");
    assert_eq!(std::fs::read(session.folder.path().join("scan.bin")).unwrap(), content);
    let quiet = [&download[..], &["--quiet"]].concat();
    let mut session = Session::start(100, &quiet, &[], vec![Answer::new(200).body(content)]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.raw(), "");
}

#[test]
fn on_a_narrow_terminal_a_transfer_is_told_in_a_line() {
    let (server, url) = stuck(10);
    let download = ["books:scans:content", "retrieve", "b1", "s1", "-o", "scan.bin"];
    let mut session = Session::start(40, &download, &[("LIBRARY_URL", &url), ("NO_COLOR", "1")], vec![]);
    session
        .wait("how far it is", |session| session.text().contains("Receiving  50%") && session.text().contains(" left"));
    let text = session.text();
    assert!(text.lines().count() == 1 && text.ends_with(" left"), "{text}");
    session.press("\u{3}");
    assert_eq!(session.end(), 130);
    server.join().unwrap();
}

#[test]
fn a_binary_answer_that_is_there_once_is_saved() {
    let answer = Answer::new(200).header("content-type", "image/png").body(vec![0x89, b'P', 0, 0xff]);
    let draw = ["shelves", "draw", "5", "--drawing", "@data://x"];
    let mut session = Session::start(100, &draw, &[("NO_COLOR", "1"), ("TMPDIR", ".")], vec![answer]);
    assert_eq!(session.end(), 0);
    let text = session.text();
    assert!(text.starts_with("the answer is binary (image/png), which is not written to a terminal"), "{text}");
    let path = text.rsplit_once("4 bytes in ").unwrap().1;
    assert_eq!(path.rsplit_once('.').map(|(_, ending)| ending), Some("png"), "{text}");
    assert_eq!(std::fs::read(session.folder.path().join(path)).unwrap(), [0x89, b'P', 0, 0xff]);
}

/// A server that sends the beginning of a body of `length` bytes, and then waits until the tool goes away.
fn stuck(length: u32) -> (std::thread::JoinHandle<()>, String) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 2048];
        let _ = stream.read(&mut head).unwrap();
        stream.write_all(format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\nbegin").as_bytes()).unwrap();
        let _ = stream.read(&mut head);
    });
    (server, url)
}

#[test]
fn uploads_show_how_far_they_are_and_people_are_warned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scan.bin");
    std::fs::write(&path, vec![7; 300_000]).unwrap();
    let upload = ["books:scans", "create", "b1", "--file", path.to_str().unwrap()];
    let mut session = Session::start(100, &upload, &[("NO_COLOR", "1")], vec![Answer::json(200, r#"{"id":"s1"}"#)]);
    assert_eq!(session.end(), 0);
    assert!(session.raw().contains("Sending"), "{:?}", session.raw());
    assert_eq!(session.text(), "id  s1");
    let mut session = Session::start(100, &["books", "delete", "b1"], &[], vec![Answer::new(204)]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "warning: `books delete` is deprecated");
}

#[test]
fn an_interrupted_download_leaves_nothing() {
    let (server, url) = stuck(1_000_000);
    let download = ["books:scans:content", "retrieve", "b1", "s1", "-o", "scan.bin"];
    let mut session = Session::start(100, &download, &[("LIBRARY_URL", &url), ("NO_COLOR", "1")], vec![]);
    session.wait_for("5 B of");
    session.press("\u{3}");
    assert_eq!(session.end(), 130);
    assert!(session.text().ends_with("error: interrupted"), "{}", session.text());
    let left: Vec<_> = session.folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["programs"]);
    drop(session);
    server.join().unwrap();
}

#[test]
fn the_pager_gets_what_is_shown() {
    let arguments = ["books", "list"];
    let pager = [("PAGER", "tr a-z A-Z"), ("NO_COLOR", "1")];
    let mut session = Session::start(60, &arguments, &pager, vec![books()]);
    assert_eq!(session.end(), 0);
    assert!(session.text().starts_with("ID   TITLE"), "{}", session.text());
    let own = [("PAGER", "tr a-z A-Z"), ("LIBRARY_PAGER", "cat")];
    let mut session = Session::start(60, &arguments, &own, vec![books()]);
    assert_eq!(session.end(), 0);
    assert!(session.text().starts_with("id   title"), "{}", session.text());
    let off = [&arguments[..], &["--no-pager"]].concat();
    let mut session = Session::start(60, &off, &pager, vec![books()]);
    assert_eq!(session.end(), 0);
    assert!(session.text().starts_with("id   title"), "{}", session.text());
    // One that reads nothing is no failure.
    let mut session = Session::start(60, &arguments, &[("PAGER", "true")], vec![books()]);
    assert_eq!(session.end(), 0);
}

#[test]
fn help_is_wrapped_to_the_terminal() {
    for columns in [40, 200] {
        let mut session = Session::start(columns, &["books", "list", "--help"], &[("NO_COLOR", "1")], vec![]);
        assert_eq!(session.end(), 0);
        let widest = session.raw().lines().map(|line| line.trim_end().chars().count()).max().unwrap();
        let most = usize::from(columns).min(100);
        assert!(widest <= most && widest > most / 2, "{widest} of {columns}");
    }
    // The longest flag is wider.
    let mut session = Session::start(28, &["books", "create", "-h"], &[("NO_COLOR", "1")], vec![]);
    assert_eq!(session.end(), 0);
    let raw = session.raw();
    let flags: Vec<&str> = raw.lines().map(str::trim).filter(|line| line.starts_with('-')).collect();
    assert!(flags.len() > 5, "{raw}");
    assert!(flags.iter().all(|flag| !flag.contains("  ")), "descriptions stand below their flags: {raw}");
}

#[test]
fn a_filter_without_an_end_is_ended() {
    let list = ["books", "list", "--jq", "def f: f; f"];
    let mut session = Session::start(80, &list, &[("NO_COLOR", "1")], vec![books()]);
    std::thread::sleep(Duration::from_secs(1));
    session.press("\u{3}");
    assert_eq!(session.end(), 130);
    assert!(session.text().ends_with("error: interrupted"), "{}", session.text());
    let to_file = [&list[..], &["-o", "books.json"]].concat();
    let mut session = Session::start(80, &to_file, &[("NO_COLOR", "1")], vec![books()]);
    std::thread::sleep(Duration::from_secs(1));
    session.press("\u{3}");
    assert_eq!(session.end(), 130);
    let left = session.folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["programs"]);
}

#[test]
fn what_a_filter_makes_is_whole() {
    let id = "b".repeat(60);
    let page = Answer::json(200, format!(r#"{{"data":[{{"id":"{id}","title":"x"}}],"has_more":false}}"#));
    let list = ["books", "list", "--jq", ".id"];
    let mut session = Session::start(40, &list, &[("NO_COLOR", "1")], vec![page]);
    assert_eq!(session.end(), 0);
    let shown: String = session.raw().split_whitespace().collect();
    assert!(shown.contains(&id), "{shown}");
}

#[test]
fn words_are_completed_in_shells() {
    let shells: &[(&str, &[&str], &str)] = &[
        ("bash", &["--norc", "--noprofile", "-i"], "source <(library completion bash)"),
        ("zsh", &["-f", "-i"], "autoload -U compinit; compinit -u -D; source <(library completion zsh)"),
        ("fish", &["--no-config", "-i"], "library completion fish | source"),
    ];
    for (program, arguments, setup) in shells {
        if std::process::Command::new(program).arg("--version").output().is_err() {
            eprintln!("skipped: {program} is not installed");
            continue;
        }
        let mut session = Session::of(program, 100, arguments, &[("PS1", "$ "), ("NO_COLOR", "1")], vec![]);
        session.press(&format!("{setup}; echo rea''dy\r"));
        session.wait(program, |session| session.text().lines().any(|line| line.trim() == "ready"));
        session.press("library books:scans:c\tret\t");
        session.wait_for("library books:scans:content retrieve");
        session.press("\u{15}library books list --order d\t");
        session.wait_for("library books list --order desc");
        session.press("\u{15}library \"books\" list --order \"d\t");
        session.wait_for("list --order \"desc");
        session.press("\u{15}library books:sc\t");
        session.wait_for("library books:scans");
        session.press("\t\t");
        session.wait_for("scans:content");
        session.press("\u{15}library books retrieve prog\t");
        session.press("\u{15}library books:scans create --file prog\t");
        session.wait_for("--file programs/");
        assert!(!session.text().contains("retrieve programs"), "{program}: {}", session.text());
        session.press("\u{15}exit\r");
        session.end();
    }
}

#[test]
fn who_waits_for_a_retry_is_told() {
    let busy = || Answer::json(503, "{}").header("retry-after", "1");
    let book = Answer::json(200, r#"{"id":"b1"}"#);
    let retrieve = ["books", "retrieve", "b1"];
    let mut session = Session::start(80, &retrieve, &[("NO_COLOR", "1")], vec![busy(), book.clone()]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "retrying in 1 s (1 of 2): 503 Service Unavailable\nid  b1");
    let quiet = [&retrieve[..], &["--quiet"]].concat();
    let mut session = Session::start(80, &quiet, &[("NO_COLOR", "1")], vec![busy(), book]);
    assert_eq!(session.end(), 0);
    assert_eq!(session.text(), "id  b1");
}

#[test]
fn pages_are_shown_by_the_program_for_them() {
    let line = "printf '#!/bin/sh\\necho \"shown $*\"; head -n 1\\n' > programs/man; chmod +x programs/man; library man books list";
    let mut session = Session::of("bash", 80, &["-c", line], &[("NO_COLOR", "1")], vec![]);
    assert_eq!(session.end(), 0);
    assert!(session.text().starts_with("shown -l -\n.ie"), "{}", session.text());
    // A program of that name that knows no pages from its input.
    let line = "printf '#!/bin/sh\\nexit 1\\n' > programs/man; cp programs/man programs/mandoc; chmod +x programs/man*; library man";
    let mut session = Session::of("bash", 80, &["-c", line], &[("NO_COLOR", "1")], vec![]);
    assert_eq!(session.end(), 2);
    assert!(session.text().contains("library man --directory DIR"), "{}", session.text());
}
