//! Answers that come item by item: server-sent events, JSON lines, JSON text sequences.

mod again;
pub(crate) mod envelope;
mod event;
mod frames;
pub(crate) mod read;
mod split;
mod stray;

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use crate::call::unread;
use crate::error::Error;
use crate::json;
use crate::response::Raw;
use crate::{Api, Download};

pub use event::Event;
pub(crate) use frames::Framing;

use again::Again;
use frames::{Frames, Rest};

/// Reads an item; none from an event that only keeps the connection alive.
type Read<T> = fn(&Event, &Api) -> Result<Option<T>, json::Error>;

/// The items of an answer, read as they come. Dropping it aborts the request; it connects again only where
/// [`reconnecting`](Self::reconnecting) says so.
///
/// An item that cannot be read is an error, after which the next one may be asked for. After any other error it ends. A body
/// that ends within an event is an error; one that ends behind whole JSON, or the word that ends a stream, without the empty
/// line is not.
pub struct Events<T> {
    source: Box<Source>,
    read: Read<T>,
}

/// What is the same for all types of items.
struct Source {
    body: Download,
    frames: Frames,
    limit: usize,
    last: Event,
    ended: bool,
    /// For server-sent events.
    again: Option<Again>,
    /// Whether an item was read.
    has_items: bool,
    /// A bare word that may be the end, and why it is no item.
    word: Option<(Event, Error)>,
    /// What came behind a word that was not the end.
    behind: Option<Result<Event, Error>>,
}

impl<T> Events<T> {
    /// What the server says it sends counts for more than what was expected, as long as it is a stream.
    pub(crate) fn new(raw: &mut Raw, expected: Framing, read: Read<T>) -> Result<Self, Error> {
        let (framing, limit) = (framing(raw, expected)?, raw.limit);
        let call = raw.call.take().filter(|_| framing == Framing::Events);
        let again = call.map(|call| Again::new(call, raw.key.as_ref()));
        let body = Download::new(raw);
        let source = Source {
            body,
            frames: Frames::new(framing),
            limit,
            last: Event::default(),
            ended: false,
            again,
            has_items: false,
            word: None,
            behind: None,
        };
        Ok(Self { source: Box::new(source), read })
    }

    /// Goes on when the connection breaks or nothing comes for too long: the request is sent again, with the last id
    /// that the server gave in `Last-Event-ID`, up to `times` in a row without an event in between. Before that there is
    /// the pause that the server asked for by `retry`, else that before a first retry; where it asked for more than
    /// `max_retry_after`, the error stands.
    ///
    /// Not at all unless set, as only the caller knows whether the request may be made twice. A stream that the server
    /// ends is at its end, and only server-sent events go on.
    #[must_use]
    pub fn reconnecting(mut self, times: u32) -> Self {
        if let Some(again) = &mut self.source.again {
            again.set(times);
        }
        self
    }

    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        core::future::poll_fn(|context| self.told(context)).await
    }

    /// The next item; `Ok(None)` after the last.
    ///
    /// # Errors
    ///
    /// When the connection breaks, nothing comes for too long, an item is not of the documented form or larger than
    /// the limit, or the server reports an error in place of an item.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.source.body.status()
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.source.body.headers()
    }

    /// The event that the last item was read from, as it came.
    #[must_use]
    pub fn last_event(&self) -> &Event {
        &self.source.last
    }

    /// The last id that the server gave: what to send as `Last-Event-ID` to go on from here in a new request.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.source.frames.settled()?.id.as_deref()
    }

    /// How long the server wants to be left alone before a new request, as it said last.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.source.frames.settled()?.retry
    }

    /// The next item, of which `tracing` is told where it cannot be had.
    fn told(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        self.poll(context).map(|item| item.map(|item| item.inspect_err(unread)))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            match ready!(self.source.poll_behind_word(context)) {
                Ok(None) => return Poll::Ready(None),
                Err(error) => return Poll::Ready(Some(Err(error))),
                Ok(Some(())) => match (self.read)(&self.source.last, self.source.body.api()) {
                    Ok(None) => {}
                    Ok(Some(item)) => {
                        self.source.has_items = true;
                        return Poll::Ready(Some(Ok(item)));
                    }
                    Err(error) => {
                        if self.source.is_done() {
                            return Poll::Ready(None);
                        }
                        let error = self.source.undecodable(error);
                        if !self.source.may_be_end(&self.source.last) {
                            return Poll::Ready(Some(Err(error)));
                        }
                        self.source.word = Some((self.source.last.clone(), error));
                    }
                },
            }
        }
    }
}

