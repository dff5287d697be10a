//! What the macros for unions call.

use crate::json::{Admission, Decode, Error, Guard, Held, Mark, Reader, Shape};
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

/// The members for whose values branches were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strange {
    Nothing,
    Member(&'static str),
    Members,
}

impl Strange {
    fn and(self, name: &'static str) -> Self {
        match self {
            Self::Nothing => Self::Member(name),
            Self::Member(other) if other == name => self,
            Self::Member(_) | Self::Members => Self::Members,
        }
    }
}

/// The error about a value that no branch takes.
#[cold]
fn refused(reader: &mut Reader<'_>, missing: Option<&str>) -> Error {
    match missing {
        Some(name) => reader.error(format!("no variant fits; one needs the member `{name}`, which is missing")),
        None => reader.expected("a value that some variant holds"),
    }
}

/// What was there before a branch was tried.
#[derive(Debug)]
struct Trial {
    /// Where the value begins.
    at: usize,
    /// What was skipped around it.
    outer: (u32, usize),
}

/// One go through the branches of a union.
///
/// Only what depends on the branches is generic: a program holds that once for each of them.
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
    /// Branches were refused for the constants of the value, which may be those of a branch that is not known.
    strange: Strange,
    /// A branch has the constants of the value, and needs a member that is missing.
    is_broken: bool,
    /// The constants that a branch has where they are there, if it needs a member that is missing.
    lacking: &'static [Held],
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
            strange: Strange::Nothing,
            is_broken: false,
            lacking: &[],
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
        let Some(trial) = self.begin(reader, guard)? else { return Ok(()) };
        match T::decode(reader) {
            Ok(branch) if self.decoded(reader, guard, &trial) => *kept = Some(make(branch)),
            Ok(_) => {}
            Err(error) => self.failed(reader, &trial, error)?,
        }
        Ok(())
    }

    /// What is known before a branch is decoded; `None` where that is not worth it.
    fn begin(&mut self, reader: &mut Reader<'_>, guard: &Guard) -> Result<Option<Trial>, Error> {
        if self.settled {
            return Ok(None);
        }
        match reader.admits(guard)? {
            Admission::Granted => return Ok(Some(Trial { at: reader.offset(), outer: reader.watch() })),
            Admission::Shape => {}
            // That of a branch which the constants mean says more.
            Admission::Missing(name) => {
                self.missing = self.missing.or(Some(name));
                if self.lacking.is_empty() {
                    self.lacking = guard.only;
                }
            }
            Admission::Broken(name) => {
                self.is_broken = true;
                self.missing = Some(name);
            }
            Admission::Constant(name) => self.strange = self.strange.and(name),
        }
        Ok(None)
    }

    /// Whether the branch that was just decoded is the best so far.
    fn decoded(&mut self, reader: &mut Reader<'_>, guard: &Guard, trial: &Trial) -> bool {
        let has_surplus = reader.watched(trial.outer) > 0 && guard.shapes.contains(&Shape::closed);
        let (skipped, strange) = (reader.skipped_since(self.start), reader.strange_since(self.start));
        let loss = Loss {
            unknown: reader.unknown_at == Some(trial.at),
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

    fn failed(&mut self, reader: &mut Reader<'_>, trial: &Trial, error: Error) -> Result<(), Error> {
        reader.watched(trial.outer);
        if reader.is_too_deep {
            return Err(error);
        }
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
        match (self.holds(reader)?, kept) {
            (true, Some(value)) => Ok(value),
            _ => unknown(reader).map(otherwise),
        }
    }

    /// Whether a branch holds the value, behind which the reader then stands; otherwise the value is unknown.
    fn holds(self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        let is_unknown = self.is_unknown();
        match (self.kept, self.best) {
            // Members that the branch has not may be those of the branch that is broken.
            (Some((loss, end)), best) if !loss.surplus || best.is_none() => {
                reader.restore(end);
                Ok(true)
            }
            (_, Some(error)) => Err(error),
            _ if is_unknown => Ok(false),
            _ => Err(refused(reader, self.missing)),
        }
    }

    /// Whether the constants of the value are those of no branch. What keeps it off all others may be a constant of the
    /// branch that needs a member.
    fn is_unknown(&self) -> bool {
        match self.strange {
            Strange::Nothing => false,
            Strange::Member(name) => !self.is_broken && !self.lacking.iter().any(|(other, _)| *other == name),
            Strange::Members => !self.is_broken,
        }
    }
}
