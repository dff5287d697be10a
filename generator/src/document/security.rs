//! Security schemes, by what requirements call them.

use super::node::Node;
use super::version::Version;

/// The scheme that a requirement at `at` calls `name`: a component, or, since OpenAPI 3.2, what that leads to as a URI.
pub(crate) fn scheme<'a>(at: Node<'a>, name: &str) -> Option<Node<'a>> {
    let components = at.document().root().get("components");
    let schemes = components.and_then(|components| components.get("securitySchemes"));
    schemes.and_then(|schemes| schemes.get(name)).or_else(|| linked(at, name))
}

fn linked<'a>(at: Node<'a>, name: &str) -> Option<Node<'a>> {
    let is_uri = at.document().version() == Version::V3_2 && name.contains(['#', '/']);
    if is_uri { at.target(name).ok() } else { None }
}
