//! Multipart forms.

use std::collections::BTreeMap;

use crate::api::{Content, Encoding, FURTHER_PARTS, MediaKind, Property, Scalar, Shape, Type, TypeId};
use crate::diagnostic::Severity;
use crate::surface::{Extent, Field, FieldPresence, Item, ItemKind, Part, PartKind, RustType, Struct};

use super::bodies::styled;
use super::deprecation::deprecation;
use super::fields::{FieldNames, has_one_argument};
use super::files::{Files, files, leaves};
use super::ident::{joined, snake};
use super::joined::{Extra, Joined, Member, join, members};
use super::{Context, Finding};

/// A multipart form: a type, and how its parts are written.
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub(super) id: TypeId,
    /// Whether its parts go without their names.
    nameless: bool,
    encoding: &'a BTreeMap<String, Encoding>,
    name: String,
}

impl Form<'_> {
    fn is_of(&self, content: &Content) -> bool {
        content.ty.is_some_and(|ty| ty.id == self.id) && content.encoding == *self.encoding
    }
}

impl<'a> Context<'a> {
    /// What the form of a body is called.
    pub(super) fn form_name(&self, content: &Content) -> Option<&str> {
        self.forms.iter().find(|form| form.is_of(content)).map(|form| form.name.as_str())
    }

    /// The items of all forms.
    pub(super) fn form_items(&self) -> Vec<(TypeId, Item)> {
        self.forms.iter().filter_map(|form| Some((form.id, self.form(form)?))).collect()
    }

