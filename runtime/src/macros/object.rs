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
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Writer::begin_object(writer);
                $($crate::field::$kind::encode(&self.$field, $wire, writer);)*
                $($crate::field::encode_extra(&self.$matching, writer);)*
                $($crate::field::encode_extra(&self.$extra, writer);)?
                $crate::json::Writer::end_object(writer);
            }
        }

        impl $crate::json::Decode for $name {
            #[allow(unreachable_patterns, reason = "the extra members, if any, come before the rest")]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $matching = ::std::collections::BTreeMap::new();)*
                $(let mut $extra = ::std::collections::BTreeMap::new();)?
                let start = $crate::json::Reader::begin_object(reader)?;
                while let ::core::option::Option::Some(key) = $crate::json::Reader::key(reader)? {
                    match key {
                        $($wire => {
                            let value = $crate::field::$kind::decode(reader $(, $argument)?)?;
                            $field = ::core::option::Option::Some(value);
                        })*
                        $(other if $crate::pattern::matches($pattern, other) => {
                            let name = ::std::string::String::from(other);
                            let value = $crate::json::Decode::decode(reader)?;
                            ::std::collections::BTreeMap::insert(&mut $matching, name, value);
                        })*
                        $(other => {
                            let name = ::std::string::String::from(other);
                            let value = $crate::json::Decode::decode(reader)?;
                            ::std::collections::BTreeMap::insert(&mut $extra, name, value);
                        })?
                        _ => $crate::json::Reader::skip_member(reader)?,
                    }
                }
                let _ = start;
                ::core::result::Result::Ok(Self {
                    $($field: $crate::field::$kind::finish($field, $wire, start)?,)*
                    $($matching,)*
                    $($extra,)?
                })
            }
        }

        $crate::__serde!($name);
    };
}
