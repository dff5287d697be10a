//! What a document says about requests and answers, as a server reads it.

use std::collections::{BTreeMap, BTreeSet};

use wharf::document::{Document, Node};
use wharf_tests::downstream::NO_SERVER;

use crate::schemas::{ODD, Schemas, Way};

/// What a document says.
pub struct Contract<'d> {
    /// Its operations.
    pub operations: Vec<Operation>,
    /// Its schemas.
    pub schemas: Schemas<'d>,
    /// What the API sends by itself: the schemas of what it carries, by JSON pointers of the requests.
    pub webhooks: BTreeMap<String, String>,
}

/// An operation.
pub struct Operation {
    /// JSON pointer.
    pub pointer: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The URL of its server.
    pub server: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The schemas of its bodies by media types, with the media types of their parts.
    pub bodies: BTreeMap<String, Content>,
    /// Whether there must be a body.
    pub needs_body: bool,
    /// The schemas of its answers by statuses and media types.
    pub answers: BTreeMap<String, BTreeMap<String, Content>>,
    /// Alternatives, of which each names what credentials are sent as.
    pub security: Vec<Vec<Credential>>,
    /// The scopes that each alternative asks for.
    pub scopes: Vec<BTreeSet<String>>,
}

/// What a body holds.
#[derive(Default)]
pub struct Content {
    /// The name of its schema, where it has one.
    pub schema: Option<String>,
    /// The media types of parts, by their names.
    pub parts: BTreeMap<String, String>,
}

/// A parameter.
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it travels.
    pub place: String,
    /// Whether it must be there.
    pub required: bool,
    /// Its style.
    pub style: String,
    /// Whether its items stand one by one.
    pub explode: bool,
    /// The name of its schema.
    pub schema: String,
}

/// What a credential is sent as.
#[derive(Debug, Clone)]
pub struct Credential {
    /// `header`, `query` or `cookie`.
    pub place: String,
    /// The name of the header, item or cookie.
    pub name: String,
    /// What its value begins with.
    pub start: String,
}

/// Where a reference leads, or the place itself.
fn behind(node: Node<'_>) -> Node<'_> {
    node.resolve().unwrap_or(node)
}

fn text(node: Node<'_>, name: &str) -> String {
    node.get(name).and_then(Node::as_str).unwrap_or_default().to_owned()
}

fn is(node: Node<'_>, name: &str) -> Option<bool> {
    node.get(name).and_then(Node::as_bool)
}

impl<'d> Contract<'d> {
    /// Reads it.
    pub fn read(document: &'d Document) -> Self {
        Self::with(document, ODD, &[])
    }

    /// The same, where a value is drawn with odd parts so often, and toward the places at these JSON pointers.
    pub fn with(document: &'d Document, odd: u64, aims: &[String]) -> Self {
        let mut schemas = Schemas::new(document, odd);
        let mut operations = Vec::new();
        for (path, item) in entries(document.root(), "paths") {
            let item = behind(item);
            for (method, node) in item.entries().filter(|(name, _)| METHODS.contains(name)) {
                operations.push(operation(document, path, method, (item, node), &mut schemas));
            }
        }
        let mut webhooks = BTreeMap::new();
        for (_, item) in entries(document.root(), "webhooks") {
            for (_, node) in behind(item).entries().filter(|(name, _)| METHODS.contains(name)) {
                let body = node.get("requestBody").map(behind);
                let schema = body.and_then(|body| body.get("content")?.get("application/json")?.get("schema"));
                webhooks.extend(schema.map(|schema| (node.pointer(), schemas.add(schema))));
            }
        }
        schemas.finish(aims);
        Self { operations, schemas, webhooks }
    }

    /// The operation that a request of this method and path is for.
    pub fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        self.operations.iter().find(|one| one.method == method && one.path_values(path).is_some())
    }
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

fn entries<'d>(node: Node<'d>, name: &str) -> Vec<(&'d str, Node<'d>)> {
    node.get(name).into_iter().flat_map(Node::entries).collect()
}

