//! Credentials that come on standard input: piped into it, or typed by somebody over whose shoulder nobody should look.

use std::io::{self, IsTerminal as _, Write as _};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::failure::{Exit, Failure};
use crate::table::Credential;

/// A credential that was typed, with the flag that it was asked for by.
pub(crate) type Typed = (&'static str, String);

/// A line of standard input for each credential that is asked for, in order.
pub(crate) async fn typed(wanted: Vec<&'static Credential>) -> Result<Vec<Typed>, Failure> {
    let mut all = Vec::new();
    for credential in wanted {
        let title = if credential.title.is_empty() { credential.flag } else { credential.title };
        let line = if io::stdin().is_terminal() { hidden(title).await } else { blocking(line).await };
        let wrong = |error| Failure::new(Exit::Credentials, format!("standard input cannot be read: {error}"));
        match line.map_err(wrong)? {
            Some(line) => all.push((credential.flag, line)),
            None => return Err(Failure::new(Exit::Interrupted, "interrupted")),
        }
    }
    Ok(all)
}

/// Signals are waited for beside it.
async fn blocking<T: Send + 'static>(read: fn() -> io::Result<T>) -> io::Result<T> {
    tokio::task::spawn_blocking(read).await.map_err(io::Error::other)?
}

fn line() -> io::Result<Option<String>> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(Some(line))
}

/// What is typed until Enter, none of which is shown; nothing after Ctrl-C.
async fn hidden(title: &str) -> io::Result<Option<String>> {
    // Nothing is shown before anybody may have begun to type.
    let quiet = Quiet::begin()?;
    write!(io::stderr(), "{title} (not shown): ")?;
    let line = blocking(keys).await;
    drop(quiet);
    writeln!(io::stderr())?;
    line
}

fn keys() -> io::Result<Option<String>> {
    let mut line = String::new();
    loop {
        let Event::Key(key) = read()? else { continue };
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            _ if key.kind == KeyEventKind::Release => {}
            KeyCode::Enter => return Ok(Some(line)),
            // The end of a line that was pasted.
            KeyCode::Char('j') if is_control => return Ok(Some(line)),
            KeyCode::Char('c') if is_control => return Ok(None),
            KeyCode::Char('d') if is_control && line.is_empty() => return Ok(Some(line)),
            KeyCode::Char('u') if is_control => line.clear(),
            KeyCode::Char('h') if is_control => drop(line.pop()),
            KeyCode::Char(character) if !is_control => line.push(character),
            KeyCode::Backspace => drop(line.pop()),
            _ => {}
        }
    }
}

/// A terminal that shows nothing of what is typed, until this is dropped.
struct Quiet;

impl Quiet {
    fn begin() -> io::Result<Self> {
        enable_raw_mode().map(|()| Self)
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // Where the terminal is gone there is nothing to give back.
        let _ = disable_raw_mode();
    }
}
