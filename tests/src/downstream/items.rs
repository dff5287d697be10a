//! Using models.

use wharf::surface::{Item, ItemKind, Output, RustType, Struct, Surface};

use super::Downstream;
use super::types::{held, output, path};
use super::values::{is_argument, is_set};

/// All models.
pub fn all(surface: &Surface) -> impl Iterator<Item = &Item> {
    surface.models.iter().flat_map(|module| &module.items)
}

impl Downstream<'_> {
    /// A function for each way to use each model.
    pub(super) fn items(&mut self) {
        let surface = self.surface;
        for item in all(surface) {
            let ty = format!("api::models::{}", item.name);
            self.item(item, &ty);
        }
    }

    /// What is received without having been asked for.
    pub(super) fn webhooks(&mut self) {
        let Some(webhooks) = &self.surface.webhooks else { return };
        let module = format!("api::{}", webhooks.module);
        if let Some(event) = &webhooks.event {
            self.item(event, &format!("{module}::{}", event.name));
        }
        for hook in webhooks.hooks.iter().filter(|hook| hook.request.payload.as_ref().is_some_and(|one| one.is_json)) {
            let name = &hook.rust_name;
            let ty = hook.request.payload.as_ref().map(|payload| path(&payload.ty)).unwrap_or_default();
            self.line(&format!("pub fn takes_{name}(body: &[u8]) -> Result<{ty}, {module}::ParseError> {{"));
            self.line(&format!("    let event: {module}::{name} = {module}::parse(body)?;\n    Ok(event)\n}}\n"));
        }
    }

    fn item(&mut self, item: &Item, ty: &str) {
        let name = &item.name;
        match &item.kind {
            ItemKind::Struct(object) => self.object(name, ty, object, true),
            ItemKind::Form(object) => self.object(name, ty, object, false),
            ItemKind::StringEnum(list) => {
                let values = list.variants.iter().map(|one| (one.rust_name.as_str(), Vec::new()));
                self.matching(name, ty, values.collect());
                self.line(&format!("pub fn text_of_{name}(it: &{ty}) -> &str {{\n    it.as_str()\n}}\n"));
            }
            ItemKind::IntegerEnum(list) => {
                let values = list.variants.iter().map(|one| (one.rust_name.as_str(), Vec::new()));
                self.matching(name, ty, values.collect());
                self.line(&format!("pub fn number_of_{name}(it: &{ty}) -> i64 {{\n    it.as_i64()\n}}\n"));
            }
            ItemKind::Union(union) => {
                let variants = union.variants.iter().map(|one| (one.rust_name.as_str(), vec![path(&one.ty)]));
                self.matching(name, ty, variants.collect());
                for variant in union.variants.iter().filter(|variant| variant.from) {
                    let from = path(&variant.ty);
                    let at = &variant.rust_name;
                    self.line(&format!("pub fn {name}_from_{at}(it: {from}) -> {ty} {{\n    it.into()\n}}\n"));
                }
            }
            ItemKind::Newtype(inner) => self.fields(name, ty, vec![("0".to_owned(), path(inner))]),
            ItemKind::Tuple(tuple) => {
                let fields = tuple.fields.iter().map(|field| held(&field.ty, field.presence));
                let rest = tuple.rest.iter().map(|ty| path(&RustType::Vec(Box::new(ty.clone()))));
                let fields = fields.chain(rest).enumerate().map(|(at, ty)| (at.to_string(), ty)).collect();
                self.fields(name, ty, fields);
            }
            ItemKind::Body(body) => {
                for variant in &body.variants {
                    let value = self.values.taken(&variant.ty, "body");
                    let constructor = &variant.constructor;
                    self.line(&format!(
                        "pub fn {name}_{constructor}() -> {ty} {{\n    {ty}::{constructor}({value})\n}}\n"
                    ));
                }
            }
            ItemKind::Output(list) => {
                let arms = list.arms.iter().map(|arm| {
                    let nothing = matches!(*arm.output, Output::Empty | Output::OneOf(..));
                    let held = (!nothing).then(|| output(&arm.output));
                    (arm.rust_name.as_str(), held.into_iter().collect())
                });
                self.matching(name, ty, arms.collect());
            }
        }
    }

    /// Reads fields, with their types written out.
    fn fields(&mut self, name: &str, ty: &str, fields: Vec<(String, String)>) {
        self.line(&format!("pub fn reads_{name}(it: &{ty}) {{"));
        for (field, ty) in fields {
            self.line(&format!("    let _: &{ty} = &it.{field};"));
        }
        self.line("}\n");
    }

    /// Matches all variants, each with the types of what it holds, and has an arm for others.
    fn matching(&mut self, name: &str, ty: &str, variants: Vec<(&str, Vec<String>)>) {
        self.line(&format!("pub fn matches_{name}(it: &{ty}) {{\n    match it {{"));
        for (variant, holds) in variants {
            match holds.first() {
                None => self.line(&format!("        {ty}::{variant} => {{}}")),
                Some(held) => self.line(&format!("        {ty}::{variant}(held) => {{ let _: &{held} = held; }}")),
            }
        }
        self.line("        _ => {}\n    }\n}\n");
    }

    fn object(&mut self, name: &str, ty: &str, object: &Struct, is_read: bool) {
        let of = |field: &wharf::surface::Field| (field.rust_name.clone(), held(&field.ty, field.presence));
        let mut fields: Vec<(String, String)> = object.fields.iter().map(of).collect();
        let map = |ty: &RustType| path(&RustType::Map(Box::new(ty.clone())));
        fields.extend(object.patterns.iter().map(|members| (members.rust_name.clone(), map(&members.ty))));
        fields.extend(object.extra.iter().map(|ty| (object.extra_name.clone(), map(ty))));
        if is_read {
            self.fields(name, ty, fields);
        }
        if !object.constructible {
            return;
        }
        let made = self.values.exact(&RustType::Item(name.to_owned()), name);
        self.line(&format!("pub fn makes_{name}() -> {ty} {{\n    let mut it = {made};"));
        for field in object.fields.iter().filter(|field| is_set(field) && is_read) {
            let value = self.values.held(&field.ty, field.presence, &field.rust_name);
            self.line(&format!("    it.{} = {value};", field.rust_name));
        }
        self.line("    it\n}\n");
        let needed: Vec<_> = object.fields.iter().filter(|field| is_argument(field)).collect();
        if needed.is_empty() {
            self.line(&format!("pub fn default_{name}() -> {ty} {{\n    Default::default()\n}}\n"));
        }
        if let (true, [only]) = (object.from_field, needed.as_slice()) {
            let from = path(&only.ty);
            self.line(&format!("pub fn {name}_from(it: {from}) -> {ty} {{\n    it.into()\n}}\n"));
        }
    }
}
