//! Members of objects beyond the named ones.

use super::super::{Additional, Parent, TypeId};
use super::conjunction::Conjunction;
use super::context::Lowering;
use crate::document::{Kind, Node};

/// What schemas say together about members beyond the named ones.
pub(super) enum Rest<'a> {
    /// Nothing.
    Unmentioned,
    /// That there are none.
    Forbidden,
    /// That they may hold anything.
    Anything,
    /// That they hold what one of these describes, each for other names.
    Schemas(Vec<Node<'a>>),
}

impl<'a> Rest<'a> {
    pub(super) fn of(parts: &[Node<'a>]) -> Self {
        let mut schemas: Vec<Node<'a>> = Vec::new();
        let mut anything = false;
        let mut forbidding = 0;
        let mut describing = 0;
        for part in parts {
            describing += usize::from(part.get("properties").is_some_and(|list| !list.is_empty()));
            let patterns = part.get("patternProperties");
            schemas.extend(
                patterns
                    .iter()
                    .flat_map(|list| list.entries())
                    .map(|(_, schema)| schema)
                    .filter(|schema| schema.kind() == Kind::Object),
            );
            let rest = part.get("additionalProperties").or_else(|| part.get("unevaluatedProperties"));
            match rest {
                Some(schema) if schema.kind() == Kind::Object && !schema.is_empty() => {
                    schemas.push(schema);
                }
                Some(node) if node.as_bool() == Some(false) => forbidding += 1,
                Some(_) => anything = true,
                None => {}
            }
        }
        if !schemas.is_empty() && !anything {
            Self::Schemas(schemas)
        } else if anything {
            Self::Anything
        } else if forbidding > 0 && describing <= 1 {
            Self::Forbidden
        } else {
            // Several schemas with properties of their own, of which one forbids those of the others, do not mean it.
            Self::Unmentioned
        }
    }
}

impl<'a> Lowering<'a> {
    /// What the members of the object `id` beyond the named ones hold.
    pub(super) fn additional(&mut self, id: TypeId, conjunction: &Conjunction<'a>, rest: &Rest<'a>) -> Additional {
        match rest {
            Rest::Unmentioned => Additional::Unmentioned,
            Rest::Forbidden => Additional::Forbidden,
            Rest::Anything => Additional::Typed(self.anything(id, "value")),
            Rest::Schemas(schemas) => {
                let parent = Parent::Type(id, "value".to_owned());
                let same = |left: &Node<'a>, right: &Node<'a>| left.structural_eq(*right);
                match schemas.as_slice() {
                    [first, others @ ..] if others.iter().all(|other| same(first, other)) => {
                        Additional::Typed(self.use_of(&[*first], parent))
                    }
                    _ => {
                        self.reports.hint(
                            "member-types-differ",
                            conjunction.home,
                            "members with different name patterns hold different types, so any value is allowed in them",
                            "",
                        );
                        Additional::Typed(self.anything(id, "value"))
                    }
                }
            }
        }
    }
}
