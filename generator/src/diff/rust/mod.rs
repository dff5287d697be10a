//! What differs between the Rust items of two crates, as code that uses them sees it.

mod calls;
mod crates;
mod fields;
mod items;
mod renames;
mod text;

use super::Side;
use super::verdict::Level;
use super::wire::Found;
pub use renames::Renames;

/// Something of a crate that is another thing now.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it means for code that uses the crate.
    pub level: Level,
    /// Where it stands.
    pub place: Place,
    /// How Rust writes what was there; empty for what is new.
    pub before: String,
    /// How Rust writes what is there; empty for what is gone.
    pub after: String,
    /// The file of the new crate that shows it, or of the old one for what is gone.
    pub file: String,
    /// Whether it is only that a type now stands in a `Box`.
    pub boxed: bool,
    /// Old and new name of an item that is called otherwise, where an alias can keep the old one.
    pub renamed: Option<(String, String)>,
    /// The ways to a call that is called otherwise, before and after.
    pub called: Option<(String, String)>,
}

/// Where something of a crate stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// JSON pointer that it came from in the old document.
    pub old: Option<String>,
    /// JSON pointer that it comes from in the new document.
    pub new: Option<String>,
    /// The member of a type, or the parameter of an operation, by its name on the wire.
    pub member: Option<String>,
    /// Whether it is a call; else it is an item or the crate itself.
    pub is_call: bool,
    /// Operations that have the name now which a call had, or had the one that it has: JSON pointers in the new document and in
    /// the old one.
    pub beside: Beside,
}

/// Operations beside the one that a call stands for, by their JSON pointers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beside {
    /// The operation of the new document whose call has the old name.
    pub new: Option<String>,
    /// The operation of the old document whose call had the new name.
    pub old: Option<String>,
}

/// The member of a call or a command that its name is.
pub const NAME: &str = "name of the call";

/// The member of a call that the order of its arguments is.
pub const ORDER: &str = "order of the arguments";

/// Compares the crates of two sides.
#[must_use]
pub fn compare(old: &Side<'_>, new: &Side<'_>, found: &Found) -> Vec<Change> {
    let renames = Renames::new(old, new, &found.pairs);
    let mut crates = Crates { old: *old, new: *new, renames, changes: Vec::new() };
    crates.package();
    crates.items();
    crates.calls(&found.operations);
    crates.changes
}

/// A comparison of two crates.
struct Crates<'a> {
    old: Side<'a>,
    new: Side<'a>,
    renames: Renames,
    changes: Vec<Change>,
}

impl Crates<'_> {
    fn note(&mut self, level: Level, place: Place, before: String, after: String, file: &str) {
        let file = file.to_owned();
        self.changes.push(Change { level, place, before, after, file, boxed: false, renamed: None, called: None });
    }
}
