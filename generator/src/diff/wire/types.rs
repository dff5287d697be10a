//! Pairs of types: what each holds, and what differs between the two themselves.

use std::borrow::Cow;

use super::super::finding::Site;
use super::super::pairs::PairId;
use super::super::verdict::Ways;
use super::{Met, Wire, labels};
use crate::api::{Docs, Open, Shape, Type, TypeId, Use};

/// A pair that is being compared.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub pair: PairId,
    pub ids: (TypeId, TypeId),
    pub old: &'a Type,
    pub new: &'a Type,
}

impl Wire<'_> {
    /// Compares the types of a pair.
    pub(super) fn pair(&mut self, pair: PairId) {
        let Some((old, new)) = self.found.pairs.get(pair).map(|pair| (pair.old, pair.new)) else { return };
        let (api_old, api_new) = (self.old.api, self.new.api);
        let (Some(from), Some(to)) = (api_old.get(old), api_new.get(new)) else { return };
        let both = Both { pair, ids: (old, new), old: from, new: to };
        let told = (described(from, to), described(to, from));
        self.docs((&told.0, &from.origin), (&told.1, &to.origin));
        if examples(from) != examples(to) {
            self.text(&from.origin, &to.origin);
        }
        if from.docs.deprecated != to.docs.deprecated {
            let kind = if to.docs.deprecated { "field-deprecated" } else { "field-no-longer-deprecated" };
            self.differ(both, kind, "", "");
        }
        self.names(both);
        self.limits(both);
        self.shapes(both);
    }

    /// Notes something about both types of a pair.
    pub(super) fn differ(&mut self, both: Both<'_>, kind: &'static str, before: &str, after: &str) -> usize {
        let subject = labels::ty(self.new.api, both.ids.1);
        self.note(Met {
            kind,
            old: Some(&both.old.origin),
            new: Some(&both.new.origin),
            subject,
            before: before.to_owned(),
            after: after.to_owned(),
            site: Site::Pair(both.pair, None),
        })
    }

    /// Goes on with what both types of a pair hold.
    pub(super) fn held(&mut self, both: Both<'_>, old: Use, new: Use, ways: Ways) {
        match (old.nullable, new.nullable) {
            (false, true) => _ = self.differ(both, "nullable-added", "", "items may be null"),
            (true, false) => _ = self.differ(both, "nullable-removed", "items may be null", ""),
            _ => {}
        }
        self.held_types(both.pair, old.id, new.id, ways);
    }

    /// The same for types without a place for `null`.
    pub(super) fn held_types(&mut self, holder: PairId, old: TypeId, new: TypeId, ways: Ways) {
        let held = self.found.pairs.meet(old, new);
        self.found.pairs.hold(holder, held, ways);
    }
}

/// The examples of a type; a default is a change of its own.
fn examples(ty: &Type) -> Vec<&serde_json::Value> {
    let shown = ty.examples.iter().filter(|(origin, _)| !origin.pointer.ends_with("/default"));
    shown.map(|(_, value)| value).collect()
}

/// What a type says to people. Where enumerations were put together each paragraph names the values that it is about: other
/// values alone are no other text.
fn described<'d>(ty: &'d Type, other: &Type) -> Cow<'d, Docs> {
    let values = |ty: &Type| match &ty.shape {
        Shape::Enum(values) | Shape::Open(Open { values, .. }) => {
            Some(values.iter().map(|one| one.value.clone()).collect::<Vec<_>>())
        }
        _ => None,
    };
    let (Some(here), Some(there)) = (values(ty), values(other)) else { return Cow::Borrowed(&ty.docs) };
    if here == there {
        return Cow::Borrowed(&ty.docs);
    }
    let said = |paragraph: &'d str| match paragraph.split_once("`: ") {
        Some((names, said)) if names.starts_with('`') => said,
        _ => paragraph,
    };
    let paragraphs: Vec<&str> = ty.docs.description.split("\n\n").map(said).collect();
    Cow::Owned(Docs { description: paragraphs.join("\n\n"), ..ty.docs.clone() })
}
