//! Multipart forms.

use std::collections::BTreeMap;

use crate::api::{Additional, Content, Encoding, MediaKind, Object, Property, Shape, TypeId};
use crate::surface::{Field, FieldPresence, Item, ItemKind, Part, PartKind, RustType, Struct};

use super::Context;
use super::docs::deprecation;
use super::fields::{FieldNames, has_one_argument};
use super::ident::snake;
use super::items::type_docs;

impl Context<'_> {
    /// What the form of a type is called: as the type, where it travels in no other way.
    pub(super) fn form_name(&self, id: TypeId) -> Option<&str> {
        self.form_names.get(&id).map(String::as_str)
    }

    /// The items of all forms.
    pub(super) fn forms(&self) -> Vec<(TypeId, Item)> {
        let contents = self.api.operations.iter().flat_map(|operation| &operation.body).flat_map(|body| &body.content);
        let mut encodings: BTreeMap<TypeId, &Content> = BTreeMap::new();
        for content in contents.filter(|content| content.kind == MediaKind::Multipart) {
            if let Some(ty) = content.ty.filter(|ty| self.form_names.contains_key(&ty.id)) {
                encodings.entry(ty.id).or_insert(content);
            }
        }
        encodings.into_iter().filter_map(|(id, content)| Some((id, self.form(id, &content.encoding)?))).collect()
    }

    fn form(&self, id: TypeId, encoding: &BTreeMap<String, Encoding>) -> Option<Item> {
        let name = self.form_name(id)?.to_owned();
        let ty = self.api.get(id)?;
        let mut names = FieldNames::new(true);
        let (properties, extra) = self.members(&ty.shape);
        let fields: Vec<Field> = properties
            .iter()
            .map(|property| self.part_field(id, property, encoding.get(&property.wire_name), &mut names))
            .collect();
        let from_field = has_one_argument(&fields);
        let extra_name = names.claim("extra", FieldPresence::Required);
        Some(Item {
            name,
            docs: type_docs(ty),
            origin: ty.origin.pointer.clone(),
            deprecated: deprecation(&ty.docs),
            kind: ItemKind::Form(Struct { fields, extra, extra_name, constructible: true, from_field }),
        })
    }

    /// The members that a form can have; those of any branch, none of them required, where the schema is a union.
    fn members(&self, shape: &Shape) -> (Vec<Property>, Option<RustType>) {
        match shape {
            Shape::Object(object) => (object.properties.clone(), additional(object)),
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
            _ => (Vec::new(), Some(RustType::Value)),
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
        let ty = match kind {
            PartKind::File => RustType::Upload,
            PartKind::Files => RustType::Vec(Box::new(RustType::Upload)),
            PartKind::Text | PartKind::Texts | PartKind::Json => self.held_bare(owner, property.ty.id),
        };
        // A part is there or not; a form cannot say `null`.
        let required = property.required && !property.ty.nullable;
        let presence = if required { FieldPresence::Required } else { FieldPresence::Optional };
        let rust_name = self.pins.get(&property.origin.pointer).map_or_else(|| snake(&property.wire_name), snake);
        let first = content_type.and_then(|types| types.split(',').next()).map(str::trim);
        Field {
            rust_name: names.claim(&rust_name, presence),
            wire_name: property.wire_name.clone(),
            ty,
            presence,
            constant: self.constant(property.ty.id),
            preset: false,
            part: Some(Part { kind, content_type: first.filter(|ty| !ty.contains('*')).map(str::to_owned) }),
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
            Some(Shape::Scalar(_) | Shape::Enum(_)) => PartKind::Text,
            Some(Shape::Array(item)) => match self.api.get(item.id).map(|ty| &ty.shape) {
                Some(Shape::Scalar(_) | Shape::Enum(_)) => PartKind::Texts,
                _ => PartKind::Json,
            },
            _ => PartKind::Json,
        }
    }
}

fn additional(object: &Object) -> Option<RustType> {
    matches!(object.additional, Additional::Typed(_)).then_some(RustType::Value)
}
