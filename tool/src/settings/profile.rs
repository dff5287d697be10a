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

use crate::arguments::globals;
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
    values: Data,
}

impl Default for Profile {
    fn default() -> Self {
        Self { name: "default".to_owned(), path: None, is_there: false, values: Data::Null }
    }
}

impl Profile {
    /// Reads the profile that is wanted. Without a file there is none, which is wrong only where one was named.
    pub(super) fn read(tool: &Tool, named: Option<String>, variables: &[(String, String)]) -> Result<Self, Failure> {
        let path = path(tool, variables);
        let text = match path.as_deref().map(fs::read_to_string) {
            Some(Ok(text)) => text,
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::usage(format!("{} cannot be read: {error}", shown(path.as_deref()))));
            }
            _ => {
                return match named {
                    Some(name) => Err(Failure::usage(format!(
                        "there is no profile `{name}`: the file {} does not exist",
                        shown(path.as_deref())
                    ))),
                    None => Ok(Self { path, ..Self::default() }),
                };
            }
        };
        let file: Data = toml::from_str(&text).map_err(|error| {
            // The line itself, which the error would quote, may hold a credential.
            let begin = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = begin.matches('\n').count() + 1;
            Failure::usage(format!("{}:{line} is no TOML: {}", shown(path.as_deref()), error.message()))
        })?;
        let by_file = || file.member("profile").and_then(Data::word);
        let is_named = named.is_some() || by_file().is_some();
        let name = named.or_else(by_file).unwrap_or_else(|| "default".to_owned());
        let profiles = file.member("profiles");
        let values = profiles.and_then(|profiles| profiles.member(&name));
        let Some(values) = values else {
            if !is_named {
                return Ok(Self { path, is_there: true, ..Self::default() });
            }
            let known: Vec<&str> = profiles.iter().flat_map(|profiles| profiles.names()).collect();
            let problem = format!("there is no profile `{name}` in {}", shown(path.as_deref()));
            let near = did_you_mean(&name, known.iter().copied());
            return Err(Failure::usage(format!("{problem}: it has {}{near}", crate::values::choices(&known))));
        };
        let profile = Self { name, values: values.clone(), is_there: true, path };
        profile.check(tool)?;
        Ok(profile)
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.values.member(key)?.word()
    }

    /// The value of a key.
    pub(super) fn value(&self, key: &str) -> Option<&Data> {
        self.values.member(key)
    }

    /// Keys that nothing knows are mistakes, and a secret that others can read is none.
    fn check(&self, tool: &Tool) -> Result<(), Failure> {
        let mut known: Vec<String> = globals(tool).into_iter().map(|global| global.name).collect();
        for credential in tool.credentials {
            known.extend(["command", "keyring"].map(|source| format!("{}-{source}", credential.flag)));
        }
        let of_file = || format!("the profile `{}` in {}", self.name, shown(self.path.as_deref()));
        for name in self.values.names() {
            if !known.iter().any(|known| known == name) {
                let near = did_you_mean(name, known.iter().map(String::as_str));
                return Err(Failure::usage(format!("{} has the key `{name}`, which is none{near}", of_file())));
            }
        }
        let is_secret = |credential: &&crate::table::Credential| self.text(credential.flag).is_some();
        match tool.credentials.iter().find(is_secret) {
            Some(credential) if self.path.as_deref().is_some_and(is_open) => Err(Failure::new(
                Exit::Credentials,
                format!("{} holds `{}`, and other users can read the file", of_file(), credential.flag),
            )
            .hint(format!("chmod 600 {}", shown(self.path.as_deref())))),
            _ => Ok(()),
        }
    }
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

fn shown(path: Option<&Path>) -> String {
    path.map_or_else(|| "the configuration file".to_owned(), |path| path.display().to_string())
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
