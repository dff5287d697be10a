//! Texts that are printed whole: help, scripts, requests that are not sent.

use std::io::Write as _;

use crate::failure::{Failure, unwritable};

/// Prints a text on standard output, and sees to it that it got there: what is still held when the process ends would be
/// lost in silence.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| unwritable(&error))
}
