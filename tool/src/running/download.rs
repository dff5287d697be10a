//! Downloads: bytes as they come, to a file or to standard output.

use std::io::Write as _;

use wharf_runtime::http::header::{ACCEPT_RANGES, CONTENT_RANGE, ETAG, LAST_MODIFIED};
use wharf_runtime::http::{HeaderMap, StatusCode};
use wharf_runtime::{Bytes, Download, Error, output};

use super::{Run, failed};
use crate::failure::{Failure, unwritable};
use crate::sending::Access;
use crate::show::{Place, Progress, neutral};

/// How often a download goes on after it broke without a byte in between.
const TRIES: u32 = 3;

/// Text on a terminal is looked at up to this length before it is shown.
const LOOK: usize = 512;

impl Run {
    /// Writes the body of the answer as it comes. Where it breaks and the server gives parts, it goes on from there.
    pub(super) async fn download(&self, access: &Access) -> Result<(), Failure> {
        let mut place = Place::open(&self.settings, self.terminal, false)?;
        let (call, sending) = self.call(access);
        let answer = call.clone().send::<output::download>().await;
        sending.clear();
        let mut body = answer.map_err(|error| failed(&error, access))?;
        let bar = Progress::new(self.shows_progress() && !place.is_terminal, "Receiving");
        let whole = body.content_length();
        let resumes = Resumes::of(body.headers());
        let (mut done, mut tries) = (0_u64, 0);
        loop {
            match self.pass(&mut body, &mut place, &bar, &mut done, whole).await {
                Ok(()) => break,
                Err(Broken::Place(failure)) => return Err(failure),
                Err(Broken::Network(error, moved)) => {
                    tries = if moved { 1 } else { tries + 1 };
                    let Some(resumes) = resumes.as_ref().filter(|_| tries <= TRIES) else {
                        bar.clear();
                        return Err(failed(&error, access));
                    };
                    body = self.resume(call.clone(), resumes, &mut place, &mut done, &error, access).await?;
                }
            }
        }
        bar.clear();
        if let Some(path) = place.finish()? {
            self.note(&format!("{done} bytes in {}", path.display()));
        }
        Ok(())
    }

    /// Writes what comes until the end, or until it breaks.
    async fn pass(
        &self,
        body: &mut Download,
        place: &mut Place,
        bar: &Progress,
        done: &mut u64,
        whole: Option<u64>,
    ) -> Result<(), Broken> {
        let mut moved = false;
        loop {
            match body.try_next().await {
                Ok(Some(bytes)) => {
                    write(&bytes, place, body.content_type(), *done)?;
                    moved = true;
                    *done += bytes.len() as u64;
                    bar.set(*done, whole);
                }
                Ok(None) => return Ok(()),
                Err(error) => return Err(Broken::Network(Box::new(error), moved)),
            }
        }
    }

    /// Asks for what is still missing; where the server gives all again, a file begins again.
    async fn resume(
        &self,
        mut call: wharf_runtime::Call,
        resumes: &Resumes,
        place: &mut Place,
        done: &mut u64,
        broken: &Error,
        access: &Access,
    ) -> Result<Download, Failure> {
        call.add_header("range", &format!("bytes={done}-"));
        if let Some(mark) = &resumes.mark {
            call.add_header("if-range", mark);
        }
        let body = call.send::<output::download>().await.map_err(|error| failed(&error, access))?;
        let begin = body.headers().get(CONTENT_RANGE).and_then(|value| value.to_str().ok());
        let begin = begin.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse().ok());
        if body.status() == StatusCode::PARTIAL_CONTENT && begin == Some(*done) {
            return Ok(body);
        }
        if body.status() == StatusCode::OK && place.rewind() {
            *done = 0;
            return Ok(body);
        }
        Err(failed(broken, access))
    }
}

/// On a terminal nothing that is no text is written, and nothing in a text acts.
fn write(bytes: &Bytes, place: &mut Place, media_type: Option<&str>, done: u64) -> Result<(), Broken> {
    let written = if place.is_terminal {
        let head = bytes.get(..LOOK.min(bytes.len())).unwrap_or_default();
        if done == 0 && is_binary(head) {
            let media_type = media_type.unwrap_or("unknown type");
            let problem = format!("the answer is binary ({media_type}), which is not written to a terminal");
            return Err(Broken::Place(Failure::usage(problem).hint("use `--output FILE`, or `>` or `|` of the shell")));
        }
        place.write_all(neutral(&String::from_utf8_lossy(bytes)).as_bytes())
    } else {
        place.write_all(bytes)
    };
    written.map_err(|error| Broken::Place(unwritable(&error)))
}

/// Why a pass ended early.
enum Broken {
    /// What was received cannot be written.
    Place(Failure),
    /// The network broke; whether anything had come before.
    Network(Box<Error>, bool),
}

/// How a download can go on.
struct Resumes {
    /// What tells whether the content is still the same.
    mark: Option<String>,
}

impl Resumes {
    /// A server that gives parts says so.
    fn of(headers: &HeaderMap) -> Option<Self> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        if text(ACCEPT_RANGES) != Some("bytes") {
            return None;
        }
        let strong = text(ETAG).filter(|tag| !tag.starts_with("W/"));
        Some(Self { mark: strong.or_else(|| text(LAST_MODIFIED)).map(str::to_owned) })
    }
}

/// Whether bytes are no text. The last characters may be cut.
fn is_binary(bytes: &[u8]) -> bool {
    let cut = |error: std::str::Utf8Error| error.error_len().is_none();
    bytes.contains(&0) || std::str::from_utf8(bytes).is_err_and(|error| !cut(error))
}

#[cfg(test)]
mod tests {
    use super::is_binary;

    #[test]
    fn text_may_be_cut() {
        assert!(!is_binary("日本".as_bytes()));
        assert!(!is_binary(&"日本".as_bytes()[..4]));
        assert!(is_binary(b"\xff\xfe"));
        assert!(is_binary(b"a\0b"));
    }
}
