//! Bodies of requests, and the media types of bodies.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{Body, Content, Encoding, Location, Parent, Positions, Shape, Use};
use super::context::{LOST_SCHEMA, Lowering};
use super::notes::{beside_reference, flag, summary_docs, text};
use super::parts::may_be_nameless;
use super::{media, styles};
use crate::document::{Kind, Node, Version};

impl<'a> Lowering<'a> {
    /// The body of the operation with the number `index`.
    pub(super) fn body(&mut self, index: usize, method: &str, written: Node<'a>) -> Option<Body> {
        let node = self.follow(written)?;
        if node.kind() != Kind::Object {
            self.reports.warn(
                "body-no-object",
                node,
                &format!("a request body is an object, and this is {}; it is read over", node.kind()),
                "describe the body's `content`, or remove it",
            );
            return None;
        }
        if matches!(method, "GET" | "HEAD" | "DELETE" | "TRACE") && method != "DELETE" {
            self.reports.warn(
                "body-of-get",
                written,
                &format!("a {method} with a body is not understood by every server and proxy on the way"),
                "send it as a POST, or as a QUERY, where the server has one",
            );
        }
        let mut content = Vec::new();
        for (media_type, media) in self.media_types(node, None)? {
            content.push(self.content(index, "body", media_type, media));
        }
        unite(self.document.root(), &mut content);
        if content.is_empty() {
            self.reports.warn(
                "body-without-content",
                node,
                "the body has no `content`; it is left out",
                "list a media type and its schema",
            );
            return None;
        }
        let mut docs = summary_docs(node);
        beside_reference(&mut docs, written);
        Some(Body { required: flag(node, "required"), content, docs, origin: self.origin(written) })
    }

    /// The media types in the `content` of `holder`. Some documents refer to the `content` of another one; where that is
    /// not to be found there are none, which is an error unless there is a way to go on.
    pub(super) fn media_types(&mut self, holder: Node<'a>, instead: Option<&str>) -> Option<Vec<(&'a str, Node<'a>)>> {
        let Some(content) = holder.get("content") else {
            return Some(Vec::new());
        };
        if content.reference().is_none() {
            return Some(content.entries().collect());
        }
        let target = match instead {
            Some(instead) => self.follow_or(content, instead),
            None => self.follow(content),
        };
        Some(target?.entries().filter(|(key, _)| key.contains('/')).collect())
    }

    /// One media type of a body, in its `role`.
    pub(super) fn content(&mut self, index: usize, role: &str, media_type: &str, media: Node<'a>) -> Content {
        // The media type is the key, so it is known even where the rest is not.
        let media = self.follow_or(media, LOST_SCHEMA).unwrap_or(media);
        let kind = media::kind(media_type);
        let (schema, role) = if kind.is_stream() { (item_schema(media), "item") } else { (media.get("schema"), role) };
        let mut ty = schema.map(|schema| self.use_of(&[schema], Parent::Operation(index, role.to_owned())));
        if may_be_nameless(media_type) {
            ty = ty.or_else(|| self.list_of_items(index, role, media));
        }
        let positions = self.positions(index, media_type, media);
        // Those of a stream show the whole of it.
        let mut examples = if kind.is_stream() { Vec::new() } else { self.media_examples(media) };
        examples.dedup();
        Content {
            media_type: media_type.to_owned(),
            kind,
            ty,
            of_item: media.get("itemSchema").is_some(),
            encoding: self.encodings(index, media_type, media),
            positions,
            examples,
            origin: self.origin(media),
        }
    }

    /// The list that `itemSchema` describes the items of.
    fn list_of_items(&mut self, index: usize, role: &str, media: Node<'a>) -> Option<Use> {
        let schema = media.get("itemSchema")?;
        let item = self.use_of(&[schema], Parent::Operation(index, "item".to_owned()));
        let id = self.add_inner(item.id, role, Shape::Array(item));
        if let Some(ty) = self.types.get_mut(id.index()) {
            ty.naming.parent = Parent::Operation(index, role.to_owned());
        }
        Some(Use { id, nullable: false })
    }

