//! Names with letters beyond ASCII, which the compiler warns about where others look alike.

use crate::surface::{Call, Group, Item, ItemKind, Struct, Surface};

use super::layout;

/// What the compiler says about names with letters that look like others. Only a whole crate can allow it.
const LINTS: [&str; 3] = ["confusable_idents", "mixed_script_confusables", "uncommon_codepoints"];

/// Allows such names in a crate that may have any, a line each.
pub fn attributes(surface: &Surface) -> String {
    if !are_beyond_ascii(surface) {
        return String::new();
    }
    LINTS.iter().map(|lint| layout::allow_in_file(lint, "the names are the document's") + "\n").collect()
}

fn are_beyond_ascii(surface: &Surface) -> bool {
    let hooks = surface.webhooks.iter().flat_map(|webhooks| &webhooks.hooks);
    let event = surface.webhooks.iter().filter_map(|webhooks| webhooks.event.as_ref());
    let items = surface.models.iter().flat_map(|module| &module.items);
    items.chain(event).any(item)
        || hooks.into_iter().any(|hook| is(&hook.rust_name))
        || surface.groups.iter().any(group)
}

fn is(name: &str) -> bool {
    !name.is_ascii()
}

fn item(item: &Item) -> bool {
    is(&item.name)
        || match &item.kind {
            ItemKind::Struct(object) | ItemKind::Form(object) => structure(object),
            ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => {
                values.variants.iter().any(|variant| is(&variant.rust_name))
            }
            ItemKind::Union(union) => union.variants.iter().any(|variant| is(&variant.rust_name)),
            ItemKind::Body(body) => {
                body.variants.iter().any(|variant| is(&variant.rust_name) || is(&variant.constructor))
            }
            ItemKind::Newtype(_) | ItemKind::Tuple(_) | ItemKind::Output(_) => false,
        }
}

fn structure(object: &Struct) -> bool {
    object.fields.iter().any(|field| is(&field.rust_name)) || object.patterns.iter().any(|field| is(&field.rust_name))
}

fn group(group: &Group) -> bool {
    is(group.method()) || is(&group.name) || group.calls.iter().any(call) || group.groups.iter().any(self::group)
}

fn call(call: &Call) -> bool {
    let mut parameters = call.arguments.iter().chain(&call.setters);
    is(&call.method) || is(&call.name) || parameters.any(|parameter| is(&parameter.rust_name))
}