fn framing(raw: &Raw, expected: Framing) -> Result<Framing, Error> {
    let media_type = raw.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or_default();
    match Framing::of(media_type) {
        Some(framing) => Ok(framing),
        None if may_be(expected, media_type, raw.origin.operation.accept) => Ok(expected),
        // A page that somebody on the way answers with would be read as a stream without items.
        None => {
            let reason = format!("{} with a body of type {media_type}, not the documented stream", raw.status);
            Err(Error::Decode(raw.failure(reason)))
        }
    }
}

/// Whether a body may be a stream although its media type does not say so.
fn may_be(expected: Framing, media_type: &str, documented: Option<&str>) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let says_nothing =
        matches!(essence.as_str(), "" | "text/plain" | "application/octet-stream" | "binary/octet-stream");
    let is_documented = || documented.is_some_and(|all| all.split([',', ';']).any(|one| one.trim() == essence));
    // One line of JSON lines is JSON, and what is no JSON is an error by itself.
    says_nothing || expected == Framing::Lines || is_documented()
}

impl Source {
    /// Whether the last event, which is no item, is the end of the stream in the word that most APIs have for it: behind
    /// it nothing comes, and a server may leave the connection open.
    fn is_done(&mut self) -> bool {
        let is_told = !self.body.api().stream_end.is_empty();
        let is_done = !is_told && self.frames.are_events() && self.last.data.trim() == "[DONE]";
        self.ended |= is_done;
        is_done
    }

    /// Whether an event may be the end of the stream in the words of an API of which nobody has said it: a bare word
    /// behind items. Only what follows it can show that it was none.
    fn may_be_end(&self, event: &Event) -> bool {
        let is_told = !self.body.api().stream_end.is_empty();
        !is_told && self.has_items && self.frames.are_events() && read::is_word(&event.data)
    }

    /// Whether the data of a last event is all there although its empty line is not: the word that ends the stream, or what
    /// shows by itself where it ends. Of any other word nobody can tell what was cut off.
    fn is_closed(&self, event: &Event) -> bool {
        let data = event.data.trim();
        let is_bracketed = data.starts_with('[') && self.may_be_end(event);
        self.is_end(data) || is_bracketed || (data.starts_with(['{', '[', '"']) && read::is_json(data))
    }

    /// The next event; one that follows a word comes behind the error that the word then is.
    fn poll_behind_word(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<()>, Error>> {
        if let Some(behind) = self.behind.take() {
            self.last = match behind {
                Ok(event) => event,
                Err(error) => return Poll::Ready(Err(error)),
            };
            return Poll::Ready(Ok(Some(())));
        }
        let next = ready!(self.poll(context));
        let Some((event, error)) = self.word.take() else { return Poll::Ready(next) };
        match next {
            Ok(None) => return Poll::Ready(Ok(None)),
            Ok(Some(())) => self.behind = Some(Ok(core::mem::replace(&mut self.last, event))),
            Err(broken) => {
                self.last = event;
                self.behind = Some(Err(broken));
            }
        }
        Poll::Ready(Err(error))
    }

    /// Puts the next event into `last`, and says whether there was one.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<()>, Error>> {
        loop {
            if self.ended {
                return Poll::Ready(Ok(None));
            }
            if let Some(event) = self.frames.next() {
                if event.data.len() > self.limit {
                    return Poll::Ready(Err(self.too_large()));
                }
                self.last = event;
                self.again.iter_mut().for_each(Again::moves);
                return Poll::Ready(self.judge());
            }
            if self.frames.waiting() > self.limit {
                return Poll::Ready(Err(self.too_large()));
            }
            let renewed = self.again.as_mut().map_or(Poll::Ready(None), |again| again.poll(context));
            let piece = match ready!(renewed) {
                Some(Ok(events)) => {
                    self.body = events.source.body;
                    self.frames.begin_again();
                    continue;
                }
                // What broke is what there is to tell, where there was nothing to send again.
                Some(Err(error @ Error::Request(_))) => {
                    let cause = core::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                    let reason = "the stream broke off, and could not be asked for again".to_owned();
                    self.ended = true;
                    return Poll::Ready(Err(Error::Interrupted(self.body.failure(reason).caused_by(cause))));
                }
                Some(Err(error)) => Some(Err(error)),
                None => ready!(self.body.poll(context)),
            };
            match piece {
                Some(Ok(bytes)) => self.frames.push(&bytes),
                Some(Err(error)) if self.connects_again(&error) => {}
                Some(Err(error)) => {
                    self.ended = true;
                    return Poll::Ready(Err(error));
                }
                None => {
                    if let Some(outcome) = self.finish() {
                        return Poll::Ready(outcome);
                    }
                }
            }
        }
    }

