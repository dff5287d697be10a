//! Drawing what can be seen.

use std::io::{self, Write};

use crossterm::terminal::{Clear, ClearType};
use crossterm::{cursor, queue};

use super::tree::Line;
use super::view::View;
use crate::data::Data;
use crate::show::{Palette, cut, neutral_line, width};

const KEYS: &str = "arrows move  space folds  e/c open and close all  / searches  n next  y copies  p its path  q ends";

pub(super) fn draw(out: &mut dyn Write, view: &View, palette: Palette, columns: usize) -> io::Result<()> {
    let visible = view.tree.visible();
    // Everything in one write, so that nothing flickers.
    let mut screen = Vec::new();
    queue!(screen, cursor::MoveTo(0, 0))?;
    for row in 0..view.height {
        if let Some(at) = visible.get(view.top + row)
            && let Some(line) = view.tree.line(*at)
        {
            screen.write_all(shown(line, *at == view.at, palette, columns).as_bytes())?;
        }
        queue!(screen, Clear(ClearType::UntilNewLine))?;
        screen.write_all(b"\r\n")?;
    }
    let foot = match &view.typed {
        Some(typed) => format!("/{typed}"),
        None if !view.note.is_empty() => view.note.clone(),
        None => format!("{}  {KEYS}", view.tree.path(view.at)),
    };
    screen.write_all(palette.faint(&cut(&neutral_line(&foot), columns.saturating_sub(1))).as_bytes())?;
    queue!(screen, Clear(ClearType::UntilNewLine))?;
    out.write_all(&screen)?;
    out.flush()
}

fn shown(line: &Line, is_here: bool, palette: Palette, columns: usize) -> String {
    let mark = match (line.holds, line.folded) {
        (false, _) => " ",
        (true, true) => "+",
        (true, false) => "-",
    };
    let here = if is_here { ">" } else { " " };
    let begin = format!("{here}{}{mark} ", "  ".repeat(line.depth));
    let name = neutral_line(&line.name);
    let colon = if name.is_empty() { "" } else { ": " };
    let room = columns.saturating_sub(width(&begin) + width(&name) + colon.len() + 1);
    let value = cut(&line.shown, room);
    let value = match line.value {
        Data::Text(_) => palette.text(&value),
        Data::Object(_) | Data::List(_) => palette.faint(&value),
        _ => palette.scalar(&value),
    };
    let name = if is_here { palette.heading(&name) } else { palette.name(&name) };
    format!("{begin}{name}{colon}{value}")
}
