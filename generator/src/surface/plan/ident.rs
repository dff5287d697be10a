//! Rust identifiers from whatever a document calls things.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use deunicode::deunicode;
use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};

/// Words that are no identifiers, as they are or ever since some edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot be identifiers even as `r#word`.
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_"];

/// How characters are spelt where a name has nothing else, or where they tell two names apart.
const SYMBOLS: &[(char, &str)] = &[
    ('*', "star"),
    ('+', "plus"),
    ('-', "minus"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('!', "not"),
    ('/', "slash"),
    ('.', "dot"),
    ('$', "dollar"),
    ('@', "at"),
    ('#', "hash"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('?', "question"),
    (':', "colon"),
    ('_', "underscore"),
    (' ', "space"),
    ('"', "quote"),
    ('\'', "apostrophe"),
    ('\\', "backslash"),
    ('~', "tilde"),
    ('^', "caret"),
    (',', "comma"),
    (';', "semicolon"),
];

/// The most bytes of a name: files are called after modules, and pages of documentation after types, and neither takes
/// more than 255.
const LONGEST: usize = 120;

/// The most bytes of a name that is made of several.
const LONGEST_JOINED: usize = 180;

/// `UpperCamelCase`, for types and variants.
pub(super) fn camel(text: &str) -> String {
    let readable = readable(text);
    // A script without case would give a type the name that a field has.
    let caseless = |c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase();
    if readable.trim_start().starts_with(caseless) {
        return camel(&deunicode(&readable));
    }
    let name = readable.to_upper_camel_case();
    let name = separate_digits(&readable, &name, '_').unwrap_or(name);
    finish(&name, "_", "Empty")
}

/// `snake_case` in ASCII, for modules, which are file names too; a keyword steps aside instead of being written raw.
pub(super) fn module(text: &str) -> String {
    let name = snake(&deunicode(text));
    if name.starts_with("r#") { format!("{}_", plain(&name)) } else { name }
}

/// `snake_case`, for fields, arguments, methods and modules; `r#` before a keyword, `n` before a digit, since `_` there
/// would say that nobody uses it.
pub(super) fn snake(text: &str) -> String {
    let name = finish(&readable(text).to_snake_case(), "n", "empty");
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

/// The name without what makes a keyword of it an identifier.
pub(super) fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// `text` with all its symbols as words.
pub(super) fn spelt(text: &str) -> String {
    let word = |c: char| {
        let symbol = symbol(c);
        if symbol.is_empty() { c.to_string() } else { format!(" {symbol} ") }
    };
    text.chars().map(word).collect()
}

/// `snake_case` with the signs at both ends as words, as in `date_less` of `date<`: what tells a name from one without them.
pub(super) fn with_signs(text: &str) -> String {
    let core = text.trim_matches(is_sign);
    match text.split_once(core) {
        Some((before, after)) if !core.is_empty() => snake(&format!("{} {core} {}", spelt(before), spelt(after))),
        _ => snake(text),
    }
}

/// Whether a character is spelt as a word.
pub(super) fn is_sign(c: char) -> bool {
    !symbol(c).is_empty()
}

/// Two names in `UpperCamelCase` as one. What keeps a digit from the beginning of the second is only in the way, unless
/// the first ends with one; so is what keeps the first from being a word that cannot be a name.
pub(super) fn joined(first: &str, second: &str) -> String {
    let first = if second.is_empty() { first } else { first.strip_suffix('_').unwrap_or(first) };
    let second = match second.strip_prefix('_') {
        Some(digits) if !first.is_empty() && !first.ends_with(|last: char| last.is_ascii_digit()) => digits,
        _ => second,
    };
    shortened(&format!("{first}{second}"), LONGEST_JOINED).to_owned()
}

/// As many of the first words of a name as fit into `longest` bytes.
fn shortened(name: &str, longest: usize) -> &str {
    if name.len() <= longest {
        return name;
    }
    let ends = name.char_indices().map(|(at, c)| (at, c == '_' || c.is_uppercase()));
    let fitting = ends.take_while(|(at, _)| *at <= longest);
    let (mut end, mut end_of_word) = (0, 0);
    for (at, is_next_word) in fitting {
        end = at;
        end_of_word = if is_next_word { at } else { end_of_word };
    }
    let end = if end_of_word > longest / 2 { end_of_word } else { end };
    name.get(..end).unwrap_or(name).trim_end_matches('_')
}

/// What cannot be the name of a crate that others use: keywords, and crates that every crate has already.
pub(super) fn is_crate_of_its_own(name: &str) -> bool {
    let taken = ["alloc", "core", "proc_macro", "std", "test", "wharf_runtime"];
    let name = name.replace('-', "_");
    !taken.contains(&name.as_str()) && !KEYWORDS.contains(&name.as_str()) && !NEVER.contains(&name.as_str())
}

/// The words of `text`, in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    readable(text).to_snake_case().split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Names that are taken in one place, and how the next one steps aside.
#[derive(Debug, Default, Clone)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// How often a name had to step aside.
    counts: HashMap<String, usize>,
}

impl Scope {
    /// A scope in which these are taken already.
    pub(super) fn with(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| (*name).to_owned()).collect(), counts: HashMap::new() }
    }

    /// `wanted`, or `wanted2`, `wanted3` … (`wanted_2` in snake case) where it is taken.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let name = plain(wanted);
        if self.taken.insert(name.to_owned()) {
            return wanted.to_owned();
        }
        let is_snake = name.starts_with(|first: char| first.is_lowercase());
        // A keyword that stepped aside already ends in `_`; two of them in a row are no good name anywhere.
        let base = name.trim_end_matches('_');
        let separator = if is_snake || base.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
        let count = self.counts.entry(name.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let name = format!("{base}{separator}{count}");
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(plain(name))
    }
}

