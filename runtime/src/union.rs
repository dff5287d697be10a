//! What the macros for unions call.

use serde_json::Value;

use crate::Unknown;
use crate::json::{Decode, Error, Guard, Mark, Reader};

/// Keeps a value that no branch knows.
///
/// # Errors
///
/// When the value is broken.
pub fn unknown(reader: &mut Reader<'_>) -> Result<Unknown<Value>, Error> {
    Value::decode(reader).map(Unknown::new)
}

/// One go through the branches of a union.
#[derive(Debug)]
pub struct Attempts {
    start: Mark,
    best: Option<Error>,
}

impl Attempts {
    /// Begins with the value at the present place.
    #[must_use]
    pub fn new(reader: &Reader<'_>) -> Self {
        Self { start: reader.save(), best: None }
    }

    /// Tries one branch: `None` when its guard refuses the value or it does not decode.
    ///
    /// # Errors
    ///
    /// When the value is broken or too much was tried.
    pub fn branch<T: Decode>(&mut self, reader: &mut Reader<'_>, guard: &Guard) -> Result<Option<T>, Error> {
        if !reader.admits(guard)? {
            return Ok(None);
        }
        match T::decode(reader) {
            Ok(branch) => Ok(Some(branch)),
            Err(error) => self.failed(reader, error).map(|()| None),
        }
    }

    fn failed(&mut self, reader: &mut Reader<'_>, error: Error) -> Result<(), Error> {
        reader.retry(self.start)?;
        self.best = Some(match self.best.take() {
            Some(best) => best.further(error),
            None => error,
        });
        Ok(())
    }

    /// When no branch was taken: the value is unknown if no guard let it in.
    ///
    /// # Errors
    ///
    /// That of the branch that got furthest.
    pub fn finish(self, reader: &mut Reader<'_>) -> Result<Unknown<Value>, Error> {
        match self.best {
            Some(error) => Err(error),
            None => unknown(reader),
        }
    }
}
