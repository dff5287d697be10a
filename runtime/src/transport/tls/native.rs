//! TLS by the platform's own library.

use reqwest::{Certificate, Identity};

use super::{BoxError, Need};
use crate::client::Connection;

/// Whether TLS is spoken at all.
pub(in crate::transport) const IS_SPOKEN: bool = true;

/// Gives a client the TLS that it needs.
pub(in crate::transport) fn set_up(
    builder: reqwest::ClientBuilder,
    connection: &Connection,
    need: Need,
) -> Result<reqwest::ClientBuilder, BoxError> {
    let trust = &connection.trust;
    let roots = trust.roots.iter().map(|pem| certificates(pem)).collect::<Result<Vec<_>, _>>()?.concat();
    let builder = builder.tls_backend_native();
    // What no TLS is spoken by needs no roots; without them it trusts nobody.
    let builder = if need == Need::No { builder.tls_certs_only([]) } else { builder.tls_certs_merge(roots) };
    let Some((chain, key)) = &trust.identity else { return Ok(builder) };
    // The reader's words are not passed on, lest they quote the key.
    let identity = Identity::from_pkcs8_pem(chain, key.expose().as_bytes())
        .map_err(|_| "the identity is no PEM of certificates and of a private key in PKCS #8")?;
    Ok(builder.identity(identity))
}

/// At least one.
fn certificates(pem: &[u8]) -> Result<Vec<Certificate>, BoxError> {
    let all = Certificate::from_pem_bundle(pem).ok().filter(|all| !all.is_empty());
    all.ok_or_else(|| "the root certificates are no PEM of certificates".into())
}
