//! The command line: from words to a command, its flags and those of the tool.

mod build;
mod dashes;
mod find;
mod globals;
mod help;
mod refusal;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;

use crate::failure::Failure;
use crate::table::{Command, Flag, Place, Shape, Tool};
use crate::values::inner;

pub(crate) use build::{input_flag, of_command, with_names};
pub(crate) use find::{BUILT_IN, COMPLETE, Found, find};
pub(crate) use globals::{COLOURS, ERROR_FORMATS, FORMATS, Global, changes, globals, is_offered};
pub(crate) use help::{in_short, known_values, summary, with_spaces};

/// What is to be done.
pub(crate) enum Wanted {
    /// To run a command.
    Command(Box<Invocation>),
    /// To show a text: help, the version.
    Text(clap::builder::StyledStr),
    /// To do what the tool does by itself.
    BuiltIn(&'static str, Vec<OsString>),
}

/// A command as it was called.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) tool: &'static Tool,
    pub(crate) command: &'static Command,
    /// The flags of the API that were given, in the order in which they were.
    pub(crate) given: Vec<Given>,
    pub(crate) globals: Globals,
}

/// A flag that was given.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) flag: &'static Flag,
    pub(crate) word: OsString,
}

/// The flags of the tool that were given.
#[derive(Debug, Default)]
pub(crate) struct Globals(ArgMatches);

impl Globals {
    /// The flags that were given; the value of each is a text, unless it is the name of a file.
    fn new(tool: &Tool, matches: &ArgMatches) -> Result<Self, Failure> {
        let globals = Self(matches.clone());
        let is_text = |global: &Global| global.value == Some("FILE") || globals.word(&global.name).is_none_or(is_text);
        match self::globals(tool).into_iter().find(|global| !is_text(global)) {
            Some(global) => Err(Failure::usage(format!("--{}: the value is no UTF-8 text", global.name))),
            None => Ok(globals),
        }
    }

    fn word(&self, name: &str) -> Option<&OsString> {
        self.0.try_get_one::<OsString>(name).ok().flatten()
    }

    /// The name of a file, which need not be text.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        self.word(name).map(PathBuf::from)
    }

    /// The value of a flag.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        Some(self.word(name)?.to_string_lossy().into_owned())
    }

    /// Whether a flag without a value was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false)
    }
}

fn is_text(word: &OsString) -> bool {
    word.to_str().is_some()
}

/// Reads the words of a command line; the first one is the name of the program.
pub(crate) fn parse(tool: &'static Tool, words: &[OsString]) -> Result<Wanted, Refused> {
    let words = find::help_behind(tool, words);
    match find(tool, &words).map_err(Refused::Failure)? {
        Found::BuiltIn(name, at) => {
            Ok(Wanted::BuiltIn(name, words.get(at + 1..).map(<[OsString]>::to_vec).unwrap_or_default()))
        }
        Found::Root => shown(tool, build::root(tool), tool.name, &words),
        Found::Resource(resource) => {
            shown(tool, build::with_resource(tool, resource), &format!("{} {resource}", tool.name), &words)
        }
        Found::Command(command) => invocation(tool, command, &words),
    }
}

/// Why a command line was refused.
pub(crate) enum Refused {
    /// Since there is nothing in it: help says what there is.
    Help(clap::builder::StyledStr),
    /// By what is in it.
    Failure(Failure),
}

/// Where the command is missing there is nothing but help to be had. `begin` is what stands before `--help`.
fn shown(tool: &Tool, command: clap::Command, begin: &str, words: &[OsString]) -> Result<Wanted, Refused> {
    match command.try_get_matches_from(words) {
        // All that could come is help, as a subcommand is required.
        Ok(_) => Err(Refused::Failure(Failure::usage("a command is missing"))),
        Err(error) => text_or_refusal(tool, begin, &error),
    }
}

fn text_or_refusal(tool: &Tool, begin: &str, error: &clap::Error) -> Result<Wanted, Refused> {
    match error.kind() {
        ErrorKind::DisplayHelp => Ok(Wanted::Text(error.render())),
        ErrorKind::DisplayVersion => Ok(Wanted::Text(format!("{} {}\n", tool.name, tool.version).into())),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Err(Refused::Help(error.render())),
        _ => Err(Refused::Failure(refusal::of(error, begin))),
    }
}

fn invocation(tool: &'static Tool, command: &'static Command, words: &[OsString]) -> Result<Wanted, Refused> {
    let built = build::with_command(tool, command);
    let words = dashes::joined(&built, words).map_err(Refused::Failure)?;
    let matches = match built.try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) => {
            let begin = format!("{} {} {}", tool.name, command.resource, command.verb);
            return text_or_refusal(tool, &begin, &error);
        }
    };
    let deepest = matches.subcommand().and_then(|(_, resource)| resource.subcommand());
    let Some((_, matches)) = deepest else {
        return Err(Refused::Failure(Failure::usage("a command is missing")));
    };
    let mut given: Vec<(usize, Given)> = Vec::new();
    for flag in command.flags {
        let id = build::flag_id(flag);
        let values = matches.get_many::<OsString>(&id).into_iter().flatten();
        let at = matches.indices_of(&id).into_iter().flatten();
        given.extend(at.zip(values).map(|(at, word)| (at, Given { flag, word: word.clone() })));
    }
    given.sort_by_key(|(at, _)| *at);
    let mut given: Vec<Given> = given.into_iter().map(|(_, given)| given).collect();
    let positional = matches.get_many::<OsString>(build::POSITIONAL).into_iter().flatten();
    positionals(command, positional.cloned(), &mut given).map_err(Refused::Failure)?;
    let globals = Globals::new(tool, matches).map_err(Refused::Failure)?;
    Ok(Wanted::Command(Box::new(Invocation { tool, command, given, globals })))
}

/// Words without a flag fill the flags of the path that are not set, in order.
fn positionals(
    command: &'static Command,
    words: impl Iterator<Item = OsString>,
    given: &mut Vec<Given>,
) -> Result<(), Failure> {
    let is_same = |flag: &Flag, other: &Flag| match (flag.place, other.place) {
        (Place::Parameter(one), Place::Parameter(other)) => one.is_same(&other),
        _ => false,
    };
    let is_unset = |flag: &&Flag| !given.iter().any(|given| is_same(given.flag, flag));
    let mut open: Vec<&'static Flag> = build::path_flags(command).filter(is_unset).collect();
    open.reverse();
    for word in words {
        let Some(flag) = open.pop() else {
            let word = word.to_string_lossy();
            let failure = Failure::usage(format!("there is no place for the argument `{word}`"));
            let switch = given.iter().rev().find(|given| matches!(inner(given.flag.shape), Shape::Boolean));
            if let Some(switch) = switch.filter(|_| ["true", "false"].contains(&&*word)) {
                let name = switch.flag.name;
                return Err(failure.hint(format!("the value of a switch stands behind `=`, as in `--{name}={word}`")));
            }
            return Err(match build::path_flags(command).count() {
                0 => failure.hint("this command takes flags only; a value belongs behind its flag"),
                _ => failure.hint("arguments without a flag fill the parts of the path, and all of those are set"),
            });
        };
        given.push(Given { flag, word });
    }
    Ok(())
}
