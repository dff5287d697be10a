//! Where the files are kept that references name by an address on the network.

use std::collections::BTreeMap;

use super::{Document, uri};

/// Addresses, each with the local file that holds what is there. An address that ends with a slash stands for all below
/// it, and so does the name beside it.
#[derive(Debug, Clone, Default)]
pub(super) struct Elsewhere {
    /// From the settings.
    given: BTreeMap<String, String>,
    /// From documents that say under which address they are known.
    implied: BTreeMap<String, String>,
}

impl Elsewhere {
    /// Those that are `given`, as names beside the document `main`.
    pub fn new(given: &BTreeMap<String, String>, main: &str) -> Self {
        let name = |name: &String| uri::join(main, name);
        let given = given.iter().map(|(address, file)| (uri::split(address).0.to_owned(), name(file))).collect();
        Self { given, implied: BTreeMap::new() }
    }

    /// That the file `name` is known as `address`: what lies beside it there lies beside it here.
    pub fn imply(&mut self, address: &str, name: &str) {
        if uri::has_scheme(address) && address.contains("://") {
            self.implied.entry(uri::folder(address).to_owned()).or_insert_with(|| uri::folder(name).to_owned());
        }
    }

    /// The local name of what is at `address`, if it is kept here.
    pub fn local(&self, address: &str) -> Option<String> {
        let (of, file) = find(&self.given, address).or_else(|| find(&self.implied, address))?;
        let rest = address.get(of.len()..).unwrap_or_default();
        let between = if rest.is_empty() || file.is_empty() || file.ends_with('/') { "" } else { "/" };
        Some(uri::join("", &format!("{file}{between}{rest}")))
    }
}

/// The entry for `address`, or for the nearest folder around it.
fn find<'m>(map: &'m BTreeMap<String, String>, address: &str) -> Option<(&'m str, &'m str)> {
    if map.is_empty() {
        return None;
    }
    let folders = address.rmatch_indices('/').filter_map(|(at, _)| address.get(..=at));
    let mut tried = std::iter::once(address).chain(folders);
    tried.find_map(|of| map.get_key_value(of)).map(|(of, file)| (of.as_str(), file.as_str()))
}

impl Document {
    /// Of the addresses that settings give a local file for, those that no reference names.
    #[must_use]
    pub fn unused_addresses(&self) -> Vec<&str> {
        let index = &self.index;
        let mut unused: Vec<&str> = index.elsewhere.given.keys().map(String::as_str).collect();
        for id in &index.references {
            if unused.is_empty() {
                break;
            }
            let node = self.node(*id);
            let text = node.reference().or_else(|| node.as_str());
            let address = text.and_then(|text| index.address(node, text));
            let used = address.as_deref().and_then(|address| find(&index.elsewhere.given, address));
            unused.retain(|of| used.is_none_or(|(used, _)| used != *of));
        }
        unused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_local_names() {
        let given = [("https://example.com/a.yaml#", "kept/a.yaml"), ("https://example.com/all/", "all")];
        let given = given.map(|(address, file)| (address.to_owned(), file.to_owned())).into();
        let mut elsewhere = Elsewhere::new(&given, "spec/main.yaml");
        elsewhere.imply("https://example.org/v1/main.yaml", "spec/main.yaml");
        elsewhere.imply("urn:example:main", "spec/main.yaml");
        for (address, local) in [
            ("https://example.com/a.yaml", Some("spec/kept/a.yaml")),
            ("https://example.com/all/b/c.yaml", Some("spec/all/b/c.yaml")),
            ("https://example.com/b.yaml", None),
            ("https://example.org/v1/b.yaml", Some("spec/b.yaml")),
            ("https://example.org/b.yaml", None),
            ("urn:example:b", None),
        ] {
            assert_eq!(elsewhere.local(address).as_deref(), local, "{address}");
        }
    }
}
