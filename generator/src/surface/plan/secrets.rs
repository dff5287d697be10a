//! Which strings are secrets.

use crate::api::Property;
use crate::diagnostic::Severity;
use crate::surface::RustType;

use super::{Context, Finding};

/// Words that make one wonder.
const TELLING: &[&str] = &["secret", "password", "token", "apikey", "api_key", "private_key", "credential"];

impl Context<'_> {
    /// Whether the settings name the place a secret.
    pub(super) fn is_secret(&self, pointer: &str) -> bool {
        self.secrets.iter().any(|(secret, used)| {
            let found = secret == pointer;
            if found {
                used.set(true);
            }
            found
        })
    }

    /// Says that a property is called like a secret and not marked as one.
    pub(super) fn hint_at_secret(&self, property: &Property, ty: &RustType) {
        let name = property.wire_name.to_lowercase();
        if *ty != RustType::String || !TELLING.iter().any(|word| name == *word || name.ends_with(&format!("_{word}"))) {
            return;
        }
        self.find(Finding::new(
            Severity::Hint,
            "unmarked-secret",
            &property.origin,
            format!("`{}` is called like a secret and not marked as one", property.wire_name),
            "give it `format: password`, or list its pointer under `secrets` in the settings",
        ));
    }

    /// A finding for each secret of the settings that is no string of the document.
    pub(super) fn unused_secrets(&self) -> Vec<Finding> {
        let unused = self.secrets.iter().filter(|(_, used)| !used.get());
        unused.map(|(pointer, _)| Finding::unused("secrets", pointer)).collect()
    }
}
