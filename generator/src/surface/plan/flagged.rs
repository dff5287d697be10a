//! Members of bodies that ask for a stream: their documentation names the method that sets them.

use std::collections::BTreeSet;

use crate::surface::{Group, ItemKind, ModelModule, RustType, StreamFlag};

use super::docs::add_untold;

/// What is said of such a member.
const SAID: &str = "The method `stream` of the call sets it by itself, and reads what comes then.";

/// What is said of it besides, where the API streams unless it is false.
const LOWERED: &str = "Where it is not set, a call that is awaited sends `false`, as it asks for all at once.";

/// A type of bodies, the member that asks for a stream, and whether it does so where it is not set.
type Flag = (RustType, String, bool);

/// Says it of all of them.
pub(super) fn tell(groups: &[Group], models: &mut [ModelModule]) {
    let mut flags = BTreeSet::new();
    collect(groups, &mut flags);
    for flag in &flags {
        tell_within(&flag.0, flag, models, &mut BTreeSet::new());
    }
}

fn collect(groups: &[Group], flags: &mut BTreeSet<Flag>) {
    for group in groups {
        for call in &group.calls {
            if let (Some(answer), Some(body)) = (&call.stream, &call.body)
                && let Some(StreamFlag::Body(name)) = &answer.flag
            {
                flags.insert((body.ty.clone(), name.clone(), answer.is_usual));
            }
        }
        collect(&group.groups, flags);
    }
}

/// Says it in a type, or in each that the type is one of.
fn tell_within(ty: &RustType, flag: &Flag, models: &mut [ModelModule], seen: &mut BTreeSet<String>) {
    let name = match ty {
        RustType::Boxed(inner) => return tell_within(inner, flag, models, seen),
        RustType::Item(name) if seen.insert(name.clone()) => name,
        _ => return,
    };
    let mut items = models.iter_mut().flat_map(|module| &mut module.items);
    let Some(item) = items.find(|item| item.name == *name) else { return };
    let (_, member, is_usual) = flag;
    let within: Vec<RustType> = match &mut item.kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => {
            let is_flag = |wire_name: &str, ty: &RustType| wire_name == member && *ty == RustType::Bool;
            for field in object.fields.iter_mut().filter(|field| is_flag(&field.wire_name, &field.ty)) {
                add_untold(&mut field.docs, SAID);
                if *is_usual {
                    add_untold(&mut field.docs, LOWERED);
                }
            }
            return;
        }
        ItemKind::Union(union) => union.variants.iter().map(|variant| variant.ty.clone()).collect(),
        ItemKind::Body(body) => body.variants.iter().map(|variant| variant.ty.clone()).collect(),
        _ => return,
    };
    for ty in &within {
        tell_within(ty, flag, models, seen);
    }
}
