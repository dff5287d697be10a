//! Security schemes.

use super::{Location, Origin};

/// A way to show who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its name under `components/securitySchemes`.
    pub name: String,
    /// What it does.
    pub kind: SchemeKind,
    /// What the document says about it.
    pub description: String,
    /// Where it stands.
    pub origin: Origin,
}

/// What a security scheme does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// `http` with `bearer`, `oauth2`, `openIdConnect`: `Authorization: Bearer …`.
    Bearer,
    /// `http` with `basic`.
    Basic,
    /// `http` with another scheme: `Authorization: <scheme> …`.
    Http(String),
    /// `apiKey`: where, and under which name.
    ApiKey(Location, String),
    /// `mutualTLS`: the transport's affair.
    MutualTls,
}
