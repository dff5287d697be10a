//! From the flags that were given to what is sent: parameters and a body, all checked.

mod assemble;
mod constants;
mod input;
mod media;
mod payload;
mod pipe;
mod places;
mod stdin;
mod text;
mod uploads;
mod whose;

use wharf_runtime::Parameter;

use crate::arguments::{Given, Invocation, input_flag};
use crate::data::Data;
use crate::failure::Failure;
use crate::table::{Command, Flag, Media, Place};
use crate::values;

use assemble::Reading;
pub(crate) use payload::{Report, payload};
use places::Places;
use whose::Whole;

/// What is sent.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) parameters: Vec<(Parameter, Data)>,
    pub(crate) body: Option<(&'static Media, Data)>,
    /// What people should know of it.
    pub(crate) warnings: Vec<String>,
}

/// Makes what is sent of the flags, and of the input where the command has a body. Everything that is wrong is told at
/// once. `is_taken` says that standard input is read for something else.
pub(crate) fn sent(invocation: &Invocation, is_taken: bool) -> Result<Sent, Failure> {
    let command = invocation.command;
    let checks = !invocation.globals.has("no-check");
    let (mut problems, mut warnings) = (Vec::new(), Vec::new());
    let readers = readers_of_standard_input(&invocation.given) + usize::from(is_taken);
    if readers > 1 {
        return Err(Failure::usage("two flags read standard input, which can be read once")
            .hint("give one of them a file, or a variable of the environment"));
    }
    let mut input = match command.body {
        Some(body) => input::read(body, invocation, readers > 0)?,
        None => None,
    };
    if let (Some(body), Some(input)) = (command.body, &mut input) {
        let is_taken =
            readers > 0 || invocation.globals.value(&input_flag(command).name).is_none_or(|word| word == "-");
        uploads::name_files(body, input, is_taken, &mut problems);
    }
    if let Some(input) = &input
        && !matches!(input, Data::Object(_) | Data::File(_))
        && invocation.given.iter().any(|given| is_within_body(&given.flag.place))
    {
        let problem = format!("the input holds {}, and flags can be put into an object only", input.kind());
        let hint =
            "a command that is not meant to read standard input, as within a loop, is started with `< /dev/null`";
        return Err(Failure::usage(problem).hint(hint));
    }
    let parameters = parameters(command, &invocation.given, checks, &mut problems, &mut warnings);
    let has_body = input.is_some() || invocation.given.iter().any(|given| is_of_body(&given.flag.place));
    let mut whole = assemble::assemble(&invocation.given, input, checks, &mut problems);
    one_of(command, &invocation.given, &whole, &mut problems);
    let body = match command.body {
        Some(body) if has_body || body.required => {
            let media = assemble::media(command, body, &mut whole, &mut problems);
            if let Some(media) = media.filter(|_| checks) {
                assemble::check_whole(command, &invocation.given, media, &whole, &mut problems, &mut warnings);
                uploads::texts_for_files(media, &mut whole, &mut problems);
            }
            media.map(|media| (media, whole))
        }
        _ => None,
    };
    if !problems.is_empty() {
        let (name, resource, verb) = (invocation.tool.name, command.resource, command.verb);
        return Err(Failure::problems(&problems).hint(format!("`{name} {resource} {verb} --help` says what there is")));
    }
    let body = body.map(|(media, data)| media::settle(media, data).map(|data| (media, data)));
    let body = body.transpose().map_err(Failure::usage)?;
    Ok(Sent { parameters, body, warnings })
}

/// Whether a flag is a part of the body, and not all of it.
fn is_within_body(place: &Place) -> bool {
    matches!(place, Place::Body(path) if !path.is_empty())
}

fn is_of_body(place: &Place) -> bool {
    matches!(place, Place::Body(_) | Place::Item(..))
}

/// How many flags for files are `-`.
fn readers_of_standard_input(given: &[Given]) -> usize {
    let is_dash = |given: &&Given| given.word == "-" || given.word == "@-";
    given.iter().filter(is_dash).filter(|given| values::names_file(given.flag.shape, &given.word)).count()
}

