//! The pages of the Rust client.

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::{
    Argument, BodyEnum, Call, Field, FieldPresence, Item, ItemKind, Output, OutputEnum, ReferencePage, RustType,
    Stream, StreamItem, Struct, UnionItem, ValueEnum, WireOperation,
};

use super::entry::{Entry, bullets, few, prose};
use super::{Pages, opening};

/// How deep members are shown within each other.
const DEEPEST: usize = 10;

/// The heading of the models.
pub const MODELS: &str = "Models";

/// The page of a top-level resource and those below it.
pub fn page(pages: &Pages<'_>, page: &ReferencePage) -> Vec<String> {
    let modules = &pages.surface.models;
    let items = modules.iter().flat_map(|module| &module.items).map(|item| (item.name.as_str(), item)).collect();
    let mut models = Models {
        items,
        shown: BTreeSet::new(),
        headed: BTreeSet::new(),
        deep: BTreeSet::new(),
        within: Vec::new(),
        details: pages.spec.details,
    };
    let mut blocks = Vec::new();
    for section in &page.sections {
        blocks.push(format!("# {}", section.title));
        let calls = pages.calls(&section.methods);
        let path = format!(".{}()", section.methods.join("()."));
        for (call, operation) in &calls {
            blocks.extend(shown(pages, &path, call, operation, &models));
        }
        blocks.extend(models.of(calls.iter().map(|(call, _)| *call)));
    }
    blocks
}

fn shown(pages: &Pages<'_>, path: &str, call: &Call, operation: &WireOperation, models: &Models<'_>) -> Vec<String> {
    let body = call.body.as_ref();
    let mut arguments: Vec<String> =
        call.arguments.iter().map(|one| format!("{}: {}", one.rust_name, taken(&one.ty))).collect();
    let required = body.filter(|body| body.required);
    arguments.extend(required.map(|body| format!("{}: {}", body.rust_name, models.short(&body.ty))));
    let answer = models.answer(call);
    let made = format!("client{path}.{}({})", call.method, arguments.join(", "));
    let stream = call.stream.as_ref().map(|other| format!("{made}.stream() -> {}", models.stream(&other.stream)));
    let usages: Vec<String> = std::iter::once(format!("{made} -> {answer}")).chain(stream).collect();
    let mut out = opening(operation, &usages);
    let details = pages.spec.details;
    let mut given: Vec<Entry> = call.arguments.iter().map(|one| argument(one, &taken(&one.ty), details)).collect();
    given.extend(required.map(|body| {
        Entry::new(format!("{}: {}", body.rust_name, models.short(&body.ty))).says(&body.docs.join("\n\n"))
    }));
    let mut setters: Vec<&Argument> = call.setters.iter().collect();
    setters.sort_by_key(|setter| &setter.parameter.wire_name);
    let mut set: Vec<Entry> = setters.into_iter().map(|one| argument(one, &models.short(&one.ty), details)).collect();
    set.extend(body.filter(|body| !body.required).map(|body| {
        Entry::new(format!("{}: {}", body.rust_name, models.short(&body.ty))).says(&body.docs.join("\n\n"))
    }));
    if !given.is_empty() {
        out.extend(["### Arguments".to_owned(), bullets(&given)]);
    }
    if !set.is_empty() {
        out.extend(["### Options".to_owned(), bullets(&set)]);
    }
    if details {
        let errors: Vec<Entry> = call
            .errors
            .iter()
            .map(|error| {
                let body = error.ty.as_ref().map(|ty| format!(": {}", rust(ty)));
                Entry::new(format!("{}{}", error.status, body.unwrap_or_default())).says(&error.docs)
            })
            .collect();
        if !errors.is_empty() {
            out.extend(["### Errors".to_owned(), bullets(&errors)]);
        }
    }
    out
}

fn argument(argument: &Argument, ty: &str, details: bool) -> Entry {
    // The last paragraph tells limits; pages without details have none.
    let docs = if details { argument.docs.join("\n\n") } else { argument.docs.first().cloned().unwrap_or_default() };
    Entry::new(format!("{}: {ty}", argument.rust_name)).says(&docs).deprecated(argument.deprecated.as_ref())
}

/// A type as a method takes it.
fn taken(ty: &RustType) -> String {
    match ty {
        RustType::String => "&str".to_owned(),
        other => rust(other),
    }
}

/// Models that calls give, each shown once.
struct Models<'s> {
    items: BTreeMap<&'s str, &'s Item>,
    shown: BTreeSet<&'s str>,
    /// Those with a heading of their own.
    headed: BTreeSet<&'s str>,
    /// Those that stood too deep to be shown.
    deep: BTreeSet<&'s str>,
    within: Vec<&'s str>,
    details: bool,
}

impl<'s> Models<'s> {
    /// What a call gives: of a list in pages, what it is a list of.
    fn answer(&self, call: &Call) -> String {
        if let Some(paging) = &call.paging {
            return format!("Page<{}>", self.short(&paging.item));
        }
        self.output(&call.output)
    }

