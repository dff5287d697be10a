//! Which command is meant, before any flag is read: only that one is built.

use std::ffi::OsString;

use super::globals;
use crate::failure::Failure;
use crate::table::{Command, Tool};
use crate::values::nearest;

/// The commands that every tool has. A resource of the API of the same name goes before them.
pub(crate) const BUILT_IN: &[(&str, &str)] = &[
    ("completion", "Print a script that completes commands, flags and values: bash, zsh, fish, powershell, elvish"),
    ("man", "Show the manual page, or write all of them to a folder"),
];

/// What completion scripts call.
pub(crate) const COMPLETE: &str = "__complete";

/// Verbs of other tools, and what they are here.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("get", "retrieve"),
    ("show", "retrieve"),
    ("describe", "retrieve"),
    ("view", "retrieve"),
    ("ls", "list"),
    ("rm", "delete"),
    ("remove", "delete"),
    ("new", "create"),
    ("add", "create"),
    ("upload", "create"),
    ("download", "retrieve"),
];

/// What the words mean.
pub(crate) enum Found {
    /// Nothing yet.
    Root,
    /// A resource, without a verb.
    Resource(&'static str),
    /// A command.
    Command(&'static Command),
    /// What the tool does by itself, and where its name stands.
    BuiltIn(&'static str, usize),
}

/// `help RESOURCE VERB` is `RESOURCE VERB --help`, and so is `--help RESOURCE VERB`.
pub(crate) fn help_behind(tool: &Tool, words: &[OsString]) -> Vec<OsString> {
    match words {
        [program, help, rest @ ..] if help == "help" && resources(tool).all(|known| known != "help") => {
            let mut turned = vec![program.clone()];
            turned.extend(rest.iter().cloned());
            turned.push("--help".into());
            turned
        }
        words => help_of_command(tool, words),
    }
}

/// Puts a flag for help that stands before the command behind it: it is asked for with the command in mind.
fn help_of_command(tool: &Tool, words: &[OsString]) -> Vec<OsString> {
    let bare = bare_words(tool, words);
    let Some((last, _)) = bare.iter().take(2).next_back() else { return words.to_vec() };
    let is_early = |at: usize, word: &OsString| at < *last && (word == "--help" || word == "-h");
    let mut turned = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate().filter(|(at, word)| !is_early(*at, word)) {
        turned.push(word.clone());
        if at == *last {
            let help = words.iter().enumerate().find(|(at, word)| is_early(*at, word));
            turned.extend(help.map(|(_, help)| help.clone()));
        }
    }
    turned
}

/// Finds the command that is meant, or says what it could be.
pub(crate) fn find(tool: &'static Tool, words: &[OsString]) -> Result<Found, Failure> {
    let bare = bare_words(tool, words);
    let mut bare = bare.iter();
    let Some((at, resource)) = bare.next() else {
        return Ok(Found::Root);
    };
    let mut commands = tool.commands.iter().filter(|command| command.resource == resource).peekable();
    if commands.peek().is_none() {
        if resource == COMPLETE {
            return Ok(Found::BuiltIn(COMPLETE, *at));
        }
        return match BUILT_IN.iter().find(|(name, _)| name == resource) {
            Some((name, _)) => Ok(Found::BuiltIn(name, *at)),
            None => Err(too_early(tool, words, *at)
                .unwrap_or_else(|| unknown_resource(tool, resource, bare.next().map(|(_, word)| word.as_str())))),
        };
    }
    let Some((at, verb)) = bare.next() else {
        return Ok(Found::Resource(
            tool.commands.iter().find(|known| known.resource == resource).map_or("", |c| c.resource),
        ));
    };
    match commands.find(|command| command.verb == verb) {
        Some(command) => Ok(Found::Command(command)),
        None => Err(too_early(tool, words, *at)
            .unwrap_or_else(|| unknown_verb(tool, resource, verb, bare.next().map(|(_, word)| word.as_str())))),
    }
}

/// That the word at a place seems to be the value of a flag that stands before the command.
fn too_early(tool: &Tool, words: &[OsString], at: usize) -> Option<Failure> {
    let flag = words.get(at.checked_sub(1)?)?.to_str()?;
    let is_known = |flag: &str| {
        let name = flag.strip_prefix("--").unwrap_or(flag);
        ["help", "version", "-h", "-v"].contains(&name) || globals(tool).iter().any(|global| global.answers_to(name))
    };
    let is_flag = flag.len() > 1 && flag.starts_with('-') && !flag.contains('=') && !is_known(flag);
    let failure = || Failure::usage(format!("`{flag}` stands before the command"));
    is_flag.then(|| failure().hint("the flags of a command stand behind it"))
}

/// The words that are neither flags nor values of the tool's own flags, up to two or three, and where they stand.
fn bare_words(tool: &Tool, words: &[OsString]) -> Vec<(usize, String)> {
    let globals = globals(tool);
    let takes_value = |word: &str| {
        let named = |name: &str| globals.iter().any(|global| global.answers_to(name) && global.value.is_some());
        match word.strip_prefix("--") {
            Some(name) => !name.contains('=') && named(name),
            // `-o FILE`, but not `-oFILE`.
            None => word.chars().count() == 2 && named(word),
        }
    };
    let mut found = Vec::new();
    let mut skip = false;
    for (at, word) in words.iter().enumerate().skip(1) {
        let word = word.to_string_lossy();
        if std::mem::take(&mut skip) {
            continue;
        }
        if word.starts_with('-') && word.len() > 1 {
            skip = takes_value(&word);
        } else {
            found.push((at, word.into_owned()));
            if found.len() == 3 {
                break;
            }
        }
    }
    found
}

fn resources(tool: &Tool) -> impl Iterator<Item = &'static str> {
    tool.commands.iter().map(|command| command.resource)
}

fn unknown_resource(tool: &Tool, resource: &str, next: Option<&str>) -> Failure {
    let failure = Failure::usage(format!("there is no command `{resource}`"));
    let built_in = BUILT_IN.iter().map(|(name, _)| *name);
    // `shelves books` for `shelves:books`, and what begins so.
    let begin = format!("{resource}:");
    let joined = next.map(|next| format!("{begin}{next}"));
    if let Some(joined) = joined.filter(|joined| resources(tool).any(|known| known == joined)) {
        return failure.hint(format!("did you mean `{} {joined}`?", tool.name));
    }
    let mut below: Vec<&str> = resources(tool).filter(|known| known.starts_with(&begin)).collect();
    below.dedup();
    if !below.is_empty() {
        return failure.hint(format!("there is {}", below.join(", ")));
    }
    // `books` for `shelves:books`.
    let last = resources(tool).find(|known| known.rsplit(':').next() == Some(resource));
    match last.or_else(|| nearest(resource, resources(tool).chain(built_in))) {
        Some(near) => failure.hint(format!("did you mean `{} {near}{}`?", tool.name, behind(next))),
        None => failure.hint(format!("`{} --help` lists all", tool.name)),
    }
}

fn unknown_verb(tool: &Tool, resource: &str, verb: &str, next: Option<&str>) -> Failure {
    let failure = Failure::usage(format!("there is no command `{resource} {verb}`"));
    // `shelves books list` for `shelves:books list`.
    let joined = format!("{resource}:{verb}");
    if resources(tool).any(|known| known == joined) {
        return failure.hint(format!("did you mean `{} {joined}{}`?", tool.name, behind(next)));
    }
    let verbs = || tool.commands.iter().filter(|command| command.resource == resource).map(|command| command.verb);
    let other = OTHER_WORDS.iter().find(|(other, _)| *other == verb).map(|(_, ours)| *ours);
    let other = other.filter(|ours| verbs().any(|verb| verb == *ours));
    match other.or_else(|| nearest(verb, verbs())) {
        Some(near) => failure.hint(format!("did you mean `{} {resource} {near}`?", tool.name)),
        None => failure.hint(format!("there is {}", verbs().collect::<Vec<_>>().join(", "))),
    }
}

fn behind(next: Option<&str>) -> String {
    next.map(|word| format!(" {word}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use wharf_runtime::{Api, Method, Operation};

    use super::find;
    use crate::table::{Command, Tool};

    static API: Api = Api::DEFAULT;
    static MAPS: Command = Command::new("old:maps", "list", &Operation::new("a", Method::GET, "/a"));
    static BOOKS: Command = Command::new("old:books", "list", &Operation::new("b", Method::GET, "/b"));
    static TOOL: Tool = Tool { commands: &[&MAPS, &BOOKS], ..Tool::new("library", "1", &API) };

    #[test]
    fn what_could_be_meant() {
        for (words, expected) in [
            ("old maps list", "did you mean `library old:maps`?"),
            ("old list", "there is old:maps, old:books"),
            ("books list", "did you mean `library old:books list`?"),
            ("old:map list", "did you mean `library old:maps list`?"),
            ("--limit 5 old:maps list", "the flags of a command stand behind it"),
            ("--debug nothing", "`library --help` lists all"),
        ] {
            let words: Vec<OsString> = std::iter::once("library").chain(words.split(' ')).map(OsString::from).collect();
            let hints = find(&TOOL, &words).err().unwrap().hints;
            assert_eq!(hints, [expected], "{words:?}");
        }
    }
}
