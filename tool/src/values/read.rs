//! Reading the value of one flag.

use super::{check, inner};
use crate::data::{Data, parse_json};
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
        Shape::List(items, _) => Ok(match structured(word, '[') {
            // Items that are lists themselves come one by one.
            Some(list) if !matches!(inner(items), Shape::List(..)) || is_list_of_lists(&list) => Given::Whole(list),
            _ => Given::One(one(items, word)?),
        }),
        Shape::Map(values) => match (structured(word, '{'), word.split_once('=')) {
            (Some(map), _) => Ok(Given::Whole(map)),
            (None, Some((name, value))) => Ok(Given::Member(name.to_owned(), one(values, value)?)),
            (None, None) => match yaml(word)? {
                map @ Data::Object(_) => Ok(Given::Whole(map)),
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
        Shape::Text(_) | Shape::Choice(_) | Shape::Suggestion(_) | Shape::Secret | Shape::Binary => {
            Ok(Data::text(word))
        }
        Shape::Constant(json) => constant(json, word),
        Shape::Any => yaml(word).or_else(|_| Ok(Data::text(word))),
        Shape::List(..) => structured(word, '[').map_or_else(|| yaml(word), Ok),
        Shape::Object(_) | Shape::Map(_) => structured(word, '{').map_or_else(|| yaml(word), Ok),
        Shape::Union(union) => in_union(union, word),
    }
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
    let texts = |shape: &Shape| matches!(inner(shape), Shape::Text(_) | Shape::Suggestion(_) | Shape::Secret);
    let is_structured = word.trim_start().starts_with(['{', '[']);
    let shapes = || union.variants.iter().map(|variant| variant.shape);
    let takes_text = shapes().any(texts);
    let scalar = |shape: &&Shape| {
        !texts(shape)
            && !matches!(
                inner(shape),
                Shape::Object(_) | Shape::Map(_) | Shape::List(..) | Shape::Any | Shape::Union(_)
            )
    };
    if is_structured {
        if let Some(data) = parse_json(word.as_bytes()).ok().or_else(|| yaml(word).ok()) {
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
fn structured(word: &str, bracket: char) -> Option<Data> {
    if !word.trim_start().starts_with(bracket) {
        return None;
    }
    parse_json(word.as_bytes()).ok().or_else(|| yaml(word).ok())
}

/// Reads YAML, of which JSON is a part.
pub(crate) fn yaml(text: &str) -> Result<Data, String> {
    match parse_json(text.as_bytes()) {
        Ok(data) => Ok(data),
        Err(json) => yaml_serde::from_str(text).map_err(|yaml| {
            let is_json = text.trim_start().starts_with(['{', '[']);
            if is_json { format!("neither JSON ({json}) nor YAML ({yaml})") } else { format!("no YAML: {yaml}") }
        }),
    }
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
        ];
        for (shape, word, expected) in rows {
            assert_eq!(written(shape, word), *expected, "{word}");
        }
    }
}
