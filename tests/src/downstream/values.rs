//! Values as a user of the crate writes them, each another one.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;

use wharf::surface::{Field, FieldPresence, Item, ItemKind, RustType, Struct};

use super::types::is_scalar;

/// How many requests within one another have more than what they need.
const FULL: usize = 3;

/// Writes values.
pub struct Values<'s> {
    items: HashMap<&'s str, &'s Item>,
    count: Cell<usize>,
    depth: Cell<usize>,
}

impl<'s> Values<'s> {
    /// With the items of a crate by their names.
    pub fn new(items: HashMap<&'s str, &'s Item>) -> Self {
        Self { items, count: Cell::new(0), depth: Cell::new(0) }
    }

    /// An item by its name.
    pub fn find(&self, name: &str) -> Option<&'s Item> {
        self.items.get(name).copied()
    }

    fn next(&self) -> usize {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    fn text(&self, name: &str) -> String {
        format!("{:?}", format!("{}-{}", name.trim_start_matches("r#"), self.next()))
    }

    /// A value of the type itself.
    pub fn exact(&self, ty: &RustType, name: &str) -> String {
        let from = |value: &str| format!("api::{ty:?}::from({value})");
        match ty {
            RustType::String => format!("{}.to_owned()", self.text(name)),
            RustType::Bool => "true".to_owned(),
            RustType::I8 | RustType::U8 => format!("{}_{}", self.next() % 100, format!("{ty:?}").to_lowercase()),
            _ if ty.is_integer() => format!("{}_{}", 1000 + self.next(), format!("{ty:?}").to_lowercase()),
            RustType::F64 => format!("{}.5_f64", 1000 + self.next()),
            RustType::Unit => "()".to_owned(),
            RustType::Decimal => from(&format!("{}_i64", 1000 + self.next())),
            RustType::Base64 => from(&format!("b{}", self.text(name))),
            RustType::Value | RustType::Secret | RustType::Constant => from(&self.text(name)),
            RustType::Upload => format!("api::Upload::bytes({})", self.text(name)),
            RustType::DateTime => from(&format!("\"2026-01-01T00:00:{:02}Z\"", self.next() % 60)),
            RustType::Date => from(&format!("\"2026-01-{:02}\"", 1 + self.next() % 28)),
            RustType::FileOr(_) => format!("api::FileOr::from(api::Upload::bytes({}))", self.text(name)),
            RustType::Lines(inner) => format!("api::Lines::from(vec![{}])", self.exact(inner, name)),
            RustType::Vec(inner) => format!("vec![{}]", self.exact(inner, name)),
            RustType::Map(inner) => {
                let key = self.text("key");
                format!("std::collections::BTreeMap::from([({key}.to_owned(), {})])", self.exact(inner, name))
            }
            RustType::Option(inner) => format!("Some({})", self.exact(inner, name)),
            RustType::Boxed(inner) => format!("Box::new({})", self.exact(inner, name)),
            RustType::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.exact(item, name)).collect();
                format!("({},)", items.join(", "))
            }
            RustType::Item(item) => self.item(item, name),
            _ => unreachable!("{ty:?} is an integer"),
        }
    }

    /// A value for a parameter that takes what can become the type.
    pub fn taken(&self, ty: &RustType, name: &str) -> String {
        match ty {
            RustType::String | RustType::Secret => self.text(name),
            RustType::Vec(item) if is_scalar(item) => format!("[{}]", self.exact(item, name)),
            RustType::Vec(item) => format!("[{}, {}]", self.taken(item, name), self.taken(item, name)),
            RustType::Boxed(inner) => self.taken(inner, name),
            RustType::DateTime => format!("\"2026-01-01T00:00:{:02}Z\"", self.next() % 60),
            RustType::Date => format!("\"2026-01-{:02}\"", 1 + self.next() % 28),
            _ => self.exact(ty, name),
        }
    }

    /// A value for a parameter that takes a reference.
    pub fn borrowed(&self, ty: &RustType, name: &str) -> String {
        match ty {
            RustType::String => self.text(name),
            RustType::Vec(item) => format!("&[{}, {}]", self.exact(item, name), self.exact(item, name)),
            RustType::Boxed(inner) => self.borrowed(inner, name),
            _ if is_scalar(ty) => self.exact(ty, name),
            _ => format!("&{}", self.exact(ty, name)),
        }
    }

    /// What can be passed for a struct that is made of its only required field.
    pub fn short(&self, ty: &RustType) -> Option<String> {
        let RustType::Item(name) = ty else { return None };
        let ItemKind::Struct(object) = &self.find(name)?.kind else { return None };
        let only = object.fields.iter().find(|field| is_argument(field)).filter(|_| object.from_field)?;
        Some(self.exact(&only.ty, &only.rust_name))
    }

    fn item(&self, item: &str, name: &str) -> String {
        let path = format!("api::models::{item}");
        let Some(found) = self.items.get(item) else { return path };
        self.depth.set(self.depth.get() + 1);
        let made = match &found.kind {
            ItemKind::Struct(object) | ItemKind::Form(object) => self.object(&path, object),
            ItemKind::StringEnum(list) | ItemKind::IntegerEnum(list) => {
                let first = list.variants.first().map_or("Unknown", |variant| variant.rust_name.as_str());
                format!("{path}::{first}")
            }
            ItemKind::Union(union) => match union.variants.first() {
                Some(first) => format!("{path}::{}({})", first.rust_name, self.exact(&first.ty, name)),
                None => path,
            },
            ItemKind::Newtype(inner) => format!("{path}({})", self.exact(inner, name)),
            ItemKind::Tuple(tuple) => {
                let fields = tuple.fields.iter().map(|field| self.held(&field.ty, field.presence, name));
                let rest = tuple.rest.iter().map(|ty| format!("vec![{}]", self.exact(ty, name)));
                format!("{path}({})", fields.chain(rest).collect::<Vec<_>>().join(", "))
            }
            ItemKind::Body(body) => match body.variants.first() {
                Some(first) => format!("{path}::{}({})", first.constructor, self.taken(&first.ty, name)),
                None => path,
            },
            ItemKind::Output(_) => path,
        };
        self.depth.set(self.depth.get() - 1);
        made
    }

    /// A request, with all that can be set.
    fn object(&self, path: &str, object: &Struct) -> String {
        let given = object.fields.iter().filter(|field| is_argument(field));
        let given: Vec<String> = given.map(|field| self.argument(field)).collect();
        let mut made = format!("{path}::new({})", given.join(", "));
        if self.depth.get() <= FULL {
            for field in object.fields.iter().filter(|field| is_set(field)) {
                let _ = write!(made, ".{}({})", field.rust_name, self.set(field));
            }
        }
        made
    }

    fn argument(&self, field: &Field) -> String {
        match field.presence {
            FieldPresence::Required => self.taken(&field.ty, &field.rust_name),
            _ => format!("Some({})", self.exact(&field.ty, &field.rust_name)),
        }
    }

    /// What the setter of a field takes.
    fn set(&self, field: &Field) -> String {
        if field.ty == RustType::Constant && field.constant.is_some() && field.presence == FieldPresence::Optional {
            return String::new();
        }
        match &field.ty {
            // A setter takes these as they are.
            RustType::Vec(item) if is_scalar(item) => self.exact(&field.ty, &field.rust_name),
            RustType::Boxed(_) => self.exact(&field.ty, &field.rust_name),
            ty => self.taken(ty, &field.rust_name),
        }
    }

    /// What a field holds.
    pub fn held(&self, ty: &RustType, presence: FieldPresence, name: &str) -> String {
        let value = self.exact(ty, name);
        match presence {
            FieldPresence::Required => value,
            FieldPresence::RequiredNullable | FieldPresence::Optional => format!("Some({value})"),
            FieldPresence::Nullable => format!("api::Presence::Value({value})"),
        }
    }
}

/// Whether `new` takes the field.
pub fn is_argument(field: &Field) -> bool {
    let fixes = |ty: &RustType| {
        ty.is_integer()
            || matches!(
                ty,
                RustType::Constant
                    | RustType::Bool
                    | RustType::F64
                    | RustType::Unit
                    | RustType::Value
                    | RustType::Vec(_)
                    | RustType::Map(_)
            )
    };
    let needed = matches!(field.presence, FieldPresence::Required | FieldPresence::RequiredNullable);
    needed && !(field.constant.is_some() && fixes(&field.ty))
}

/// Whether it has a setter.
pub fn is_set(field: &Field) -> bool {
    matches!(field.presence, FieldPresence::Optional | FieldPresence::Nullable)
}
