//! `--format explore`: a result to move through, fold, search and copy from.

mod copy;
mod draw;
mod tree;
mod view;

use std::io::{self, Write as _};

use crossterm::event::{Event, KeyEventKind, read};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size};
use crossterm::{cursor, execute};

use crate::data::Data;
use crate::show::Palette;
use tree::Tree;
use view::{Next, View};

/// How looking at it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Whoever looked has seen enough.
    Seen,
    /// By Ctrl-C.
    Interrupted,
}

/// Shows a value until whoever looks at it has seen enough. Where this is dropped, by a signal, the screen is given back.
pub(crate) async fn explore(data: Data, palette: Palette) -> io::Result<Ended> {
    let _screen = Screen::enter()?;
    // Keys are waited for beside signals.
    tokio::task::spawn_blocking(move || look(&data, palette)).await.map_err(io::Error::other)?
}

fn look(data: &Data, palette: Palette) -> io::Result<Ended> {
    let mut view = View::new(Tree::new(data));
    let mut out = io::stdout();
    loop {
        let (columns, rows) = size()?;
        view.fit(usize::from(rows).saturating_sub(1).max(1));
        draw::draw(&mut out, &view, palette, usize::from(columns))?;
        match read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => match view.key(key) {
                Next::Stay => {}
                Next::Copy(text) => {
                    out.write_all(copy::sequence(&text).as_bytes())?;
                    out.flush()?;
                }
                Next::End => return Ok(Ended::Seen),
                Next::Interrupt => return Ok(Ended::Interrupted),
            },
            _ => {}
        }
    }
}

/// The screen that is given back however this ends.
struct Screen;

impl Screen {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        let screen = Self;
        execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Where the terminal is gone there is nothing to give back.
        let _ = execute!(io::stdout(), cursor::Show, LeaveAlternateScreen);
        let _ = disable_raw_mode();
    }
}
