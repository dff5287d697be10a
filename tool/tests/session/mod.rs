//! The tool on a real terminal.

#![allow(dead_code, reason = "each test uses a part")]

use std::io::{Read as _, Write as _};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;
use wharf_tests::recorder::{Answer, Recorder, Request};

const TOOL: &str = env!("CARGO_BIN_EXE_library-for-tests");

/// Nothing takes so long; a test that waits longer would hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// The tool on a terminal.
pub struct Session {
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn std::io::Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    pub folder: TempDir,
    recorder: Option<Recorder>,
}

impl Session {
    pub fn start(columns: u16, arguments: &[&str], environment: &[(&str, &str)], answers: Vec<Answer>) -> Self {
        Self::of(TOOL, columns, arguments, environment, answers)
    }

    /// Another program, for which `library` is the tool.
    pub fn of(
        program: &str,
        columns: u16,
        arguments: &[&str],
        environment: &[(&str, &str)],
        answers: Vec<Answer>,
    ) -> Self {
        let rows = 24;
        let pair =
            native_pty_system().openpty(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        let recorder = Recorder::start(answers).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("programs")).unwrap();
        std::os::unix::fs::symlink(TOOL, folder.path().join("programs/library")).unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.cwd(folder.path());
        command.env("PATH", format!("{}:{path}", folder.path().join("programs").display()));
        command.env("HOME", folder.path());
        command.env("TERM", "xterm-256color");
        command.env("PAGER", "cat");
        command.env("LIBRARY_KEY", "k");
        command.env("LIBRARY_URL", recorder.url());
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let _master = pair.master;
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(cells(rows), cells(columns), 1000);
        Self { child, keys, bytes, screen, raw: Vec::new(), folder, recorder: Some(recorder) }
    }

    /// What stands on the screen, without spaces at the ends of lines.
    pub fn text(&self) -> String {
        let screen = self.screen.screen();
        let lines: Vec<String> =
            screen.rows(0, screen.size().1.into()).map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n").trim_end().to_owned()
    }

    pub fn wait(&mut self, what: &str, until: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        while !until(self) {
            let left = PATIENCE.checked_sub(begin.elapsed());
            let bytes = left.and_then(|left| self.bytes.recv_timeout(left).ok());
            let Some(bytes) = bytes else {
                panic!("{what} does not come; on the screen:\n{}", self.text());
            };
            self.screen.process(&bytes);
            self.raw.extend(bytes);
        }
    }

    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |session| session.text().contains(text));
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// What the server was asked. It answers nothing more then.
    pub fn requests(&mut self) -> Vec<Request> {
        self.recorder.take().map(|recorder| recorder.finish().unwrap()).unwrap_or_default()
    }

    /// Reads until the tool has ended, and gives its code.
    pub fn end(&mut self) -> u32 {
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            self.screen.process(&bytes);
            self.raw.extend(bytes);
        }
        self.child.wait().unwrap().exit_code()
    }

    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }
}

fn cells(count: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(count).unwrap()
}

pub fn books() -> Answer {
    let books = r#"{"data":[
        {"id":"b1","title":"The tides of \u001b[31mred\u001b[0m","pages":12},
        {"id":"b22","title":"日本の本","pages":345}],"has_more":false}"#;
    Answer::json(200, books)
}
