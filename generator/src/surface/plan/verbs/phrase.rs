//! What an `operationId` says beyond its group.

use crate::api::Operation;

use super::super::english::singular;
use super::super::ident::{snake, words};
use super::super::operation_words::{id_words, without_path};

/// Words that begin a phrase of their own.
const PREPOSITIONS: &[&str] = &["at", "by", "for", "from", "in", "into", "of", "on", "to", "with", "within"];

/// What is done to get what there is.
const GETS: &[&str] = &["fetch", "find", "get", "list", "load", "read", "retrieve"];

/// What frameworks put behind the name of a resource to say which code answers.
const ROLES: &[&str] = &["api", "controller", "resource", "service"];

/// Words that say nothing at the end or the beginning of a name.
pub(super) const LOOSE: &[&str] = &["a", "an", "and", "or", "the"];

/// The words of an operation, and what its group leaves of them.
#[derive(Debug)]
pub(super) struct Phrase {
    /// All words of the `operationId`, or of method and path where it has none.
    words: Vec<String>,
    /// Those that the group does not say.
    left: Vec<String>,
    /// The same, with all that follows a preposition.
    longer: Vec<String>,
    /// What to say where nothing is left.
    fallback: String,
    /// Whether the `operationId` ends in a word of the group, in the plural.
    is_plural: bool,
}

impl Phrase {
    /// What `operation` is called beyond `chain`, the segments of its group.
    pub(super) fn new(operation: &Operation, chain: &[String]) -> Self {
        let group: Vec<String> = chain.iter().flat_map(|segment| words(segment)).collect();
        let ones: Vec<String> = group.iter().map(|word| singular(word)).collect();
        let is_said = |word: &String| ones.contains(&singular(word));
        let id = id_words(operation);
        let id = without_path(operation, &id).unwrap_or(id);
        let id = without_tag(operation.id.as_deref(), &id);
        let id = without_resource(operation, id, is_said).to_vec();
        let (mut left, mut longer) = (Vec::new(), Vec::new());
        for (at, part) in parts(&id).into_iter().enumerate() {
            if at == 0 {
                left.extend(part.iter().filter(|word| !is_said(word)).cloned());
                longer.clone_from(&left);
                continue;
            }
            if !part.iter().skip(1).all(is_said) {
                left.extend_from_slice(part);
            }
            longer.extend_from_slice(part);
        }
        let is_plural = id.last().is_some_and(|last| singular(last) != *last && group.contains(last));
        Self { fallback: by_path(operation, is_said), left, longer, words: id, is_plural }
    }

    /// All words.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether one of `verbs` is the first word, and the group says the rest.
    pub(super) fn begins_with(&self, verbs: &[&str]) -> bool {
        matches!(self.left.as_slice(), [verb] if verbs.contains(&verb.as_str()))
    }

    /// Whether the group says all but `method`, or all.
    pub(super) fn says_only(&self, method: &str) -> bool {
        self.left.iter().all(|word| word == method)
    }

    /// Those that the group does not say.
    pub(super) fn left(&self) -> &[String] {
        &self.left
    }

    /// How many words the shortest name leaves out though no word of the group is meant by them.
    pub(super) fn lost(&self) -> usize {
        self.longer.len().saturating_sub(self.left.len())
    }

    /// Whether it speaks of a list: by the word, or by its plural where there are items to be had one by one.
    pub(super) fn lists(&self, has_items: bool) -> bool {
        let says = |verb: &str| self.left.iter().any(|word| word == verb);
        let gets =
            |pair: &[String]| matches!(pair, [first, second] if GETS.contains(&first.as_str()) && second == "all");
        let gets_all = self.left.windows(2).any(gets);
        (says("list") && !says("get")) || gets_all || (has_items && self.is_plural)
    }

    /// The names that it makes, the best first.
    pub(super) fn names(&self) -> Vec<String> {
        let said = [&self.left, &self.longer, &self.words].map(|words| trimmed(words));
        let is_silent = said.first().is_none_or(|left| left.is_empty());
        let said = said.iter().filter(|words| !words.is_empty());
        let mut names: Vec<String> = said.map(|words| snake(&words.join("_"))).collect();
        if is_silent {
            names.insert(0, self.fallback.clone());
        }
        names
    }
}

/// Without the tag that stands before a slash.
fn without_tag<'a>(written: Option<&str>, id: &'a [String]) -> &'a [String] {
    let tag = written.and_then(|written| written.rsplit_once('/')).map(|(tag, _)| words(tag)).unwrap_or_default();
    id.strip_prefix(tag.as_slice()).filter(|rest| !rest.is_empty()).unwrap_or(id)
}

/// Without the resource that stands before the first `_` or the last `.`, as in `Orders_GetAll`, where the group or a tag
/// says it.
fn without_resource<'a>(operation: &Operation, id: &'a [String], is_said: impl Fn(&String) -> bool) -> &'a [String] {
    let written = operation.id.as_deref().unwrap_or_default();
    let Some((resource, name)) = written.rsplit_once('.').or_else(|| written.split_once('_')) else { return id };
    let (mut resource, name) = (words(resource), words(name));
    // Words of an `operationId` that is written in snake case are no resource.
    let is_plain = written.contains('.') || !name.is_empty() && written.chars().any(char::is_uppercase);
    let Some(rest) = id.strip_prefix(resource.as_slice()).filter(|rest| is_plain && !rest.is_empty()) else {
        return id;
    };
    if resource.len() > 1 && resource.last().is_some_and(|last| ROLES.contains(&last.as_str())) {
        resource.pop();
    }
    let is_tag = operation.tags.iter().any(|tag| words(tag) == resource);
    if is_tag || resource.iter().all(is_said) { rest } else { id }
}

/// The words up to the first preposition, and from each one to the next.
fn parts(words: &[String]) -> Vec<&[String]> {
    let mut parts = Vec::new();
    let mut rest = words;
    while let Some((_, after)) = rest.split_first() {
        let next = after.iter().position(|word| PREPOSITIONS.contains(&word.as_str()));
        let (part, left) = rest.split_at(next.map_or(rest.len(), |next| next + 1));
        parts.push(part);
        rest = left;
    }
    parts
}

/// `words` without loose ones at both ends.
fn trimmed(words: &[String]) -> &[String] {
    let is_firm = |word: &String| !LOOSE.contains(&word.as_str());
    let start = words.iter().position(is_firm).unwrap_or(words.len());
    let end = words.iter().rposition(is_firm).map_or(start, |last| last + 1);
    words.get(start..end).unwrap_or_default()
}

/// Method and path, less what the group says.
fn by_path(operation: &Operation, is_said: impl Fn(&String) -> bool) -> String {
    let method = operation.method.0.to_lowercase();
    let path = words(&operation.path.replace(['{', '}'], " ")).into_iter().filter(|word| !is_said(word));
    snake(&[vec![method], path.collect()].concat().join("_"))
}
