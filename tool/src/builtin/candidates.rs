//! What a word of a command line can become.

use crate::arguments::{
    BUILT_IN, Found, Global, find, globals, in_short, input_flag, is_offered, known_values, summary,
};
use crate::builtin::completion::SHELLS;
use crate::table::{Command, Flag, Shape, Tool};
use crate::values::{self, inner, typed};

/// A word, and what it is.
pub(super) type Candidate = (String, String);

/// What a word can become.
pub(super) enum Completion {
    Words(Vec<Candidate>),
    /// The name of a file, which shells know better.
    File,
}

/// What the last of `words` can become; the first one is the name of the program.
pub(super) fn candidates(tool: &'static Tool, words: &[String]) -> Completion {
    let Some((current, before)) = words.split_last() else {
        return Completion::Words(Vec::new());
    };
    let found = found(tool, before);
    let command = if let Some(Found::Command(command)) = found { Some(command) } else { None };
    let is_file = |flag: &str| takes_file(tool, command, flag);
    let mut all = match (flag_before(before), current.split_once('=')) {
        (Some("directory"), _) if matches!(found, Some(Found::BuiltIn("man", _))) => return Completion::File,
        (Some(flag), _) if is_file(flag) => return Completion::File,
        (_, Some((flag, _))) if flag.strip_prefix("--").is_some_and(is_file) => return Completion::File,
        // The value of the flag before, unless that is a switch.
        (Some(flag), _) if takes_value(tool, command, flag) => values(tool, command, flag, ""),
        (_, Some((flag, _))) if flag.starts_with("--") => {
            values(tool, command, flag.trim_start_matches('-'), &format!("{flag}="))
        }
        _ if current.starts_with('-') => flags(tool, command),
        _ => match found {
            Some(Found::Root) => roots(tool),
            Some(Found::Resource(resource)) => verbs(tool, resource),
            Some(Found::BuiltIn("completion", _)) => {
                SHELLS.iter().map(|shell| ((*shell).to_owned(), String::new())).collect()
            }
            _ => Vec::new(),
        },
    };
    all.retain(|(word, _)| word.starts_with(current.as_str()));
    Completion::Words(all)
}

/// Whether the value of a flag is the name of a file.
fn takes_file(tool: &Tool, command: Option<&Command>, name: &str) -> bool {
    let of_api = of_command(command, name).map(|flag| values::takes_file(flag.shape));
    of_api.unwrap_or_else(|| {
        let globals = all_globals(tool, command);
        globals.iter().any(|global| global.answers_to(name) && global.value == Some("FILE"))
    })
}

fn found(tool: &'static Tool, before: &[String]) -> Option<Found> {
    let words: Vec<std::ffi::OsString> = before.iter().map(std::ffi::OsString::from).collect();
    find(tool, &words).ok()
}

/// The name of the flag that the word before the last is, without dashes.
fn flag_before(before: &[String]) -> Option<&str> {
    let last = before.last()?;
    let name = last.strip_prefix("--").or_else(|| last.strip_prefix('-').map(|_| last.as_str()))?;
    (!name.is_empty() && !name.contains('=')).then_some(name)
}

fn all_globals(tool: &Tool, command: Option<&Command>) -> Vec<Global> {
    let mut all = globals(tool);
    all.extend(command.filter(|command| command.body.is_some()).map(input_flag));
    all
}

fn of_command<'a>(command: Option<&'a Command>, name: &str) -> Option<&'a Flag> {
    command?.flags.iter().find(|flag| flag.name == name)
}

fn takes_value(tool: &Tool, command: Option<&Command>, name: &str) -> bool {
    match of_command(command, name) {
        Some(flag) => !matches!(inner(flag.shape), Shape::Boolean),
        None => all_globals(tool, command).iter().any(|global| global.answers_to(name) && global.value.is_some()),
    }
}

fn values(tool: &Tool, command: Option<&Command>, name: &str, before: &str) -> Vec<Candidate> {
    let of_global = || {
        let global = all_globals(tool, command).into_iter().find(|global| global.answers_to(name));
        global.map(|global| global.choices.to_vec()).unwrap_or_default()
    };
    let known: Vec<&str> = of_command(command, name).map_or_else(of_global, |flag| known_values(flag.shape));
    known.into_iter().map(|word| (format!("{before}{}", typed(word)), String::new())).collect()
}

fn flags(tool: &Tool, command: Option<&Command>) -> Vec<Candidate> {
    let own = command.into_iter().flat_map(|command| command.flags).filter(|flag| !flag.hidden);
    let own = own.map(|flag| (format!("--{}", flag.name), first_line(flag.help)));
    let globals = all_globals(tool, command).into_iter();
    let globals = globals.filter(|global| command.is_none_or(|command| is_offered(&global.name, command)));
    let globals = globals.map(|global| (format!("--{}", global.name), first_line(&global.help)));
    own.chain(globals).chain([("--help".to_owned(), "Prints help".to_owned())]).collect()
}

fn roots(tool: &Tool) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    for command in tool.commands {
        if all.iter().all(|(name, _)| name != command.resource) {
            let named = tool.resources.iter().find(|resource| resource.name == command.resource);
            let about = named.map(|resource| first_line(resource.about)).unwrap_or_default();
            all.push((command.resource.to_owned(), about));
        }
    }
    all.extend(BUILT_IN.iter().map(|(name, about)| ((*name).to_owned(), first_line(about))));
    all
}

fn verbs(tool: &Tool, resource: &str) -> Vec<Candidate> {
    let of_resource = tool.commands.iter().filter(|command| command.resource == resource);
    of_resource.map(|command| (command.verb.to_owned(), first_line(&summary(command)))).collect()
}

fn first_line(text: &str) -> String {
    in_short(text.lines().next().unwrap_or_default()).replace('\t', " ")
}
