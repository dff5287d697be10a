//! What a change means, in four words: for the wire, for clients already released, for code that uses the regenerated
//! crate, and for command lines already written.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a change means for what goes over the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wire {
    /// Nothing on the wire changes.
    #[default]
    None,
    /// Both sides go on as before.
    Fine,
    /// Some clients or servers may be surprised.
    Risky,
    /// What was right is wrong now.
    Breaking,
}

/// What happens to a client that was generated from the old document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Released {
    /// It works as before.
    #[default]
    Ok,
    /// It works, and what it says or gets is not what it was: it is not told.
    Silent,
    /// The server does not act on what it sends, or refuses it.
    Ignored,
    /// What used to succeed is an error.
    Fails,
    /// The server refuses some of what it sends.
    Rejected,
    /// It cannot read some of what it gets.
    Undecodable,
}

/// What code that uses the regenerated crate has to expect, as a version number would say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The crate is the same.
    #[default]
    None,
    /// It does something else behind the same names, or says something else.
    Patch,
    /// It has more than before.
    Minor,
    /// Code that compiled may not compile, or does something else.
    Major,
}

/// What happens to command lines that were written for the tool of the old document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// They do what they did.
    #[default]
    Works,
    /// There are commands or flags that were not there.
    New,
    /// Some are refused, or do something else.
    Breaks,
}

macro_rules! words {
    ($name:ident: $($variant:ident = $word:literal, $meaning:literal;)+) => {
        impl $name {
            /// All of them, the gravest last.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for it in reports and on the command line.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What that means, as a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words!(Wire:
    None = "none", "Nothing on the wire changes.";
    Fine = "fine", "Both sides go on as before.";
    Risky = "risky", "Some clients or servers may be surprised.";
    Breaking = "breaking", "Something that was right is wrong now.";
);
words!(Released:
    Ok = "ok", "They work as before.";
    Silent = "silent", "They work, and mean or get something else without being told.";
    Ignored = "ignored", "The server may not act on something that they send.";
    Fails = "fails", "Something that used to succeed is an error.";
    Rejected = "rejected", "The server refuses some of what they send.";
    Undecodable = "undecodable", "They cannot read some of what they get.";
);
words!(Level:
    None = "none", "The crate is the same.";
    Patch = "patch", "Code that uses it compiles as it is; what it says or sends may differ.";
    Minor = "minor", "It has more than before; code that uses it compiles as it is.";
    Major = "major", "Some code that uses it has to be changed.";
);
words!(Tool:
    Works = "works", "Command lines already written do what they did.";
    New = "new", "There are commands or flags that were not there.";
    Breaks = "breaks", "Some command lines already written are refused, or do something else.";
);

/// Which way something travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Ways {
    /// To the server.
    pub request: bool,
    /// From the server.
    pub response: bool,
}

impl Ways {
    /// To the server alone.
    pub const REQUEST: Self = Self { request: true, response: false };
    /// From the server alone.
    pub const RESPONSE: Self = Self { request: false, response: true };
    /// Both ways.
    pub const BOTH: Self = Self { request: true, response: true };

    /// The ways that are in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { request: self.request || other.request, response: self.response || other.response }
    }

    /// The ways that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { request: self.request && other.request, response: self.response && other.response }
    }

    /// Whether all ways of `other` are among these.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.and(other) == other
    }
}
