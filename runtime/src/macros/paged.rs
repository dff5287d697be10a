//! `paged!`: where a list keeps its items and how the next page is asked for.

/// Implements [`Paged`](crate::Paged) for the body of a list.
///
/// ```text
/// paged!(List { items: data: Item, has_more: has_more, cursor: last_item id } query "after");
/// paged!(List { items: data: Item, cursor: field next_cursor } query "cursor");
/// paged!(List { items: data: Item, has_more: more, cursor: page_number 0 } query "page");
/// paged!(List { items: data: Item, cursor: offset } query "offset");
/// ```
///
/// The items may be a `Vec`, an `Option` or a `Presence` of one; `has_more` a `bool` or an `Option` of it; a cursor
/// anything that is written as one word, or null at the end; the first page has the number 1 unless another one is given. `has_more` may be left out. Dots lead into
/// required objects: `cursor: field paging.next`.
#[macro_export]
macro_rules! paged {
    ($name:ident {
        items: $($items:ident).+ : $item:ty,
        $(has_more: $($more:ident).+,)?
        cursor: $kind:ident $($first:literal)? $($($cursor:ident).+)? $(,)?
    } query $parameter:literal) => {
        impl $crate::Paged for $name {
            type Item = $item;
            const PARAMETER: &'static ::core::primitive::str = $parameter;

            #[inline]
            fn take_items(&mut self) -> ::std::vec::Vec<$item> {
                $crate::paging::ItemList::take(&mut self.$($items).+)
            }

            #[inline]
            fn position(&self) -> $crate::paging::Position {
                let items = $crate::paging::ItemList::items(&self.$($items).+);
                $crate::paging::Position {
                    items: <[$item]>::len(items),
                    has_more: $crate::__optional_flag!($(&self.$($more).+)?),
                    next: $crate::__next!($kind self items $($first)? $($($cursor).+)?),
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __optional_flag {
    () => {
        ::core::option::Option::None
    };
    ($flag:expr) => {
        $crate::paging::flag($flag)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __next {
    (last_item $self:ident $items:ident $($cursor:ident).+) => {
        $crate::paging::Next::Cursor(::core::option::Option::and_then(
            <[_]>::last($items),
            |item| $crate::paging::word(&item.$($cursor).+),
        ))
    };
    (field $self:ident $items:ident $($cursor:ident).+) => {
        $crate::paging::Next::Field($crate::paging::word(&$self.$($cursor).+))
    };
    (page_number $self:ident $items:ident) => { $crate::__next!(page_number $self $items 1) };
    (page_number $self:ident $items:ident $first:literal) => {
        $crate::paging::Next::PageNumber { first: $first, digest: $crate::paging::digest($items) }
    };
    (offset $self:ident $items:ident) => {
        $crate::paging::Next::Offset { digest: $crate::paging::digest($items) }
    };
}
