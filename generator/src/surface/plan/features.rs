//! Cargo features: one a top-level group of calls.

use crate::surface::Group;

use super::ident::{self, Scope, plain};

/// Features that every client has.
const OF_CLIENTS: &[&str] = &[
    "default",
    "full",
    "rustls",
    "native-tls",
    "reqwest",
    "jiff",
    "time",
    "chrono",
    "blocking",
    "tracing",
    "mock",
    "json-schemas",
    "wharf-runtime",
];

/// More groups than this get no features: crates.io takes no crate with over 300 of them, and nobody chooses among so
/// many.
const MOST: usize = 250;

/// Names the features of `groups` after their segments. A document of one group needs none.
pub(super) fn name<'a>(groups: &mut [Group], segments: impl Iterator<Item = &'a String>) {
    if groups.len() < 2 || groups.len() > MOST {
        return;
    }
    let mut scope = Scope::with(OF_CLIENTS);
    for (group, segment) in groups.iter_mut().zip(segments) {
        let module = ident::module(segment);
        let wanted = plain(&module).trim_end_matches('_').to_owned();
        let wanted = if scope.has(&wanted) { format!("{wanted}_calls") } else { wanted };
        group.feature = Some(scope.claim(&wanted));
    }
}
