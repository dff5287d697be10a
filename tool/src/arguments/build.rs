//! From the tables to clap's commands. Of a large tool only the command that is called is built.

use clap::builder::ValueParser;
use clap::{Arg, ArgAction};

use super::find::BUILT_IN;
use super::globals::{self, Global, globals};
use super::help;
use crate::failure::EXIT_CODES;
use crate::table::{BodyKind, Command, Flag, Media, Place, Shape, Tool};
use crate::terminal::Terminal;
use crate::values::{inner, value_name};

/// The id of the words without a flag.
pub(crate) const POSITIONAL: &str = "arguments of the path";

const WIDEST: usize = 100;

/// On terminals narrower than this descriptions stand below their flags: beside them there is no room for words.
const NARROW: usize = 60;

/// The id of a flag of the API; no flag of the tool has a space in its id.
pub(super) fn flag_id(flag: &Flag) -> String {
    format!("api {}", flag.name)
}

/// The flags of the path, in order; other names of one are not shown and left out.
pub(super) fn path_flags(command: &'static Command) -> impl Iterator<Item = &'static Flag> {
    let shown = command.flags.iter().filter(|flag| !flag.hidden);
    shown.filter(|flag| matches!(flag.place, Place::Parameter(parameter) if parameter.is_path()))
}

/// The tool with nothing below it but names and what they are.
pub(crate) fn root(tool: &'static Tool) -> clap::Command {
    let mut names: Vec<&'static str> = Vec::new();
    for command in tool.commands {
        if !names.contains(&command.resource) {
            names.push(command.resource);
        }
    }
    let mut root = bare_root(tool)
        .override_usage(usage(tool))
        .subcommand_help_heading("Resources")
        .subcommand_value_name("RESOURCE");
    for name in &names {
        root = root.subcommand(clap::Command::new(*name).about(help::in_short(&about_resource(tool, name)).to_owned()));
    }
    for (name, about) in BUILT_IN.iter().filter(|(name, _)| !names.contains(name)) {
        root = root.subcommand(clap::Command::new(*name).about(*about));
    }
    root
}

/// The tool with names below it that are not typed, as those of manual pages are.
pub(crate) fn with_names(tool: &'static Tool, names: impl Iterator<Item = (String, String)>) -> clap::Command {
    let root = bare_root(tool).override_usage(usage(tool)).subcommand_help_heading("Commands");
    names.fold(root, |root, (name, about)| root.subcommand(clap::Command::new(name).about(about)))
}

fn usage(tool: &Tool) -> String {
    format!("{} <RESOURCE> <VERB> [OPTIONS]", tool.name)
}

fn bare_root(tool: &'static Tool) -> clap::Command {
    let root = common(clap::Command::new(tool.name))
        .bin_name(tool.name)
        .version(tool.version)
        .propagate_version(true)
        .disable_version_flag(true)
        .about(help::beginning(tool.about))
        .long_about(help::paragraphs(tool.about))
        .after_help(EXIT_CODES)
        .after_long_help(format!("{}\n\n{EXIT_CODES}", help::configuration(tool)))
        .subcommand_required(true)
        .arg_required_else_help(true);
    let root = globals(tool).into_iter().fold(root, |root, global| root.arg(of_global(&global).global(true)));
    let version = Arg::new("version").long("version").short('v').action(ArgAction::Version).help("Prints the version.");
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).help("Prints help; `-h` in short.");
    root.arg(help.help_heading("Other").global(true)).arg(version.help_heading("Other").global(true))
}

fn common(command: clap::Command) -> clap::Command {
    command
        .max_term_width(WIDEST)
        .next_line_help(Terminal::look().width < NARROW)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .styles(help::STYLES)
        .args_override_self(true)
}

/// What a resource is, or else what can be done with it.
fn about_resource(tool: &Tool, name: &str) -> String {
    let named = tool.resources.iter().find(|resource| resource.name == name);
    if let Some(about) = named.map(|resource| resource.about).filter(|about| !about.is_empty()) {
        return about.to_owned();
    }
    let verbs = tool.commands.iter().filter(|command| command.resource == name).map(|command| command.verb);
    verbs.collect::<Vec<_>>().join(", ")
}

/// The tool with one resource.
pub(super) fn with_resource(tool: &'static Tool, name: &'static str) -> clap::Command {
    bare_root(tool).subcommand(resource(tool, name))
}

/// A resource with the names of its commands.
fn resource(tool: &'static Tool, name: &'static str) -> clap::Command {
    let of_resource = tool.commands.iter().filter(|command| command.resource == name);
    let resource = common(clap::Command::new(name))
        .about(about_resource(tool, name))
        .override_usage(format!("{} {name} <VERB> [OPTIONS]", tool.name))
        .subcommand_help_heading("Verbs")
        .subcommand_value_name("VERB")
        .subcommand_required(true)
        .arg_required_else_help(true);
    let further = further(tool, name);
    let resource = if further.is_empty() { resource } else { resource.after_help(further) };
    of_resource.fold(resource, |resource, command| {
        resource.subcommand(clap::Command::new(command.verb).about(help::summary(command)))
    })
}

