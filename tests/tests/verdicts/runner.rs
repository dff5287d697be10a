//! The program that has clients make calls.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::reading::Sent;

/// A running program.
pub struct Runner {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// What came of it.
#[derive(Debug, Deserialize)]
pub struct Done {
    /// What was sent.
    pub sent: Vec<Sent>,
    /// `ok`, the kind of an error, or why the client cannot hold what it is given.
    pub outcome: Outcome,
}

/// What became of a call.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Outcome {
    /// It is `ok`, or an error of that kind.
    Called(String),
    /// The client cannot hold it.
    Unheld {
        /// Why.
        unheld: String,
    },
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type; empty without a body.
    pub media: String,
    /// The body.
    pub body: String,
}

impl Runner {
    /// Starts the program at `path`.
    pub fn start(path: &Path) -> Self {
        let child = Command::new(path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    fn ask(&mut self, question: &Value) -> Done {
        writeln!(self.input, "{question}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {question} gave {line:?}"))
    }

    /// Lets the code of a user make all its calls.
    pub fn user(&mut self, name: &str) -> Vec<Sent> {
        self.ask(&json!({ "user": name, "answer": {} })).sent
    }

    /// Makes a call.
    pub fn call(&mut self, name: &str, given: &Value, answer: &Answer) -> Done {
        let answer = json!({ "status": answer.status, "media": answer.media, "body": answer.body });
        self.ask(&json!({ "call": name, "given": given, "answer": answer }))
    }

    /// Reads a request that the API makes.
    pub fn take(&mut self, name: &str, body: &Value) -> Done {
        self.ask(&json!({ "take": name, "given": { "body": body }, "answer": {} }))
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
