//! One function for each place, over plain values: nothing here is generic.
//!
//! A null and an empty list are left out of queries; null members are left out everywhere.

use super::{Parameter, Plain, Style};
use crate::percent::{Keep, encode, encode_to};

/// A path parameter as it stands in its segment.
pub(crate) fn path_segment(parameter: &Parameter, value: &Plain) -> String {
    let keep = keep(parameter);
    let name = encode(parameter.name, Keep::Unreserved);
    let explode = parameter.explodes();
    let between = match (parameter.style, explode) {
        (Style::Label, true) => ".",
        (Style::Matrix, true) => ";",
        _ => ",",
    };
    let words = words(value, keep, if explode { "=" } else { "," });
    match parameter.style {
        Style::Label => format!(".{}", words.join(between)),
        Style::Matrix if explode => match value {
            Plain::Members(_) => format!(";{}", words.join(";")),
            _ => words.iter().map(|word| matrix(&name, word)).collect(),
        },
        Style::Matrix => matrix(&name, &words.join(between)),
        _ => words.join(between),
    }
}

fn matrix(name: &str, word: &str) -> String {
    if word.is_empty() { format!(";{name}") } else { format!(";{name}={word}") }
}

/// A header in the style `Simple`. Headers are not percent-encoded.
pub(crate) fn header_value(parameter: &Parameter, value: &Plain) -> String {
    let pair = if parameter.explodes() { "=" } else { "," };
    let words: Vec<String> = match value {
        Plain::List(items) => items.iter().map(Plain::text).collect(),
        Plain::Members(members) => {
            present(members).map(|(name, value)| format!("{name}{pair}{}", value.text())).collect()
        }
        scalar => vec![scalar.text()],
    };
    words.join(",")
}

/// The encoded items `name=value` of a query or cookie parameter.
pub(crate) fn query_items(parameter: &Parameter, value: &Plain) -> Vec<String> {
    items(parameter.name, parameter, value, keep(parameter))
}

/// The encoded items of one member of a form.
pub(crate) fn form_items(name: &str, parameter: &Parameter, value: &Plain) -> Vec<String> {
    items(name, parameter, value, Keep::Form)
}

fn items(name: &str, parameter: &Parameter, value: &Plain, keep: Keep) -> Vec<String> {
    let between = match parameter.style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match value {
        Plain::Null => Vec::new(),
        Plain::List(items) if items.is_empty() => Vec::new(),
        Plain::Members(members) if parameter.style == Style::DeepObject => {
            let mut out = Vec::new();
            deep(&mut out, name, members, keep);
            out
        }
        // deepObject is defined for objects only; a list in it is repeated as in the style `Form`.
        Plain::List(_) if parameter.explodes() || parameter.style == Style::DeepObject => {
            words(value, keep, "=").iter().map(|word| item(name, word)).collect()
        }
        Plain::Members(_) if parameter.explodes() => words(value, keep, "="),
        _ => vec![item(name, &words(value, keep, between).join(between))],
    }
}

/// `name[a][b]=…` to any depth, lists repeated.
fn deep(out: &mut Vec<String>, prefix: &str, members: &[(String, Plain)], keep: Keep) {
    for (name, value) in present(members) {
        let name = format!("{prefix}[{name}]");
        match value {
            Plain::Members(members) => deep(out, &name, members, keep),
            Plain::List(_) => out.extend(words(value, keep, "=").iter().map(|word| item(&name, word))),
            scalar => out.push(item(&name, &encode(&scalar.text(), keep))),
        }
    }
}

fn item(name: &str, encoded: &str) -> String {
    format!("{}={encoded}", encode(name, Keep::Unreserved))
}

/// The encoded words of a value, a member as name and value with `pair` between.
fn words(value: &Plain, keep: Keep, pair: &str) -> Vec<String> {
    match value {
        Plain::List(items) => items.iter().map(|item| encode(&item.text(), keep)).collect(),
        Plain::Members(members) => present(members)
            .map(|(name, value)| {
                let mut word = encode(name, Keep::Unreserved);
                word.push_str(pair);
                encode_to(&mut word, &value.text(), keep);
                word
            })
            .collect(),
        scalar => vec![encode(&scalar.text(), keep)],
    }
}

fn present(members: &[(String, Plain)]) -> impl Iterator<Item = (&str, &Plain)> {
    members.iter().filter(|(_, value)| *value != Plain::Null).map(|(name, value)| (name.as_str(), value))
}

