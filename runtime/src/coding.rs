//! What bodies are packed by.

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, TRANSFER_ENCODING};

/// Codings of bodies. Servers write other words into the header, such as a character set, which pack nothing.
const CODINGS: &[&str] =
    &["gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"];

/// The first coding that an answer says its body is packed by.
pub(crate) fn packed_by(headers: &HeaderMap) -> Option<&'static str> {
    let said = headers.get_all(CONTENT_ENCODING).iter().chain(headers.get_all(TRANSFER_ENCODING));
    let mut words = said.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(str::trim);
    words.find_map(|word| CODINGS.iter().find(|known| known.eq_ignore_ascii_case(word)).copied())
}
