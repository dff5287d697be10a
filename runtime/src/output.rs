//! The kinds of answer, under the names that `call!` uses.

#![expect(non_camel_case_types, reason = "generated code writes the kinds as words")]

use core::marker::PhantomData;

use http::StatusCode;

use crate::charset;
use crate::error::Error;
use crate::page::{Listed, Page, Paged};
use crate::response::Raw;
use crate::stream::{Framing, envelope, read};
use crate::{Download, Event, Events, json as wire};

/// How the answer to a call is read.
pub trait Output {
    /// What it is read as.
    type Value: Send + 'static;
    /// The header `Accept`, unless the operation has its own.
    const ACCEPT: &'static str;
    /// Whether the call may have to be sent again after its answer: for the pages after this one, or to go on with a stream.
    const KEEPS_CALL: bool = false;
    /// Whether the bytes are of use as they came, even packed by a coding that was not asked for.
    const AS_IT_CAME: bool = false;

    /// Whether a status is a success.
    #[must_use]
    fn accepts(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Whether the body is left to be streamed.
    #[must_use]
    fn streams(_status: StatusCode) -> bool {
        false
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// When the body is not of the documented form.
    fn read(raw: &mut Raw) -> Result<Self::Value, Error>;
}

/// JSON.
#[derive(Debug)]
pub struct json<T>(PhantomData<T>);

impl<T: wire::Decode + Send + 'static> Output for json<T> {
    type Value = T;
    const ACCEPT: &'static str = "application/json";

    fn read(raw: &mut Raw) -> Result<T, Error> {
        raw.json()
    }
}

/// One page of a list in JSON.
#[derive(Debug)]
pub struct page<B>(PhantomData<B>);

impl<B: Paged> Output for page<B> {
    type Value = Page<B>;
    const ACCEPT: &'static str = "application/json";
    const KEEPS_CALL: bool = true;

    fn read(raw: &mut Raw) -> Result<Page<B>, Error> {
        Page::read(raw)
    }
}

/// One page of a list in JSON, of whose form no type tells: the bytes, from which the caller finds the next page.
#[derive(Debug)]
pub struct listed;

impl Output for listed {
    type Value = Listed;
    const ACCEPT: &'static str = "application/json";
    const KEEPS_CALL: bool = true;

    fn read(raw: &mut Raw) -> Result<Listed, Error> {
        Ok(Listed::new(raw))
    }
}

/// Nothing: the body is not looked at.
#[derive(Debug)]
pub struct empty;

impl Output for empty {
    type Value = ();
    const ACCEPT: &'static str = "*/*";
    const AS_IT_CAME: bool = true;

    fn read(_raw: &mut Raw) -> Result<(), Error> {
        Ok(())
    }
}

/// Text.
#[derive(Debug)]
pub struct text;

impl Output for text {
    type Value = String;
    const ACCEPT: &'static str = "text/plain, */*;q=0.1";

    fn read(raw: &mut Raw) -> Result<String, Error> {
        charset::text(&raw.headers, &raw.bytes)
            .map_err(|reason| Error::Decode(raw.failure(format!("{} with a body that {reason}", raw.status))))
    }
}

/// Bytes, streamed.
#[derive(Debug)]
pub struct download;

impl Output for download {
    type Value = Download;
    const ACCEPT: &'static str = "*/*";

    fn streams(_status: StatusCode) -> bool {
        true
    }

    fn read(raw: &mut Raw) -> Result<Download, Error> {
        Ok(Download::new(raw))
    }
}

/// The body of a success of another kind, undecoded.
#[derive(Debug)]
pub struct undecoded<K>(PhantomData<K>);

impl<K: Output> Output for undecoded<K> {
    type Value = Download;
    const ACCEPT: &'static str = K::ACCEPT;
    const AS_IT_CAME: bool = true;

    fn accepts(status: StatusCode) -> bool {
        K::accepts(status)
    }

    fn streams(_status: StatusCode) -> bool {
        true
    }