    /// How parts without names are written.
    fn positions(&mut self, index: usize, media_type: &str, media: Node<'a>) -> Positions {
        if !may_be_nameless(media_type) {
            return Positions::default();
        }
        let list = media.get("prefixEncoding");
        let first = list.iter().flat_map(|list| list.items()).collect::<Vec<_>>();
        let first = first.into_iter().map(|node| self.encoding(index, media_type, node)).collect();
        let further = media.get("itemEncoding").map(|node| self.encoding(index, media_type, node));
        Positions { first, further }
    }

    /// How the properties of a form are written.
    fn encodings(&mut self, index: usize, media_type: &str, media: Node<'a>) -> BTreeMap<String, Encoding> {
        let list = media.get("encoding");
        let written: Vec<_> = list.iter().flat_map(|list| list.entries()).collect();
        written.into_iter().map(|(name, node)| (name.to_owned(), self.encoding(index, media_type, node))).collect()
    }

    /// How one part of a form is written.
    fn encoding(&mut self, index: usize, media_type: &str, node: Node<'a>) -> Encoding {
        let styled = self.styled_forms(media_type);
        let mut headers = Vec::new();
        for (header, written) in node.get("headers").iter().flat_map(|list| list.entries()) {
            if !header.eq_ignore_ascii_case("content-type")
                && let Some(node) = self.follow(written)
            {
                headers.push(self.described(index, header, Location::Header, node));
            }
        }
        let mut encoding = Encoding {
            content_type: Some(text(node, "contentType")).filter(|text| !text.is_empty()),
            headers,
            // Before 3.2 nothing said which, and documents mean the whole of an array.
            of_items: !matches!(self.document.version(), Version::V3_0 | Version::V3_1),
            ..Encoding::default()
        };
        for keyword in ["style", "explode", "allowReserved"] {
            if !styled.contains(&keyword)
                && let Some(at) = node.get(keyword)
            {
                self.reports.hint(
                    "encoding-ignored",
                    at,
                    &format!("`{keyword}` says nothing about the parts of `{media_type}`, and is read over"),
                    "remove it, or say by `contentType` how the part is written",
                );
            }
        }
        if styled.contains(&"style") {
            encoding.style = styles::of_form(self, node);
            encoding.explode = node.get("explode").and_then(Node::as_bool);
            encoding.allow_reserved = styled.contains(&"allowReserved") && flag(node, "allowReserved");
        }
        encoding
    }

    /// What of the styles of query parameters holds for the members of a form. Nothing is encoded in parts, so that none of
    /// them is about reserved characters.
    fn styled_forms(&self, media_type: &str) -> &'static [&'static str] {
        match media::essence(media_type).as_str() {
            "application/x-www-form-urlencoded" => &["style", "explode", "allowReserved"],
            "multipart/form-data" if self.document.version() != Version::V3_0 => &["style", "explode"],
            _ => &[],
        }
    }
}

/// Lets a schema that is written down once more for another media type be the same type: nobody would tell them apart.
pub(super) fn unite(root: Node<'_>, contents: &mut [Content]) {
    let written = |content: &Content| {
        let schema = root.find(&content.origin.pointer)?.get("schema")?;
        (content.origin.span.source == root.span().source && schema.reference().is_none()).then(|| schema.to_json())
    };
    let schemas: Vec<Option<Value>> = if contents.len() > 1 { contents.iter().map(written).collect() } else { return };
    for at in 1..contents.len() {
        let (before, rest) = contents.split_at_mut(at);
        let (Some(content), Some(Some(schema))) = (rest.first_mut(), schemas.get(at)) else { continue };
        let is_same = |(other, known): &(&Content, &Option<Value>)| {
            other.kind.is_stream() == content.kind.is_stream() && known.as_ref() == Some(schema)
        };
        if let Some((other, _)) = before.iter().zip(&schemas).find(is_same) {
            content.ty = other.ty;
        }
    }
}

/// What describes an item of a stream: `itemSchema`, or the items of a `schema` that describes the whole as an array. Any
/// other `schema` is that of an item: before 3.2 there was no other place for it.
fn item_schema(media: Node<'_>) -> Option<Node<'_>> {
    if let Some(item) = media.get("itemSchema") {
        return Some(item);
    }
    let schema = media.get("schema")?;
    let items = schema.resolve().ok().and_then(|schema| schema.get("items"));
    Some(items.unwrap_or(schema))
}
