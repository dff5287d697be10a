//! One function for each place, over plain values: nothing here is generic.
//!
//! A null, an empty list and an object without members are left out of queries, headers and cookies; null members and null
//! items are left out everywhere, as RFC 6570 says of what is undefined.

use super::{Parameter, Plain, Style};
use crate::percent::{Keep, encode, encode_to};

/// A path parameter as it stands in its segment.
pub(crate) fn path_segment(parameter: &Parameter, value: &Plain) -> String {
    let keep = if parameter.reserved { Keep::Reserved } else { Keep::Unreserved };
    let explode = parameter.explodes();
    let between = match (parameter.style, explode) {
        (Style::Label, true) => ".",
        (Style::Matrix, true) => ";",
        _ => ",",
    };
    let pair = if explode { "=" } else { "," };
    match (parameter.style, value) {
        (Style::Label, _) => format!(".{}", joined(value, keep, pair, between)),
        (Style::Matrix, Plain::Members(_)) if explode => format!(";{}", joined(value, keep, pair, between)),
        (Style::Matrix, Plain::List(_)) if explode => {
            words(value, keep, pair).iter().map(|word| matrix(parameter.name, word)).collect()
        }
        (Style::Matrix, _) => matrix(parameter.name, &joined(value, keep, pair, between)),
        _ => joined(value, keep, pair, between),
    }
}

fn matrix(name: &str, word: &str) -> String {
    let name = encode(name, Keep::Unreserved);
    if word.is_empty() { format!(";{name}") } else { format!(";{name}={word}") }
}

/// A header in the style `Simple`. Headers are not percent-encoded.
pub(crate) fn header_value(parameter: &Parameter, value: &Plain) -> String {
    let pair = if parameter.explodes() { "=" } else { "," };
    let words: Vec<String> = match value {
        Plain::List(items) => given(items).map(|item| item.text().into_owned()).collect(),
        Plain::Members(members) => {
            present(members).map(|(name, value)| format!("{name}{pair}{}", value.text())).collect()
        }
        scalar => vec![scalar.text().into_owned()],
    };
    words.join(",")
}

/// The encoded items `name=value` of a query parameter.
pub(crate) fn query_items(parameter: &Parameter, value: &Plain) -> Vec<String> {
    items(parameter.name, parameter, value, keep(parameter))
}

/// The items `name=value` of a cookie parameter. In the style `Cookie` they are not encoded, and are refused where
/// they would not arrive as they are.
pub(crate) fn cookie_items(parameter: &Parameter, value: &Plain) -> Result<Vec<String>, String> {
    if parameter.style != Style::Cookie {
        let found = items(parameter.name, parameter, value, keep(parameter)).into_iter();
        // It would end the cookie and begin another.
        return Ok(found.map(|item| item.replace(';', "%3B")).collect());
    }
    let name = parameter.name;
    let found = items(name, parameter, value, Keep::All);
    let arrives = |character: char| matches!(character, '!'..='~') && character != ';';
    if found.iter().all(|item| item.chars().all(arrives)) {
        Ok(found)
    } else {
        Err(format!("the cookie `{name}` holds a character that a cookie cannot hold; encode it first"))
    }
}

/// The encoded items of one member of a form.
pub(crate) fn form_items(name: &str, parameter: &Parameter, value: &Plain) -> Vec<String> {
    items(name, parameter, value, if parameter.reserved { Keep::ReservedQuery } else { Keep::Form })
}

/// The names and texts of the parts that one member of a multipart form becomes. Nothing in them is encoded.
pub(crate) fn part_items(parameter: &Parameter, value: &Plain) -> Vec<(String, String)> {
    pairs(parameter.name, parameter, value, Keep::All)
}

/// A whole query: the members of an object as a form, spaces as `+`; anything else as one encoded text.
pub(crate) fn query_string(parameter: &Parameter, value: &Plain) -> Vec<String> {
    match value {
        Plain::Members(members) if parameter.content.is_none_or(|media_type| media_type.contains("form")) => {
            let pairs = by_member(members, parameter, Keep::Form);
            pairs.into_iter().map(|(name, value)| name + "=" + &value).collect()
        }
        value if value.is_undefined() => Vec::new(),
        value => vec![encode(&value.text(), Keep::Unreserved)],
    }
}

fn items(name: &str, parameter: &Parameter, value: &Plain, keep: Keep) -> Vec<String> {
    // A scalar, which most values are, is one item in any style.
    if let Plain::Text(text) | Plain::Bare(text) = value {
        let mut item = String::with_capacity(name.len() + 1 + text.len());
        encode_to(&mut item, name, of_names(keep));
        item.push('=');
        encode_to(&mut item, text, keep);
        return vec![item];
    }
    pairs(name, parameter, value, keep).into_iter().map(|(name, value)| name + "=" + &value).collect()
}

