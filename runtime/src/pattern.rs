//! Patterns of member names: as much of JavaScript's regular expressions as names need.
//!
//! A whole engine would be a dependency of every client. This one goes through the name once with all places at which
//! the pattern may be, so that no pattern makes it slow.

use core::iter::Peekable;
use core::str::Chars;

/// Whether `name` matches `pattern` somewhere. A pattern that is not understood matches nothing.
#[must_use]
pub fn matches(pattern: &str, name: &str) -> bool {
    if let Some(start) = pattern.strip_prefix('^').filter(|start| !start.contains(SPECIAL)) {
        return name.starts_with(start);
    }
    let Some(choice) = parse(pattern) else { return false };
    let name: Vec<char> = name.chars().collect();
    !choice.walk(&name, &(0..=name.len()).collect::<Places>()).is_empty()
}

/// Whether a pattern can be told; looking around, back references and classes of Unicode cannot.
#[must_use]
pub fn is_understood(pattern: &str) -> bool {
    parse(pattern).is_some()
}

/// A short text that a pattern matches, for documentation; none where the pattern is not understood, or matches nothing
/// that is found by going through it once.
#[must_use]
pub fn example(pattern: &str) -> Option<String> {
    let mut out = String::new();
    parse(pattern)?.write(&mut out)?;
    matches(pattern, &out).then_some(out)
}

/// Characters that do not stand for themselves.
const SPECIAL: [char; 14] = ['^', '$', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '\\'];

/// How deep groups may stand in each other.
const DEEPEST: usize = 32;

/// The most times that a part may be repeated.
const MOST: usize = 10_000;

/// Several sequences, of which one must match.
#[derive(Debug)]
struct Choice(Vec<Vec<Part>>);

#[derive(Debug)]
enum Part {
    Start,
    End,
    One(Class),
    Group(Choice),
    /// At least so often, and at most.
    Repeated(Box<Part>, usize, Option<usize>),
}

/// Characters: those in any of the ranges, or in none of them.
#[derive(Debug)]
struct Class {
    ranges: Vec<(char, char)>,
    negated: bool,
}

impl Class {
    fn has(&self, c: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&c)) != self.negated
    }
}

/// Characters that examples are made of, as far as classes allow them.
const TELLING: [char; 8] = ['a', 'A', '1', '-', '_', '.', '/', ' '];

impl Class {
    fn example(&self) -> Option<char> {
        let firsts = self.ranges.iter().map(|(first, _)| *first);
        TELLING.into_iter().chain(firsts).find(|c| self.has(*c))
    }
}

impl Choice {
    /// Writes the shortest match of the first sequence.
    fn write(&self, out: &mut String) -> Option<()> {
        self.0.first()?.iter().try_for_each(|part| part.write(out))
    }
}

impl Part {
    fn write(&self, out: &mut String) -> Option<()> {
        match self {
            Self::Start | Self::End => Some(()),
            Self::One(class) => class.example().map(|c| out.push(c)),
            Self::Group(choice) => choice.write(out),
            Self::Repeated(part, least, _) => (0..*least).try_for_each(|_| part.write(out)),
        }
    }
}

/// Places in a name, in order.
type Places = Vec<usize>;

impl Choice {
    /// The places after a match that begins at one of `places`.
    fn walk(&self, name: &[char], places: &[usize]) -> Places {
        let Self(sequences) = self;
        let ends = sequences
            .iter()
            .flat_map(|sequence| sequence.iter().fold(places.to_vec(), |places, part| part.walk(name, &places)));
        sorted(ends.collect())
    }
}

impl Part {
    fn walk(&self, name: &[char], places: &[usize]) -> Places {
        match self {
            Self::Start => kept(places, |at| at == 0),
            Self::End => kept(places, |at| at == name.len()),
            Self::One(class) => {
                let found = kept(places, |at| name.get(at).is_some_and(|c| class.has(*c)));
                found.into_iter().map(|at| at + 1).collect()
            }
            Self::Group(choice) => choice.walk(name, places),
            Self::Repeated(part, least, most) => repeated(part, *least, *most, name, places),
        }
    }
}

