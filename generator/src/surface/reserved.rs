//! Names that every client has already, which nothing made from a document can have beside them.

/// Methods of every call: no setter of a call is called so.
pub const CALL_METHODS: &[&str] = &[
    "header",
    "into_future",
    "items",
    "max_retries",
    "pages",
    "query",
    "retry_unsafe",
    "timeout",
    "with_response",
];

/// Functions of every client: no method that leads to a top-level group is called so.
pub const CLIENT_METHODS: &[&str] = &["builder", "from_env", "new"];

/// Top-level modules of every client: no top-level group is called so.
pub const MODULES: &[&str] = &["client", "models"];

/// Functions of every struct that requests hold: no optional field of one, and so no setter, is called so.
pub const STRUCT_FUNCTIONS: &[&str] = &["new"];