/// Names and values, encoded as `keep` says.
fn pairs(name: &str, parameter: &Parameter, value: &Plain, keep: Keep) -> Vec<(String, String)> {
    let between = match (parameter.style, keep) {
        (Style::SpaceDelimited, Keep::All) => " ",
        (Style::SpaceDelimited, _) => "%20",
        (Style::PipeDelimited, Keep::All) => "|",
        (Style::PipeDelimited, _) => "%7C",
        _ => ",",
    };
    match value {
        value if value.is_undefined() => Vec::new(),
        value if parameter.style == Style::DeepObject => {
            let mut out = Vec::new();
            deep(&mut out, name, value, keep);
            out
        }
        Plain::List(_) if parameter.explodes() => {
            words(value, keep, "=").into_iter().map(|word| pair(name, word, keep)).collect()
        }
        Plain::Members(members) if parameter.explodes() => by_member(members, parameter, keep),
        _ => vec![pair(name, joined(value, keep, between, between), keep)],
    }
}

/// The items of each member by its own name. A list within is one as it would be by itself (the specification leaves it
/// open, servers read it so), an object is JSON.
fn by_member(members: &[(String, Plain)], parameter: &Parameter, keep: Keep) -> Vec<(String, String)> {
    let of = |(name, value): &(String, Plain)| match value {
        Plain::Members(_) => pairs(name, parameter, &Plain::Text(value.json_text()), keep),
        value => pairs(name, parameter, value, keep),
    };
    members.iter().flat_map(of).collect()
}

/// `name[a][b]=…` to any depth, the items of lists by their index.
fn deep(out: &mut Vec<(String, String)>, name: &str, value: &Plain, keep: Keep) {
    match value {
        Plain::Members(members) => {
            for (member, value) in present(members) {
                deep(out, &format!("{name}[{member}]"), value, keep);
            }
        }
        Plain::List(items) => {
            for (index, value) in given(items).enumerate() {
                deep(out, &format!("{name}[{index}]"), value, keep);
            }
        }
        scalar => out.push(pair(name, encode(&scalar.text(), keep), keep)),
    }
}

fn pair(name: &str, encoded: String, keep: Keep) -> (String, String) {
    // With room for what is put behind it.
    let mut own = String::with_capacity(name.len() + 1 + encoded.len());
    encode_to(&mut own, name, of_names(keep));
    (own, encoded)
}

/// Names are encoded whatever values are allowed to keep, but for those that nothing is encoded of.
fn of_names(keep: Keep) -> Keep {
    if keep == Keep::All { Keep::All } else { Keep::Unreserved }
}

/// The encoded words of a value, a member as name and value with `pair` between.
fn words(value: &Plain, keep: Keep, pair: &str) -> Vec<String> {
    match value {
        Plain::List(items) => given(items).map(|item| encode(&item.text(), keep)).collect(),
        Plain::Members(members) => present(members)
            .map(|(name, value)| {
                let mut word = encode(name, of_names(keep));
                word.push_str(pair);
                encode_to(&mut word, &value.text(), keep);
                word
            })
            .collect(),
        scalar => vec![encode(&scalar.text(), keep)],
    }
}

/// The words as one text. A scalar, which most values are, is one by itself.
fn joined(value: &Plain, keep: Keep, pair: &str, between: &str) -> String {
    match value {
        Plain::List(_) | Plain::Members(_) => words(value, keep, pair).join(between),
        scalar => encode(&scalar.text(), keep),
    }
}

fn given(items: &[Plain]) -> impl Iterator<Item = &Plain> {
    items.iter().filter(|item| **item != Plain::Null)
}

fn present(members: &[(String, Plain)]) -> impl Iterator<Item = (&str, &Plain)> {
    members.iter().filter(|(_, value)| *value != Plain::Null).map(|(name, value)| (name.as_str(), value))
}

