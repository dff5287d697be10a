//! What each emitted type is called.

mod places;

use std::cell::RefCell;
use std::collections::HashMap;

use crate::api::{Api, EnumValue, Occasion, Operation, Received, Shape, Tuple, Type, TypeId};

use super::groups::static_words;
use super::ident::{Scope, camel, joined};
use super::operation_words::{id_words, without_path};
use super::pins::Pins;
use super::recursion::Newtypes;
use places::{Owner, Places};

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
        let item = |index: usize, ty: &Type| {
            let id = TypeId::new(index);
            // The union of all events stands apart from models.
            api.event != Some(id) && (is_item(&ty.shape) || newtypes.has(id))
        };
        let wanted = |ty: &Type| pin(pins, ty).or_else(|| ty.naming.component.as_deref().map(camel));
        let own: Vec<Option<String>> = api.types.iter().map(wanted).collect();
        let mut items: Vec<usize> =
            (0..api.types.len()).filter(|index| api.types.get(*index).is_some_and(|ty| item(*index, ty))).collect();
        // Of names that are one in Rust, the one that is spelt so has it.
        items.sort_by_key(|index| {
            let component = api.types.get(*index).and_then(|ty| ty.naming.component.as_ref());
            component != own.get(*index).and_then(Option::as_ref)
        });
        for index in items {
            if let (Some(Some(name)), Some(slot)) = (own.get(index), types.get_mut(index)) {
                *slot = Some(scope.claim(name));
            }
        }
        let mut operations = operation_names(&api.operations, pins);
        let received: Vec<String> = api.received.iter().map(|one| received_name(one, &operations)).collect();
        operations.extend(received);
        let place = |id: TypeId| api.get(id)?.naming.place.as_deref().map(camel);
        let places = Places::new(api, |id| own.get(id.index()).cloned().flatten().or_else(|| place(id)));
        for (index, ty) in api.types.iter().enumerate() {
            if types.get(index).is_some_and(Option::is_some) || !item(index, ty) {
                continue;
            }
            let id = TypeId::new(index);
            let owner = match places.owner(id) {
                Owner::Operation(operation) => operations.get(operation).cloned().unwrap_or_default(),
                Owner::Type(owner) => {
                    let named = [&types, &own].into_iter().find_map(|names| names.get(owner.index())?.clone());
                    let title = || camel(ty.naming.title.as_deref().unwrap_or("Model"));
                    named.or_else(|| place(owner)).unwrap_or_else(title)
                }
            };
            let mut names = places.names(id, &owner);
            names.extend(names.last().map(|name| joined(name, kind(&ty.shape))));
            let name = claim_first(&mut scope, &names);
            if let Some(slot) = types.get_mut(index) {
                *slot = Some(name);
            }
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
        let wanted: Vec<String> = endings.iter().map(|ending| joined(start, ending)).collect();
        claim_first(&mut self.scope.borrow_mut(), &[wanted, vec![start.to_owned()]].concat())
    }

    /// A name for an item that is no type of the API, such as the enum of a body's media types.
    pub(super) fn claim(&self, wanted: &str) -> String {
        self.scope.borrow_mut().claim(wanted)
    }
}

/// The first of `names` that is free, or else the last one with a number.
fn claim_first(scope: &mut Scope, names: &[String]) -> String {
    let free = names.iter().find(|name| !scope.has(name)).or(names.last());
    let wanted = free.cloned().unwrap_or_else(|| "Model".to_owned());
    scope.claim(&wanted)
}

/// What sets a type apart from one that has the name it should have.
fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Object(_) => "Object",
        Shape::Union(_) => "Choice",
        Shape::Enum(_) => "Value",
        _ => "Type",
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

/// What each operation is called: as pinned, or by the `operationId` in camel case, or by what method and path give. What
/// a framework put behind the name of a function goes, where the name alone is no other operation's.
fn operation_names(operations: &[Operation], pins: &Pins) -> Vec<String> {
    let ids: Vec<Vec<String>> = operations.iter().map(id_words).collect();
    let short: Vec<Option<String>> = operations
        .iter()
        .zip(&ids)
        .map(|(operation, id)| Some(camel(&without_path(operation, id)?.join("_"))))
        .collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for name in short.iter().flatten() {
        *uses.entry(name).or_default() += 1;
    }
    let by_path: Vec<String> = operations.iter().map(by_path).collect();
    let mut paths: HashMap<&str, usize> = HashMap::new();
    for name in &by_path {
        *paths.entry(name).or_default() += 1;
    }
    let named =
        operations.iter().zip(&ids).zip(short.iter().zip(&by_path)).map(|((operation, id), (short, by_path))| {
            if let Some(pinned) = pins.get(&format!("{}/operationId", operation.origin.pointer)) {
                return camel(pinned);
            }
            match (short, operation.id.as_deref()) {
                (Some(short), _) if uses.get(short.as_str()) == Some(&1) => short.clone(),
                (_, Some(written)) if !id.is_empty() => id_name(written, id),
                _ if paths.get(by_path.as_str()) == Some(&1) => by_path.clone(),
                _ => {
                    camel(&format!("{} {}", operation.method.0.to_lowercase(), operation.path.replace(['{', '}'], " ")))
                }
            }
        });
    named.collect()
}

/// Method and path without its parameters.
fn by_path(operation: &Operation) -> String {
    camel(&format!("{}_{}", operation.method.0.to_lowercase(), static_words(&operation.path)))
}

/// The `operationId` as the name of a type: as written, but for words that were written as one.
fn id_name(written: &str, id: &[String]) -> String {
    if super::ident::words(written) == id { camel(written) } else { camel(&id.join("_")) }
}

/// What a request of the API is called: a webhook by its name, a callback by those of its operation and its own.
fn received_name(received: &Received, operations: &[String]) -> String {
    match &received.occasion {
        Occasion::Webhook(name) => camel(name),
        Occasion::Callback { of, name, .. } => joined(operations.get(*of).map_or("", String::as_str), &camel(name)),
    }
}

fn pin(pins: &Pins, ty: &Type) -> Option<String> {
    pins.get(&ty.origin.pointer).map(camel)
}
