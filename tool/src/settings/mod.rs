//! What was set outside of the command's own flags: by flags of the tool, the environment, a profile.

mod credentials;
mod keyring;
mod profile;
mod switches;
mod toml_file;
mod typed;

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use crate::arguments::{Globals, globals};
use crate::failure::Failure;
use crate::table::Tool;

pub(crate) use credentials::{Found, unseen, variable_of};
use profile::Profile;
pub(crate) use typed::{Typed, typed};

/// Everything that was set.
pub(crate) struct Settings {
    pub(crate) tool: &'static Tool,
    globals: Globals,
    variables: Vec<(String, String)>,
    profile: Profile,
}

/// Where a value was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    Flag(String),
    Variable(String),
    /// The key, and where it stands in the file.
    Profile(String, String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "--{name}"),
            Self::Variable(name) => write!(f, "the variable {name}"),
            Self::Profile(key, place) => write!(f, "`{key}` in {place}"),
        }
    }
}

impl Settings {
    /// Reads what was set.
    pub(crate) fn read(tool: &'static Tool, globals: Globals) -> Result<Self, Failure> {
        let (variables, others) = texts(std::env::vars_os());
        // What is not taken would mean another server, or another account.
        if let Some(name) = others.iter().find(|name| is_own(tool, name)) {
            return Err(Failure::usage(format!("the variable {name} holds what is no text")));
        }
        switches::check(tool, &variables)?;
        let mut settings = Self { tool, variables, globals, profile: Profile::default() };
        let named = settings.outside("profile").filter(|(name, _)| !name.is_empty());
        settings.profile = Profile::read(tool, named.map(|(name, _)| name), &settings.variables)?;
        Ok(settings)
    }

    /// What a flag of the tool was given, by itself or by what stands in for it.
    pub(crate) fn value(&self, name: &str) -> Option<(String, Origin)> {
        self.outside(name).or_else(|| {
            let value = self.profile.text(name)?;
            Some((value, Origin::Profile(name.to_owned(), self.profile.place(name))))
        })
    }

    /// The same without the profile.
    fn outside(&self, name: &str) -> Option<(String, Origin)> {
        if let Some(value) = self.globals.value(name) {
            return Some((value, Origin::Flag(name.to_owned())));
        }
        let variable = globals(self.tool).into_iter().find(|global| global.name == name)?.env?;
        Some((self.variable(&variable)?, Origin::Variable(variable)))
    }

    /// The name of a file, which need not be text where it was typed.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        self.globals.path(name).or_else(|| self.value(name).map(|(word, _)| PathBuf::from(word)))
    }

    /// Whether a switch was typed.
    pub(crate) fn is_typed(&self, name: &str) -> bool {
        self.globals.has(name)
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        let word = || self.value(name).map(|(word, _)| word);
        self.globals.has(name) || word().and_then(|word| switches::read(&word)).unwrap_or(false)
    }

    /// A number, where one was set.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Failure> {
        let Some((word, origin)) = self.value(name) else {
            return Ok(None);
        };
        let number = word.parse().map(Some);
        number.map_err(|_| Failure::usage(format!("{origin}: `{word}` is not a number that --{name} takes")))
    }

    /// One of several words, where one was set.
    pub(crate) fn choice(&self, name: &str, known: &'static [&'static str]) -> Result<Option<&'static str>, Failure> {
        let Some((word, origin)) = self.value(name) else {
            return Ok(None);
        };
        let found = known.iter().find(|known| **known == word).copied().map(Some);
        found.ok_or_else(|| {
            let near = crate::values::did_you_mean(&word, known.iter().copied());
            Failure::usage(format!("{origin}: `{word}` is none of {}{near}", known.join(", ")))
        })
    }

    /// An environment variable; an empty one is none.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        self.variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }
}

/// Variables, trimmed and without what is empty; and the names of those that hold no text.
fn texts(all: impl Iterator<Item = (OsString, OsString)>) -> (Vec<(String, String)>, Vec<String>) {
    let (mut texts, mut others) = (Vec::new(), Vec::new());
    for (name, value) in all {
        let Ok(name) = name.into_string() else { continue };
        match value.into_string() {
            Ok(value) if value.trim().is_empty() => {}
            Ok(value) => texts.push((name, value.trim().to_owned())),
            Err(_) => others.push(name),
        }
    }
    (texts, others)
}

/// Whether the tool reads a variable.
fn is_own(tool: &Tool, name: &str) -> bool {
    let has_prefix = || name.strip_prefix(tool.env_prefix).is_some_and(|rest| rest.starts_with('_'));
    let is_header = || tool.api.headers.iter().any(|header| header.env == Some(name));
    let is_global = || globals(tool).into_iter().any(|global| global.env.as_deref() == Some(name));
    (!tool.env_prefix.is_empty() && has_prefix()) || is_header() || is_global()
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;

    use super::texts;

    #[test]
    fn what_is_no_text_is_told_apart() {
        let variable = |name: &str, value: &[u8]| (name.into(), OsString::from_vec(value.to_vec()));
        let all = [variable("A", b" a\n"), variable("B", b" "), variable("C", b"c\xff")];
        assert_eq!(texts(all.into_iter()), (vec![("A".to_owned(), "a".to_owned())], vec!["C".to_owned()]));
    }
}
