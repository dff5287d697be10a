//! What only shells can tell: pipes that close, and completion scripts. Shells that are not there are left out, and the test
//! says so.

#![cfg(unix)]

use std::fs;
use std::process::{Command, Output};

use wharf_tests::recorder::{Answer, Recorder};

const TOOL: &str = env!("CARGO_BIN_EXE_library-for-tests");

/// Runs a line in a shell, in which `library` is the tool.
fn shell(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Option<Output> {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(TOOL, folder.path().join("library")).unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder.path()).env_clear();
    command.env("PATH", format!("{}:{path}", folder.path().display())).env("HOME", folder.path());
    command.envs(environment.iter().copied());
    match command.output() {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("{program} is left out: {error}");
            None
        }
    }
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let item = format!(r#"{{"id":"{}"}}"#, "x".repeat(1000));
    let items = vec![item; 2000].join(",");
    let page = Answer::json(200, format!(r#"{{"data":[{items}],"has_more":true}}"#));
    let recorder = Recorder::start([page]).unwrap();
    let environment = [("LIBRARY_URL", recorder.url()), ("LIBRARY_KEY", "k".to_owned())];
    let environment: Vec<(&str, &str)> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let line = "library books list --format jsonl | head -c 5; echo \"${PIPESTATUS[0]}\"";
    let output = shell("bash", &["-c", line], &environment).unwrap();
    assert_eq!(text(&output), "{\"id\"0\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn the_length_of_a_redirected_file_is_sent() {
    for (line, length) in [("< x", "4"), ("< <(cat x)", "")] {
        let recorder = Recorder::start([Answer::json(200, "{}")]).unwrap();
        let url = recorder.url();
        let environment = [("LIBRARY_URL", url.as_str()), ("LIBRARY_KEY", "k")];
        let line = format!("printf 'abcdef' > x; {{ read -rn 2; library shelves draw 5 --drawing -; }} {line}");
        let output = shell("bash", &["-c", &line], &environment).unwrap();
        assert_eq!(text(&output), "{}\n");
        let requests = recorder.finish().unwrap();
        assert_eq!(requests[0].text(), "cdef");
        assert_eq!(requests[0].header("content-length").concat(), length);
    }
}

#[test]
fn a_pipe_with_a_name_is_uploaded() {
    let lines = [
        "mkfifo x; (sleep 0.2; printf cdef > x) & library shelves draw 5 --drawing x",
        "library shelves draw 5 --drawing <(printf cdef)",
    ];
    for line in lines {
        let recorder = Recorder::start([Answer::json(200, "{}")]).unwrap();
        let url = recorder.url();
        let environment = [("LIBRARY_URL", url.as_str()), ("LIBRARY_KEY", "k")];
        let output = shell("bash", &["-c", line], &environment).unwrap();
        assert_eq!(text(&output), "{}\n");
        assert_eq!(recorder.finish().unwrap()[0].text(), "cdef");
    }
}

#[test]
fn bash_completes() {
    let rows = [
        ("library boo", "books books:scans books:scans:content"),
        ("library books:sc", "scans scans:content"),
        ("library books ", "list create retrieve delete"),
        ("library books list --ord", "--order"),
        ("library books list --order ", "asc desc"),
        ("library books list --order=a", "asc"),
        ("library --format y", "yaml"),
        ("library books create --binding.type ", "hard soft"),
        ("library books list --api-format a", r"a\ b\$\(x\)"),
        ("library completion z", "zsh"),
        ("library books retrieve ", ""),
    ];
    let mut script = "source <(library completion bash)\n".to_owned();
    for (line, _) in rows {
        // As readline sets it up before it asks.
        script.extend(["COMP_LINE='", line, "'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(library); "]);
        script.push_str("_library_complete; echo \"${COMPREPLY[*]}\"\n");
    }
    script.push_str("complete -p library\n");
    let output = shell("bash", &["-c", &script], &[]).unwrap();
    let mut expected: Vec<String> = rows.iter().map(|(_, words)| (*words).to_owned()).collect();
    expected.push("complete -F _library_complete library".to_owned());
    assert_eq!(text(&output).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn fish_completes() {
    let script = "\
        library completion fish | source\n\
        complete -C 'library books:sc'\n\
        complete -C 'library books list --order '\n\
        complete -C 'library --format y'\n\
        touch afile\n\
        complete -C 'library books retrieve '\n\
        complete -C 'library books:scans create --file a'\n";
    if let Some(output) = shell("fish", &["--no-config", "-c", script], &[]) {
        let expected = "books:scans\tScans of books\nbooks:scans:content\nasc\ndesc\nyaml\nafile\n";
        assert_eq!(text(&output), expected);
    }
}

#[test]
fn zsh_completes() {
    // Outside of its line editor zsh has no completion: what is described stands in for it.
    let script = "\
        compdef() { :; }\n\
        _describe() { print -rl -- \"${(@P)4}\"; }\n\
        _files() { print files; }\n\
        compset() { :; }\n\
        source <(library completion zsh)\n\
        words=(library books:sc); CURRENT=2; _library\n\
        words=(library books list --order ''); CURRENT=5; _library\n\
        words=(library books retrieve ''); CURRENT=4; _library\n\
        words=(library books:scans create --file ''); CURRENT=5; _library\n";
    if let Some(output) = shell("zsh", &["-f", "-c", script], &[]) {
        assert_eq!(text(&output), "books\\:scans:Scans of books\nbooks\\:scans\\:content\nasc\ndesc\nfiles\n");
    }
}

#[test]
fn manual_pages_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("pages");
    let line = format!("library man --directory '{}'", to.display());
    let output = shell("bash", &["-c", &line], &[]).unwrap();
    assert!(text(&output).starts_with("12 pages in "));
    let page = fs::read_to_string(to.join("library-books-scans-create.1")).unwrap();
    assert!(page.contains("library books:scans create [BOOK\\-ID] [OPTIONS]"), "{page}");
    assert!(fs::read_to_string(to.join("library.1")).unwrap().contains("Exit codes"));
}
