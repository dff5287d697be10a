//! The crate itself: its features, and how a client is made.

use std::collections::BTreeSet;

use super::super::verdict::Level;
use super::{Crates, Place};
use crate::surface::{Call, ClientSpec, Group, Surface};

/// The cargo features of a crate.
fn features(surface: &Surface) -> BTreeSet<String> {
    let groups = surface.groups.iter().filter_map(|group| group.feature.clone());
    let webhooks = surface.webhooks.iter().map(|hooks| hooks.feature.clone());
    groups.chain(webhooks).collect()
}

/// What `Client::new` takes.
fn made(client: &ClientSpec) -> &'static str {
    if client.schemes.iter().any(|scheme| scheme.kind != "mutual_tls") {
        "Client::new(credential)"
    } else {
        "Client::new()"
    }
}

/// The place of a part of the crate itself.
fn of(part: &str) -> Place {
    Place { member: Some(part.to_owned()), is_call: part == "feature", ..Place::default() }
}

/// The operation of the first call of the group that a feature compiles.
fn first(surface: &Surface, feature: &str) -> Option<String> {
    fn call(group: &Group) -> Option<&Call> {
        group.calls.first().or_else(|| group.groups.iter().find_map(call))
    }
    let group = surface.groups.iter().find(|group| group.feature.as_deref() == Some(feature));
    group.and_then(call).map(|call| call.origin.clone())
}

impl Crates<'_> {
    /// Compares features and the client.
    pub(super) fn package(&mut self) {
        let (old, new) = (self.old.surface, self.new.surface);
        let (before, after) = (features(old), features(new));
        let manifest = "client/Cargo.toml";
        if old.package.name != new.package.name {
            let said = |surface: &Surface| format!("crate `{}`", surface.package.name);
            self.note(Level::Major, of("crate"), said(old), said(new), manifest);
        }
        for feature in before.difference(&after) {
            let place = Place { old: first(old, feature), ..of("feature") };
            self.note(Level::Major, place, format!("feature `{feature}`"), String::new(), manifest);
        }
        for feature in after.difference(&before) {
            let place = Place { new: first(new, feature), ..of("feature") };
            self.note(Level::Minor, place, String::new(), format!("feature `{feature}`"), manifest);
        }
        let client = "client/src/client.rs";
        let (from, to) = (&old.client, &new.client);
        if made(from) != made(to) {
            let level = if old.groups.is_empty() { Level::Minor } else { Level::Major };
            self.note(level, of("credential"), made(from).to_owned(), made(to).to_owned(), client);
        }
        // Paths begin with a slash, whatever the server ends with.
        if from.base_url.trim_end_matches('/') != to.base_url.trim_end_matches('/') {
            let said = |spec: &ClientSpec| format!("base URL {}", spec.base_url);
            let level = if to.base_url.is_empty() { Level::Major } else { Level::Patch };
            self.note(level, of("server"), said(from), said(to), client);
        }
        for scheme in &from.schemes {
            let said = |kind: &str| format!("credential `{}`: {kind}", scheme.name);
            match to.schemes.iter().find(|other| other.name == scheme.name) {
                Some(other) if other.kind == scheme.kind => {}
                Some(other) => {
                    let (before, after) = (said(&scheme.kind), said(&other.kind));
                    self.note(Level::Patch, of("credential"), before, after, client);
                }
                None => self.note(Level::Major, of("credential"), said(&scheme.kind), String::new(), client),
            }
        }
        for scheme in &to.schemes {
            if !from.schemes.iter().any(|other| other.name == scheme.name) {
                let after = format!("credential `{}`: {}", scheme.name, scheme.kind);
                self.note(Level::Minor, of("credential"), String::new(), after, client);
            }
        }
    }
}
