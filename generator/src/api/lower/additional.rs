//! Members of objects beyond the named ones.

use wharf_runtime::pattern;

use super::super::{Additional, Docs, Parent, PatternMembers, TypeId, Use};
use super::arrays::is_never;
use super::conjunction::{Conjunction, Group};
use super::context::Lowering;
use super::impossible::is_impossible;
use super::notes::schema_docs;
use crate::document::{Kind, Node};

/// What schemas say together about members beyond the named ones.
pub(super) struct Rest<'a> {
    /// Patterns of names, each with all that describes their members.
    patterns: Vec<(&'a str, Vec<Node<'a>>)>,
    /// Whether there are patterns that no client can tell.
    has_unread: bool,
    others: Others<'a>,
    /// Whether what conditions describe counts among the others as well.
    passes_conditions: bool,
    /// Whether the others may be what another branch of an `anyOf` names as well.
    is_beside_any_of: bool,
}

/// What a member is that a condition describes, where the condition does not hold.
pub(super) enum Outside<'r, 'a> {
    /// All of these, and where it holds too.
    Always(&'r [Node<'a>]),
    /// All of these.
    Else(&'r [Node<'a>]),
    /// Any JSON.
    Anything,
    /// It is not there.
    Never,
}

/// Members that no pattern speaks of either.
enum Others<'a> {
    /// Nothing is said of them.
    Unmentioned,
    /// There are none.
    Forbidden,
    /// They may hold anything.
    Anything,
    /// They hold what all of these describe.
    Schemas(Vec<Node<'a>>),
}

/// How deep schemas are looked into for an `anyOf`.
const DEPTH: usize = 16;

/// Patterns that every name matches.
pub(super) const ALL: [&str; 9] = ["", "^", "$", ".*", "^.*", "^.*$", ".*$", ".+", "^.+$"];

impl<'a> Rest<'a> {
    /// As where nothing is known of an object: its members may hold anything.
    pub(super) fn anything() -> Self {
        Self {
            patterns: Vec::new(),
            has_unread: false,
            others: Others::Anything,
            passes_conditions: true,
            is_beside_any_of: false,
        }
    }

    pub(super) fn of(conjunction: &Conjunction<'a>) -> Self {
        let parts = &conjunction.parts;
        let mut rest = Self { others: Others::Unmentioned, passes_conditions: false, ..Self::anything() };
        let mut schemas = Vec::new();
        for (name, schema) in parts.iter().filter_map(|part| part.get("patternProperties")).flat_map(Node::entries) {
            if ALL.contains(&name) {
                schemas.push(schema);
            } else if !pattern::is_understood(name) {
                rest.has_unread = true;
            } else if !is_never(schema) {
                rest.add(name, schema);
            }
        }
        schemas.extend(parts.iter().filter_map(|part| part.get("additionalProperties")));
        let evaluates = !schemas.is_empty();
        rest.passes_conditions = evaluates;
        if !evaluates {
            for (part, schema) in parts.iter().filter_map(|part| Some((part, part.get("unevaluatedProperties")?))) {
                // Beside an `anyOf` it lets in what any of its branches names, and a value may be of several.
                let is_beside = has_any_of(*part, conjunction, 0);
                rest.is_beside_any_of |= is_beside;
                schemas.extend(Some(schema).filter(|schema| !is_beside || !is_never(*schema)));
            }
        }
        let describing =
            parts.iter().filter(|part| part.get("properties").is_some_and(|list| !list.is_empty())).count();
        // Several schemas with properties of their own, of which one forbids those of the others, do not mean it.
        let means_it = describing <= 1 || !evaluates;
        rest.others = others(&schemas, means_it);
        rest
    }

    fn add(&mut self, name: &'a str, schema: Node<'a>) {
        match self.patterns.iter_mut().find(|(known, _)| *known == name) {
            Some((_, schemas)) => schemas.push(schema),
            None => self.patterns.push((name, vec![schema])),
        }
    }

    /// The same for an object of which not all is known that may be in it: what is not forbidden may be there.
    pub(super) fn opened(mut self) -> Self {
        if matches!(self.others, Others::Unmentioned) {
            self.others = Others::Anything;
        }
        self
    }

    /// What describes the member `name` wherever no condition does; none where nothing is said of it.
    pub(super) fn outside(&self, name: &str) -> Outside<'_, 'a> {
        match (self.member(name), &self.others) {
            _ if self.has_unread => Outside::Anything,
            (Some(schemas), _) if self.passes_conditions => Outside::Always(schemas),
            (Some(schemas), _) => Outside::Else(schemas),
            (None, Others::Forbidden) => Outside::Never,
            (None, _) => Outside::Anything,
        }
    }

