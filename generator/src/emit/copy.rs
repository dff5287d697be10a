//! Items that are another name of an item.

use crate::surface::{Item, ItemKind, RustType};

use super::file::File;

/// Prints `item`, which is what `of` is. What is said about its members and not about those of `of` is said here.
pub fn print(file: &mut File<'_>, item: &Item, of: &Item) {
    let name = file.scope.ty(&RustType::Item(of.name.clone()));
    file.gap();
    if !item.docs.is_empty() {
        file.docs(0, &item.docs, "");
        file.line(0, "///");
    }
    file.line(0, &format!("/// The same as [`{name}`] as long as the API has it so."));
    if let Some(differing) = differing(item, of) {
        file.line(0, "///");
        file.docs(0, &[differing], "");
    }
    file.line(0, &format!("pub type {} = {name};", item.name));
}

/// A list of the members of which `item` says something else than `of`.
fn differing(item: &Item, of: &Item) -> Option<String> {
    let both = members(item).into_iter().zip(members(of));
    let said: Vec<String> = both
        .map(|((name, docs), (_, other))| (name, docs.join("\n\n"), other.join("\n\n")))
        // What names the item itself, or what stands in it, says the same of the other one.
        .filter(|(_, docs, other)| !docs.is_empty() && docs.replace(&item.name, &of.name) != *other)
        .map(|(name, docs, _)| format!("- `{name}`: {}", docs.replace('\n', "\n  ")))
        .collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

/// The members of an item and what is said about them.
fn members(item: &Item) -> Vec<(&str, &[String])> {
    match &item.kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => {
            let fields = object.fields.iter().map(|field| (field.rust_name.as_str(), field.docs.as_slice()));
            let patterns = object.patterns.iter().map(|field| (field.rust_name.as_str(), field.docs.as_slice()));
            fields.chain(patterns).collect()
        }
        ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => {
            values.variants.iter().map(|variant| (variant.rust_name.as_str(), variant.docs.as_slice())).collect()
        }
        ItemKind::Union(union) => {
            union.variants.iter().map(|variant| (variant.rust_name.as_str(), variant.docs.as_slice())).collect()
        }
        ItemKind::Newtype(_) | ItemKind::Tuple(_) | ItemKind::Body(_) | ItemKind::Output(_) => Vec::new(),
    }
}
