//! Values as code, of types that a few words make.

use std::collections::BTreeMap;

use crate::surface::{Field, FieldPresence, Item, ItemKind, RustType, Struct};

use super::super::scope::{Names, Place, Scope};
use super::super::{docs, layout, value};

/// How deep a value may stand in others.
const DEPTH: usize = 3;

/// How many arguments a constructor may take.
const ARGUMENTS: usize = 4;

/// Longer code is no example any more.
const LENGTH: usize = 160;

/// The items that values are made of.
#[derive(Debug)]
pub struct Values<'a> {
    items: &'a BTreeMap<&'a str, &'a Item>,
}

impl<'a> Values<'a> {
    /// Values of `items`, which are given by their names.
    pub fn new(items: &'a BTreeMap<&'a str, &'a Item>) -> Self {
        Self { items }
    }

    /// An argument of a call, which looks at it only.
    pub fn borrowed(&self, ty: &RustType, name: &str) -> Option<String> {
        match ty {
            RustType::String => Some(text(name)),
            RustType::Boxed(inner) => self.borrowed(inner, name),
            ty if value::is_scalar(ty) => scalar(ty),
            RustType::Vec(item) => Some(format!("&[{}]", self.exact(item, name, 1)?)),
            ty => Some(format!("&{}", self.exact(ty, name, 1)?)),
        }
    }

    /// The body of a call, with one optional member set where that is easily done. It is not the one called `flag`, which
    /// asks for another kind of answer than the example reads.
    pub fn body(&self, ty: &RustType, flag: Option<&str>) -> Option<String> {
        let code = match ty {
            RustType::Item(name) => self.item(name, 0)?,
            RustType::Upload | RustType::String | RustType::Vec(_) => self.into(ty, "body", 0)?,
            _ => return None,
        };
        let set = match ty {
            RustType::Item(name) => self.setter(name, flag).unwrap_or_default(),
            _ => String::new(),
        };
        Some(code + &set).filter(|code| code.len() <= LENGTH)
    }

    /// A value where whatever can be converted into one will do.
    fn into(&self, ty: &RustType, name: &str, depth: usize) -> Option<String> {
        match ty {
            RustType::String | RustType::Secret => Some(text(name)),
            RustType::Boxed(inner) => self.into(inner, name, depth),
            RustType::Vec(item) if value::is_scalar(item) => Some(format!("[{}]", scalar(item)?)),
            RustType::Vec(item) => Some(format!("[{}]", self.into(item, name, depth + 1)?)),
            ty => self.exact(ty, name, depth),
        }
    }

    /// A value of just this type.
    fn exact(&self, ty: &RustType, name: &str, depth: usize) -> Option<String> {
        match ty {
            RustType::String => Some(format!("{}.to_owned()", text(name))),
            RustType::Item(item) => self.item(item, depth),
            RustType::Upload => Some("Upload::path(\"file.bin\")".to_owned()),
            RustType::Vec(item) => Some(format!("vec![{}]", self.exact(item, name, depth + 1)?)),
            ty if value::is_scalar(ty) => scalar(ty),
            _ => None,
        }
    }

    fn item(&self, name: &str, depth: usize) -> Option<String> {
        let item = self.items.get(name).filter(|item| item.deprecated.is_none())?;
        if depth > DEPTH {
            return None;
        }
        match &item.kind {
            ItemKind::Struct(object) | ItemKind::Form(object) => self.made(name, object, depth),
            ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => {
                Some(format!("models::{name}::{}", values.variants.first()?.rust_name))
            }
            ItemKind::Union(union) => union.variants.iter().find_map(|variant| {
                let inner = self.exact(&variant.ty, "value", depth + 1)?;
                Some(format!("models::{name}::{}({inner})", variant.rust_name))
            }),
            ItemKind::Body(body) => body.variants.iter().find_map(|variant| {
                let inner = self.into(&variant.ty, "body", depth + 1)?;
                Some(format!("models::{name}::{}({inner})", variant.constructor))
            }),
            _ => None,
        }
    }

    /// A call of `new`.
    fn made(&self, name: &str, object: &Struct, depth: usize) -> Option<String> {
        let fields: Vec<&Field> = object.fields.iter().filter(|field| is_parameter(field)).collect();
        if !object.constructible || fields.len() > ARGUMENTS {
            return None;
        }
        let argument = |field: &&Field| match field.presence {
            FieldPresence::RequiredNullable => {
                Some(format!("Some({})", self.exact(&field.ty, &field.wire_name, depth + 1)?))
            }
            _ => self.into(&field.ty, &field.wire_name, depth + 1),
        };
        let arguments: Vec<String> = fields.iter().map(argument).collect::<Option<_>>()?;
        Some(format!("models::{name}::new({})", arguments.join(", ")))
    }

    /// A call that sets the first member of a simple type that need not be there.
    fn setter(&self, name: &str, flag: Option<&str>) -> Option<String> {
        let (ItemKind::Struct(object) | ItemKind::Form(object)) = &self.items.get(name)?.kind else { return None };
        let is_free = |field: &&Field| {
            field.presence == FieldPresence::Optional
                && field.constant.is_none()
                && field.deprecated.is_none()
                && flag != Some(field.wire_name.as_str())
        };
        object.fields.iter().filter(is_free).find_map(|field| {
            let given = match &field.ty {
                RustType::String | RustType::Bool => self.into(&field.ty, &field.wire_name, DEPTH)?,
                ty if ty.is_integer() => self.into(ty, &field.wire_name, DEPTH)?,
                RustType::Item(name) if matches!(self.items.get(name.as_str())?.kind, ItemKind::StringEnum(_)) => {
                    self.item(name, DEPTH)?
                }
                _ => return None,
            };
            Some(format!(".{}({given})", field.rust_name))
        })
    }
}

/// Whether `new` takes the field.
fn is_parameter(field: &Field) -> bool {
    let is_needed = matches!(field.presence, FieldPresence::Required | FieldPresence::RequiredNullable);
    let names = Names::default();
    let fixed = |constant| value::fixed(&mut Scope::new(&names, Place::Test), &field.ty, constant).is_some();
    let is_set = field.constant.as_ref().is_some_and(|constant| field.ty == RustType::Constant || fixed(constant));
    is_needed && !is_set
}

fn scalar(ty: &RustType) -> Option<String> {
    let text = match ty {
        RustType::Bool => "true",
        RustType::F64 => "1.0",
        RustType::Unit => "()",
        _ if ty.is_integer() => "1",
        _ => return None,
    };
    Some(text.to_owned())
}

fn text(name: &str) -> String {
    layout::literal(&docs::one_line(name))
}
