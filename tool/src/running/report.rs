//! Telling what went wrong, on standard error.

use std::io::Write as _;

use crate::arguments::ERROR_FORMATS;
use crate::failure::{Exit, Failure};
use crate::settings::Settings;
use crate::show::{Format, Palette, Style, filter, neutral, neutral_line, write_json, yaml};
use crate::terminal::Terminal;

/// Tells of a failure, and gives the code to end with.
pub(super) fn report(failure: &Failure, terminal: Terminal, settings: Option<&Settings>) -> Exit {
    // Who closed the output wants to hear nothing.
    if failure.exit == Exit::Fine {
        return Exit::Fine;
    }
    let text =
        settings.and_then(|settings| body(failure, terminal, settings)).unwrap_or_else(|| words(failure, terminal));
    // Where this cannot be told there is nobody to be told.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    failure.exit
}

/// What stands before the further lines of a message.
const FURTHER: &str = "  | ";

/// The error in words.
fn words(failure: &Failure, terminal: Terminal) -> String {
    let palette = Palette::new(terminal.error_colour);
    let mut text = format!("{} ", palette.error("error:"));
    for (at, line) in failure.message.trim_end().split('\n').enumerate() {
        // No line of a server is taken for one of ours.
        text.extend([if at > 0 { FURTHER } else { "" }, &neutral_line(line.trim_end_matches('\r')), "\n"]);
    }
    for problem in &failure.problems {
        text.extend(["  ", &neutral_line(problem), "\n"]);
    }
    if !failure.facts.is_empty() {
        let facts: Vec<String> = failure.facts.iter().map(|fact| neutral_line(fact).into_owned()).collect();
        text.extend(["  ", &palette.faint(&facts.join(", ")), "\n"]);
    }
    for hint in &failure.hints {
        text.extend(["  ", &palette.heading("hint:"), " ", &neutral_line(hint), "\n"]);
    }
    text
}

/// The body of the error in the form that is wanted, where one is.
fn body(failure: &Failure, terminal: Terminal, settings: &Settings) -> Option<String> {
    let format = Format::of(settings, "format-error", ERROR_FORMATS).ok()?;
    let filter = filter(settings, "jq-error").ok()?;
    if failure.body.is_none() || format == Format::Auto && filter.is_none() {
        return None;
    }
    if format == Format::Raw && filter.is_none() {
        let text = String::from_utf8_lossy(failure.body.as_deref().unwrap_or_default()).into_owned();
        return Some(if terminal.error { format!("{}\n", neutral(&text)) } else { format!("{text}\n") });
    }
    let data = failure.data();
    let results = match filter {
        Some(filter) => filter.run(&data).ok()?,
        None => vec![data],
    };
    let style = Style { palette: Palette::new(terminal.error_colour), neutral: terminal.error };
    let mut text = String::new();
    for (at, result) in results.into_iter().enumerate() {
        if at > 0 && format == Format::Yaml {
            text.push_str("---\n");
        }
        match (format, &result) {
            (_, crate::data::Data::Text(word)) if settings.is_on("raw-output") => text.push_str(&neutral(word)),
            (Format::Yaml, result) => text.push_str(neutral(&yaml(result).ok()?).trim_end()),
            (Format::Lines, result) if terminal.error => text.push_str(&neutral_line(&result.to_json())),
            (Format::Lines, result) => text.push_str(&result.to_json()),
            (_, result) => {
                let mut out = Vec::new();
                write_json(&mut out, result, style, 0).ok()?;
                text.push_str(&String::from_utf8(out).ok()?);
            }
        }
        text.push('\n');
    }
    Some(text)
}
