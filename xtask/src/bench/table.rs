//! The table.

use std::time::Duration;

use wharf_cli::print::{Terminal, duration};

use super::measure::Sample;

/// One part of the table: the first row is ours, and the others have their ratio to it.
#[derive(Debug)]
pub struct Table {
    title: String,
    lines: Vec<[String; 4]>,
}

impl Table {
    /// A part without rows.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), lines: Vec::new() }
    }

    /// Adds a row each.
    pub fn rows(mut self, rows: &[(String, Option<Sample>)]) -> Self {
        let first = rows.first().and_then(|(_, sample)| *sample);
        for (name, sample) in rows {
            let cells = sample.map_or_else(
                || ["failed".to_owned(), String::new(), String::new()],
                |sample| {
                    let ours = first.filter(|first| *first != sample);
                    let ratio = |figure: fn(&Sample) -> f64| ours.map(|ours| figure(&sample) / figure(&ours));
                    let in_use = |one: &Sample| one.memory.map_or(f64::NAN, memory);
                    [
                        cell(&span(sample.time), ratio(|one| one.time.as_secs_f64())),
                        cell(&span(sample.work), ratio(|one| one.work.as_secs_f64())),
                        sample.memory.map_or_else(String::new, |taken| cell(&bytes(taken), ratio(in_use))),
                    ]
                },
            );
            let [time, work, memory] = cells;
            self.lines.push([name.clone(), time, work, memory]);
        }
        self
    }

    /// Prints it, its columns aligned.
    pub fn print(&self, terminal: &mut Terminal) {
        let head = [self.title.clone(), "time".to_owned(), "work".to_owned(), "memory".to_owned()];
        print(&[vec![head], self.lines.clone()].concat(), terminal);
    }
}

/// Prints lines with aligned columns, the first of them a heading, and an empty line behind them.
pub fn print<const N: usize>(lines: &[[String; N]], terminal: &mut Terminal) {
    let wide = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    for (at, line) in lines.iter().enumerate() {
        let mut text = if at == 0 { String::new() } else { "  ".to_owned() };
        for (column, cell) in line.iter().enumerate() {
            let width = if column == 0 && at == 0 { wide(0) + 4 } else { wide(column) + 2 };
            let gap = width.saturating_sub(cell.chars().count());
            text.extend([cell.as_str(), &" ".repeat(gap)]);
        }
        terminal.out(text.trim_end());
    }
    terminal.out("");
}

fn cell(text: &str, ratio: Option<f64>) -> String {
    ratio.map_or_else(|| text.to_owned(), |ratio| format!("{text} (× {ratio:.2})"))
}

/// A short time with its tenths.
fn span(time: Duration) -> String {
    if time < Duration::from_millis(100) { format!("{:.1} ms", time.as_secs_f64() * 1e3) } else { duration(time) }
}

/// Bytes as sizes of files are told.
pub fn megabytes(number: u64) -> String {
    format!("{:.1} MB", memory(number) / 1e6)
}

/// Bytes in the unit that people would say them in.
pub fn bytes(number: u64) -> String {
    let mib = memory(number) / f64::from(1 << 20);
    if mib < 1024.0 { format!("{mib:.0} MiB") } else { format!("{:.2} GiB", mib / 1024.0) }
}

/// As a number that can be divided; what is lost beyond 2⁵³ bytes no machine has.
#[allow(clippy::cast_precision_loss, reason = "no machine has so many bytes")]
fn memory(bytes: u64) -> f64 {
    bytes as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_said_in_their_unit() {
        assert_eq!(bytes(150 << 20), "150 MiB");
        assert_eq!(bytes(3 << 29), "1.50 GiB");
        assert_eq!(megabytes(8_340_000), "8.3 MB");
    }

    #[test]
    fn short_times_have_tenths() {
        assert_eq!(span(Duration::from_micros(4250)), "4.2 ms");
        assert_eq!(span(Duration::from_millis(250)), "250 ms");
    }
}
