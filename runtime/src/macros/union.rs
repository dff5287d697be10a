//! `tagged_union!` and `union!`.

/// The wire form of an enum whose variants are told apart by a member that holds a string.
///
/// The branches write their tag themselves; `from!` makes the enum out of them. A tag of no variant makes `Unknown(Unknown<Exact>)`; a missing
/// tag, or a known one with a broken body, is an error.
///
/// With a last line `else => Variant: Type` any other value is of that variant, and there is no `Unknown`.
#[macro_export]
macro_rules! tagged_union {
    ($name:ident, $tag:literal {
        $($($value:literal)|+ => $variant:ident : $type:ty),* $(,)?
    }) => {
        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                match self {
                    $(Self::$variant(branch) => $crate::json::Encode::encode(branch, writer),)*
                    Self::Unknown(value) => $crate::json::Encode::encode(value, writer),
                }
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                match $crate::json::Reader::tag(reader, $tag)? {
                    $($($value)|+ => $crate::union::branch(reader, Self::$variant),)*
                    _ => ::core::result::Result::map($crate::union::unknown(reader), Self::Unknown),
                }
            }
        }

        $crate::__serde!($name);
    };
    ($name:ident, $tag:literal {
        $($($value:literal)|+ => $variant:ident : $type:ty,)*
        else => $default:ident : $default_type:ty $(,)?
    }) => {
        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                match self {
                    $(Self::$variant(branch) => $crate::json::Encode::encode(branch, writer),)*
                    Self::$default(branch) => $crate::json::Encode::encode(branch, writer),
                }
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                match $crate::json::Reader::tag_if_any(reader, $tag)? {
                    $(::core::option::Option::Some($($value)|+) => $crate::union::branch(reader, Self::$variant),)*
                    _ => $crate::union::branch(reader, Self::$default),
                }
            }
        }

        $crate::__serde!($name);
    };
}

/// The wire form of an enum whose variants have no common tag: each has a guard, and the guards are tried
/// in order. See [`Guard`](crate::json::Guard).
///
/// A member in brackets must be there, one with `= "a" | "b"` must hold one of these, and one in brackets behind `not` none
/// of these: they mean another branch. One behind `only` holds one of these, or `null`, where it is there. An object that is `closed` has no members but those of its type: one
/// with more is of another branch, or else of this one, to which the API added some.
///
/// A value with other constants than all branches makes `Unknown(Unknown<Exact>)`; one of another kind, or without what
/// they need, is an error, also where the constants are those of a branch. Of several branches whose guard passes the
/// first is taken that decodes and has a place for every member, else the one that skips the fewest, since what
/// is skipped is lost when the value is written back, and of several such the one that knows most of the values. A
/// union that itself knows the value not comes last. If
/// none decodes, the error of the one that got furthest is given.
///
/// A type is written as in `Vec<T>`, `module::T` or `(A, B)`, without a leading `::`.
#[macro_export]
macro_rules! union {
    ($name:ident { $(
        $variant:ident : $head:tt $(:: $segment:ident)* $(< $($argument:ty),+ $(,)? >)?
        if $($shape:ident)|+ $([$($member:literal $(= $($constant:literal)|+)?),* $(,)?])?
        $(not [$($other:literal = $($barred:literal)|+),* $(,)?])?
        $(only [$($optional:literal = $($known:literal)|+),* $(,)?])?
    ),* $(,)? }) => {
        impl $crate::json::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::json::Writer) {
                match self {
                    $(Self::$variant(branch) => $crate::json::Encode::encode(branch, writer),)*
                    Self::Unknown(value) => $crate::json::Encode::encode(value, writer),
                }
            }
        }

        impl $crate::json::Decode for $name {
            const TAKES_NULL: bool = $($($crate::json::Shape::$shape.takes_null())||+)||*;

            #[inline]
            fn decode(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::Error> {
                let mut attempts = $crate::union::Attempts::new(reader);
                let mut kept = ::core::option::Option::None;
                $(
                    let guard = const { $crate::json::Guard {
                        shapes: &[$($crate::json::Shape::$shape),+],
                        members: &[$($(($member, &[$($(&$constant),+)?])),*)?],
                        barred: &[$($(($other, &[$(&$barred),+])),*)?],
                        only: &[$($(($optional, &[$(&$known),+])),*)?],
                    } };
                    $crate::union::Attempts::branch(&mut attempts, reader, &guard, &mut kept, Self::$variant)?;
                )*
                $crate::union::Attempts::finish(attempts, reader, kept, Self::Unknown)
            }
        }

        $crate::__serde!($name);
    };
}
