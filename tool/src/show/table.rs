//! A list as a table, whose columns are laid out page by page; where the terminal is too narrow for one, as records.

use super::columns::{BETWEEN, Column, NARROWEST, fit, id, value};
use super::fields::{cell, fields};
use super::left_out::LeftOut;
use super::neutral::{cut, padded};
use super::{Palette, neutral_line};
use crate::data::Data;

/// Where nothing says which columns there are, not more than these.
const MOST: usize = 8;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<Column>,
    /// The same as wide as their cells, before they were fitted into a terminal.
    wanted: Vec<Column>,
    /// Members that are no columns since they are the same everywhere, with their values.
    same: Vec<(String, Data)>,
    /// The width of the terminal, if there is one.
    room: Option<usize>,
    layout: Layout,
}

/// How the items stand.
#[derive(Debug)]
enum Layout {
    /// A line each, as wide as it gets.
    Lines,
    /// A line each, in which texts that are wider than their columns are cut: where a terminal is only so wide.
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

impl Table {
    /// Lays out the columns for the items of the first page. `room` is the width of the terminal, if there is one.
    pub(super) fn new(named: &[&str], items: &[Data], room: Option<usize>, palette: Palette) -> Self {
        let (members, same) = members(named, items);
        let wanted = members.into_iter().map(|member| Column::new(member, items)).collect();
        Self::laid_out(wanted, same, room, palette)
    }

    fn laid_out(wanted: Vec<Column>, same: Vec<(String, Data)>, room: Option<usize>, palette: Palette) -> Self {
        let mut columns = wanted.clone();
        let layout = match room {
            None => Layout::Lines,
            Some(room) if id(&columns).is_none_or(|id| id + BETWEEN + NARROWEST <= room) => {
                fit(&mut columns, room);
                Layout::Fitted
            }
            Some(room) => Layout::Records { room, palette, begun: false },
        };
        Self { columns, wanted, same, room, layout }
    }

    /// The table for the items of a further page, and what stands before them: a new head where they have members that
    /// have no column yet, or cells that are too wide.
    pub(super) fn go_on(self, named: &[&str], items: &[Data], palette: Palette) -> (Self, String) {
        let (members, same) = self.further(named, items);
        let widened = |member: Option<String>| match self.wanted.iter().find(|column| column.member == member) {
            Some(known) => known.widened(items),
            None => Column::new(member, items),
        };
        let wanted: Vec<Column> = members.into_iter().map(widened).collect();
        let mut next = Self::laid_out(wanted, same, self.room, palette);
        if let (Layout::Records { begun: before, .. }, Layout::Records { begun, .. }) = (&self.layout, &mut next.layout)
        {
            *begun = *before;
            return (next, String::new());
        }
        let fits = |column: &Column| {
            self.columns.iter().any(|known| known.member == column.member && known.width >= column.width)
        };
        let is_same =
            matches!((&self.layout, &next.layout), (Layout::Lines, Layout::Lines) | (Layout::Fitted, Layout::Fitted));
        if is_same && next.columns.iter().all(fits) {
            // What was seen of values that are the same is remembered all the same.
            return (Self { same: next.same, ..self }, String::new());
        }
        let head = format!("\n{}", next.head(palette));
        (next, head)
    }

    /// The columns with those that a further page needs, and what is still the same everywhere.
    fn further(&self, named: &[&str], items: &[Data]) -> (Vec<Option<String>>, Vec<(String, Data)>) {
        let known: Vec<Option<String>> = self.wanted.iter().map(|column| column.member.clone()).collect();
        let is_known = |name: &str| known.iter().any(|known| known.as_deref() == Some(name));
        if named.iter().any(|name| is_known(name)) {
            let has = |name: &&&str| is_known(name) || items.iter().any(|item| item.member(name).is_some());
            return (named.iter().filter(has).map(|name| Some((*name).to_owned())).collect(), Vec::new());
        }
        let mut all: Vec<Option<String>> = known.clone();
        let mut same = self.same.clone();
        for name in words(items) {
            let differs =
                |value: &Data| items.iter().any(|item| item.member(&name).is_some_and(|other| other != value));
            let is_same = same.iter().any(|(known, value)| *known == name && !differs(value));
            if !is_same && !is_known(&name) && !known.contains(&None) && all.len() < MOST {
                same.retain(|(known, _)| *known != name);
                all.push(Some(name));
            }
        }
        (all, same)
    }

    /// Tells of the members of items that are not shown.
    pub(super) fn tell(&self, items: &[Data], left_out: &mut LeftOut) {
        let is_of = |columns: &[Column], name: &str| columns.iter().any(|one| one.member.as_deref() == Some(name));
        if is_unnamed(&self.columns) {
            return;
        }
        for name in items.iter().flat_map(Data::names).filter(|name| !is_of(&self.columns, name)) {
            let place = if is_of(&self.wanted, name) { &mut left_out.too_wide } else { &mut left_out.others };
            if !place.iter().any(|known| known == name) {
                place.push(name.to_owned());
            }
        }
    }

