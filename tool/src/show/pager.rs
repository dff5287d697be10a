//! The pager: a program that shows long texts in pieces.

use std::io::{self, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::settings::Settings;

/// A pager that runs.
pub(super) struct Pager {
    child: Child,
    input: Option<ChildStdin>,
}

impl Pager {
    /// The line that starts the pager that the environment names, or else `less`. `cat` and nothing are no pager.
    pub(super) fn line(settings: &Settings) -> Option<String> {
        let named = |name: &str| std::env::var(name).ok();
        let prefix = settings.tool.env_prefix;
        let own = if prefix.is_empty() { None } else { named(&format!("{prefix}_PAGER")) };
        let line = own.or_else(|| named("PAGER")).unwrap_or_else(|| "less".to_owned());
        Some(line).filter(|line| !line.trim().is_empty() && line.trim() != "cat")
    }

    /// Starts a pager; none where it is not there.
    pub(super) fn start(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next()?);
        command.args(words).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            // Ends where all fits on a screen, lets colours through, and leaves the text on the screen.
            command.env("LESS", "FRX");
        }
        if std::env::var_os("LV").is_none() {
            command.env("LV", "-c");
        }
        let mut child = command.spawn().ok()?;
        let input = child.stdin.take();
        Some(Self { child, input })
    }

    /// Says that there is no more, and waits until whoever reads has seen enough.
    pub(super) fn finish(mut self) -> io::Result<()> {
        drop(self.input.take());
        self.child.wait().map(drop)
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        drop(self.input.take());
        // Where it has ended there is nothing to wait for.
        let _ = self.child.wait();
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.input {
            Some(input) => input.write(bytes),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.input.as_mut().map_or(Ok(()), Write::flush)
    }
}
