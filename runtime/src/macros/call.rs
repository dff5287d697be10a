//! `call!`: what can be done with a call before and when it is sent.

/// Makes a tuple struct around a [`Call`](crate::Call) awaitable and gives it the settings of one request.
///
/// The kinds are `json T`, `page T`, `empty`, `text`, `download` and
/// `one_of Enum { 200 => Variant: json T, 204 => Other: empty }`. The variants of such an enum hold what the
/// kind reads; that of `empty` is a unit variant.
#[macro_export]
macro_rules! call {
    ($name:ident => one_of $enum:ident { $(
        $status:tt => $variant:ident : $kind:ident $($type:ty)?
    ),* $(,)? }) => {
        impl $crate::output::Output for $enum {
            type Value = Self;
            const ACCEPT: &'static ::core::primitive::str = "application/json, */*;q=0.1";
            const KEEPS_CALL: ::core::primitive::bool = true;

            #[inline]
            fn accepts(status: $crate::http::StatusCode) -> ::core::primitive::bool {
                $crate::output::is_success(status, &[$(::core::stringify!($status)),*])
            }

            #[inline]
            fn streams(status: $crate::http::StatusCode) -> ::core::primitive::bool {
                let declared = $crate::output::select(status, &[$(::core::stringify!($status)),*]);
                $(if declared == ::core::option::Option::Some(::core::stringify!($status)) {
                    return <$crate::output::$kind $(<$type>)? as $crate::output::Output>::streams(status);
                })*
                false
            }

            #[inline]
            fn read(raw: &mut $crate::Raw) -> ::core::result::Result<Self, $crate::Error> {
                let status = $crate::Raw::status(raw);
                let declared = $crate::output::select(status, &[$(::core::stringify!($status)),*]);
                $(if declared == ::core::option::Option::Some(::core::stringify!($status)) {
                    return ::core::result::Result::Ok($crate::__variant!($variant $kind $($type)?, raw));
                })*
                ::core::result::Result::Err($crate::Raw::undeclared(raw))
            }
        }

        $crate::__call!($name, $enum);
    };
    ($name:ident => page $type:ty) => {
        $crate::__call!($name, $crate::output::page<$type>);

        impl $name {
            /// The items of all pages from here on, as a stream that asks for pages as they are needed.
            #[must_use = "a stream does nothing until it is polled"]
            #[inline]
            pub fn items(self) -> $crate::Items<$type> {
                $crate::Items::new(self.0)
            }

            /// The pages from here on, as a stream.
            #[must_use = "a stream does nothing until it is polled"]
            #[inline]
            pub fn pages(self) -> $crate::Pages<$type> {
                $crate::Pages::new(self.0)
            }
        }
    };
    ($name:ident => $kind:ident $($type:ty)?) => {
        $crate::__call!($name, $crate::output::$kind $(<$type>)?);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __variant {
    ($variant:ident empty, $raw:ident) => { Self::$variant };
    ($variant:ident $kind:ident $($type:ty)?, $raw:ident) => {
        Self::$variant(<$crate::output::$kind $(<$type>)? as $crate::output::Output>::read($raw)?)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __call {
    ($name:ident, $output:ty) => {
        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<<$output as $crate::output::Output>::Value, $crate::Error>;
            type IntoFuture = $crate::Pending<<$output as $crate::output::Output>::Value>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                $crate::Call::send::<$output>(self.0)
            }
        }

        impl $name {
            /// Sends it and gives the value with status, headers and request id.
            #[must_use = "a call sends nothing until it is awaited"]
            #[inline]
            pub fn with_response(self) -> $crate::PendingResponse<<$output as $crate::output::Output>::Value> {
                $crate::Call::send_for_response::<$output>(self.0)
            }

            /// Sends it and gives the body of a success as it comes, undecoded, with status and headers.
            #[must_use = "a call sends nothing until it is awaited"]
            #[inline]
            pub fn send_raw(self) -> $crate::PendingResponse<$crate::Download> {
                $crate::Call::send_for_response::<$crate::output::undecoded<$output>>(self.0)
            }

            /// Adds a header, or replaces one.
            #[inline]
            pub fn header(mut self, name: &::core::primitive::str, value: &::core::primitive::str) -> Self {
                $crate::Call::add_header(&mut self.0, name, value);
                self
            }

            /// Adds an item to the query.
            #[inline]
            pub fn query(mut self, name: &::core::primitive::str, value: &::core::primitive::str) -> Self {
                $crate::Call::add_query(&mut self.0, name, value);
                self
            }

            /// Adds a member to the body, or replaces one, as for what the document does not know yet.
            #[inline]
            pub fn body_member(
                mut self,
                name: &::core::primitive::str,
                value: &(impl $crate::json::Encode + ?::core::marker::Sized),
            ) -> Self {
                $crate::Call::set_body_member(&mut self.0, name, value);
                self
            }

            /// The key by which the server knows the request again when it is repeated, instead of one that is made
            /// up for the call; for an API that is known to take such keys.
            #[inline]
            pub fn idempotency_key(mut self, key: &::core::primitive::str) -> Self {
                $crate::Call::set_idempotency_key(&mut self.0, key);
                self
            }

            /// The longest that an attempt may take.
            #[inline]
            pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
                $crate::Call::set_timeout(&mut self.0, timeout);
                self
            }

            /// How often the request is sent again when that may help.
            #[inline]
            pub fn max_retries(mut self, retries: ::core::primitive::u32) -> Self {
                $crate::Call::set_max_retries(&mut self.0, retries);
                self
            }

            /// Whether the request is sent again even where the server may have acted on it.
            #[inline]
            pub fn retry_unsafe(mut self, retry: ::core::primitive::bool) -> Self {
                $crate::Call::set_retry_unsafe(&mut self.0, retry);
                self
            }
        }
    };
}
