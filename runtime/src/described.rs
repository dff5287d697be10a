//! Types with a schema.

use serde_json::Value;

/// A type whose values a schema of the API's document describes, for checking what no type says.
pub trait Described {
    /// All such schemas of the document as one JSON Schema, 2020-12.
    const SCHEMAS: &'static str;

    /// Where the schema of this type stands in [`Self::SCHEMAS`]: `#/$defs/Pet`.
    const REFERENCE: &'static str;

    /// The schema of this type with all that it refers to, as validators take it. It is read anew with each call, and
    /// a validator made of it serves for any number of values.
    #[must_use]
    fn schema() -> Value {
        // The generator writes an object.
        let mut schema: Value = serde_json::from_str(Self::SCHEMAS).unwrap_or_default();
        if let Some(members) = schema.as_object_mut() {
            members.insert("$ref".to_owned(), Value::from(Self::REFERENCE));
        }
        schema
    }
}

/// [`Described`] for types, as `described!(SCHEMAS => { Pet: "#/$defs/Pet" })`.
#[macro_export]
macro_rules! described {
    ($schemas:expr => { $($name:ty : $reference:literal),* $(,)? }) => { $(
        impl $crate::Described for $name {
            const SCHEMAS: &'static str = $schemas;
            const REFERENCE: &'static str = $reference;
        }
    )* };
}

#[cfg(test)]
mod tests {
    use super::Described;

    struct Pet;

    crate::described!(r#"{"$defs":{"Pet":{"type":"object"}}}"# => { Pet: "#/$defs/Pet" });

    #[test]
    fn a_type_knows_its_schema() {
        let schema = Pet::schema();
        assert_eq!(schema["$ref"], "#/$defs/Pet");
        assert_eq!(schema.pointer("/$defs/Pet/type").unwrap(), "object");
    }
}
