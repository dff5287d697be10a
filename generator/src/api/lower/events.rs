//! The data of server-sent events, where a schema says what its text holds.

use std::collections::{HashMap, HashSet};

use super::super::{Content, MediaKind, Operation, Parent, Scalar, Shape, TypeId, Use};
use super::children::visit;
use super::conjunction::Conjunction;
use super::context::Lowering;
use super::media;
use crate::document::Node;

/// The member of an event that holds what it is about.
const DATA: &str = "data";

impl<'a> Lowering<'a> {
    /// Keeps what the text of `id` holds, where that is JSON of a schema.
    pub(super) fn note_content(&mut self, id: TypeId, conjunction: &Conjunction<'a>, shape: &Shape) {
        if !matches!(shape, Shape::Scalar(Scalar::String(_))) {
            return;
        }
        let found = |keyword| conjunction.parts.iter().find_map(|part| part.get(keyword));
        let media_type = found("contentMediaType").and_then(Node::as_str);
        let is_json = media_type.is_some_and(|text| media::kind(text) == MediaKind::Json);
        if let Some(schema) = found("contentSchema").filter(|_| is_json && found("contentEncoding").is_none()) {
            let place = self.use_of(&[schema], Parent::Type(id, DATA.to_owned()));
            self.contents.insert(id, place);
        }
    }

    /// Lets the data of events be what its text holds. An event that is described by the same schema as a value elsewhere
    /// stays as it is: there its data is a text.
    pub(super) fn type_events(&mut self, operations: &mut [Operation], same_as: &HashMap<TypeId, TypeId>) {
        if self.contents.is_empty() {
            return;
        }
        let actual = |mut id: TypeId| {
            while let Some(other) = same_as.get(&id) {
                id = *other;
            }
            id
        };
        let (events, others): (Vec<_>, Vec<_>) = contents(operations).partition(|content| is_events(content));
        let roots = |list: &[&Content]| list.iter().filter_map(|content| content.ty).map(|ty| ty.id).collect();
        let elsewhere = self.reached(roots(&others), &actual);
        for id in self.reached(roots(&events), &actual) {
            if elsewhere.contains(&id) {
                continue;
            }
            let Some(Shape::Object(object)) = self.types.get_mut(id.index()).map(|ty| &mut ty.shape) else { continue };
            for property in object.properties.iter_mut().filter(|property| property.wire_name == DATA) {
                if let Some(place) = self.contents.get(&actual(property.ty.id)) {
                    self.typed.insert(actual(property.ty.id));
                    property.ty = Use { nullable: place.nullable || property.ty.nullable, ..*place };
                }
            }
        }
    }

    /// All that values of the types `ids` hold.
    fn reached(&mut self, mut waiting: Vec<TypeId>, actual: &impl Fn(TypeId) -> TypeId) -> HashSet<TypeId> {
        let mut found = HashSet::new();
        while let Some(id) = waiting.pop() {
            let id = actual(id);
            if let Some(ty) = self.types.get_mut(id.index()).filter(|_| found.insert(id)) {
                visit(&mut ty.shape, |id, _| waiting.push(*id));
            }
        }
        found
    }
}

fn contents(operations: &[Operation]) -> impl Iterator<Item = &Content> {
    operations.iter().flat_map(|operation| {
        let body = operation.body.iter().flat_map(|body| &body.content);
        body.chain(operation.responses.iter().flat_map(|response| &response.content))
    })
}

fn is_events(content: &Content) -> bool {
    content.kind == MediaKind::EventStream
}
