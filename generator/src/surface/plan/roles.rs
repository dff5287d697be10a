//! What a type is for, by the places that hold it: said where the document says nothing about the type.

use std::collections::HashSet;

use crate::api::{Api, Object, Occasion, Operation, Shape, Status, Tagging, TypeId};

use super::calls::status_text;
use super::names::Names;

/// How many places a sentence names; beyond them it gives a number.
const NAMED: usize = 3;

/// A place that holds values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// The body of an operation.
    Body(usize),
    /// What an operation answers when it succeeds.
    Answer(usize),
    /// What operations answer when they fail.
    Failure(Status),
    /// A parameter of an operation.
    Parameter(usize, usize),
    /// What a webhook or callback carries.
    Payload(usize),
    /// What a webhook or callback is answered with.
    Reply(usize),
    /// A property of an object.
    Member(TypeId, usize),
    /// Whatever an object holds besides.
    Unnamed(TypeId),
    /// A branch of a union.
    Branch(TypeId, usize),
    /// An array, map or tuple that has a name.
    Content(TypeId),
}

/// What of the value in a place is of the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Whole,
    Item,
    Value,
}

/// The places of each type that has a name.
#[derive(Debug)]
pub(super) struct Roles(Vec<Vec<(Place, Part)>>);

impl Roles {
    /// Finds them: those in operations first, then those in types.
    pub(super) fn new(api: &Api, names: &Names) -> Self {
        let mut walk = Walk { api, names, found: vec![Vec::new(); api.types.len()] };
        for (index, operation) in api.operations.iter().enumerate() {
            walk.operation(index, operation);
        }
        for (index, received) in api.received.iter().enumerate() {
            walk.received(index, &received.operation);
        }
        for id in (0..api.types.len()).map(TypeId::new).filter(|id| names.of(*id).is_some()) {
            walk.ty(id);
        }
        Self(walk.found)
    }

    /// One sentence about the type `id`; none where nothing holds it, or its places cannot be named.
    pub(super) fn sentence(&self, api: &Api, names: &Names, id: TypeId) -> Option<String> {
        let mut seen = HashSet::new();
        let places = self.0.get(id.index())?.iter().filter(|place| seen.insert(**place));
        let phrases: Vec<String> = places.filter_map(|(place, part)| phrase(api, names, *place, *part)).collect();
        let text = match phrases.as_slice() {
            [] => return None,
            [only] => only.clone(),
            [rest @ .., last] if rest.len() < NAMED => format!("{} and {last}", rest.join(", ")),
            [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
        };
        let mut chars = text.chars();
        let first = chars.next()?;
        Some(format!("{}{}.", first.to_uppercase(), chars.as_str()))
    }
}

struct Walk<'a> {
    api: &'a Api,
    names: &'a Names,
    found: Vec<Vec<(Place, Part)>>,
}

impl Walk<'_> {
    fn operation(&mut self, index: usize, operation: &Operation) {
        for content in operation.body.iter().flat_map(|body| &body.content).filter_map(|content| content.ty) {
            self.note(content.id, Place::Body(index), Part::Whole);
        }
        for response in &operation.responses {
            let is_success = response.status.is_success();
            let place = if is_success { Place::Answer(index) } else { Place::Failure(response.status) };
            for content in response.content.iter().filter_map(|content| content.ty) {
                self.note(content.id, place, Part::Whole);
            }
        }
        for (at, parameter) in operation.parameters.iter().enumerate() {
            self.note(parameter.ty.id, Place::Parameter(index, at), Part::Whole);
        }
    }

    fn received(&mut self, index: usize, operation: &Operation) {
        for content in operation.body.iter().flat_map(|body| &body.content).filter_map(|content| content.ty) {
            self.note(content.id, Place::Payload(index), Part::Whole);
        }
        for response in operation.responses.iter().filter(|response| response.status.is_success()) {
            for content in response.content.iter().filter_map(|content| content.ty) {
                self.note(content.id, Place::Reply(index), Part::Whole);
            }
        }
    }

    fn ty(&mut self, id: TypeId) {
        let Some(ty) = self.api.get(id) else { return };
        match &ty.shape {
            Shape::Object(object) => {
                for (at, property) in object.properties.iter().enumerate() {
                    self.note(property.ty.id, Place::Member(id, at), Part::Whole);
                }
                for other in unnamed(&ty.shape, object) {
                    self.note(other, Place::Unnamed(id), Part::Whole);
                }
            }
            Shape::Union(union) => {
                for (at, branch) in union.branches.iter().enumerate() {
                    self.note(branch.ty, Place::Branch(id, at), Part::Whole);
                }
            }
            shape => {
                for part in shape.held() {
                    self.note(part, Place::Content(id), Part::Whole);
                }
            }
        }
    }

    /// Notes the place of `id`, or of what it holds where it has no name. Those without a name do not hold themselves.
    fn note(&mut self, id: TypeId, place: Place, part: Part) {
        if self.names.of(id).is_some() {
            if let Some(found) = self.found.get_mut(id.index()) {
                found.push((place, part));
            }
            return;
        }
        let Some(ty) = self.api.get(id) else { return };
        let part = match ty.shape {
            Shape::Map(_) => Part::Value,
            Shape::Open(_) => part,
            _ => Part::Item,
        };
        for inside in ty.shape.held() {
            self.note(inside, place, part);
        }
    }
}

