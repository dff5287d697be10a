//! Items of types.

use crate::api::{Open, Shape, Tuple, Type, TypeId};
use crate::surface::{Extent, Item, ItemKind, RustType, TupleField, TupleItem};

use super::Context;
use super::deprecation::deprecation;
use super::docs::{described, paragraphs};
use super::fields::presence;
use super::names::{is_plain, is_string_enum};
use super::variants::value_enum;

impl Context<'_> {
    /// The item of a type that is one, as it travels as JSON.
    pub(super) fn item(&self, id: TypeId) -> Option<Item> {
        let name = self.names.of(id)?.to_owned();
        let ty = self.api.get(id)?;
        let kind = match &ty.shape {
            Shape::Object(object) => ItemKind::Struct(self.structure(id, object)),
            Shape::Union(union) => ItemKind::Union(self.union(id, &name, union)),
            Shape::Enum(values) | Shape::Open(Open { values, .. }) if is_string_enum(values) => {
                ItemKind::StringEnum(value_enum(values))
            }
            Shape::Enum(values) | Shape::Open(Open { values, .. }) => ItemKind::IntegerEnum(value_enum(values)),
            Shape::Array(item) => ItemKind::Newtype(RustType::Vec(Box::new(self.ty(*item)))),
            Shape::Map(value) => ItemKind::Newtype(RustType::Map(Box::new(self.ty(*value)))),
            Shape::Tuple(tuple) if is_plain(tuple) => {
                ItemKind::Newtype(RustType::Tuple(tuple.items.iter().map(|item| self.held(id, *item)).collect()))
            }
            Shape::Tuple(tuple) => ItemKind::Tuple(self.tuple(id, tuple)),
            Shape::Any | Shape::Scalar(_) => return None,
        };
        Some(Item {
            docs: self.type_docs(id, ty),
            origin: ty.origin.pointer.clone(),
            extent: extent(&ty.extent),
            deprecated: deprecation(&ty.docs),
            former: Vec::new(),
            same_as: None,
            name,
            kind,
        })
    }

    /// What is said about a type, or else where it is met; and its limits.
    pub(super) fn type_docs(&self, id: TypeId, ty: &Type) -> Vec<String> {
        let mut docs = described(&ty.docs, ty.naming.component.as_deref().unwrap_or_default());
        if docs.is_empty() {
            let named = || ty.naming.component.as_deref().map(|name| format!("`{name}` of the API's document."));
            docs.extend(self.roles.sentence(self.api, &self.names, id).or_else(named));
        }
        docs.extend(self.limits(id, None));
        docs.extend(self.about_items(id, 0));
        docs
    }

    fn tuple(&self, id: TypeId, tuple: &Tuple) -> TupleItem {
        let fields = tuple.items.iter().enumerate().map(|(index, place)| {
            let bare = self.held_bare(id, place.id);
            let nullable = place.nullable && !matches!(bare, RustType::Value | RustType::Unit);
            let own = self.api.get(place.id);
            let docs = own.map(|ty| paragraphs(&ty.docs, &format!("Item {}.", index + 1))).unwrap_or_default();
            let limits = self.limits(place.id, None);
            TupleField {
                ty: bare,
                presence: presence(index < tuple.required, nullable),
                docs: docs.into_iter().chain(limits).chain(self.about_items(place.id, 0)).collect(),
            }
        });
        let fields = fields.collect();
        let rest_docs = tuple.rest.map(|rest| self.about_rest(rest.id)).unwrap_or_default();
        TupleItem { fields, rest: tuple.rest.map(|rest| self.ty(rest)), rest_docs }
    }

    /// What is said about the items behind the first ones.
    fn about_rest(&self, id: TypeId) -> Vec<String> {
        let mut docs = vec!["The items behind these.".to_owned()];
        if self.names.of(id).is_none() {
            docs.extend(self.api.get(id).into_iter().flat_map(|ty| described(&ty.docs, "")));
            docs.extend(self.limits(id, None));
            docs.extend(self.about_items(id, 0));
        }
        docs
    }
}

fn extent(extent: &crate::api::Extent) -> Extent {
    let types = extent.types.iter().map(|ty| ty.name().to_owned());
    Extent { schemas: extent.schemas.clone(), types: types.collect() }
}
