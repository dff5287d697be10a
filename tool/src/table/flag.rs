//! Flags.

use wharf_runtime::Parameter;

use super::Shape;

/// A flag of a command.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    /// Its name without dashes: `file-id`, `expires-after.anchor`. Those with a dot are shown below the flag before it.
    pub name: &'static str,
    /// Where its value goes.
    pub place: Place,
    /// What its value is. Of a flag that may be given several times the whole: the list, whose items the values are, or
    /// the map, whose members they are as `KEY=VALUE`. Each may also be given at once, as YAML or JSON.
    pub shape: &'static Shape,
    /// What it says.
    pub help: &'static str,
    /// What the server assumes without it, as text: shown and never sent. Empty: nothing is known.
    pub default: &'static str,
    /// Whether it must be given, or for a member of the body stand in what is given by `--input`. Of a flag with a dot:
    /// must be given when what it is part of is.
    pub required: bool,
    /// Not shown in help and completion; it works all the same.
    pub hidden: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

impl Flag {
    /// A flag that may be left out, to be completed with `..Flag::new(…)`.
    #[must_use]
    pub const fn new(name: &'static str, shape: &'static Shape, place: Place) -> Self {
        Self { name, place, shape, help: "", default: "", required: false, hidden: false, deprecated: false }
    }

    /// A flag that must be given.
    #[must_use]
    pub const fn required(name: &'static str, shape: &'static Shape, place: Place) -> Self {
        Self { required: true, ..Self::new(name, shape, place) }
    }
}

/// Where the value of a flag goes.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    /// Into the path, the query, a header, a cookie or a header of a part, as the parameter says.
    Parameter(Parameter),
    /// To this member of the object that a parameter holds, each name within the object before.
    Within(Parameter, &'static [&'static str]),
    /// To this member of the body, each name within the object before; without names it is the whole body.
    Body(&'static [&'static str]),
    /// To a member of an item of the list that stands at the first path. Such flags may be given again and again: one
    /// that the item has already begins the next item, unless it holds a list, which then gets longer.
    Item(&'static [&'static str], &'static [&'static str]),
    /// Nowhere: it only chooses the answer (see [`Streamed`](super::Streamed)).
    Answer,
}
