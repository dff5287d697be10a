//! Passing over a value without recursion.

use super::{Error, Kind, Reader};

impl<'a> Reader<'a> {
    /// Passes over one value of any kind, checking it all the same.
    ///
    /// # Errors
    ///
    /// When the value is broken.
    pub fn skip(&mut self) -> Result<(), Error> {
        self.pass().map(|_| ())
    }

    /// Passes over one value, and says how many there are in it: itself, and those within.
    fn pass(&mut self) -> Result<usize, Error> {
        let floor = self.depth;
        let mut values = 0;
        // One bit for each open level, set for objects; the depth limit keeps it within the word.
        let mut objects: u128 = 0;
        loop {
            values += 1;
            match self.peek()? {
                Kind::Object => {
                    self.begin_object()?;
                    objects = (objects << 1) | 1;
                }
                Kind::Array => {
                    self.begin_array()?;
                    objects <<= 1;
                }
                Kind::String => drop(self.string_token()?),
                Kind::Number => drop(self.number()?),
                Kind::Boolean => drop(self.boolean()?),
                Kind::Null => drop(self.null()?),
            }
            loop {
                if self.depth == floor {
                    return Ok(values);
                }
                let more = if objects & 1 == 1 { self.key()?.is_some() } else { self.item()? };
                if more {
                    break;
                }
                objects >>= 1;
            }
        }
    }

    /// Passes over the value of a member that a type does not have, and counts what is lost with it: unions prefer the
    /// branch that loses least, and a list with all its items is more than a member of one of them.
    ///
    /// # Errors
    ///
    /// When the value is broken.
    pub fn skip_member(&mut self) -> Result<(), Error> {
        self.watched.1 += usize::from(self.depth == self.watched.0);
        let values = self.pass()?;
        self.skipped += values;
        Ok(())
    }

    /// Notes that the member here is kept by a type that does not name it. Within a branch of a union that counts as much
    /// as losing it would.
    pub(crate) fn note_unnamed(&mut self) {
        if self.watched.0 == 0 {
            self.unnamed += 1;
            return;
        }
        let before = (self.at, self.depth, self.fresh);
        // What is broken is told by who reads it.
        self.unnamed += self.pass().unwrap_or(1);
        (self.at, self.depth, self.fresh) = before;
    }

    /// Passes over one value and gives its text.
    ///
    /// # Errors
    ///
    /// When the value is broken.
    pub fn raw(&mut self) -> Result<&'a str, Error> {
        self.token();
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }
}
