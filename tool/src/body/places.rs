//! Putting what flags bring to its places, so that none of it is lost in silence.

use super::assemble::{Value, add};
use crate::data::Data;
use crate::table::Flag;

/// The places whose value is that of flags, and no longer that of the input.
#[derive(Default)]
pub(super) struct Places(Vec<(&'static [&'static str], &'static str)>);

impl Places {
    /// Places in a value that a flag gave as a whole, if one did.
    pub(super) fn begun(whole: Option<&'static str>) -> Self {
        Self(whole.into_iter().map(|flag| (&[][..], flag)).collect())
    }

    /// Whether flags put something there before; from now on they have.
    pub(super) fn begin(&mut self, path: &'static [&'static str], flag: &'static str) -> bool {
        let is_begun = self.0.iter().any(|(known, _)| *known == path);
        if !is_begun {
            self.0.push((path, flag));
        }
        is_begun
    }

    /// Puts a value to a place. What another flag gave as a whole has to have room for it.
    pub(super) fn put(
        &mut self,
        whole: &mut Data,
        path: &'static [&'static str],
        flag: &'static Flag,
        value: Value,
        problems: &mut Vec<String>,
    ) {
        if let Some(problem) = self.conflict(whole, path, flag.name) {
            return problems.push(problem);
        }
        let is_begun = self.begin(path, flag.name);
        let place = whole.place(path);
        let mut added = is_begun.then(|| std::mem::replace(place, Data::Null));
        add(flag, &mut added, value, problems);
        *place = added.unwrap_or(Data::Null);
    }

    fn conflict(&self, whole: &Data, path: &[&str], flag: &str) -> Option<String> {
        if self.0.iter().any(|(known, _)| *known == path) {
            return None;
        }
        let above = self.0.iter().filter(|(known, _)| known.len() < path.len() && path.starts_with(known));
        let (known, other) = above.max_by_key(|(known, _)| known.len())?;
        match whole.at(known)? {
            Data::Object(_) => whole.at(path).map(|_| format!("--{flag} is given twice: --{other} holds it as well")),
            value => Some(format!("--{flag} does not go with --{other}, which is {} here", value.kind())),
        }
    }
}
