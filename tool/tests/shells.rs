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
        // Behind a quote bash replaces all that stands there, colons too.
        ("library \"books:sc", "books:scans books:scans:content"),
        ("library books list --api-format \"a", r"a b\$(x)"),
        ("library books list --order=\"a", "asc"),
        ("library reviews create --tone ", r#"\"\" kind harsh"#),
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
        complete -C 'library reviews create --tone '\n\
        complete -C 'library books list --order \"d'\n\
        complete -C \"library 'books:sc\"\n\
        complete -C 'library books list --api-format=\"a'\n\
        complete -C 'library books list --api-format a\\ b'\n\
        touch afile\n\
        complete -C 'library books retrieve '\n\
        complete -C 'library books:scans create --file a'\n";
    if let Some(output) = shell("fish", &["--no-config", "-c", script], &[]) {
        let resources = "books:scans\tScans of books\nbooks:scans:content\n";
        let within = format!("desc\n{resources}--api-format=a b$(x)\na b$(x)\n");
        let expected = format!("{resources}asc\ndesc\nyaml\n\"\"\nharsh\nkind\n{within}afile\n");
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
        words=(library books:sc); CURRENT=2; PREFIX=books:sc; _library\n\
        words=(library '\"books\"' list --order ''); CURRENT=5; PREFIX=; _library\n\
        words=(library books retrieve ''); CURRENT=4; PREFIX=; _library\n\
        words=(library books:scans create --file ''); CURRENT=5; PREFIX=; _library\n";
    if let Some(output) = shell("zsh", &["-f", "-c", script], &[]) {
        assert_eq!(text(&output), "books\\:scans:Scans of books\nbooks\\:scans\\:content\nasc\ndesc\nfiles\n");
    }
}

#[test]
fn zsh_sets_completion_up_where_nobody_did() {
    let script = "source <(library completion zsh); print -r -- $_comps[library]";
    if let Some(output) = shell("zsh", &["-f", "-c", script], &[]) {
        assert_eq!(text(&output), "_library\n");
    }
}

#[test]
fn what_cannot_be_written_is_told() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("left out: there is no device that is always full");
        return;
    }
    for line in ["--help", "books list --help", "--version", "completion bash", "books list --dry-run"] {
        let output = shell("bash", &["-c", &format!("library {line} > /dev/full")], &[]).unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.starts_with("error: the output cannot be written"), "{line}: {error}");
    }
}

#[test]
fn files_may_have_names_that_are_no_text() {
    let recorder = Recorder::start([Answer::json(200, r#"{"id":"b1"}"#), Answer::json(200, r#"{"id":"s1"}"#)]).unwrap();
    let url = recorder.url();
    let line = "key=$'k\\xff'; echo card-1 > \"$key\"\n\
        library books retrieve b1 --key-file \"$key\" -o $'o\\xff' && cat $'o\\xff'\n\
        library books:scans create b1 --key-file \"$key\" --file \"$key\" --format jsonl\n\
        library books retrieve b1 --key-file $'n\\xff'; echo $?\n\
        library books list --jq $'.\\xff'; echo $?\n";
    let output = shell("bash", &["-c", line], &[("LIBRARY_URL", &url)]).unwrap();
    assert_eq!(text(&output), "{\n  \"id\": \"b1\"\n}\n{\"id\":\"s1\"}\n3\n2\n");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("--jq: the value is no UTF-8 text"), "{error}");
    let requests = recorder.finish().unwrap();
    assert_eq!(requests[0].header("authorization").concat(), "Bearer card-1");
    assert!(requests[1].text().contains("card-1\n"), "{}", requests[1].text());
}

/// The headers of a request that do not say who sends it, sorted.
fn headers(request: &wharf_tests::recorder::Request) -> Vec<String> {
    let own = ["user-agent", "content-length", "content-type", "transfer-encoding", "expect"];
    let is_shared = |name: &String| !own.contains(&name.as_str());
    let headers = request.headers.iter().map(|(name, value)| (name.to_lowercase(), value));
    let mut lines: Vec<String> =
        headers.filter(|(name, _)| is_shared(name)).map(|(name, value)| format!("{name}: {value}")).collect();
    lines.sort();
    lines
}

/// What of a request is the same whoever sends it.
fn essence(request: &wharf_tests::recorder::Request) -> String {
    let content_type = request.header("content-type").concat();
    let (kind, boundary) = content_type.split_once("; boundary=").unwrap_or((&content_type, "none"));
    let body = String::from_utf8_lossy(&request.body).replace(boundary, "BOUNDARY").replace('\r', "");
    // curl writes the headers of parts with other dashes before boundaries, and in its own order.
    let mut lines: Vec<&str> = body.lines().map(|line| line.trim_start_matches('-')).collect();
    lines.retain(|line| !line.is_empty());
    format!("{} {} {kind}\n{}", request.method, request.target, lines.join("\n"))
}

#[test]
fn what_a_dry_run_prints_sends_the_same() {
    let lines = [
        "shelves draw 5 --drawing \"@data://<svg a='b'>@x \\\\ </svg>\"",
        "shelves draw 5 --drawing file.bin",
        "books:scans create b1 --file '@data://@a,\"b\";c' --name 'n;o'",
        "books:scans create b1 --file file.bin --page file.bin --page @data://x",
        "books create --title \"it's\" --tag a --tag b",
        "shelves look 5 --note ''",
        "shelves look 5 --note 'a \\ \"b\"'",
        "books list --limit 5 --by '{name: \"a[1]{b,c}\"}' --genre 'x}'",
        "books delete b1",
        "books:scans print b1 '{a,b}[1-3]'",
        // Longer than a word of a command line may be.
        "books create --input big.json",
        // What no word can hold.
        "shelves draw 5 --input zero.yaml",
        "books:scans create b1 --file file.bin --name @zero.txt",
    ];
    for line in lines {
        let recorder = Recorder::start([Answer::json(200, "{}"), Answer::json(200, "{}")]).unwrap();
        // Whoever puts a bracket into the address means it.
        let url = format!("{}/v{{1}}/[a-c]", recorder.url());
        let environment = [("LIBRARY_URL", url.as_str()), ("LIBRARY_KEY", "card-1")];
        let script = format!(
            "printf 'a\\xff\\x00b' > file.bin; printf '\"a\\\\0b\"' > zero.yaml; printf 'a\\0b' > zero.txt
            x=$(head -c 200000 /dev/zero | tr '\\0' x); printf '{{\"title\":\"T\",\"labels\":{{\"a\":\"%s\"}}}}' $x > big.json
            library {line}; library {line} --dry-run > line; sh line"
        );
        let output = shell("bash", &["-c", &script], &environment).unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if said.contains("curl: not found") {
            eprintln!("left out: there is no curl");
            return;
        }
        let requests = recorder.finish().unwrap();
        assert_eq!(requests.len(), 2, "{line}: {said}");
        assert_eq!(essence(&requests[1]), essence(&requests[0]), "{line}");
        assert_eq!(headers(&requests[1]), headers(&requests[0]), "{line}");
    }
}

#[test]
fn manual_pages_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("pages");
    let line = format!("library man --directory '{}'", to.display());
    let output = shell("bash", &["-c", &line], &[]).unwrap();
    assert!(text(&output).starts_with("14 pages in "));
    let page = fs::read_to_string(to.join("library-books-scans-create.1")).unwrap();
    assert!(page.contains("library books:scans create [BOOK\\-ID] [OPTIONS]"), "{page}");
    assert!(fs::read_to_string(to.join("library.1")).unwrap().contains("Exit codes"));
}
