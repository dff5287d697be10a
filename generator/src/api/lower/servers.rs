//! Servers: the first one counts whose URL says all of where the API is.

use super::super::{Server, ServerVariable};
use super::context::Lowering;
use super::notes::{joined, text};
use crate::document::{Node, uri};

impl<'a> Lowering<'a> {
    /// The servers of the document, in its order. Where the document says its own address, a relative URL is resolved
    /// against it.
    pub(super) fn servers(&self) -> Vec<Server> {
        let root = self.document.root();
        let own = root.get("$self").and_then(Node::as_str).unwrap_or_default();
        let mut servers = self.listed_servers(root.get("servers"));
        for server in servers.iter_mut().filter(|server| !server.is_absolute() && own.contains("://")) {
            server.url = match (server.url.starts_with("//"), own.split_once("//")) {
                (true, Some((scheme, _))) => format!("{scheme}{}", server.url),
                _ => uri::join(own, &server.url),
            };
        }
        servers
    }

    /// The server that an operation or a path item has in its `list`: the first one that is absolute, else the first.
    pub(super) fn own_server(&self, list: Option<Node<'a>>) -> Option<Server> {
        let servers = self.listed_servers(list);
        servers.iter().find(|server| server.is_absolute()).or(servers.first()).cloned()
    }

    fn listed_servers(&self, list: Option<Node<'a>>) -> Vec<Server> {
        let servers = list.iter().flat_map(|list| list.items());
        servers.filter_map(|node| self.server(node)).collect()
    }

    fn server(&self, node: Node<'a>) -> Option<Server> {
        let url = node.get("url")?.as_str()?.to_owned();
        let variables = node.get("variables");
        let variables = variables.iter().flat_map(|list| list.entries());
        let variables = variables.filter(|(name, _)| url.contains(&format!("{{{name}}}")));
        Some(Server {
            variables: variables.filter_map(|(name, node)| variable(name, node)).collect(),
            description: joined(&[text(node, "name"), text(node, "description")]),
            origin: self.origin(node),
            url,
        })
    }
}

fn variable(name: &str, node: Node<'_>) -> Option<ServerVariable> {
    let word = |node: Node<'_>| node.as_str().map_or_else(|| node.to_json().to_string(), str::to_owned);
    let values: Vec<String> = node.get("enum").iter().flat_map(|list| list.items()).map(word).collect();
    let default = node.get("default").map(word).or_else(|| values.first().cloned())?;
    Some(ServerVariable { name: name.to_owned(), default, values, description: text(node, "description") })
}