fn kept(places: &[usize], is_fine: impl Fn(usize) -> bool) -> Places {
    places.iter().copied().filter(|at| is_fine(*at)).collect()
}

fn repeated(part: &Part, least: usize, most: Option<usize>, name: &[char], places: &[usize]) -> Places {
    let mut places = places.to_vec();
    for _ in 0..least {
        let next = part.walk(name, &places);
        if next == places {
            break;
        }
        places = next;
    }
    // Each place is gone on from once, whichever repetition leads there first.
    let mut known = vec![false; name.len() + 1];
    let mut is_new = |at: &usize| known.get_mut(*at).is_some_and(|known| !core::mem::replace(known, true));
    places.retain(&mut is_new);
    let mut all = places.clone();
    let mut count = least;
    while !places.is_empty() && most.is_none_or(|most| count < most) {
        places = part.walk(name, &places);
        places.retain(&mut is_new);
        all.extend(&places);
        count += 1;
    }
    sorted(all)
}

fn sorted(mut places: Places) -> Places {
    places.sort_unstable();
    places.dedup();
    places
}

fn parse(pattern: &str) -> Option<Choice> {
    let mut rest = pattern.chars().peekable();
    let whole = choice(&mut rest, 0)?;
    rest.next().is_none().then_some(whole)
}

type Rest<'p> = Peekable<Chars<'p>>;

fn choice(rest: &mut Rest<'_>, depth: usize) -> Option<Choice> {
    let mut sequences = vec![Vec::new()];
    while let Some(c) = rest.next_if(|c| *c != ')') {
        if c == '|' {
            sequences.push(Vec::new());
            continue;
        }
        let part = part(c, rest, depth)?;
        sequences.last_mut()?.push(repetition(part, rest)?);
    }
    Some(Choice(sequences))
}

fn part(c: char, rest: &mut Rest<'_>, depth: usize) -> Option<Part> {
    Some(match c {
        '^' => Part::Start,
        '$' => Part::End,
        '.' => Part::One(Class { ranges: vec![('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')], negated: true }),
        '[' => Part::One(class(rest)?),
        '(' if depth < DEEPEST => {
            if rest.next_if_eq(&'?').is_some() {
                rest.next_if_eq(&':')?;
            }
            let group = choice(rest, depth + 1)?;
            rest.next_if_eq(&')')?;
            Part::Group(group)
        }
        '(' | '*' | '+' | '?' => return None,
        '\\' => Part::One(escape(rest)?),
        other => Part::One(only(other)),
    })
}

/// `part`, as often as what follows says.
fn repetition(part: Part, rest: &mut Rest<'_>) -> Option<Part> {
    let (least, most) = match rest.peek() {
        Some('*') => (0, None),
        Some('+') => (1, None),
        Some('?') => (0, Some(1)),
        Some('{') => {
            rest.next();
            let least = number(rest)?;
            let most = if rest.next_if_eq(&',').is_some() { number(rest) } else { Some(least) };
            if rest.peek() != Some(&'}') || least.max(most.unwrap_or(0)) > MOST {
                return None;
            }
            (least, most)
        }
        _ => return Some(part),
    };
    rest.next();
    // Whether as much or as little as possible is taken changes nothing about whether it matches.
    rest.next_if_eq(&'?');
    Some(Part::Repeated(Box::new(part), least, most))
}

fn number(rest: &mut Rest<'_>) -> Option<usize> {
    let mut digits = String::new();
    while let Some(digit) = rest.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    digits.parse().ok()
}

fn class(rest: &mut Rest<'_>) -> Option<Class> {
    let negated = rest.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    while let Some(c) = rest.next_if(|c| *c != ']') {
        let mut found = member(c, rest)?;
        let single = matches!(found.ranges.as_slice(), [(first, last)] if first == last) && !found.negated;
        let mut ahead = rest.clone();
        if single && ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']') {
            rest.next();
            let end = rest.next()?;
            let last = member(end, rest)?.ranges.first()?.1;
            found.ranges.iter_mut().for_each(|range| range.1 = last);
        }
        if found.negated {
            return None;
        }
        ranges.append(&mut found.ranges);
    }
    rest.next_if_eq(&']')?;
    Some(Class { ranges, negated })
}

