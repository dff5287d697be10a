//! What is tried: the generated types, each with the schema that it stands for.

use wharf::document::Document;
use wharf::surface::{Item, ItemKind, RustType, Surface};

use super::bundle::Bundle;

/// A generated type.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its name.
    pub name: String,
    /// JSON pointer of its schema.
    pub pointer: String,
    /// The name of its schema in the bundle.
    pub schema: String,
    /// What it is.
    pub kind: Kind,
    /// Whether it stands for values of some of the JSON types that its schema allows.
    pub is_part: bool,
}

/// What a generated type is, as far as it changes what must be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A struct, or a type around one.
    Plain,
    /// An open enum of strings.
    Strings,
    /// An open enum of integers.
    Integers,
    /// A union whose branches this member tells apart, by these values.
    Tagged(String, Vec<String>),
    /// Another union.
    Union,
    /// A union that holds any JSON as well, as one does whose other branches only count under a condition.
    Anything,
}

/// The types of `surface` that travel as JSON; their schemas are added to `bundle`. Types whose schema is not found in
/// `document` come as their names.
pub fn subjects<'d>(surface: &Surface, document: &'d Document, bundle: &mut Bundle<'d>) -> (Vec<Subject>, Vec<String>) {
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    for item in surface.models.iter().flat_map(|module| &module.items) {
        let Some(kind) = kind(item) else { continue };
        match schema(item, document, bundle) {
            Some(schema) => {
                let is_part = !item.extent.types.is_empty();
                found.push(Subject { name: item.name.clone(), pointer: item.origin.clone(), schema, kind, is_part });
            }
            None => lost.push(item.name.clone()),
        }
    }
    (found, lost)
}

/// The name of the schema of `item`.
fn schema<'d>(item: &Item, document: &'d Document, bundle: &mut Bundle<'d>) -> Option<String> {
    if item.extent.is_empty() {
        return Some(bundle.add(document.root().find(&item.origin)?));
    }
    let nodes: Option<Vec<_>> = item.extent.schemas.iter().map(|pointer| document.root().find(pointer)).collect();
    let names: Vec<String> = nodes?.into_iter().map(|node| bundle.add(node)).collect();
    Some(bundle.join(&names, &item.extent.types))
}

fn kind(item: &Item) -> Option<Kind> {
    Some(match &item.kind {
        ItemKind::Struct(_) | ItemKind::Tuple(_) | ItemKind::Newtype(_) => Kind::Plain,
        ItemKind::StringEnum(_) => Kind::Strings,
        ItemKind::IntegerEnum(_) => Kind::Integers,
        ItemKind::Union(union) => {
            let tags = union.variants.iter().flat_map(|variant| variant.tags.iter().cloned()).collect();
            let tag = union.tag.clone().filter(|_| union.default.is_none());
            let takes_all = union.variants.iter().any(|variant| variant.ty == RustType::Value);
            let other = if takes_all { Kind::Anything } else { Kind::Union };
            tag.map_or(other, |tag| Kind::Tagged(tag, tags))
        }
        ItemKind::Form(_) | ItemKind::Body(_) | ItemKind::Output(_) => return None,
    })
}
