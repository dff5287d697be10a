//! Reading the value of one flag.

use super::describe::NOTHING;
use super::{check, holds_secret, inner};
use crate::data::{Data, TWICE, parse_json};
use crate::table::{Shape, Union};

/// What a flag that may be given several times was given at once.
#[derive(Debug, PartialEq)]
pub(crate) enum Given {
    /// The value, or one item of the list.
    One(Data),
    /// The whole list or map.
    Whole(Data),
    /// A member of the map.
    Member(String, Data),
}

/// Reads a word by its shape. What it may be is checked later, when all is there.
pub(crate) fn read(shape: &Shape, word: &str) -> Result<Given, String> {
    match inner(shape) {
        Shape::List(items, _) => Ok(match structured(word, '[')? {
            // Items that are lists themselves come one by one.
            Some(list) if !matches!(inner(items), Shape::List(..)) || is_list_of_lists(&list) => Given::Whole(list),
            _ => Given::One(one(items, word)?),
        }),
        Shape::Map(values) => match (structured(word, '{')?, word.split_once('=')) {
            (Some(map), _) => Ok(Given::Whole(map)),
            (None, Some((name, value))) => Ok(Given::Member(name.to_owned(), one(values, value)?)),
            (None, None) => match yaml(word)? {
                map @ Data::Object(_) => Ok(Given::Whole(map)),
                // What stands there may be the secret, without its name.
                _ if holds_secret(values) => Err("neither KEY=VALUE nor an object in YAML or JSON".to_owned()),
                _ => Err(format!("`{word}` is neither KEY=VALUE nor an object in YAML or JSON")),
            },
        },
        _ => one(shape, word).map(Given::One),
    }
}

fn is_list_of_lists(list: &Data) -> bool {
    matches!(list, Data::List(items) if items.iter().all(|item| matches!(item, Data::List(_))))
}

/// Reads one value.
fn one(shape: &Shape, word: &str) -> Result<Data, String> {
    match shape {
        Shape::Nullable(_) if word == "null" => Ok(Data::Null),
        Shape::Nullable(shape) => one(shape, word),
        Shape::Null => exactly(word, "null").map(|()| Data::Null),
        Shape::Boolean => match word {
            "true" => Ok(Data::Boolean(true)),
            "false" => Ok(Data::Boolean(false)),
            _ => Err(format!("`{word}` is neither true nor false")),
        },
        Shape::Integer(_) => match word.parse::<i128>() {
            Ok(value) => Ok(Data::Number(value.to_string())),
            Err(_) => Err(format!("`{word}` is no integer")),
        },
        Shape::Number(_) => number(word).ok_or_else(|| format!("`{word}` is no number")),
        Shape::Choice(known) | Shape::Suggestion(known) if word == NOTHING && is_nothing_known(known) => {
            Ok(Data::text(""))
        }
        Shape::Text(_) | Shape::Choice(_) | Shape::Suggestion(_) | Shape::Secret(_) | Shape::Binary => {
            Ok(Data::text(word))
        }
        Shape::Constant(json) => constant(json, word),
        Shape::Any => Ok(any(word)?.unwrap_or_else(|| Data::text(word))),
        Shape::List(..) | Shape::Object(_) | Shape::Map(_) => yaml(word),
        Shape::Union(union) => in_union(union, word),
    }
}

/// Whether the empty text is among the values, and the one that stands for it is not.
fn is_nothing_known(known: &[&str]) -> bool {
    known.contains(&"") && !known.contains(&NOTHING)
}

fn exactly(word: &str, expected: &str) -> Result<(), String> {
    if word == expected { Ok(()) } else { Err(format!("`{word}` is not {expected}")) }
}

fn number(word: &str) -> Option<Data> {
    if let Ok(data) = parse_json(word.as_bytes()) {
        return matches!(data, Data::Number(_)).then_some(data);
    }
    // JSON knows neither `.5` nor `+1`.
    let number: f64 = word.parse().ok()?;
    number.is_finite().then(|| Data::Number(number.to_string()))
}

fn constant(json: &str, word: &str) -> Result<Data, String> {
    let value = parse_json(json.as_bytes()).map_err(|error| error.to_string())?;
    let matches =
        value.word().as_deref() == Some(word) || parse_json(word.as_bytes()).is_ok_and(|given| given == value);
    if matches { Ok(value) } else { Err(format!("`{word}` is not {json}, the only value")) }
}

/// What JSON alone can be is tried before texts, and lists and objects only where the word looks like one.
fn in_union(union: &Union, word: &str) -> Result<Data, String> {
    let fits = |shape: &Shape| one(shape, word).ok().filter(|data| check(shape, data).is_fine());
    let texts = |shape: &Shape| matches!(inner(shape), Shape::Text(_) | Shape::Suggestion(_) | Shape::Secret(_));
    let is_structured = word.trim_start().starts_with(['{', '[']);
    let shapes = || union.variants.iter().map(|variant| variant.shape);
    let takes_text = shapes().any(texts);
    let scalar = |shape: &&Shape| {
        !texts(shape)
            && !matches!(
                inner(shape),
                Shape::Object(_) | Shape::Map(_) | Shape::List(..) | Shape::Any | Shape::Union(_) | Shape::Binary
            )
    };
    if is_structured {
        if let Some(data) = any(word)? {
            return Ok(data);
        }
    } else if let Some(data) = shapes().filter(scalar).find_map(fits) {
        return Ok(data);
    }
    if takes_text {
        return Ok(Data::text(word));
    }
    let within = shapes().filter(|shape| matches!(inner(shape), Shape::Union(_))).find_map(fits);
    within.map_or_else(|| yaml(word), Ok)
}

