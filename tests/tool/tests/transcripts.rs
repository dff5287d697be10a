//! The generated tool against the local server: each file in `transcripts/` holds lines as they are typed, in one session,
//! with what came and what was sent. `UPDATE_EXPECT=1` writes the latter.
//!
//! Ids are made up anew each time: the first container is `cntr_1`, when it is shown as when it is typed.

#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use wharf_tests::emulator::{Clock, Emulator, Settings};

const TOOL: &str = env!("CARGO_BIN_EXE_openai-for-tests");
const KEY: &str = "sk-test";

/// What ids begin with, and how many digits follow.
const IDS: &[(&str, usize)] = &[("cntr_", 48), ("cfile_", 32), ("req_", 32), ("/mnt/data/", 32)];

#[test]
fn transcripts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let expected = fs::read_to_string(&file).unwrap();
        let shown = Session::start().play(&expected);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, shown).unwrap();
        } else if shown != expected {
            wrong.push(format!("{}:\n{shown}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "not as expected (UPDATE_EXPECT=1 rewrites):\n{}", wrong.join("\n"));
}

/// A shell in a folder of its own, and a server that has nothing yet.
struct Session {
    emulator: Emulator,
    folder: TempDir,
    /// Ids as they came; the places say how they are shown.
    ids: Vec<(&'static str, String)>,
    sent: usize,
}

impl Session {
    fn start() -> Self {
        let clock = Clock::stopped(1_747_844_794);
        let settings = Settings { api_key: Some(KEY.to_owned()), clock, ..Settings::default() };
        let emulator = Emulator::start(settings).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(TOOL, folder.path().join("openai")).unwrap();
        Self { emulator, folder, ids: Vec::new(), sent: 0 }
    }

    /// The lines of a transcript that begin with `$`, with all that came of them.
    fn play(&mut self, transcript: &str) -> String {
        let mut out = String::new();
        for line in transcript.lines() {
            if let Some(typed) = line.strip_prefix("$ ") {
                writeln!(out, "{line}").unwrap();
                out.push_str(&self.run(typed));
            } else if line.starts_with("## ") {
                writeln!(out, "{line}").unwrap();
            }
        }
        let violations = self.emulator.violations();
        assert!(violations.is_empty(), "the server could not make sense of it: {violations:?}");
        out
    }

    fn run(&mut self, typed: &str) -> String {
        let folder = self.folder.path();
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
        let mut shell = Command::new("bash");
        shell.args(["-c", &format!("exec 2>&1 </dev/null; {}", self.real(typed))]).current_dir(folder).env_clear();
        shell.env("PATH", path).env("HOME", folder);
        shell.env("OPENAI_BASE_URL", self.emulator.base_url()).env("OPENAI_API_KEY", KEY);
        let output = shell.output().unwrap();
        let mut text = String::from_utf8(output.stdout).unwrap();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str("(no line feed)\n");
        }
        let code = output.status.code().unwrap_or(-1);
        if code != 0 {
            writeln!(text, "(exit {code})").unwrap();
        }
        let requests = self.emulator.requests();
        for request in requests.iter().skip(self.sent) {
            let media_type = request.header("content-type").split(';').next().unwrap_or_default();
            let head = format!("> {} {} {media_type}", request.method, request.target);
            writeln!(text, "{}", head.trim_end()).unwrap();
        }
        self.sent = requests.len();
        let text = text.replace(&self.emulator.base_url(), "http://server/v1");
        self.shown(&text.replace(&self.folder.path().display().to_string(), "/home"))
    }

    /// What is typed, with ids as the server knows them.
    fn real(&self, typed: &str) -> String {
        let names = self.ids.iter().map(|(_, id)| (self.name(id), id));
        let mut names: Vec<(String, &String)> = names.collect();
        // `cntr_12` before `cntr_1`.
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names.iter().fold(typed.to_owned(), |typed, (name, id)| typed.replace(name, id))
    }

    fn name(&self, id: &str) -> String {
        let kind = self.ids.iter().find(|(_, known)| known == id).map_or("", |(kind, _)| kind);
        let number = self.ids.iter().filter(|(of, _)| *of == kind).position(|(_, known)| known == id);
        format!("{kind}{}", number.map_or(0, |at| at + 1))
    }

    fn shown(&mut self, text: &str) -> String {
        let mut found: Vec<(usize, &'static str, &str)> = Vec::new();
        for (kind, digits) in IDS {
            for (at, _) in text.match_indices(kind) {
                let id = text.get(at..at + kind.len() + digits);
                let is_hex = |id: &&str| id[kind.len()..].bytes().all(|byte| byte.is_ascii_hexdigit());
                found.extend(id.filter(is_hex).map(|id| (at, *kind, id)));
            }
        }
        found.sort_unstable();
        for (_, kind, id) in found {
            if self.ids.iter().all(|(_, known)| known != id) {
                self.ids.push((kind, id.to_owned()));
            }
        }
        let ids = self.ids.iter();
        ids.fold(text.to_owned(), |text, (_, id)| text.replace(id, &self.name(id)))
    }
}
