//! Members that an object has under a condition: what `then`, `else` and `dependentSchemas` describe and nothing else
//! does, and what conditions ask for. They are members that may be left out.

use super::super::{Parent, Property, TypeId, Use};
use super::additional::Rest;
use super::arrays::is_never;
use super::conjunction::{Conjunction, Group, Opinion};
use super::context::Lowering;
use super::draft::{Draft, DraftBranch};
use super::objects::Members;
use super::shape::unfinished;
use crate::document::{Kind, Node};

/// How deep conditions within conditions are looked into.
const DEPTH: usize = 8;

impl<'a> Lowering<'a> {
    /// Adds the members that only conditions describe.
    pub(super) fn conditional(
        &mut self,
        id: TypeId,
        conjunction: &Conjunction<'a>,
        members: &Members<'a>,
        properties: &mut Vec<Property>,
    ) {
        let mut found: Vec<(&'a str, Vec<Node<'a>>)> = Vec::new();
        for part in &conjunction.parts {
            self.under_conditions(*part, 0, &mut found);
        }
        for (name, schemas) in found {
            if members.has(name) || properties.iter().any(|property| property.wire_name == name) {
                continue;
            }
            let Some(last) = schemas.last() else { continue };
            let mut property = self.property(id, name, &[*last], false);
            if schemas.len() > 1 {
                property.ty = self.either(id, name, &schemas);
            }
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
                    docs: super::super::Docs::default(),
                    default: None,
                    origin: self.origin(node),
                });
            }
        }
    }

    /// The properties that the conditions of `schema` describe, each with its different schemas.
    fn under_conditions(&mut self, schema: Node<'a>, depth: usize, found: &mut Vec<(&'a str, Vec<Node<'a>>)>) {
        let conditions = ["then", "else"].into_iter().filter(|_| schema.get("if").is_some());
        let mut branches: Vec<Node<'a>> = conditions.filter_map(|keyword| schema.get(keyword)).collect();
        let dependent = ["dependentSchemas", "dependencies"].into_iter().filter_map(|keyword| schema.get(keyword));
        branches.extend(dependent.flat_map(Node::entries).map(|(_, branch)| branch));
        for branch in branches.into_iter().filter(|branch| branch.kind() == Kind::Object) {
            for part in self.flatten(&[branch]).parts {
                for (name, described) in part.get("properties").iter().flat_map(|list| list.entries()) {
                    if !is_never(described) {
                        add(found, name, described);
                    }
                }
                if depth < DEPTH {
                    self.under_conditions(part, depth + 1, found);
                }
            }
        }
    }

    /// A place below `id` that holds what one of `schemas` describes.
    fn either(&mut self, id: TypeId, role: &str, schemas: &[Node<'a>]) -> Use {
        let union = self.add_inner(id, role, unfinished());
        let mut nullable = false;
        let mut branches = Vec::with_capacity(schemas.len());
        for (index, schema) in schemas.iter().enumerate() {
            let whole = self.flatten(&[*schema]);
            nullable |= whole.null == Opinion::Yes;
            let parent = Parent::Type(union, super::naming::branch_role(*schema, index));
            branches.push(DraftBranch {
                ty: self.use_of_conjunction(whole, parent).id,
                target: None,
                name: None,
                tags: Vec::new(),
                docs: super::notes::schema_docs(*schema),
            });
        }
        self.drafts.insert(union, Draft { declared: None, only_tagged: false, may_overlap: true, branches });
        Use { id: union, nullable }
    }
}

/// The names that are required under conditions: by branches of groups that are no branches of a union, and with others.
fn needed_under_conditions<'a>(conjunction: &Conjunction<'a>) -> Vec<(&'a str, Node<'a>)> {
    let groups = [(Group::OneOf, "oneOf"), (Group::AnyOf, "anyOf")];
    let lists = conjunction.parts.iter().flat_map(|part| groups.map(|(group, keyword)| (part, group, keyword)));
    let open = lists.filter(|(part, group, _)| !conjunction.is_taken(**part, *group));
    let branches = open.filter_map(|(part, _, keyword)| part.get(keyword)).flat_map(Node::items);
    let required = branches.filter_map(|branch| branch.get("required")).flat_map(Node::items);
    let dependent = conjunction.parts.iter().filter_map(|part| part.get("dependentRequired")).flat_map(Node::entries);
    required
        .chain(dependent.flat_map(|(_, names)| names.items()))
        .filter_map(|name| Some((name.as_str()?, name)))
        .collect()
}

fn add<'a>(found: &mut Vec<(&'a str, Vec<Node<'a>>)>, name: &'a str, schema: Node<'a>) {
    match found.iter_mut().find(|(known, _)| *known == name) {
        Some((_, schemas)) if schemas.iter().any(|other| other.structural_eq(schema)) => {}
        Some((_, schemas)) => schemas.push(schema),
        None => found.push((name, vec![schema])),
    }
}
