//! What items are, but for their names and what is said about them.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::surface::{
    Field, ItemKind, PatternField, RustType, Struct, UnionItem, UnionVariant, ValueEnum, ValueVariant,
};

/// What an item is, but for what is said about it.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Everything but the items that it names.
    text: String,
    /// The items that it names, as they come.
    names: Vec<usize>,
}

impl Shape {
    /// The items that it names, copies as what they are.
    pub(super) fn named(&self, found: &[Option<usize>]) -> Vec<usize> {
        self.names.iter().map(|at| found.get(*at).copied().flatten().unwrap_or(*at)).collect()
    }
}

/// Which of all items has a name.
pub(super) struct Index<'a>(HashMap<&'a str, usize>);

impl<'a> Index<'a> {
    pub(super) fn new(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.enumerate().map(|(at, name)| (name, at)).collect())
    }

    pub(super) fn of(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }

    /// The type as text, with the items that its copies are.
    pub(super) fn resolved(&self, ty: &RustType, found: &[Option<usize>]) -> String {
        let mut shape = Shape::default();
        let ty = if let RustType::Boxed(inner) = ty { inner } else { ty };
        self.ty(ty, &mut shape);
        for own in shape.named(found) {
            push(&mut shape.text, format_args!(" {own}"));
        }
        shape.text
    }

    /// What an item of this kind is.
    pub(super) fn shape(&self, kind: &ItemKind) -> Shape {
        let mut shape = Shape::default();
        match kind {
            ItemKind::Struct(object) => self.structure("struct", object, &mut shape),
            ItemKind::Form(form) => self.structure("form", form, &mut shape),
            ItemKind::StringEnum(values) => value_enum("strings", values, &mut shape),
            ItemKind::IntegerEnum(values) => value_enum("integers", values, &mut shape),
            ItemKind::Union(union) => self.union(union, &mut shape),
            ItemKind::Newtype(_) | ItemKind::Tuple(_) | ItemKind::Body(_) | ItemKind::Output(_) => {}
        }
        shape
    }

    fn structure(&self, word: &str, object: &Struct, shape: &mut Shape) {
        let Struct { fields, patterns, extra, extra_name, extra_part, constructible, from_field } = object;
        let text = &mut shape.text;
        push(text, format_args!("{word} {extra_name} {extra_part:?} {constructible} {from_field}"));
        for field in fields {
            let Field { rust_name, wire_name, ty, presence, constant, preset, part, docs: _, deprecated } = field;
            let text = &mut shape.text;
            push(text, format_args!("\n{rust_name} {wire_name:?} {presence:?} {preset}"));
            if constant.is_some() || part.is_some() || deprecated.is_some() {
                push(text, format_args!(" {constant:?} {part:?} {deprecated:?}"));
            }
            self.ty(ty, shape);
        }
        for PatternField { rust_name, pattern, ty, docs: _ } in patterns {
            push(&mut shape.text, format_args!("\n{rust_name} ~ {pattern:?}"));
            self.ty(ty, shape);
        }
        if let Some(extra) = extra {
            shape.text.push_str("\n..");
            self.ty(extra, shape);
        }
    }

    fn union(&self, union: &UnionItem, shape: &mut Shape) {
        let UnionItem { tag, default, variants } = union;
        push(&mut shape.text, format_args!("union {tag:?} {default:?}"));
        for variant in variants {
            let UnionVariant { rust_name, ty, tags, guards, from, from_str, docs: _ } = variant;
            push(&mut shape.text, format_args!("\n{rust_name} {tags:?} {guards:?} {from} {from_str}"));
            self.ty(ty, shape);
        }
    }

    /// Adds a type, whose items go among the names.
    fn ty(&self, ty: &RustType, shape: &mut Shape) {
        let (open, inner) = match ty {
            RustType::Item(name) => {
                match self.of(name) {
                    Some(at) => {
                        shape.names.push(at);
                        shape.text.push_str(" #");
                    }
                    None => push(&mut shape.text, format_args!(" {name}")),
                }
                return;
            }
            RustType::Tuple(items) => {
                push(&mut shape.text, format_args!(" ({}", items.len()));
                for item in items {
                    self.ty(item, shape);
                }
                return;
            }
            RustType::Vec(inner) => (" vec", inner),
            RustType::Map(inner) => (" map", inner),
            RustType::Option(inner) => (" option", inner),
            RustType::Boxed(inner) => (" box", inner),
            RustType::FileOr(inner) => (" file", inner),
            RustType::Lines(inner) => (" lines", inner),
            plain => {
                push(&mut shape.text, format_args!(" {plain:?}"));
                return;
            }
        };
        shape.text.push_str(open);
        self.ty(inner, shape);
    }
}

fn value_enum(word: &str, values: &ValueEnum, shape: &mut Shape) {
    shape.text.push_str(word);
    for ValueVariant { rust_name, json, docs: _ } in &values.variants {
        push(&mut shape.text, format_args!("\n{rust_name} {json}"));
    }
}

/// Which items are the same, all they name included: they are taken for that until something tells them apart.
pub(super) fn classes(shapes: &[Shape], barred: &HashSet<usize>) -> Vec<usize> {
    let mut ids: HashMap<(&str, Option<usize>), usize> = HashMap::new();
    let mut classes: Vec<usize> = Vec::with_capacity(shapes.len());
    for (at, shape) in shapes.iter().enumerate() {
        let own = barred.contains(&at).then_some(at);
        let next = ids.len();
        classes.push(*ids.entry((&shape.text, own)).or_insert(next));
    }
    let mut count = ids.len();
    loop {
        let mut ids: HashMap<(usize, Vec<usize>), usize> = HashMap::new();
        let mut finer = Vec::with_capacity(shapes.len());
        for (shape, class) in shapes.iter().zip(&classes) {
            let named = shape.names.iter().filter_map(|at| classes.get(*at).copied()).collect();
            let next = ids.len();
            finer.push(*ids.entry((*class, named)).or_insert(next));
        }
        classes = finer;
        if ids.len() == count {
            return classes;
        }
        count = ids.len();
    }
}

fn push(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = text.write_fmt(what);
}
