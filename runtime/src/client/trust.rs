//! What TLS trusts, and what it shows.

use super::{Client, ClientBuilder};
use crate::secret::Secret;

/// What was said about certificates.
#[derive(Default)]
pub(crate) struct Trust {
    /// Certificates in PEM to trust besides those of the platform.
    pub(crate) roots: Vec<Vec<u8>>,
    /// Certificates and private key in PEM.
    pub(crate) identity: Option<(Vec<u8>, Secret)>,
}

impl Trust {
    /// Whether nothing was said.
    pub(super) fn is_usual(&self) -> bool {
        self.roots.is_empty() && self.identity.is_none()
    }
}

/// With the feature `rustls` or `native-tls`.
impl<C: From<Client>> ClientBuilder<C> {
    /// Trusts these certificates in PEM, and what they certify, besides those that the platform trusts.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.connection.trust.roots.push(pem.into());
        self
    }

    /// Shows a certificate to servers that ask for one (mutual TLS): the chain and its private key, both in PEM. With
    /// `native-tls` the key has to be in PKCS #8 (`BEGIN PRIVATE KEY`).
    pub fn identity(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Secret>) -> Self {
        self.connection.trust.identity = Some((chain.into(), key.into()));
        self
    }
}
