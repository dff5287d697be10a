//! What of the items of a list a table does not show.

/// Members without a column.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Those that would have one, had the terminal room for it.
    pub(super) too_wide: Vec<String>,
    /// Those that have none on any terminal.
    pub(super) others: Vec<String>,
}

impl LeftOut {
    /// Which they are, in words; nothing where everything is shown.
    pub(super) fn words(&self) -> Option<String> {
        // On a later page there may have been no room for what an earlier one shows.
        let others: Vec<&String> = self.others.iter().filter(|name| !self.too_wide.contains(name)).collect();
        let room = (!self.too_wide.is_empty()).then(|| format!("no room for {}", self.too_wide.join(", ")));
        let others = (!others.is_empty()).then(|| format!("not shown: {}", several(&others)));
        let all: Vec<String> = room.into_iter().chain(others).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}

/// How many are named.
const NAMED: usize = 8;

fn several(names: &[&String]) -> String {
    let first: Vec<&str> = names.iter().take(NAMED).map(|name| name.as_str()).collect();
    match names.len().checked_sub(NAMED) {
        Some(more @ 1..) => format!("{} and {more} more", first.join(", ")),
        _ => first.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::LeftOut;

    #[test]
    fn of_many_some_are_named() {
        let names = |all: &str| all.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let many = LeftOut { others: names("a b c d e f g h i j"), ..LeftOut::default() };
        assert_eq!(many.words().unwrap(), "not shown: a, b, c, d, e, f, g, h and 2 more");
        let both = LeftOut { too_wide: names("a"), others: names("a b") };
        assert_eq!(both.words().unwrap(), "no room for a; not shown: b");
        assert_eq!(LeftOut::default().words(), None);
    }
}
