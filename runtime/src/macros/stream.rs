//! `stream!`: another answer to a call, item by item.

/// Gives the struct of a call the method `stream`, which asks for a kind of answer that comes item by item. The kinds
/// are `events T`, `envelopes T`, `text_envelopes T`, `event_texts`, `raw_events`, `lines T` and `sequence T`.
///
/// ```text
/// stream!(Create => events Chunk, body "stream");
/// stream!(Ask => events Chunk, body "stream" of Question);
/// stream!(Pull => lines Progress as "application/x-ndjson", query "stream");
/// ```
///
/// A member of the body, or an item of the query, that is named is set to true. Behind `of` stands the type of a body some of
/// whose forms have no such member: in these it is not set.
#[macro_export]
macro_rules! stream {
    ($name:ident => $kind:ident $($type:ty)? $(as $media_type:literal)? $(, $place:ident $member:literal $(of $forms:ty)?)?) => {
        impl $name {
            /// Asks for the items one by one, as they are made, instead of all at once, and sends it.
            #[must_use = "a call sends nothing until it is awaited"]
            #[inline]
            pub fn stream(
                self,
            ) -> $crate::Pending<<$crate::output::$kind $(<$type>)? as $crate::output::Output>::Value> {
                let call = $crate::Call::accepting(self.0, $crate::__optional!($($media_type)?));
                $(let call = $crate::__raise!($place call, $member $(, $forms)?);)?
                $crate::Call::send::<$crate::output::$kind $(<$type>)?>(call)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __raise {
    (body $call:ident, $member:literal) => {
        $crate::Call::raising($call, $member)
    };
    (body $call:ident, $member:literal, $forms:ty) => {
        $crate::Call::raising_in::<$forms>($call, $member)
    };
    (query $call:ident, $member:literal) => {
        $crate::Call::with($call, &$crate::Parameter::query($member), &true)
    };
}