fn keep(parameter: &Parameter) -> Keep {
    if parameter.reserved { Keep::Reserved } else { Keep::Unreserved }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Parameter, Plain, Style};
    use super::{header_value, path_segment, query_items};

    fn colours() -> [Plain; 4] {
        [
            Plain::of(&json!("")),
            Plain::of(&json!("blue")),
            Plain::of(&json!(["blue", "black", "brown"])),
            Plain::of(&json!({"B": 150, "G": 200, "R": 100})),
        ]
    }

    /// The table of the OpenAPI specification.
    #[test]
    fn paths() {
        let rows = [
            (Style::Matrix, false, [";color", ";color=blue", ";color=blue,black,brown", ";color=B,150,G,200,R,100"]),
            (
                Style::Matrix,
                true,
                [";color", ";color=blue", ";color=blue;color=black;color=brown", ";B=150;G=200;R=100"],
            ),
            (Style::Label, false, [".", ".blue", ".blue,black,brown", ".B,150,G,200,R,100"]),
            (Style::Label, true, [".", ".blue", ".blue.black.brown", ".B=150.G=200.R=100"]),
            (Style::Simple, false, ["", "blue", "blue,black,brown", "B,150,G,200,R,100"]),
            (Style::Simple, true, ["", "blue", "blue,black,brown", "B=150,G=200,R=100"]),
        ];
        for (style, explode, expected) in rows {
            let parameter = Parameter::path("color").style(style).explode(explode);
            let written = colours().map(|value| path_segment(&parameter, &value));
            assert_eq!(written, expected, "{style:?} {explode}");
        }
    }

    #[test]
    fn queries() {
        let rows = [
            (Style::Form, false, ["color=", "color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"]),
            (Style::Form, true, ["color=", "color=blue", "color=blue&color=black&color=brown", "B=150&G=200&R=100"]),
            (
                Style::SpaceDelimited,
                false,
                ["color=", "color=blue", "color=blue%20black%20brown", "color=B%20150%20G%20200%20R%20100"],
            ),
            (
                Style::PipeDelimited,
                false,
                ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=B%7C150%7CG%7C200%7CR%7C100"],
            ),
            (
                Style::DeepObject,
                true,
                [
                    "color=",
                    "color=blue",
                    "color=blue&color=black&color=brown",
                    "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
                ],
            ),
        ];
        for (style, explode, expected) in rows {
            let parameter = Parameter::query("color").style(style).explode(explode);
            let written = colours().map(|value| query_items(&parameter, &value).join("&"));
            assert_eq!(written, expected, "{style:?} {explode}");
        }
    }

    #[test]
    fn nothing_is_left_of_null_and_empty_lists() {
        let parameter = Parameter::query("q");
        assert!(query_items(&parameter, &Plain::Null).is_empty());
        assert!(query_items(&parameter, &Plain::of(&json!([]))).is_empty());
        let deep = Parameter::query("q").style(Style::DeepObject);
        let value = Plain::of(&json!({"a": {"b": [1, 2], "c": null}, "d": true}));
        assert_eq!(query_items(&deep, &value).join("&"), "q%5Ba%5D%5Bb%5D=1&q%5Ba%5D%5Bb%5D=2&q%5Bd%5D=true");
    }

    #[test]
    fn what_is_special_is_encoded() {
        let value = Plain::of("a/b c?x&é");
        assert_eq!(path_segment(&Parameter::path("p"), &value), "a%2Fb%20c%3Fx%26%C3%A9");
        assert_eq!(query_items(&Parameter::query("a b"), &value), ["a%20b=a%2Fb%20c%3Fx%26%C3%A9"]);
        let reserved = Parameter::query("p").allow_reserved();
        assert_eq!(query_items(&reserved, &value), ["p=a/b%20c%3Fx%26%C3%A9"]);
        assert_eq!(Plain::of(&i128::MAX).text(), i128::MAX.to_string());
    }

    #[test]
    fn headers() {
        let written = colours().map(|value| header_value(&Parameter::header("color"), &value));
        assert_eq!(written, ["", "blue", "blue,black,brown", "B,150,G,200,R,100"]);
        let exploded = Parameter::header("color").explode(true);
        assert_eq!(header_value(&exploded, &colours()[3]), "B=150,G=200,R=100");
    }
}
