//! Things in the order in which they were made, read page by page.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

/// When a thing was made, and the how manyth it was.
type Place = (i64, u64);

/// A collection that is listed by cursor.
#[derive(Debug)]
pub struct Shelf<T> {
    entries: BTreeMap<Place, T>,
    // Also of what is gone, so that a cursor survives the thing that it names.
    places: HashMap<String, Place>,
    next: u64,
}

/// Which part of a shelf to read.
#[derive(Debug, Clone)]
pub struct Window {
    /// How many at most.
    pub limit: usize,
    /// Whether the oldest come first.
    pub ascending: bool,
    /// The id right behind which it starts.
    pub after: Option<String>,
}

/// One page.
#[derive(Debug)]
pub struct Page<'a, T> {
    /// What it shows.
    pub items: Vec<&'a T>,
    /// Whether another follows.
    pub has_more: bool,
}

/// A cursor that never named anything here.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownCursor;

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { entries: BTreeMap::new(), places: HashMap::new(), next: 0 }
    }
}

impl<T> Shelf<T> {
    /// Adds a thing, or puts it in the place of one of the same id.
    pub fn insert(&mut self, id: &str, created_at: i64, thing: T) {
        self.remove(id);
        let place = (created_at, self.next);
        self.next += 1;
        self.places.insert(id.to_owned(), place);
        self.entries.insert(place, thing);
    }

    /// The thing of this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.entries.get(self.places.get(id)?)
    }

    /// The thing of this id, to change.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.entries.get_mut(self.places.get(id)?)
    }

    /// Everything, to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.values_mut()
    }

    /// Takes away the thing of this id.
    pub fn remove(&mut self, id: &str) -> Option<T> {
        self.entries.remove(self.places.get(id)?)
    }

    /// Takes everything away; cursors stay valid.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// The page that a window shows of the things that `keep` holds for.
    pub fn page(&self, window: &Window, keep: impl Fn(&T) -> bool) -> Result<Page<'_, T>, UnknownCursor> {
        let start = match &window.after {
            Some(id) => Bound::Excluded(*self.places.get(id).ok_or(UnknownCursor)?),
            None => Bound::Unbounded,
        };
        let kept = |entry: (&Place, &'_ T)| keep(entry.1);
        let wanted = window.limit + 1;
        let mut items: Vec<&T> = if window.ascending {
            self.entries
                .range((start, Bound::Unbounded))
                .filter(|entry| kept(*entry))
                .map(|entry| entry.1)
                .take(wanted)
                .collect()
        } else {
            let before = self.entries.range((Bound::Unbounded, start)).rev();
            before.filter(|entry| kept(*entry)).map(|entry| entry.1).take(wanted).collect()
        };
        let has_more = items.len() > window.limit;
        items.truncate(window.limit);
        Ok(Page { items, has_more })
    }
}

#[cfg(test)]
mod tests {
    use super::{Shelf, UnknownCursor, Window};

    fn shelf() -> Shelf<char> {
        let mut shelf = Shelf::default();
        // Two in one second keep the order in which they came.
        for (id, at) in [('a', 10), ('b', 10), ('c', 20), ('d', 30), ('e', 40)] {
            shelf.insert(&id.to_string(), at, id);
        }
        shelf
    }

    fn read(shelf: &Shelf<char>, limit: usize, ascending: bool, after: Option<&str>) -> (String, bool) {
        let window = Window { limit, ascending, after: after.map(str::to_owned) };
        let page = shelf.page(&window, |_| true).unwrap();
        (page.items.into_iter().collect(), page.has_more)
    }

    #[test]
    fn pages_go_both_ways_and_exclude_the_cursor() {
        let shelf = shelf();
        assert_eq!(read(&shelf, 2, false, None), ("ed".into(), true));
        assert_eq!(read(&shelf, 2, false, Some("d")), ("cb".into(), true));
        assert_eq!(read(&shelf, 2, false, Some("b")), ("a".into(), false));
        assert_eq!(read(&shelf, 5, true, None), ("abcde".into(), false));
        assert_eq!(read(&shelf, 2, true, Some("a")), ("bc".into(), true));
        assert_eq!(read(&shelf, 2, true, Some("e")), (String::new(), false));
    }

    #[test]
    fn a_cursor_outlives_what_it_names() {
        let mut shelf = shelf();
        assert_eq!(shelf.remove("c"), Some('c'));
        assert_eq!(shelf.get("c"), None);
        assert_eq!(read(&shelf, 9, true, Some("c")), ("de".into(), false));
    }

    #[test]
    fn a_cursor_that_was_never_there_is_unknown() {
        let window = Window { limit: 1, ascending: true, after: Some("x".into()) };
        assert_eq!(shelf().page(&window, |_| true).unwrap_err(), UnknownCursor);
    }

    #[test]
    fn what_is_filtered_out_does_not_count() {
        let window = Window { limit: 2, ascending: true, after: None };
        let shelf = shelf();
        let page = shelf.page(&window, |thing| *thing > 'c').unwrap();
        assert_eq!((page.items, page.has_more), (vec![&'d', &'e'], false));
    }
}
