//! Writes nodes as YAML.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Document;
use super::node::{Kind, Node};
use super::number::Number;

/// Why a document cannot be written.
#[derive(Debug)]
pub struct WriteError(String);

impl WriteError {
    pub(super) fn new(error: &dyn std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WriteError {}

impl Document {
    /// The main document as YAML: comments and the layout are not kept, aliases are written out.
    ///
    /// # Errors
    /// If a key is `<<`, which would be read as a merge key.
    pub fn to_yaml(&self) -> Result<String, WriteError> {
        self.root().to_yaml()
    }
}

impl Node<'_> {
    /// This node as YAML: comments and the layout are not kept, aliases are written out.
    ///
    /// # Errors
    /// If a key is `<<`, which would be read as a merge key.
    pub fn to_yaml(self) -> Result<String, WriteError> {
        serde_yaml::to_string(&self).map_err(|error| WriteError::new(&error))
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind() {
            Kind::Null => serializer.serialize_unit(),
            Kind::Boolean => serializer.serialize_bool(self.as_bool().unwrap_or_default()),
            Kind::Number => match self.as_number() {
                Some(number) => serialize_number(number, serializer),
                None => Err(S::Error::custom("a number without its text")),
            },
            Kind::String => serializer.serialize_str(self.as_str().unwrap_or_default()),
            Kind::Array => {
                let mut sequence = serializer.serialize_seq(Some(self.len()))?;
                self.items().try_for_each(|item| sequence.serialize_element(&item))?;
                sequence.end()
            }
            Kind::Object => {
                let mut map = serializer.serialize_map(Some(self.len()))?;
                for (key, value) in self.entries() {
                    if key == "<<" {
                        return Err(S::Error::custom(format!(
                            "the key `<<` at `{}` would be a merge key",
                            self.pointer()
                        )));
                    }
                    map.serialize_entry(key, &value)?;
                }
                map.end()
            }
        }
    }
}

/// As exact as the format allows: whole numbers that are written as such stay whole, others become floats.
fn serialize_number<S: Serializer>(number: Number<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let whole = number.as_i128().filter(|_| number.is_written_whole());
    match (whole, whole.and_then(|value| i64::try_from(value).ok())) {
        (_, Some(value)) => serializer.serialize_i64(value),
        (Some(value), None) => match u64::try_from(value) {
            Ok(value) => serializer.serialize_u64(value),
            Err(_) => serializer.serialize_i128(value),
        },
        (None, None) => serializer.serialize_f64(number.as_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{read, read_as};

    fn rewritten(text: &str) -> (super::Document, super::Document, String) {
        let before = read(text);
        let yaml = before.to_yaml().unwrap();
        let after = read(&yaml);
        (before, after, yaml)
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let (before, after, yaml) = rewritten(
            "openapi: '3.1'
a: [1, -9223372036854776000, 18446744073709551616, 1.0, 1e300, 0x1F, .inf, .5, -0, -0.0]
b: ['1', 'true', 'null', '~', 'yes', '', ' x ', '#', 'a: b', '- a', \"a\\tb\\n\", '0x1F', '1e3', '<<', '=', \"\\x85\\u2028\"]
'200': {'null': null, 'true': true, '=': {}}
c: |
  one
   two

  three
",
        );
        assert!(before.root().structural_eq(after.root()), "{yaml}");
        let keys =
            |document: &super::Document| document.root().entries().map(|(key, _)| key.to_owned()).collect::<Vec<_>>();
        assert_eq!(keys(&before), keys(&after));
        assert!(yaml.contains("-9223372036854776000\n"), "{yaml}");
        assert!(yaml.contains("- 1.0\n"), "{yaml}");
    }

    #[test]
    fn a_key_that_would_merge_is_refused() {
        let error = read("openapi: 3.0.0\nx: {'<<': {}}\n").to_yaml().unwrap_err();
        assert_eq!(error.to_string(), "the key `<<` at `/x` would be a merge key");
    }

    #[test]
    fn json_can_be_written_as_yaml() {
        let (document, _) = read_as("a.json", r#"{"openapi":"3.0.0","x":{"a":[{},[],null]}}"#);
        assert_eq!(document.unwrap().to_yaml().unwrap(), "openapi: 3.0.0\nx:\n  a:\n  - {}\n  - []\n  - null\n");
    }
}
