//! The schemas of types, for who wants to check what no type says.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// Schemas as JSON Schema 2020-12, without what only people read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schemas {
    /// By key: the schemas that types are made of, and those that they refer to as `#/$defs/KEY`.
    pub definitions: Map<String, Value>,
    /// By [`super::TypeId`]: the key of its schema; none for a type that no schema of the document describes alone.
    pub of: Vec<Option<String>>,
}

impl Schemas {
    /// The reference to the definition `key`: a JSON pointer as the fragment of an address.
    #[must_use]
    pub fn reference(key: &str) -> String {
        let mut path = "#/$defs/".to_owned();
        for byte in key.replace('~', "~0").replace('/', "~1").bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
                path.push(char::from(byte));
            } else {
                // Writing into a text does not fail.
                let _ = write!(path, "%{byte:02X}");
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::Schemas;

    #[test]
    fn keys_are_escaped_twice() {
        assert_eq!(Schemas::reference("Pet"), "#/$defs/Pet");
        assert_eq!(Schemas::reference("/paths/~1a b/%"), "#/$defs/~1paths~1~01a%20b~1%25");
    }
}
