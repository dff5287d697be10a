//! Downloads: bytes as they come, to a file or to standard output.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};

use wharf_runtime::http::StatusCode;
use wharf_runtime::http::header::{ACCEPT_RANGES, CONTENT_RANGE, ETAG, LAST_MODIFIED};
use wharf_runtime::{Call, Download, Error, Method, output};

use super::beside::is_binary;
use super::characters::Characters;
use super::{Run, failed};
use crate::failure::{Failure, unwritable};
use crate::sending::Access;
use crate::show::{Begun, Place, Progress, neutral};

/// How often a download goes on after it broke without a byte in between.
const TRIES: u32 = 3;

/// Why `--resume` keeps nothing.
const NO_MARK: &str = "nothing of it is kept: the server does not say by what it could go on later";

/// Why nothing is asked for again.
const ONCE: &str =
    "the rest is not asked for by itself, as only GET changes nothing: the same command does it once more";

/// Text on a terminal is looked at up to this length before it is shown.
const LOOK: usize = 512;

impl Run {
    /// Writes the body of the answer as it comes. Where it breaks and the server gives parts, it goes on from there.
    pub(super) async fn download(&self, access: &Access) -> Result<(), Failure> {
        let keeps = self.settings.is_on("resume") && self.is_get();
        let (mut place, begun) = if keeps {
            Place::part(&self.settings, &self.request())?
        } else {
            (Place::open(&self.settings, self.terminal, false)?, None)
        };
        let is_begun = begun.is_some();
        let (call, sending) = self.call(access);
        let answer = begin(&call, begun, &mut place).await;
        sending.clear();
        let (mut body, done) = answer.map_err(|error| failed(&error, access))?;
        if is_begun && done == 0 {
            self.note("all of it comes again: the server gave no part");
        }
        let bar = Progress::begun(self.shows_progress() && !place.is_terminal, "Receiving", done);
        let whole = body.content_length().map(|rest| done + rest);
        // To ask once more for what is no GET would be to do it once more.
        let resumes = if self.is_get() { Resumes::of(&body) } else { None };
        let mark = resumes.as_ref().and_then(|resumes| resumes.mark.as_deref());
        place.keep(mark)?;
        let mut to = Receiving { place, bar, done, whole, characters: Characters::default() };
        let most = self.settings.number("max-retries")?.unwrap_or(TRIES);
        let mut tries = 0;
        loop {
            match self.pass(&mut body, &mut to).await {
                Ok(()) => break,
                Err(Broken::Place(failure)) => return Err(failure),
                Err(Broken::Network(error, moved)) => {
                    tries = if moved { 1 } else { tries + 1 };
                    let again = match resumes.as_ref().filter(|_| tries <= most) {
                        Some(resumes) => resume(call.clone(), resumes, &mut to, *error).await,
                        None => Err(*error),
                    };
                    body = match again {
                        Ok(body) => {
                            to.place.keep(mark)?;
                            to.whole = body.content_length().map(|rest| to.done + rest);
                            body
                        }
                        Err(error) => {
                            to.bar.clear();
                            let failure = failed(&error, access);
                            return Err(match (keeps, mark) {
                                (true, Some(_)) => failure.hint("what came is kept: the same command goes on with it"),
                                (true, None) => failure.hint(NO_MARK),
                                _ if !self.is_get() => failure.hint(ONCE),
                                (false, Some(_)) => failure.hint("--resume keeps what comes, and goes on with it"),
                                _ => failure,
                            });
                        }
                    };
                }
            }
        }
        to.bar.clear();
        let rest = to.characters.rest();
        to.place.write_all(neutral(&rest).as_bytes()).map_err(|error| unwritable(&error))?;
        self.finish(to.place, to.done)
    }

    fn is_get(&self) -> bool {
        self.command.operation.method() == Method::GET
    }