    /// The body has ended. Without an outcome it goes on, to its end or by a new connection.
    fn finish(&mut self) -> Option<Result<Option<()>, Error>> {
        let (event, is_whole) = match self.frames.finish() {
            Rest::Nothing => {
                self.ended = true;
                return None;
            }
            // Of a text nobody can tell whether a line of it is missing.
            Rest::Event(event) => {
                let is_whole = !self.frames.are_events() || read::is_json(&event.data) || self.is_closed(&event);
                (event, is_whole)
            }
            Rest::Cut(event) => {
                let is_whole = event.as_ref().is_some_and(|event| self.is_closed(event));
                (event.unwrap_or_default(), is_whole)
            }
        };
        if is_whole {
            self.ended = true;
            self.last = event;
            return Some(self.judge());
        }
        let error = Error::Interrupted(self.body.failure("the stream ended within an event".to_owned()));
        if self.connects_again(&error) {
            return None;
        }
        self.ended = true;
        Some(Err(error))
    }

    fn is_end(&self, data: &str) -> bool {
        let word = self.body.api().stream_end;
        !word.is_empty() && data.trim() == word
    }

    #[cold]
    fn too_large(&mut self) -> Error {
        self.ended = true;
        Error::TooLarge(self.body.failure(format!("an item of more than {} bytes", self.limit)))
    }

    fn connects_again(&mut self, error: &Error) -> bool {
        // Behind a word that may be the end nothing is asked for again.
        let settled = self.frames.settled().filter(|_| self.word.is_none());
        self.again.as_mut().zip(settled).is_some_and(|(again, settled)| again.begin(error, settled))
    }

    /// Whether the last event is an item, the end, or an error that the server reports.
    fn judge(&mut self) -> Result<Option<()>, Error> {
        let api = self.body.api();
        if self.is_end(&self.last.data) {
            self.ended = true;
            return Ok(None);
        }
        if !api.stream_error.is_empty() && self.last.event.as_deref() == Some(api.stream_error) {
            self.ended = true;
            return Err(self.reported());
        }
        Ok(Some(()))
    }

    #[cold]
    fn reported(&self) -> Error {
        let reason = "the server reports an error within the stream".to_owned();
        Error::Reported(self.body.failure(reason).with_body(Bytes::from(self.last.data.clone())))
    }

    /// An event that is no item may still be an error in the form that the API's errors have.
    #[cold]
    fn undecodable(&mut self, error: json::Error) -> Error {
        let reported = self.reported();
        if reported.message().is_some() {
            self.ended = true;
            return reported;
        }
        let reason = "an item of the stream is not of the documented form".to_owned();
        let failure = self.body.failure(reason).with_body(Bytes::from(self.last.data.clone()));
        Error::Decode(failure.caused_by(error))
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.told(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("status", &self.status())
            .field("ended", &self.source.ended)
            .finish_non_exhaustive()
    }
}
