//! Downloads: bodies that are read as they come.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
#[cfg(not(target_family = "wasm"))]
use std::path::{Path, PathBuf};

use bytes::{Buf as _, Bytes};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
#[cfg(not(target_family = "wasm"))]
use tokio::io::AsyncWriteExt as _;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::time::Sleep;

use crate::Api;
use crate::body::{Body, BoxError};
use crate::call::deadline;
use crate::charset;
use crate::client::Client;
use crate::error::{Error, Failure, Origin};
use crate::response::Raw;
use crate::secret::Secret;

type Progress = Box<dyn FnMut(u64, Option<u64>) + Send + Sync>;

/// The body of an answer, read as it comes: a stream of bytes and an `AsyncRead`. Dropping it aborts the
/// request.
pub struct Download(Box<Parts>);

/// On the heap, so that an enum with a download among its variants stays small.
struct Parts {
    body: Body,
    rest: Bytes,
    origin: Origin,
    client: Client,
    secrets: Vec<Secret>,
    status: StatusCode,
    headers: HeaderMap,
    idle: Duration,
    alarm: Pin<Box<Sleep>>,
    waiting: bool,
    progress: Option<Progress>,
    done: u64,
    length: Option<u64>,
}

impl Download {
    pub(crate) fn new(raw: &mut Raw) -> Self {
        let body = raw.stream.take().unwrap_or_else(|| Body::whole(raw.bytes.clone()));
        Self(Box::new(Parts {
            length: body.length(),
            body,
            rest: Bytes::new(),
            origin: raw.origin,
            client: raw.client.clone(),
            secrets: raw.secrets.clone(),
            status: raw.status,
            headers: raw.headers.clone(),
            idle: raw.idle,
            alarm: Box::pin(tokio::time::sleep_until(deadline(raw.idle))),
            waiting: false,
            progress: None,
            done: 0,
        }))
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The media type of the body.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.0.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The number of bytes of the whole body, where the server tells it.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.0.length
    }

    /// Calls `report` with the bytes received so far and the number of all, where it is known.
    #[must_use]
    pub fn on_progress(mut self, report: impl FnMut(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        self.0.progress = Some(Box::new(report));
        self
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks or nothing comes for too long.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        core::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// All bytes, in memory; of a body that was read in part, the rest.
    ///
    /// # Errors
    ///
    /// When the connection breaks or nothing comes for too long.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = bytes::BytesMut::new();
        while let Some(piece) = self.try_next().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    /// All of it as text, or what is left of it, in the encoding that `Content-Type` names: UTF-8, ASCII, Latin-1 or UTF-16.
    ///
    /// # Errors
    ///
    /// When the connection breaks, nothing comes for too long, or it is no text of that encoding, or of one that is not
    /// known.
    pub async fn text(self) -> Result<String, Error> {
        let (origin, status, headers) = (self.0.origin, self.0.status, self.0.headers.clone());
        let (client, secrets) = (self.0.client.clone(), self.0.secrets.clone());
        let bytes = self.bytes().await?;
        charset::text(&headers, &bytes).map_err(|reason| {
            let failure = Failure::new(format!("{status} with a body that {reason}"));
            let failure = failure.at(origin).answered(status, headers);
            Error::Decode(failure.hiding(client.secrets().iter().cloned().chain(secrets)))
        })
    }

    /// Writes all of it to a file, which appears only when it is complete: until then the bytes go to a file
    /// beside it, which is removed if anything fails. A file that is there is replaced and its permissions stay; of a
    /// link it is the file that it leads to. What is there and no file, as a pipe, is written to as the bytes come.
    ///
    /// # Errors
    ///
    /// When the connection breaks, nothing comes for too long, the file cannot be written, or the beginning was read before.
    #[cfg(not(target_family = "wasm"))]
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let (origin, status, headers) = (self.0.origin, self.0.status, self.0.headers.clone());
        if self.0.done > 0 {
            let reason = format!("{status}, but what was read already cannot be written to {}", path.display());
            return Err(Error::Storage(self.failure(reason)));
        }
        let unwritable = |error: std::io::Error| {
            let reason = format!("{status}, but {} cannot be written", path.display());
            let failure = Failure::new(reason).at(origin).answered(status, headers.clone());
            Error::Storage(failure.caused_by(error))
        };
        // Where there is nothing yet, or a link to nothing, the name itself is what will be there.
        let there = tokio::fs::metadata(path).await.ok();
        let is_other = there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir());
        let (part, mut file) = if is_other {
            let file = tokio::fs::OpenOptions::new().write(true).open(path).await.map_err(unwritable)?;
            (None, file)
        } else {
            let target = tokio::fs::canonicalize(path).await.unwrap_or_else(|_| path.to_owned());
            let (part, file) = PartFile::create(beside(&target), there.is_some()).await.map_err(unwritable)?;
            (Some((part, target)), file)
        };
        while let Some(piece) = self.try_next().await? {
            file.write_all(&piece).await.map_err(unwritable)?;
        }
        file.flush().await.map_err(unwritable)?;
        let Some((part, target)) = part else { return Ok(()) };
        if let Some(there) = there {
            // Where they cannot be given the file is whole all the same.
            let _ = file.set_permissions(there.permissions()).await;
        }
        file.sync_all().await.map_err(unwritable)?;
        drop(file);
        tokio::fs::rename(&part.0, target).await.map_err(unwritable)
    }

    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if !self.0.rest.is_empty() {
            return Poll::Ready(Some(Ok(core::mem::take(&mut self.0.rest))));
        }
        let Poll::Ready(item) = Pin::new(&mut self.0.body).poll_next(context) else {
            return self.wait(context).map(|error| Some(Err(error)));
        };
        self.0.waiting = false;
        Poll::Ready(match item {
            None => None,
            Some(Ok(bytes)) => {
                self.count(bytes.len());
                Some(Ok(bytes))
            }
            Some(Err(error)) => Some(Err(self.broken(error))),
        })
    }

    /// Only waiting for the server counts, not what the caller does between two pieces.
    fn wait(&mut self, context: &mut Context<'_>) -> Poll<Error> {
        if !core::mem::replace(&mut self.0.waiting, true) {
            // Made anew rather than set again: who goes on may be another runtime than who began.
            let alarm = tokio::time::sleep_until(deadline(self.0.idle));
            self.0.alarm.set(alarm);
        }
        ready!(self.0.alarm.as_mut().poll(context));
        // Nothing more is waited for, or whoever goes on after an error would be told of this one for ever.
        self.0.body = Body::empty();
        let reason = format!("nothing came for {} s while streaming", self.0.idle.as_secs_f64());
        Poll::Ready(Error::Timeout(self.failure(reason)))
    }

    fn count(&mut self, bytes: usize) {
        self.0.done = self.0.done.saturating_add(bytes as u64);
        if let Some(report) = &mut self.0.progress {
            report(self.0.done, self.0.length);
        }
    }

    fn broken(&self, error: BoxError) -> Error {
        Error::Interrupted(self.failure("the connection broke while streaming".to_owned()).caused_by(error))
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.origin.api
    }

    pub(crate) fn failure(&self, reason: String) -> Box<Failure> {
        let failure = Failure::new(reason).at(self.0.origin).answered(self.0.status, self.0.headers.clone());
        failure.hiding(self.0.client.secrets().iter().chain(&self.0.secrets).cloned())
    }
}

