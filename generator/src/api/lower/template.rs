//! Path templates.

/// The names between braces in `path`, each once.
pub(super) fn names(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for part in path.split('{').skip(1) {
        match part.split_once('}') {
            Some((name, _)) if !name.is_empty() && !names.contains(&name) => names.push(name),
            _ => {}
        }
    }
    names
}

/// Whether `path` has the item `name={name}` in its query, and no other place for that name.
pub(super) fn is_item(path: &str, name: &str) -> bool {
    let place = format!("{{{name}}}");
    let (before, query) = path.split_once('?').unwrap_or((path, ""));
    let item = format!("{name}={place}");
    !before.contains(&place)
        && query.split('&').all(|other| other == item || !other.contains(&place))
        && query.contains(&item)
}

#[cfg(test)]
mod tests {
    use super::{is_item, names};

    #[test]
    fn items_of_a_query_are_no_part_of_the_path() {
        assert!(is_item("/a?b={b}&c=1", "b") && is_item("/a?c&b={b}", "b"));
        assert!(!is_item("/a/{b}?b={b}", "b") && !is_item("/a?c={b}", "b") && !is_item("/a?b={b}&c={b}", "b"));
        assert!(!is_item("/a/{b}", "b") && !is_item("/a?b=1", "b"));
    }

    #[test]
    fn names_stand_between_braces() {
        assert_eq!(names("/a/{b}/c-{d}.{e}/{b}"), ["b", "d", "e"]);
        assert_eq!(names("/a/{b"), Vec::<&str>::new());
        assert_eq!(names("/a/{}"), Vec::<&str>::new());
    }
}
