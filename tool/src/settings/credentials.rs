//! Credentials: where they are looked for, and what to say when there is none.

use std::path::Path;
use std::process::{Command, Stdio};

use wharf_runtime::{Operation, SchemeKind, Secret};

use super::{Settings, Typed, keyring};
use crate::arguments::globals;
use crate::data::Data;
use crate::failure::{Exit, Failure};
use crate::table::{Credential, Tool};

/// A credential, and where it was found.
pub(crate) struct Found {
    pub(crate) scheme: &'static str,
    pub(crate) secret: Secret,
    pub(crate) origin: String,
}

/// The variable that the credential of a scheme is read from: that of its flag, or else the one that the API has for it.
pub(crate) fn variable_of(tool: &Tool, scheme: &str) -> Option<String> {
    match tool.credentials.iter().find(|credential| credential.scheme == scheme) {
        Some(credential) => globals(tool).into_iter().find(|global| global.name == credential.flag)?.env,
        None => tool.api.schemes.iter().find(|known| known.name == scheme)?.env.map(str::to_owned),
    }
}

/// Where a credential was looked for, and how it gets to where one was promised.
#[derive(Default)]
struct Looked {
    places: Vec<String>,
    hints: Vec<String>,
}

impl Looked {
    fn add(&mut self, other: Self) {
        let new = other.places.into_iter().filter(|place| !self.places.contains(place)).collect::<Vec<_>>();
        self.places.extend(new);
        self.hints.extend(other.hints);
    }
}

