//! Which version of a crate comes next.

use super::report::Release;
use super::verdict::Level;

impl Release {
    /// The one after `now` of a crate that changes as `level` says.
    #[must_use]
    pub fn of(package: &str, now: &str, level: Level) -> Self {
        Self { package: package.to_owned(), now: now.to_owned(), next: next_version(now, level) }
    }
}

/// The version after `now` for a change of this level; none where there is none to give, or where `now` is no version. Before
/// 1.0 the second number counts what breaks, and the third all else.
fn next_version(now: &str, level: Level) -> Option<String> {
    let numbers = now.split(['-', '+']).next()?.split('.').map(|part| part.parse().ok());
    let numbers: Vec<u64> = numbers.collect::<Option<_>>()?;
    let [major, minor, patch] = numbers.try_into().ok()?;
    let (major, minor, patch) = match (level, major) {
        (Level::None, _) => return None,
        (Level::Major, 0) => (0, minor + 1, 0),
        (Level::Major, _) => (major + 1, 0, 0),
        (Level::Minor, 1..) => (major, minor + 1, 0),
        (Level::Minor, 0) | (Level::Patch, _) => (major, minor, patch + 1),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_counts_the_first_number_that_is_not_zero() {
        for (now, level, next) in [
            ("1.2.3", Level::Major, Some("2.0.0")),
            ("1.2.3", Level::Minor, Some("1.3.0")),
            ("1.2.3", Level::Patch, Some("1.2.4")),
            ("0.2.3", Level::Major, Some("0.3.0")),
            ("0.2.3", Level::Minor, Some("0.2.4")),
            ("0.2.3", Level::Patch, Some("0.2.4")),
            ("0.2.3-beta.1", Level::Patch, Some("0.2.4")),
            ("0.2.3", Level::None, None),
            ("two", Level::Major, None),
            ("1.2", Level::Major, None),
        ] {
            assert_eq!(next_version(now, level).as_deref(), next, "{now} {level}");
        }
    }
}