/// What an object holds beside its properties.
fn unnamed(shape: &Shape, object: &Object) -> Vec<TypeId> {
    shape.held().into_iter().filter(|id| object.properties.iter().all(|property| property.ty.id != *id)).collect()
}

/// What a place is called within a sentence.
fn phrase(api: &Api, names: &Names, place: Place, part: Part) -> Option<String> {
    let operation = |index: usize| {
        let operation = api.operations.get(index)?;
        code(&format!("{} {}", operation.method.0, operation.path))
    };
    let name = |id: TypeId| names.of(id).and_then(code);
    let whole = match place {
        Place::Body(index) => format!("the body of {}", operation(index)?),
        Place::Answer(index) => format!("what {} answers", operation(index)?),
        Place::Failure(Status::Default) => "the body of failures".to_owned(),
        Place::Failure(status) => format!("the body of answers with status {}", status_text(status)),
        Place::Parameter(index, at) => {
            let parameter = api.operations.get(index)?.parameters.get(at)?;
            format!("the parameter {} of {}", code(&parameter.wire_name)?, operation(index)?)
        }
        Place::Payload(index) => format!("what {} carries", occasion(api, index)?),
        Place::Reply(index) => format!("the answer to {}", occasion(api, index)?),
        Place::Member(id, at) => {
            let Shape::Object(object) = &api.get(id)?.shape else { return None };
            format!("the {} of {}", code(&object.properties.get(at)?.wire_name)?, name(id)?)
        }
        Place::Unnamed(id) => format!("a further member of {}", name(id)?),
        Place::Branch(id, at) => branch(api, id, at, &name(id)?)?,
        Place::Content(id) => format!("an item of {}", name(id)?),
    };
    Some(match part {
        Part::Whole => whole,
        Part::Item => format!("an item of {whole}"),
        Part::Value => format!("a value in {whole}"),
    })
}

/// The webhook or callback with the number `index`.
fn occasion(api: &Api, index: usize) -> Option<String> {
    Some(match &api.received.get(index)?.occasion {
        Occasion::Webhook(name) => format!("the webhook {}", code(name)?),
        Occasion::Callback { name, .. } => format!("the callback {}", code(name)?),
    })
}

/// A branch of the union `name`, with the tag that means it.
fn branch(api: &Api, union: TypeId, at: usize, name: &str) -> Option<String> {
    let Shape::Union(union) = &api.get(union)?.shape else { return None };
    let tags = union.branches.get(at)?.tags.as_slice();
    let tagged = match (&union.tagging, tags) {
        // The default has other tags as well.
        (Tagging::Property(property), [tag]) if union.default != Some(at) => code(property).zip(code(tag)),
        _ => None,
    };
    Some(match tagged {
        Some((property, tag)) => format!("the {name} whose {property} is {tag}"),
        None => format!("a form of {name}"),
    })
}

/// Inline code, of what can be that.
fn code(text: &str) -> Option<String> {
    (!text.trim().is_empty() && !text.contains(['`', '\n', '\r'])).then(|| format!("`{text}`"))
}