    /// Names each form: as its type, where that travels in no other way; of two that write their parts in other ways, the
    /// second one steps aside.
    pub(super) fn find_forms(&self) -> Vec<Form<'a>> {
        let operations = self.api.operations.iter().enumerate();
        let multipart = operations
            .flat_map(|(index, operation)| operation.body.iter().map(move |body| (index, body)))
            .flat_map(|(index, body)| body.content.iter().map(move |content| (index, content)))
            .filter(|(_, content)| matches!(content.kind, MediaKind::Multipart | MediaKind::Parts));
        let mut forms: Vec<Form<'a>> = Vec::new();
        for (index, content) in multipart {
            let Some(id) = content.ty.map(|ty| ty.id).filter(|_| !forms.iter().any(|form| form.is_of(content))) else {
                continue;
            };
            let own = self.names.of(id);
            let again = forms.iter().any(|form| form.id == id);
            let name = match own.filter(|_| !again && !self.wire.is_json(id)) {
                Some(name) => name.to_owned(),
                None => self.names.claim(&joined(own.unwrap_or_else(|| self.names.operation(index)), "Form")),
            };
            let nameless = content.kind == MediaKind::Parts;
            forms.push(Form { id, nameless, encoding: &content.encoding, name });
        }
        forms
    }

    fn form(&self, form: &Form<'_>) -> Option<Item> {
        let id = form.id;
        let name = form.name.clone();
        let ty = self.api.get(id)?;
        let mut names = FieldNames::new(true);
        let (members, further) = members(self.api, id);
        self.find_unlike(ty);
        let (extra, extra_part) = self.extra(id, &further).unzip();
        let fields: Vec<Field> = members.iter().map(|member| self.part_field(form, member, &mut names)).collect();
        let from_field = has_one_argument(&fields);
        let extra_name = names.claim("extra", FieldPresence::Required);
        Some(Item {
            name,
            docs: self.type_docs(id, ty).into_iter().chain(said_of_names(&leaves(self.api, id))).collect(),
            origin: ty.origin.pointer.clone(),
            extent: Extent::default(),
            deprecated: deprecation(&ty.docs),
            former: Vec::new(),
            same_as: None,
            kind: ItemKind::Form(Struct {
                fields,
                patterns: Vec::new(),
                extra,
                extra_name,
                extra_part,
                constructible: true,
                from_field,
            }),
        })
    }

    /// Says of a form that is one of several that one struct stands for all, or that what is described is no form.
    fn find_unlike(&self, ty: &Type) {
        let (code, message, advice) = match &ty.shape {
            Shape::Union(union) => (
                "form-branches-joined",
                format!(
                    "one struct has the parts of all {} branches of this form; which go together is not checked",
                    union.branches.len()
                ),
                "set the parts of one branch alone",
            ),
            Shape::Object(_) | Shape::Map(_) | Shape::Any => return,
            _ => (
                "form-without-names",
                "a form is an object, and this schema is none; it takes any parts, with names of the caller's"
                    .to_owned(),
                "describe the parts as the properties of an object by an overlay",
            ),
        };
        self.find(Finding::new(Severity::Hint, code, &ty.origin, message, advice));
    }

    /// The type of members that have no field, and how they are written.
    fn extra(&self, owner: TypeId, further: &[Extra]) -> Option<(RustType, PartKind)> {
        let each = further.iter().map(|extra| match extra {
            Extra::Any => {
                let ty = RustType::FileOr(Box::new(RustType::Value));
                Joined { ty, kind: PartKind::FileOr, constant: None }
            }
            Extra::Typed(id) => {
                let kind = self.part_kind(*id, None);
                Joined { ty: self.part_type(owner, *id, kind), kind, constant: None }
            }
        });
        join(each.collect()).map(|joined| (joined.ty, joined.kind))
    }

    fn part_type(&self, owner: TypeId, id: TypeId, kind: PartKind) -> RustType {
        match kind {
            PartKind::File => RustType::Upload,
            PartKind::Files => RustType::Vec(Box::new(RustType::Upload)),
            PartKind::FileOr => {
                let file_or = |other| RustType::FileOr(Box::new(self.bare(other)));
                match (files(self.api, id), self.item_type(id)) {
                    (Some(Files::Or(other)), _) => file_or(other),
                    (None, Some(item)) => RustType::Vec(Box::new(file_or(item))),
                    _ => file_or(id),
                }
            }
            _ => self.held_bare(owner, id),
        }
    }

    fn part_field(&self, form: &Form<'_>, member: &Member, names: &mut FieldNames) -> Field {
        let owner = form.id;
        let property = &member.property;
        let encoding = form.encoding.get(&property.wire_name);
        let style = encoding.and_then(|encoding| styled(&property.wire_name, encoding));
        // Where a style is given, a media type does not count.
        let content_type = encoding.filter(|_| style.is_none()).and_then(|encoding| encoding.content_type.as_deref());
        let Joined { ty, kind, constant } = self.joined(owner, member, encoding, form.nameless);
        let is_file = matches!(kind, PartKind::File | PartKind::Files | PartKind::FileOr);
        self.find_nested(property, content_type);
        let style = style.filter(|_| !is_file);
        // A part is there or not; a form cannot say `null`.
        let required = property.required && !property.ty.nullable;
        let presence = if required { FieldPresence::Required } else { FieldPresence::Optional };
        let rust_name = self.pins.get(&property.origin.pointer).map_or_else(|| snake(&property.wire_name), snake);
        let content_type = match content_type.map(str::trim).filter(|_| style.is_none()) {
            Some(several) if is_file => Some(several.to_owned()),
            Some(several) => media_types(several).find(|one| !one.contains('*')).map(str::to_owned),
            None if style.is_some() || member.types.len() > 1 => None,
            None => self.content_of(property.ty.id),
        };
        let mut docs = self.field_docs(owner, property);
        if let Some(constant) = self.constant(property.ty.id).filter(|_| constant.is_none()) {
            docs.retain(|said| *said != format!("Always `{constant}`."));
        }
        self.say_choice(member, &mut docs);
        docs.extend(content_type.as_deref().and_then(said_of_several));
        Field {
            rust_name: names.claim(&rust_name, presence),
            wire_name: property.wire_name.clone(),
            ty,
            presence,
            constant,
            preset: false,
            part: Some(Part { kind, content_type, style }),
            docs,
            deprecated: deprecation(&property.docs),
        }
    }

    /// Says of a part that is a body of parts itself that the caller makes it.
    fn find_nested(&self, property: &Property, content_type: Option<&str>) {
        let nested = content_type.into_iter().flat_map(media_types).find(|one| one.starts_with("multipart/"));
        if let Some(media_type) = nested {
            self.find(Finding::new(
                Severity::Warning,
                "form-within-form",
                &property.origin,
                format!(
                    "the part `{}` is made of parts itself, which the caller writes: a `{media_type}` with its boundary",
                    property.wire_name
                ),
                "give an upload with `content_type` that names the boundary; one without it is refused before it is sent",
            ));
        }
    }

    /// How a member of a form of the type `owner` travels, so that it can be what any branch says.
    pub(super) fn joined(&self, owner: TypeId, member: &Member, encoding: Option<&Encoding>, nameless: bool) -> Joined {
        let each = member.types.iter().map(|id| {
            let kind = self.part_kind_of(*id, &member.property.wire_name, encoding, nameless);
            Joined { ty: self.part_type(owner, *id, kind), kind, constant: self.constant(*id) }
        });
        let ty = RustType::Value;
        join(each.collect()).unwrap_or(Joined { ty, kind: PartKind::Any, constant: None })
    }

    /// How a member of this type is written.
    fn part_kind_of(&self, id: TypeId, wire_name: &str, encoding: Option<&Encoding>, nameless: bool) -> PartKind {
        let is_styled = encoding.is_some_and(|encoding| styled("", encoding).is_some());
        let content_type = encoding.filter(|_| !is_styled).and_then(|encoding| encoding.content_type.as_deref());
        let of_items = encoding.is_some_and(|encoding| encoding.of_items);
        let kind = match self.part_kind(id, content_type) {
            // What is said of an array is said of each item.
            PartKind::Json if of_items && !nameless && self.is_array(id) => PartKind::Jsons,
            // It is the text of JSON already.
            PartKind::Json if self.content_of(id).is_some_and(|media_type| media_type.contains("json")) => {
                if self.is_array(id) { PartKind::Texts } else { PartKind::Text }
            }
            kind => kind,
        };
        match kind {
            // An upload has no style.
            PartKind::FileOr if is_styled => PartKind::Any,
            // Of parts without names a list is one, but for the list that stands for parts.
            PartKind::Json if nameless && FURTHER_PARTS.contains(&wire_name) => PartKind::Jsons,
            PartKind::Jsons | PartKind::Texts if nameless && !FURTHER_PARTS.contains(&wire_name) => PartKind::Json,
            PartKind::FileOr if nameless && self.is_array(id) && !FURTHER_PARTS.contains(&wire_name) => PartKind::Json,
            kind => kind,
        }
    }

    fn part_kind(&self, id: TypeId, content_type: Option<&str>) -> PartKind {
        let first = content_type.and_then(|several| media_types(several).next());
        let json = first.is_some_and(|ty| ty.contains("json"));
        // Of a text that may have several media types, as of bytes, the caller says which it has.
        let several = content_type.is_some_and(|several| media_types(several).nth(1).is_some());
        let found = files(self.api, id);
        let may_be_file = found.is_some();
        let bytes = first.is_some_and(|ty| several || is_bytes(ty));
        // What is written in another format than ours, such as XML, the caller writes.
        let foreign = first.is_some_and(|ty| !json && !matches!(ty, "*" | "*/*" | "application/*"));
        match self.api.get(id).map(|ty| &ty.shape) {
            Some(Shape::Union(_)) if may_be_file => match found {
                Some(Files::Or(_)) => PartKind::FileOr,
                Some(Files::Many) => PartKind::Files,
                _ => PartKind::File,
            },
            _ if json => PartKind::Json,
            Some(Shape::Union(_)) => PartKind::Any,
            Some(Shape::Array(_)) if may_be_file => PartKind::Files,
            _ if may_be_file => PartKind::File,
            Some(Shape::Scalar(_)) if bytes => PartKind::File,
            Some(Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_)) => PartKind::Text,
            Some(Shape::Array(item)) => match self.api.get(item.id).map(|ty| &ty.shape) {
                Some(Shape::Scalar(Scalar::String(_))) if bytes => PartKind::Files,
                Some(Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_)) => PartKind::Texts,
                Some(Shape::Union(_)) => PartKind::Any,
                _ if foreign => PartKind::Files,
                // As of one part: that is how several files are described since OpenAPI 3.1.
                Some(Shape::Any) => PartKind::FileOr,
                _ => PartKind::Jsons,
            },
            _ if foreign => PartKind::File,
            // Since OpenAPI 3.1, a schema that says nothing is how bytes are described.
            Some(Shape::Any) => PartKind::FileOr,
            _ => PartKind::Json,
        }
    }
}