/// `text` with symbols spelt out where it has nothing else or begins with a sign, and with plurals of acronyms (`IDs`)
/// as one word.
fn readable(text: &str) -> String {
    let text = cased(text);
    let text = text.as_ref();
    let spelt = if text.chars().any(|c| is_xid_continue(c) && c != '_') {
        match text.strip_prefix(['+', '-']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            Some(rest) => format!("{} {rest}", if text.starts_with('+') { "plus" } else { "minus" }),
            None => text.to_owned(),
        }
    } else {
        text.chars().map(symbol).collect::<Vec<_>>().join(" ")
    };
    let chars: Vec<char> = spelt.chars().map(|c| if is_xid_continue(c) { c } else { ' ' }).collect();
    let mut out = String::with_capacity(spelt.len());
    let mut rest = chars.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let capitals = rest.iter().take_while(|c| c.is_uppercase()).count();
        let beyond = rest.get(capitals + 1).copied().unwrap_or(' ');
        let plural = rest.get(capitals) == Some(&'s') && !beyond.is_lowercase() && !beyond.is_ascii_digit();
        out.push(*first);
        rest = after;
        if capitals > 1 {
            let (acronym, after) = rest.split_at(capitals - 1);
            let lower = |c: &char| {
                if plural { c.to_lowercase().collect::<String>() } else { c.to_string() }
            };
            out.extend(acronym.iter().map(lower));
            rest = after;
        }
    }
    out
}

/// `text` with letters in ASCII that are of one case and have no other, as `𝒳` and `ª`: no name in the other case may have
/// them.
fn cased(text: &str) -> Cow<'_, str> {
    let is_stuck =
        |c: char| (c.is_uppercase() && c.to_lowercase().eq([c])) || (c.is_lowercase() && c.to_uppercase().eq([c]));
    if text.is_ascii() || !text.chars().any(is_stuck) {
        return Cow::Borrowed(text);
    }
    let written = |c: char| if is_stuck(c) { deunicode(&c.to_string()) } else { c.to_string() };
    Cow::Owned(text.chars().map(written).collect())
}

fn symbol(c: char) -> &'static str {
    SYMBOLS.iter().find(|(symbol, _)| *symbol == c).map_or("", |(_, name)| name)
}

/// Keeps apart digits that something stood between: `4.1` is not `41`.
fn separate_digits(text: &str, name: &str, separator: char) -> Option<String> {
    let mut out = String::with_capacity(name.len() + 2);
    let mut rest = name.chars().peekable();
    let mut gap = false;
    let mut last = ' ';
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_digit() && last.is_ascii_digit() {
            out.push(separator);
        }
        gap = false;
        last = c;
        let next = rest.next()?;
        if !next.to_lowercase().eq(c.to_lowercase()) {
            return None;
        }
        out.push(next);
    }
    rest.peek().is_none().then_some(out)
}

