//! One diagnostic with the line that it is about.

use std::fmt;

use wharf::Diagnostic;

use super::plain::{plain, visible};
use super::style::{self, FAINT, STRONG};

/// The most characters of a line that are shown; minified JSON is one line.
const WIDTH: usize = 100;

/// A diagnostic, as it is shown.
pub struct Excerpt<'a> {
    /// What to show.
    pub diagnostic: &'a Diagnostic,
    /// How people call its file.
    pub file: &'a str,
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { severity, code, span, line_text, pointer, message, advice, .. } = self.diagnostic;
        let colour = style::of(*severity);
        write!(f, "{colour}{severity}[{code}]{colour:#}{STRONG}: {}{STRONG:#}", plain(message))?;
        let number = span.line.to_string();
        let margin = " ".repeat(number.len());
        write!(f, "\n{margin}{FAINT}-->{FAINT:#} {}", plain(self.file))?;
        if span.line > 0 {
            write!(f, ":{}:{}", span.line, span.column)?;
        }
        if !pointer.is_empty() {
            write!(f, "  {FAINT}{}{FAINT:#}", plain(pointer))?;
        }
        if span.line > 0 && !line_text.trim().is_empty() {
            let (text, at) = window(line_text, span.column);
            write!(f, "\n{FAINT}{number} |{FAINT:#} {text}")?;
            write!(f, "\n{margin} {FAINT}|{FAINT:#} {:at$}{colour}^{colour:#}", "")?;
        }
        if !advice.is_empty() {
            write!(f, "\n{margin} = {}", plain(advice))?;
        }
        Ok(())
    }
}

/// The part of a line around a column (from 1), and how far into that part the column is.
fn window(line: &str, column: u32) -> (String, usize) {
    let at = usize::try_from(column).map_or(0, |column| column.saturating_sub(1));
    let start = if at < WIDTH * 3 / 4 { 0 } else { at - WIDTH / 2 };
    let part: String = line.chars().skip(start).take(WIDTH).map(visible).collect();
    let (before, skipped) = if start > 0 { ("… ", 2) } else { ("", 0) };
    let after = if line.chars().nth(start + WIDTH).is_some() { " …" } else { "" };
    (format!("{before}{}{after}", part.trim_end()), at - start + skipped)
}

#[cfg(test)]
mod tests {
    use wharf::{Severity, Span};

    use super::*;

    fn diagnostic() -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: "ref-to-nowhere",
            file: "api.yaml".into(),
            span: Span { source: 0, line: 12, column: 7 },
            line_text: "      $ref: '#/nope'".to_owned(),
            pointer: "/paths/~1pets".to_owned(),
            message: "there is no \u{1b}[2J`#/nope`".to_owned(),
            advice: "add it".to_owned(),
        }
    }

    fn shown(diagnostic: &Diagnostic) -> String {
        anstream::adapter::strip_str(&Excerpt { diagnostic, file: "spec/api.yaml" }.to_string()).to_string()
    }

    #[test]
    fn says_where_and_what_to_do() {
        let expected = "\
error[ref-to-nowhere]: there is no \u{fffd}[2J`#/nope`
  --> spec/api.yaml:12:7  /paths/~1pets
12 |       $ref: '#/nope'
   |       ^
   = add it";
        assert_eq!(shown(&diagnostic()), expected);
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let diagnostic = Diagnostic { span: Span::default(), pointer: String::new(), ..diagnostic() };
        assert!(shown(&diagnostic).contains("--> spec/api.yaml\n"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_column() {
        let line = format!("{}x{}", "a".repeat(500), "b".repeat(500));
        let (text, at) = window(&line, 501);
        assert_eq!(text.chars().nth(at), Some('x'));
        assert!(text.chars().count() <= WIDTH + 4);
        assert_eq!(window("short", 40), ("short".to_owned(), 39));
    }
}
