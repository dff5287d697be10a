//! `setters!`: the optional members of a request.

/// Gives a struct one setter for each field named.
///
/// `optional T` and `nullable T` take `impl Into<T>`, numbers and truth values as they are; `[T]` takes `impl IntoIterator<Item = impl Into<T>>`;
/// `required` and `required_nullable` fields can be listed too. `note: nullable String => note_null` also
/// makes `note_null()`, which sets null; the macro cannot make up the name. Attributes before a field
/// (documentation, `#[deprecated]`) go to its setter. What else there is to say stands with the fields, to which setters link.
///
/// A type is written as in `Vec<T>`, `module::T`, `(A, B)` or `[T]`, without a leading `::`.
#[macro_export]
macro_rules! setters {
    ($name:ident { $(
        $(#[$meta:meta])*
        $field:ident : $kind:ident $head:tt $(:: $segment:ident)* $(< $($argument:ty),+ $(,)? >)?
            $(=> $null:ident)?
    ),* $(,)? }) => {
        impl $name { $(
            $crate::__setter! {
                $kind [$(#[$meta])*] $field
                $head $(:: $segment)* $(< $($argument),+ >)?
            }
            $(
                #[doc = ::core::concat!("Sets `", ::core::stringify!($field), "` to null.")]
                #[must_use]
                #[inline]
                pub fn $null(mut self) -> Self {
                    self.$field = $crate::Presence::Null;
                    self
                }
            )?
        )* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ($kind:ident [$($meta:tt)*] $field:ident [$item:ty]) => {
        #[doc = ::core::concat!("Sets [`", ::core::stringify!($field), "`](Self#fields).")]
        #[doc = ""]
        $($meta)*
        #[must_use]
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$item>>,
        ) -> Self {
            let items = ::core::iter::IntoIterator::into_iter($field);
            let items = ::core::iter::Iterator::map(items, ::core::convert::Into::into);
            self.$field = $crate::__wrap!($kind ::core::iter::Iterator::collect(items));
            self
        }
    };
    ($kind:ident [$($meta:tt)*] $field:ident bool) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field bool }
    };
    ($kind:ident [$($meta:tt)*] $field:ident i8) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field i8 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident i16) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field i16 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident i32) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field i32 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident i64) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field i64 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident u8) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field u8 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident u16) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field u16 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident u32) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field u32 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident u64) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field u64 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident i128) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field i128 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident f64) => {
        $crate::__plain_setter! { $kind [$($meta)*] $field f64 }
    };
    ($kind:ident [$($meta:tt)*] $field:ident $type:ty) => {
        #[doc = ::core::concat!("Sets [`", ::core::stringify!($field), "`](Self#fields).")]
        #[doc = ""]
        $($meta)*
        #[must_use]
        pub fn $field(mut self, $field: impl ::core::convert::Into<$type>) -> Self {
            self.$field = $crate::__wrap!($kind ::core::convert::Into::into($field));
            self
        }
    };
}

/// A literal such as `5` does not say which `Into<u64>` it is.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_setter {
    ($kind:ident [$($meta:tt)*] $field:ident $type:ident) => {
        #[doc = ::core::concat!("Sets [`", ::core::stringify!($field), "`](Self#fields).")]
        #[doc = ""]
        $($meta)*
        #[must_use]
        #[inline]
        pub fn $field(mut self, $field: ::core::primitive::$type) -> Self {
            self.$field = $crate::__wrap!($kind $field);
            self
        }
    };
}

/// A value as the kind of field holds it.
#[doc(hidden)]
#[macro_export]
macro_rules! __wrap {
    (optional $value:expr) => {
        ::core::option::Option::Some($value)
    };
    (required_nullable $value:expr) => {
        ::core::option::Option::Some($value)
    };
    (nullable $value:expr) => {
        $crate::Presence::Value($value)
    };
    (required $value:expr) => {
        $value
    };
}
