//! Commands and what is answered to them.

use wharf_runtime::Operation;

use super::{Body, Flag};

/// A command: one operation.
#[derive(Debug)]
pub struct Command {
    /// The resource it belongs to, such as `shelves:books`.
    pub resource: &'static str,
    /// What it does to it, such as `list`.
    pub verb: &'static str,
    /// The operation, as the client has it: id, method, path template, schemes.
    pub operation: &'static Operation,
    /// In one line.
    pub summary: &'static str,
    /// At length; without the summary.
    pub description: &'static str,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Its own flags, in the order in which they are shown. Flags of the path stand in the order of the path, as
    /// arguments without a name fill them in that order.
    pub flags: &'static [Flag],
    /// The body of the request, if it has one.
    pub body: Option<&'static Body>,
    /// Of each of these groups of flags exactly one must be given.
    pub one_of: &'static [&'static [&'static str]],
    /// What a success is answered with.
    pub answer: Answer,
    /// What is answered instead when a flag is set.
    pub streamed: Option<Streamed>,
    /// The members to show as columns of a table, for a list. Without any they are chosen by what comes.
    pub columns: &'static [&'static str],
    /// The members of a list's item, or of the answer, that are seconds since 1970, by the names that lead there: tables and
    /// fields show the moment. Lists on the way have no name.
    pub times: &'static [&'static [&'static str]],
    /// Command lines without the name of the tool, as in `books create --title Tides`.
    pub examples: &'static [&'static str],
}

impl Command {
    /// A command without flags that is answered with JSON, to be completed with `..Command::new(…)`.
    #[must_use]
    pub const fn new(resource: &'static str, verb: &'static str, operation: &'static Operation) -> Self {
        Self {
            resource,
            verb,
            operation,
            summary: "",
            description: "",
            deprecated: false,
            flags: &[],
            body: None,
            one_of: &[],
            answer: Answer::Json,
            streamed: None,
            columns: &[],
            times: &[],
            examples: &[],
        }
    }
}

/// What a success is answered with. What the server says it sends counts for more.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// Nothing that is to be read.
    None,
    /// One JSON value.
    Json,
    /// One JSON value or nothing, by what the status is.
    Optional,
    /// A list in JSON, perhaps in pages.
    List(Listing),
    /// Text.
    Text,
    /// Bytes, which are streamed to a file.
    Download,
    /// Server-sent events.
    Events,
    /// JSON lines.
    Lines,
    /// A sequence of JSON texts.
    Sequence,
}

/// Where a list has its items and how its next page is asked for. Paths are the names of members on the wire, each
/// within the object before.
#[derive(Debug, Clone, Copy)]
pub struct Listing {
    /// Where the items are; empty: the answer is the array itself.
    pub items: &'static [&'static str],
    /// Where it says whether more follow; empty: nowhere.
    pub has_more: &'static [&'static str],
    /// How the next page is found; `None`: there are no pages.
    pub next: Option<Next>,
    /// The query parameter that asks for a page.
    pub query: &'static str,
}

impl Listing {
    /// A list that comes whole, as an array.
    pub const WHOLE: Self = Self { items: &[], has_more: &[], next: None, query: "" };
}

/// How the next page is found.
#[derive(Debug, Clone, Copy)]
pub enum Next {
    /// By a member of the last item.
    LastItem(&'static [&'static str]),
    /// By a member of the answer.
    Field(&'static [&'static str]),
    /// By its number; the first page has this one.
    PageNumber(u64),
    /// By the number of items before it.
    Offset,
}

/// Another answer to the same operation, given when a flag is true.
#[derive(Debug, Clone, Copy)]
pub struct Streamed {
    /// The name of the flag.
    pub flag: &'static str,
    /// What is answered then.
    pub answer: Answer,
    /// The media type to ask for then; empty: that of the answer's kind.
    pub accept: &'static str,
}
