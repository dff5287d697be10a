//! What an entry says to people, where two rules speak of it and where Rust has other names.

use super::rules::{Direction, Rule};
use super::rust::Change;
use super::verdict::Level;

/// How many names are told in a line of a changelog.
const NAMED: usize = 3;

/// What the title of a rule about answers has, where the one about requests has not.
const OF_ANSWERS: &str = " of an answer";

/// The title of a change: where it is of both ways, it must not sound as if it were of one.
pub fn title(rules: &[(Direction, &Rule)]) -> Option<String> {
    match rules {
        [] => None,
        [(_, only)] => Some(only.title.clone()),
        [(_, one), (_, other), ..] if one.title == other.title || other.title.contains(OF_ANSWERS) => {
            Some(one.title.clone())
        }
        [(_, one), (_, other), ..] => Some(format!("{}, {}", one.title, other.title)),
    }
}

/// What stands before a hint about one way, where there are two.
const WAYS: [&str; 2] = ["In requests: ", "In answers: "];

/// Two hints about one entry, without saying anything twice.
pub fn both_hints(one: &str, other: &str) -> String {
    fn parts(hint: &str) -> Option<(&str, &str)> {
        hint.strip_prefix(WAYS[0])?.split_once(&format!(" {}", WAYS[1]))
    }
    let joined = |one: &str, other: &str| match (one.contains(other), one.is_empty()) {
        (true, _) => one.to_owned(),
        (_, true) => other.to_owned(),
        _ => format!("{one} {other}"),
    };
    match (parts(one), parts(other)) {
        (Some(one), Some(other)) => {
            format!("{}{} {}{}", WAYS[0], joined(one.0, other.0), WAYS[1], joined(one.1, other.1))
        }
        _ => joined(one, other),
    }
}

/// What to do where code has to be changed and no rule says how.
const CHANGE: &str = "Change code that says what is gone of these items, or what is written otherwise now.";

/// What to do about a change: of both ways, each by itself.
pub fn hint(rules: &[(Direction, &'static Rule)], changes: &[Change]) -> String {
    let shows = |part: &str| changes.iter().any(|one| one.before.contains(part) && one.after.contains(part));
    let is_major = changes.iter().any(|change| change.level == Level::Major);
    let of = |rule: &'static Rule| match (is_major && !rule.hint_major.is_empty(), rule.hint_for.as_str()) {
        (true, _) => rule.hint_major.as_str(),
        (false, part) if part.is_empty() || shows(part) => rule.hint.as_str(),
        _ => "",
    };
    let hints: Vec<(Direction, &str)> =
        rules.iter().map(|(way, rule)| (*way, of(rule))).filter(|(_, hint)| !hint.is_empty()).collect();
    let calls = calls(changes);
    let hint = match hints.as_slice() {
        [] if is_major && calls.is_empty() => CHANGE.to_owned(),
        [] => String::new(),
        [(_, one), (_, other)] if one != other => format!("{}{one} {}{other}", WAYS[0], WAYS[1]),
        [(_, one), ..] => (*one).to_owned(),
    };
    [hint, calls].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What code has to call now in place of calls that are called otherwise.
fn calls(changes: &[Change]) -> String {
    let told = |(was, is): &(String, String)| format!("`{is}()` in place of `{was}()`");
    let all: Vec<String> = changes.iter().filter_map(|change| change.called.as_ref()).map(told).collect();
    let more = all.len().saturating_sub(NAMED);
    match all.get(..NAMED.min(all.len())) {
        None | Some([]) => String::new(),
        Some(several) if more > 0 => format!("Call {}, and {more} more.", several.join(", ")),
        Some(several) => format!("Call {}.", several.join(", ")),
    }
}

/// Many operations as what a rule speaks of, which is one thing.
pub fn each_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let all: Vec<&str> = names.collect();
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let told: Vec<&str> = all.iter().copied().take(NAMED).collect();
    format!("{EACH}{} operations ({}{more})", all.len(), told.join(", "))
}

/// How [`each_of`] begins.
const EACH: &str = "each of ";

/// A text that begins as a sentence does.
pub fn sentence(text: &str) -> String {
    text.strip_prefix(EACH).map_or_else(|| text.to_owned(), |rest| format!("Each of {rest}"))
}

/// A line for a changelog about something that is only called otherwise.
pub fn became(before: &str, after: &str) -> String {
    match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("New: `{after}`."),
        (_, true) => format!("Removed: `{before}`."),
        _ => format!("`{before}` is `{after}` now."),
    }
}

/// A line for a changelog with the names of the Rust items that are called otherwise, which it does not say yet.
pub fn with_names(line: &str, changes: &[Change]) -> String {
    let name = |text: &str| {
        let (word, name) = text.split_once(' ')?;
        let is_name = !name.is_empty() && name.chars().all(|one| one.is_alphanumeric() || one == '_');
        (["struct", "enum"].contains(&word) && is_name).then(|| name.to_owned())
    };
    let of = |change: &Change| {
        let after = change.after.split(',').next().unwrap_or_default();
        let (before, after) = (name(&change.before)?, name(after)?);
        let is_said = |name: &str| line.contains(&format!("`{name}`"));
        (before != after && !(is_said(&before) && is_said(&after))).then(|| format!("`{before}` is `{after}`"))
    };
    let all: Vec<String> = changes.iter().filter_map(of).collect();
    if all.is_empty() || line.is_empty() {
        return line.to_owned();
    }
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let told = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    format!("{line} In Rust {told}{more}.")
}
