//! Lists that come in pages.

mod listed;
pub mod paging;
mod seen;
mod stream;

use core::ops::Deref;

use http::{HeaderMap, StatusCode};

use crate::call::Call;
use crate::error::Error;
use crate::json::Decode;
use crate::output;
use crate::response::Raw;

pub use listed::{Listed, Turn};
pub use paging::Paged;
pub use stream::{Items, Pages, PartialList};

/// One page of a list; it dereferences to the body that came.
#[derive(Debug, Clone)]
pub struct Page<B> {
    body: B,
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    next: Option<Call>,
    /// The list stood still: the items of this page came before.
    repeats: bool,
}

impl<B: Paged> Page<B> {
    pub(crate) fn read(raw: &mut Raw) -> Result<Self, Error> {
        let body: B = raw.json()?;
        let step = match raw.call.take() {
            Some(call) => paging::advance(call, raw, &body.position(), B::PARAMETER)?,
            None => paging::Step::End,
        };
        let repeats = matches!(step, paging::Step::Still);
        let next = if let paging::Step::Next(call) = step { Some(*call) } else { None };
        let request_id = raw.request_id().map(str::to_owned);
        Ok(Self { body, status: raw.status, headers: raw.headers.clone(), request_id, next, repeats })
    }

    /// Asks for the page after this one; `None` when this is the last.
    ///
    /// # Errors
    ///
    /// Those of any call, and when the server gives a page again that it gave before.
    pub async fn next(&self) -> Result<Option<Self>, Error> {
        let Some(call) = self.next.clone() else {
            return Ok(None);
        };
        let page = call.send::<output::page<B>>().await?;
        Ok(Some(page).filter(|page| !page.repeats))
    }

    /// Its items and those of all pages after it, as a stream.
    #[must_use]
    pub fn items(self) -> Items<B> {
        Items::from_page(self)
    }

    /// This page and all after it, as a stream.
    #[must_use]
    pub fn pages(self) -> Pages<B> {
        Pages::from_page(self)
    }
}

impl<B> Page<B> {
    /// Whether there seems to be a page after this one.
    #[must_use]
    pub fn has_next(&self) -> bool {
        self.next.is_some()
    }

    /// The body that came.
    #[must_use]
    pub fn into_inner(self) -> B {
        self.body
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id that the server gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl<B> Deref for Page<B> {
    type Target = B;

    fn deref(&self) -> &B {
        &self.body
    }
}

impl<B: Decode> AsRef<B> for Page<B> {
    fn as_ref(&self) -> &B {
        &self.body
    }
}
