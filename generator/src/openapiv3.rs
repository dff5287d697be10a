//! Input from people who hold a document as a value of the crate `openapiv3` (feature `openapiv3`).
//!
//! Wharf does not read through that crate: it knows OpenAPI 3.0 only and keeps no positions. A value of it is written
//! down as JSON, and read as any other document; positions in diagnostics are those of that text.

use crate::Source;

impl Source {
    /// The document as JSON, called `name` in diagnostics.
    ///
    /// # Errors
    /// Where the value cannot be written as JSON: a number that is no number, such as `NaN`.
    pub fn from_openapiv3(name: impl Into<String>, document: &openapiv3::OpenAPI) -> Result<Self, serde_json::Error> {
        Ok(Self { name: name.into(), bytes: serde_json::to_vec_pretty(document)? })
    }
}

#[cfg(test)]
mod tests {
    use crate::Source;
    use crate::alone::Nothing;
    use crate::document::Document;

    #[test]
    fn a_value_is_read_as_its_json() {
        let text = r#"{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": {"/pets": {}}}"#;
        let value: openapiv3::OpenAPI = serde_json::from_str(text).unwrap();
        let source = Source::from_openapiv3("pets", &value).unwrap();
        let (document, problems) = Document::parse(source, &Nothing);
        assert!(problems.is_empty(), "{problems:?}");
        let document = document.unwrap();
        assert!(document.root().get("paths").and_then(|paths| paths.get("/pets")).is_some());
    }
}
