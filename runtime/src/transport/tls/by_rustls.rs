//! TLS by rustls.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::{BuilderVerifierExt as _, Verifier};

use super::{BoxError, Need};
use crate::client::{Connection, Trust};

/// Whether TLS is spoken at all.
pub(in crate::transport) const IS_SPOKEN: bool = true;

/// Gives a client the TLS that it needs.
pub(in crate::transport) fn set_up(
    builder: reqwest::ClientBuilder,
    connection: &Connection,
    need: Need,
) -> Result<reqwest::ClientBuilder, BoxError> {
    Ok(builder.tls_backend_preconfigured(config(&connection.trust, need)?))
}

/// Loading the platform's roots takes time and fails where there are none: it is left out where no TLS is
/// spoken. A client without roots trusts nobody.
fn config(trust: &Trust, need: Need) -> Result<ClientConfig, BoxError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    let roots = roots(trust)?;
    let builder = if need == Need::No {
        builder.with_root_certificates(RootCertStore::empty())
    } else if roots.is_empty() {
        builder.with_platform_verifier()?
    } else {
        builder.dangerous().with_custom_certificate_verifier(verifier(roots, provider)?)
    };
    let Some((chain, key)) = &trust.identity else {
        return Ok(builder.with_no_client_auth());
    };
    let chain = certificates(chain).ok_or("the chain of the identity is no PEM of certificates")?;
    // The reader's words are not passed on, lest they quote the key.
    let key = PrivateKeyDer::from_pem_slice(key.expose().as_bytes());
    let key = key.map_err(|_| "the key of the identity is no PEM of a private key")?;
    Ok(builder.with_client_auth_cert(chain, key)?)
}

/// What the platform does, with more roots.
fn verifier(roots: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>, BoxError> {
    Ok(Arc::new(Verifier::new_with_extra_roots(roots, provider)?))
}

fn roots(trust: &Trust) -> Result<Vec<CertificateDer<'static>>, BoxError> {
    let read = |pem: &Vec<u8>| certificates(pem).ok_or("the root certificates are no PEM of certificates");
    let all = trust.roots.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(all.concat())
}

/// At least one.
fn certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let all: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
    (!all.is_empty()).then_some(all)
}
