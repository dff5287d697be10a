//! `multipart!` and `body!`: bodies that are no plain JSON.

/// Implements [`IntoForm`](crate::IntoForm) for a struct, given the wire name and the kind of each field:
/// `file` (an `Upload`, or an `Option` or `Vec` of it), `file_or` (the same of `FileOr`), `styled [Parameter]` (as the items of a query in that style),
/// `text` (anything written as a word; a list becomes
/// one part an item), `json`, `jsons` (one part an item) or `any` (text or JSON, as it comes). A media type may follow
/// the kind; the words `optional` and `nullable` may stand at the end and change nothing, since the type of the field
/// says it. A last line `..extra kind` names a field of type `BTreeMap<String, T>` that holds other parts.
#[macro_export]
macro_rules! multipart {
    ($name:ident { $(
        $field:ident : $wire:literal $kind:ident $([$style:expr])? $($media_type:literal)? $($presence:ident)?
    ),* $(,)? $(.. $extra:ident $extra_kind:ident $(,)?)? }) => {
        impl $crate::IntoForm for $name {
            #[inline]
            fn into_form(self) -> $crate::Form {
                #[allow(unused_mut, reason = "a form may have no fields")]
                let mut form = $crate::Form::new();
                $($crate::__part!(form, self.$field, $wire, $kind $([$style])? $($media_type)?);)*
                $(for (name, part) in self.$extra {
                    $crate::__part!(form, part, &name, $extra_kind);
                })?
                form
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __part {
    ($form:ident, $field:expr, $wire:expr, file $($media_type:literal)?) => {
        $crate::part::file(&mut $form, $wire, $field, $crate::__optional!($($media_type)?))
    };
    ($form:ident, $field:expr, $wire:expr, file_or $($media_type:literal)?) => {
        $crate::part::file_or(&mut $form, $wire, $field, $crate::__optional!($($media_type)?))
    };
    ($form:ident, $field:expr, $wire:expr, styled [$style:expr]) => {
        $crate::part::styled(&mut $form, &$field, &$style)
    };
    ($form:ident, $field:expr, $wire:expr, $kind:ident $($media_type:literal)?) => {
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
/// `json`, `form`, `multipart`, `parts`, `lines`, `sequence`, `text` and `bytes`; a media type may follow, where it is not the usual one. A form may
/// go on with `styles [Parameter::query("a").explode(false)]`: how members are written that are not written as usual.
#[macro_export]
macro_rules! body {
    ($name:ident { $(
        $variant:ident : $kind:ident $($media_type:literal)? $(styles [$($style:expr),* $(,)?])?
    ),* $(,)? }) => {
        impl $crate::IntoBody for $name {
            #[inline]
            fn into_body(self) -> $crate::Payload {
                match self {
                    $(Self::$variant(body) => {
                        $crate::__payload!($kind body, $crate::__optional!($($media_type)?) $(, [$($style),*])?)
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
    (form $body:ident, $media_type:expr, [$($style:expr),*]) => {
        $crate::Payload::styled_form(&$body, &[$($style),*])
    };
    (multipart $body:ident, $media_type:expr) => {
        $crate::Payload::multipart($body, $media_type)
    };
    (parts $body:ident, $media_type:expr) => {
        $crate::Payload::parts($body, $media_type)
    };
    (lines $body:ident, $media_type:expr) => {
        $crate::Payload::lines($body, $media_type)
    };
    (sequence $body:ident, $media_type:expr) => {
        $crate::Payload::sequence($body, $media_type)
    };
    (text $body:ident, $media_type:expr) => {
        $crate::Payload::text($body, $media_type)
    };
    (bytes $body:ident, $media_type:expr) => {
        $crate::Payload::upload($body, $media_type)
    };
}
