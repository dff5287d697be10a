//! Answers that come item by item.

use serde_json::Value;

use crate::api::{Content, Location, MediaKind, Operation, Scalar, Shape, TypeId};
use crate::surface::{Framing, RustType, Stream, StreamAnswer, StreamFlag, StreamItem};

use super::names::is_string_enum;
use super::outputs::successes;
use super::{Context, Finding};

/// The members of a server-sent event. A schema that has no others, and among them the data, describes the event; any
/// other one describes the data. An `itemSchema` is always that of the event, unless it has members that no event has.
const FIELDS: [&str; 4] = ["event", "data", "id", "retry"];

/// What streams were met while planning.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Met {
    any: bool,
    flag: bool,
}

/// What an operation answers item by item that also answers at once.
pub(super) fn streamed(operation: &Operation) -> Option<&Content> {
    let several = successes(operation)
        .into_iter()
        .find(|response| response.content.iter().any(|content| !content.kind.is_stream()))?;
    several.content.iter().find(|content| content.kind.is_stream())
}

impl Context<'_> {
    /// How an answer is read that comes item by item.
    pub(super) fn stream(&self, content: &Content) -> Stream {
        self.streams.set(Met { any: true, ..self.streams.get() });
        let framing = match content.kind {
            MediaKind::JsonLines => Framing::Lines,
            MediaKind::JsonSequence => Framing::Sequence,
            _ => Framing::Events,
        };
        let item = match framing {
            Framing::Events => self.event(content),
            _ => StreamItem::Data(content.ty.map_or(RustType::Value, |ty| self.ty(ty))),
        };
        Stream { framing, item, media_type: content.media_type.clone() }
    }

    /// The other answer to an operation that also has one which comes at once.
    pub(super) fn stream_answer(&self, operation: &Operation) -> Option<StreamAnswer> {
        let content = streamed(operation)?;
        let flag = self.flag(operation);
        let forms = match &flag {
            Some(StreamFlag::Body(name)) => self.uneven_forms(operation, name),
            _ => None,
        };
        let is_usual =
            forms.is_none() && matches!(&flag, Some(StreamFlag::Body(name)) if self.is_raised(operation, name));
        Some(StreamAnswer { stream: self.stream(content), flag, forms, is_usual })
    }

    /// Whether a member is true in a body in JSON that does not say it.
    fn is_raised(&self, operation: &Operation, name: &str) -> bool {
        let contents = operation.body.iter().flat_map(|body| &body.content);
        let mut types = contents.filter(|content| content.kind == MediaKind::Json).filter_map(|content| content.ty);
        types.any(|ty| match self.api.get(ty.id).map(|ty| &ty.shape) {
            Some(Shape::Object(object)) => object.properties.iter().any(|property| {
                property.wire_name == name && property.default.as_ref().and_then(Value::as_bool) == Some(true)
            }),
            _ => false,
        })
    }

    /// Settings about streams that apply to nothing.
    pub(super) fn unused_stream_settings(&self) -> Vec<Finding> {
        let (protocol, met) = (&self.settings.protocol, self.streams.get());
        let settings = [
            ("stream-end", &protocol.stream_end, met.any),
            ("stream-error", &protocol.stream_error, met.any),
            ("stream-member", &protocol.stream_member, met.flag),
        ];
        let unused = settings.into_iter().filter(|(_, setting, used)| setting.is_some() && !used);
        unused.map(|(name, ..)| Finding::unused("protocol", name)).collect()
    }

    fn event(&self, content: &Content) -> StreamItem {
        let Some(place) = content.ty else {
            return StreamItem::Event;
        };
        let shape = self.api.get(place.id).map(|ty| &ty.shape);
        match shape {
            None | Some(Shape::Any) => StreamItem::Event,
            Some(Shape::Scalar(Scalar::String(Some(format)))) if format == "binary" => StreamItem::Event,
            Some(_) if self.is_envelope(place.id, content.of_item) && self.has_text(place.id) => {
                StreamItem::TextEnvelope(self.ty(place))
            }
            Some(_) if self.is_envelope(place.id, content.of_item) => StreamItem::Envelope(self.ty(place)),
            Some(_) => match self.ty(place) {
                RustType::String => StreamItem::Text,
                ty => StreamItem::Data(ty),
            },
        }
    }

    /// Whether a type describes the whole of an event. Only one that is told to may leave out the data.
    fn is_envelope(&self, id: TypeId, is_told: bool) -> bool {
        match self.api.get(id).map(|ty| &ty.shape) {
            Some(Shape::Object(object)) => {
                let mut names = object.properties.iter().map(|property| property.wire_name.as_str());
                let has_place = names.clone().any(|name| name == "data" || (is_told && FIELDS.contains(&name)));
                has_place && names.all(|name| FIELDS.contains(&name))
            }
            Some(Shape::Union(union)) => union.branches.iter().all(|branch| self.is_envelope(branch.ty, is_told)),
            _ => false,
        }
    }

    /// Whether the data of an event is a string in all of its forms that have data.
    fn has_text(&self, id: TypeId) -> bool {
        match self.api.get(id).map(|ty| &ty.shape) {
            Some(Shape::Object(object)) => {
                let mut data = object.properties.iter().filter(|property| property.wire_name == "data");
                data.all(|property| match self.api.get(property.ty.id).map(|ty| &ty.shape) {
                    Some(Shape::Scalar(Scalar::String(_)) | Shape::Open(_)) => true,
                    Some(Shape::Enum(values)) => is_string_enum(values),
                    _ => false,
                })
            }
            Some(Shape::Union(union)) => union.branches.iter().all(|branch| self.has_text(branch.ty)),
            _ => false,
        }
    }

    /// What asks for the stream: a boolean of the name that the settings give.
    fn flag(&self, operation: &Operation) -> Option<StreamFlag> {
        let name = self.settings.protocol.stream_member.as_deref().unwrap_or("stream");
        let is_flag = |id| self.is_flag(id);
        let mut parameters = operation.parameters.iter();
        let in_query =
            parameters.any(|one| one.location == Location::Query && one.wire_name == name && is_flag(one.ty.id));
        let mut contents = operation.body.iter().flat_map(|body| &body.content);
        let in_body = contents.any(|content| content.ty.is_some_and(|ty| self.has_member(ty.id, name, is_flag)));
        let flag = match (in_body, in_query) {
            (true, _) => StreamFlag::Body(name.to_owned()),
            (false, true) => StreamFlag::Query(name.to_owned()),
            (false, false) => return None,
        };
        self.streams.set(Met { flag: true, ..self.streams.get() });
        Some(flag)
    }

    fn is_flag(&self, id: TypeId) -> bool {
        matches!(self.api.get(id).map(|ty| &ty.shape), Some(Shape::Scalar(Scalar::Boolean(_))))
    }

    /// The type of a body in JSON, some of whose forms are objects without the member that asks for the stream.
    fn uneven_forms(&self, operation: &Operation, name: &str) -> Option<RustType> {
        let [content] = operation.body.as_ref()?.content.as_slice() else { return None };
        let place = content.ty.filter(|ty| content.kind == MediaKind::Json && self.lacks_member(ty.id, name))?;
        Some(self.ty(place))
    }

    fn lacks_member(&self, id: TypeId, name: &str) -> bool {
        match self.api.get(id).map(|ty| &ty.shape) {
            Some(Shape::Object(_)) => !self.has_member(id, name, |id| self.is_flag(id)),
            Some(Shape::Union(union)) => union.branches.iter().any(|branch| self.lacks_member(branch.ty, name)),
            _ => false,
        }
    }

    fn has_member(&self, id: TypeId, name: &str, fits: impl Fn(TypeId) -> bool + Copy) -> bool {
        match self.api.get(id).map(|ty| &ty.shape) {
            Some(Shape::Object(object)) => {
                object.properties.iter().any(|property| property.wire_name == name && fits(property.ty.id))
            }
            Some(Shape::Union(union)) => union.branches.iter().any(|branch| self.has_member(branch.ty, name, fits)),
            _ => false,
        }
    }
}
