//! A list as a table, whose columns are laid out by its first page; where the terminal is too narrow for one, as records.

use super::fields::{cell, fields};
use super::neutral::{cut, padded};
use super::{Palette, neutral_line, width};
use crate::data::Data;

/// Columns of fewer characters than this are not narrowed further.
const NARROWEST: usize = 8;
const BETWEEN: usize = 2;
/// Where nothing says which columns there are, not more than these.
const MOST: usize = 8;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<Column>,
    layout: Layout,
}

/// How the items stand.
#[derive(Debug)]
enum Layout {
    /// A line each, as wide as it gets.
    Lines,
    /// A line each, in which what is wider than its column is cut, save an id: where a terminal is only so wide.
    Fitted,
    /// A member a line, with an empty line between items: where even the id would have to be cut.
    Records {
        /// The width of the terminal.
        room: usize,
        palette: Palette,
        /// Whether an item was shown already.
        begun: bool,
    },
}

#[derive(Debug)]
struct Column {
    /// None: the item itself.
    member: Option<String>,
    width: usize,
    right: bool,
}

impl Table {
    /// Lays out the columns for the items of the first page. `room` is the width of the terminal, if there is one.
    pub(super) fn new(named: &[&str], items: &[Data], room: Option<usize>, palette: Palette) -> Self {
        let mut columns: Vec<Column> = members(named, items)
            .into_iter()
            .map(|member| {
                let cells = || items.iter().filter_map(|item| value(item, member.as_deref()));
                let longest = cells().map(|data| width(&cell(data))).max().unwrap_or(0);
                let right =
                    cells().all(|data| matches!(data, Data::Number(_) | Data::Null)) && cells().next().is_some();
                let title = member.as_deref().map_or(0, |name| width(&neutral_line(name)));
                Column { width: longest.max(title), right, member }
            })
            .collect();
        let layout = match room {
            None => Layout::Lines,
            Some(room) if id(&columns).is_none_or(|id| id + BETWEEN + NARROWEST <= room) => {
                fit(&mut columns, room);
                Layout::Fitted
            }
            Some(room) => Layout::Records { room, palette, begun: false },
        };
        Self { columns, layout }
    }

    /// The line with the names.
    pub(super) fn head(&self, palette: Palette) -> String {
        let is_unnamed = self.columns.iter().all(|column| column.member.is_none());
        if is_unnamed || matches!(self.layout, Layout::Records { .. }) {
            return String::new();
        }
        self.line(
            |column| column.member.as_deref().map(|name| neutral_line(name).into_owned()),
            |text| palette.heading(text),
        )
    }

    /// The line of an item, or its lines.
    pub(super) fn row(&mut self, item: &Data) -> String {
        if let Layout::Records { room, palette, begun } = &mut self.layout {
            let before = if std::mem::replace(begun, true) { "\n" } else { "" };
            return format!("{before}{}", fields(&record(&self.columns, item), *palette, *room));
        }
        self.line(|column| value(item, column.member.as_deref()).map(cell), str::to_owned)
    }

    fn line(&self, text: impl Fn(&Column) -> Option<String>, paint: impl Fn(&str) -> String) -> String {
        let mut line = String::new();
        for (at, column) in self.columns.iter().enumerate() {
            let text = text(column).unwrap_or_default();
            let cuts = matches!(self.layout, Layout::Fitted) && column.member.as_deref() != Some("id");
            let text = if cuts { cut(&text, column.width) } else { text.into() };
            let is_last = at + 1 == self.columns.len();
            line.push_str(&paint(&if is_last && !column.right {
                text.into_owned()
            } else {
                padded(&text, column.width, column.right)
            }));
            if !is_last {
                line.push_str(&" ".repeat(BETWEEN));
            }
        }
        let mut line = line.trim_end().to_owned();
        line.push('\n');
        line
    }
}

fn value<'a>(item: &'a Data, member: Option<&str>) -> Option<&'a Data> {
    match member {
        Some(member) => item.member(member),
        None => Some(item),
    }
}

/// The part of an item that the columns show.
fn record(columns: &[Column], item: &Data) -> Data {
    let members = columns.iter().filter_map(|column| {
        let name = column.member.as_deref()?;
        Some((name.to_owned(), item.member(name)?.clone()))
    });
    let members: Vec<_> = members.collect();
    if members.is_empty() { item.clone() } else { Data::Object(members) }
}

