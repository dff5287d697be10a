//! `tuple!`: the wire form of a tuple struct that is an array.

/// Implements [`Encode`](crate::json::Encode), [`Decode`](crate::json::Decode) and serde's two traits for a tuple
/// struct, given the kind of each field, which is the item at that place. The kinds are those of `object!`
/// without constants: `optional` and `nullable` items may be left out with all behind them.
///
/// `; ..2` at the end names the field of type `Vec<T>` that takes the items behind. Without it there may be none.
#[macro_export]
macro_rules! tuple {
    ($name:ident { $($index:tt : $kind:ident),+ $(; .. $rest:tt)? $(,)? }) => {
        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Writer::begin_array(writer);
                let mut open = true;
                $($crate::item::$kind::encode(&self.$index, &mut open, writer);)*
                $($crate::item::encode_rest(&self.$rest, open, writer);)?
                let _ = open;
                $crate::json::Writer::end_array(writer);
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                let mut items = $crate::item::Items::begin(reader)?;
                let tuple = Self(
                    $($crate::item::$kind::decode(&mut items)?,)*
                    $($crate::item::decode_rest(&mut items, $rest)?,)?
                );
                $crate::item::Items::end(items)?;
                ::core::result::Result::Ok(tuple)
            }
        }

        $crate::__serde!($name);
    };
}