impl Settings {
    /// Those of the credentials that an operation needs which somebody wants to type.
    pub(crate) fn to_be_typed(&self, operation: &Operation) -> Vec<&'static Credential> {
        let is_needed =
            |credential: &&Credential| operation.schemes().iter().any(|schemes| schemes.contains(&credential.scheme));
        let needed = self.tool.credentials.iter().filter(is_needed);
        needed.filter(|credential| self.globals.value(credential.flag).as_deref() == Some(STANDARD_INPUT)).collect()
    }

    /// The credentials that an operation needs, of which some were `typed`. Of several alternatives the first that can be met
    /// is enough.
    pub(crate) fn credentials(&self, operation: &Operation, typed: &[Typed]) -> Result<Vec<Found>, Failure> {
        let alternatives = operation.schemes();
        let mut found: Vec<Found> = Vec::new();
        let mut looked = Looked::default();
        let mut asked: Vec<&str> = Vec::new();
        for scheme in alternatives.iter().flat_map(|schemes| schemes.iter().copied()) {
            if asked.contains(&scheme) {
                continue;
            }
            asked.push(scheme);
            let mut here = Looked::default();
            match self.credential(scheme, typed, &mut here)? {
                Some(credential) => found.push(self.fitting(credential)?),
                // Where others were looked for is of no use to who misses this one.
                None => looked.add(here),
            }
            let has = |scheme: &&str| found.iter().any(|found| found.scheme == *scheme);
            if alternatives.iter().any(|schemes| !schemes.is_empty() && schemes.iter().all(&has)) {
                return Ok(found);
            }
        }
        let is_optional = alternatives.is_empty() || alternatives.iter().any(|schemes| schemes.is_empty());
        if is_optional {
            return Ok(found);
        }
        Err(self.missing(alternatives, &found, looked))
    }

    /// What to say where none of the alternatives can be met.
    fn missing(&self, alternatives: &[&[&'static str]], found: &[Found], looked: Looked) -> Failure {
        let is_missing = |scheme: &&str| found.iter().all(|found| found.scheme != *scheme);
        let of_way = |schemes: &&[&'static str]| schemes.iter().copied().filter(is_missing).collect();
        let ways: Vec<Vec<&str>> = alternatives.iter().map(of_way).collect();
        let nearest = ways.iter().min_by_key(|way| way.len()).map_or(&[][..], Vec::as_slice);
        let titles =
            |way: &Vec<&'static str>| way.iter().map(|scheme| self.title(scheme)).collect::<Vec<_>>().join(" and ");
        let titles: Vec<String> = ways.iter().map(titles).collect();
        let what = if nearest.len() > 1 { "credentials are missing" } else { "a credential is missing" };
        let mut failure = Failure::new(Exit::Credentials, format!("{what}: {}", titles.join(" or ")));
        failure.facts.push(format!("looked at {}", looked.places.join(", ")));
        let variables: Vec<String> = nearest.iter().filter_map(|scheme| variable_of(self.tool, scheme)).collect();
        match variables.as_slice() {
            _ if !looked.hints.is_empty() => failure.hints = looked.hints,
            [] => {}
            [one] => failure.hints.push(format!("set the variable {one}")),
            several => failure.hints.push(format!("set the variables {}", several.join(" and "))),
        }
        failure
    }

    /// A credential that can be what its scheme wants.
    fn fitting(&self, found: Found) -> Result<Found, Failure> {
        let scheme = self.tool.api.schemes.iter().find(|scheme| scheme.name == found.scheme);
        let is_pair = scheme.is_some_and(|scheme| matches!(scheme.kind, SchemeKind::Basic));
        if is_pair && !found.secret.expose().contains(':') {
            let problem =
                format!("the credential of {} has no colon: a user name and a password are expected", found.origin);
            return Err(Failure::new(Exit::Credentials, problem)
                .hint("write them as NAME:PASSWORD; either of them may be empty"));
        }
        Ok(found)
    }

    /// Whether there seems to be a credential for a scheme. Nothing is read or run for it.
    pub(crate) fn has_credential(&self, scheme: &str) -> bool {
        let flag = self.tool.credentials.iter().find(|credential| credential.scheme == scheme).map(|known| known.flag);
        let by_flag = flag.is_some_and(|flag| {
            let sources = ["", "-file", "-command", "-keyring"];
            let names = sources.map(|source| format!("{flag}{source}"));
            names.iter().any(|name| self.globals.value(name).is_some() || self.profile.value(name).is_some())
        });
        by_flag || variable_of(self.tool, scheme).is_some_and(|variable| self.variable(&variable).is_some())
    }

    fn title(&self, scheme: &'static str) -> &'static str {
        let credential = self.tool.credentials.iter().find(|credential| credential.scheme == scheme);
        credential.map(|credential| credential.title).filter(|title| !title.is_empty()).unwrap_or(scheme)
    }

    /// Looks for the credential of a scheme, and notes where.
    fn credential(&self, scheme: &'static str, typed: &[Typed], looked: &mut Looked) -> Result<Option<Found>, Failure> {
        let found = |secret: String, origin: String| Some(Found { scheme, secret: Secret::from(secret), origin });
        let flag = self.tool.credentials.iter().find(|credential| credential.scheme == scheme);
        if let Some(flag) = flag
            && let Some((secret, origin)) = self.by_flag(flag, typed, looked)?
        {
            return Ok(found(secret, origin));
        }
        if let Some(variable) = variable_of(self.tool, scheme) {
            if let Some(secret) = self.variable(&variable) {
                let origin = format!("the variable {variable}");
                return Ok(found(usable(&secret, || origin.clone())?, origin));
            }
            looked.places.push(format!("the variable {variable}"));
        }
        let of_profile = flag.map(|flag| self.by_profile(flag, looked)).transpose()?.flatten();
        Ok(of_profile.and_then(|(secret, origin)| found(secret, origin)))
    }

    fn by_flag(
        &self,
        flag: &Credential,
        typed: &[Typed],
        looked: &mut Looked,
    ) -> Result<Option<(String, String)>, Failure> {
        let name = flag.flag;
        match self.globals.value(name) {
            Some(word) if word == STANDARD_INPUT => {
                let line = typed.iter().find(|(known, _)| *known == name).map_or("", |(_, line)| line.as_str());
                let secret = usable(line, || "standard input".to_owned())?;
                return Ok(Some((secret, "standard input".to_owned())));
            }
            Some(word) => return Ok(Some((usable(&word, || format!("--{name}"))?, format!("--{name}")))),
            None => looked.places.push(format!("--{name}")),
        }
        let file = format!("{name}-file");
        if let Some(path) = self.globals.path(&file) {
            return Ok(Some((of_file(&path)?, format!("the file `{}`", path.display()))));
        }
        looked.places.push(format!("--{file}"));
        Ok(None)
    }

    fn by_profile(&self, flag: &Credential, looked: &mut Looked) -> Result<Option<(String, String)>, Failure> {
        let name = flag.flag;
        let profile = &self.profile;
        let origin = format!("the profile `{}`", profile.name);
        if let Some(secret) = profile.text(name) {
            return Ok(Some((usable(&secret, || origin.clone())?, origin)));
        }
        if let Some(path) = profile.text(&format!("{name}-file")) {
            return Ok(Some((of_file(Path::new(&path))?, format!("the file `{path}`, which {origin} names"))));
        }
        if let Some(command) = profile.value(&format!("{name}-command")) {
            return Ok(Some((of_command(command)?, format!("the command that {origin} names"))));
        }
        if let Some(entry) = profile.value(&format!("{name}-keyring")).filter(|entry| **entry != Data::Boolean(false)) {
            return Ok(self
                .by_keyring(entry, looked)
                .map(|secret| (secret, format!("the keyring, which {origin} names"))));
        }
        let path = profile.path.as_deref().map(|path| path.display().to_string());
        looked.places.push(match path {
            Some(path) if profile.is_there => format!("{origin} in {path}"),
            Some(path) => format!("{origin} in {path} (there is no such file)"),
            None => origin,
        });
        Ok(None)
    }

    /// The entry is called after the tool, its account as the profile says or after the profile.
    fn by_keyring(&self, entry: &Data, looked: &mut Looked) -> Option<String> {
        let account = match entry {
            Data::Boolean(true) => self.profile.name.clone(),
            named => named.word().unwrap_or_default(),
        };
        let service = self.tool.name;
        let entry = format!("the keyring's entry `{account}` of `{service}`");
        match keyring::ask(service, &account) {
            Ok(secret) => Some(secret.trim().to_owned()),
            Err(missing) => {
                looked.places.push(format!("{entry} ({})", missing.why));
                looked.hints.extend(missing.hint);
                None
            }
        }
    }
}

/// The word that says that a credential comes on standard input.
const STANDARD_INPUT: &str = "-";

/// The first character in a text that nobody sees, as editors and web pages leave them behind.
pub(crate) fn unseen(text: &str) -> Option<String> {
    let is_unseen = |character: &char| {
        let is_space = matches!(character, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
        is_space || matches!(character, '\u{2060}'..='\u{2064}' | '\u{feff}') || character.is_control()
    };
    let found = text.chars().find(is_unseen)?;
    Some(format!("U+{:04X}, a character that is not seen", u32::from(found)))
}

fn usable(text: &str, origin: impl Fn() -> String) -> Result<String, Failure> {
    // Editors of one system begin files with a byte order mark.
    match text.trim_start_matches('\u{feff}').trim() {
        "" => Err(Failure::new(Exit::Credentials, format!("the credential of {} is empty", origin()))),
        // It would be refused later, by who no longer knows where it is from.
        text if text.contains(['\n', '\r']) => {
            let problem = format!("the credential of {} has several lines: one is expected", origin());
            Err(Failure::new(Exit::Credentials, problem))
        }
        text => match unseen(text) {
            None => Ok(text.to_owned()),
            Some(unseen) => {
                let problem = format!("the credential of {} holds {unseen}", origin());
                Err(Failure::new(Exit::Credentials, problem).hint("copy it anew, without what stands around it"))
            }
        },
    }
}

fn of_file(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let wrong = |problem: String| {
        Failure::new(Exit::Credentials, format!("the file `{shown}` with the credential cannot be read: {problem}"))
    };
    let bytes = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let text = String::from_utf8(bytes).map_err(|_| {
        let what = if is_wide { "UTF-16, and has to be saved as UTF-8" } else { "no UTF-8 text" };
        wrong(format!("it holds {what}"))
    })?;
    usable(&text, || format!("the file `{shown}`"))
}

/// The output of a command: a list of the program and its arguments, or a line for the shell.
fn of_command(command: &Data) -> Result<String, Failure> {
    let words: Vec<String> = match command {
        Data::List(words) => words.iter().filter_map(Data::word).collect(),
        other if cfg!(windows) => vec!["cmd".to_owned(), "/C".to_owned(), other.word().unwrap_or_default()],
        other => vec!["sh".to_owned(), "-c".to_owned(), other.word().unwrap_or_default()],
    };
    let shown = words.join(" ");
    let wrong = |problem: String| {
        Failure::new(Exit::Credentials, format!("the command `{shown}` for the credential {problem}"))
    };
    let Some((program, arguments)) = words.split_first() else {
        return Err(wrong("is empty".to_owned()));
    };
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| wrong(format!("cannot be run: {error}")))?;
    if !output.status.success() {
        return Err(wrong(format!("failed: {}", output.status)));
    }
    let text = String::from_utf8(output.stdout).map_err(|_| wrong("printed no UTF-8 text".to_owned()))?;
    usable(&text, || format!("the command `{shown}`"))
}
