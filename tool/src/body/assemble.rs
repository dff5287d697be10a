//! The body, put together of its flags.

use std::path::Path;

use super::places::Places;
use super::whose::Whole;
use super::{constants, is_of_body, media};
use crate::arguments::Given;
use crate::data::Data;
use crate::table::{Body, Command, Flag, Media, Place, Shape};
use crate::values::{self, check, file_at, file_source, inner, read, resolve, resolve_text, strays};

/// What one flag brings.
pub(super) use values::Given as Value;

/// How the words of flags are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// Whether they may name files, as those of bodies may.
    pub(super) in_body: bool,
    /// Whether what does not fit is wrong, and not sent as it is.
    pub(super) checks: bool,
}

impl Reading {
    fn word(self, flag: &Flag, word: &str) -> Result<Value, String> {
        match read(flag.shape, word) {
            // What has items or members may be null as a whole.
            _ if self.in_body && word == "null" && is_nullable_whole(flag.shape) => Ok(Value::Whole(Data::Null)),
            Err(_) if !self.checks => values::unchecked(word),
            found => found,
        }
    }
}

/// Reads the word of a flag.
pub(super) fn read_given(given: &Given, how: Reading, problems: &mut Vec<String>) -> Option<Value> {
    let flag = given.flag;
    let found = if how.in_body && values::names_file(flag.shape, &given.word) {
        file(given)
    } else {
        given
            .word
            .to_str()
            .ok_or_else(|| "the value is no UTF-8 text".to_owned())
            .and_then(|word| if how.in_body { read_with_files(flag, word, how) } else { how.word(flag, word) })
    };
    match found {
        Ok(value) => Some(value),
        Err(problem) => {
            problems.push(format!("--{}: {problem}", flag.name));
            None
        }
    }
}

fn file(given: &Given) -> Result<Value, String> {
    let word = given.word.to_str();
    let source = match word {
        Some(word) => file_source(word)?,
        None => file_at(Path::new(&given.word))?,
    };
    Ok(Value::One(Data::File(source)))
}

/// What a file holds is not looked through for names of further files.
fn read_with_files(flag: &Flag, word: &str, how: Reading) -> Result<Value, String> {
    let is_reference = word.starts_with('@') || word.starts_with("\\@");
    if is_reference {
        return how.word(flag, &resolve_text(word.to_owned())?);
    }
    Ok(match how.word(flag, word)? {
        Value::One(data) => Value::One(resolve(data)?),
        Value::Whole(data) => Value::Whole(resolve(data)?),
        Value::Member(name, data) => Value::Member(name, resolve(data)?),
    })
}

/// Adds what a flag brings to what it brought before. Of words the last one counts; more than words is not thrown away.
pub(super) fn add(flag: &Flag, value: &mut Option<Data>, given: Value, problems: &mut Vec<String>) {
    match (value.take(), given) {
        (Some(before), Value::One(next)) if values::takes_list(flag.shape) => {
            *value = Some(values::several(flag.shape, &before, &next));
        }
        (Some(before @ (Data::Object(_) | Data::List(_))), Value::Whole(Data::Null))
        | (Some(before @ Data::Null), Value::Whole(Data::Object(_) | Data::List(_)) | Value::Member(..)) => {
            problems.push(format!("--{} is given as null, and as something else", flag.name));
            *value = Some(before);
        }
        (Some(before @ (Data::Object(_) | Data::List(_))), Value::One(_)) => {
            problems.push(format!("--{} is given several times, and takes one value", flag.name));
            *value = Some(before);
        }
        (before, given) => {
            *value = before;
            merge(value, given);
        }
    }
}

