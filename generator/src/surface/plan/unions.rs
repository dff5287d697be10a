//! Unions.

use serde_json::Value;

use crate::api::{Branch, Guard, JsonType, Tagging, TypeId, Union};
use crate::surface::{RustType, TypeGuard, UnionItem, UnionVariant};

use super::Context;
use super::docs::paragraphs;
use super::ident::{Scope, camel};
use super::variants::{UNKNOWN, variant};

impl Context<'_> {
    /// The union of a type called `name`.
    pub(super) fn union(&self, id: TypeId, name: &str, union: &Union) -> UnionItem {
        let mut scope = Scope::with(&[UNKNOWN]);
        let tag = match &union.tagging {
            Tagging::Property(tag) => Some(tag.clone()),
            Tagging::Guards => None,
        };
        let types: Vec<RustType> = union.branches.iter().map(|branch| self.held_bare(id, branch.ty)).collect();
        let text = self.text_branch(id, union, 0);
        let told = told(union);
        let variants = union.branches.iter().zip(&types).enumerate().map(|(at, (branch, ty))| {
            let constant = self.constant(branch.ty).filter(|_| *ty == RustType::Constant);
            let wanted = if let [only] = branch.tags.as_slice() {
                camel(only)
            } else if let Some(only) = told.get(at).copied().flatten() {
                camel(only)
            } else if let Some(only) = constant.filter(|only| only.contains(char::is_alphabetic)) {
                camel(&only)
            } else {
                let is_inline = self.api.get(branch.ty).is_some_and(|ty| ty.naming.component.is_none());
                variant_name(ty, if is_inline { shared_words(ty, name) } else { name })
            };
            UnionVariant {
                rust_name: scope.claim(&variant(&wanted)),
                ty: ty.clone(),
                tags: branch.tags.clone(),
                guards: guards(&branch.guard),
                from: types.iter().filter(|other| *other == ty).count() == 1 && *ty != RustType::Unit,
                from_str: text == Some(at),
                docs: match tag.as_deref().filter(|_| Some(at) == union.default) {
                    Some(tag) => self.branch_docs(branch, &format!("Any other `{tag}`, or none.")),
                    None => self.branch_docs(branch, &fallback(branch, ty, tag.as_deref(), &union.branches)),
                },
            }
        });
        let variants = variants.collect();
        UnionItem { tag, default: union.default, variants }
    }

    /// What is said of a branch; `fallback` where the document says nothing.
    fn branch_docs(&self, branch: &Branch, fallback: &str) -> Vec<String> {
        let own = self.api.get(branch.ty).map(|ty| &ty.docs).filter(|docs| !docs.description.trim().is_empty());
        let constant = self.constant(branch.ty).filter(|text| branch.tags.is_empty() && !text.contains('`'));
        let fallback = constant.map_or_else(|| fallback.to_owned(), |constant| format!("Always `{constant}`."));
        let said =
            Some(&branch.docs).filter(|docs| !docs.description.trim().is_empty() || !docs.title.trim().is_empty());
        let mut docs = said.or(own).map_or_else(|| vec![fallback.clone()], |docs| paragraphs(docs, &fallback));
        if self.names.of(branch.ty).is_none() {
            docs.extend(self.limits(branch.ty, None));
            docs.extend(self.about_items(branch.ty, 0));
        }
        docs
    }
}

/// What a member in which all branches have a constant says of each that has it for itself: of a tag that two branches
/// share the others are still called by it.
fn told(union: &Union) -> Vec<Option<&str>> {
    let members = union.branches.first().into_iter().flat_map(|first| &first.guard.constants);
    let mut all = members.map(|(member, _)| {
        union.branches.iter().map(|branch| only_constant(branch, member)).collect::<Option<Vec<_>>>()
    });
    let values = all.find_map(|values| values).unwrap_or_default();
    let is_own = |value: &&str| values.iter().filter(|other| *other == value).count() == 1;
    let own: Vec<Option<&str>> = values.iter().map(|value| Some(*value).filter(is_own)).collect();
    // What few are told apart by is not what people know the branches by.
    if own.iter().flatten().count() * 2 > own.len() { own } else { Vec::new() }
}

/// What `member` must be in a branch, where that is one text.
fn only_constant<'b>(branch: &'b Branch, member: &str) -> Option<&'b str> {
    match branch.guard.constants.iter().find(|(name, _)| name == member)?.1.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// What is said of a branch that the document says nothing about: what tells it apart.
