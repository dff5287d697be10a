//! Looking ahead without consuming, for unions.

use super::{Error, Kind, Reader};

/// A place to go back to, with what was counted on the way to it.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    at: usize,
    depth: u32,
    fresh: bool,
    skipped: usize,
    strange: usize,
    unnamed: usize,
    unknown_at: Option<usize>,
}

/// What a branch of a union accepts, judged without decoding it.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    /// The kinds of value; one is enough.
    pub shapes: &'static [Shape],
    /// The members that an object must have, some with the values of which they must hold one.
    pub members: &'static [Held],
    /// The members of an object that must hold none of these values, which mean another branch.
    pub barred: &'static [Held],
    /// The members of an object that hold one of these values, or `null`, where they are there.
    pub only: &'static [Held],
}

/// A member, and values of which it holds one.
pub(crate) type Held = (&'static str, &'static [&'static dyn Literal]);

/// What a guard says about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// The branch may be tried.
    Granted,
    /// It is another kind of value, or a member that must hold constants does.
    Shape,
    /// This member is missing.
    Missing(&'static str),
    /// This member is missing, of a value whose constants are those of the branch.
    Broken(&'static str),
    /// This member holds another value: something that the branch is not, and perhaps nothing that is known.
    Constant(&'static str),
}

/// A kind of value as schemas distinguish them.
#[expect(non_camel_case_types, reason = "the guards of `union!` write them as schemas do")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string
    string,
    /// Any number
    number,
    /// A number that is whole
    integer,
    /// `true` or `false`
    boolean,
    /// An array
    array,
    /// An object
    object,
    /// An object that has no members but those that its type names
    closed,
    /// `null`
    null,
    /// Anything
    any,
}

impl Shape {
    /// Whether `null` is of this kind.
    #[must_use]
    pub const fn takes_null(self) -> bool {
        matches!(self, Self::null | Self::any)
    }
}

/// A value that a member must hold.
pub trait Literal: core::fmt::Debug + Sync {
    /// Its kind.
    fn kind(&self) -> Kind;

    /// Reads one value and says whether it is this one.
    ///
    /// # Errors
    ///
    /// When the value is broken.
    fn matches(&self, reader: &mut Reader<'_>) -> Result<bool, Error>;
}

impl Literal for &'static str {
    fn kind(&self) -> Kind {
        Kind::String
    }

    fn matches(&self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        if reader.peek()? != self.kind() {
            return reader.skip().map(|()| false);
        }
        Ok(reader.text()? == *self)
    }
}

impl Literal for i64 {
    fn kind(&self) -> Kind {
        Kind::Number
    }

    fn matches(&self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        if reader.peek()? != self.kind() {
            return reader.skip().map(|()| false);
        }
        Ok(reader.number()?.integer::<Self>().is_ok_and(|value| value == *self))
    }
}

impl Literal for bool {
    fn kind(&self) -> Kind {
        Kind::Boolean
    }

    fn matches(&self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        if reader.peek()? != self.kind() {
            return reader.skip().map(|()| false);
        }
        Ok(reader.boolean()? == *self)
    }
}

impl Reader<'_> {
    /// The present place.
    #[must_use]
    pub fn save(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
            fresh: self.fresh,
            skipped: self.skipped,
            strange: self.strange,
            unnamed: self.unnamed,
            unknown_at: self.unknown_at,
        }
    }

    /// Goes back to `mark`.
    pub fn restore(&mut self, mark: Mark) {
        self.replayed = self.replayed.saturating_add(self.at.saturating_sub(mark.at));
        (self.at, self.depth, self.fresh) = (mark.at, mark.depth, mark.fresh);
        (self.skipped, self.strange, self.unnamed) = (mark.skipped, mark.strange, mark.unnamed);
        self.unknown_at = mark.unknown_at;
    }

    /// Goes back to `mark` to try another branch. Nested unions can ask for that exponentially often, so
    /// the total is bounded.
    pub(crate) fn retry(&mut self, mark: Mark) -> Result<(), Error> {
        self.restore(mark);
        if self.replayed > self.budget() {
            return Err(self.error("the text fits too many ways; gave up"));
        }
        Ok(())
    }

    /// Whether a branch that decodes may still be compared with others. Half of the budget is left to what
    /// cannot be read without going back.
    pub(crate) fn may_compare(&self) -> bool {
        self.replayed <= self.budget() / 2
    }

    fn budget(&self) -> usize {
        self.text.len().saturating_mul(64).saturating_add(1 << 20)
    }

    /// Begins to count the members that are skipped of the object here itself; gives what was counted before.
    pub(crate) fn watch(&mut self) -> (u32, usize) {
        core::mem::replace(&mut self.watched, (self.depth + 1, 0))
    }

    /// How many were skipped since then. `outer` is what was counted before.
    pub(crate) fn watched(&mut self, outer: (u32, usize)) -> usize {
        core::mem::replace(&mut self.watched, outer).1
    }

    /// The values skipped since `mark`.
    pub(crate) fn skipped_since(&self, mark: Mark) -> usize {
        self.skipped.saturating_sub(mark.skipped)
    }

    /// The values since `mark` that their types do not know.
    pub(crate) fn strange_since(&self, mark: Mark) -> usize {
        self.strange.saturating_sub(mark.strange)
    }

    /// The values since `mark` that their types keep without naming them.
    pub(crate) fn unnamed_since(&self, mark: Mark) -> usize {
        self.unnamed.saturating_sub(mark.unnamed)
    }

    /// How many values came in members that their types do not name, kept or not.
    pub(crate) fn unnamed(&self) -> usize {
        self.skipped + self.unnamed
    }

    /// Notes that a member is not kept as it came.
    pub(crate) fn note_skipped(&mut self) {
        self.skipped += 1;
    }

    /// Notes that a value was kept which its type does not know.
    pub fn note_strange(&mut self) {
        self.strange += 1;
    }

    /// The string that the member `name` of the object here holds; nothing is consumed. When the member
    /// comes twice the first counts.
    ///
    /// # Errors
    ///
    /// When no object stands here, the member is missing or holds no string.
    pub fn tag(&mut self, name: &str) -> Result<&str, Error> {
        let mark = self.save();
        if !self.find(name)? {
            self.restore(mark);
            return Err(self.error(format!("the member `{name}`, which tells the variants apart, is missing")));
        }
        if self.token() != Some(b'"') {
            return Err(self.expected("a string that tells the variants apart"));
        }
        let tag = self.string_token()?;
        self.restore(mark);
        Ok(tag.unwrap_or(&self.scratch))
    }

    /// As [`Reader::tag`], where the member may be missing or hold something else: there is none then.
    ///
    /// # Errors
    ///
    /// When no object stands here, or it is broken.
    pub fn tag_if_any(&mut self, name: &str) -> Result<Option<&str>, Error> {
        let mark = self.save();
        if !self.find(name)? || self.token() != Some(b'"') {
            self.restore(mark);
            return Ok(None);
        }
        let tag = self.string_token()?;
        self.restore(mark);
        Ok(Some(tag.unwrap_or(&self.scratch)))
    }

    /// Goes to the value of the member `name` of the object here; false where there is none.
    fn find(&mut self, name: &str) -> Result<bool, Error> {
        self.begin_object()?;
        loop {
            match self.key()? {
                Some(key) if key == name => return Ok(true),
                Some(_) => self.skip()?,
                None => return Ok(false),
            }
        }
    }

    /// Whether the value here passes `guard`; nothing is consumed.
    ///
    /// # Errors
    ///
    /// When the value is broken.
    pub fn admits(&mut self, guard: &Guard) -> Result<Admission, Error> {
        if !self.has_shape(guard.shapes)? {
            return Ok(Admission::Shape);
        }
        let is_open = guard.members.is_empty() && guard.barred.is_empty() && guard.only.is_empty();
        if is_open || self.token() != Some(b'{') {
            return Ok(Admission::Granted);
        }
        let mark = self.save();
        if !(guard.barred.is_empty() && guard.only.is_empty()) {
            let other = self.means_another(guard);
            self.restore(mark);
            if let Some(name) = other? {
                return Ok(Admission::Constant(name));
            }
        }
        let admitted = self.has_members(guard);
        self.restore(mark);
        admitted
    }

    fn has_shape(&mut self, shapes: &[Shape]) -> Result<bool, Error> {
        let shape = match self.peek()? {
            Kind::Null => Shape::null,
            Kind::Boolean => Shape::boolean,
            Kind::String => Shape::string,
            Kind::Array => Shape::array,
            Kind::Object if shapes.contains(&Shape::closed) => Shape::closed,
            Kind::Object => Shape::object,
            Kind::Number if shapes.contains(&Shape::integer) && !shapes.contains(&Shape::number) => {
                let mark = self.save();
                let whole = self.number()?.is_integer();
                self.restore(mark);
                if whole { Shape::integer } else { Shape::number }
            }
            Kind::Number => Shape::number,
        };
        Ok(shapes.contains(&shape) || shapes.contains(&Shape::any))
    }

    /// Reads one value and says whether it is one of `literals`.
    fn holds(&mut self, literals: &[&dyn Literal]) -> Result<bool, Error> {
        let mark = self.save();
        for literal in literals {
            self.restore(mark);
            if literal.matches(self)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_like(&mut self, literals: &[&dyn Literal]) -> Result<bool, Error> {
        let kind = self.peek()?;
        Ok(literals.iter().any(|literal| literal.kind() == kind))
    }

    /// A member that need not be there and holds what means another branch, known or not.
    fn means_another(&mut self, guard: &Guard) -> Result<Option<&'static str>, Error> {
        self.begin_object()?;
        while let Some(key) = self.key()? {
            let listed = |members: &'static [Held]| members.iter().find(|(name, _)| *name == key);
            let other = match (listed(guard.barred), listed(guard.only)) {
                (Some((name, barred)), _) => self.holds(barred)?.then_some(*name),
                // Of another kind it is broken, or `null`, which is for the branch to say.
                (None, Some((name, only))) if self.is_like(only)? => (!self.holds(only)?).then_some(*name),
                (None, _) => {
                    self.skip()?;
                    None
                }
            };
            if other.is_some() {
                return Ok(other);
            }
        }
        Ok(None)
    }

    fn has_members(&mut self, guard: &Guard) -> Result<Admission, Error> {
        let mut missing = guard.members.to_vec();
        let mut is_meant = false;
        if missing.is_empty() {
            return Ok(Admission::Granted);
        }
        self.begin_object()?;
        while let Some(key) = self.key()? {
            match missing.iter().position(|(name, _)| *name == key) {
                None => self.skip()?,
                Some(index) => match missing.swap_remove(index) {
                    (_, []) => self.skip()?,
                    // Of another kind it is no constant that the API may have added since.
                    (_, literals) if !self.is_like(literals)? => return Ok(Admission::Shape),
                    (name, literals) if !self.holds(literals)? => return Ok(Admission::Constant(name)),
                    _ => is_meant = true,
                },
            }
            if missing.is_empty() {
                return Ok(Admission::Granted);
            }
        }
        Ok(match missing.first() {
            None => Admission::Granted,
            Some((name, _)) if is_meant => Admission::Broken(name),
            Some((name, _)) => Admission::Missing(name),
        })
    }
}