/// Makes an identifier of a name that only lacks a proper beginning, or everything.
fn finish(name: &str, before_digit: &str, empty: &str) -> String {
    let kept: String = name.chars().filter(|&c| is_xid_continue(c)).collect();
    let kept = shortened(&kept, LONGEST).to_owned();
    let name = match kept.chars().next() {
        None => return empty.to_owned(),
        Some(first) if is_xid_start(first) || first == '_' => kept,
        Some(_) => format!("{before_digit}{kept}"),
    };
    if NEVER.contains(&name.as_str()) { format!("{name}_") } else { name }
}

#[cfg(test)]
mod tests {
    use super::{Scope, camel, joined, module, snake, words};

    #[test]
    fn types_and_variants() {
        for (text, name) in [
            ("PetResource", "PetResource"),
            ("4g", "_4g"),
            ("gpt-4.1", "Gpt4_1"),
            ("gpt-41", "Gpt41"),
            ("2024-10-01", "_2024_10_01"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("*", "Star"),
            ("\"", "Quote"),
            ("𝒳 axis", "XAxis"),
            ("ª", "A"),
            ("\\", "Backslash"),
            (">=", "GreaterEqual"),
            ("", "Empty"),
            ("é", "É"),
            ("self", "Self_"),
            ("a-b", "AB"),
            ("file_IDs", "FileIds"),
            ("HTTPServer", "HttpServer"),
            ("😀", "Empty"),
            ("日本", "RiBen"),
        ] {
            assert_eq!(camel(text), name, "{text}");
        }
    }

    #[test]
    fn fields_and_methods() {
        for (text, name) in [
            ("fileIDs", "file_ids"),
            ("type", "r#type"),
            ("self", "self_"),
            ("a-b", "a_b"),
            ("X-Request-Id", "x_request_id"),
            ("1st", "n1st"),
            ("1", "n1"),
            ("", "empty"),
            ("$expand", "expand"),
            ("created[gte]", "created_gte"),
            ("URLs", "urls"),
        ] {
            assert_eq!(snake(text), name, "{text}");
        }
    }

    #[test]
    fn names_join_without_an_underscore_between_letters_and_digits() {
        assert_eq!(joined("Item", &camel("1")), "Item1");
        assert_eq!(joined("V1", &camel("1")), "V1_1");
        assert_eq!(joined("", &camel("1")), "_1");
        assert_eq!(joined("Item", &camel("size")), "ItemSize");
        assert_eq!(joined(&camel("self"), &camel("item")), "SelfItem");
    }

    #[test]
    fn names_are_as_long_as_those_of_files_may_be() {
        let words = ["word"; 40].join(" ");
        assert_eq!(camel(&words), "Word".repeat(30));
        assert_eq!(snake(&words), ["word"; 24].join("_"));
        assert_eq!(module(&"日".repeat(100)), ["ri"; 40].join("_"));
        assert_eq!(snake(&"é".repeat(100)), "é".repeat(60));
        assert_eq!(camel(&"long".repeat(40)).len(), 120);
        assert_eq!(joined(&camel(&words), &camel(&words)), "Word".repeat(45));
    }

    #[test]
    fn taken_names_step_aside() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim("a_b"), "a_b");
        assert_eq!(scope.claim("a_b"), "a_b_2");
        assert_eq!(scope.claim("r#type"), "r#type");
        assert_eq!(scope.claim("r#type"), "type_2");
        assert_eq!(scope.claim("Pet"), "Pet");
        assert_eq!(scope.claim("Pet"), "Pet2");
        assert_eq!(scope.claim("V1"), "V1");
        assert_eq!(scope.claim("V1"), "V1_2");
        assert_eq!(scope.claim("self_"), "self_");
        assert_eq!(scope.claim("self_"), "self_2");
        assert_eq!(scope.claim("Self_"), "Self_");
        assert_eq!(scope.claim("Self_"), "Self2");
    }

    #[test]
    fn modules_are_ascii() {
        for (text, name) in [("café", "cafe"), ("日本", "ri_ben"), ("type", "type_"), ("by-name", "by_name")] {
            assert_eq!(module(text), name, "{text}");
        }
    }

    #[test]
    fn words_are_lower_case() {
        assert_eq!(words("ListPetFiles"), ["list", "pet", "files"]);
    }
}
