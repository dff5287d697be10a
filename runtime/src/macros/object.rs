//! `object!`: the wire form of a struct.

/// Implements [`Encode`](crate::json::Encode), [`Decode`](crate::json::Decode) and serde's two traits for a
/// struct, given the wire name and the kind of each field.
///
/// | kind | type of the field | absent | null |
/// |---|---|---|---|
/// | `required` | `T` | error | what `T` makes of it |
/// | `optional` | `Option<T>` | `None` | `None` |
/// | `nullable` | `Presence<T>` | `Absent` | `Null` |
/// | `required_nullable` | `Option<T>` | error | `None` |
/// | `constant "x"` | `Constant` | error | error |
/// | `optional_constant "x"` | `Option<Constant>` | `None` | `None` |
///
/// A last line `..extra` names a field of type `BTreeMap<String, T>` that takes every other member; lines
/// `..["^x-"] field` before it name fields that take the members whose names match a [pattern](crate::pattern).
#[macro_export]
macro_rules! object {
    ($name:ident {
        $($field:ident : $wire:literal $kind:ident $($argument:literal)?),* $(,)?
        $(.. [$pattern:literal] $matching:ident $(,)?)*
        $(.. $extra:ident $(,)?)?
    }) => {
        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Writer::begin_object(writer);
                $($crate::field::$kind::encode(&self.$field, $wire, writer);)*
                $($crate::field::encode_extra(&self.$matching, writer);)*
                $($crate::field::encode_extra(&self.$extra, writer);)?
                $crate::json::Writer::end_object(writer);
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                $(let mut $field = $crate::field::$kind::place($($argument)?);)*
                $(let mut $matching = ::std::collections::BTreeMap::new();)*
                $(let mut $extra = ::std::collections::BTreeMap::new();)?
                let start = $crate::field::read(
                    reader,
                    &mut [$($crate::field::Member { name: $wire, slot: &mut $field }),*],
                    &mut [
                        $($crate::field::Rest {
                            pattern: ::core::option::Option::Some($pattern),
                            others: &mut $matching,
                        },)*
                        $($crate::field::Rest { pattern: ::core::option::Option::None, others: &mut $extra })?
                    ],
                )?;
                let _ = start;
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__taken!($kind $field $wire start),)*
                    $($matching,)*
                    $($extra,)?
                })
            }
        }

        $crate::__serde!($name);
    };
}

/// What a member's place holds in the end. (No `?`: it takes several times as long to compile.)
#[doc(hidden)]
#[macro_export]
macro_rules! __taken {
    (optional $field:ident $wire:literal $start:ident) => {
        $field.0
    };
    (nullable $field:ident $wire:literal $start:ident) => {
        $field.0
    };
    (optional_constant $field:ident $wire:literal $start:ident) => {
        $field.0
    };
    ($kind:ident $field:ident $wire:literal $start:ident) => {
        match $field.0 {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => {
                return ::core::result::Result::Err($crate::field::missing($wire, $start));
            }
        }
    };
}