/// Puts what a flag brings behind what it brought before.
fn merge(value: &mut Option<Data>, given: Value) {
    *value = Some(match (value.take(), given) {
        (Some(Data::List(mut items)), Value::Whole(Data::List(more))) => {
            items.extend(more);
            Data::List(items)
        }
        (Some(Data::Object(mut members)), Value::Whole(Data::Object(more))) => {
            members.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
            members.extend(more);
            Data::Object(members)
        }
        (Some(Data::Object(mut members)), Value::Member(name, item)) => {
            members.retain(|(known, _)| *known != name);
            members.push((name, item));
            Data::Object(members)
        }
        (_, Value::Member(name, item)) => Data::Object(vec![(name, item)]),
        (_, Value::Whole(data) | Value::One(data)) => data,
    });
}

/// A list flag brings items.
pub(super) fn as_item(flag: &Flag, given: Value) -> Value {
    match given {
        Value::One(item) if is_list(flag.shape) && item != Data::Null => Value::Whole(Data::List(vec![item])),
        other => other,
    }
}

/// Whether null may stand for all that the flag brings, however often it is given.
fn is_nullable_whole(shape: &Shape) -> bool {
    matches!(shape, Shape::Nullable(_)) && matches!(inner(shape), Shape::List(..) | Shape::Map(_))
}

/// Whether what is given once is an item. Maps are given member by member.
fn is_list(shape: &Shape) -> bool {
    values::is_repeatable(shape) && !matches!(inner(shape), Shape::Map(_))
}

/// The body of `input` and of the flags, which go before it.
pub(super) fn assemble(given: &[Given], input: Option<Data>, checks: bool, problems: &mut Vec<String>) -> Data {
    let mut whole = input.unwrap_or_else(|| Data::Object(Vec::new()));
    let mut ordered: Vec<&Given> = given.iter().filter(|given| is_of_body(&given.flag.place)).collect();
    // What holds others comes before them, whatever the order on the command line.
    ordered.sort_by_key(|given| depth(&given.flag.place));
    let mut places = Places::default();
    for given in ordered {
        let before = problems.len();
        let Some(value) = read_given(given, Reading { in_body: true, checks }, problems) else {
            continue;
        };
        let value = as_item(given.flag, value);
        if checks && problems.len() == before {
            check_one(given.flag, &value, problems);
        }
        match given.flag.place {
            Place::Body(path) => places.put(&mut whole, path, given.flag, value, problems),
            Place::Item(list, member) => {
                let is_begun = places.begin(list, given.flag.name);
                match whole.place(list) {
                    Data::List(items) if is_begun => into_item(items, given.flag, member, value, problems),
                    other if is_begun => problems.push(format!(
                        "--{} is of an item, and the list was given as {}",
                        given.flag.name,
                        other.kind()
                    )),
                    place => {
                        let mut items = Vec::new();
                        into_item(&mut items, given.flag, member, value, problems);
                        *place = Data::List(items);
                    }
                }
            }
            Place::Parameter(_) | Place::Within(..) | Place::Answer => {}
        }
    }
    whole
}

fn depth(place: &Place) -> usize {
    match place {
        Place::Body(path) | Place::Item(path, _) => path.len(),
        Place::Parameter(_) | Place::Within(..) | Place::Answer => 0,
    }
}

/// A member that the last item has already begins the next one, unless it is a list, which gets longer.
fn into_item(items: &mut Vec<Data>, flag: &Flag, member: &[&str], value: Value, problems: &mut Vec<String>) {
    let repeatable = values::is_repeatable(flag.shape);
    let has_it = items.last().is_some_and(|item| item.at(member).is_some());
    let is_open = items.last().is_some_and(|item| matches!(item, Data::Object(_))) && (!has_it || repeatable);
    if !is_open {
        items.push(Data::Object(Vec::new()));
    }
    if let Some(item) = items.last_mut() {
        let before = item.at(member).is_some();
        let place = item.place(member);
        let mut merged = before.then(|| std::mem::replace(place, Data::Null));
        add(flag, &mut merged, value, problems);
        *place = merged.unwrap_or(Data::Null);
    }
}

