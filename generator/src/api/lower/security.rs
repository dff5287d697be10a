//! Security schemes, and which an operation needs.

use super::super::{Location, Operation, Scheme, SchemeKind};
use super::context::Lowering;
use super::notes::text;
use crate::document::Node;

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
                known &= self.is_known_scheme(name, at);
                names.push(name.to_owned());
            }
            if known && !alternatives.contains(&names) {
                alternatives.push(names);
            }
        }
        alternatives
    }

    fn is_known_scheme(&mut self, name: &str, at: Node<'a>) -> bool {
        let components = self.document.root().get("components");
        let schemes = components.and_then(|components| components.get("securitySchemes"));
        let Some(written) = schemes.and_then(|schemes| schemes.get(name)) else {
            self.reports.warn(
                "scheme-unknown",
                at,
                &format!("there is no security scheme `{name}`; what needs it is left out"),
                "describe it under `components/securitySchemes`",
            );
            return false;
        };
        self.follow_or(written, LOST_SCHEME).is_some_and(|scheme| self.scheme_kind(scheme).is_some())
    }

    /// The schemes that `operations` name, in the order of the document.
    pub(super) fn schemes(&mut self, operations: &[Operation]) -> Vec<Scheme> {
        let root = self.document.root();
        let list = root.get("components").and_then(|components| components.get("securitySchemes"));
        let mut schemes = Vec::new();
        for (name, written) in list.iter().flat_map(|list| list.entries()) {
            let named =
                operations.iter().flat_map(|operation| &operation.security).flatten().any(|other| other == name);
            if !named {
                continue;
            }
            let Some(node) = self.follow_or(written, LOST_SCHEME) else {
                continue;
            };
            if let Some(kind) = self.scheme_kind(node) {
                schemes.push(Scheme {
                    name: name.to_owned(),
                    kind,
                    description: text(node, "description"),
                    origin: self.origin(written),
                });
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
