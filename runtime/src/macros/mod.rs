//! The macros that generated code is made of. Each is one flat repetition: matching a list item by item
//! would be quadratic in its length, and documents have objects with hundreds of members.
//!
//! Every path is absolute, since a document may well have a schema called `Option` or `Result`.
//!
//! Functions that are not generic are marked `#[inline]`: machine code is then made for them where they are used. A program
//! that makes ten calls of an API of hundreds compiles what these ten need, and not all that the crate holds.

mod body;
mod call;
mod enums;
mod newtype;
mod object;
mod paged;
mod setters;
mod stream;
mod tuple;
mod union;

/// Serde's traits as bridges over the wire form.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    };
}
