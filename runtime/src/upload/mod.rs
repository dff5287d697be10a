//! What is uploaded: a path, bytes, a reader or a stream.

mod file;
mod read;

use core::fmt;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncRead;

use crate::body::{Body, BoxError, ByteStream};
use crate::media;

pub(crate) use read::Chunks;

/// Content to upload. It is sent in constant memory.
///
/// A file and bytes can be sent again when a request is retried; a reader or a stream is sent once, and its
/// clones share it. So is a path to what is no regular file, as a pipe.
#[derive(Clone)]
pub struct Upload {
    source: Source,
    length: Option<u64>,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    progress: Option<Progress>,
}

type Progress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    Path(PathBuf, Met),
    Once(Arc<Mutex<Option<ByteStream>>>),
}

/// What was there when a path was opened.
#[derive(Default)]
struct Met {
    /// It gave its content away when it was read, as a pipe does, for all clones.
    is_read: Arc<AtomicBool>,
    /// What it was like. Each call has a clone of its own.
    state: Mutex<Option<file::State>>,
}

impl Clone for Met {
    fn clone(&self) -> Self {
        let state = *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Self { is_read: Arc::clone(&self.is_read), state: Mutex::new(state) }
    }
}

impl Upload {
    fn new(source: Source) -> Self {
        Self { source, length: None, file_name: None, content_type: None, headers: Vec::new(), progress: None }
    }

    /// A file, opened when the request is sent. Its name is that of the path. Where a request is sent again and the file has
    /// changed in between, by its length or its time, the error of the attempt before stands. Opening a pipe waits for who writes to it, on a
    /// thread of the runtime's that no timeout frees: where nobody may come, open it and give it as a reader.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::new(Source::Path(path.into(), Met::default()))
    }

    /// Bytes in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(Source::Bytes(bytes.into()))
    }

    /// Anything that can be read.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::stream(Chunks::new(Box::pin(reader)))
    }

    /// A stream of bytes.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let stream: ByteStream = Box::pin(read::Convert(Box::pin(stream)));
        Self::new(Source::Once(Arc::new(Mutex::new(Some(stream)))))
    }

    /// The name that the file goes by.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The media type. Without it the one that the API takes is sent; where it takes several, or a range such as
    /// `image/*`, the file name decides.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header to the part of a form that carries it; one that cannot be sent is an error of the call. Elsewhere it
    /// is not sent.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The exact number of bytes that a reader or stream gives, so that the length can be sent ahead.
    /// Sending fails when another number comes; for that the last piece waits until the stream has ended.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    /// Calls `report` with the bytes sent so far and the number of all, where it is known.
    #[must_use]
    pub fn on_progress(mut self, report: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(report));
        self
    }

    /// The name that was set or that of the path; an empty one is none.
    pub(crate) fn name(&self) -> Option<String> {
        let of_path = || match &self.source {
            Source::Path(path, _) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            _ => None,
        };
        self.file_name.clone().filter(|name| !name.is_empty()).or_else(of_path)
    }

    /// The media type that was set or that of the name.
    pub(crate) fn media_type(&self) -> String {
        let guess = || self.name().map_or(media::BYTES, |name| media::of_file(&name)).to_owned();
        self.content_type.clone().unwrap_or_else(guess)
    }

    /// The headers of its part.
    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The media type to send where the ones in `allowed` are taken: the one that was set, whatever it is, or the one that
    /// `allowed` and the file name give.
    pub(crate) fn media_type_of(&self, allowed: Option<&str>) -> Result<String, String> {
        if let Some(own) = &self.content_type {
            return Ok(own.clone());
        }
        let Some(allowed) = allowed else { return Ok(self.media_type()) };
        media::among(allowed, self.name().as_deref()).ok_or_else(|| {
            format!(
                "`{allowed}` is taken there, and nothing says which the upload is: set it by `Upload::content_type`"
            )
        })
    }

    /// Whether it can be sent again.
    pub(crate) fn rewinds(&self) -> bool {
        match &self.source {
            Source::Bytes(_) => true,
            Source::Path(_, met) => !met.is_read.load(Ordering::Relaxed),
            Source::Once(_) => false,
        }
    }

    /// Begins to send it; `again` says that it was sent before, and must be the same now.
    pub(crate) async fn open(&self, again: bool) -> Result<Body, BoxError> {
        let body = match &self.source {
            Source::Bytes(bytes) if bytes.len() <= read::CHUNK => Body::whole(bytes.clone()),
            Source::Bytes(bytes) => Body::stream(read::Slices(bytes.clone()), Some(bytes.len() as u64)),
            Source::Path(path, met) => open_path(path, met, again).await?,
            Source::Once(stream) => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                let stream = stream.ok_or("the stream to upload was sent before and cannot be sent again")?;
                match self.length {
                    Some(length) => Body::stream(read::Announced::new(stream, length), Some(length)),
                    None => Body::stream(stream, None),
                }
            }
        };
        Ok(match &self.progress {
            None => body,
            Some(report) => {
                let length = body.length();
                Body::stream(read::Reported::new(Box::pin(body), report.clone(), length), length)
            }
        })
    }
}

async fn open_path(path: &Path, met: &Met, again: bool) -> Result<Body, BoxError> {
    let wrong = |error: std::io::Error| format!("cannot read {}: {error}", path.display());
    let (file, state) = file::open(path).await.map_err(wrong)?;
    met.is_read.store(state.is_none(), Ordering::Relaxed);
    let before = core::mem::replace(&mut *met.state.lock().unwrap_or_else(PoisonError::into_inner), state);
    if again && before != state {
        return Err(format!("{} has changed since it was sent first", path.display()).into());
    }
    let length = state.map(|(length, _)| length);
    let mut chunks = Chunks::new(Box::pin(file));
    // Files that a system makes up when they are read, as those of `/proc`, say that they are empty.
    let length = match length {
        Some(0) => chunks.is_empty().await.map_err(wrong)?.then_some(0),
        length => length,
    };
    let stream: Pin<Box<dyn Stream<Item = _> + Send>> = Box::pin(chunks);
    Ok(match length {
        Some(length) => Body::stream(read::Cut::new(Box::pin(read::Convert(stream)), length), Some(length)),
        None => Body::stream(read::Convert(stream), None),
    })
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::bytes(bytes)
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self::bytes(bytes)
    }
}

impl From<PathBuf> for Upload {
    fn from(path: PathBuf) -> Self {
        Self::path(path)
    }
}

impl From<&Path> for Upload {
    fn from(path: &Path) -> Self {
        Self::path(path)
    }
}

/// Two uploads are equal when they send the same: bytes by content, files by path, streams by identity.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        let same_source = match (&self.source, &other.source) {
            (Source::Bytes(one), Source::Bytes(two)) => one == two,
            (Source::Path(one, _), Source::Path(two, _)) => one == two,
            (Source::Once(one), Source::Once(two)) => Arc::ptr_eq(one, two),
            _ => false,
        };
        same_source && self.name() == other.name() && self.media_type() == other.media_type()
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        match &self.source {
            Source::Bytes(bytes) => shown.field("bytes", &bytes.len()),
            Source::Path(path, _) => shown.field("path", path),
            Source::Once(_) => shown.field("length", &self.length),
        };
        shown.field("file_name", &self.file_name).field("content_type", &self.content_type).finish_non_exhaustive()
    }
}
