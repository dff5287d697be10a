//! Which types the formats of a document become.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::nearest::nearest;

/// Choices of types.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Types {
    /// `format` → type. It holds wherever the type can be read from what the document says goes over the wire: a
    /// type made of text where that is a string, a number where it is one.
    pub formats: BTreeMap<String, FormatType>,
}

/// A type that a format can become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatType {
    /// `String`
    String,
    /// The runtime's `Date`.
    Date,
    /// The runtime's `DateTime`.
    DateTime,
    /// The runtime's `Secret`.
    Secret,
    /// The runtime's `Base64`: bytes, as text in JSON.
    Base64,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `i128`
    I128,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `f64`
    F64,
    /// The runtime's `Decimal`: a number with all its digits.
    Decimal,
}

/// How the settings call the types.
const NAMES: &[(&str, FormatType)] = &[
    ("string", FormatType::String),
    ("date", FormatType::Date),
    ("date-time", FormatType::DateTime),
    ("secret", FormatType::Secret),
    ("base64", FormatType::Base64),
    ("i8", FormatType::I8),
    ("i16", FormatType::I16),
    ("i32", FormatType::I32),
    ("i64", FormatType::I64),
    ("i128", FormatType::I128),
    ("u8", FormatType::U8),
    ("u16", FormatType::U16),
    ("u32", FormatType::U32),
    ("u64", FormatType::U64),
    ("f64", FormatType::F64),
    ("decimal", FormatType::Decimal),
];

impl FormatType {
    /// Whether its values are strings on the wire, and no numbers.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::String | Self::Date | Self::DateTime | Self::Secret | Self::Base64)
    }
}

impl<'de> Deserialize<'de> for FormatType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if let Some((_, ty)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Ok(*ty);
        }
        let names = || NAMES.iter().map(|(known, _)| *known);
        let all: Vec<&str> = names().collect();
        let meant = nearest(&name, names()).map(|near| format!("did you mean `{near}`? "));
        let meant = meant.unwrap_or_default();
        Err(D::Error::custom(format!("`{name}` is no type for a format; {meant}There are {}", all.join(", "))))
    }
}

#[cfg(test)]
mod tests {
    use super::FormatType;
    use crate::Settings;

    #[test]
    fn formats_have_types() {
        let settings = Settings::parse("s.toml", "[types.formats]\nuint32 = \"u32\"\nuuid = \"secret\"\n").unwrap();
        assert_eq!(settings.types.formats["uint32"], FormatType::U32);
        assert_eq!(settings.types.formats["uuid"], FormatType::Secret);
    }

    #[test]
    fn a_wrong_type_is_told_where_it_stands_and_what_was_meant() {
        let told = Settings::parse("s.toml", "[types.formats]\ncreated = \"datetime\"\n").unwrap_err();
        assert_eq!((told[0].span.line, told[0].span.column), (2, 11));
        assert!(
            told[0].message.starts_with("`datetime` is no type for a format; did you mean `date-time`? There are"),
            "{}",
            told[0].message
        );
        let told = Settings::parse("s.toml", "types.formats = { created = \"instant\" }").unwrap_err();
        assert!(told[0].message.starts_with("`instant` is no type for a format; There are string, date"));
    }
}
