//! Command lines as data: each folder below `lines` holds `line.toml`, with the arguments, what is there when it runs and
//! what a server answers, and `expected.txt`, with what came out and what was sent. `UPDATE_EXPECT=1` writes the latter.

mod running;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use running::{Line, Outcome, folders};

#[test]
fn lines() {
    let folders = folders("lines");
    // Most of the time they wait for processes and servers.
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts = folders.chunks(folders.len().div_ceil(4));
        let threads: Vec<_> =
            parts.map(|part| scope.spawn(|| part.iter().filter_map(|one| check(one)).collect())).collect();
        threads.into_iter().flat_map(|thread| -> Vec<String> { thread.join().unwrap() }).collect()
    });
    assert!(wrong.is_empty(), "not as expected (UPDATE_EXPECT=1 rewrites):\n{}", wrong.join("\n"));
}

/// Runs one, and says what is not as expected.
fn check(folder: &Path) -> Option<String> {
    let line = Line::read(folder);
    let shown = show(&line, &line.run());
    let path = folder.join("expected.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, shown).unwrap();
        return None;
    }
    let is_expected = fs::read_to_string(&path).unwrap_or_default() == shown;
    (!is_expected).then(|| format!("{}:\n{shown}", path.display()))
}

fn show(line: &Line, outcome: &Outcome) -> String {
    let mut text = format!("$ library {}\nexit {}\n", line.arguments.join(" "), outcome.exit);
    for (name, content) in [("stdout", &outcome.output), ("stderr", &outcome.error)] {
        if !content.is_empty() {
            write!(text, "--- {name}\n{content}").unwrap();
            if !content.ends_with('\n') {
                text.push_str("(no line feed)\n");
            }
        }
    }
    for request in &outcome.requests {
        writeln!(text, "--- request\n{request}").unwrap();
    }
    for name in &line.shows {
        let content = fs::read(outcome.folder.path().join(name));
        let content = content.map_or_else(|_| "(there is none)".to_owned(), |bytes| running::text(&bytes));
        writeln!(text, "--- file {name}\n{content}").unwrap();
    }
    let left = Path::new(outcome.folder.path()).read_dir().unwrap().flatten().map(|entry| entry.file_name());
    let parts = left.filter(|name| name.to_string_lossy().starts_with(".part")).count();
    assert_eq!(parts, 0, "half a file is left");
    text
}
