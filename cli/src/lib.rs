//! The `wharf` command.
