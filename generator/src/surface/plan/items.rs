//! Items of types.

use crate::api::{EnumValue, Shape, Type, TypeId};
use crate::surface::{Item, ItemKind, RustType, ValueEnum, ValueVariant};

use super::Context;
use super::docs::{deprecation, described, limits};
use super::ident::{Scope, camel};
use super::names::is_string_enum;

impl Context<'_> {
    /// The item of a type that is one, as it travels as JSON.
    pub(super) fn item(&self, id: TypeId) -> Option<Item> {
        let name = self.names.of(id)?.to_owned();
        let ty = self.api.get(id)?;
        let kind = match &ty.shape {
            Shape::Object(object) => ItemKind::Struct(self.structure(id, object)),
            Shape::Union(union) => ItemKind::Union(self.union(id, &name, union)),
            Shape::Enum(values) if is_string_enum(values) => ItemKind::StringEnum(value_enum(values)),
            Shape::Enum(values) => ItemKind::IntegerEnum(value_enum(values)),
            Shape::Array(item) => ItemKind::Newtype(RustType::Vec(Box::new(self.ty(*item)))),
            Shape::Map(value) => ItemKind::Newtype(RustType::Map(Box::new(self.ty(*value)))),
            Shape::Tuple(items) => {
                ItemKind::Newtype(RustType::Tuple(items.iter().map(|item| self.held(id, *item)).collect()))
            }
            Shape::Any | Shape::Scalar(_) => return None,
        };
        Some(Item {
            docs: self.type_docs(id, ty),
            origin: ty.origin.pointer.clone(),
            deprecated: deprecation(&ty.docs),
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
        docs.extend(limits(&ty.shape, &ty.constraints, None));
        docs
    }
}

/// The variant that keeps values which are not in the document.
pub(super) const UNKNOWN: &str = "Unknown";

/// A variant's name, which is never that of the variant for everything else.
pub(super) fn variant(name: &str) -> String {
    if name == UNKNOWN { format!("{name}Value") } else { name.to_owned() }
}

fn value_enum(values: &[EnumValue]) -> ValueEnum {
    let mut scope = Scope::with(&[UNKNOWN]);
    let variants = values.iter().map(|value| {
        let text = value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
        let wanted = value.name.as_deref().unwrap_or(&text);
        let docs = match value.description.trim() {
            "" if text.contains('`') || text.trim() != text || text.is_empty() => {
                format!("{text:?} on the wire.")
            }
            "" => format!("`{text}` on the wire."),
            said => said.to_owned(),
        };
        ValueVariant { rust_name: scope.claim(&variant(&camel(wanted))), json: value.value.clone(), docs: vec![docs] }
    });
    let variants = variants.collect();
    ValueEnum { variants, unknown_name: UNKNOWN.to_owned() }
}
