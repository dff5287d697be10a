//! Whether two types are the same as far as they can be told apart by a look.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;

use crate::api::{Additional, Api, Scalar, Shape, TypeId, Use};

/// How deep a look goes into types without a name.
const DEPTH: usize = 4;

/// What types look like, as text: equal texts, equal types.
#[derive(Debug, Default)]
pub struct Signatures {
    old: RefCell<HashMap<TypeId, String>>,
    new: RefCell<HashMap<TypeId, String>>,
}

impl Signatures {
    /// What a type of the old document looks like.
    pub fn of_old(&self, api: &Api, id: TypeId) -> String {
        known(&self.old, api, id)
    }

    /// What a type of the new document looks like.
    pub fn of_new(&self, api: &Api, id: TypeId) -> String {
        known(&self.new, api, id)
    }
}

fn known(memo: &RefCell<HashMap<TypeId, String>>, api: &Api, id: TypeId) -> String {
    if let Some(text) = memo.borrow().get(&id) {
        return text.clone();
    }
    let mut text = String::new();
    write(api, id, DEPTH, &mut text);
    memo.borrow_mut().insert(id, text.clone());
    text
}

/// Writes what `id` looks like; components within it are named, not looked into.
fn write(api: &Api, id: TypeId, depth: usize, out: &mut String) {
    let Some(ty) = api.get(id) else { return };
    if let Some(name) = ty.naming.component.as_ref().filter(|_| depth < DEPTH) {
        // Writing into a text does not fail.
        let _ = write!(out, "#{name}");
        return;
    }
    if depth == 0 {
        out.push('…');
        return;
    }
    let part = |place: &Use, out: &mut String| {
        write(api, place.id, depth - 1, out);
        if place.nullable {
            out.push('?');
        }
    };
    match &ty.shape {
        Shape::Any => out.push('*'),
        Shape::Scalar(scalar) => out.push_str(&self::scalar(scalar)),
        Shape::Enum(values) => {
            let values: Vec<String> = values.iter().map(|value| value.value.to_string()).collect();
            let _ = write!(out, "enum({})", values.join(","));
        }
        Shape::Open(open) => {
            let values: Vec<String> = open.values.iter().map(|value| value.value.to_string()).collect();
            let _ = write!(out, "open({})", values.join(","));
        }
        Shape::Array(item) => {
            out.push('[');
            part(item, out);
            out.push(']');
        }
        Shape::Map(value) => {
            out.push_str("{*:");
            part(value, out);
            out.push('}');
        }
        Shape::Tuple(tuple) => {
            out.push('(');
            for item in &tuple.items {
                part(item, out);
                out.push(',');
            }
            out.push(')');
        }
        Shape::Object(object) => {
            out.push('{');
            let mut properties: Vec<_> = object.properties.iter().collect();
            properties.sort_by(|a, b| a.wire_name.cmp(&b.wire_name));
            for property in properties {
                let _ = write!(out, "{}{}:", property.wire_name, if property.required { "!" } else { "" });
                part(&property.ty, out);
                out.push(',');
            }
            // What is there only because of other branches is not what the schema says.
            if let (Additional::Typed(value), false) = (&object.additional, object.overlaps) {
                out.push_str("*:");
                part(value, out);
            }
            out.push('}');
        }
        Shape::Union(union) => {
            out.push('<');
            for branch in &union.branches {
                write(api, branch.ty, depth - 1, out);
                out.push('|');
            }
            out.push('>');
        }
    }
}

/// A value without parts, as people would name its type.
pub fn scalar(scalar: &Scalar) -> String {
    let with = |name: &str, format: &Option<String>| match format {
        Some(format) => format!("{name} ({format})"),
        None => name.to_owned(),
    };
    match scalar {
        Scalar::Boolean(None) => "boolean".to_owned(),
        Scalar::Boolean(Some(value)) => format!("always {value}"),
        Scalar::Integer(format) => with("integer", format),
        Scalar::Number(format) => with("number", format),
        Scalar::String(format) => with("string", format),
        Scalar::Null => "null".to_owned(),
    }
}
