//! What resources, commands and flags are called.

use std::collections::HashSet;

use deunicode::deunicode;

use super::super::english::singular;
use super::super::ident::{plain, words};

/// The flags that every command of every tool has. One of the API that would have such a name gets [`OF_API`] before it.
pub(super) const RESERVED: &[&str] = &[
    "help",
    "version",
    "base-url",
    "profile",
    "timeout",
    "max-retries",
    "input-file",
    "output",
    "format",
    "format-error",
    "jq",
    "jq-error",
    "transform",
    "transform-error",
    "raw-output",
    "resume",
    "max-items",
    "dry-run",
    "debug",
    "quiet",
    "color",
    "no-color",
    "no-pager",
    "no-check",
];

/// Commands that every tool has beside those of its API.
pub(super) const COMMANDS: &[&str] = &["completion", "help", "man"];

/// What stands before a name that is taken by the tool itself.
pub(super) const OF_API: &str = "api";

/// The Rust name of a module or method as words with dashes.
pub(in crate::surface::plan) fn kebab_of_rust(name: &str) -> String {
    plain(name).trim_end_matches('_').replace('_', "-")
}

/// A name on the wire as words with dashes.
pub(super) fn kebab(wire_name: &str) -> String {
    let words = words(&deunicode(wire_name));
    if words.is_empty() { "value".to_owned() } else { words.join("-") }
}

/// The name of the flag that adds one item to the list `wire_name`.
pub(super) fn one_of_several(wire_name: &str) -> String {
    singular(&kebab(wire_name).replace('-', "_")).replace('_', "-")
}

/// Names that are taken in one place.
#[derive(Debug, Default, Clone)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn with(names: &[&str]) -> Self {
        Self(names.iter().map(|name| (*name).to_owned()).collect())
    }

    pub(super) fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// The first of `wanted` that is free, or else the last one with a number.
    pub(super) fn claim(&mut self, wanted: &[String]) -> String {
        let name = self.free(wanted, |names, name| !names.has(name));
        self.take(&name);
        name
    }

    /// The same for a name that is also taken with `-file` behind it.
    pub(super) fn claim_with_file(&mut self, wanted: &[String]) -> String {
        let with_file = |name: &str| format!("{name}-file");
        let name = self.free(wanted, |names, name| !names.has(name) && !names.has(&with_file(name)));
        self.take(&name);
        self.take(&with_file(&name));
        name
    }

    fn free(&self, wanted: &[String], is_free: impl Fn(&Self, &str) -> bool) -> String {
        if let Some(free) = wanted.iter().find(|name| is_free(self, name)) {
            return free.clone();
        }
        let base = wanted.last().map_or("value", String::as_str);
        let mut count = 2;
        loop {
            let name = format!("{base}-{count}");
            if is_free(self, &name) {
                return name;
            }
            count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, kebab, kebab_of_rust, one_of_several};

    #[test]
    fn names_are_words_with_dashes() {
        assert_eq!(kebab("expires_after"), "expires-after");
        assert_eq!(kebab("createdAt"), "created-at");
        assert_eq!(kebab("X-Request-ID"), "x-request-id");
        assert_eq!(kebab("filter[name]"), "filter-name");
        assert_eq!(kebab("größe"), "grosse");
        assert_eq!(kebab(""), "value");
        assert_eq!(kebab_of_rust("r#type"), "type");
        assert_eq!(kebab_of_rust("loop_"), "loop");
    }

    #[test]
    fn a_flag_of_a_list_adds_one() {
        assert_eq!(one_of_several("file_ids"), "file-id");
        assert_eq!(one_of_several("policies"), "policy");
        assert_eq!(one_of_several("data"), "data");
    }

    #[test]
    fn who_comes_late_steps_aside() {
        let mut names = Names::with(&["help"]);
        let wanted = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(names.claim(&wanted(&["help", "api-help"])), "api-help");
        assert_eq!(names.claim(&wanted(&["help", "api-help"])), "api-help-2");
        assert_eq!(names.claim(&wanted(&["help", "api-help"])), "api-help-3");
        // A name with a file beside it wants both.
        assert_eq!(names.claim_with_file(&wanted(&["key-file"])), "key-file");
        assert_eq!(names.claim_with_file(&wanted(&["key", "key-credential"])), "key-credential");
        assert_eq!(names.claim(&wanted(&["key-credential-file"])), "key-credential-file-2");
    }
}
