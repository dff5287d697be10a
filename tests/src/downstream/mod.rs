//! The code of somebody who uses all that a generated crate has: reads each field, makes each request by `new` and its
//! setters, matches each enum with an arm for what may come, and calls each method with arguments of its types.
//!
//! It is made of the planned items alone, so that nobody picks what is used: whether an update breaks people's code is
//! seen by compiling it against the crate of the old document and against that of the new one. The crate is called `api`
//! in it. Each value that it passes is another one, so that a value that ends up elsewhere is found there.

mod calls;
mod driver;
mod items;
mod types;
mod values;

use std::collections::HashMap;
use std::fmt::Write as _;

use wharf::surface::{Item, Surface};

pub use driver::{Driver, NO_SERVER, Until, driver};
use values::Values;

/// What is used, and how.
struct Downstream<'s> {
    surface: &'s Surface,
    values: Values<'s>,
    out: String,
}

/// The text of a library that uses the crate of `surface`. Its function `run` makes all calls.
#[must_use]
pub fn source(surface: &Surface) -> String {
    let items: HashMap<&str, &Item> = items::all(surface).map(|item| (item.name.as_str(), item)).collect();
    let mut downstream = Downstream { surface, values: Values::new(items), out: String::new() };
    downstream.line("#![allow(unused, clippy::all)]\n");
    downstream.items();
    downstream.webhooks();
    downstream.calls();
    downstream.out
}

impl Downstream<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }
}
