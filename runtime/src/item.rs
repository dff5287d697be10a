//! The kinds of item that an array with a type for each of its first items has, one module each. `tuple!` calls them
//! by the name of the kind.

use crate::json::{Decode, Encode, Error, Reader, Writer};

/// The items of an array, one after the other.
#[derive(Debug)]
pub struct Items<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// How many were read.
    count: usize,
    /// Whether the end of the array is still to come.
    open: bool,
}

impl<'r, 'a> Items<'r, 'a> {
    /// Enters an array.
    ///
    /// # Errors
    ///
    /// When something else stands here.
    pub fn begin(reader: &'r mut Reader<'a>) -> Result<Self, Error> {
        reader.begin_array()?;
        Ok(Self { reader, count: 0, open: true })
    }

    /// The reader, if another item stands there.
    fn next(&mut self) -> Result<Option<&mut Reader<'a>>, Error> {
        self.open = self.open && self.reader.item()?;
        self.count += usize::from(self.open);
        Ok(self.open.then_some(&mut *self.reader))
    }

    /// Leaves the array.
    ///
    /// # Errors
    ///
    /// When more items follow.
    pub fn end(mut self) -> Result<(), Error> {
        let most = self.count;
        if self.next()?.is_none() {
            return Ok(());
        }
        Err(self.reader.error(format!("expected an array of at most {most} items, found more")))
    }

    #[cold]
    fn missing(&self) -> Error {
        self.reader.error(format!("expected an array of more than {} items", self.count))
    }
}

/// Reads the items that are left; `_place` is what the field for them is called.
///
/// # Errors
///
/// When one of them has another shape.
pub fn decode_rest<T: Decode>(items: &mut Items<'_, '_>, _place: usize) -> Result<Vec<T>, Error> {
    let mut rest = Vec::new();
    while let Some(reader) = items.next()? {
        rest.push(T::decode(reader)?);
    }
    Ok(rest)
}

/// Writes the items behind the first ones, if all of those were written: else they would stand in their places.
pub fn encode_rest<T: Encode>(rest: &[T], open: bool, writer: &mut Writer) {
    if !open && !rest.is_empty() {
        writer.fail(GAP);
    }
    for item in rest.iter().filter(|_| open) {
        writer.item();
        item.encode(writer);
    }
}

/// An item has no name: its place is all that tells which it is.
const GAP: &str = "holds an item behind one that is left out, which a list cannot say";

/// Must be there.
pub mod required {
    use super::{Decode, Encode, Error, Items, Writer};

    /// Reads the item.
    ///
    /// # Errors
    ///
    /// When there is none, or it has another shape.
    pub fn decode<T: Decode>(items: &mut Items<'_, '_>) -> Result<T, Error> {
        match items.next()? {
            Some(reader) => T::decode(reader),
            None => Err(items.missing()),
        }
    }

    /// Writes the item.
    pub fn encode<T: Encode>(value: &T, _open: &mut bool, writer: &mut Writer) {
        writer.item();
        value.encode(writer);
    }
}

/// Must be there and may be null: as `required`, of an `Option`.
pub mod required_nullable {
    pub use super::required::{decode, encode};
}

/// May be left out with all behind it.
pub mod optional {
    use super::{Decode, Encode, Error, Items, Writer};

    /// Reads the item, if there is one.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    pub fn decode<T: Decode>(items: &mut Items<'_, '_>) -> Result<Option<T>, Error> {
        items.next()?.map(T::decode).transpose()
    }

    /// Writes the item, unless it or one before it is left out.
    pub fn encode<T: Encode>(value: &Option<T>, open: &mut bool, writer: &mut Writer) {
        if !*open && value.is_some() {
            writer.fail(super::GAP);
        }
        *open = *open && value.is_some();
        if let Some(value) = value.as_ref().filter(|_| *open) {
            writer.item();
            value.encode(writer);
        }
    }
}

/// May be left out with all behind it, and may be null.
pub mod nullable {
    use super::{Decode, Encode, Error, Items, Writer};
    use crate::Presence;

    /// Reads the item or null, if there is one.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    pub fn decode<T: Decode>(items: &mut Items<'_, '_>) -> Result<Presence<T>, Error> {
        items.next()?.map_or(Ok(Presence::Absent), Presence::decode)
    }

    /// Writes the item, unless it or one before it is left out.
    pub fn encode<T: Encode>(value: &Presence<T>, open: &mut bool, writer: &mut Writer) {
        if !*open && !value.is_absent() {
            writer.fail(super::GAP);
        }
        *open = *open && !value.is_absent();
        if *open {
            writer.item();
            value.encode(writer);
        }
    }
}
