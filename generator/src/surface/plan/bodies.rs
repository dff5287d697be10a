//! Bodies of requests: one type, or one variant a media type.

use crate::api::{Api, Body, Content, Encoding, MediaKind, Operation, Shape, Style, TypeId, Use};
use crate::diagnostic::Severity;
use crate::surface::{
    BodyArgument, BodyEnum, BodyKind, BodyVariant, Extent, Item, ItemKind, ParameterKind, ParameterSpec, RustType,
};

use super::calls::style_name;
use super::docs::{add_untold, described, paragraphs};
use super::ident::{Scope, camel, snake};
use super::joined::members;
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
        let (contents, left) = chosen(self.api, body);
        for content in &left {
            let is_same = contents.iter().any(|offer| offer.content.ty == content.ty);
            let why = if is_same { "as another media type says the same" } else { "as another media type is offered" };
            self.find(Finding::new(
                Severity::Hint,
                "media-type-left-out",
                &content.origin,
                format!("requests are never sent as `{}`, {why}", content.media_type),
                "leave it so, unless the API needs this one: then take the other one out by an overlay",
            ));
        }
        for offer in &contents {
            self.find_foreign(offer.content);
        }
        let scope = if body.required { arguments } else { setters };
        let rust_name = scope.claim("body");
        let mut docs = described(&body.docs, "");
        for said in contents.iter().flat_map(|offer| self.said_of_schema(offer.content)) {
            add_untold(&mut docs, &said);
        }
        docs.extend(said_of_uploads(&contents));
        docs.extend(said_of_others(&left));
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
                let (ty, kind) = self.written(only.content);
                Some(argument(ty, kind, &only.media_type, styles(only.content)))
            }
            several => {
                let name = self.body_enum(index, operation, body, several);
                Some(argument(RustType::Item(name), BodyKind::OneOf, "", Vec::new()))
            }
        }
    }

    /// Says which members of a URL-encoded form are meant in a format that is not ours.
    fn find_foreign(&self, content: &Content) {
        let Some(form) = content.ty.filter(|_| content.kind == MediaKind::Form) else { return };
        let (members, _) = members(self.api, form.id);
        for member in members.iter().filter(|member| member.types.iter().any(|id| self.has_members(*id))) {
            let name = &member.property.wire_name;
            let encoding = content.encoding.get(name).filter(|encoding| styled(name, encoding).is_none());
            let media_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
            if let Some(media_type) =
                media_type.filter(|media_type| !media_type.contains("json") && !media_type.contains('*'))
            {
                self.find(Finding::new(
                    Severity::Warning,
                    "form-format",
                    &content.origin,
                    format!("`{name}` of the form is meant as `{media_type}`, and is written as JSON"),
                    "describe it as a string, which the caller writes, by an overlay",
                ));
            }
        }
    }

    /// Whether values of a type have members, which a format has to write down.
    fn has_members(&self, id: TypeId) -> bool {
        matches!(self.api.get(id).map(|ty| &ty.shape), Some(Shape::Object(_) | Shape::Map(_)))
    }

    /// What the schema of a body or an answer says, where no type of the client says it.
    pub(super) fn said_of_schema(&self, content: &Content) -> Vec<String> {
        let Some((id, ty)) = content.ty.and_then(|ty| Some((ty.id, self.api.get(ty.id)?))) else { return Vec::new() };
        let is_emitted = self.wire.is_json(id) || self.form_name(content).is_some();
        if self.names.of(id).is_some() && is_emitted {
            return Vec::new();
        }
        let mut docs = described(&ty.docs, "");
        docs.extend(self.limits(id, None));
        docs.extend(self.about_items(id, 0));
        docs
    }

    fn body_enum(&self, index: usize, operation: &Operation, body: &Body, contents: &[Offer<'_>]) -> String {
        let pinned = self.pins.get(&body.origin.pointer).map(camel);
        let name = match pinned {
            Some(pinned) => self.names.claim(&pinned),
            None => self.names.claim_first(self.names.operation(index), &["Body", "Request", "RequestBody"]),
        };
        let mut scope = Scope::default();
        let mut functions = Scope::default();
        let written: Vec<(RustType, BodyKind)> = contents.iter().map(|offer| self.written(offer.content)).collect();
        let variants = contents.iter().zip(&written).enumerate().map(|(at, (offer, (ty, kind)))| {
            let pinned = self.pins.get(&offer.content.origin.pointer);
            let wanted = pinned.map_or_else(|| media_name(offer.content, contents), str::to_owned);
            BodyVariant {
                rust_name: scope.claim(&camel(&wanted)),
                constructor: functions.claim(&snake(&wanted)),
                kind: *kind,
                ty: ty.clone(),
                media_type: offer.media_type.clone(),
                styles: styles(offer.content),
                // Of several for one type the first is meant, unless another one is named.
                from: written.iter().position(|(other, _)| other == ty) == Some(at),
                docs: vec![sent_as(offer)],
            }
        });
        let item = Item {
            docs: paragraphs(&body.docs, &format!("The body of `{} {}`.", operation.method.0, operation.path)),
            origin: body.origin.pointer.clone(),
            extent: Extent::default(),
            deprecated: None,
            former: Vec::new(),
            same_as: None,
            kind: ItemKind::Body(BodyEnum { variants: variants.collect() }),
            name: name.clone(),
        };
        self.make(item);
        name
    }

    /// The type of a body in one media type, and how it is written.
    pub(super) fn written(&self, content: &Content) -> (RustType, BodyKind) {
        let form = self.form_name(content);
        match (content.kind, content.ty) {
            (MediaKind::Multipart | MediaKind::Parts, _) => match form {
                Some(name) if content.kind == MediaKind::Parts => (RustType::Item(name.to_owned()), BodyKind::Parts),
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

    /// Items to send, of what a schema says; any JSON where there is none.
    fn lines(&self, item: Option<Use>) -> RustType {
        RustType::Lines(Box::new(item.map_or(RustType::Value, |item| self.ty(item))))
    }
}

/// How members of a URL-encoded form are written that are not written as usual. Where a style is given, a media type
/// does not count.
pub(super) fn styles(content: &Content) -> Vec<ParameterSpec> {
    if content.kind != MediaKind::Form {
        return Vec::new();
    }
    let specs = content.encoding.iter().filter_map(|(name, encoding)| {
        let is_json = encoding.content_type.as_deref().is_some_and(|media_type| media_type.contains("json"));
        styled(name, encoding).or_else(|| {
            let media_type = encoding.content_type.clone();
            // Each item by itself, where that is what the encoding is about.
            let explode = encoding.of_items.then_some(true);
            is_json.then(|| ParameterSpec { explode, media_type, ..as_query(name, &Encoding::default()) })
        })
    });
    specs.collect()
}

/// How the member `name` of a form is written, where a style is given for it.
pub(super) fn styled(name: &str, encoding: &Encoding) -> Option<ParameterSpec> {
    let is_styled = encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
    is_styled.then(|| as_query(name, encoding))
}

fn as_query(name: &str, encoding: &Encoding) -> ParameterSpec {
    let style = encoding.style.unwrap_or(Style::Form);
    ParameterSpec {
        wire_name: name.to_owned(),
        kind: ParameterKind::Query,
        style: (style != Style::Form).then(|| style_name(style).to_owned()),
        explode: encoding.explode.filter(|explode| *explode != matches!(style, Style::Form | Style::DeepObject)),
        allow_reserved: encoding.allow_reserved,
        media_type: None,
        part: None,
    }
}

/// A way to send a body.
pub(super) struct Offer<'b> {
    pub content: &'b Content,
    /// The media type; of bytes maybe several, divided by commas.
    pub media_type: String,
}

impl Offer<'_> {
    /// Whether another media type says the same: but that text of another one is another text, and what a JSON of its own
    /// means, as that of patches, its schema does not tell.
    fn says_same(&self, content: &Content) -> bool {
        let (own, other) = (essence(&self.media_type), essence(&content.media_type));
        self.content.kind == content.kind
            && match content.kind {
                MediaKind::Text => own == other,
                MediaKind::Binary => true,
                MediaKind::Json => {
                    self.content.ty == content.ty && (own == other || is_plain_json(&own) && is_plain_json(&other))
                }
                _ => self.content.ty == content.ty,
            }
    }

    /// Whether the upload says which of several media types it has.
    fn is_open(&self) -> bool {
        self.content.kind == MediaKind::Binary && self.media_type.contains([',', '*'])
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is a spelling of JSON that says no more.
fn is_plain_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json" | "text/x-json" | "application/x-json") || essence.contains('*')
}

fn sent_as(offer: &Offer<'_>) -> String {
    let media_types: Vec<String> = offer.media_type.split(',').map(|one| format!("`{}`", one.trim())).collect();
    let media_types = media_types.join(" or ");
    if offer.is_open() {
        format!("Sent as {media_types}: as the upload says by its content type, or else its file name.")
    } else {
        format!("Sent as {media_types}.")
    }
}

/// What is said of a body of bytes, in which the caller says what they are.
fn said_of_uploads(offers: &[Offer<'_>]) -> Option<String> {
    match offers {
        [only] if only.content.kind == MediaKind::Binary && only.media_type.starts_with("multipart/") => {
            Some("The upload holds all parts, and its content type names their boundary.".to_owned())
        }
        [only] if only.is_open() => Some(sent_as(only)),
        _ => None,
    }
}

/// What is said of the media types that a call does not offer.
fn said_of_others(left: &[&Content]) -> Option<String> {
    let media_types: Vec<String> = left.iter().map(|content| format!("`{}`", content.media_type)).collect();
    (!left.is_empty()).then(|| format!("The API takes {} as well, which is never sent.", media_types.join(", ")))
}

/// The media types that a call offers, and those that say nothing new: another spelling of JSON, or a format that Wharf
/// does not write (XML), beside one that it does.
pub(super) fn chosen<'b>(api: &Api, body: &'b Body) -> (Vec<Offer<'b>>, Vec<&'b Content>) {
    let json = body.content.iter().find(|content| content.kind == MediaKind::Json);
    let structured = body.content.iter().any(|content| {
        matches!(content.kind, MediaKind::Json | MediaKind::Form | MediaKind::Multipart | MediaKind::Parts)
    });
    let mut kept: Vec<Offer<'_>> = Vec::new();
    let mut left = Vec::new();
    for content in &body.content {
        let same = kept.iter_mut().find(|other| other.says_same(content));
        let again = same.is_some();
        let as_json = content.kind == MediaKind::Form && json.is_some_and(|json| json.ty == content.ty);
        let unwritable = matches!(content.kind, MediaKind::Binary | MediaKind::Text | MediaKind::EventStream)
            && structured
            && !is_opaque(api, content);
        match same.filter(|_| content.kind == MediaKind::Binary && !unwritable) {
            Some(bytes) => bytes.media_type.extend([", ", content.media_type.as_str()]),
            None if again || as_json || unwritable => left.push(content),
            None => kept.push(Offer { content, media_type: content.media_type.clone() }),
        }
    }
    // A JSON Patch is a list of changes (RFC 6902): where its schema is that of others too, it is not what is meant first.
    let is_shared = |offer: &Offer<'_>| body.content.iter().filter(|other| other.ty == offer.content.ty).count() > 1;
    kept.sort_by_key(|offer| essence(&offer.media_type) == "application/json-patch+json" && is_shared(offer));
    (kept, left)
}

/// Whether a schema describes bytes or text, not members that some other format writes down.
fn is_opaque(api: &Api, content: &Content) -> bool {
    let shape = content.ty.and_then(|ty| api.get(ty.id)).map(|ty| &ty.shape);
    matches!(shape, None | Some(Shape::Any | Shape::Scalar(_)))
}

/// What a media type is called among others.
fn media_name(content: &Content, all: &[Offer<'_>]) -> String {
    let short = match content.kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Parts => "parts",
        MediaKind::Text => "text",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "lines",
        MediaKind::JsonSequence => "sequence",
        MediaKind::Binary => "bytes",
    };
    let alike: Vec<&Content> =
        all.iter().map(|offer| offer.content).filter(|other| other.kind == content.kind).collect();
    let essence = content.media_type.split(';').next().unwrap_or_default().trim();
    let subtype = essence.split_once('/').map_or(short, |(_, subtype)| subtype);
    // What is written in a format that others are written in as well has a name of its own: `json-patch+json`.
    let own = subtype.rsplit_once('+').map(|(own, _)| own).filter(|own| !own.is_empty());
    let is_first = alike.first().is_some_and(|first| first.media_type == content.media_type);
    match own {
        _ if alike.len() == 1 => short,
        None if is_first => short,
        own => own.unwrap_or(subtype),
    }
    .to_owned()
}