/// The resources below one.
fn further(tool: &Tool, name: &str) -> String {
    let mut below: Vec<&str> = Vec::new();
    for command in tool.commands {
        let is_below = command.resource.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'));
        if is_below && !below.contains(&command.resource) {
            below.push(command.resource);
        }
    }
    if below.is_empty() { String::new() } else { format!("Further resources: {}", below.join(", ")) }
}

/// The tool with one command.
pub(super) fn with_command(tool: &'static Tool, command: &'static Command) -> clap::Command {
    let resource = common(clap::Command::new(command.resource)).subcommand(of_command(tool, command));
    let names = globals(tool).into_iter().map(|global| global.name);
    let unused = names.filter(|name| !globals::is_offered(name, command));
    unused.fold(bare_root(tool), |root, name| root.mut_arg(name, |arg| arg.hide(true))).subcommand(resource)
}

/// One command.
pub(crate) fn of_command(tool: &'static Tool, command: &'static Command) -> clap::Command {
    let mut path = String::new();
    for flag in path_flags(command) {
        path.extend([" [", &flag.name.to_uppercase(), "]"]);
    }
    let usage = format!("{} {} {}{path} [OPTIONS]", tool.name, command.resource, command.verb);
    let mut built = common(clap::Command::new(command.verb))
        .about(help::summary(command))
        .long_about(help::long(command))
        .override_usage(usage)
        .after_long_help(help::after(tool, command));
    for flag in command.flags {
        built = built.arg(of_flag(flag));
    }
    // Where there are too many, or no place for any, our own words say so.
    built = built.arg(Arg::new(POSITIONAL).num_args(0..).hide(true).value_parser(ValueParser::os_string()));
    if command.body.is_some() {
        built = built.arg(of_global(&input_flag(command)));
    }
    built
}

/// The flag for a file with the body. Where the API has a flag `--input` it is the API's.
pub(crate) fn input_flag(command: &Command) -> Global {
    let is_taken = command.flags.iter().any(|flag| flag.name == "input");
    let (name, aliases): (&str, &'static [&'static str]) =
        if is_taken { ("input-file", &[]) } else { ("input", &["input-file"]) };
    Global {
        name: name.to_owned(),
        short: None,
        aliases,
        value: Some("FILE"),
        heading: "Body",
        help: input_help(command.body.map_or(&[], |body| body.media)),
        env: None,
        choices: &[],
        rare: false,
    }
}

/// What the file holds, as far as the media types say.
fn input_help(media: &[Media]) -> String {
    let kind = media.first().map_or(BodyKind::Json, |media| media.kind);
    let (what, flags) = match kind {
        BodyKind::Text | BodyKind::Bytes => ("A file with the body, as it is sent", ""),
        _ => ("A file with the body, or a part of it, in YAML or JSON", " Flags go before what stands in it."),
    };
    let files = if media.iter().any(Media::is_in_parts) { " Files in it are named as `@FILE`." } else { "" };
    format!(
        "{what}; `-` is standard input, which is read without this flag as well where it is a pipe or a file.{flags}{files}"
    )
}

fn of_flag(flag: &'static Flag) -> Arg {
    let heading = match flag.place {
        Place::Parameter(_) | Place::Within(..) | Place::Answer => "Parameters",
        Place::Body(_) | Place::Item(..) => "Body",
    };
    let arg = Arg::new(flag_id(flag))
        .long(flag.name)
        .value_name(value_name(flag.shape))
        .value_parser(ValueParser::os_string())
        .action(ArgAction::Append)
        .hide(flag.hidden)
        .help_heading(heading)
        .help(help::of_flag(flag, false))
        .long_help(help::of_flag(flag, true));
    match inner(flag.shape) {
        Shape::Boolean => arg.num_args(0..=1).require_equals(true).default_missing_value("true"),
        _ => arg.allow_negative_numbers(true),
    }
}

fn of_global(global: &Global) -> Arg {
    let mut text = global.help.clone();
    if !global.choices.is_empty() {
        text.extend([" One of ", &global.choices.join(", "), "."]);
    }
    if let Some(variable) = &global.env {
        text.extend([" [env: ", variable, "]"]);
    }
    let arg = Arg::new(global.name.clone())
        .long(global.name.clone())
        .help_heading(global.heading)
        .hide_short_help(global.rare)
        .help(help::first_sentence(&global.help).to_owned())
        .long_help(text);
    let arg = global.short.into_iter().fold(arg, Arg::short);
    let arg = global.aliases.iter().fold(arg, |arg, alias| arg.visible_alias(*alias));
    match global.value {
        Some(value) => {
            let arg = arg.value_name(value).value_parser(ValueParser::os_string());
            arg.allow_negative_numbers(true).action(ArgAction::Set)
        }
        None => arg.action(ArgAction::SetTrue),
    }
}