fn member(c: char, rest: &mut Rest<'_>) -> Option<Class> {
    if c == '\\' { escape(rest) } else { Some(only(c)) }
}

fn only(c: char) -> Class {
    Class { ranges: vec![(c, c)], negated: false }
}

fn escape(rest: &mut Rest<'_>) -> Option<Class> {
    let c = rest.next()?;
    let ranges = match c.to_ascii_lowercase() {
        'd' => vec![('0', '9')],
        'w' => vec![('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')],
        's' => vec![('\t', '\r'), (' ', ' '), ('\u{a0}', '\u{a0}'), ('\u{2028}', '\u{2029}'), ('\u{feff}', '\u{feff}')],
        _ => return Some(only(escaped(c, rest)?)),
    };
    Some(Class { ranges, negated: c.is_ascii_uppercase() })
}

fn escaped(c: char, rest: &mut Rest<'_>) -> Option<char> {
    let code = |rest: &mut Rest<'_>, digits: usize| {
        let text: String = rest.by_ref().take(digits).collect();
        char::from_u32(u32::from_str_radix(&text, 16).ok()?)
    };
    match c {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'f' => Some('\u{c}'),
        'v' => Some('\u{b}'),
        'x' => code(rest, 2),
        'u' => code(rest, 4),
        c if c.is_ascii_alphanumeric() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_understood, matches};

    #[test]
    fn names_match_patterns() {
        for (pattern, yes, no) in [
            ("^x-", "x-a", "ax-"),
            ("x-", "ax-b", "x"),
            ("^[a-z]+$", "abc", "aBc"),
            ("^[A-Za-z0-9_.-]{1,4}$", "a.-4", "a.-45"),
            ("^(?:a|bc)*d?$", "abcbcad", "abd"),
            (r"^\d{2}:\w+$", "12:a_", "1:a"),
            (r"^[A-Za-z0-9\._%\+-]+@[A-Za-z0-9\.-]+\.[A-Za-z]{2,6}$", "a+b@c.de", "a@b"),
            ("^[^_]*$", "a", "a_"),
            ("(^a)|(b$)", "cb", "ca"),
            ("^á", "ármányos", "âa"),
            (r"^\u00e1{2,}$", "ááá", "á"),
            (r"^[\d-]+$", "1-2", "1_2"),
            ("^.$", "é", "\n"),
            ("^(a?){3}$", "aa", "aaaa"),
        ] {
            assert!(is_understood(pattern), "{pattern}");
            assert!(matches(pattern, yes), "{pattern} {yes}");
            assert!(!matches(pattern, no), "{pattern} {no}");
        }
        assert!(matches("", "anything") && matches("^", "") && matches("^$", ""));
    }

    #[test]
    fn examples_match() {
        let rows = [
            (r"^[A-Z]{2}-\d+$", Some("AA-1")),
            ("^(cat|dog)s?$", Some("cat")),
            ("^[^a]$", Some("A")),
            ("", Some("")),
            (r"^\w{3,8}$", Some("aaa")),
            ("^a$b", None),
            ("^(?=x)", None),
        ];
        for (pattern, expected) in rows {
            assert_eq!(super::example(pattern).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn what_is_not_understood_matches_nothing() {
        for pattern in
            ["^(?!x-)", r"\p{L}", r"(a)\1", "(a", "a)", "*a", "a{2", "[a", r"\", r"\b", "a{1,99999}", r"[\D]"]
        {
            assert!(!is_understood(pattern), "{pattern}");
            assert!(!matches(pattern, "a"), "{pattern}");
        }
    }

    #[test]
    fn no_pattern_is_slow() {
        assert!(!matches("^(a*)*(a*)*$", &format!("{}b", "a".repeat(500))));
        assert!(matches("^(((a|a)*)*){10000}$", &"a".repeat(100)));
    }
}
