//! The wire form of the types that models are made of.

use core::fmt::Display;
use core::hash::{BuildHasher, Hash};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::{Decode, Encode, Error, Reader, Writer};

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.string().map(Cow::into_owned)
    }
}

impl Encode for Cow<'_, str> {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.boolean()
    }
}

/// `null` and nothing else.
impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.null();
    }
}

impl Decode for () {
    const TAKES_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.null()? { Ok(()) } else { Err(reader.expected("null")) }
    }
}

macro_rules! integers {
    ($($integer:ty)*) => { $(
        impl Encode for $integer {
            fn encode(&self, writer: &mut Writer) {
                writer.integer(*self);
            }
        }

        impl Decode for $integer {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                reader.integer()
            }
        }
    )* };
}

integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 isize usize);

impl Encode for f64 {
    fn encode(&self, writer: &mut Writer) {
        writer.float(*self);
    }
}

impl Decode for f64 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let number = reader.number()?;
        let value = number.float()?;
        if number.is_rounded_to(value) {
            // A branch of a union that keeps all digits is the better one.
            reader.skipped += 1;
        }
        Ok(value)
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        T::decode(reader).map(Self::new)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.null()? { Ok(None) } else { T::decode(reader).map(Some) }
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer) {
        writer.begin_array();
        for item in self {
            writer.item();
            item.encode(writer);
        }
        writer.end_array();
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

// What is read stands on the stack once while it is read; moving it further is left to functions that have ended by
// then. In a debug build each move has a place of its own, and large values that hold themselves would soon be too deep.

fn push<T>(items: &mut Vec<T>, item: Result<T, Error>) -> Result<(), Error> {
    items.push(item?);
    Ok(())
}

fn insert<T>(members: &mut BTreeMap<String, T>, name: String, value: Result<T, Error>) -> Result<(), Error> {
    members.insert(name, value?);
    Ok(())
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut items = Self::new();
        reader.begin_array()?;
        while reader.item()? {
            push(&mut items, T::decode(reader))?;
        }
        Ok(items)
    }
}

fn encode_map<'m, K, T>(members: impl Iterator<Item = (&'m K, &'m T)>, writer: &mut Writer)
where
    K: Display + AsRef<str> + 'm,
    T: Encode + 'm,
{
    writer.begin_object();
    for (name, value) in members {
        writer.key(name.as_ref());
        value.encode(writer);
    }
    writer.end_object();
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, writer: &mut Writer) {
        encode_map(self.iter(), writer);
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut members = Self::new();
        reader.begin_object()?;
        while let Some(name) = reader.key()? {
            let name = name.to_owned();
            insert(&mut members, name, T::decode(reader))?;
        }
        Ok(members)
    }
}

impl<T: Encode, S> Encode for HashMap<String, T, S> {
    fn encode(&self, writer: &mut Writer) {
        encode_map(self.iter(), writer);
    }
}

impl<T: Decode, S: BuildHasher + Default> Decode for HashMap<String, T, S>
where
    String: Hash + Eq,
{
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let members = BTreeMap::decode(reader)?;
        Ok(members.into_iter().collect())
    }
}

macro_rules! tuples {
    ($($length:literal ($($item:ident $index:tt)+))*) => { $(
        impl<$($item: Encode),+> Encode for ($($item,)+) {
            fn encode(&self, writer: &mut Writer) {
                writer.begin_array();
                $(
                    writer.item();
                    self.$index.encode(writer);
                )+
                writer.end_array();
            }
        }

        impl<$($item: Decode),+> Decode for ($($item,)+) {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                reader.begin_array()?;
                let tuple = ($(next::<$item>(reader, $length)?,)+);
                if reader.item()? {
                    return Err(reader.error(concat!("expected an array of ", $length, " items, found more")));
                }
                Ok(tuple)
            }
        }
    )* };
}

fn next<T: Decode>(reader: &mut Reader<'_>, length: usize) -> Result<T, Error> {
    if reader.item()? {
        T::decode(reader)
    } else {
        Err(reader.error(format!("expected an array of {length} items, found fewer")))
    }
}

tuples! {
    1 (A 0)
    2 (A 0 B 1)
    3 (A 0 B 1 C 2)
    4 (A 0 B 1 C 2 D 3)
    5 (A 0 B 1 C 2 D 3 E 4)
    6 (A 0 B 1 C 2 D 3 E 4 F 5)
    7 (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    8 (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    9 (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    10 (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    11 (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
    12 (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11)
}
