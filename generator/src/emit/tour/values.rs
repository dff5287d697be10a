//! Values as code, of types that a few words make.

use std::collections::BTreeMap;

use crate::surface::{
    BodyArgument, BodyKind, BodyVariant, Field, FieldPresence, Item, ItemKind, RustType, Struct, UnionVariant,
};

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

    /// The body of a call, and calls that set an optional member of it and one that holds values itself, where that is
    /// easily done. None is the one called `flag`, which asks for another kind of answer than the example reads.
    pub fn body(&self, ty: &RustType, flag: Option<&str>) -> Option<(String, Vec<String>)> {
        let code = match ty {
            RustType::Item(name) => self.item(name, 0)?,
            RustType::Upload | RustType::String | RustType::Vec(_) => self.into(ty, "body", 0)?,
            _ => return None,
        };
        let sets = match ty {
            RustType::Item(name) => [self.setter(name, flag), self.nested(name)].map(Option::into_iter),
            _ => [None, None].map(Option::into_iter),
        };
        let sets = sets.into_iter().flatten().filter(|set| set.len() <= LENGTH).collect();
        Some((code, sets)).filter(|(code, _)| code.len() <= LENGTH)
    }

    /// Whether a file of any kind can be sent as the body, or as the parts of it that are files.
    pub fn takes_any_file(&self, body: &BodyArgument) -> bool {
        let kind = |ty: &RustType| match ty {
            RustType::Item(name) => self.items.get(name.as_str()).map(|item| &item.kind),
            _ => None,
        };
        match kind(&body.ty) {
            Some(ItemKind::Body(several)) => several.variants.iter().all(|variant| match kind(&variant.ty) {
                Some(ItemKind::Form(form)) => takes_any_part(form),
                _ => is_any(&variant.media_type) || variant.kind == BodyKind::Json,
            }),
            Some(ItemKind::Form(form)) => takes_any_part(form),
            _ => body.kind == BodyKind::Bytes && is_any(&body.media_type),
        }
    }

    /// A value where whatever can be converted into one will do.
    fn into(&self, ty: &RustType, name: &str, depth: usize) -> Option<String> {
        match ty {
            RustType::String | RustType::Secret => Some(text(name)),
            RustType::Boxed(inner) => self.into(inner, name, depth),
            RustType::FileOr(_) => self.exact(&RustType::Upload, name, depth),
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
            RustType::Upload => Some("Upload::bytes(\"content\").file_name(\"file.txt\")".to_owned()),
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
            ItemKind::Body(body) => {
                let code = |variant: &BodyVariant| {
                    let inner = self.into(&variant.ty, "body", depth + 1)?;
                    Some(format!("models::{name}::{}({inner})", variant.constructor))
                };
                // What takes a file shows more than what names one.
                let tried: Vec<String> = body.variants.iter().filter_map(code).collect();
                tried.iter().find(|code| code.contains("Upload::")).or(tried.first()).cloned()
            }
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

    /// A call that sets the first member that need not be there and is a union, or else an object, with something in it.
    fn nested(&self, name: &str) -> Option<String> {
        let (ItemKind::Struct(object) | ItemKind::Form(object)) = &self.items.get(name)?.kind else { return None };
        let is_free = |field: &&Field| field.presence == FieldPresence::Optional && field.deprecated.is_none();
        let of_kind = |is_union: bool| {
            object.fields.iter().filter(is_free).find_map(|field| {
                let RustType::Item(held) = &field.ty else { return None };
                let code = match &self.items.get(held.as_str())?.kind {
                    ItemKind::Union(union) if is_union => {
                        let mut variants =
                            union.variants.iter().filter(|variant| matches!(variant.ty, RustType::Item(_)));
                        let inner = |variant: &UnionVariant| {
                            let inner = self.exact(&variant.ty, "value", 1).filter(|inner| holds_something(inner))?;
                            Some(if variant.from {
                                inner
                            } else {
                                format!("models::{held}::{}({inner})", variant.rust_name)
                            })
                        };
                        variants.find_map(inner)?
                    }
                    ItemKind::Struct(_) if !is_union => self.item(held, 1).filter(|code| holds_something(code))?,
                    _ => return None,
                };
                Some(format!(".{}({code})", field.rust_name))
            })
        };
        of_kind(true).or_else(|| of_kind(false))
    }
}

/// Whether a value is made of others.
fn holds_something(code: &str) -> bool {
    !code.ends_with("()")
}

/// Whether the parts that are files can be of any kind.
fn takes_any_part(form: &Struct) -> bool {
    let is_file = |field: &&Field| is_parameter(field) && field.ty == RustType::Upload;
    let mut parts = form.fields.iter().filter(is_file).filter_map(|field| field.part.as_ref());
    parts.all(|part| part.content_type.as_deref().is_none_or(is_any))
}

fn is_any(media_type: &str) -> bool {
    media_type.is_empty() || media_type == "application/octet-stream"
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
