//! Operations with less common shapes.

use wharf_runtime::{Call, Download, Method, Operation, Parameter};

use super::models::{CursorList, Item, OffsetList, PageList};

const MOTD: Operation = Operation::new("Motd", Method::GET, "/motd").server("https://elsewhere.example.com");
const START: Operation = Operation::new("Start", Method::POST, "/start").security(&[&["Login"], &["Token", "Session"]]);
const BY_CURSOR: Operation = Operation::new("ByCursor", Method::GET, "/by-cursor").security(&[&[], &["Key"]]);
const BY_PAGE: Operation = Operation::new("ByPage", Method::GET, "/by-page");
const BY_OFFSET: Operation = Operation::new("ByOffset", Method::GET, "/by-offset");

/// Jobs.
#[derive(Debug, Clone)]
pub struct Jobs {
    client: wharf_runtime::Client,
}

impl Jobs {
    pub(super) fn new(client: &wharf_runtime::Client) -> Self {
        Self { client: client.clone() }
    }

    /// The message of the day.
    pub fn motd(&self) -> Motd {
        Motd(Call::new(&self.client, &MOTD))
    }

    /// Starts something.
    pub fn start(&self) -> Start {
        Start(Call::new(&self.client, &START))
    }

    /// A list.
    pub fn by_cursor(&self) -> ByCursor {
        ByCursor(Call::new(&self.client, &BY_CURSOR))
    }

    /// A list.
    pub fn by_page(&self) -> ByPage {
        ByPage(Call::new(&self.client, &BY_PAGE))
    }

    /// A list.
    pub fn by_offset(&self) -> ByOffset {
        ByOffset(Call::new(&self.client, &BY_OFFSET))
    }
}

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct Motd(Call);

wharf_runtime::call!(Motd => text);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct Start(Call);

/// What `start` gives.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartOutput {
    /// Done.
    Done(Item),
    /// Accepted.
    Accepted(String),
    /// Nothing.
    Gone,
    /// A file.
    File(Download),
}

wharf_runtime::call!(Start => one_of StartOutput {
    200 => Done: json Item,
    202 => Accepted: text,
    204 => Gone: empty,
    2XX => File: download,
});

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct ByCursor(Call);

wharf_runtime::call!(ByCursor => page CursorList);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct ByPage(Call);

impl ByPage {
    /// The first page.
    pub fn page(mut self, page: i64) -> Self {
        self.0.set(&Parameter::query("page"), &page);
        self
    }
}

wharf_runtime::call!(ByPage => page PageList);

/// A call.
#[derive(Debug)]
#[must_use = "a call sends nothing until it is awaited"]
pub struct ByOffset(Call);

wharf_runtime::call!(ByOffset => page OffsetList);