    /// What tells this request from others. Parameters may be secret, so that only a digest is kept.
    fn request(&self) -> String {
        let mut hasher = DefaultHasher::new();
        let operation = self.command.operation;
        self.settings.value("base-url").map(|(url, _)| url).hash(&mut hasher);
        (operation.method().as_str(), operation.path()).hash(&mut hasher);
        for (parameter, value) in &self.sent.parameters {
            (parameter.name(), value.to_json()).hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    }

    /// Writes what comes until the end, or until it breaks.
    async fn pass(&self, body: &mut Download, to: &mut Receiving) -> Result<(), Broken> {
        let mut moved = false;
        loop {
            match body.try_next().await {
                Ok(Some(bytes)) => {
                    if to.place.is_terminal && to.done == 0 && is_binary(beginning(&bytes)) {
                        to.place = self.beside(body.content_type()).map_err(Broken::Place)?;
                    }
                    to.write(&bytes).map_err(|error| Broken::Place(unwritable(&error)))?;
                    moved = true;
                }
                Ok(None) => return Ok(()),
                Err(error) => return Err(Broken::Network(Box::new(error), moved)),
            }
        }
    }
}

/// A download on its way.
struct Receiving {
    place: Place,
    bar: Progress,
    /// So many bytes are there.
    done: u64,
    /// So many there will be, if the server says it.
    whole: Option<u64>,
    /// What is put together for a terminal.
    characters: Characters,
}

impl Receiving {
    /// Writes a piece. On a terminal nothing in a text acts.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.place.is_terminal {
            let text = self.characters.pass(bytes);
            self.place.write_all(neutral(&text).as_bytes())?;
        } else {
            self.place.write_all(bytes)?;
        }
        self.done += bytes.len() as u64;
        self.bar.set(self.done, self.whole);
        Ok(())
    }

    /// Begins again, where that can be done.
    fn rewind(&mut self) -> bool {
        let is_begun_again = self.place.rewind();
        if is_begun_again {
            self.done = 0;
        }
        is_begun_again
    }
}

/// Asks for all, or for what an earlier run has not got, and says how much of it is there already.
async fn begin(call: &Call, begun: Option<Begun>, place: &mut Place) -> Result<(Download, u64), Error> {
    let Some(Begun { length, validator }) = begun else {
        return Ok((call.clone().send::<output::download>().await?, 0));
    };
    match ranged(call.clone(), length, Some(&validator)).send::<output::download>().await {
        Ok(body) if continues(&body, length) => Ok((body, length)),
        Ok(body) if body.status() == StatusCode::OK && place.rewind() => Ok((body, 0)),
        // There is nothing behind what came, or it is another content: all again.
        Ok(_) => again(call, place).await,
        Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) => again(call, place).await,
        Err(error) => Err(error),
    }
}

async fn again(call: &Call, place: &mut Place) -> Result<(Download, u64), Error> {
    place.rewind();
    Ok((call.clone().send::<output::download>().await?, 0))
}

/// Asks for what is still missing; where the server gives all again, a file begins again.
async fn resume(call: Call, resumes: &Resumes, to: &mut Receiving, broken: Error) -> Result<Download, Error> {
    let body = match ranged(call.clone(), to.done, resumes.mark.as_deref()).send::<output::download>().await {
        // There is nothing there: what came is of something else.
        Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) && to.rewind() => {
            return call.send::<output::download>().await;
        }
        answer => answer?,
    };
    if continues(&body, to.done) || body.status() == StatusCode::OK && to.rewind() {
        return Ok(body);
    }
    Err(broken)
}

fn ranged(mut call: Call, begin: u64, mark: Option<&str>) -> Call {
    call.add_header("range", &format!("bytes={begin}-"));
    if let Some(mark) = mark {
        call.add_header("if-range", mark);
    }
    call
}

/// Whether an answer is the rest behind so many bytes.
fn continues(body: &Download, done: u64) -> bool {
    let begin = body.headers().get(CONTENT_RANGE).and_then(|value| value.to_str().ok());
    let begin = begin.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse().ok());
    body.status() == StatusCode::PARTIAL_CONTENT && begin == Some(done)
}

/// What is looked at before it is shown.
fn beginning(bytes: &[u8]) -> &[u8] {
    bytes.get(..LOOK.min(bytes.len())).unwrap_or_default()
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
    /// A server that gives parts says so, or has just done it. One that says nothing of it is asked for a part where it can
    /// tell by a mark whether the content is the same: if it gives none, it gives all.
    fn of(body: &Download) -> Option<Self> {
        let text = |name| body.headers().get(name).and_then(|value| value.to_str().ok());
        let strong = text(ETAG).filter(|tag| !tag.starts_with("W/"));
        let mark = strong.or_else(|| text(LAST_MODIFIED)).map(str::to_owned);
        let gives_parts = match text(ACCEPT_RANGES) {
            Some(unit) => unit.eq_ignore_ascii_case("bytes"),
            None => mark.is_some(),
        };
        (gives_parts || body.status() == StatusCode::PARTIAL_CONTENT).then_some(Self { mark })
    }
}