    fn output(&self, output: &Output) -> String {
        match output {
            Output::Empty => "()".to_owned(),
            Output::Json(ty) => self.short(ty),
            Output::Text => "String".to_owned(),
            Output::Download => "Download".to_owned(),
            Output::Stream(stream) => self.stream(stream),
            Output::OneOf(name, _) => name.clone(),
        }
    }

    fn stream(&self, stream: &Stream) -> String {
        match stream.item.ty() {
            Some(ty) => format!("Events<{}>", self.short(ty)),
            None if stream.item == StreamItem::Text => "Events<String>".to_owned(),
            None => "Events<Event>".to_owned(),
        }
    }

    /// A type with the first members of what it is.
    fn short(&self, ty: &RustType) -> String {
        match ty {
            RustType::Item(name) => {
                let members = self.items.get(name.as_str()).map(|item| members_of(item)).unwrap_or_default();
                if members.is_empty() { name.clone() } else { format!("{name} {{ {} }}", few(&members, ", ")) }
            }
            RustType::Option(inner) => format!("Option<{}>", self.short(inner)),
            RustType::Vec(inner) => format!("Vec<{}>", self.short(inner)),
            other => rust(other),
        }
    }

    /// The models that calls give, with what is in them.
    fn of<'c>(&mut self, calls: impl Iterator<Item = &'c Call>) -> Vec<String> {
        let mut out = Vec::new();
        for call in calls {
            let mut names = BTreeSet::new();
            if self.details {
                let given = call.arguments.iter().chain(&call.setters).map(|argument| &argument.ty);
                let body = call.body.as_ref().map(|body| &body.ty);
                let errors = call.errors.iter().filter_map(|error| error.ty.as_ref());
                given.chain(body).chain(errors).for_each(|ty| ty.collect_items(&mut names));
            }
            let answer = match (&call.paging, &call.output) {
                (Some(paging), _) => Some(&paging.item),
                (None, Output::Json(ty)) => Some(ty),
                (None, Output::Stream(stream)) => stream.item.ty(),
                (None, Output::OneOf(name, _)) => {
                    names.insert(name.as_str());
                    None
                }
                (None, _) => None,
            };
            let other = call.stream.as_ref().and_then(|answer| answer.stream.item.ty());
            for ty in answer.into_iter().chain(other) {
                ty.collect_items(&mut names);
            }
            for name in names {
                // What a call names has its place there, also if it stood within another model before.
                if let Some(item) =
                    self.items.get(name).copied().filter(|item| !self.headed.contains(item.name.as_str()))
                {
                    self.shown.remove(item.name.as_str());
                    out.extend(self.headed(item));
                }
            }
        }
        while let Some(name) = self.deep.pop_first() {
            if let Some(item) = self.items.get(name).copied().filter(|item| !self.shown.contains(item.name.as_str())) {
                out.extend(self.headed(item));
            }
        }
        if !out.is_empty() {
            out.insert(0, format!("## {MODELS}"));
        }
        out
    }

    /// A model with a heading of its own.
    fn headed(&mut self, item: &'s Item) -> Vec<String> {
        self.headed.insert(&item.name);
        let head = self.short(&RustType::Item(item.name.clone()));
        let mut out = vec![format!("### {}", super::entry::code(&head))];
        out.extend(Some(prose(&item.docs.join("\n\n"))).filter(|docs| self.details && !docs.is_empty()));
        let entries = self.inside(&item.name);
        out.extend((!entries.is_empty()).then(|| bullets(&entries)));
        out
    }

    /// What is in an item, unless it is shown already.
    fn inside(&mut self, name: &str) -> Vec<Entry> {
        let Some(item) = self.items.get(name).copied() else { return Vec::new() };
        let is_value = matches!(item.kind, ItemKind::StringEnum(_) | ItemKind::IntegerEnum(_));
        if self.within.len() >= DEEPEST {
            self.deep.insert(&item.name);
            return Vec::new();
        }
        if !self.shown.insert(&item.name) && !is_value {
            return Vec::new();
        }
        self.within.push(&item.name);
        let entries = match &item.kind {
            ItemKind::Struct(object) | ItemKind::Form(object) => self.fields(object),
            ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => variants(name, values),
            ItemKind::Union(union) => self.union(name, union),
            ItemKind::Newtype(ty) => self.inside_type(ty),
            ItemKind::Tuple(tuple) => tuple.fields.iter().flat_map(|field| self.inside_type(&field.ty)).collect(),
            ItemKind::Body(body) => self.body(name, body),
            ItemKind::Output(output) => self.arms(name, output),
        };
        self.within.pop();
        entries
    }

    fn inside_type(&mut self, ty: &RustType) -> Vec<Entry> {
        let mut names = BTreeSet::new();
        ty.collect_items(&mut names);
        names.into_iter().flat_map(|name| self.inside(name)).collect()
    }

    fn fields(&mut self, object: &'s Struct) -> Vec<Entry> {
        ordered(object).into_iter().map(|field| self.field(field)).collect()
    }

    fn field(&mut self, field: &Field) -> Entry {
        let docs: Vec<&str> = field.docs.iter().map(String::as_str).filter(|docs| !is_name(docs, field)).collect();
        let docs = if self.details { docs.join("\n\n") } else { docs.first().copied().unwrap_or_default().to_owned() };
        let entry = Entry::new(format!("{}: {}", field.rust_name, held(field)));
        entry.says(&docs).deprecated(field.deprecated.as_ref()).with(self.inside_type(&field.ty))
    }

    fn union(&mut self, name: &str, union: &UnionItem) -> Vec<Entry> {
        let variants = union.variants.iter().map(|variant| {
            let entry = Entry::new(format!("{name}::{}({})", variant.rust_name, rust(&variant.ty)));
            entry.with(self.inside_type(&variant.ty))
        });
        variants.collect()
    }

    fn body(&mut self, name: &str, body: &BodyEnum) -> Vec<Entry> {
        let variants = body.variants.iter().map(|variant| {
            let entry = Entry::new(format!("{name}::{}({})", variant.constructor, rust(&variant.ty)));
            entry.says(&variant.docs.join("\n\n")).with(self.inside_type(&variant.ty))
        });
        variants.collect()
    }

    fn arms(&mut self, name: &str, output: &OutputEnum) -> Vec<Entry> {
        let arms = output.arms.iter().map(|arm| {
            let entry = Entry::new(format!("{name}::{}: {}", arm.rust_name, self.output(&arm.output)));
            match arm.output.as_ref() {
                Output::Json(ty) => entry.with(self.inside_type(ty)),
                _ => entry,
            }
        });
        arms.collect()
    }
}

