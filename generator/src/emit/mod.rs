//! Prints a [`crate::surface::Surface`]; decides nothing.