    /// What describes the member `name`, which is not among the named ones; none where nothing does.
    pub(super) fn member(&self, name: &str) -> Option<&[Node<'a>]> {
        let matching = self.patterns.iter().find(|(pattern, _)| pattern::matches(pattern, name));
        matching.map(|(_, schemas)| schemas.as_slice()).or(match &self.others {
            Others::Schemas(schemas) => Some(schemas),
            _ => None,
        })
    }

    /// Whether the member `name`, which the `if` of a condition describes alone, is one of these or none at all.
    pub(super) fn takes(&self, name: &str) -> bool {
        let said = !matches!(self.others, Others::Unmentioned);
        let takes_others = self.passes_conditions && said || matches!(self.others, Others::Anything);
        takes_others || self.has_unread || self.patterns.iter().any(|(pattern, _)| pattern::matches(pattern, name))
    }

    /// Whether a member that nothing describes may not be there.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.others, Others::Forbidden) && !self.has_unread
    }

    /// What describes all members, where they are all of one kind. Who has patterns of names and says nothing about
    /// other names leaves those free.
    pub(super) fn all(&self) -> Option<&[Node<'a>]> {
        let (_, first) = match (self.patterns.first(), &self.others) {
            (_, _) if self.has_unread => return self.patterns.is_empty().then_some(&[]),
            (None, Others::Schemas(schemas)) => return Some(schemas),
            (None, Others::Anything | Others::Unmentioned) => return Some(&[]),
            (None, Others::Forbidden) => return None,
            (Some(first), _) => first,
        };
        let same = |other: &[Node<'a>]| {
            first.len() == other.len() && first.iter().zip(other).all(|(left, right)| left.structural_eq(*right))
        };
        let are_same = self.patterns.iter().all(|(_, schemas)| same(schemas));
        let is_whole = match &self.others {
            Others::Forbidden => true,
            Others::Schemas(schemas) => same(schemas),
            Others::Anything | Others::Unmentioned => false,
        };
        (are_same && is_whole).then_some(first)
    }
}

/// Whether `schema` has an `anyOf` of which a branch was chosen, or what it refers to or consists of does.
fn has_any_of<'a>(schema: Node<'a>, conjunction: &Conjunction<'a>, depth: usize) -> bool {
    if conjunction.is_taken(schema, Group::AnyOf) {
        return true;
    }
    let all = schema.get("allOf").into_iter().flat_map(Node::items);
    let mut parts = schema.follow().ok().flatten().into_iter().chain(all);
    depth < DEPTH && parts.any(|part| has_any_of(part, conjunction, depth + 1))
}

fn others<'a>(schemas: &[Node<'a>], means_it: bool) -> Others<'a> {
    let described = |schema: &&Node<'a>| schema.kind() == Kind::Object && !schema.is_empty() && !is_never(**schema);
    let found: Vec<Node<'a>> = schemas.iter().filter(described).copied().collect();
    if !found.is_empty() {
        Others::Schemas(found)
    } else if schemas.iter().any(|schema| !is_never(*schema)) {
        Others::Anything
    } else if !schemas.is_empty() && means_it {
        Others::Forbidden
    } else {
        Others::Unmentioned
    }
}

impl<'a> Lowering<'a> {
    /// Members of the object `id` that all of `schemas` describe.
    pub(super) fn members(&mut self, id: TypeId, role: &str, schemas: &[Node<'a>]) -> Use {
        if schemas.is_empty() || (schemas.len() > 1 && is_impossible(schemas)) {
            return self.anything(id, role);
        }
        self.use_of(schemas, Parent::Type(id, role.to_owned()))
    }

    /// What the members of the object `id` beyond the named ones hold.
    pub(super) fn additional(&mut self, id: TypeId, rest: &Rest<'a>) -> Additional {
        match &rest.others {
            _ if rest.has_unread => Additional::Typed(self.anything(id, "value")),
            Others::Unmentioned => Additional::Unmentioned,
            Others::Forbidden => Additional::Forbidden,
            Others::Anything => Additional::Typed(self.anything(id, "value")),
            Others::Schemas(schemas) => {
                if rest.is_beside_any_of {
                    self.beside_any_of.insert(id);
                }
                Additional::Typed(self.members(id, "value", schemas))
            }
        }
    }

    /// The members of the object `id` whose names match a pattern.
    pub(super) fn patterns(&mut self, id: TypeId, rest: &Rest<'a>) -> Vec<PatternMembers> {
        let mut patterns = Vec::with_capacity(rest.patterns.len());
        for (pattern, schemas) in &rest.patterns {
            let docs = schemas.first().map_or_else(Docs::default, |schema| schema_docs(*schema));
            patterns.push(PatternMembers {
                pattern: (*pattern).to_owned(),
                ty: self.members(id, "value", schemas),
                docs,
            });
        }
        patterns
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, pattern};

    #[test]
    fn every_name_matches() {
        assert!(ALL.iter().all(|all| pattern::matches(all, "any name")));
    }
}
