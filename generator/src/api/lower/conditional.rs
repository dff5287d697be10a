//! Members that an object has under a condition: what `then`, `else`, `dependentSchemas` and the branches of groups that are
//! no union describe and nothing else does, and what conditions ask for. They are members that may be left out.

use super::super::{Docs, Parent, Property, TypeId, Use};
use super::additional::{Outside, Rest};
use super::arrays::is_never;
use super::conjunction::{Conjunction, Group};
use super::context::Lowering;
use super::draft::{Draft, DraftBranch};
use super::objects::Members;
use super::shape::unfinished;
use crate::document::{Kind, Node};

/// How deep conditions within conditions are looked into.
const DEPTH: usize = 8;

/// A member that conditions describe.
struct Conditional<'a> {
    name: &'a str,
    /// What each of them says of it.
    schemas: Vec<Node<'a>>,
    /// Whether one of these always holds.
    is_certain: bool,
}

impl<'a> Lowering<'a> {
    /// Adds the members that only conditions describe. Where those do not hold, they are what is said of them outside.
    pub(super) fn conditional(
        &mut self,
        id: TypeId,
        conjunction: &Conjunction<'a>,
        (members, rest): (&Members<'a>, &Rest<'a>),
        properties: &mut Vec<Property>,
    ) {
        let mut found: Vec<Conditional<'a>> = Vec::new();
        for part in &conjunction.parts {
            let choices = choices(*part, conjunction);
            for branches in &choices {
                let mut here = Vec::new();
                self.under(branches, 0, &mut here);
                for one in here {
                    let is_certain =
                        branches.len() > 1 && branches.iter().all(|branch| self.describes(*branch, one.name));
                    add(&mut found, one, is_certain);
                }
            }
        }
        for Conditional { name, schemas, is_certain } in found {
            if members.has(name) || properties.iter().any(|property| property.wire_name == name) {
                continue;
            }
            let Some(last) = schemas.last() else { continue };
            let mut property = self.property(id, name, &[*last], false);
            property.ty = match rest.outside(name) {
                Outside::Always(outside) => self.members(id, name, outside),
                Outside::Else(outside) if !is_certain => self.either(id, name, &schemas, Some(outside)),
                // Of so many choices, types for each would be too many.
                Outside::Anything if !is_certain && !conjunction.spread.is_empty() => self.anything(id, name),
                Outside::Anything if !is_certain => self.either(id, name, &schemas, Some(&[])),
                _ if schemas.len() > 1 => self.either(id, name, &schemas, None),
                _ => property.ty,
            };
            properties.push(property);
        }
    }

    /// Adds the members that only an `if` describes, or that nothing does but branches which ask for them. They may hold any JSON: where they do not fit, the condition does
    /// not hold.
    pub(super) fn asked(
        &mut self,
        id: TypeId,
        conjunction: &Conjunction<'a>,
        (members, rest): (&Members<'a>, &Rest<'a>),
        properties: &mut Vec<Property>,
    ) {
        let conditions = conjunction.parts.iter().filter_map(|part| part.get("if"));
        for condition in conditions.filter(|condition| condition.kind() == Kind::Object) {
            for part in self.flatten(&[condition]).parts {
                for (name, schema) in part.get("properties").iter().flat_map(|list| list.entries()) {
                    let known = members.has(name) || properties.iter().any(|property| property.wire_name == name);
                    if !known && !rest.takes(name) {
                        let mut property = self.property(id, name, &[schema], false);
                        property.ty = self.anything(id, name);
                        properties.push(property);
                    }
                }
            }
        }
        for (name, node) in needed_under_conditions(conjunction) {
            let known = members.has(name) || properties.iter().any(|property| property.wire_name == name);
            if !known && !rest.takes(name) {
                properties.push(Property {
                    wire_name: name.to_owned(),
                    ty: self.anything(id, name),
                    required: false,
                    read_only: false,
                    write_only: false,
                    docs: Docs::default(),
                    default: None,
                    origin: self.origin(node),
                });
            }
        }
    }

    /// Whether `branch` describes a property called `name`.
    fn describes(&mut self, branch: Node<'a>, name: &str) -> bool {
        let is_described = |part: &Node<'a>| part.get("properties").and_then(|list| list.get(name)).is_some();
        branch.kind() == Kind::Object && self.flatten(&[branch]).parts.iter().any(is_described)
    }