    fn read(raw: &mut Raw) -> Result<Download, Error> {
        Ok(Download::new(raw))
    }
}

/// The kinds whose items come one by one: what each is called, what it reads from an event, and how.
macro_rules! streamed {
    ($($(#[$docs:meta])* $name:ident $(<$item:ident>)? gives $gives:ty, as $accept:literal: $framing:ident, $read:path;)*) => { $(
        $(#[$docs])*
        #[derive(Debug)]
        pub struct $name $(<$item>(PhantomData<$item>))?;

        impl$(<$item: wire::Decode + Send + 'static>)? Output for $name $(<$item>)? {
            type Value = Events<$gives>;
            const ACCEPT: &'static str = $accept;
            const KEEPS_CALL: bool = true;

            fn streams(_status: StatusCode) -> bool {
                true
            }

            fn read(raw: &mut Raw) -> Result<Self::Value, Error> {
                Events::new(raw, Framing::$framing, $read)
            }
        }
    )* };
}

streamed! {
    /// Server-sent events, whose data is JSON.
    events<T> gives T, as "text/event-stream": Events, read::data;
    /// Server-sent events, each as an object whose member `data` is JSON.
    envelopes<T> gives T, as "text/event-stream": Events, envelope::envelope;
    /// Server-sent events, each as an object whose member `data` is text.
    text_envelopes<T> gives T, as "text/event-stream": Events, envelope::text_envelope;
    /// Server-sent events, whose data is text.
    event_texts gives String, as "text/event-stream": Events, read::text;
    /// Server-sent events of which nothing is known.
    raw_events gives Event, as "text/event-stream": Events, read::raw;
    /// JSON lines.
    lines<T> gives T, as "application/jsonl": Lines, read::line;
    /// A sequence of JSON texts.
    sequence<T> gives T, as "application/json-seq": Sequence, read::line;
}

/// Which of the declared statuses, `200`, `2XX` or `default`, a status falls under. One that falls under none
/// is taken for the first success declared.
#[must_use]
pub fn select(status: StatusCode, declared: &[&'static str]) -> Option<&'static str> {
    let exact = declared.iter().find(|declared| **declared == status.as_str());
    let range = || declared.iter().find(|declared| in_range(status, declared));
    let default = || declared.iter().find(|declared| **declared == "default");
    let success = || declared.iter().find(|declared| declared.starts_with('2') && status.is_success());
    exact.or_else(range).or_else(default).or_else(success).copied()
}

fn in_range(status: StatusCode, declared: &str) -> bool {
    let hundreds = declared.strip_suffix("XX").or_else(|| declared.strip_suffix("xx"));
    hundreds.is_some_and(|hundreds| status.as_str().starts_with(hundreds))
}

/// Whether a status is a success of an operation with these statuses declared.
#[must_use]
pub fn is_success(status: StatusCode, declared: &[&str]) -> bool {
    status.is_success() || is_declared(status, declared)
}

/// Whether a status is one of these, or in one of these hundreds.
pub(crate) fn is_declared(status: StatusCode, declared: &[&str]) -> bool {
    declared.iter().any(|declared| *declared == status.as_str() || in_range(status, declared))
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::{is_success, select};

    #[test]
    fn exact_then_range_then_default_then_any_success() {
        let declared = ["2XX", "202", "204"];
        assert_eq!(select(StatusCode::ACCEPTED, &declared), Some("202"));
        assert_eq!(select(StatusCode::OK, &declared), Some("2XX"));
        assert_eq!(select(StatusCode::OK, &["202", "204"]), Some("202"));
        assert_eq!(select(StatusCode::OK, &["202", "default"]), Some("default"));
        assert_eq!(select(StatusCode::NOT_MODIFIED, &["200"]), None);
        assert!(is_success(StatusCode::NOT_MODIFIED, &["304"]));
        assert!(!is_success(StatusCode::NOT_FOUND, &["200", "3XX"]));
    }
}
