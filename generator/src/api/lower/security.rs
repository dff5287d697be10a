//! Security schemes, and which an operation needs.

use std::collections::HashSet;

use super::super::{Location, Operation, Scheme, SchemeKind};
use super::context::Lowering;
use super::notes::{flag, text};
use crate::document::{Node, scheme};

/// What is done where a scheme is not to be found. It is the same as for one that nothing describes: no credential is
/// sent, rather than some at a guess.
const LOST_SCHEME: &str = "what needs the scheme is left out";

impl<'a> Lowering<'a> {
    /// What the operation `node` needs: alternatives, of which each names schemes that are needed together.
    pub(super) fn security(&mut self, node: Node<'a>) -> Vec<Vec<String>> {
        let root = self.document.root();
        let Some(list) = node.get("security").or_else(|| root.get("security")) else {
            return Vec::new();
        };
        let mut alternatives = Vec::new();
        for requirement in list.items() {
            let mut names = Vec::new();
            let mut known = true;
            for (name, at) in requirement.entries() {
                let scheme = self.known_scheme(name, at);
                known &= scheme.is_some();
                names.extend(scheme);
            }
            if known && !alternatives.contains(&names) {
                alternatives.push(names);
            }
        }
        alternatives
    }

    /// What the scheme is called by us that a requirement calls `name`; none where nothing says how it works.
    fn known_scheme(&mut self, name: &str, at: Node<'a>) -> Option<String> {
        let Some(written) = scheme(at, name) else {
            self.reports.warn(
                "scheme-unknown",
                at,
                &format!("there is no security scheme `{name}`; what needs it is left out"),
                "describe it under `components/securitySchemes`",
            );
            return None;
        };
        let node = self.follow_or(written, LOST_SCHEME)?;
        self.scheme_kind(node)?;
        // One that is no component may be called as one.
        let is_free = |key: &&str| scheme(self.document.root(), key).is_none_or(|other| other.id() == written.id());
        let name = written.key().filter(is_free).unwrap_or(name).to_owned();
        self.named_schemes.insert(name.clone(), written);
        Some(name)
    }

    /// The schemes that `operations` name, in the order of the document.
    pub(super) fn schemes(&mut self, operations: &[Operation]) -> Vec<Scheme> {
        let named: HashSet<&String> = operations.iter().flat_map(|operation| &operation.security).flatten().collect();
        let mut all: Vec<(String, Node<'a>)> = std::mem::take(&mut self.named_schemes).into_iter().collect();
        all.sort_by_key(|(_, written)| written.id());
        let mut schemes = Vec::new();
        for (name, written) in all.into_iter().filter(|(name, _)| named.contains(name)) {
            let Some(node) = self.follow_or(written, LOST_SCHEME) else {
                continue;
            };
            if let Some(kind) = self.scheme_kind(node) {
                schemes.push(Scheme { name, kind, description: about(node), origin: self.origin(written) });
            }
        }
        schemes
    }

    fn scheme_kind(&mut self, node: Node<'a>) -> Option<SchemeKind> {
        let kind = match text(node, "type").as_str() {
            "http" => match text(node, "scheme").to_ascii_lowercase().as_str() {
                "bearer" => Some(SchemeKind::Bearer),
                "basic" => Some(SchemeKind::Basic),
                "" => None,
                _ => Some(SchemeKind::Http(text(node, "scheme"))),
            },
            "oauth2" | "openIdConnect" => Some(SchemeKind::Bearer),
            "mutualTLS" => Some(SchemeKind::MutualTls),
            "apiKey" => api_key(node),
            _ => None,
        };
        if kind.is_none() {
            self.reports.warn(
                "scheme-unclear",
                node,
                "this security scheme does not say how it works; it is left out",
                "write `type`, and what the specification requires with it",
            );
        }
        kind
    }
}

/// What is said about a scheme to who has to get a credential for it.
fn about(node: Node<'_>) -> String {
    let mut said = vec![text(node, "description")];
    let mut say = |what: &str, value: &str| {
        if !value.trim().is_empty() {
            said.push(format!("{what}: {}.", value.trim()));
        }
    };
    say("The token is a", &text(node, "bearerFormat"));
    say("OpenID Connect", &link(node, "openIdConnectUrl"));
    say("Metadata", &link(node, "oauth2MetadataUrl"));
    for (flow, node) in node.get("flows").iter().flat_map(|flows| flows.entries()) {
        let urls = ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"];
        let urls: Vec<String> = urls.iter().map(|key| link(node, key)).filter(|url| !url.is_empty()).collect();
        let scopes = node.get("scopes");
        let scopes: Vec<&str> = scopes.iter().flat_map(|scopes| scopes.entries()).map(|(scope, _)| scope).collect();
        let scopes = scopes.iter().map(|scope| format!("`{scope}`")).collect::<Vec<_>>().join(", ");
        let scopes = if scopes.is_empty() { scopes } else { format!("; scopes {scopes}") };
        if !flow.starts_with("x-") {
            say(&format!("Flow `{flow}`"), &(urls.join(", ") + &scopes));
        }
    }
    if flag(node, "deprecated") {
        said.push("Deprecated.".to_owned());
    }
    said.retain(|text| !text.trim().is_empty());
    said.join("\n\n")
}

fn link(node: Node<'_>, key: &str) -> String {
    let url = text(node, key);
    if url.contains("://") {
        format!("<{}>", url.trim())
    } else if url.is_empty() {
        url
    } else {
        format!("`{url}`")
    }
}

fn api_key(node: Node<'_>) -> Option<SchemeKind> {
    let location = match text(node, "in").as_str() {
        "header" => Location::Header,
        "query" => Location::Query,
        "cookie" => Location::Cookie,
        _ => return None,
    };
    let name = text(node, "name");
    (!name.is_empty()).then_some(SchemeKind::ApiKey(location, name))
}
