//! Columns of tables: how wide they are, and what of them fits.

use super::fields::cell;
use super::{neutral_line, width};
use crate::data::Data;

/// Columns of fewer characters than this are not narrowed further.
pub(super) const NARROWEST: usize = 8;
/// What stands between two of them.
pub(super) const BETWEEN: usize = 2;

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// None: the item itself.
    pub(super) member: Option<String>,
    pub(super) width: usize,
    pub(super) right: bool,
    /// Whether it is shown as wide as it is or not at all: half an id, half a number or half a moment is another one.
    pub(super) whole: bool,
}

impl Column {
    /// A column as wide as its cells.
    pub(super) fn new(member: Option<String>, items: &[Data]) -> Self {
        let title = member.as_deref().map_or(0, |name| width(&neutral_line(name)));
        let cells = || items.iter().filter_map(|item| value(item, member.as_deref()));
        let right = cells().all(|data| matches!(data, Data::Number(_) | Data::Null)) && cells().next().is_some();
        let whole = member.as_deref() == Some(ID) || cells().all(is_exact);
        Self { width: longest(items, member.as_deref()).max(title), right, whole, member }
    }

    /// The same, as wide as further cells need it.
    pub(super) fn widened(&self, items: &[Data]) -> Self {
        let member = self.member.as_deref();
        let cells = || items.iter().filter_map(|item| value(item, member));
        let whole = member == Some(ID) || self.whole && cells().all(is_exact);
        Self { width: self.width.max(longest(items, member)), whole, ..self.clone() }
    }
}

/// The member that items are called by.
const ID: &str = "id";

/// Whether nothing of a value can be left out: a number, a moment.
fn is_exact(data: &Data) -> bool {
    let is_moment = |text: &str| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let begins = text.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        begins && digits >= 8 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-:.+TZ ".contains(&byte))
    };
    match data {
        Data::Null | Data::Number(_) | Data::Boolean(_) => true,
        Data::Text(text) => is_moment(text),
        _ => false,
    }
}

/// How wide the widest cell is.
fn longest(items: &[Data], member: Option<&str>) -> usize {
    items.iter().filter_map(|item| value(item, member)).map(|data| width(&cell(data))).max().unwrap_or(0)
}

/// What stands in the column of a member.
pub(super) fn value<'a>(item: &'a Data, member: Option<&str>) -> Option<&'a Data> {
    match member {
        Some(member) => item.member(member),
        None => Some(item),
    }
}

/// How wide the ids are that stand before something else.
pub(super) fn id(columns: &[Column]) -> Option<usize> {
    match columns.split_first() {
        Some((first, [_, ..])) if first.member.as_deref() == Some(ID) => Some(first.width),
        _ => None,
    }
}

/// Narrows the widest columns of texts until all fit, and leaves out the last ones that still do not.
pub(super) fn fit(columns: &mut Vec<Column>, room: usize) {
    if let Some(id) = id(columns) {
        let first = columns.remove(0);
        fit(columns, room.saturating_sub(id + BETWEEN));
        columns.insert(0, first);
        return;
    }
    let taken = |columns: &[Column]| {
        columns.iter().map(|column| column.width).sum::<usize>() + BETWEEN * columns.len().saturating_sub(1)
    };
    let wanted: Vec<usize> = columns.iter().map(|column| column.width).collect();
    loop {
        let over = taken(columns).saturating_sub(room);
        if over == 0 {
            return;
        }
        let widest = columns.iter().filter(|column| !column.whole).map(|column| column.width).max().unwrap_or(0);
        if widest <= NARROWEST {
            if columns.len() > 1 {
                columns.pop();
                // What it took others may have.
                columns.iter_mut().zip(&wanted).for_each(|(column, wanted)| column.width = *wanted);
                continue;
            }
            return;
        }
        // One step to the width of the next narrower ones, or as far as is needed.
        let cut = || columns.iter().filter(|column| !column.whole).map(|column| column.width);
        let next = cut().filter(|width| *width < widest).max().unwrap_or(0);
        let count = cut().filter(|width| *width == widest).count();
        let step = over.div_ceil(count).min(widest - next.max(NARROWEST)).max(1);
        for column in columns.iter_mut().filter(|column| !column.whole && column.width == widest) {
            column.width -= step;
        }
    }
}
