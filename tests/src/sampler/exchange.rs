//! Talking to the program of a batch.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::trial::Answer;

/// A running program; it is started again when a value ends it.
pub struct Exchange {
    program: PathBuf,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Exchange {
    /// With the program at `path`.
    #[must_use]
    pub fn new(program: &Path) -> Self {
        Self { program: program.to_owned(), running: None }
    }

    /// What the type at `index` makes of `text`, a text of one line.
    ///
    /// # Errors
    /// A program that does not start.
    pub fn ask(&mut self, index: usize, text: &str) -> Result<Answer, String> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start(&self.program)?,
        };
        match running.ask(index, text) {
            Some(answer) => {
                self.running = Some(running);
                Ok(answer)
            }
            None => Ok(Answer::Ended(running.end())),
        }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.end();
        }
    }
}

impl Running {
    fn start(program: &Path) -> Result<Self, String> {
        let child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|error| format!("{}: {error}", program.display()))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err(format!("{} has no streams", program.display()));
        };
        Ok(Self { child, input, output: BufReader::new(output) })
    }

    fn ask(&mut self, index: usize, text: &str) -> Option<Answer> {
        writeln!(self.input, "{index}\t{}", text.replace('\n', " ")).ok()?;
        self.input.flush().ok()?;
        let mut line = String::new();
        self.output.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let line = line.trim_end_matches('\n');
        let said = line.get(1..)?.to_owned();
        match line.as_bytes().first()? {
            b'=' => Some(Answer::Encoded(said)),
            b'!' => Some(Answer::Refused(said)),
            b'~' => Some(Answer::Unstable(said)),
            _ => Some(Answer::Ended(said)),
        }
    }

    /// Waits for the program, whose input ends; gives how it ended.
    fn end(mut self) -> String {
        drop(self.input);
        drop(self.output);
        self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string())
    }
}
