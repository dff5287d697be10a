//! What the macros for unions call.

use crate::json::{Admission, Decode, Error, Guard, Mark, Reader, Shape};
use crate::{Exact, Unknown};

/// Keeps a value that no branch knows.
///
/// # Errors
///
/// When the value is broken.
pub fn unknown(reader: &mut Reader<'_>) -> Result<Unknown<Exact>, Error> {
    reader.peek()?;
    let at = reader.offset();
    let value = Exact::decode(reader)?;
    reader.note_strange();
    reader.unknown_at = Some(at);
    Ok(Unknown::new(value))
}

/// Reads the branch that a tag means.
///
/// # Errors
///
/// When the value has another shape.
pub fn branch<T: Decode, U>(reader: &mut Reader<'_>, make: fn(T) -> U) -> Result<U, Error> {
    match T::decode(reader) {
        Ok(branch) => Ok(make(branch)),
        Err(error) => Err(error),
    }
}

/// What a branch makes of a value; the lesser is the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Loss {
    /// The branch is a union that does not know the value.
    unknown: bool,
    /// The value has members that the branch says it has not. Where no other branch holds it, they are later additions.
    surplus: bool,
    /// Values at any depth of which the types say nothing: skipped, kept without a name, or another than they know.
    foreign: usize,
    /// Those of them that are skipped.
    skipped: usize,
    /// Those that their types do not know: another constant, or no value of an enum.
    strange: usize,
}

impl Loss {
    const NONE: Self = Self { unknown: false, surplus: false, foreign: 0, skipped: 0, strange: 0 };
}

/// The error about a value that no branch takes.
#[cold]
fn refused(reader: &mut Reader<'_>, missing: Option<&str>) -> Error {
    match missing {
        Some(name) => reader.error(format!("no variant fits; one needs the member `{name}`, which is missing")),
        None => reader.expected("a value that some variant holds"),
    }
}

/// One go through the branches of a union.
#[derive(Debug)]
pub struct Attempts {
    start: Mark,
    /// The best branch that decoded, and where it ended.
    kept: Option<(Loss, Mark)>,
    /// No other branch need be tried.
    settled: bool,
    best: Option<Error>,
    /// A member that a branch needs and the value has not.
    missing: Option<&'static str>,
    /// A branch was refused for the constants of the value, which may be those of a branch that is not known.
    is_strange: bool,
    /// A branch has the constants of the value, and needs a member that is missing.
    is_broken: bool,
}

impl Attempts {
    /// Begins with the value at the present place.
    #[must_use]
    pub fn new(reader: &Reader<'_>) -> Self {
        Self {
            start: reader.save(),
            kept: None,
            settled: false,
            best: None,
            missing: None,
            is_strange: false,
            is_broken: false,
        }
    }

    /// Tries one branch, which is `kept` unless its guard refuses the value, it does not decode or one before it was
    /// as good.
    ///
    /// # Errors
    ///
    /// When the value is broken or too much was tried.
    pub fn branch<T: Decode, U>(
        &mut self,
        reader: &mut Reader<'_>,
        guard: &Guard,
        kept: &mut Option<U>,
        make: fn(T) -> U,
    ) -> Result<(), Error> {
        if self.settled {
            return Ok(());
        }
        match reader.admits(guard)? {
            Admission::Granted => {}
            Admission::Shape => return Ok(()),
            Admission::Missing(name) => {
                // That of a branch which the constants mean says more.
                self.missing = self.missing.or(Some(name));
                return Ok(());
            }
            Admission::Broken(name) => {
                self.is_broken = true;
                self.missing = Some(name);
                return Ok(());
            }
            Admission::Constant => {
                self.is_strange = true;
                return Ok(());
            }
        }
        let at = reader.offset();
        let outer = reader.watch();
        let read = T::decode(reader);
        let has_surplus = reader.watched(outer) > 0 && guard.shapes.contains(&Shape::closed);
        match read {
            Ok(branch) if self.decoded(reader, at, has_surplus) => *kept = Some(make(branch)),
            Ok(_) => {}
            Err(error) => self.failed(reader, error)?,
        }
        Ok(())
    }

    /// Whether the branch that was just decoded from `at` is the best so far.
    fn decoded(&mut self, reader: &mut Reader<'_>, at: usize, has_surplus: bool) -> bool {
        let (skipped, strange) = (reader.skipped_since(self.start), reader.strange_since(self.start));
        let loss = Loss {
            unknown: reader.unknown_at == Some(at),
            surplus: has_surplus,
            foreign: skipped.saturating_add(strange).saturating_add(reader.unnamed_since(self.start)),
            skipped,
            strange,
        };
        let better = self.kept.is_none_or(|(least, _)| loss < least);
        if better {
            self.kept = Some((loss, reader.save()));
        }
        self.settled = loss == Loss::NONE || !reader.may_compare();
        if !self.settled {
            reader.restore(self.start);
        }
        better
    }

    fn failed(&mut self, reader: &mut Reader<'_>, error: Error) -> Result<(), Error> {
        if self.kept.is_some_and(|(loss, _)| !loss.surplus) {
            reader.restore(self.start);
            self.settled = !reader.may_compare();
            return Ok(());
        }
        reader.retry(self.start)?;
        self.best = Some(match self.best.take() {
            Some(best) => best.further(error),
            None => error,
        });
        Ok(())
    }

    /// Goes on behind the branch that was `kept`. Without one the value is unknown if its constants are those of no
    /// branch. One of another
    /// kind than all branches, or without what they need, is broken.
    ///
    /// # Errors
    ///
    /// That of the branch that got furthest.
    pub fn finish<U>(
        self,
        reader: &mut Reader<'_>,
        kept: Option<U>,
        otherwise: fn(Unknown<Exact>) -> U,
    ) -> Result<U, Error> {
        match (kept, self.kept, self.best) {
            // Members that the branch has not may be those of the branch that is broken.
            (Some(value), Some((loss, end)), best) if !loss.surplus || best.is_none() => {
                reader.restore(end);
                Ok(value)
            }
            (_, _, Some(error)) => Err(error),
            _ if self.is_strange && !self.is_broken => unknown(reader).map(otherwise),
            _ => Err(refused(reader, self.missing)),
        }
    }
}
