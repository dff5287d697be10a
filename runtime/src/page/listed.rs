//! Pages of which no type tells where their items are.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::paging::{self, Position, Step};
use crate::call::Call;
use crate::error::Error;
use crate::response::Raw;

/// One page of a list as bytes, for programs that know the form of lists as data and not as types.
#[derive(Debug)]
pub struct Listed(Box<Raw>);

/// What comes after a page.
#[derive(Debug)]
pub enum Turn {
    /// This call gives the next page.
    Next(Call),
    /// It was the last.
    End,
    /// The list stood still: the items of this page came before, and are to be left out.
    Repeated,
}

impl Listed {
    pub(crate) fn new(raw: &mut Raw) -> Self {
        Self(Box::new(Raw {
            origin: raw.origin,
            status: raw.status,
            headers: raw.headers.clone(),
            bytes: raw.bytes.clone(),
            stream: None,
            idle: raw.idle,
            limit: raw.limit,
            client: raw.client.clone(),
            secrets: raw.secrets.clone(),
            key: None,
            call: raw.call.take(),
        }))
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.0.bytes
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

    /// The id that the server gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id()
    }

    /// What comes after this page, which stands at `position`, in a list whose pages are asked for by the query
    /// parameter `parameter`.
    ///
    /// # Errors
    ///
    /// When the server gave a page again that it gave before, although it says that more follow.
    pub fn turn(mut self, position: &Position, parameter: &'static str) -> Result<Turn, Error> {
        let Some(call) = self.0.call.take() else {
            return Ok(Turn::End);
        };
        Ok(match paging::advance(call, &self.0, position, parameter)? {
            Step::Next(call) => Turn::Next(*call),
            Step::End => Turn::End,
            Step::Still => Turn::Repeated,
        })
    }
}
