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

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_stand_between_braces() {
        assert_eq!(names("/a/{b}/c-{d}.{e}/{b}"), ["b", "d", "e"]);
        assert_eq!(names("/a/{b"), Vec::<&str>::new());
        assert_eq!(names("/a/{}"), Vec::<&str>::new());
    }
}