impl Context<'_> {
    pub(super) fn is_array(&self, id: TypeId) -> bool {
        self.item_type(id).is_some()
    }

    /// The type of the items of an array.
    fn item_type(&self, id: TypeId) -> Option<TypeId> {
        match self.api.get(id).map(|ty| &ty.shape) {
            Some(Shape::Array(item)) => Some(item.id),
            _ => None,
        }
    }

    /// The media type of a part whose text stands for something else, as the schema says it.
    fn content_of(&self, id: TypeId) -> Option<String> {
        let ty = self.api.get(id)?;
        if let Shape::Array(item) = &ty.shape {
            let item = self.api.get(item.id)?;
            return matches!(item.shape, Shape::Scalar(_)).then(|| content_of(item)).flatten();
        }
        content_of(ty)
    }
}

fn content_of(ty: &Type) -> Option<String> {
    let said = |keyword: &str| ty.constraints.keywords.iter().find(|(known, _)| *known == keyword);
    match &ty.shape {
        Shape::Scalar(Scalar::String(format)) => {
            // What is sent is the text, not what it is decoded to.
            let is_encoded = format.as_deref() == Some("byte") || said("contentEncoding").is_some();
            let media_type = said("contentMediaType").and_then(|(_, value)| value.as_str());
            if is_encoded { Some("application/octet-stream") } else { media_type }.map(str::to_owned)
        }
        _ => None,
    }
}

