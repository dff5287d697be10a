//! The objects of `OpenAPI` 3.0, 3.1 and 3.2, as tables.

pub(super) mod extensions;
pub(super) mod operation;
pub(super) mod root;
pub(super) mod schema;
pub(super) mod security;
