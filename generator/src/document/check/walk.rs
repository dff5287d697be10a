//! Walks a document along the tables.

use super::Checker;
use super::model::{Field, ObjectKind, Others, Shape};
use super::rules::forms;
use super::tables::extensions::EXTENSIONS;
use super::tables::operation::MEDIA_TYPE;
use super::tables::schema::{SCHEMA, SCHEMA_3_0};
use crate::document::{Kind, Node, Version};
use crate::nearest::nearest;

/// What to do about what is no address.
const ADDRESS: &str = "write an address such as `https://example.com/docs`, or remove it";

/// What to do where `wanted` has to stand and `found` does.
fn instead(wanted: Kind, found: Kind) -> &'static str {
    match (wanted, found) {
        (_, Kind::Null) => "remove it, or write what belongs there",
        (Kind::String, Kind::Number | Kind::Boolean) => "put it in quotes",
        (Kind::Boolean, Kind::String) => "write `true` or `false`, without quotes",
        (Kind::Number, Kind::String) => "write it without quotes",
        (Kind::Array, Kind::Object) => "write a list, of which this may be an item",
        (Kind::Array, _) => "write a list, even of one item",
        (Kind::Object, Kind::Array) => "give each item a name, and write `name: value` in place of the list",
        (Kind::Object, _) => "write its fields, each as `name: value`, or remove it",
        _ => "correct it, or remove it",
    }
}

/// Whether a schema of 3.0 has a keyword that only those since have.
fn is_newer(key: &str, kind: &'static ObjectKind) -> bool {
    std::ptr::eq(kind, &raw const SCHEMA_3_0) && SCHEMA.fields.iter().any(|field| field.name == key)
}

impl<'a> Checker<'a> {
    /// Checks that `node` is an object of this kind.
    pub fn object(&mut self, node: Node<'a>, kind: &'static ObjectKind) {
        if node.kind() != Kind::Object {
            let message = format!("{} has to be an object, and this is {}", kind.name, node.kind());
            self.warn("wrong-type", node, message, instead(Kind::Object, node.kind()));
            return;
        }
        if !self.seen.insert((node.id(), std::ptr::from_ref(kind))) {
            return;
        }
        let version = self.version;
        for field in kind.fields.iter().filter(|field| field.is_required_in(version)) {
            if node.get(field.name).is_none() {
                let message = format!("{} has to have `{}`", kind.name, field.name);
                self.warn("missing-field", node, message, format!("add `{}`", field.name));
            }
        }
        for (key, value) in node.entries() {
            self.keep(kind, key, value);
            match kind.fields.iter().find(|field| field.name == key) {
                Some(field) => self.field(value, field, kind),
                None => self.other(key, value, kind),
            }
        }
        for rule in kind.rules {
            rule(self, node);
        }
    }

    fn field(&mut self, value: Node<'a>, field: &'static Field, kind: &'static ObjectKind) {
        if !field.is_in(self.version) {
            let message = format!("{} has `{}` only since OpenAPI {}", kind.name, field.name, field.since);
            let advice =
                format!("write `openapi: {}.0`, as this document follows {}, or remove it", field.since, self.version);
            self.warn_key("unknown-field", value, message, advice);
            return;
        }
        self.shape(value, &field.shape, field.name);
    }

    fn other(&mut self, key: &'a str, value: Node<'a>, kind: &'static ObjectKind) {
        if key.starts_with("x-") {
            if let Some((_, shape)) = EXTENSIONS.iter().find(|(known, _)| *known == key) {
                self.shape(value, shape, key);
            }
            return;
        }
        match &kind.others {
            Others::Anything => {}
            Others::Names(shape) => self.shape(value, shape, key),
            Others::Extensions => {
                let names = kind.fields.iter().filter(|field| field.is_in(self.version)).map(|field| field.name);
                let advice = match nearest(key, names) {
                    _ if is_newer(key, kind) => {
                        "it is a keyword of the schemas of OpenAPI 3.1: write `openapi: 3.1.0`, or remove it".to_owned()
                    }
                    _ if key == "schema" && kind.name == "a response" => {
                        "in OpenAPI 3 it stands under `content` and a media type, such as `application/json`".to_owned()
                    }
                    Some(near) => format!("did you mean `{near}`? A field of your own begins with `x-`"),
                    None => "a field of your own begins with `x-`".to_owned(),
                };
                let message = format!("{} has no field `{key}` in OpenAPI {}", kind.name, self.version);
                self.warn_key("unknown-field", value, message, advice);
            }
        }
    }

    /// Checks that `node`, the value of `name`, is of this shape.
    fn shape(&mut self, node: Node<'a>, shape: &'static Shape, name: &str) {
        match shape {
            Shape::Any => {}
            Shape::Object(kind) => self.object(node, kind),
            Shape::OrReference(kind) => self.object_or_reference(node, kind),
            Shape::Schema => self.schema(node),
            Shape::List(item) => {
                if self.is(node, Kind::Array, name) {
                    node.items().for_each(|each| self.shape(each, item, name));
                }
            }
            Shape::Map(value) => {
                if self.is(node, Kind::Object, name) {
                    node.entries().for_each(|(key, each)| self.shape(each, value, key));
                }
            }
            Shape::Content => self.content(node, name),
            Shape::Either(first, second) => {
                let shape = if first.fits_kind(node.kind()) { first } else { second };
                self.shape(node, shape, name);
            }
            Shape::String
            | Shape::Name
            | Shape::Identifier
            | Shape::Date
            | Shape::Email
            | Shape::Address
            | Shape::Reference
            | Shape::Template
            | Shape::Word(_) => self.text(node, shape, name),
            Shape::Boolean => {
                self.is(node, Kind::Boolean, name);
            }
            Shape::Number | Shape::Count => self.number(node, shape, name),
        }
    }

