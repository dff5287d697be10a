//! OpenAPI as written.
