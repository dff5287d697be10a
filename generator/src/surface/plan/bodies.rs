//! Bodies of requests: one type, or one variant a media type.

use crate::api::{Body, Content, MediaKind, Operation, Parameter, Shape, Style, TypeId, Use};
use crate::diagnostic::Severity;
use crate::surface::{
    Argument, BodyArgument, BodyEnum, BodyKind, BodyVariant, Extent, Item, ItemKind, ParameterKind, ParameterSpec,
    RustType,
};

use super::calls::style_name;
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
        let scope = if body.required { arguments } else { setters };
        let rust_name = scope.claim("body");
        let docs = described(&body.docs, "");
        let argument = |ty, kind, media_type: &str, styles| BodyArgument {
            rust_name: rust_name.clone(),
            ty,
            kind,
            media_type: media_type.to_owned(),
            styles,
            required: body.required,
            docs: docs.clone(),
        };
        match contents.as_slice() {
            [] => None,
            [only] => {
                let (ty, kind) = self.written(only);
                Some(argument(ty, kind, &only.media_type, styles(only)))
            }
            several => {
                let name = self.body_enum(index, operation, body, several);
                Some(argument(RustType::Item(name), BodyKind::OneOf, "", Vec::new()))
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
                styles: styles(content),
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
            (MediaKind::JsonLines, ty) => (self.lines(ty), BodyKind::Lines),
            (MediaKind::JsonSequence, ty) => (self.lines(ty), BodyKind::Sequence),
            (MediaKind::Text, _) => (RustType::String, BodyKind::Text),
            (_, _) => (RustType::Upload, BodyKind::Bytes),
        }
    }

    /// What can be said about the parts of a body: their headers.
    pub(super) fn part_headers(&self, body: &Body, scope: &mut Scope) -> Vec<Argument> {
        let forms = body.content.iter().filter(|content| content.kind == MediaKind::Multipart);
        let mut found: Vec<Argument> = Vec::new();
        for (part, encoding) in forms.flat_map(|content| &content.encoding) {
            for header in &encoding.headers {
                let is_known = found.iter().any(|known| {
                    known.parameter.part.as_ref() == Some(part) && known.parameter.wire_name == header.wire_name
                });
                if !is_known {
                    // Named after its part as well, since several parts may have it.
                    let name = format!("{part} {}", header.wire_name);
                    let mut argument = self.argument(&Parameter { wire_name: name, ..header.clone() }, scope);
                    argument.parameter = ParameterSpec {
                        wire_name: header.wire_name.clone(),
                        kind: ParameterKind::Part,
                        part: Some(part.clone()),
                        ..argument.parameter
                    };
                    argument.docs.push(format!("The header `{}` of the part `{part}`.", header.wire_name));
                    found.push(argument);
                }
            }
        }
        found
    }

    /// Items to send, of what a schema says; any JSON where there is none.
    fn lines(&self, item: Option<Use>) -> RustType {
        RustType::Lines(Box::new(item.map_or(RustType::Value, |item| self.ty(item))))
    }

    /// Whether a schema describes bytes or text, not members that some other format writes down.
    fn is_opaque(&self, content: &Content) -> bool {
        let shape = content.ty.and_then(|ty| self.api.get(ty.id)).map(|ty| &ty.shape);
        matches!(shape, None | Some(Shape::Any | Shape::Scalar(_)))
    }
}

/// How members of a URL-encoded form are written that are not written as usual. Where a style is given, a media type
/// does not count.
fn styles(content: &Content) -> Vec<ParameterSpec> {
    if content.kind != MediaKind::Form {
        return Vec::new();
    }
    let specs = content.encoding.iter().filter_map(|(name, encoding)| {
        let styled = encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let is_json = encoding.content_type.as_deref().is_some_and(|media_type| media_type.contains("json"));
        if !styled && !is_json {
            return None;
        }
        let style = encoding.style.unwrap_or(Style::Form);
        Some(ParameterSpec {
            wire_name: name.clone(),
            kind: ParameterKind::Query,
            style: (style != Style::Form).then(|| style_name(style).to_owned()),
            explode: encoding.explode.filter(|explode| *explode != matches!(style, Style::Form | Style::DeepObject)),
            allow_reserved: encoding.allow_reserved,
            media_type: encoding.content_type.clone().filter(|_| !styled),
            part: None,
        })
    });
    specs.collect()
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
        let unwritable = matches!(content.kind, MediaKind::Binary | MediaKind::Text | MediaKind::EventStream)
            && structured
            && !context.is_opaque(content);
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
