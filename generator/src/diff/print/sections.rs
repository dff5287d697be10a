//! The order in which people read a report: what breaks first, what only readers of texts see last.

use super::super::report::{Entry, Report};
use super::super::verdict::{Level, Released, Tool, Wire};

/// What an entry asks of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Something that works today fails.
    Breaks,
    /// Code or command lines have to be changed once the new crate or tool is used.
    Change,
    /// Something works, and perhaps not as one thinks.
    Surprises,
    /// Something new can be used.
    New,
    /// Nobody has to do anything.
    Quiet,
    /// Somebody has accepted it.
    Approved,
}

impl Section {
    /// In the order of a report.
    pub const ALL: [Self; 6] = [Self::Breaks, Self::Change, Self::Surprises, Self::New, Self::Quiet, Self::Approved];

    /// Where an entry belongs.
    pub fn of(entry: &Entry) -> Self {
        if entry.is_approved() {
            Self::Approved
        } else if entry.breaks() {
            Self::Breaks
        } else if entry.rust == Level::Major || entry.tool == Some(Tool::Breaks) {
            Self::Change
        } else if entry.wire.worst() == Wire::Risky || entry.released > Released::Ok {
            Self::Surprises
        } else if entry.rust == Level::Minor || entry.tool == Some(Tool::New) {
            Self::New
        } else {
            Self::Quiet
        }
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Breaks => "Breaks the wire or released clients",
            Self::Change => "Needs a change of code or command lines",
            Self::Surprises => "May surprise",
            Self::New => "New",
            Self::Quiet => "Nothing to do",
            Self::Approved => "Approved",
        }
    }

    /// Whether it is shown only when somebody asks for it.
    pub fn is_folded(self) -> bool {
        self >= Self::Quiet
    }

    /// What it is, in a word for a link.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::Change => "change",
            Self::Surprises => "surprises",
            Self::New => "new",
            Self::Quiet => "quiet",
            Self::Approved => "approved",
        }
    }
}

/// The entries of each section that has any.
pub fn sections(report: &Report) -> Vec<(Section, Vec<&Entry>)> {
    let of = |section| report.entries.iter().filter(|entry| Section::of(entry) == section).collect::<Vec<_>>();
    Section::ALL.into_iter().map(|section| (section, of(section))).filter(|(_, entries)| !entries.is_empty()).collect()
}