/// The parameters that were given, each once, whichever of its flags it was given by.
fn parameters(
    command: &'static Command,
    given: &[Given],
    checks: bool,
    problems: &mut Vec<String>,
    warnings: &mut Vec<String>,
) -> Vec<(Parameter, Data)> {
    let mut parameters: Vec<(Parameter, Data)> = Vec::new();
    let mut seen: Vec<Parameter> = Vec::new();
    let how = Reading { in_body: false, checks };
    for flag in command.flags {
        let Place::Parameter(parameter) = flag.place else {
            continue;
        };
        if seen.iter().any(|known| known.is_same(&parameter)) {
            continue;
        }
        seen.push(parameter);
        let before = problems.len();
        let mut value = None;
        let is_it = |given: &&Given| matches!(given.flag.place, Place::Parameter(other) if other.is_same(&parameter));
        for given in given.iter().filter(is_it) {
            if let Some(given) = assemble::read_given(given, how, problems) {
                assemble::add(flag, &mut value, assemble::as_item(flag, given), problems);
            }
        }
        let name = value.is_some().then_some(flag.name);
        within(&parameter, name, given, how, &mut value, problems);
        match value {
            Some(value) => {
                if checks && problems.len() == before {
                    check_parameter(command, flag, &parameter, given, &value, problems, warnings);
                }
                parameters.push((parameter, value));
            }
            None if flag.required && problems.len() == before => problems.push(format!("--{} is required", flag.name)),
            None => {}
        }
    }
    parameters
}

/// Checks what a parameter holds. What is wrong within it is told of the flags within it.
fn check_parameter(
    command: &Command,
    flag: &Flag,
    parameter: &Parameter,
    given: &[Given],
    value: &Data,
    problems: &mut Vec<String>,
    warnings: &mut Vec<String>,
) {
    let (whole, of) = (Whole::Parameter(*parameter), format!("--{}", flag.name));
    let checked = values::check(flag.shape, value);
    let told = checked.problems().iter().filter(|problem| !whole.is_flag_too_many(given, problem));
    problems.extend(told.map(|problem| match whole.missing(command, problem) {
        Some(flag) => format!("--{} is required", flag.name),
        None => whole.line(given, problem, &of),
    }));
    whole.strays(command, given, &values::strays(flag.shape, value), &of, problems, warnings);
}

/// Puts members of the object that a parameter holds into it. `outer` is the flag by which it was given as a whole.
fn within(
    parameter: &Parameter,
    outer: Option<&'static str>,
    given: &[Given],
    how: Reading,
    value: &mut Option<Data>,
    problems: &mut Vec<String>,
) {
    let of_it = given.iter().filter_map(|given| match given.flag.place {
        Place::Within(other, path) if other.is_same(parameter) => Some((path, given)),
        _ => None,
    });
    let mut ordered: Vec<(&'static [&'static str], &Given)> = of_it.collect();
    // What holds others comes before them, as in bodies.
    ordered.sort_by_key(|(path, _)| path.len());
    let mut places = Places::begun(outer);
    for (path, given) in ordered {
        let Some(found) = assemble::read_given(given, how, problems) else { continue };
        let whole = value.get_or_insert_with(|| Data::Object(Vec::new()));
        places.put(whole, path, given.flag, assemble::as_item(given.flag, found), problems);
    }
}

/// Of each group exactly one flag is given.
fn one_of(command: &Command, given: &[Given], whole: &Data, problems: &mut Vec<String>) {
    for group in command.one_of {
        let is_set = |name: &&&str| {
            let in_body = command.flags.iter().find(|flag| flag.name == **name).is_some_and(|flag| match flag.place {
                Place::Body(path) => !path.is_empty() && whole.at(path).is_some(),
                _ => false,
            });
            in_body || given.iter().any(|given| given.flag.name == **name)
        };
        let set: Vec<String> = group.iter().filter(is_set).map(|name| format!("--{name}")).collect();
        let all: Vec<String> = group.iter().map(|name| format!("--{name}")).collect();
        match set.len() {
            1 => {}
            0 => problems.push(format!("one of {} is required", all.join(", "))),
            _ => problems.push(format!("{} do not go together: exactly one of them is sent", set.join(" and "))),
        }
    }
}