fn variants(name: &str, values: &ValueEnum) -> Vec<Entry> {
    let variants = values.variants.iter();
    variants.map(|variant| Entry::new(format!("{name}::{}: {}", variant.rust_name, variant.json))).collect()
}

/// Fields with those that are always there first, then `id`, then by name on the wire.
fn ordered(object: &Struct) -> Vec<&Field> {
    let is_required =
        |field: &Field| matches!(field.presence, FieldPresence::Required | FieldPresence::RequiredNullable);
    let mut fields: Vec<&Field> = object.fields.iter().collect();
    fields.sort_by_key(|field| (!is_required(field), field.wire_name != "id", &field.wire_name));
    fields
}

fn members_of(item: &Item) -> Vec<String> {
    match &item.kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => {
            ordered(object).into_iter().map(|field| field.rust_name.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a paragraph only says what the field is called.
fn is_name(docs: &str, field: &Field) -> bool {
    docs.trim_matches('`') == field.wire_name
}

/// The type of a field, and what says that it may not be there.
fn held(field: &Field) -> String {
    let ty = match (&field.ty, &field.constant) {
        (RustType::Constant, Some(constant)) => serde_json::Value::from(constant.as_str()).to_string(),
        (ty, _) => rust(ty),
    };
    match field.presence {
        FieldPresence::Required => ty,
        FieldPresence::RequiredNullable | FieldPresence::Optional => format!("Option<{ty}>"),
        FieldPresence::Nullable => format!("Presence<{ty}>"),
    }
}

/// A type without paths.
fn rust(ty: &RustType) -> String {
    let plain = match ty {
        RustType::String => "String",
        RustType::Bool => "bool",
        RustType::I8 => "i8",
        RustType::I16 => "i16",
        RustType::I32 => "i32",
        RustType::I64 => "i64",
        RustType::U8 => "u8",
        RustType::U16 => "u16",
        RustType::U32 => "u32",
        RustType::U64 => "u64",
        RustType::I128 => "i128",
        RustType::F64 => "f64",
        RustType::Decimal => "Decimal",
        RustType::Unit => "()",
        RustType::Value => "Value",
        RustType::DateTime => "DateTime",
        RustType::Date => "Date",
        RustType::Secret => "Secret",
        RustType::Base64 => "Base64",
        RustType::Constant => "Constant",
        RustType::Upload => "Upload",
        RustType::FileOr(other) => return format!("FileOr<{}>", rust(other)),
        RustType::Lines(item) => return format!("Lines<{}>", rust(item)),
        RustType::Vec(item) => return format!("Vec<{}>", rust(item)),
        RustType::Map(value) => return format!("BTreeMap<String, {}>", rust(value)),
        RustType::Option(inner) => return format!("Option<{}>", rust(inner)),
        RustType::Tuple(items) => {
            let items: Vec<String> = items.iter().map(rust).collect();
            return format!("({})", items.join(", "));
        }
        RustType::Boxed(inner) => return format!("Box<{}>", rust(inner)),
        RustType::Item(name) => return name.clone(),
    };
    plain.to_owned()
}