    fn is(&mut self, node: Node<'a>, kind: Kind, name: &str) -> bool {
        let is = node.kind() == kind;
        if !is {
            let message = format!("`{name}` has to be {kind}, and this is {}", node.kind());
            self.warn("wrong-type", node, message, instead(kind, node.kind()));
        }
        is
    }

    fn text(&mut self, node: Node<'a>, shape: &'static Shape, name: &str) {
        if !self.is(node, Kind::String, name) {
            return;
        }
        let text = node.as_str().unwrap_or_default();
        match shape {
            Shape::Email if !text.contains('@') => {
                self.warn(
                    "wrong-value",
                    node,
                    format!("`{text}` is no e-mail address"),
                    "write one with `@`, or remove it",
                );
            }
            Shape::Address if !forms::is_address(text) => {
                self.warn("wrong-value", node, format!("`{text}` is no address"), ADDRESS);
            }
            Shape::Reference if !forms::is_reference(text) => {
                self.warn("wrong-value", node, format!("`{text}` is no address"), ADDRESS);
            }
            Shape::Template if !forms::is_template(text) => {
                self.warn("wrong-value", node, format!("`{text}` is no address"), ADDRESS);
            }
            Shape::Name if text.trim().is_empty() => {
                self.warn(
                    "empty-name",
                    node,
                    format!("`{name}` has to say something, and is empty"),
                    "write what it is called",
                );
            }
            Shape::Identifier if !forms::is_identifier(text) => {
                self.warn(
                    "wrong-value",
                    node,
                    format!("`{text}` is no name that code could have"),
                    "write letters, digits and `_`, a letter first",
                );
            }
            Shape::Date if !forms::is_date(text) => {
                let advice = "write year, month and day, such as 2030-12-31";
                self.warn("wrong-value", node, format!("`{text}` is no date"), advice);
            }
            Shape::Word(words) if !words.contains(&text) => {
                let advice = match nearest(text, words.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("it is one of {}", words.join(", ")),
                };
                self.warn("wrong-value", node, format!("`{name}` cannot be `{text}`"), advice);
            }
            _ => {}
        }
    }

    fn number(&mut self, node: Node<'a>, shape: &'static Shape, name: &str) {
        if !self.is(node, Kind::Number, name) {
            return;
        }
        let is_count = node.as_number().is_some_and(|number| number.is_integer() && !number.text().starts_with('-'));
        if matches!(shape, Shape::Count) && !is_count {
            self.warn(
                "wrong-value",
                node,
                format!("`{name}` has to be a whole number, not below 0"),
                "write 0 or more, without a fraction",
            );
        }
    }

    fn object_or_reference(&mut self, node: Node<'a>, kind: &'static ObjectKind) {
        let Some(reference) = node.get("$ref") else {
            return self.object(node, kind);
        };
        if reference.as_str().is_none() {
            self.is(reference, Kind::String, "$ref");
            return;
        }
        // What a reference in this document names is checked where it stands; what another file holds has a kind
        // only through the reference.
        if let Ok(Some(target)) = node.follow()
            && target.source() != node.source()
            && self.seen.insert((node.id(), std::ptr::from_ref(kind)))
        {
            self.object_or_reference(target, kind);
        }
    }

    fn schema(&mut self, node: Node<'a>) {
        if self.version == Version::V3_0 {
            return self.object_or_reference(node, &SCHEMA_3_0);
        }
        if node.kind() == Kind::Boolean {
            return;
        }
        if node.reference().is_some() {
            self.object_or_reference(node, &SCHEMA);
        }
        self.object(node, &SCHEMA);
    }

    fn content(&mut self, node: Node<'a>, name: &str) {
        if !self.is(node, Kind::Object, name) {
            return;
        }
        if let Some(reference) = node.get("$ref").filter(|reference| reference.as_str().is_some()) {
            let message = format!("`{name}` cannot be a reference; it is followed all the same");
            self.warn_key("wrong-value", reference, message, "refer from the schema instead");
            return;
        }
        for (media_type, value) in node.entries() {
            let parts = media_type.split(';').next().unwrap_or_default().split_once('/');
            let is_token =
                |part: &str| !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || letter == '/');
            if !media_type.starts_with("x-")
                && !parts.is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype.trim_end()))
            {
                let message = format!("`{media_type}` is no media type");
                self.warn_key("wrong-value", value, message, "a media type has two parts, such as `application/json`");
            }
            if self.version == Version::V3_2 {
                self.object_or_reference(value, &MEDIA_TYPE);
            } else {
                self.object(value, &MEDIA_TYPE);
            }
        }
    }
}

impl Shape {
    /// Whether a value of this kind may be of this shape.
    fn fits_kind(&self, kind: Kind) -> bool {
        match self {
            Self::Boolean => kind == Kind::Boolean,
            Self::String
            | Self::Name
            | Self::Identifier
            | Self::Date
            | Self::Email
            | Self::Address
            | Self::Reference
            | Self::Template
            | Self::Word(_) => kind == Kind::String,
            _ => true,
        }
    }
}