fn fallback(branch: &Branch, ty: &RustType, tag: Option<&str>, all: &[Branch]) -> String {
    let literal = |(member, values): &(String, Vec<Value>)| match values.as_slice() {
        [only] => Some((member.clone(), only.as_str().map_or_else(|| only.to_string(), str::to_owned))),
        _ => None,
    };
    // One that another branch has as well does not tell them apart.
    let is_own = |constant: &&(String, Vec<Value>)| {
        all.iter().filter(|other| constants(&other.guard).contains(constant)).count() == 1
    };
    let constant = constants(&branch.guard).iter().filter(is_own).find_map(literal);
    match (tag, branch.tags.as_slice(), constant) {
        (Some(tag), tags @ [_, ..], _) => format!("Its `{tag}` is `{}`.", tags.join("` or `")),
        (_, _, Some((member, value))) => format!("Its `{member}` is `{value}`."),
        _ => format!("{}.", capitalised(&shown(ty))),
    }
}

/// A type in words, or by its name.
fn shown(ty: &RustType) -> String {
    match ty {
        RustType::Item(name) => format!("a `{name}`"),
        RustType::Boxed(inner) | RustType::Option(inner) => shown(inner),
        other => kind_name(other).to_owned(),
    }
}

/// The words that the names of an inline type and its union begin with: the component or operation that both stand in.
fn shared_words<'a>(ty: &RustType, union: &'a str) -> &'a str {
    let name = match ty {
        RustType::Item(name) => name,
        RustType::Boxed(inner) => return shared_words(inner, union),
        _ => return union,
    };
    let shared = union.chars().zip(name.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let ends_word = |end: usize| {
        [union, name]
            .iter()
            .all(|text| text.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_uppercase)))
    };
    let end = (0..=shared).rev().find(|end| name.len() > *end && ends_word(*end)).unwrap_or_default();
    union.get(..end).unwrap_or(union)
}

/// A name for a variant without a tag of its own: the type's, less the union's name at its start.
fn variant_name(ty: &RustType, union: &str) -> String {
    match ty {
        RustType::Item(name) => {
            let rest = name.strip_prefix(union).filter(|rest| rest.starts_with(char::is_uppercase));
            rest.unwrap_or(name).to_owned()
        }
        RustType::Boxed(inner) | RustType::Option(inner) => variant_name(inner, union),
        RustType::Vec(inner) => format!("{}List", variant_name(inner, union)),
        RustType::Map(inner) => format!("{}Map", variant_name(inner, union)),
        other => camel(kind_name(other)),
    }
}

fn kind_name(ty: &RustType) -> &'static str {
    match ty {
        RustType::String | RustType::Constant => "string",
        RustType::Bool => "boolean",
        RustType::F64 => "number",
        RustType::Decimal => "decimal",
        RustType::Unit => "null",
        RustType::Value => "any",
        RustType::DateTime => "date time",
        RustType::Date => "date",
        RustType::Secret => "secret",
        RustType::Base64 => "base64",
        RustType::Upload | RustType::FileOr(_) => "upload",
        RustType::Vec(_) | RustType::Lines(_) => "array",
        RustType::Tuple(_) => "tuple",
        RustType::Map(_) => "map",
        RustType::Option(_) | RustType::Boxed(_) | RustType::Item(_) => "object",
        _ => "integer",
    }
}

fn guards(guard: &Guard) -> Vec<TypeGuard> {
    let one = |json_type: JsonType| {
        let object = json_type == JsonType::Object;
        TypeGuard {
            json_type: if object && guard.closed { "closed" } else { json_type.name() }.to_owned(),
            members: if object { guard.members.clone() } else { Vec::new() },
            constants: if object { constants(guard) } else { Vec::new() },
            barred: if object { guard.barred.clone() } else { Vec::new() },
            only: if object { guard.only.clone() } else { Vec::new() },
        }
    };
    guard.types.iter().copied().map(one).collect()
}

/// What members must be, whatever their type.
fn constants(guard: &Guard) -> Vec<(String, Vec<Value>)> {
    let strings = guard
        .constants
        .iter()
        .map(|(name, values)| (name.clone(), values.iter().map(|value| Value::String(value.clone())).collect()));
    strings.chain(guard.literals.iter().cloned()).collect()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}