/// Checks what one flag brings by itself, so that the problem names the flag. How many there are and which members are
/// there shows when all is together.
fn check_one(flag: &Flag, value: &Value, problems: &mut Vec<String>) {
    let shape = inner(flag.shape);
    let name = format!("--{}", flag.name);
    let found = match (shape, value) {
        (Shape::List(items, _), Value::Whole(Data::List(list))) => {
            list.iter().flat_map(|item| of_scalar(items, item, &name)).collect()
        }
        (Shape::Map(values), Value::Member(_, data)) => of_scalar(values, data, &name),
        (_, Value::One(data)) => of_scalar(flag.shape, data, &name),
        _ => Vec::new(),
    };
    problems.extend(found);
}

fn of_scalar(shape: &Shape, data: &Data, name: &str) -> Vec<String> {
    match data {
        Data::Object(_) | Data::List(_) => Vec::new(),
        scalar => check(shape, scalar).lines(name),
    }
}

/// Chooses the media type, and fills in what it takes for granted.
pub(super) fn media(
    command: &Command,
    body: &'static Body,
    whole: &mut Data,
    problems: &mut Vec<String>,
) -> Option<&'static Media> {
    if *whole == Data::Object(Vec::new()) && !body.media.iter().any(|media| takes_object(media.shape)) {
        problems.push(missing_body(command));
        return None;
    }
    match media::choose(command, body, whole) {
        Ok(media) => {
            constants::fill(media.shape, whole);
            Some(media)
        }
        Err(problem) => {
            // That flags exclude each other may have been said already.
            if problems.is_empty() {
                problems.push(problem);
            }
            None
        }
    }
}

/// Checks the body as a whole.
pub(super) fn check_whole(
    command: &Command,
    given: &[Given],
    media: &Media,
    whole: &Data,
    problems: &mut Vec<String>,
    warnings: &mut Vec<String>,
) {
    const OF: &str = "the body";
    // What the flags say by themselves is not said twice.
    let had_problems = !problems.is_empty();
    Whole::Body.strays(command, given, &strays(media.shape, whole), OF, problems, warnings);
    let mut missing: Vec<String> = Vec::new();
    for problem in check(media.shape, whole).problems() {
        match Whole::Body.missing(command, problem) {
            Some(flag) => missing.push(format!("--{} is required", flag.name)),
            None if Whole::Body.is_flag_too_many(given, problem) => {}
            None if problem.missing.is_some() || !had_problems => missing.push(Whole::Body.line(given, problem, OF)),
            None => {}
        }
    }
    for flag in command.flags.iter().filter(|flag| flag.required && !flag.name.contains('.')) {
        let takes =
            |path: &[&str]| media.takes.is_empty() || path.first().is_none_or(|first| media.takes.contains(first));
        match flag.place {
            Place::Body(path) if takes(path) && !path.is_empty() && whole.at(path).is_none() => {
                missing.push(format!("--{} is required", flag.name));
            }
            _ => {}
        }
    }
    // What was given and could not be read has been told of.
    let is_given = |line: &str| given.iter().any(|given| line == format!("--{} is required", given.flag.name));
    // So has what is missing of a group of which one is enough.
    let in_group = |line: &str| {
        let names = command.one_of.iter().flat_map(|group| group.iter());
        names.into_iter().any(|name| line == format!("--{name} is required"))
    };
    for line in missing {
        let is_told = problems.contains(&line) || had_problems && is_given(&line) || in_group(&line);
        if !is_told {
            problems.push(line);
        }
    }
}

/// Whether a body without members could be one.
fn takes_object(shape: &Shape) -> bool {
    match inner(shape) {
        Shape::Object(_) | Shape::Map(_) | Shape::Any => true,
        Shape::Union(union) => union.variants.iter().any(|variant| takes_object(variant.shape)),
        _ => false,
    }
}

fn missing_body(command: &Command) -> String {
    let flags = command.flags.iter().filter(|flag| matches!(flag.place, Place::Body([])));
    let names: Vec<String> = flags.map(|flag| format!("--{}", flag.name)).collect();
    let input = crate::arguments::input_flag(command).name;
    format!("the body is missing: {} or --{input} gives it", names.join(" or "))
}
