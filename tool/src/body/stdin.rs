//! Standard input: whether a body comes there, and for how long it is waited for.

use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::failure::Failure;

/// When people are told what is waited for.
const TOLD: Duration = Duration::from_secs(1);

/// For how long a pipe that nobody spoke of may be silent before it gives its first byte. Programs that start others hold
/// such pipes open without ever writing to them.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a shell says that there is nothing.
const NOTHING: &str = if cfg!(windows) { "< NUL" } else { "< /dev/null" };

/// What is read from standard input without being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Neither a pipe nor a file. Terminals, sockets and devices are left alone: programs that start others leave them
    /// open without ever writing to them.
    Other,
    File,
    Pipe,
}

pub(super) fn kind() -> Kind {
    if io::stdin().is_terminal() {
        return Kind::Other;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        match fs::metadata("/dev/stdin") {
            Ok(metadata) if metadata.file_type().is_fifo() => Kind::Pipe,
            Ok(metadata) if metadata.is_file() => Kind::File,
            _ => Kind::Other,
        }
    }
    #[cfg(not(unix))]
    Kind::Pipe
}

/// All of standard input.
pub(super) fn bytes() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Waits for the first byte or the end, and says whether there is anything. What was read stays in the buffer of
/// standard input. `flag` is the one that asks for it, `is_asked` whether it was given: then there is no end of waiting.
pub(super) fn begins(flag: &str, is_asked: bool, is_quiet: bool) -> Result<bool, Failure> {
    let patience = (!is_asked).then_some(PATIENCE);
    let tell = || {
        if !is_quiet {
            let none = if is_asked { String::new() } else { format!("; `{NOTHING}` says that there is none") };
            // Where this cannot be told it is waited for all the same.
            let _ = writeln!(io::stderr(), "waiting for the body on standard input{none}");
        }
    };
    let first = || io::stdin().lock().fill_buf().map(|bytes| !bytes.is_empty());
    match first_of(first, TOLD, patience, tell) {
        Some(Ok(is_there)) => Ok(is_there),
        Some(Err(error)) => Err(Failure::usage(format!("standard input cannot be read: {error}"))),
        None => {
            let seconds = PATIENCE.as_secs();
            let problem = format!("standard input is a pipe into which nobody wrote for {seconds} s: nothing was sent");
            Err(Failure::usage(problem)
                .hint(format!("`--{flag} -` waits for it as long as it takes; `{NOTHING}` says that there is none")))
        }
    }
}

/// What a read gives; none where that takes too long.
fn first_of<T: Send + 'static>(
    read: impl FnOnce() -> io::Result<T> + Send + 'static,
    told: Duration,
    patience: Option<Duration>,
    tell: impl FnOnce(),
) -> Option<io::Result<T>> {
    let (sender, receiver) = channel();
    // A read cannot be given up: where it takes too long it ends with the process.
    std::thread::spawn(move || sender.send(read()));
    let gone = || Err(io::Error::other("it was given up"));
    match receiver.recv_timeout(told) {
        Err(RecvTimeoutError::Timeout) => tell(),
        first => return Some(first.unwrap_or_else(|_| gone())),
    }
    match patience.map(|patience| receiver.recv_timeout(patience.saturating_sub(told))) {
        None => Some(receiver.recv().unwrap_or_else(|_| gone())),
        Some(Err(RecvTimeoutError::Timeout)) => None,
        Some(first) => Some(first.unwrap_or_else(|_| gone())),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _, pipe};
    use std::time::Duration;

    use super::first_of;

    const SOON: Duration = Duration::from_millis(20);

    #[test]
    fn a_pipe_that_stays_silent_is_given_up() {
        let (mut reader, writer) = pipe().unwrap();
        let mut told = false;
        let read = move || reader.read(&mut [0]);
        assert!(first_of(read, SOON, Some(2 * SOON), || told = true).is_none());
        assert!(told);
        drop(writer);
    }

    #[test]
    fn what_comes_late_comes() {
        let (mut reader, mut writer) = pipe().unwrap();
        let read = move || reader.read(&mut [0]);
        let tell = || writer.write_all(b"x").unwrap();
        assert_eq!(first_of(read, SOON, None, tell).unwrap().unwrap(), 1);
    }

    #[test]
    fn the_end_is_no_silence() {
        let (mut reader, writer) = pipe().unwrap();
        drop(writer);
        let read = move || reader.read(&mut [0]);
        assert_eq!(first_of(read, Duration::from_secs(60), None, || panic!("it waits")).unwrap().unwrap(), 0);
    }
}