/// The media types that a part may have.
fn media_types(several: &str) -> impl Iterator<Item = &str> {
    several.split(',').map(str::trim).filter(|one| !one.is_empty())
}

fn said_of_several(content_type: &str) -> Option<String> {
    let all: Vec<String> = media_types(content_type).map(|one| format!("`{one}`")).collect();
    let all = all.join(" or ");
    let said = || format!("Sent as {all}: as the upload says by its content type, or else its file name.");
    content_type.contains([',', '*']).then(said)
}

/// What is said of the names of parts that have no field.
fn said_of_names(leaves: &[(TypeId, &Shape)]) -> Option<String> {
    let objects = leaves.iter().filter_map(|(_, shape)| match shape {
        Shape::Object(object) => Some(object),
        _ => None,
    });
    let patterns = objects.flat_map(|object| &object.patterns).map(|members| &members.pattern);
    let shown: Vec<String> =
        patterns.filter(|pattern| !pattern.contains('`')).map(|pattern| format!("`{pattern}`")).collect();
    (!shown.is_empty()).then(|| format!("The names of further parts match {}.", shown.join(" or ")))
}

/// What texts are not written in, though a schema says no more than that there is a text.
const BYTES: [&str; 8] = ["octet-stream", "pdf", "zip", "gzip", "wasm", "msword", "cbor", "protobuf"];

/// Whether a part of this media type is a file also where its schema is a mere text. Of `application/sdp` or
/// `application/yaml` it is a field, which servers tell from a file.
fn is_bytes(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.split_once('/') {
        Some(("text", _)) => false,
        Some(("application", kind)) => {
            kind == "*" || kind.starts_with("x-") || kind.starts_with("vnd.") || BYTES.contains(&kind)
        }
        _ => true,
    }
}
