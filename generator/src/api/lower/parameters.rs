//! Parameters of operations and path items.

use http::HeaderName;

use super::super::{Location, Parameter, Parent, Use};
use super::context::{LOST_SCHEMA, Lowering};
use super::notes::{beside_reference, flag, text, use_default, use_docs};
use super::styles;
use super::template;
use crate::document::{Node, Number};

/// Headers that OpenAPI gives another place than `parameters`.
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// What is done where the content of a parameter is not to be found.
const LOST_CONTENT: &str = "the parameter is read as a string";

impl<'a> Lowering<'a> {
    /// The parameters of the operation `node`, which has the number `index`, and those that its path item lists, `shared`.
    pub(super) fn parameters(
        &mut self,
        index: usize,
        path: &str,
        shared: Option<Node<'a>>,
        node: Node<'a>,
    ) -> Vec<Parameter> {
        let mut found = self.listed(index, shared);
        for own in self.listed(index, node.get("parameters")) {
            match found.iter_mut().find(|other| are_same(other, &own)) {
                Some(inherited) => *inherited = own,
                None => found.push(own),
            }
        }
        self.warn_of_whole_query(node, &found);
        self.by_template(index, path, node, found)
    }

    /// Says where a parameter is all of the query and another one is in it too.
    fn warn_of_whole_query(&mut self, node: Node<'a>, found: &[Parameter]) {
        let Some(whole) = found.iter().position(|parameter| parameter.location == Location::QueryString) else {
            return;
        };
        let is_other = |(at, parameter): &(usize, &Parameter)| {
            *at != whole && matches!(parameter.location, Location::Query | Location::QueryString)
        };
        if let (Some(whole), Some((_, other))) = (found.get(whole), found.iter().enumerate().find(is_other)) {
            self.reports.warn(
                "query-twice",
                node,
                &format!(
                    "`{}` is all of the query, and `{}` is in it too; both are sent",
                    whole.wire_name, other.wire_name
                ),
                "describe the query in one of the two ways",
            );
        }
    }

    fn listed(&mut self, index: usize, list: Option<Node<'a>>) -> Vec<Parameter> {
        let mut found: Vec<Parameter> = Vec::new();
        for written in list.iter().flat_map(|list| list.items()) {
            let Some(node) = self.follow(written) else {
                continue;
            };
            let Some(mut parameter) = self.parameter(index, node) else {
                continue;
            };
            beside_reference(&mut parameter.docs, written);
            let Some(other) = found.iter().find(|other| are_same(other, &parameter)) else {
                found.push(parameter);
                continue;
            };
            let message = if other.wire_name == parameter.wire_name {
                format!("the parameter `{}` is listed twice; the first one counts", parameter.wire_name)
            } else {
                format!(
                    "the header `{}` is listed as `{}` too, and case makes no difference; the first one counts",
                    parameter.wire_name, other.wire_name
                )
            };
            self.reports.warn("parameter-twice", written, &message, "remove one of them");
        }
        found
    }

    fn parameter(&mut self, index: usize, node: Node<'a>) -> Option<Parameter> {
        // YAML reads a name such as `1` as a number.
        let name = node.get("name").and_then(|name| name.as_str().or_else(|| name.as_number().map(Number::text)));
        let location = self.location(node)?;
        let Some(name) = name else {
            self.reports.error(
                "parameter-without-name",
                node,
                "this parameter has no `name`",
                "name it as it is called on the wire",
            );
            return None;
        };
        if location == Location::Header && IGNORED.iter().any(|other| name.eq_ignore_ascii_case(other)) {
            self.reports.hint(
                "header-ignored",
                node,
                &format!("the header `{name}` is described elsewhere in OpenAPI, and this parameter is read over"),
                "describe it by `content` or `security`",
            );
            return None;
        }
        if location == Location::Header && HeaderName::try_from(name).is_err() {
            self.reports.warn(
                "header-name",
                node,
                &format!("`{name}` cannot be the name of a header, and this parameter is read over"),
                "name it by letters, digits and hyphens, as it is called on the wire",
            );
            return None;
        }
        Some(self.described(index, name, location, node))
    }

    /// What `node` says of a parameter, or a header, called `name`.
    pub(super) fn described(&mut self, index: usize, name: &str, location: Location, node: Node<'a>) -> Parameter {
        let (ty, schema_notes, media_type) = self.parameter_type(index, name, node);
        let (style, explode) = styles::of(self, node, location);
        let mut notes = vec![node];
        notes.extend(schema_notes.iter().copied());
        let mut docs = use_docs(&notes);
        docs.deprecated = flag(node, "deprecated");
        Parameter {
            wire_name: name.to_owned(),
            location,
            required: self.is_required(node, location),
            style,
            explode,
            allow_reserved: flag(node, "allowReserved"),
            media_type,
            ty,
            docs,
            default: use_default(&schema_notes),
            origin: self.origin(node),
        }
    }