/// A name in the same folder, so that renaming stays within one file system.
#[cfg(not(target_family = "wasm"))]
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // With what is put around it, it must be as long as a name may be.
    let name: String = name.chars().take(NAME).collect();
    path.with_file_name(format!(".{name}.{}.part", crate::random::token()))
}

/// How many characters of a file's name the file beside it has in its own: none takes more than four bytes.
#[cfg(not(target_family = "wasm"))]
const NAME: usize = 50;

/// Removes the file when dropped; after it was renamed there is none of that name.
#[cfg(not(target_family = "wasm"))]
struct PartFile(PathBuf);

#[cfg(not(target_family = "wasm"))]
impl PartFile {
    /// Makes it. Whoever waits for that may go away in the meantime: then it is removed as soon as it is there. What takes
    /// the place of a file is nobody else's to read until it has that one's permissions.
    async fn create(path: PathBuf, is_private: bool) -> std::io::Result<(Self, tokio::fs::File)> {
        let made = tokio::task::spawn_blocking(move || {
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            if is_private {
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            }
            #[cfg(not(unix))]
            let _ = is_private;
            let file = options.open(&path)?;
            Ok::<_, std::io::Error>((Self(path), file))
        });
        let (part, file) = made.await.map_err(std::io::Error::other)??;
        Ok((part, tokio::fs::File::from_std(file)))
    }
}

#[cfg(not(target_family = "wasm"))]
impl Drop for PartFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl AsyncRead for Download {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        // An empty piece is not the end, but reading nothing would say so.
        let mut bytes = loop {
            match ready!(self.poll(context)) {
                None => return Poll::Ready(Ok(())),
                Some(Ok(bytes)) if bytes.is_empty() => {}
                Some(Ok(bytes)) => break bytes,
                Some(Err(error)) => return Poll::Ready(Err(std::io::Error::other(error))),
            }
        };
        let take = bytes.len().min(buffer.remaining());
        buffer.put_slice(bytes.get(..take).unwrap_or_default());
        bytes.advance(take);
        self.0.rest = bytes;
        Poll::Ready(Ok(()))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.0.status)
            .field("length", &self.0.length)
            .finish_non_exhaustive()
    }
}
