//! What models were called before.

use std::collections::BTreeSet;

use super::{Context, Finding};
use crate::surface::ModelModule;

impl Context<'_> {
    /// Gives items the names that they had.
    pub(super) fn former(&self, models: &mut [ModelModule]) {
        let renames = &self.settings.renames.items;
        let mut taken: BTreeSet<String> =
            models.iter().flat_map(|module| &module.items).map(|item| item.name.clone()).collect();
        let mut met: BTreeSet<&String> = BTreeSet::new();
        for item in models.iter_mut().flat_map(|module| &mut module.items) {
            let Some((name, former)) = renames.get_key_value(&item.name) else { continue };
            met.insert(name);
            for old in former {
                if !is_type_name(old) || !taken.insert(old.clone()) {
                    self.find(Finding::refused(
                        "former-name-taken",
                        old,
                        format!("`{old}` cannot be a former name of `{name}`"),
                        "take it out: it is the name of a type of the crate, stands there twice, or is no name of a type",
                    ));
                    continue;
                }
                item.former.push(old.clone());
            }
        }
        for name in renames.keys().filter(|name| !met.contains(name)) {
            self.find(Finding::unused("renames.items", name));
        }
    }
}

/// Whether a text can be the name of a type.
fn is_type_name(name: &str) -> bool {
    let mut all = name.chars();
    all.next().is_some_and(unicode_ident::is_xid_start)
        && all.all(unicode_ident::is_xid_continue)
        && name.starts_with(char::is_uppercase)
        && name != "Self"
}
