//! Writes pieces without the layout of any document, and single values.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::super::WriteError;
use super::tree::{Form, Piece};

impl Serialize for Piece<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.form {
            Form::Kept | Form::Whole(_) => match self.node() {
                Some(node) => node.serialize(serializer),
                None => serializer.serialize_unit(),
            },
            Form::Blank => serializer.serialize_str(""),
            Form::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| sequence.serialize_element(item))?;
                sequence.end()
            }
            Form::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(key, member)| map.serialize_entry(key, member))?;
                map.end()
            }
        }
    }
}

/// A value as YAML, which ends with a line feed.
pub(super) fn yaml(value: &impl Serialize) -> Result<String, WriteError> {
    serde_yaml::to_string(value).map_err(|error| WriteError::new(&error))
}

/// A value as JSON, in lines.
pub(super) fn json(value: &impl Serialize) -> Result<String, WriteError> {
    let text = serde_json::to_string_pretty(value).map_err(|error| WriteError::new(&error))?;
    Ok(text + "\n")
}
