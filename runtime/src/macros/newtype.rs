//! `newtype!` and `from!`.

/// The wire form of a tuple struct around one value: that of the value.
#[macro_export]
macro_rules! newtype {
    ($name:ident($inner:ty)) => {
        impl ::core::convert::From<$inner> for $name {
            #[inline]
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Encode::encode(&self.0, writer);
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::json::Reader<'_>) -> ::core::result::Result<Self, $crate::json::Error> {
                ::core::result::Result::map($crate::json::Decode::decode(reader), Self)
            }
        }

        $crate::__serde!($name);
    };
}

/// `From` for the variants named, as `from!(StringOrParts { Text: String | &str, Parts: Vec<Part> })`: behind `|` another
/// type that is made into that of the variant.
#[macro_export]
macro_rules! from {
    ($name:ident { $($variant:ident : $type:ty $(| $other:ty)?),* $(,)? }) => { $(
        impl ::core::convert::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }

        $(impl ::core::convert::From<$other> for $name {
            #[inline]
            fn from(value: $other) -> Self {
                Self::$variant(<$type as ::core::convert::From<$other>>::from(value))
            }
        })?
    )* };
}
