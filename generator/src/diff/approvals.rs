//! Changes that somebody has accepted: by their identifiers, with a reason, and until a day.

use std::fmt;

use serde::Deserialize;
use toml::Spanned;
use toml::value::{Date, Datetime, Value};

use super::report::{Approval, Report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::settings::Written;

/// A day of the calendar, as `2026-12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

impl Day {
    /// A day; month and day count from 1.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Self {
        Self(Date { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A file of approvals.
#[derive(Debug, Clone)]
pub struct Approvals {
    all: Vec<Approved>,
    written: Written,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    approved: Vec<Spanned<Approved>>,
}

/// A change that is accepted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approved {
    id: String,
    reason: String,
    expires: Spanned<Value>,
    #[serde(skip)]
    offset: usize,
}

impl Approved {
    /// Its last day, which may stand in quotes.
    fn last(&self) -> Option<Day> {
        match self.expires.get_ref() {
            Value::Datetime(day) => day.date,
            Value::String(text) => text.trim().parse::<Datetime>().ok().and_then(|day| day.date),
            _ => None,
        }
        .map(Day)
    }
}

impl Approvals {
    /// Reads a file of approvals; `name` is how diagnostics call it.
    ///
    /// # Errors
    /// What is not TOML, or no approval, with its position.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let written = Written::new(name, text);
        let wrong = |offset: usize, message: String, advice: &str| {
            let advice = advice.to_owned();
            Diagnostic { advice, ..written.tell(Severity::Error, "approvals", offset, message) }
        };
        let file = toml::from_str::<File>(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let advice = "an approval is `[[approved]]` with `id`, `reason` and `expires`, such as 2026-12-31";
            vec![wrong(offset, error.message().trim().replace('\n', ", "), advice)]
        })?;
        let (mut all, mut told) = (Vec::<Approved>::new(), Vec::new());
        for spanned in file.approved {
            let offset = spanned.span().start;
            let one = Approved { offset, ..spanned.into_inner() };
            if one.last().is_none() {
                let message = format!("the approval of `{}` expires at no day: {}", one.id, one.expires.get_ref());
                told.push(wrong(one.expires.span().start, message, "give its last day, such as 2026-12-31"));
            }
            if one.reason.trim().is_empty() {
                let message = format!("the approval of `{}` has no reason", one.id);
                told.push(wrong(offset, message, "say why it is accepted, for those who read the file later"));
            }
            if all.iter().any(|other| other.id == one.id) {
                told.push(wrong(offset, format!("`{}` is approved twice", one.id), "take one of both out"));
            }
            all.push(one);
        }
        if told.is_empty() { Ok(Self { all, written }) } else { Err(told) }
    }
}

impl Report {
    /// Marks the entries that are approved, and says which approvals no longer hold on the day `today`, or are of nothing
    /// that is reported. These are warnings: an approval is about one update, and its file outlives that. A run over the
    /// next update must not fail because of it.
    pub fn approve(&mut self, approvals: &Approvals, today: Day) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let mut warn = |code, one: &Approved, message: String, advice: &str| {
            let diagnostic = approvals.written.tell(Severity::Warning, code, one.offset, message);
            told.push(Diagnostic { advice: advice.to_owned(), ..diagnostic });
        };
        for one in &approvals.all {
            let Some(last) = one.last() else { continue };
            let entry = self.entries.iter_mut().find(|entry| entry.id == one.id);
            let Some(entry) = entry else {
                let message = format!("`{}` is approved, and is no change of this update", one.id);
                warn("approval-of-nothing", one, message, "take it out once its update is merged, or correct the id");
                continue;
            };
            let expired = today > last;
            if expired {
                let message = format!("the approval of `{}` has expired on {last}", one.id);
                warn("approval-expired", one, message, "look at the change again, and give another day or take it out");
            }
            entry.approved = Some(Approval { reason: one.reason.clone(), expires: last.to_string(), expired });
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::{Approvals, Day};

    fn problems(text: &str) -> Vec<String> {
        let told = Approvals::parse("approvals.toml", text).err().unwrap_or_default();
        told.iter().map(|one| format!("{}:{}: {}", one.span.line, one.span.column, one.message)).collect()
    }

    #[test]
    fn all_three_are_needed() {
        assert!(problems("").is_empty());
        let whole = "[[approved]]\nid = \"a\"\nreason = \"nobody reads it\"\nexpires = 2026-12-31\n";
        assert!(problems(whole).is_empty(), "{:?}", problems(whole));
        assert_eq!(problems(&(whole.to_owned() + whole)), ["5:1: `a` is approved twice"]);
        assert_eq!(problems(&whole.replace("nobody reads it", " ")), ["1:1: the approval of `a` has no reason"]);
        for wrong in ["12:00:00", "\"31.12.2026\"", "\"2026-02-30\"", "2026"] {
            let told = problems(&whole.replace("2026-12-31", wrong));
            assert_eq!(told, [format!("4:11: the approval of `a` expires at no day: {wrong}")]);
        }
        assert!(problems(&whole.replace("2026-12-31", "\"2026-12-31\"")).is_empty());
        assert!(problems(&whole.replace("reason", "why"))[0].starts_with("3:1: unknown field `why`"));
        assert!(problems("[[approved]]\nid = \"a\"\n")[0].contains("missing field"));
    }

    #[test]
    fn days_are_in_order() {
        assert!(Day::new(2026, 12, 31) < Day::new(2027, 1, 1));
        assert_eq!(Day::new(2026, 2, 1).to_string(), "2026-02-01");
    }
}
