//! Streams over pages and over their items.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Page, Paged};
use crate::call::{Call, Pending};
use crate::error::Error;
use crate::output;

/// The pages of a list, each asked for when it is wanted. It ends after an error.
pub struct Pages<B> {
    ready: Option<Page<B>>,
    next: Option<Call>,
    pending: Option<Pending<Page<B>>>,
}

impl<B: Paged> Pages<B> {
    /// From the page that `call` gives.
    #[doc(hidden)]
    #[must_use]
    pub fn new(call: Call) -> Self {
        Self { ready: None, next: Some(call), pending: None }
    }

    pub(super) fn from_page(page: Page<B>) -> Self {
        Self { ready: Some(page), next: None, pending: None }
    }

    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Page<B>, Error>> {
        core::future::poll_fn(|context| self.poll(context)).await
    }

    /// The next page; `Ok(None)` after the last.
    ///
    /// # Errors
    ///
    /// Those of any call, and when the server gives a page again that it gave before.
    pub async fn try_next(&mut self) -> Result<Option<Page<B>>, Error> {
        self.next().await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<B>, Error>>> {
        if let Some(page) = self.ready.take() {
            self.next.clone_from(&page.next);
            return Poll::Ready(Some(Ok(page)));
        }
        if self.pending.is_none() {
            let Some(call) = self.next.take() else {
                return Poll::Ready(None);
            };
            self.pending = Some(call.send::<output::page<B>>());
        }
        let Some(pending) = &mut self.pending else {
            return Poll::Ready(None);
        };
        let outcome = ready!(Pin::new(pending).poll(context));
        self.pending = None;
        if let Ok(page) = &outcome {
            if page.repeats {
                return Poll::Ready(None);
            }
            self.next.clone_from(&page.next);
        }
        Poll::Ready(Some(outcome))
    }
}

impl<B: Paged> Stream for Pages<B> {
    type Item = Result<Page<B>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// The items of a list, page after page. It ends after an error.
pub struct Items<B: Paged> {
    items: std::vec::IntoIter<B::Item>,
    pages: Pages<B>,
}

impl<B: Paged> Items<B> {
    /// From the page that `call` gives.
    #[doc(hidden)]
    #[must_use]
    pub fn new(call: Call) -> Self {
        Self { items: Vec::new().into_iter(), pages: Pages::new(call) }
    }

    pub(super) fn from_page(page: Page<B>) -> Self {
        Self { items: Vec::new().into_iter(), pages: Pages::from_page(page) }
    }

    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<B::Item, Error>> {
        core::future::poll_fn(|context| self.poll(context)).await
    }

    /// The next item; `Ok(None)` after the last.
    ///
    /// # Errors
    ///
    /// Those of any call, and when the server gives a page again that it gave before.
    pub async fn try_next(&mut self) -> Result<Option<B::Item>, Error> {
        self.next().await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// Those of [`try_next`](Self::try_next), with the items that came before.
    pub async fn collect(mut self) -> Result<Vec<B::Item>, PartialList<B::Item>> {
        let mut items = Vec::new();
        loop {
            match self.try_next().await {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => return Err(PartialList { items, error }),
            }
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<B::Item, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(mut page)) => self.items = page.body.take_items().into_iter(),
            }
        }
    }
}

/// Nothing in it is pinned.
impl<B: Paged> Unpin for Items<B> {}
impl<B> Unpin for Pages<B> {}

impl<B: Paged> Stream for Items<B> {
    type Item = Result<B::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<B> fmt::Debug for Pages<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.next).finish_non_exhaustive()
    }
}

impl<B: Paged> fmt::Debug for Items<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("ready", &self.items.len()).field("pages", &self.pages).finish()
    }
}

/// A list that broke off: what came before the error, and the error.
#[derive(Debug)]
pub struct PartialList<T> {
    /// The items that came.
    pub items: Vec<T>,
    /// Why no more came.
    pub error: Error,
}

impl<T> fmt::Display for PartialList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the list broke off after {} items: {}", self.items.len(), self.error)
    }
}

impl<T: fmt::Debug> core::error::Error for PartialList<T> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Nothing came before it.
impl<T> From<Error> for PartialList<T> {
    fn from(error: Error) -> Self {
        Self { items: Vec::new(), error }
    }
}

impl<T> From<PartialList<T>> for Error {
    fn from(partial: PartialList<T>) -> Self {
        partial.error
    }
}
