//! What was set outside of the command's own flags: by flags of the tool, the environment, a profile.

mod credentials;
mod keyring;
mod profile;
mod toml_file;

use std::ffi::OsString;
use std::fmt;

use crate::arguments::{Globals, globals};
use crate::failure::Failure;
use crate::table::Tool;

pub(crate) use credentials::{Found, variable_of};
use profile::Profile;

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
        let mut settings = Self { tool, variables: variables(), globals, profile: Profile::default() };
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

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        let word = || self.value(name).map(|(word, _)| word);
        self.globals.has(name) || word().is_some_and(|word| !matches!(word.as_str(), "0" | "false" | "no"))
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

/// The environment, trimmed and without what is empty or no text.
fn variables() -> Vec<(String, String)> {
    let text = |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value.into_string().ok()?));
    let all = std::env::vars_os().filter_map(text).map(|(name, value)| (name, value.trim().to_owned()));
    all.filter(|(_, value)| !value.is_empty()).collect()
}
