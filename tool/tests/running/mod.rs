//! Running the tool of the tests against a server with a script.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use tempfile::TempDir;
use wharf_tests::recorder::{Answer, Recorder, Request};

/// The tool.
pub const TOOL: &str = env!("CARGO_BIN_EXE_library-for-tests");

/// A command line and what is there when it runs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub arguments: Vec<String>,
    /// How often it runs; what is shown is all that came of it.
    #[serde(default = "once")]
    pub runs: usize,
    /// What is piped into it; nothing is a device.
    pub stdin: Option<String>,
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// Files that are for their owner alone.
    #[serde(default)]
    pub private: Vec<String>,
    /// Programs that stand before all others of their names.
    #[serde(default)]
    pub programs: BTreeMap<String, String>,
    #[serde(default)]
    pub answers: Vec<Scripted>,
    /// Files that are shown afterwards.
    #[serde(default)]
    pub shows: Vec<String>,
    /// Headers of requests that are shown beside the usual ones.
    #[serde(default)]
    pub headers: Vec<String>,
}

/// What the server answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scripted {
    #[serde(default = "fine")]
    status: u16,
    json: Option<String>,
    body: Option<String>,
    /// In hexadecimal digits.
    bytes: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// The connection ends after so many bytes of the body.
    cut: Option<usize>,
    #[serde(default)]
    silence: bool,
}

fn once() -> usize {
    1
}

fn fine() -> u16 {
    200
}

/// What came of it.
pub struct Outcome {
    pub exit: i32,
    pub output: String,
    pub error: String,
    pub requests: Vec<String>,
    pub folder: TempDir,
}

/// The folders below a folder of the tests, sorted.
pub fn folders(name: &str) -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let mut folders: Vec<PathBuf> = all.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

impl Line {
    pub fn read(folder: &Path) -> Self {
        let path = folder.join("line.toml");
        toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Runs it in a folder of its own.
    pub fn run(&self) -> Outcome {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in &self.files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        for name in &self.private {
            permit(&folder.path().join(name), 0o600);
        }
        let recorder = Recorder::start(self.answers.iter().map(Scripted::answer)).unwrap();
        let url = recorder.url();
        let mut command = Command::new(TOOL);
        command.args(&self.arguments).current_dir(folder.path()).env_clear();
        command.env("HOME", folder.path()).env("LIBRARY_URL", format!("{url}/v1"));
        let programs = folder.path().join("programs");
        fs::create_dir(&programs).unwrap();
        for (name, content) in &self.programs {
            fs::write(programs.join(name), content).unwrap();
            permit(&programs.join(name), 0o700);
        }
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{path}", programs.display()));
        command.envs(self.environment.iter().map(|(name, value)| (name, value.replace("SERVER", &url))));
        command.stdin(if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let (mut exit, mut output, mut error) = (-1, Vec::new(), Vec::new());
        for _ in 0..self.runs {
            let mut child = command.spawn().unwrap();
            if let Some(input) = &self.stdin {
                // A tool that does not read it may end before all is written.
                let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
            }
            let run = child.wait_with_output().unwrap();
            exit = run.status.code().unwrap_or(-1);
            output.extend(run.stdout);
            error.extend(run.stderr);
        }
        let requests = recorder.finish().unwrap();
        let plain = |bytes: &[u8]| {
            let text =
                text(bytes).replace(&url, "http://server").replace(&folder.path().display().to_string(), "/folder");
            without_times(&text)
        };
        Outcome {
            exit,
            output: plain(&output),
            error: plain(&error),
            requests: requests.iter().map(|request| self.shown(request)).collect(),
            folder,
        }
    }

    fn shown(&self, request: &Request) -> String {
        let mut text = format!("{} {}", request.method, request.target);
        for (name, value) in &request.headers {
            let name = name.to_lowercase();
            let is_shown =
                matches!(name.as_str(), "accept" | "authorization" | "content-type") || self.headers.contains(&name);
            if is_shown {
                text.extend(["\n", &name, ": ", value]);
            }
        }
        let body = self::text(&request.body);
        if !body.is_empty() {
            text.extend(["\n\n", &body]);
        }
        // Boundaries are made up anew each time.
        let boundary = request.header("content-type").first().and_then(|value| value.split_once("boundary="));
        match boundary {
            Some((_, boundary)) => text.replace(boundary, "BOUNDARY").replace('\r', ""),
            None => text,
        }
    }
}

impl Scripted {
    fn answer(&self) -> Answer {
        if self.silence {
            return Answer::silence();
        }
        let mut answer = match (&self.json, &self.body, &self.bytes) {
            (Some(json), _, _) => Answer::json(self.status, json.clone()),
            (_, Some(body), _) => Answer::new(self.status).body(body.clone()),
            (_, _, Some(digits)) => Answer::new(self.status).body(bytes(digits)),
            _ => Answer::new(self.status),
        };
        for (name, value) in &self.headers {
            answer = answer.header(name, value);
        }
        match self.cut {
            Some(after) => answer.cut(after),
            None => answer,
        }
    }
}

fn bytes(digits: &str) -> Vec<u8> {
    let digits: Vec<char> = digits.chars().filter(|digit| !digit.is_whitespace()).collect();
    let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

/// Text, or what is no text in hexadecimal digits.
pub fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" "),
    }
}

/// `after 1.2 ms` is another time each time.
fn without_times(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" after ") {
        Some((before, after)) if after.contains(" ms") => {
            let rest = after.split_once(" ms").map_or("", |(_, rest)| rest);
            format!("{before} after … ms{rest}")
        }
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(unix)]
fn permit(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn permit(_path: &Path, _mode: u32) {}
