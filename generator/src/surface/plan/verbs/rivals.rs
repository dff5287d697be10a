//! Calls of one group that could all have the same verb.

use super::super::ident::snake;
use super::phrase::{self, Phrase};

/// What documents say where these names are meant.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("list", &["all", "fetch", "find", "get", "index", "list"]),
    ("create", &["add", "create", "new", "post"]),
    ("retrieve", &["fetch", "find", "get", "one", "read", "retrieve", "show"]),
    ("replace", &["put", "replace", "set", "update"]),
    ("update", &["edit", "modify", "patch", "update"]),
    ("delete", &["delete", "destroy", "remove"]),
];

/// The one of `rivals` for `verb` that says no more than the verb, if there is exactly one: apart from what the group
/// says and what all of them say.
pub(super) fn plain(phrases: &[Phrase], rivals: &[usize], verb: &str) -> Option<usize> {
    let own = |at: &usize| phrases.get(*at).map(Phrase::left).unwrap_or_default();
    let is_verb = |word: &String| is_synonym(verb, word);
    let silent = |is_silent: &dyn Fn(&String) -> bool| {
        let mut found = rivals.iter().filter(|at| own(at).iter().all(is_silent));
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let is_common = |word: &String| rivals.iter().all(|at| own(at).contains(word));
    silent(&is_verb).or_else(|| silent(&|word| is_verb(word) || is_common(word)))
}

/// For each call that a plain one keeps from its verb and that says the same and more: the verb with what it says more.
pub(super) fn qualified(phrases: &[Phrase], verbs: &[Option<&str>]) -> Vec<Option<String>> {
    let name = |(at, phrase): (usize, &Phrase)| {
        let verb = verbs.get(at).copied().flatten()?;
        let rivals: Vec<usize> = (0..phrases.len()).filter(|other| verbs.get(*other) == Some(&Some(verb))).collect();
        let plain = phrases.get(plain(phrases, &rivals, verb).filter(|plain| *plain != at)?)?;
        let says_more = plain.words().iter().all(|word| phrase.words().contains(word));
        says_more.then(|| qualify(phrase, plain, verb))?
    };
    phrases.iter().enumerate().map(name).collect()
}

/// The verb in its place among the words that `plain` does not have; behind them where it has none. Absent where these
/// words say nothing by themselves.
fn qualify(phrase: &Phrase, plain: &Phrase, verb: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in phrase.left() {
        if is_synonym(verb, word) && !words.contains(&verb) {
            words.push(verb);
        } else if !plain.left().contains(word) {
            words.push(word);
        }
    }
    if !words.contains(&verb) {
        words.push(verb);
    }
    let says_something = words.iter().any(|word| *word != verb && !phrase::LOOSE.contains(word));
    says_something.then(|| snake(&words.join("_")))
}

fn is_synonym(verb: &str, word: &str) -> bool {
    SYNONYMS.iter().any(|(name, synonyms)| *name == verb && synonyms.contains(&word))
}
