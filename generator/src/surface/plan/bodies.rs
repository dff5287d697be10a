//! Bodies of requests: one type, or one variant a media type.

use crate::api::{Body, Content, Encoding, MediaKind, Operation, Shape, Style, TypeId};
use crate::diagnostic::Severity;
use crate::surface::{BodyArgument, BodyEnum, BodyKind, BodyVariant, Extent, Item, ItemKind, RustType};

use super::docs::{described, paragraphs};
use super::ident::{Scope, camel, snake};
use super::{Context, Finding};

impl Context<'_> {
    /// Whether the type is what one of several media types of a body holds.
    pub(super) fn is_variant_of_body(&self, id: TypeId) -> bool {
        self.variants.contains(&id)
    }

    /// The body that a call takes.
    pub(super) fn body(
        &self,
        index: usize,
        operation: &Operation,
        arguments: &mut Scope,
        setters: &mut Scope,
    ) -> Option<BodyArgument> {
        let body = operation.body.as_ref()?;
        let (contents, left) = chosen(self, body);
        for content in left {
            self.find(Finding::new(
                Severity::Hint,
                "media-type-left-out",
                &content.origin,
                format!("requests are never sent as `{}`, as another media type says the same", content.media_type),
                "",
            ));
        }
        for content in contents.iter().filter(|content| content.kind == MediaKind::Form) {
            self.warn_about_encoding(content);
        }
        let scope = if body.required { arguments } else { setters };
        let rust_name = scope.claim("body");
        let docs = described(&body.docs, "");
        let argument = |ty, kind, media_type: &str| BodyArgument {
            rust_name: rust_name.clone(),
            ty,
            kind,
            media_type: media_type.to_owned(),
            required: body.required,
            docs: docs.clone(),
        };
        match contents.as_slice() {
            [] => None,
            [only] => {
                let (ty, kind) = self.written(only);
                Some(argument(ty, kind, &only.media_type))
            }
            several => {
                let name = self.body_enum(index, operation, body, several);
                Some(argument(RustType::Item(name), BodyKind::OneOf, ""))
            }
        }
    }

    fn body_enum(&self, index: usize, operation: &Operation, body: &Body, contents: &[&Content]) -> String {
        let pinned = self.pins.get(&body.origin.pointer).map(camel);
        let name = match pinned {
            Some(pinned) => self.names.claim(&pinned),
            None => self.names.claim_first(self.names.operation(index), &["Body", "Request", "RequestBody"]),
        };
        let mut scope = Scope::default();
        let mut functions = Scope::default();
        let written: Vec<(RustType, BodyKind)> = contents.iter().map(|content| self.written(content)).collect();
        let variants = contents.iter().zip(&written).map(|(content, (ty, kind))| {
            let pinned = self.pins.get(&content.origin.pointer);
            let wanted = pinned.map_or_else(|| media_name(content, contents), str::to_owned);
            BodyVariant {
                rust_name: scope.claim(&camel(&wanted)),
                constructor: functions.claim(&snake(&wanted)),
                kind: *kind,
                ty: ty.clone(),
                media_type: content.media_type.clone(),
                from: written.iter().filter(|(other, _)| other == ty).count() == 1,
                docs: vec![format!("Sent as `{}`.", content.media_type)],
            }
        });
        let item = Item {
            docs: paragraphs(&body.docs, &format!("The body of `{} {}`.", operation.method.0, operation.path)),
            origin: body.origin.pointer.clone(),
            extent: Extent::default(),
            deprecated: None,
            kind: ItemKind::Body(BodyEnum { variants: variants.collect() }),
            name: name.clone(),
        };
        self.make(item);
        name
    }

    /// The type of a body in one media type, and how it is written.
    fn written(&self, content: &Content) -> (RustType, BodyKind) {
        let form = self.form_name(content);
        match (content.kind, content.ty) {
            (MediaKind::Multipart, _) => match form {
                Some(name) => (RustType::Item(name.to_owned()), BodyKind::Multipart),
                None => (RustType::Upload, BodyKind::Bytes),
            },
            (MediaKind::Json, ty) => (ty.map_or(RustType::Value, |ty| self.ty(ty)), BodyKind::Json),
            (MediaKind::Form, ty) => (ty.map_or(RustType::Value, |ty| self.bare(ty.id)), BodyKind::Form),
            (MediaKind::Text, _) => (RustType::String, BodyKind::Text),
            (_, _) => (RustType::Upload, BodyKind::Bytes),
        }
    }

    /// Says that a URL-encoded form writes its members in the usual way, where the document wants another.
    fn warn_about_encoding(&self, content: &Content) {
        let unusual = |encoding: &Encoding| {
            encoding.content_type.is_some()
                || encoding.style.is_some_and(|style| style != Style::Form)
                || encoding.explode == Some(false)
        };
        let Some((name, _)) = content.encoding.iter().find(|(_, encoding)| unusual(encoding)) else { return };
        self.find(Finding::new(
            Severity::Warning,
            "form-encoding",
            &content.origin,
            format!("`encoding` of `{name}` is not there yet: it is sent as `form`, exploded"),
            "send this body by a transport of your own, or ask the API whether it takes the usual form",
        ));
    }

    /// Whether a schema describes bytes or text, not members that some other format writes down.
    fn is_opaque(&self, content: &Content) -> bool {
        let shape = content.ty.and_then(|ty| self.api.get(ty.id)).map(|ty| &ty.shape);
        matches!(shape, None | Some(Shape::Any | Shape::Scalar(_)))
    }
}

/// The media types that a call offers, and those that say nothing new: another spelling of JSON, or a format that Wharf
/// does not write (XML), beside one that it does.
fn chosen<'b>(context: &Context<'_>, body: &'b Body) -> (Vec<&'b Content>, Vec<&'b Content>) {
    let json = body.content.iter().find(|content| content.kind == MediaKind::Json);
    let structured = body
        .content
        .iter()
        .any(|content| matches!(content.kind, MediaKind::Json | MediaKind::Form | MediaKind::Multipart));
    let mut kept: Vec<&Content> = Vec::new();
    let mut left = Vec::new();
    for content in &body.content {
        let again = kept.iter().any(|other| other.kind == content.kind && other.ty == content.ty);
        let as_json = content.kind == MediaKind::Form && json.is_some_and(|json| json.ty == content.ty);
        let written = matches!(content.kind, MediaKind::Json | MediaKind::Form | MediaKind::Multipart);
        let unwritable = !written && structured && !context.is_opaque(content);
        if again || as_json || unwritable {
            left.push(content);
        } else {
            kept.push(content);
        }
    }
    (kept, left)
}

/// What a media type is called among others.
fn media_name(content: &Content, all: &[&Content]) -> String {
    let short = match content.kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "lines",
        MediaKind::JsonSequence => "sequence",
        MediaKind::Binary => "bytes",
    };
    let first = all.iter().find(|other| other.kind == content.kind);
    if first.is_some_and(|first| first.media_type == content.media_type) {
        return short.to_owned();
    }
    let essence = content.media_type.split(';').next().unwrap_or_default();
    essence.split_once('/').map_or(short, |(_, subtype)| subtype).to_owned()
}
