//! The kinds of member, one module each: how one is decoded, what its absence means, how it is written.
//!
//! `object!` calls them by the name of the kind. While an object is read every member has a place, which the one loop
//! in [`read`] fills: compiling a type costs little more than naming its members.

use std::collections::BTreeMap;

use crate::json::{Decode, Encode, Error, Reader, Writer};
use crate::{Constant, Presence, pattern};

/// The place of a member while its object is read.
pub trait Slot {
    /// Reads the value. One that comes twice counts as it came last, but constants must agree.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error>;
}

/// The place of members that have no place of their own.
pub trait Others {
    /// Reads the value of the member called `name`.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    fn insert(&mut self, name: String, reader: &mut Reader<'_>) -> Result<(), Error>;
}

impl<T: Decode> Others for BTreeMap<String, T> {
    fn insert(&mut self, name: String, reader: &mut Reader<'_>) -> Result<(), Error> {
        insert(self, name, T::decode(reader))
    }
}

// What is read stands on the stack once while it is read; moving it further is left to functions that have ended by
// then. In a debug build each move has a place of its own, and large values that hold themselves would soon be too deep.

fn insert<T>(members: &mut BTreeMap<String, T>, name: String, value: Result<T, Error>) -> Result<(), Error> {
    members.insert(name, value?);
    Ok(())
}

fn put<T, U>(place: &mut U, value: Result<T, Error>, make: fn(T) -> U) -> Result<(), Error> {
    *place = make(value?);
    Ok(())
}

/// A member of a type.
pub struct Member<'a> {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where its value goes.
    pub slot: &'a mut dyn Slot,
}

/// Members that a type does not name one by one.
pub struct Rest<'a> {
    /// What their names match; anything where there is none.
    pub pattern: Option<&'static str>,
    /// Where their values go.
    pub others: &'a mut dyn Others,
}

/// Reads an object into the places of its members, and gives the offset where it begins.
///
/// # Errors
///
/// When something else stands there, or a value has another shape.
pub fn read(reader: &mut Reader<'_>, members: &mut [Member<'_>], rest: &mut [Rest<'_>]) -> Result<usize, Error> {
    let start = reader.begin_object()?;
    // Members mostly come in the order of the document.
    let mut next = 0;
    while let Some(key) = reader.key()? {
        let is_next = members.get(next).is_some_and(|member| member.name == key);
        let found = if is_next { Some(next) } else { members.iter().position(|member| member.name == key) };
        if let Some(member) = found.and_then(|at| members.get_mut(at)) {
            member.slot.fill(reader)?;
            next = found.map_or(0, |at| at + 1);
            continue;
        }
        let takes = |rest: &&mut Rest<'_>| rest.pattern.is_none_or(|pattern| pattern::matches(pattern, key));
        if let Some(rest) = rest.iter_mut().find(takes) {
            let name = String::from(key);
            if rest.pattern.is_none() {
                reader.note_unnamed();
            }
            rest.others.insert(name, reader)?;
        } else {
            reader.skip_member()?;
        }
    }
    Ok(start)
}

/// The error about a required member of the object that begins at `start`.
#[must_use]
#[cold]
pub fn missing(name: &str, start: usize) -> Error {
    Error::new(format!("the required member `{name}` is missing"), start)
}

/// Writes the members that the document does not name.
pub fn encode_extra<T: Encode>(members: &BTreeMap<String, T>, writer: &mut Writer) {
    for (name, value) in members {
        writer.key(name);
        value.encode(writer);
    }
}

/// Must be there.
pub mod required {
    use super::{Decode, Encode, Error, Reader, Slot, Writer, put};

    /// What came so far.
    #[derive(Debug)]
    pub struct Place<T>(pub Option<T>);

    /// The place of a member that has not come yet.
    #[must_use]
    pub const fn place<T>() -> Place<T> {
        Place(None)
    }

    impl<T: Decode> Slot for Place<T> {
        fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
            put(&mut self.0, T::decode(reader), Some)
        }
    }

    /// Writes the member.
    pub fn encode<T: Encode>(value: &T, name: &str, writer: &mut Writer) {
        writer.key(name);
        value.encode(writer);
    }
}

/// May be left out; null is read as left out, unless it is a value of the type.
pub mod optional {
    use super::{Decode, Encode, Error, Reader, Slot, Writer, put};

