//! Where an API is.

use super::Origin;

/// A server that the document lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// As written, with its variables in braces.
    pub url: String,
    /// `name` and `description`.
    pub description: String,
    /// The variables that the URL has.
    pub variables: Vec<ServerVariable>,
    /// Where it stands.
    pub origin: Origin,
}

impl Server {
    /// The URL with the defaults of its variables.
    #[must_use]
    pub fn usual(&self) -> String {
        self.variables
            .iter()
            .fold(self.url.clone(), |url, variable| url.replace(&format!("{{{}}}", variable.name), &variable.default))
    }

    /// Whether the URL says all of where the API is, not only where it is on the host of the document, and leaves nothing
    /// open.
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        let url = self.usual();
        let parts = url.split_once("://");
        !url.contains('{') && parts.is_some_and(|(scheme, rest)| !scheme.contains('/') && !rest.is_empty())
    }
}

/// A part of the URL of a server that its users choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// What it is unless chosen.
    pub default: String,
    /// What it may be; empty where that is not said.
    pub values: Vec<String>,
    /// What the document says about it.
    pub description: String,
}
