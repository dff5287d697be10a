//! Multipart forms.

use std::collections::BTreeMap;

use crate::api::{Additional, Content, Encoding, MediaKind, Object, Property, Shape, TypeId};
use crate::surface::{Extent, Field, FieldPresence, Item, ItemKind, Part, PartKind, RustType, Struct};

use super::Context;
use super::docs::deprecation;
use super::fields::{FieldNames, has_one_argument};
use super::ident::snake;

/// A multipart form: a type, and how its parts are written.
#[derive(Debug)]
pub(super) struct Form<'a> {
    id: TypeId,
    encoding: &'a BTreeMap<String, Encoding>,
    name: String,
}

impl Form<'_> {
    fn is_of(&self, content: &Content) -> bool {
        content.ty.is_some_and(|ty| ty.id == self.id) && content.encoding == *self.encoding
    }
}

impl<'a> Context<'a> {
    /// What the form of a body is called.
    pub(super) fn form_name(&self, content: &Content) -> Option<&str> {
        self.forms.iter().find(|form| form.is_of(content)).map(|form| form.name.as_str())
    }

    /// The items of all forms.
    pub(super) fn form_items(&self) -> Vec<(TypeId, Item)> {
        self.forms.iter().filter_map(|form| Some((form.id, self.form(form)?))).collect()
    }

    /// Names each form: as its type, where that travels in no other way; of two that write their parts in other ways, the
    /// second one steps aside.
    pub(super) fn find_forms(&self) -> Vec<Form<'a>> {
        let bodies = self.api.operations.iter().filter_map(|operation| operation.body.as_ref());
        let multipart = bodies.flat_map(|body| &body.content).filter(|content| content.kind == MediaKind::Multipart);
        let mut forms: Vec<Form<'a>> = Vec::new();
        for content in multipart {
            let Some(id) = content.ty.map(|ty| ty.id).filter(|_| !forms.iter().any(|form| form.is_of(content))) else {
                continue;
            };
            let own = self.names.of(id);
            let again = forms.iter().any(|form| form.id == id);
            let name = match own.filter(|_| !again && !self.wire.is_json(id)) {
                Some(name) => name.to_owned(),
                None => self.names.claim(&format!("{}Form", own.unwrap_or("Multipart"))),
            };
            forms.push(Form { id, encoding: &content.encoding, name });
        }
        forms
    }

    fn form(&self, form: &Form<'_>) -> Option<Item> {
        let Form { id, encoding, .. } = *form;
        let name = form.name.clone();
        let ty = self.api.get(id)?;
        let mut names = FieldNames::new(true);
        let (properties, extra) = self.members(&ty.shape);
        let (extra, extra_part) = extra.map(|kind| self.extra(id, kind)).unzip();
        let fields: Vec<Field> = properties
            .iter()
            .map(|property| self.part_field(id, property, encoding.get(&property.wire_name), &mut names))
            .collect();
        let from_field = has_one_argument(&fields);
        let extra_name = names.claim("extra", FieldPresence::Required);
        Some(Item {
            name,
            docs: self.type_docs(id, ty),
            origin: ty.origin.pointer.clone(),
            extent: Extent::default(),
            deprecated: deprecation(&ty.docs),
            kind: ItemKind::Form(Struct {
                fields,
                patterns: Vec::new(),
                extra,
                extra_name,
                extra_part,
                constructible: true,
                from_field,
            }),
        })
    }

    /// The members that a form can have; those of any branch, none of them required, where the schema is a union.
    fn members(&self, shape: &Shape) -> (Vec<Property>, Option<Extra>) {
        match shape {
            Shape::Object(object) => (object.properties.clone(), additional(object)),
            Shape::Map(value) => (Vec::new(), Some(Extra::Typed(value.id))),
            Shape::Union(union) => {
                let mut out: Vec<Property> = Vec::new();
                for branch in &union.branches {
                    let Some(Shape::Object(object)) = self.api.get(branch.ty).map(|ty| &ty.shape) else {
                        continue;
                    };
                    for property in &object.properties {
                        if !out.iter().any(|known| known.wire_name == property.wire_name) {
                            out.push(Property { required: false, ..property.clone() });
                        }
                    }
                }
                (out, None)
            }
            _ => (Vec::new(), Some(Extra::Any)),
        }
    }

    /// The type of members that have no field, and how they are written.
    fn extra(&self, owner: TypeId, extra: Extra) -> (RustType, PartKind) {
        let Extra::Typed(id) = extra else {
            return (RustType::Value, PartKind::Any);
        };
        match self.part_kind(id, None) {
            PartKind::Json if self.bare(id) == RustType::Value => (RustType::Value, PartKind::Any),
            kind => (self.part_type(owner, id, kind), kind),
        }
    }

    fn part_type(&self, owner: TypeId, id: TypeId, kind: PartKind) -> RustType {
        match kind {
            PartKind::File => RustType::Upload,
            PartKind::Files => RustType::Vec(Box::new(RustType::Upload)),
            _ => self.held_bare(owner, id),
        }
    }

    fn part_field(
        &self,
        owner: TypeId,
        property: &Property,
        encoding: Option<&Encoding>,
        names: &mut FieldNames,
    ) -> Field {
        let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let kind = self.part_kind(property.ty.id, content_type);
        let ty = self.part_type(owner, property.ty.id, kind);
        // A part is there or not; a form cannot say `null`.
        let required = property.required && !property.ty.nullable;
        let presence = if required { FieldPresence::Required } else { FieldPresence::Optional };
        let rust_name = self.pins.get(&property.origin.pointer).map_or_else(|| snake(&property.wire_name), snake);
        // Of several media types the upload's own is the right one.
        let only = content_type.map(str::trim).filter(|types| !types.contains([',', '*']));
        Field {
            rust_name: names.claim(&rust_name, presence),
            wire_name: property.wire_name.clone(),
            ty,
            presence,
            constant: self.constant(property.ty.id),
            preset: false,
            part: Some(Part { kind, content_type: only.map(str::to_owned) }),
            docs: self.field_docs(property),
            deprecated: deprecation(&property.docs),
        }
    }

    fn part_kind(&self, id: TypeId, content_type: Option<&str>) -> PartKind {
        let json = content_type.is_some_and(|ty| ty.contains("json"));
        let bytes = content_type.is_some_and(|ty| !ty.contains("json") && !ty.starts_with("text/"));
        match self.api.get(id).map(|ty| &ty.shape) {
            _ if json => PartKind::Json,
            Some(Shape::Array(_)) if self.is_binary(id) => PartKind::Files,
            _ if self.is_binary(id) => PartKind::File,
            Some(Shape::Scalar(_)) if bytes => PartKind::File,
            Some(Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_)) => PartKind::Text,
            Some(Shape::Array(item)) => match self.api.get(item.id).map(|ty| &ty.shape) {
                Some(Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_)) => PartKind::Texts,
                _ => PartKind::Jsons,
            },
            _ => PartKind::Json,
        }
    }
}

/// Members that a form may have beside those that its schema names.
#[derive(Debug, Clone, Copy)]
enum Extra {
    Any,
    Typed(TypeId),
}

fn additional(object: &Object) -> Option<Extra> {
    match object.additional {
        Additional::Typed(value) => Some(Extra::Typed(value.id)),
        Additional::Unmentioned | Additional::Forbidden => None,
    }
}
