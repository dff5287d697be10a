//! The configuration file: profiles with what need not be said each time.
//!
//! ```toml
//! profile = "work"                  # used unless --profile says otherwise; without it `default`
//!
//! [profiles.work]
//! api-key-command = ["pass", "show", "work/api"]
//! base-url = "https://api.example/v1"
//! format = "yaml"
//! ```
//!
//! The keys are the names of the tool's own flags. A credential may also be in a file (`api-key-file`) or the output of a
//! command (`api-key-command`), or in the system's keyring: `api-key-keyring = true` for the entry of the profile's name, or
//! the name of another one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::toml_file::{Entry, File};
use crate::arguments::{Global, globals};
use crate::data::Data;
use crate::failure::{Exit, Failure};
use crate::table::Tool;
use crate::values::did_you_mean;

/// A profile of the configuration file.
#[derive(Debug)]
pub(super) struct Profile {
    pub(super) name: String,
    /// Where the file is or would be.
    pub(super) path: Option<PathBuf>,
    /// Whether there is one.
    pub(super) is_there: bool,
    entries: Vec<Entry>,
}

impl Default for Profile {
    fn default() -> Self {
        Self { name: "default".to_owned(), path: None, is_there: false, entries: Vec::new() }
    }
}

impl Profile {
    /// Reads the profile that is wanted. Without a file there is none, which is wrong only where one was named.
    pub(super) fn read(tool: &Tool, named: Option<String>, variables: &[(String, String)]) -> Result<Self, Failure> {
        let path = path(tool, variables);
        let shown = path.as_deref().map_or_else(|| "the configuration file".to_owned(), |p| p.display().to_string());
        let text = match path.as_deref().map(fs::read_to_string) {
            Some(Ok(text)) => text,
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::usage(format!("{shown} cannot be read: {error}")));
            }
            _ => {
                return match named {
                    Some(name) => {
                        Err(Failure::usage(format!("there is no profile `{name}`: the file {shown} does not exist")))
                    }
                    None => Ok(Self { path, ..Self::default() }),
                };
            }
        };
        let file = File::read(&text, shown)?;
        let is_named = named.is_some() || file.profile.is_some();
        let name = named.or_else(|| file.profile.clone()).unwrap_or_else(|| "default".to_owned());
        let Some((_, entries)) = file.profiles.iter().find(|(known, _)| *known == name) else {
            if !is_named {
                return Ok(Self { path, is_there: true, ..Self::default() });
            }
            let known: Vec<&str> = file.profiles.iter().map(|(known, _)| known.as_str()).collect();
            let problem = format!("there is no profile `{name}` in {}", file.name);
            let near = did_you_mean(&name, known.iter().copied());
            return Err(Failure::usage(format!("{problem}: it has {}{near}", crate::values::choices(&known))));
        };
        let profile = Self { name, entries: entries.clone(), is_there: true, path };
        profile.check(tool, &file)?;
        Ok(profile)
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.value(key)?.word()
    }

    /// The value of a key.
    pub(super) fn value(&self, key: &str) -> Option<&Data> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The place of a key, as `config.toml:3`.
    pub(super) fn place(&self, key: &str) -> String {
        let path = self.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
        self.entry(key).map_or_else(String::new, |entry| format!("{path}:{}", entry.line))
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Keys that nothing knows and values that no flag takes are mistakes, and a secret that others can read is none.
    fn check(&self, tool: &Tool, file: &File) -> Result<(), Failure> {
        let globals = globals(tool);
        let mut known: Vec<String> = globals.iter().map(|global| global.name.clone()).collect();
        for credential in tool.credentials {
            known.extend(["command", "keyring"].map(|source| format!("{}-{source}", credential.flag)));
        }
        for entry in &self.entries {
            if !known.contains(&entry.key) {
                let near = did_you_mean(&entry.key, known.iter().map(String::as_str));
                let problem = format!("the profile `{}` has the key `{}`, which is none{near}", self.name, entry.key);
                return Err(file.wrong(entry, &problem));
            }
            let global = globals.iter().find(|global| global.name == entry.key);
            if let Some(expected) = unfit(global, entry) {
                let problem = format!("`{}` is {}, where {expected} is expected", entry.key, entry.value.kind());
                return Err(file.wrong(entry, &problem));
            }
        }
        let is_secret = |credential: &&crate::table::Credential| self.text(credential.flag).is_some();
        match tool.credentials.iter().find(is_secret) {
            Some(credential) if self.path.as_deref().is_some_and(is_open) => {
                let of_file = format!("the profile `{}` in {}", self.name, file.name);
                let problem = format!("{of_file} holds `{}`, and other users can read the file", credential.flag);
                Err(Failure::new(Exit::Credentials, problem).hint(format!("chmod 600 {}", file.name)))
            }
            _ => Ok(()),
        }
    }
}

/// What is expected in place of a value that its key does not take. Keys without a flag are commands and keyrings.
fn unfit(global: Option<&Global>, entry: &Entry) -> Option<&'static str> {
    let is_word = |value: &Data| matches!(value, Data::Text(_) | Data::Number(_));
    let (fits, expected) = match (global, &entry.value) {
        (Some(Global { value: None, .. }), value) => (matches!(value, Data::Boolean(_)), "true or false"),
        (Some(_), value) => (is_word(value), "a text or a number"),
        (None, value) if entry.key.ends_with("-keyring") => {
            (matches!(value, Data::Boolean(_) | Data::Text(_)), "true, false or the name of an entry")
        }
        (None, Data::List(words)) => (!words.is_empty() && words.iter().all(is_word), "a list of texts"),
        (None, value) => (is_word(value), "a text or a list of texts"),
    };
    (!fits).then_some(expected)
}

/// `PREFIX_CONFIG`, or `config.toml` in the tool's folder where programs keep such files.
fn path(tool: &Tool, variables: &[(String, String)]) -> Option<PathBuf> {
    let variable = |name: &str| variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    if !tool.env_prefix.is_empty()
        && let Some(path) = variable(&format!("{}_CONFIG", tool.env_prefix))
    {
        return Some(PathBuf::from(path));
    }
    let folder = match variable("XDG_CONFIG_HOME") {
        Some(folder) => PathBuf::from(folder),
        None if cfg!(windows) => PathBuf::from(variable("APPDATA")?),
        None => Path::new(variable("HOME")?).join(".config"),
    };
    Some(folder.join(tool.name).join("config.toml"))
}

/// Whether others than its owner can read a file.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_path: &Path) -> bool {
    false
}
