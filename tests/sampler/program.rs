//! Sends values through generated types: a line in, `INDEX<tab>JSON`, and a line out, that begins with what became of
//! it: `=` and what was encoded, `!` and the error, `~` and why it is not stable, `#` and the panic.

use std::io::{self, BufRead, Write};
use std::panic;

use wharf_runtime::json::{Decode, Encode, decode, encode};

/// What became of a value.
pub enum Outcome {
    Encoded(Vec<u8>),
    Refused(String),
    Unstable(String),
}

/// Sends a value through one type.
pub type Check = fn(&[u8]) -> Outcome;

/// Decodes, encodes, and does both again.
pub fn check<T: Decode + Encode>(text: &[u8]) -> Outcome {
    let value = match decode::<T>(text) {
        Ok(value) => value,
        Err(error) => return Outcome::Refused(error.to_string()),
    };
    let once = encode(&value);
    match decode::<T>(&once) {
        Ok(again) if encode(&again) == once => Outcome::Encoded(once),
        Ok(again) => Outcome::Unstable(String::from_utf8_lossy(&encode(&again)).into_owned()),
        Err(error) => Outcome::Unstable(error.to_string()),
    }
}

/// Answers until there are no more lines.
pub fn serve(checks: &[Check]) -> io::Result<()> {
    panic::set_hook(Box::new(|_| ()));
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (index, text) = line.split_once('\t').unwrap_or(("", ""));
        let check = index.parse::<usize>().ok().and_then(|index| checks.get(index));
        let outcome = panic::catch_unwind(|| check.map(|check| check(text.as_bytes())));
        let (mark, said) = match outcome {
            Ok(Some(Outcome::Encoded(text))) => ('=', String::from_utf8_lossy(&text).into_owned()),
            Ok(Some(Outcome::Refused(error))) => ('!', error),
            Ok(Some(Outcome::Unstable(said))) => ('~', said),
            Ok(None) => ('#', format!("there is no type {index}")),
            Err(panic) => {
                let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
                ('#', text.or_else(|| panic.downcast_ref().cloned()).unwrap_or_default())
            }
        };
        writeln!(output, "{mark}{}", said.replace(['\n', '\r'], " "))?;
        output.flush()?;
    }
    Ok(())
}