fn operation<'d>(
    document: &'d Document,
    path: &str,
    method: &str,
    (item, node): (Node<'d>, Node<'d>),
    schemas: &mut Schemas<'d>,
) -> Operation {
    let root = document.root();
    let mut parameters: Vec<Parameter> = Vec::new();
    for list in [node, item].into_iter().filter_map(|place| place.get("parameters")) {
        for one in list.items().map(behind).map(|one| parameter(one, schemas)) {
            if !parameters.iter().any(|own| own.name == one.name && own.place == one.place) {
                parameters.push(one);
            }
        }
    }
    let body = node.get("requestBody").map(behind);
    let mut answers = BTreeMap::new();
    for (status, answer) in entries(node, "responses") {
        answers.insert(status.to_owned(), contents(behind(answer), schemas));
    }
    let servers = [node, item, root].into_iter().find_map(|place| place.get("servers"));
    let server = servers.and_then(|list| list.at(0)).map_or(NO_SERVER.to_owned(), url);
    let security = node.get("security").or_else(|| root.get("security"));
    let alternative = |needed: Node<'d>| needed.entries().map(|(name, _)| credential(root, name)).collect();
    Operation {
        pointer: node.pointer(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        server,
        parameters,
        bodies: body.map(|body| contents(body, schemas)).unwrap_or_default(),
        needs_body: body.is_some_and(|body| is(body, "required") == Some(true)),
        answers,
        security: security.into_iter().flat_map(Node::items).map(alternative).collect(),
        scopes: security.into_iter().flat_map(Node::items).map(scopes).collect(),
    }
}

/// The URL of a server with the defaults of its variables.
fn url(server: Node<'_>) -> String {
    let fill = |url: String, (name, variable): (&str, Node<'_>)| {
        url.replace(&format!("{{{name}}}"), &text(variable, "default"))
    };
    entries(server, "variables").into_iter().fold(text(server, "url"), fill)
}

fn contents<'d>(place: Node<'d>, schemas: &mut Schemas<'d>) -> BTreeMap<String, Content> {
    let content = |(name, node): (&str, Node<'d>)| {
        let parts =
            entries(node, "encoding").into_iter().map(|(name, part)| (name.to_owned(), text(part, "contentType")));
        let content = Content { schema: node.get("schema").map(|schema| schemas.add(schema)), parts: parts.collect() };
        (name.to_owned(), content)
    };
    entries(place, "content").into_iter().map(content).collect()
}

fn parameter<'d>(node: Node<'d>, schemas: &mut Schemas<'d>) -> Parameter {
    let place = text(node, "in");
    let usual = if matches!(place.as_str(), "query" | "cookie") { "form" } else { "simple" };
    let style = Some(text(node, "style")).filter(|style| !style.is_empty()).unwrap_or(usual.to_owned());
    Parameter {
        name: text(node, "name"),
        required: is(node, "required") == Some(true),
        explode: is(node, "explode").unwrap_or(style == "form"),
        schema: schemas.add(node.get("schema").unwrap_or_else(|| panic!("{} has no schema", node.pointer()))),
        place,
        style,
    }
}

/// The scopes that an alternative asks for, each with its scheme.
fn scopes(needed: Node<'_>) -> BTreeSet<String> {
    let each = |(scheme, scopes): (&str, Node<'_>)| {
        scopes.items().filter_map(Node::as_str).map(|scope| format!("{scheme} {scope}")).collect::<Vec<_>>()
    };
    needed.entries().flat_map(each).collect()
}

fn credential(root: Node<'_>, name: &str) -> Credential {
    let schemes = root.get("components").and_then(|components| components.get("securitySchemes"));
    let scheme = behind(schemes.and_then(|schemes| schemes.get(name)).unwrap_or_else(|| panic!("no scheme {name}")));
    let authorization = |start: &str| Credential {
        place: "header".to_owned(),
        name: "authorization".to_owned(),
        start: start.to_owned(),
    };
    match (text(scheme, "type").as_str(), text(scheme, "scheme").as_str()) {
        ("apiKey", _) => Credential { place: text(scheme, "in"), name: text(scheme, "name"), start: String::new() },
        ("http", "basic") => authorization("Basic "),
        _ => authorization("Bearer "),
    }
}

impl Operation {
    /// The values of the path's parameters, where a path is one of this operation.
    pub fn path_values(&self, path: &str) -> Option<Vec<(String, String)>> {
        // Items of the query that stand in the template are no part of the path.
        let template = self.path.split('?').next().unwrap_or_default();
        let path = path.strip_prefix(self.base()).filter(|rest| rest.starts_with('/')).unwrap_or(path);
        let (wanted, given): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
        if wanted.len() != given.len() {
            return None;
        }
        let mut values = Vec::new();
        for (wanted, given) in wanted.into_iter().zip(given) {
            match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) => values.push((name.to_owned(), given.to_owned())),
                None if wanted == given => {}
                None => return None,
            }
        }
        Some(values)
    }

    /// The path that its server's URL begins with: `/v1` of `https://api.example.com/v1`.
    fn base(&self) -> &str {
        let rest = self.server.split_once("://").map_or(self.server.as_str(), |(_, rest)| rest);
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default().trim_end_matches('/')
    }

    /// The values of the schemas of its body, one a media type.
    pub fn bodies(&self, schemas: &Schemas<'_>) -> Vec<Vec<serde_json::Value>> {
        let drawn = |content: &Content| content.schema.as_ref().map(|name| schemas.draw(name, Way::Request));
        self.bodies.values().map(|content| drawn(content).unwrap_or_default()).collect()
    }
}