/// JSON or YAML that begins with a bracket.
fn structured(word: &str, bracket: char) -> Result<Option<Data>, String> {
    if word.trim_start().starts_with(bracket) { any(word) } else { Ok(None) }
}

/// JSON or YAML, if the word is some. That a key stands there twice is wrong whatever it is.
fn any(word: &str) -> Result<Option<Data>, String> {
    match yaml(word) {
        Ok(data) => Ok(Some(data)),
        Err(problem) if problem.contains(TWICE) => Err(problem),
        Err(_) => Ok(None),
    }
}

/// The value of a flag whatever its shape: for what is sent although it does not fit.
pub(crate) fn unchecked(word: &str) -> Result<Given, String> {
    Ok(Given::One(any(word)?.unwrap_or_else(|| Data::text(word))))
}

/// Reads YAML, of which JSON is a part.
pub(crate) fn yaml(text: &str) -> Result<Data, String> {
    let json = match parse_json(text.as_bytes()) {
        Ok(data) => match data.twice() {
            None => return Ok(data),
            // Which of two values is meant nobody can say; where they stand the reader of YAML knows, if it reads that.
            Some(name) => Err(format!("{TWICE} `{name}`")),
        },
        Err(json) => Ok(json),
    };
    yaml_serde::from_str(text).map_err(|yaml| {
        let yaml = yaml.to_string();
        let is_json = text.trim_start().starts_with(['{', '[']);
        match json {
            _ if yaml.contains(TWICE) => yaml.strip_prefix(".[").map_or(yaml.clone(), |rest| format!("[{rest}")),
            Err(twice) => twice,
            Ok(json) if is_json => format!("neither JSON ({json}) nor YAML ({yaml})"),
            Ok(_) => format!("no YAML: {yaml}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Given, read};
    use crate::table::{Limits, Member, Object, Others, Shape, Union, Variant};

    static LABEL: Shape = Shape::Object(&Object {
        name: "Label",
        members: &[Member::required("colour", &Shape::TEXT)],
        others: Others::Unsaid,
    });
    static NAMED: &[Variant] = &[
        Variant { name: "", tags: &[], shape: &Shape::Integer(Limits::NONE) },
        Variant { name: "", tags: &[], shape: &Shape::TEXT },
        Variant { name: "Label", tags: &[], shape: &LABEL },
    ];
    static EITHER: Shape = Shape::Union(&Union { name: "", tag: "", variants: NAMED });

    fn written(shape: &Shape, word: &str) -> String {
        match read(shape, word) {
            Ok(Given::One(data)) => data.to_json(),
            Ok(Given::Whole(data)) => format!("whole {}", data.to_json()),
            Ok(Given::Member(name, data)) => format!("{name}: {}", data.to_json()),
            Err(problem) => problem,
        }
    }

    #[test]
    fn words_by_shape() {
        let texts = Shape::list(&Shape::TEXT);
        let rows: &[(&Shape, &str, &str)] = &[
            (&Shape::TEXT, "5", "\"5\""),
            (&Shape::INTEGER, "5", "5"),
            (&Shape::INTEGER, "5.5", "`5.5` is no integer"),
            (&Shape::NUMBER, "1e3", "1e3"),
            (&Shape::NUMBER, ".5", "0.5"),
            (&Shape::NUMBER, "inf", "`inf` is no number"),
            (&Shape::NUMBER, "x", "`x` is no number"),
            (&Shape::Boolean, "yes", "`yes` is neither true nor false"),
            (&Shape::Nullable(&Shape::INTEGER), "null", "null"),
            (&Shape::Constant("\"list\""), "list", "\"list\""),
            (&Shape::Constant("5"), "6", "`6` is not 5, the only value"),
            (&texts, "a", "\"a\""),
            (&texts, "[a, b]", "whole [\"a\",\"b\"]"),
            (&Shape::Map(&Shape::INTEGER), "a=5", "a: 5"),
            (&Shape::Map(&Shape::TEXT), "{a: b}", "whole {\"a\":\"b\"}"),
            (&Shape::Map(&Shape::TEXT), "a", "`a` is neither KEY=VALUE nor an object in YAML or JSON"),
            (&LABEL, "{colour: red}", "{\"colour\":\"red\"}"),
            (&LABEL, "colour: red", "{\"colour\":\"red\"}"),
            (&EITHER, "5", "5"),
            (&EITHER, "five: 5", "\"five: 5\""),
            (&EITHER, "{colour: red}", "{\"colour\":\"red\"}"),
            (&Shape::Any, "[1, x]", "[1,\"x\"]"),
            (&Shape::Any, "a: [", "\"a: [\""),
            (&Shape::Any, "{a: 1, a: 2}", "there are two members `a` at line 1 column 8"),
            // What only JSON can be is read by nobody who knows lines.
            (&Shape::Any, "{\"\\ud83d\\ude00\": 1, \"a\": 2, \"a\": 3}", "there are two members `a`"),
            (&LABEL, r#"{"colour":"red","colour":"blue"}"#, "there are two members `colour` at line 1 column 17"),
            (&EITHER, "{colour: red, colour: red}", "there are two members `colour` at line 1 column 15"),
            (&Shape::list(&LABEL), "[{a: 1, a: 2}]", "[0]: there are two members `a` at line 1 column 9"),
            (&Shape::Map(&Shape::SECRET), "hidden", "neither KEY=VALUE nor an object in YAML or JSON"),
        ];
        for (shape, word, expected) in rows {
            assert_eq!(written(shape, word), *expected, "{word}");
        }
    }
}
