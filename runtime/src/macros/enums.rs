//! `string_enum!` and `integer_enum!`.

/// The wire form of an enum of strings; its variant `Unknown(Unknown<String>)` takes every other one.
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        impl $name {
            /// The value as it stands on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &::core::primitive::str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(other) => $crate::Unknown::as_str(other),
                }
            }
        }

        impl ::core::convert::From<&::core::primitive::str> for $name {
            #[inline]
            fn from(text: &::core::primitive::str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    other => Self::Unknown($crate::Unknown::new(::std::string::String::from(other))),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&::core::primitive::str>>::from(&text)
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Formatter::write_str(f, self.as_str())
            }
        }

        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Writer::string(writer, self.as_str());
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                let value = ::core::result::Result::map($crate::json::Reader::text(reader), Self::from)?;
                if let Self::Unknown(_) = value {
                    $crate::json::Reader::note_strange(reader);
                }
                ::core::result::Result::Ok(value)
            }
        }

        $crate::__serde!($name);
    };
}

/// The wire form of an enum of integers; its variant `Unknown(Unknown<i64>)` takes every other one.
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        impl $name {
            /// The value as it stands on the wire.
            #[must_use]
            #[inline]
            pub fn as_i64(&self) -> ::core::primitive::i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(other) => *$crate::Unknown::get(other),
                }
            }
        }

        impl ::core::convert::From<::core::primitive::i64> for $name {
            #[inline]
            fn from(value: ::core::primitive::i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::Unknown($crate::Unknown::new(other)),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Writer::integer(writer, self.as_i64());
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                let number: ::core::primitive::i64 = $crate::json::Decode::decode(reader)?;
                let value = Self::from(number);
                if let Self::Unknown(_) = value {
                    $crate::json::Reader::note_strange(reader);
                }
                ::core::result::Result::Ok(value)
            }
        }

        $crate::__serde!($name);
    };
}