/// What stays of a value in a query or a cookie.
fn keep(parameter: &Parameter) -> Keep {
    if parameter.reserved { Keep::ReservedQuery } else { Keep::Unreserved }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Parameter, Plain, Style};
    use super::{cookie_items, header_value, path_segment, query_items, query_string};

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
    fn lists_within_exploded_objects_are_items_too() {
        let page = Plain::of(&json!({"page": 0, "sort": ["a,asc", "b"], "none": [], "more": {"x": 1}}));
        let written = query_items(&Parameter::query("pageable"), &page);
        assert_eq!(written, ["more=%7B%22x%22%3A1%7D", "page=0", "sort=a%2Casc", "sort=b"]);
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
                    "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
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
    fn nothing_is_left_of_what_is_undefined() {
        for style in [Style::Form, Style::DeepObject, Style::SpaceDelimited] {
            for explode in [true, false] {
                let parameter = Parameter::query("q").style(style).explode(explode);
                for value in [json!(null), json!([]), json!([null]), json!({}), json!({"a": null})] {
                    assert!(query_items(&parameter, &Plain::of(&value)).is_empty(), "{style:?} {explode} {value}");
                }
            }
        }
        let deep = Parameter::query("q").style(Style::DeepObject);
        let value = Plain::of(&json!({"a": {"b": [1, 2], "c": null}, "d": true}));
        assert_eq!(
            query_items(&deep, &value).join("&"),
            "q%5Ba%5D%5Bb%5D%5B0%5D=1&q%5Ba%5D%5Bb%5D%5B1%5D=2&q%5Bd%5D=true"
        );
    }

    #[test]
    fn null_items_are_no_words() {
        let list = Plain::of(&json!([null, "a", null, "b", null]));
        let query = |parameter: Parameter| query_items(&parameter, &list).join("&");
        assert_eq!(query(Parameter::query("q")), "q=a&q=b");
        assert_eq!(query(Parameter::query("q").explode(false)), "q=a,b");
        assert_eq!(query(Parameter::query("q").style(Style::DeepObject)), "q%5B0%5D=a&q%5B1%5D=b");
        assert_eq!(path_segment(&Parameter::path("p"), &list), "a,b");
        assert_eq!(header_value(&Parameter::header("h"), &list), "a,b");
        let members = Plain::of(&json!({"a": [null, "a", "b"], "b": [null]}));
        assert_eq!(query_items(&Parameter::query("q"), &members), ["a=a", "a=b"]);
    }

    #[test]
    fn what_is_special_is_encoded() {
        let value = Plain::of("a/b c?x&é");
        assert_eq!(path_segment(&Parameter::path("p"), &value), "a%2Fb%20c%3Fx%26%C3%A9");
        assert_eq!(query_items(&Parameter::query("a b"), &value), ["a%20b=a%2Fb%20c%3Fx%26%C3%A9"]);
        // A slash would make it another path.
        let reserved = Parameter::path("p").allow_reserved();
        assert_eq!(path_segment(&reserved, &value), "a%2Fb%20c%3Fx%26%C3%A9");
        let reserved = Parameter::query("p").allow_reserved();
        assert_eq!(query_items(&reserved, &value), ["p=a/b%20c?x%26%C3%A9"]);
        assert_eq!(Plain::of(&i128::MAX).text(), i128::MAX.to_string());
    }

    /// The column for cookies of the table of OpenAPI 3.2; the style `Form` has no way there to write several pairs, and
    /// they become several cookies.
    #[test]
    fn cookies() {
        let exploded = ["color=", "color=blue", "color=blue; color=black; color=brown", "B=150; G=200; R=100"];
        let whole = ["color=", "color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"];
        for style in [Style::Form, Style::Cookie] {
            for (explode, expected) in [(true, exploded), (false, whole)] {
                let parameter = Parameter::cookie("color").style(style).explode(explode);
                let written = colours().map(|value| cookie_items(&parameter, &value).unwrap().join("; "));
                assert_eq!(written, expected, "{style:?} {explode}");
            }
        }
        let reserved = Parameter::cookie("c").allow_reserved();
        assert_eq!(cookie_items(&reserved, &Plain::of("a/b;d=1")).unwrap(), ["c=a/b%3Bd=1"]);
        let plain = Parameter::cookie("c").style(Style::Cookie);
        assert_eq!(cookie_items(&plain, &Plain::of("a%/\"=")).unwrap(), ["c=a%/\"="]);
        for value in ["a;b", "a b", "é", "a\n"] {
            assert!(cookie_items(&plain, &Plain::of(value)).is_err(), "{value}");
            assert!(cookie_items(&Parameter::cookie("c"), &Plain::of(value)).is_ok(), "{value}");
        }
    }

    #[test]
    fn whole_queries() {
        let value = Plain::of(&json!({"a": "x y&", "b": [1, 2], "c": {"d": 1}, "n": null}));
        let form = Parameter::query_string("q");
        assert_eq!(query_string(&form, &value).join("&"), "a=x+y%26&b=1&b=2&c=%7B%22d%22%3A1%7D");
        // The example of the specification.
        let value = Plain::of(&json!({"foo": "a + b", "bar": true}));
        assert_eq!(query_string(&form, &value).join("&"), "bar=true&foo=a+%2B+b");
        let json = form.content("application/json");
        assert_eq!(query_string(&json, &Plain::Text("{\"a\":1}".to_owned())), ["%7B%22a%22%3A1%7D"]);
        assert!(query_string(&form, &Plain::Null).is_empty());
    }

    #[test]
    fn headers() {
        let written = colours().map(|value| header_value(&Parameter::header("color"), &value));
        assert_eq!(written, ["", "blue", "blue,black,brown", "B,150,G,200,R,100"]);
        let exploded = Parameter::header("color").explode(true);
        assert_eq!(header_value(&exploded, &colours()[3]), "B=150,G=200,R=100");
    }
}
