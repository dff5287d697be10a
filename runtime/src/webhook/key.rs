//! Keys, and what they make: HMAC-SHA256.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::VerifyError;
use crate::Secret;

/// What senders put before a secret.
const PREFIX: &str = "whsec_";
/// What stands before a signature of this kind; `v1a` is another one.
const VERSION: &str = "v1,";
/// Base64 with or without `=` at its end.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A secret that signs.
#[derive(Clone)]
pub(super) struct Key(Zeroizing<Vec<u8>>);

impl Key {
    pub(super) fn new(secret: &Secret) -> Result<Self, VerifyError> {
        let text = secret.expose().trim();
        let bytes = BASE64.decode(text.strip_prefix(PREFIX).unwrap_or(text)).map(Zeroizing::new);
        // Anyone could sign with a key of no bytes.
        bytes.ok().filter(|bytes| !bytes.is_empty()).map(Self).ok_or(VerifyError::Secret)
    }

    /// The signature of all of `parts`, as it stands in the header.
    pub(super) fn sign(&self, parts: &[&[u8]]) -> String {
        let mac = self.mac(parts).map(|mac| mac.finalize().into_bytes());
        format!("{VERSION}{}", BASE64.encode(mac.as_deref().unwrap_or_default()))
    }

    /// Whether one of `signatures` is that of all of `parts`. How much of one is right cannot be told from the time.
    pub(super) fn matches(&self, parts: &[&[u8]], signatures: &[Vec<u8>]) -> bool {
        let Some(mac) = self.mac(parts) else { return false };
        signatures.iter().any(|signature| mac.clone().verify_slice(signature).is_ok())
    }

    fn mac(&self, parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
        // A key of any length will do, so that there always is one.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        for part in parts {
            mac.update(part);
        }
        Some(mac)
    }
}

/// The bytes of one signature of the header; none for one of another kind.
pub(super) fn parse(written: &str) -> Option<Vec<u8>> {
    BASE64.decode(written.strip_prefix(VERSION)?).ok()
}