    /// The line with the names.
    pub(super) fn head(&self, palette: Palette) -> String {
        if is_unnamed(&self.columns) || matches!(self.layout, Layout::Records { .. }) {
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
            let cuts = matches!(self.layout, Layout::Fitted) && !column.whole;
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

/// Whether the items themselves are the only column.
fn is_unnamed(columns: &[Column]) -> bool {
    columns.iter().all(|column| column.member.is_none())
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

/// The named columns, or else the members that hold one word in the items; and those that are left out since they are the
/// same in all items.
fn members(named: &[&str], items: &[Data]) -> (Vec<Option<String>>, Vec<(String, Data)>) {
    if !items.iter().any(|item| matches!(item, Data::Object(_))) {
        return (vec![None], Vec::new());
    }
    // A member that no item has is no column.
    let named = named.iter().filter(|name| items.iter().any(|item| item.member(name).is_some()));
    let named: Vec<Option<String>> = named.map(|name| Some((*name).to_owned())).collect();
    if !named.is_empty() {
        return (named, Vec::new());
    }
    let found = words(items);
    // What is the same everywhere, as the kind of object, tells nothing.
    let same = |name: &String| {
        let first = items.first().and_then(|item| item.member(name));
        let is_same = items.len() > 1 && items.iter().all(|item| item.member(name) == first);
        first.filter(|_| is_same && name != "id").cloned()
    };
    let (same, mut telling): (Vec<_>, Vec<_>) = found.iter().cloned().partition(|name| same(name).is_some());
    let mut same: Vec<(String, Data)> =
        same.into_iter().filter_map(|name| Some((name.clone(), items.first()?.member(&name)?.clone()))).collect();
    if telling.is_empty() {
        telling = found;
        same.clear();
    }
    telling.truncate(MOST);
    (telling.into_iter().map(Some).collect(), same)
}

/// The members that hold one word in any item.
fn words(items: &[Data]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for item in items {
        for name in item.names() {
            let is_word = item.member(name).is_some_and(|data| data.word().is_some());
            if is_word && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{LeftOut, Palette, Table};
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
        assert_eq!(shown(&[], BOOKS, Some(14)), "id   title\nb1   日本\nb22  A title …\n");
        let long = r#"[{"id":"a_long_id_1","name":"A name","n":1},{"id":"a_long_id_2","name":"Another name","n":2}]"#;
        let kept = "id           name\na_long_id_1  A name\na_long_id_2  Another…\n";
        assert_eq!(shown(&[], long, Some(21)), kept);
        // Half a number, or half a moment, is another one: rather than that a column is left out.
        let numbers = r#"[{"title":"A title that is long","at":"2025-05-21T16:26:34Z","bytes":123456789012,"n":1},
            {"title":"Another","at":"2025-05-21T16:26:35Z","bytes":1,"n":2}]"#;
        let kept = "\
            title      at                           bytes\n\
            A title …  2025-05-21T16:26:34Z  123456789012\n\
            Another    2025-05-21T16:26:35Z             1\n";
        assert_eq!(shown(&[], numbers, Some(45)), kept);
        let kept = "\
            title               at\n\
            A title that is l…  2025-05-21T16:26:34Z\n\
            Another             2025-05-21T16:26:35Z\n";
        assert_eq!(shown(&[], numbers, Some(40)), kept);
        let Data::List(items) = parse_json(numbers.as_bytes()).unwrap() else { panic!("no list") };
        let told = |named: &[&str], room: Option<usize>| {
            let mut left_out = LeftOut::default();
            Table::new(named, &items, room, plain).tell(&items, &mut left_out);
            left_out.words()
        };
        assert_eq!(told(&[], Some(40)).unwrap(), "no room for bytes, n");
        assert_eq!(told(&["title", "n"], Some(40)).unwrap(), "not shown: at, bytes");
        assert_eq!(told(&["title", "n", "bytes"], Some(20)).unwrap(), "no room for bytes; not shown: at");
        assert_eq!(told(&[], None), None);
    }

    /// Pages one after the other.
    fn paged(named: &[&str], pages: &[&str], room: Option<usize>) -> String {
        let plain = Palette::new(false);
        let mut table: Option<Table> = None;
        let mut out = String::new();
        for page in pages {
            let Data::List(items) = parse_json(page.as_bytes()).unwrap() else { panic!("no list") };
            let (mut next, head) = match table.take() {
                None => {
                    let first = Table::new(named, &items, room, plain);
                    let head = first.head(plain);
                    (first, head)
                }
                Some(before) => before.go_on(named, &items, plain),
            };
            out.push_str(&head);
            out.extend(items.iter().map(|item| next.row(item)));
            table = Some(next);
        }
        out
    }

    #[test]
    fn later_pages_get_the_columns_that_they_need() {
        let first = r#"[{"id":"b1","kind":"book","n":1},{"id":"b2","kind":"book","n":2}]"#;
        let narrower = r#"[{"id":"b","kind":"book","n":3}]"#;
        let wider = r#"[{"id":"b1000","kind":"book","n":3}]"#;
        let other = r#"[{"id":"b3","kind":"map","n":4,"place":"x"}]"#;
        let begin = "id  n\nb1  1\nb2  2\n";
        assert_eq!(paged(&[], &[first, narrower], None), format!("{begin}b   3\n"));
        let widened = "\nid     n\nb1000  3\nb1     1\nb2     2\n";
        assert_eq!(paged(&[], &[first, wider, first], None), format!("{begin}{widened}"));
        assert_eq!(paged(&["id", "n"], &[first, wider, first], Some(80)), format!("{begin}{widened}"));
        let further = "\nid  n  kind  place\nb3  4  map   x\nb1  1  book\nb2  2  book\n";
        assert_eq!(paged(&[], &[first, other, first], None), format!("{begin}{further}"));
        assert_eq!(
            paged(&["id", "place", "n"], &[first, other], None),
            format!("{begin}\nid  place  n\nb3  x      4\n")
        );
        // Where there is no room, nothing is gained by another head.
        let long = r#"[{"id":"b4","title":"A title that is long"}]"#;
        let longer = r#"[{"id":"b5","title":"A title that is even longer"}]"#;
        assert_eq!(
            paged(&["id", "title"], &[long, longer], Some(16)),
            "id  title\nb4  A title tha…\nb5  A title tha…\n"
        );
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
