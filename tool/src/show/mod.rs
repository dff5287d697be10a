//! How results are shown.

mod columns;
mod fields;
mod filter;
mod json;
mod left_out;
mod neutral;
mod pager;
mod palette;
mod part;
mod place;
mod print;
mod progress;
mod results;
mod table;
mod times;

pub(crate) use filter::{Filter, is_at_work};
pub(crate) use json::{Style, write_json};
pub(crate) use neutral::{cut, neutral, neutral_line, padded, width};
pub(crate) use palette::Palette;
pub(crate) use part::Begun;
pub(crate) use place::{Place, abandon};
pub(crate) use print::print;
pub(crate) use progress::Progress;
pub(crate) use results::{Format, Results, filter, yaml};
