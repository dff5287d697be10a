//! Drawing what can be seen.

use std::io::{self, Write};

use crossterm::terminal::{Clear, ClearType};
use crossterm::{cursor, queue};

use super::tree::Line;
use super::view::View;
use crate::data::Data;
use crate::show::{Palette, cut, neutral_line, padded, width};

/// What keys do, for the line at the foot; of a narrow one the last ones are left out.
const FOOT: &[&str] = &["? keys", "q ends", "arrows move", "space folds", "/ searches", "n next", "y copies"];

/// What all keys do.
const KEYS: &[(&str, &str)] = &[
    ("↑ ↓  j k", "a line up, down"),
    ("PgUp PgDn  b f", "a screen up, down"),
    ("Home End  g G", "to the first, the last line"),
    ("→  l", "open, or go into"),
    ("←  h", "fold, or go out of"),
    ("space  Enter", "open or fold"),
    ("e c", "open all, fold all"),
    ("/", "search; Enter finds, Esc leaves"),
    ("n N", "the next, the one before"),
    ("y", "copy the value"),
    ("p", "copy the path, a filter for --jq"),
    ("q  Esc", "end"),
];

/// The line at the foot: where one is, and as many keys as fit behind it.
fn foot(path: &str, columns: usize) -> String {
    let least = width("  ? keys");
    let mut line = cut(path, columns.saturating_sub(least).max(1)).into_owned();
    for hint in FOOT {
        if width(&line) + 2 + width(hint) > columns {
            break;
        }
        line.extend(["  ", hint]);
    }
    line
}

fn keys(row: usize) -> String {
    KEYS.get(row).map_or_else(String::new, |(keys, does)| format!(" {} {does}", padded(keys, 15, false)))
}

pub(super) fn draw(out: &mut dyn Write, view: &View, palette: Palette, columns: usize) -> io::Result<()> {
    let visible = view.tree.visible();
    // Everything in one write, so that nothing flickers.
    let mut screen = Vec::new();
    queue!(screen, cursor::MoveTo(0, 0))?;
    for row in 0..view.height {
        if view.helps {
            screen.write_all(cut(&keys(row), columns.saturating_sub(1)).as_bytes())?;
        } else if let Some(at) = visible.get(view.top + row)
            && let Some(line) = view.tree.line(*at)
        {
            screen.write_all(shown(line, *at == view.at, palette, columns).as_bytes())?;
        }
        queue!(screen, Clear(ClearType::UntilNewLine))?;
        screen.write_all(b"\r\n")?;
    }
    let room = columns.saturating_sub(1);
    let foot = match &view.typed {
        _ if view.helps => "any key goes back".to_owned(),
        Some(typed) => format!("/{typed}"),
        None if !view.note.is_empty() => view.note.clone(),
        None => foot(&neutral_line(&view.tree.path(view.at)), room),
    };
    screen.write_all(palette.faint(&cut(&neutral_line(&foot), room)).as_bytes())?;
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

#[cfg(test)]
mod tests {
    use super::foot;

    #[test]
    fn the_foot_fits() {
        assert_eq!(
            foot(".data[0].id", 200),
            ".data[0].id  ? keys  q ends  arrows move  space folds  / searches  n next  y copies"
        );
        assert_eq!(foot(".data[0].id", 40), ".data[0].id  ? keys  q ends  arrows move");
        assert_eq!(foot(".data[0].a_long_name", 20), ".data[0].a_…  ? keys");
    }
}
