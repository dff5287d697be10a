//! Lists that continue, as the settings describe them.

use std::collections::HashSet;

use crate::api::{Location, Object, Operation, Property, Shape, TypeId};
use crate::settings::{Next, Pagination};
use crate::surface::{FieldPresence, Paging, PagingNext};

use super::Context;
use super::fields::{FieldNames, presence};
use super::ident::snake;
use super::outputs::{json, successes};

impl Context<'_> {
    /// How the list that an operation answers continues.
    pub(super) fn paging(&self, operation: &Operation) -> Option<Paging> {
        if operation.method.0 != "GET" {
            return None;
        }
        let mut rules = self.settings.pagination.iter().enumerate();
        let (index, paging) = rules.find_map(|(index, rule)| Some((index, self.fits(operation, rule)?)))?;
        self.paginations_used.borrow_mut().insert(index);
        Some(paging)
    }

    /// The rule of the settings by which that list continues.
    pub(super) fn paging_rule(&self, operation: &Operation) -> Option<&Pagination> {
        let is_get = operation.method.0 == "GET";
        self.settings.pagination.iter().find(|rule| is_get && self.fits(operation, rule).is_some())
    }

    fn fits(&self, operation: &Operation, rule: &Pagination) -> Option<Paging> {
        let query = |name: &str| {
            operation.parameters.iter().any(|one| one.location == Location::Query && one.wire_name == name)
        };
        if !query(&rule.query) {
            return None;
        }
        let answers = successes(operation);
        let [answer] = answers.as_slice() else {
            return None;
        };
        let page = json(&answer.content)?.ty?.id;
        let (items, property) = self.member(page, &rule.items)?;
        let Shape::Array(item) = self.api.get(property.ty.id)?.shape else {
            return None;
        };
        let next = match &rule.next {
            Next::LastItem(name) => {
                let (field, _) = self.member(item.id, name)?;
                PagingNext::LastItem(field.0, field.1)
            }
            Next::Property(name) => {
                let (field, _) = self.member(page, name)?;
                PagingNext::Property(field.0, field.1)
            }
            Next::PageNumber(first) => PagingNext::PageNumber(*first),
            Next::Offset => PagingNext::Offset,
        };
        let has_more = rule.has_more.as_ref().and_then(|name| self.member(page, name)).map(|(field, _)| field);
        Some(Paging { query: rule.query.clone(), items, item: self.bare(item.id), has_more, next })
    }

    /// The members by which pages tell whether more follow.
    pub(super) fn find_flags(&self) -> HashSet<(TypeId, String)> {
        let flag = |operation: &Operation| {
            let name = self.paging_rule(operation)?.has_more.clone()?;
            let answers = successes(operation);
            Some((json(&answers.first()?.content)?.ty?.id, name))
        };
        self.api.operations.iter().filter_map(flag).collect()
    }

    /// Whether a member must be there. What tells that more pages follow may be missing whatever the document says: whether
    /// they do shows without it too.
    pub(super) fn presence(&self, owner: TypeId, property: &Property, nullable: bool) -> FieldPresence {
        let is_flag = self.flags.iter().any(|(page, name)| *page == owner && *name == property.wire_name);
        if is_flag { FieldPresence::Optional } else { presence(property.required, nullable) }
    }

    /// The field of a member of an object: its name and presence, as the struct has it.
    fn member(&self, id: TypeId, wire_name: &str) -> Option<((String, FieldPresence), &Property)> {
        let Shape::Object(Object { properties, .. }) = &self.api.get(id)?.shape else {
            return None;
        };
        let property = properties.iter().find(|property| property.wire_name == wire_name)?;
        let constructible = self.api.get(id)?.direction.request;
        let mut names = FieldNames::new(constructible);
        for other in properties {
            let wanted = self.pins.get(&other.origin.pointer).map_or_else(|| snake(&other.wire_name), snake);
            let presence = self.presence(id, other, other.ty.nullable);
            let name = names.claim(&wanted, presence);
            if other.wire_name == wire_name {
                return Some(((name, presence), property));
            }
        }
        None
    }
}
