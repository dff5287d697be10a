//! What each emitted type is called.

use std::cell::RefCell;

use crate::api::{Api, EnumValue, Object, Operation, Parent, Shape, Tuple, Type, TypeId, Union};

use super::ident::{Scope, camel, singular, words};
use super::pins::Pins;
use super::recursion::Newtypes;

/// The names of all types that become items.
#[derive(Debug)]
pub(super) struct Names {
    types: Vec<Option<String>>,
    operations: Vec<String>,
    scope: RefCell<Scope>,
}

impl Names {
    /// Components get theirs first, so that they are called as the document calls them; then the types that stand
    /// inside others, named after where they were first met.
    pub(super) fn new(api: &Api, pins: &Pins, newtypes: &Newtypes) -> Self {
        let mut scope = Scope::default();
        let mut types: Vec<Option<String>> = vec![None; api.types.len()];
        let item = |index: usize, ty: &Type| is_item(&ty.shape) || newtypes.has(TypeId::new(index));
        let wanted = |ty: &Type| pin(pins, ty).or_else(|| ty.naming.component.as_deref().map(camel));
        for (index, ty) in api.types.iter().enumerate().filter(|(index, ty)| item(*index, ty)) {
            if let (Some(name), Some(slot)) = (wanted(ty), types.get_mut(index)) {
                *slot = Some(scope.claim(&name));
            }
        }
        let operations: Vec<String> = api.operations.iter().map(|operation| operation_name(operation, pins)).collect();
        let mut contexts: Vec<String> = Vec::with_capacity(api.types.len());
        for (index, ty) in api.types.iter().enumerate() {
            let named = types.get(index).cloned().flatten();
            let context = named
                .or_else(|| wanted(ty))
                .unwrap_or_else(|| context(api, TypeId::new(index), ty, &contexts, &operations));
            if let Some(slot) = types.get_mut(index).filter(|slot| slot.is_none() && item(index, ty)) {
                *slot = Some(scope.claim(&context));
            }
            contexts.push(types.get(index).cloned().flatten().unwrap_or(context));
        }
        Self { types, operations, scope: RefCell::new(scope) }
    }

    /// The name of a type that is an item.
    pub(super) fn of(&self, id: TypeId) -> Option<&str> {
        self.types.get(id.index())?.as_deref()
    }

    /// What an operation is called where types are named after it.
    pub(super) fn operation(&self, index: usize) -> &str {
        self.operations.get(index).map_or("Call", String::as_str)
    }

    /// As [`Self::claim`], with the first ending that makes a name which is free.
    pub(super) fn claim_first(&self, start: &str, endings: &[&str]) -> String {
        let wanted = endings.iter().map(|ending| format!("{start}{ending}"));
        let free = wanted.into_iter().find(|name| !self.scope.borrow().has(name));
        self.claim(&free.unwrap_or_else(|| start.to_owned()))
    }

    /// A name for an item that is no type of the API, such as the enum of a body's media types.
    pub(super) fn claim(&self, wanted: &str) -> String {
        self.scope.borrow_mut().claim(wanted)
    }
}

/// Whether values of this shape get a type of their own.
pub(super) fn is_item(shape: &Shape) -> bool {
    match shape {
        Shape::Object(_) | Shape::Union(_) => true,
        Shape::Open(open) => open.like.is_none(),
        Shape::Enum(values) => values.len() > 1,
        Shape::Tuple(tuple) => !is_plain(tuple),
        Shape::Any | Shape::Scalar(_) | Shape::Array(_) | Shape::Map(_) => false,
    }
}

/// Whether an array is a tuple of Rust: always of the same length, and no longer than Rust's traits go.
pub(super) fn is_plain(tuple: &Tuple) -> bool {
    tuple.is_fixed() && tuple.items.len() <= 12
}

/// Whether an enumeration is of strings.
pub(super) fn is_string_enum(values: &[EnumValue]) -> bool {
    values.iter().all(|value| value.value.is_string())
}

/// The `operationId` in camel case, or what method and path give.
fn operation_name(operation: &Operation, pins: &Pins) -> String {
    if let Some(pinned) = pins.get(&format!("{}/operationId", operation.origin.pointer)) {
        return camel(pinned);
    }
    match operation.id.as_deref().filter(|id| !words(id).is_empty()) {
        Some(id) => camel(id),
        None => camel(&format!("{} {}", operation.method.0.to_lowercase(), operation.path.replace(['{', '}'], " "))),
    }
}

fn pin(pins: &Pins, ty: &Type) -> Option<String> {
    pins.get(&ty.origin.pointer).map(camel)
}

/// A name made of where a type was first met.
fn context(api: &Api, id: TypeId, ty: &Type, contexts: &[String], operations: &[String]) -> String {
    match &ty.naming.parent {
        Parent::None => camel(ty.naming.title.as_deref().unwrap_or("Model")),
        Parent::Operation(index, role) => {
            format!("{}{}", operations.get(*index).map_or("", String::as_str), camel(role))
        }
        Parent::Type(parent, role) => {
            let base = contexts.get(parent.index()).map_or("", String::as_str);
            let shape = api.get(*parent).map(|parent| &parent.shape);
            let one = singular(base);
            match shape {
                Some(Shape::Array(_) | Shape::Map(_)) if one != base && !one.is_empty() => one,
                Some(Shape::Union(union)) if role.chars().all(|c| c.is_ascii_digit()) => {
                    format!("{base}{}", camel(&branch_word(api, union, id, role)))
                }
                _ => format!("{base}{}", camel(role)),
            }
        }
    }
}

/// What tells an object apart from the other branches of a union, for one without a name or tag: a member that it alone
/// has, a required one if there is any; or that it alone is an object.
fn branch_word(api: &Api, union: &Union, id: TypeId, number: &str) -> String {
    let object = |id: TypeId| match api.get(id).map(|ty| &ty.shape) {
        Some(Shape::Object(object)) => Some(object),
        _ => None,
    };
    let others: Vec<&Object> =
        union.branches.iter().filter(|branch| branch.ty != id).filter_map(|branch| object(branch.ty)).collect();
    let Some(own) = object(id) else { return format!("variant {number}") };
    if others.is_empty() {
        return "object".to_owned();
    }
    let names = |object: &&Object, name: &str| object.properties.iter().any(|property| property.wire_name == name);
    let mut alone =
        own.properties.iter().filter(|property| !others.iter().any(|other| names(other, &property.wire_name)));
    let first = alone.clone().next();
    let chosen = alone.find(|property| property.required).or(first);
    chosen.map_or_else(|| format!("variant {number}"), |property| property.wire_name.clone())
}
