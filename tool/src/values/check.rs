//! Whether a value is what its shape says.

use wharf_runtime::pattern;

use super::describe::characters;
use super::{choices, did_you_mean, formats};
use crate::data::Data;
use crate::table::{Limits, Object, Others, Shape, Text, Union};

/// What is wrong with a value.
#[derive(Debug, Default)]
pub(crate) struct Checked(Vec<Problem>);

/// What is wrong at one place.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The names that lead there, with dots between; empty: the whole.
    pub(crate) place: String,
    /// In words.
    pub(crate) words: String,
    /// The member that is not there.
    pub(crate) missing: Option<&'static str>,
    /// The member that may not be there.
    pub(crate) refused: Option<String>,
}

impl Problem {
    fn new(place: &str, words: String) -> Self {
        Self { place: place.to_owned(), words, missing: None, refused: None }
    }

    /// A line; `of` is what the whole is called.
    pub(crate) fn line(&self, of: &str) -> String {
        let Self { place, words, .. } = self;
        if place.is_empty() { format!("{of}: {words}") } else { format!("{of}: at `{place}`: {words}") }
    }
}

impl Checked {
    pub(crate) fn is_fine(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn problems(&self) -> &[Problem] {
        &self.0
    }

    /// A line for each problem; `of` is what the whole is called.
    pub(crate) fn lines(&self, of: &str) -> Vec<String> {
        self.0.iter().map(|problem| problem.line(of)).collect()
    }
}

/// Checks a value.
pub(crate) fn check(shape: &Shape, data: &Data) -> Checked {
    let mut found = Checked::default();
    visit(shape, data, &mut String::new(), &mut found);
    found
}

fn visit(shape: &Shape, data: &Data, place: &mut String, found: &mut Checked) {
    let mut wrong = |problem: String| found.0.push(Problem::new(place, problem));
    match (shape, data) {
        (Shape::Any, _)
        | (Shape::Null | Shape::Nullable(_), Data::Null)
        | (Shape::Boolean, Data::Boolean(_))
        | (Shape::Suggestion(_), Data::Text(_))
        | (Shape::Binary, Data::Text(_) | Data::File(_)) => {}
        (Shape::Nullable(shape), data) => visit(shape, data, place, found),
        (Shape::Integer(limits), Data::Number(text)) => match text.parse::<i128>() {
            Ok(value) => within(limits, &value, |value, of| value % of == 0).into_iter().for_each(wrong),
            Err(_) => wrong(format!("{text} is no integer")),
        },
        (Shape::Number(limits), Data::Number(text)) => {
            if let Ok(value) = text.parse::<f64>() {
                within(limits, &value, is_multiple).into_iter().for_each(wrong);
            }
        }
        (Shape::Text(limits), Data::Text(text)) => {
            text_problems(limits, text, &shown(data)).into_iter().for_each(wrong);
        }
        (Shape::Secret(limits), Data::Text(text)) => text_problems(limits, text, SECRET).into_iter().for_each(wrong),
        (Shape::Choice(known), Data::Text(text)) if !known.contains(&text.as_str()) => {
            let near = did_you_mean(text, known.iter().copied());
            wrong(match known {
                [only] => format!("`{text}` is not {only}, the only value"),
                several => format!("`{text}` is none of {}{near}", choices(several)),
            });
        }
        (Shape::Choice(_), Data::Text(_)) => {}
        (Shape::Constant(json), data) => {
            if crate::data::parse_json(json.as_bytes()).is_ok_and(|constant| constant != *data) {
                wrong(format!("{} is not {json}, the only value", shown(data)));
            }
        }
        (Shape::List(items, limits), Data::List(list)) => {
            let count = list.len() as u64;
            if let Some(problem) = within(limits, &count, |value, of| value % of == 0) {
                wrong(format!("how many there are: {problem}"));
            }
            for (index, item) in list.iter().enumerate() {
                below(place, &index.to_string(), |place| visit(items, item, place, found));
            }
        }
        (Shape::Map(values), Data::Object(members)) => {
            for (name, value) in members {
                below(place, name, |place| visit(values, value, place, found));
            }
        }
        (Shape::Object(object), Data::Object(members)) => visit_object(object, members, place, found),
        (Shape::Union(union), data) => visit_union(union, data, place, found),
        (shape, data) => wrong(format!("{}, where {} is expected", named(shape, data), super::describe(shape))),
    }
}

fn below(place: &mut String, name: &str, visit: impl FnOnce(&mut String)) {
    let length = place.len();
    if length > 0 {
        place.push('.');
    }
    place.push_str(name);
    visit(place);
    place.truncate(length);
}

fn visit_object(object: &Object, members: &[(String, Data)], place: &mut String, found: &mut Checked) {
    for member in object.members {
        let given = members.iter().find(|(name, _)| name == member.name);
        match given {
            Some((_, value)) => below(place, member.name, |place| visit(member.shape, value, place, found)),
            None if member.required => {
                let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
                let near = super::nearest(member.name, names.iter().copied())
                    .filter(|near| object.members.iter().all(|known| known.name != *near))
                    .map(|near| format!(" (there is `{near}`)"));
                let words = format!("the member `{}` is missing{}", member.name, near.unwrap_or_default());
                found.0.push(Problem { missing: Some(member.name), ..Problem::new(place, words) });
            }
            None => {}
        }
    }
    let known = || object.members.iter().map(|member| member.name);
    for (name, _) in
        members.iter().filter(|(name, _)| object.others == Others::Refused && known().all(|known| known != name))
    {
        let words = format!("there is no member `{name}`{}", did_you_mean(name, known()));
        found.0.push(Problem { refused: Some(name.clone()), ..Problem::new(place, words) });
    }
}

fn visit_union(union: &Union, data: &Data, place: &mut String, found: &mut Checked) {
    if !union.tag.is_empty() && matches!(data, Data::Object(_)) {
        let tags = || union.variants.iter().flat_map(|variant| variant.tags.iter().copied());
        let given = data.member(union.tag).map(|tag| tag.word().unwrap_or_default());
        let of_tag = |tag: &String| union.variants.iter().find(|variant| variant.tags.contains(&tag.as_str()));
        if let Some(variant) = given.as_ref().and_then(of_tag) {
            return visit(variant.shape, data, place, found);
        }
        let known = choices(&tags().collect::<Vec<_>>());
        let words = match given {
            Some(tag) => format!("`{}` is `{tag}`, none of {known}{}", union.tag, did_you_mean(&tag, tags())),
            None => format!("the member `{}` is missing: one of {known}", union.tag),
        };
        let missing = data.member(union.tag).is_none().then_some(union.tag);
        found.0.push(Problem { missing, ..Problem::new(place, words) });
        return;
    }
    let attempts: Vec<Checked> = union.variants.iter().map(|variant| check(variant.shape, data)).collect();
    if attempts.iter().any(Checked::is_fine) {
        return;
    }
    // The one that comes furthest says most about what was meant.
    let nearest = union
        .variants
        .iter()
        .zip(attempts)
        .filter(|(variant, _)| same_kind(super::inner(variant.shape), data))
        .min_by_key(|(_, attempt)| attempt.0.len());
    let Some((_, attempt)) = nearest else {
        let expected = super::describe::union(union);
        let is_secret = union.variants.iter().any(|variant| super::holds_secret(variant.shape));
        let given = if is_secret { data.kind().to_owned() } else { shown(data) };
        found.0.push(Problem::new(place, format!("{given}, where {expected} is expected")));
        return;
    };
    for problem in attempt.0 {
        let parts = [place.as_str(), problem.place.as_str()].into_iter().filter(|part| !part.is_empty());
        found.0.push(Problem { place: parts.collect::<Vec<_>>().join("."), ..problem });
    }
}

fn same_kind(shape: &Shape, data: &Data) -> bool {
    matches!(
        (shape, data),
        (Shape::Object(_) | Shape::Map(_), Data::Object(_))
            | (Shape::List(..), Data::List(_))
            | (Shape::Text(_) | Shape::Secret(_) | Shape::Choice(_), Data::Text(_))
            | (Shape::Integer(_) | Shape::Number(_), Data::Number(_))
    )
}

fn within<T: PartialOrd + std::fmt::Display>(
    limits: &Limits<T>,
    value: &T,
    divides: impl Fn(&T, &T) -> bool,
) -> Option<String> {
    let Limits { min, max, above, below, multiple_of } = limits;
    if let Some(min) = min.as_ref().filter(|min| value < *min) {
        return Some(format!("{value} is less than {min}"));
    }
    if let Some(max) = max.as_ref().filter(|max| value > *max) {
        return Some(format!("{value} is more than {max}"));
    }
    if let Some(above) = above.as_ref().filter(|above| value <= *above) {
        return Some(format!("{value} is not more than {above}"));
    }
    if let Some(below) = below.as_ref().filter(|below| value >= *below) {
        return Some(format!("{value} is not less than {below}"));
    }
    let step = multiple_of.as_ref().filter(|step| !divides(value, step))?;
    Some(format!("{value} is no multiple of {step}"))
}

/// A little is allowed for how fractions are rounded.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the other numbers that are checked so are large")]
fn is_multiple(value: &f64, of: &f64) -> bool {
    let times = value / of;
    (times - times.round()).abs() < 1e-9
}

/// Patterns are tried on texts up to this length; longer ones are left to the server.
const LONGEST: u64 = 1000;

/// What a text is not that it has to be; `given` is what it is called.
fn text_problems(limits: &Text, text: &str, given: &str) -> Option<String> {
    let count = text.chars().count() as u64;
    let has = || format!("a text of {}", characters(count));
    if let Some(min) = limits.min.filter(|min| count < *min) {
        return Some(format!("{}, where at least {min} are expected", has()));
    }
    if let Some(max) = limits.max.filter(|max| count > *max) {
        return Some(format!("{}, where at most {max} are expected", has()));
    }
    if let Some(is_what) = formats::refuses(limits.format, text) {
        return Some(format!("{given} is no {}, which {is_what}", limits.format));
    }
    let is_tried = !limits.pattern.is_empty() && count <= LONGEST && pattern::is_understood(limits.pattern);
    let differs = is_tried && !pattern::matches(limits.pattern, text);
    differs.then(|| format!("{given} is not like `{}`", limits.pattern))
}

/// What a secret is called where it is wrong.
const SECRET: &str = "the secret";

/// A value in a few words; only its kind where it may be a secret.
fn named(shape: &Shape, data: &Data) -> String {
    if super::holds_secret(shape) { data.kind().to_owned() } else { shown(data) }
}

/// A value in a few words.
fn shown(data: &Data) -> String {
    match data {
        Data::Text(text) if text.chars().count() <= 40 => format!("`{text}`"),
        Data::Number(text) => text.clone(),
        Data::Boolean(value) => value.to_string(),
        other => other.kind().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::yaml;
    use super::check;
    use crate::table::{Limits, Member, Object, Others, Shape, Text, Union, Variant};

    static CASH: Shape = Shape::Object(&Object {
        name: "Cash",
        members: &[
            Member::required("type", &Shape::Constant("\"cash\"")),
            Member::required("coins", &Shape::List(&Shape::INTEGER, Limits { max: Some(2), ..Limits::<u64>::NONE })),
        ],
        others: Others::Refused,
    });
    static CARD: Shape = Shape::Object(&Object {
        name: "Card",
        members: &[
            Member::required("type", &Shape::Constant("\"card\"")),
            Member::new("brand", &Shape::Choice(&["visa", "master"])),
        ],
        others: Others::Unsaid,
    });
    static SAFE: Shape = Shape::Object(&Object {
        name: "Safe",
        members: &[Member::required("code", &Shape::Secret(Text { min: Some(4), pattern: "^[0-9]+$", ..Text::ANY }))],
        others: Others::Unsaid,
    });
    static VARIANTS: &[Variant] = &[
        Variant { name: "Cash", tags: &["cash"], shape: &CASH },
        Variant { name: "Card", tags: &["card"], shape: &CARD },
    ];
    static TAGGED: Shape = Shape::Union(&Union { name: "Payment", tag: "type", variants: VARIANTS });
    static UNTAGGED: Shape = Shape::Union(&Union { name: "Payment", tag: "", variants: VARIANTS });

    #[test]
    fn problems_and_their_places() {
        let percent = Shape::Number(Limits { above: Some(0.0), max: Some(1.0), ..Limits::<f64>::NONE });
        let tens = Shape::Integer(Limits { multiple_of: Some(10), ..Limits::NONE });
        let short = Shape::Text(Text { min: Some(2), max: Some(3), ..Text::ANY });
        let date = Shape::Text(Text { format: "date", ..Text::ANY });
        let code = Shape::Text(Text { pattern: r"^[a-z]+-\d+$", ..Text::ANY });
        // What the patterns here cannot say is left to the server.
        let ahead = Shape::Text(Text { pattern: "^(?=x)", ..Text::ANY });
        let only = Shape::Choice(&["a"]);
        let rows: &[(&Shape, &str, &[&str])] = &[
            (&percent, "0.5", &[]),
            (&percent, "0", &["--x: 0 is not more than 0"]),
            (&percent, "2", &["--x: 2 is more than 1"]),
            (&tens, "15", &["--x: 15 is no multiple of 10"]),
            (&tens, "a", &["--x: `a`, where integer is expected"]),
            (&short, "a", &["--x: a text of 1 character, where at least 2 are expected"]),
            (&date, "2024-02-30", &["--x: `2024-02-30` is no date, which looks like 2006-01-31"]),
            (&date, "2024-02-29", &[]),
            (&code, "ab-12", &[]),
            (&code, "ab12", &["--x: `ab12` is not like `^[a-z]+-\\d+$`"]),
            (&ahead, "anything", &[]),
            (&only, "b", &["--x: `b` is not a, the only value"]),
            (&TAGGED, "{type: cash, coins: [1]}", &[]),
            (&TAGGED, "{type: cahs}", &["--x: `type` is `cahs`, none of cash, card; did you mean `cash`?"]),
            (&TAGGED, "{coins: []}", &["--x: the member `type` is missing: one of cash, card"]),
            (
                &TAGGED,
                "{type: cash, coin: [1]}",
                &[
                    "--x: the member `coins` is missing (there is `coin`)",
                    "--x: there is no member `coin`; did you mean `coins`?",
                ],
            ),
            (
                &TAGGED,
                "{type: cash, coins: [1, a, 3]}",
                &[
                    "--x: at `coins`: how many there are: 3 is more than 2",
                    "--x: at `coins.1`: `a`, where integer is expected",
                ],
            ),
            (
                &UNTAGGED,
                "{type: card, brand: vsia}",
                &["--x: at `brand`: `vsia` is none of visa, master; did you mean `visa`?"],
            ),
            (&SAFE, "{code: '471'}", &["--x: at `code`: a text of 3 characters, where at least 4 are expected"]),
            (&SAFE, "{code: abcde}", &["--x: at `code`: the secret is not like `^[0-9]+$`"]),
            (&SAFE, "{code: 4711}", &["--x: at `code`: a number, where string is expected"]),
            (&SAFE, "4711", &["--x: a number, where Safe is expected"]),
            (&UNTAGGED, "5", &["--x: 5, where Cash or Card is expected"]),
        ];
        for (shape, value, expected) in rows {
            let value = yaml(value).unwrap();
            assert_eq!(check(shape, &value).lines("--x"), *expected);
        }
    }
}
