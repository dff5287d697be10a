//! Bytes that travel as text.

use core::fmt;

use ::base64::Engine as _;
use ::base64::alphabet;
use ::base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::json::{Decode, Encode, Error, Reader, Writer};

/// Padding may be there or not, and the last character may say too much.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Bytes in base64. The text stays as it came, so that what was read goes back unchanged; comparing goes by the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Base64(String);

impl Base64 {
    /// Bytes in the alphabet that is safe in addresses, without padding.
    #[must_use]
    pub fn url_safe(bytes: impl AsRef<[u8]>) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// A text that is base64 already.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes, in either alphabet, with padding or without, whatever white space stands between; none where the
    /// text is no base64.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let is_safe = self.0.contains(['-', '_']);
        let alphabet = if is_safe { &alphabet::URL_SAFE } else { &alphabet::STANDARD };
        let text: String = self.0.split_ascii_whitespace().collect();
        GeneralPurpose::new(alphabet, LENIENT).decode(text).ok()
    }
}

impl From<&[u8]> for Base64 {
    /// In the usual alphabet, with padding.
    fn from(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes))
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<bytes::Bytes> for Base64 {
    fn from(bytes: bytes::Bytes) -> Self {
        Self::from(bytes.as_ref())
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({:?})", self.0)
    }
}

impl Encode for Base64 {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.0);
    }
}

impl Decode for Base64 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        String::decode(reader).map(Self)
    }
}

crate::__serde!(Base64);

#[cfg(test)]
mod tests {
    use super::Base64;
    use crate::json;

    #[test]
    fn bytes_there_and_back() {
        let bytes = [0xfb, 0xff, 0x00, 0x10];
        assert_eq!(Base64::from(&bytes).as_str(), "+/8AEA==");
        assert_eq!(Base64::url_safe(bytes).as_str(), "-_8AEA");
        for text in ["+/8AEA==", "+/8AEA", "-_8AEA", "-_8AEA==", "+/8A\r\nEA=="] {
            assert_eq!(Base64::from_text(text).to_bytes().unwrap(), bytes, "{text}");
        }
        assert_eq!(Base64::from_text("what?").to_bytes(), None);
    }

    #[test]
    fn the_text_stays_as_it_came() {
        let sloppy: Base64 = json::decode(b"\"aGk\\n=\"").unwrap();
        assert_eq!(sloppy.to_bytes().unwrap(), b"hi");
        assert_eq!(json::encode(&sloppy), b"\"aGk\\n=\"");
    }
}
