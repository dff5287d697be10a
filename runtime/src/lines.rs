//! Bodies of requests that are made item by item: JSON lines and JSON text sequences.

use core::fmt;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use crate::body::{Body, BoxError, ByteStream};
use crate::json::{Encode, Written};
use crate::secret::Secret;

/// Items are put together until they are this many bytes.
const CHUNK: usize = 16 * 1024;

/// The items of a body, each written when its turn to be sent comes.
///
/// Made of anything that can be gone through again, such as a `Vec`, it can be sent again when a request is retried; a
/// stream, or an iterator given to [`once`](Lines::once), is sent once.
pub struct Lines<T> {
    source: Source,
    item: PhantomData<fn(T)>,
}

/// What is the same for all types of items.
#[derive(Clone)]
pub(crate) struct Source {
    items: Items,
    met: Met,
}

#[derive(Clone)]
enum Items {
    Again(Arc<dyn Fn(Writing) -> ByteStream + Send + Sync>),
    Once(Arc<Mutex<Option<Make>>>),
}

/// Makes the stream.
type Make = Box<dyn FnOnce(Writing) -> ByteStream + Send>;

/// Secrets in the items that were sent last.
type Met = Arc<Mutex<Vec<Secret>>>;

/// How many of them are kept: there may be any number of items.
const KEPT: usize = 100;

/// How items are written: with what before each.
#[derive(Clone)]
struct Writing {
    before: &'static str,
    met: Met,
}

impl<T: Encode + 'static> Lines<T> {
    /// The items of an iterator that cannot be gone through again.
    pub fn once<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        let items = items.into_iter();
        Self::of_once(Box::new(move |writing| Box::pin(Iterated { items, writing })))
    }

    /// The items of a stream.
    pub fn stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::of_once(Box::new(move |writing| Box::pin(Streamed { items: Box::pin(items), writing })))
    }

    fn of_once(make: Make) -> Self {
        Self::of(Items::Once(Arc::new(Mutex::new(Some(make)))))
    }

    fn of(items: Items) -> Self {
        Self { source: Source { items, met: Met::default() }, item: PhantomData }
    }

    pub(crate) fn into_source(self) -> Source {
        self.source
    }
}

impl<T, I> From<I> for Lines<T>
where
    T: Encode + 'static,
    I: IntoIterator<Item = T>,
    I::IntoIter: Clone + Send + Sync + 'static,
{
    fn from(items: I) -> Self {
        let items = items.into_iter();
        Self::of(Items::Again(Arc::new(move |writing| Box::pin(Iterated { items: items.clone(), writing }))))
    }
}

impl Source {
    pub(crate) fn rewinds(&self) -> bool {
        matches!(self.items, Items::Again(_))
    }

    /// Secrets in the items that were sent last.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Begins to send it, with `before` before each item.
    pub(crate) fn open(&self, before: &'static str) -> Result<Body, BoxError> {
        let writing = Writing { before, met: Arc::clone(&self.met) };
        let stream = match &self.items {
            Items::Again(make) => make(writing),
            Items::Once(make) => {
                let make = make.lock().unwrap_or_else(PoisonError::into_inner).take();
                make.ok_or("the items were sent before and cannot be sent again")?(writing)
            }
        };
        Ok(Body::stream(stream, None))
    }
}

/// Items of an iterator, several at once where they are small.
struct Iterated<I> {
    items: I,
    writing: Writing,
}

/// It is not pinned, so that it may hold anything.
impl<I> Unpin for Iterated<I> {}

impl<I: Iterator> Stream for Iterated<I>
where
    I::Item: Encode,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut out = Vec::new();
        while out.len() < CHUNK
            && let Some(item) = self.items.next()
        {
            if let Err(error) = self.writing.push(&mut out, &item) {
                return Poll::Ready(Some(Err(error)));
            }
        }
        Poll::Ready((!out.is_empty()).then(|| Ok(out.into())))
    }
}

/// Items of a stream, each sent as soon as it is there.
struct Streamed<S> {
    items: Pin<Box<S>>,
    writing: Writing,
}

impl<S, T, E> Stream for Streamed<S>
where
    S: Stream<Item = Result<T, E>>,
    T: Encode,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.items.as_mut().poll_next(context));
        Poll::Ready(item.map(|item| {
            let mut out = Vec::new();
            self.writing.push(&mut out, &item.map_err(Into::into)?)?;
            Ok(out.into())
        }))
    }
}

impl Writing {
    fn push(&self, out: &mut Vec<u8>, item: &impl Encode) -> Result<(), BoxError> {
        let Written { bytes, problem, secrets } = Written::of(item);
        if let Some(problem) = problem {
            return Err(format!("an item {problem}").into());
        }
        if !secrets.is_empty() {
            let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
            met.extend(secrets);
            let old = met.len().saturating_sub(KEPT);
            met.drain(..old);
        }
        out.extend_from_slice(self.before.as_bytes());
        // A value that is kept as it came may have line feeds between its members; within strings JSON has none.
        out.extend(bytes.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }));
        out.push(b'\n');
        Ok(())
    }
}

impl<T> Clone for Lines<T> {
    fn clone(&self) -> Self {
        Self { source: self.source.clone(), item: PhantomData }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("rewinds", &self.rewinds()).finish()
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    async fn sent(lines: &Lines<i64>, before: &'static str) -> Result<String, String> {
        let mut body = lines.source.open(before).map_err(|error| error.to_string())?;
        let mut text = String::new();
        while let Some(piece) = body.next().await {
            text.push_str(core::str::from_utf8(&piece.map_err(|error| error.to_string())?).unwrap());
        }
        Ok(text)
    }

    #[test]
    fn an_item_is_one_line_however_it_came() {
        let text = "{\"type\":\"new\",\n \"score\": 0.30000000000000004}";
        let item: crate::Exact = crate::json::decode(text.as_bytes()).unwrap();
        let mut out = Vec::new();
        super::Writing { before: "", met: super::Met::default() }.push(&mut out, &item).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!((line.lines().count(), line.contains("0.30000000000000004")), (1, true), "{line}");
    }

    #[tokio::test]
    async fn items_are_written_again_or_once() {
        let lines: Lines<i64> = vec![1, 2].into();
        for _ in 0..2 {
            assert_eq!(sent(&lines, "").await.unwrap(), "1\n2\n");
        }
        assert_eq!(sent(&(3..5).into(), "\u{1e}").await.unwrap(), "\u{1e}3\n\u{1e}4\n");
        assert_eq!(sent(&Lines::from([]), "").await.unwrap(), "");
        let many: Lines<i64> = (0..10_000).into();
        assert_eq!(sent(&many, "").await.unwrap().lines().count(), 10_000);
        let once = Lines::once(vec![1]);
        assert_eq!(sent(&once.clone(), "").await.unwrap(), "1\n");
        assert!(sent(&once, "").await.unwrap_err().contains("cannot be sent again"));
    }
}