    /// The properties that `branches` describe, and the conditions and groups in them, each with its different schemas.
    fn under(&mut self, branches: &[Node<'a>], depth: usize, found: &mut Vec<Conditional<'a>>) {
        for branch in branches.iter().filter(|branch| branch.kind() == Kind::Object) {
            for part in self.flatten(&[*branch]).parts {
                for (name, described) in part.get("properties").iter().flat_map(|list| list.entries()) {
                    if !is_never(described) {
                        add(found, Conditional { name, schemas: vec![described], is_certain: false }, false);
                    }
                }
                if depth < DEPTH {
                    let groups = [Group::OneOf, Group::AnyOf].into_iter().filter_map(|group| part.get(group.keyword()));
                    let mut choices = conditions(part);
                    choices.extend(groups.map(|list| list.items().collect()));
                    for branches in &choices {
                        self.under(branches, depth + 1, found);
                    }
                }
            }
        }
    }

    /// A place below `id` that holds what one of `schemas` describes, or what all of `outside` do, which may be nothing.
    fn either(&mut self, id: TypeId, role: &str, schemas: &[Node<'a>], outside: Option<&[Node<'a>]>) -> Use {
        let union = self.add_inner(id, role, unfinished());
        if let (Some(first), Some(ty)) =
            (schemas.first().map(|first| self.origin(*first)), self.types.get_mut(union.index()))
        {
            ty.origin = first;
        }
        let mut nullable = false;
        let mut branches = Vec::with_capacity(schemas.len() + 1);
        let mut add = |ty: Use, docs: Docs| {
            nullable |= ty.nullable;
            branches.push(DraftBranch { ty: ty.id, target: None, name: None, tags: Vec::new(), docs });
        };
        for (index, schema) in schemas.iter().enumerate() {
            let parent = Parent::Type(union, super::naming::branch_role(*schema, index));
            add(self.use_of(&[*schema], parent), super::notes::schema_docs(*schema));
        }
        if let Some(outside) = outside {
            add(self.members(union, "other", outside), Docs::default());
        }
        let draft = Draft { declared: None, inherited: false, only_tagged: false, may_overlap: true, branches };
        self.drafts.insert(union, draft);
        Use { id: union, nullable }
    }
}

/// What may hold beside `part`, one list for each choice: of lists with more than one schema exactly one holds, or at least
/// one.
fn choices<'a>(part: Node<'a>, conjunction: &Conjunction<'a>) -> Vec<Vec<Node<'a>>> {
    let mut choices = conditions(part);
    for group in [Group::OneOf, Group::AnyOf] {
        if conjunction.is_spread(part, group) {
            choices.extend(part.get(group.keyword()).map(|list| list.items().collect()));
        }
    }
    choices
}

/// The schemas of which some hold for a value of `schema`, one list for each choice.
fn conditions(schema: Node<'_>) -> Vec<Vec<Node<'_>>> {
    let conditions = ["then", "else"].into_iter().filter(|_| schema.get("if").is_some());
    let dependent = ["dependentSchemas", "dependencies"].into_iter().filter_map(|keyword| schema.get(keyword));
    let mut choices: Vec<Vec<Node<'_>>> = vec![conditions.filter_map(|keyword| schema.get(keyword)).collect()];
    choices.extend(dependent.flat_map(Node::entries).map(|(_, branch)| vec![branch]));
    choices
}

/// The names that are required under conditions or by them: by branches of groups that are no branches of a union, and with
/// others; and those others.
fn needed_under_conditions<'a>(conjunction: &Conjunction<'a>) -> Vec<(&'a str, Node<'a>)> {
    let groups = [(Group::OneOf, "oneOf"), (Group::AnyOf, "anyOf")];
    let lists = conjunction.parts.iter().flat_map(|part| groups.map(|(group, keyword)| (part, group, keyword)));
    let open = lists.filter(|(part, group, _)| !conjunction.is_taken(**part, *group));
    let branches = open.filter_map(|(part, _, keyword)| part.get(keyword)).flat_map(Node::items);
    let conditional = conjunction.parts.iter().flat_map(|part| conditions(*part)).flatten();
    let conditional = conditional.chain(conjunction.parts.iter().filter_map(|part| part.get("if")));
    let required = branches.chain(conditional).filter_map(|branch| branch.get("required")).flat_map(Node::items);
    let dependent = ["dependentRequired", "dependentSchemas", "dependencies"].into_iter();
    let dependent = dependent.flat_map(|keyword| conjunction.parts.iter().filter_map(move |part| part.get(keyword)));
    let dependent: Vec<(&str, Node<'_>)> = dependent.flat_map(Node::entries).filter(|(_, on)| !is_never(*on)).collect();
    let needed = required.chain(dependent.iter().flat_map(|(_, names)| names.items()));
    needed.filter_map(|name| Some((name.as_str()?, name))).chain(dependent.iter().copied()).collect()
}

/// Adds what is found of a member; once it is certain, what else is said of it changes nothing.
fn add<'a>(found: &mut Vec<Conditional<'a>>, one: Conditional<'a>, is_certain: bool) {
    let Some(known) = found.iter_mut().find(|known| known.name == one.name) else {
        found.push(Conditional { is_certain, ..one });
        return;
    };
    known.is_certain |= is_certain;
    for schema in one.schemas {
        if !known.schemas.iter().any(|other| other.structural_eq(schema)) {
            known.schemas.push(schema);
        }
    }
}
