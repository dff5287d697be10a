//! Passing over a value without recursion.

use super::{Error, Kind, Reader};

impl<'a> Reader<'a> {
    /// Passes over one value of any kind, checking it all the same.
    ///
    /// # Errors
    ///
    /// When the value is broken.
    pub fn skip(&mut self) -> Result<(), Error> {
        let floor = self.depth;
        // One bit for each open level, set for objects; the depth limit keeps it within the word.
        let mut objects: u128 = 0;
        loop {
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
                    return Ok(());
                }
                let more = if objects & 1 == 1 { self.key()?.is_some() } else { self.item()? };
                if more {
                    break;
                }
                objects >>= 1;
            }
        }
    }

    /// Passes over the value of a member that a type does not have, and counts it: unions prefer the branch
    /// that skips least.
    ///
    /// # Errors
    ///
    /// When the value is broken.
    pub fn skip_member(&mut self) -> Result<(), Error> {
        self.skipped += 1;
        self.watched.1 += usize::from(self.depth == self.watched.0);
        self.skip()
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