    fn is_required(&mut self, node: Node<'a>, location: Location) -> bool {
        let required = flag(node, "required");
        if location == Location::Path && !required {
            self.reports.warn(
                "path-parameter-optional",
                node,
                "a parameter of the path is always required",
                "write `required: true`",
            );
        }
        required || location == Location::Path
    }

    fn location(&mut self, node: Node<'a>) -> Option<Location> {
        let place = text(node, "in");
        Some(match place.as_str() {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            "cookie" => Location::Cookie,
            "querystring" => Location::QueryString,
            _ => {
                let advice = match place.as_str() {
                    "body" => "OpenAPI 3 has no parameters in the body: describe it by `requestBody`",
                    "formData" => "OpenAPI 3 has no parameters in the body: describe the form by `requestBody`",
                    _ => "write `in: path`, `query`, `header` or `cookie`",
                };
                self.reports.error(
                    "parameter-without-place",
                    node.get("in").unwrap_or(node),
                    "`in` does not say where this parameter travels",
                    advice,
                );
                return None;
            }
        })
    }

    /// The type of a parameter, the nodes that speak of it, and the media type where it is given as `content`.
    fn parameter_type(&mut self, index: usize, name: &str, node: Node<'a>) -> (Use, Vec<Node<'a>>, Option<String>) {
        let parent = Parent::Operation(index, name.to_owned());
        let content = self.media_types(node, Some(LOST_CONTENT)).and_then(|list| list.into_iter().next());
        let (schema, media_type) = match content {
            Some((media_type, media)) => {
                let found = self.follow_or(media, LOST_SCHEMA);
                if let Some(encoding) = found.and_then(|media| media.get("encoding")) {
                    self.reports.warn(
                        "encoding-ignored",
                        encoding,
                        &format!("how members of `{name}` are encoded is read over; they are written as usual"),
                        "describe each member as a query parameter of its own, which can have a style",
                    );
                }
                // Where it is not to be found, its schema is not to be found either.
                (found.map_or(Some(media), |media| media.get("schema")), Some(media_type.to_owned()))
            }
            // Swagger 2 wrote `type` beside `name`, and so do some documents since.
            None => (node.get("schema").or(Some(node).filter(|node| node.get("type").is_some())), None),
        };
        if let Some(schema) = schema {
            let conjunction = self.flatten(&[schema]);
            let notes = conjunction.notes.clone();
            return (self.use_of_conjunction(conjunction, parent), notes, media_type);
        }
        self.reports.warn(
            "parameter-without-schema",
            node,
            &format!("nothing says what `{name}` holds; it is read as a string"),
            "give it a `schema`",
        );
        (self.text_parameter(node, parent), Vec::new(), media_type)
    }

    /// Path parameters in the order of the template, then the others; what is on one side alone is told.
    fn by_template(&mut self, index: usize, path: &str, node: Node<'a>, found: Vec<Parameter>) -> Vec<Parameter> {
        let names = template::names(path);
        let (mut in_path, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|parameter| parameter.location == Location::Path);
        let mut ordered = Vec::with_capacity(in_path.len() + others.len());
        // What is an item of the query by the template too is sent once, as the parameter says.
        let is_query = |name: &str| {
            let is_it = |other: &Parameter| other.location == Location::Query && other.wire_name == name;
            others.iter().any(is_it) && template::is_item(path, name)
        };
        for name in names.into_iter().filter(|name| !is_query(name)) {
            let at = in_path.iter().position(|parameter| parameter.wire_name == name);
            ordered.push(match at {
                Some(at) => in_path.remove(at),
                None => self.undeclared_parameter(index, name, node),
            });
        }
        for parameter in in_path {
            self.reports.warn(
                "path-parameter-unused",
                node,
                &format!("the path has no `{{{}}}`, so this parameter is left out", parameter.wire_name),
                "put it into the path, or remove it",
            );
        }
        ordered.extend(others);
        ordered
    }
}

/// Whether two parameters are one on the wire, where the case of a header's name makes no difference.
fn are_same(left: &Parameter, right: &Parameter) -> bool {
    left.location == right.location
        && if left.location == Location::Header {
            left.wire_name.eq_ignore_ascii_case(&right.wire_name)
        } else {
            left.wire_name == right.wire_name
        }
}