    /// What came so far.
    #[derive(Debug)]
    pub struct Place<T>(pub Option<T>);

    /// The place of a member that has not come yet.
    #[must_use]
    pub const fn place<T>() -> Place<T> {
        Place(None)
    }

    impl<T: Decode> Slot for Place<T> {
        fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
            if !T::TAKES_NULL && reader.null()? {
                // A branch of a union that keeps it is the better one.
                reader.note_skipped();
                self.0 = None;
                return Ok(());
            }
            put(&mut self.0, T::decode(reader), Some)
        }
    }

    /// Writes the member if it is there.
    pub fn encode<T: Encode>(value: &Option<T>, name: &str, writer: &mut Writer) {
        if let Some(value) = value {
            writer.key(name);
            value.encode(writer);
        }
    }
}

/// May be left out and may be null.
pub mod nullable {
    use super::{Decode, Encode, Error, Presence, Reader, Slot, Writer, put};

    /// What came so far.
    #[derive(Debug)]
    pub struct Place<T>(pub Presence<T>);

    /// The place of a member that has not come yet.
    #[must_use]
    pub const fn place<T>() -> Place<T> {
        Place(Presence::Absent)
    }

    impl<T: Decode> Slot for Place<T> {
        fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
            put(&mut self.0, Presence::decode(reader), |value| value)
        }
    }

    /// Writes the member unless it is absent.
    pub fn encode<T: Encode>(value: &Presence<T>, name: &str, writer: &mut Writer) {
        if !value.is_absent() {
            writer.key(name);
            value.encode(writer);
        }
    }
}

/// Must be there and may be null.
pub mod required_nullable {
    use super::{Decode, Encode, Error, Reader, Slot, Writer, put};

    /// What came so far.
    #[derive(Debug)]
    pub struct Place<T>(pub Option<Option<T>>);

    /// The place of a member that has not come yet.
    #[must_use]
    pub const fn place<T>() -> Place<T> {
        Place(None)
    }

    impl<T: Decode> Slot for Place<T> {
        fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
            if reader.null()? {
                self.0 = Some(None);
                return Ok(());
            }
            put(&mut self.0, T::decode(reader), |value| Some(Some(value)))
        }
    }

    /// Writes the member, null for `None`.
    pub fn encode<T: Encode>(value: &Option<T>, name: &str, writer: &mut Writer) {
        writer.key(name);
        value.encode(writer);
    }
}

/// Must be there, with a string that the document fixes.
pub mod constant {
    use super::{Constant, Error, Reader, Slot};

    pub use super::required::encode;

    /// What came so far, and the string that the document fixes.
    #[derive(Debug)]
    pub struct Place(pub Option<Constant>, &'static str);

    /// The place of a member that has not come yet.
    #[must_use]
    pub const fn place(expected: &'static str) -> Place {
        Place(None, expected)
    }

    impl Slot for Place {
        fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
            // A string, also another than the fixed one.
            let value = Constant::read(reader, self.1)?;
            once(&mut self.0, value, reader)
        }
    }

    /// Takes a constant, which no other one may follow: a tag says what an object is, whichever of two was read as that.
    pub(super) fn once(place: &mut Option<Constant>, value: Constant, reader: &Reader<'_>) -> Result<(), Error> {
        match place {
            Some(first) if *first != value => {
                Err(reader.error("a member that says what this is comes twice, with two values"))
            }
            _ => {
                *place = Some(value);
                Ok(())
            }
        }
    }
}

/// May be left out; otherwise a string that the document fixes.
pub mod optional_constant {
    use super::{Constant, Error, Reader, Slot};

    pub use super::optional::encode;

    /// What came so far, and the string that the document fixes.
    #[derive(Debug)]
    pub struct Place(pub Option<Constant>, &'static str);

    /// The place of a member that has not come yet.
    #[must_use]
    pub const fn place(expected: &'static str) -> Place {
        Place(None, expected)
    }

    impl Slot for Place {
        fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
            // A string, also another than the fixed one.
            if reader.null()? {
                reader.note_skipped();
                self.0 = None;
                return Ok(());
            }
            let value = Constant::read(reader, self.1)?;
            super::constant::once(&mut self.0, value, reader)
        }
    }
}