/// The named columns, or else the members that hold one word in the first items.
fn members(named: &[&str], items: &[Data]) -> Vec<Option<String>> {
    if !items.iter().any(|item| matches!(item, Data::Object(_))) {
        return vec![None];
    }
    // A member that no item has is no column.
    let named = named.iter().filter(|name| items.iter().any(|item| item.member(name).is_some()));
    let named: Vec<Option<String>> = named.map(|name| Some((*name).to_owned())).collect();
    if !named.is_empty() {
        return named;
    }
    let mut found: Vec<String> = Vec::new();
    for item in items {
        for name in item.names() {
            let is_word = item.member(name).is_some_and(|data| data.word().is_some());
            if is_word && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    // What is the same everywhere, as the kind of object, tells nothing.
    let same = |name: &String| {
        items.len() > 1
            && items.iter().all(|item| item.member(name) == items.first().and_then(|item| item.member(name)))
    };
    let mut telling: Vec<String> = found.iter().filter(|name| *name == "id" || !same(name)).cloned().collect();
    if telling.is_empty() {
        telling = found;
    }
    telling.truncate(MOST);
    telling.into_iter().map(Some).collect()
}

/// How wide the ids are that stand before something else.
fn id(columns: &[Column]) -> Option<usize> {
    match columns.split_first() {
        Some((first, [_, ..])) if first.member.as_deref() == Some("id") => Some(first.width),
        _ => None,
    }
}

/// Narrows the widest columns until all fit, and leaves out the last ones that still do not. An id is not cut: half of
/// one is of no use.
fn fit(columns: &mut Vec<Column>, room: usize) {
    if let Some(id) = id(columns) {
        let first = columns.remove(0);
        fit(columns, room.saturating_sub(id + BETWEEN));
        columns.insert(0, first);
        return;
    }
    let taken = |columns: &[Column]| {
        columns.iter().map(|column| column.width).sum::<usize>() + BETWEEN * columns.len().saturating_sub(1)
    };
    loop {
        let over = taken(columns).saturating_sub(room);
        if over == 0 {
            return;
        }
        let widest = columns.iter().map(|column| column.width).max().unwrap_or(0);
        if widest <= NARROWEST {
            if columns.len() > 1 {
                columns.pop();
                continue;
            }
            return;
        }
        // One step to the width of the next narrower ones, or as far as is needed.
        let next = columns.iter().map(|column| column.width).filter(|width| *width < widest).max().unwrap_or(0);
        let count = columns.iter().filter(|column| column.width == widest).count();
        let step = over.div_ceil(count).min(widest - next.max(NARROWEST)).max(1);
        for column in columns.iter_mut().filter(|column| column.width == widest) {
            column.width -= step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Palette, Table};
    use crate::data::{Data, parse_json};

    fn shown(named: &[&str], items: &str, room: Option<usize>) -> String {
        let Data::List(items) = parse_json(items.as_bytes()).unwrap() else { panic!("no list") };
        let mut table = Table::new(named, &items, room, Palette::new(false));
        let rows: String = items.iter().map(|item| table.row(item)).collect();
        table.head(Palette::new(false)) + &rows
    }

    const BOOKS: &str = r#"[{"id":"b1","object":"book","title":"日本","pages":12,"tags":["x"]},
        {"id":"b22","object":"book","title":"A title that is long","pages":345}]"#;

    #[test]
    fn columns_are_chosen_and_fitted() {
        let wide =
            "id   title                 pages\nb1   日本                     12\nb22  A title that is long    345\n";
        assert_eq!(shown(&[], BOOKS, None), wide);
        let narrow = "id   title         pages\nb1   日本             12\nb22  A title tha…    345\n";
        assert_eq!(shown(&[], BOOKS, Some(24)), narrow);
        assert_eq!(
            shown(&["title", "tags"], BOOKS, None),
            "title                 tags\n日本                  x\nA title that is long\n"
        );
        assert_eq!(shown(&["none", "id"], BOOKS, None), "id\nb1\nb22\n");
        assert_eq!(shown(&[], r#"["a","b"]"#, None), "a\nb\n");
        let Data::List(items) = parse_json(BOOKS.as_bytes()).unwrap() else { panic!("no list") };
        let wider = parse_json(br#"{"id":"a longer id"}"#).unwrap();
        let plain = Palette::new(false);
        assert_eq!(Table::new(&["id"], &items, None, plain).row(&wider), "a longer id\n");
        assert_eq!(Table::new(&["id"], &items, Some(80), plain).row(&wider), "a longer id\n");
        assert_eq!(shown(&[], BOOKS, Some(14)), "id   title\nb1   日本\nb22  A title…\n");
        let long = r#"[{"id":"a_long_id_1","name":"A name","n":1},{"id":"a_long_id_2","name":"Another name","n":2}]"#;
        let kept = "id           name\na_long_id_1  A name\na_long_id_2  Another…\n";
        assert_eq!(shown(&[], long, Some(21)), kept);
    }

    #[test]
    fn items_are_records_where_an_id_would_be_cut() {
        let items = r#"[{"id":"a_long_id_1","name":"A name","n":1},{"id":"a_long_id_2","name":"Another name","n":2}]"#;
        let expected = "\
id    a_long_id_1
name  A name
n     1

id    a_long_id_2
name  Another name
n     2
";
        assert_eq!(shown(&[], items, Some(20)), expected);
        assert_eq!(shown(&["id", "name"], items, Some(20)), expected.replace("n     1\n", "").replace("n     2\n", ""));
    }
}
