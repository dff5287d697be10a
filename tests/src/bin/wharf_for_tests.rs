//! The `wharf` command where tests of this package find it: cargo shows a test the programs of its own package alone.

use std::process::ExitCode;

fn main() -> ExitCode {
    wharf_cli::run()
}
