//! What no type expresses, as a file or on standard output.

use std::fs;
use std::path::Path;

use wharf::Report;

use crate::inputs::Names;
use crate::print::Terminal;
use crate::problem::Problem;

/// Writes `report` to `path`: as JSON where it ends so, else as text; `-` is standard output.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(path: &Path, mut report: Report, names: &Names, terminal: &mut Terminal) -> Result<(), Problem> {
    for entry in &mut report.entries {
        entry.file = names.shown(&entry.file);
    }
    if path == Path::new("-") {
        terminal.out(report.text().trim_end());
        return Ok(());
    }
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let text = if is_json { report.json() } else { report.text() };
    fs::write(path, text).map_err(|error| Problem::refused("write the report to", path, &error))
}
