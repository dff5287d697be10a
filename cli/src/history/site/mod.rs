//! The pages of a history: a map of path → text, made of data alone.

/// Writes at the end of a text, which does not fail.
macro_rules! put {
    ($out:expr, $($part:tt)+) => {
        $out.push_str(&std::fmt::format(format_args!($($part)+)))
    };
}

mod feed;
mod index;
mod page;
mod sides;
mod update;
mod words;

use wharf::Outputs;

use super::History;

/// The style of all pages, with that of reports.
const STYLE: &str = include_str!("style.css");

/// What pages do in a browser. Without it all is there to read, and nothing is left out.
const SCRIPT: &str = include_str!("site.js");

/// All pages of a history.
#[must_use]
pub fn pages(history: &History) -> Outputs {
    let mut pages = Outputs::new();
    pages.insert("index.html".to_owned(), index::page(history));
    pages.insert("feed.xml".to_owned(), feed::feed(history));
    pages.insert("style.css".to_owned(), format!("{}\n{STYLE}", wharf::diff::STYLE.trim_end()));
    pages.insert("site.js".to_owned(), SCRIPT.to_owned());
    for (at, step) in history.steps.iter().enumerate() {
        pages.insert(words::address(step), update::page(history, at));
    }
    pages
}
