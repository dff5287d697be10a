//! `multipart!` and `body!`: bodies that are no plain JSON.

/// Implements [`IntoForm`](crate::IntoForm) for a struct, given the wire name and the kind of each field:
/// `file` (an `Upload`, or an `Option` or `Vec` of it), `text` (anything written as a word; a list becomes
/// one part an item) or `json`. A media type may follow the kind; the words `optional` and `nullable` may
/// stand at the end and change nothing, since the type of the field says it.
#[macro_export]
macro_rules! multipart {
    ($name:ident { $(
        $field:ident : $wire:literal $kind:ident $($media_type:literal)? $($presence:ident)?
    ),* $(,)? }) => {
        impl $crate::IntoForm for $name {
            fn into_form(self) -> $crate::Form {
                #[allow(unused_mut, reason = "a form may have no fields")]
                let mut form = $crate::Form::new();
                $($crate::__part!(form, self.$field, $wire, $kind $($media_type)?);)*
                form
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __part {
    ($form:ident, $field:expr, $wire:literal, file $($media_type:literal)?) => {
        $crate::part::file(&mut $form, $wire, $field, $crate::__optional!($($media_type)?))
    };
    ($form:ident, $field:expr, $wire:literal, $kind:ident $($media_type:literal)?) => {
        $crate::part::$kind(&mut $form, $wire, &$field, $crate::__optional!($($media_type)?))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __optional {
    () => {
        ::core::option::Option::None
    };
    ($value:expr) => {
        ::core::option::Option::Some($value)
    };
}

/// Implements [`IntoBody`](crate::IntoBody) for an enum with one variant for each media type. The kinds are
/// `json`, `form`, `multipart`, `text` and `bytes`; a media type may follow, where it is not the usual one.
#[macro_export]
macro_rules! body {
    ($name:ident { $($variant:ident : $kind:ident $($media_type:literal)?),* $(,)? }) => {
        impl $crate::IntoBody for $name {
            fn into_body(self) -> $crate::Payload {
                match self {
                    $(Self::$variant(body) => {
                        $crate::__payload!($kind body, $crate::__optional!($($media_type)?))
                    })*
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __payload {
    (json $body:ident, $media_type:expr) => {
        $crate::Payload::json(&$body, $media_type)
    };
    (form $body:ident, $media_type:expr) => {
        $crate::Payload::form(&$body)
    };
    (multipart $body:ident, $media_type:expr) => {
        $crate::Payload::multipart($body)
    };
    (text $body:ident, $media_type:expr) => {
        $crate::Payload::text($body, $media_type)
    };
    (bytes $body:ident, $media_type:expr) => {
        $crate::Payload::upload($body, $media_type)
    };
}
