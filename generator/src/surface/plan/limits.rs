//! What is said about the values of a type that the type does not show.

use serde_json::Value;

use crate::api::{Shape, Type, TypeId};

use super::names::is_plain;
use super::{Context, docs, rules};

/// How deep arrays and maps without a name are looked into.
const DEEPEST: usize = 4;

impl Context<'_> {
    /// One paragraph with it, and the default; none where the type shows all.
    pub(super) fn limits(&self, id: TypeId, default: Option<&Value>) -> Option<String> {
        let mut told = Vec::new();
        let said = self.api.get(id).map(|ty| self.phrases(id, ty, 0, &mut told)).unwrap_or_default();
        self.told.borrow_mut().extend(told);
        docs::limits(said, default)
    }

    /// The same beside `said`, for pages that are no documentation of a type; empty where there is nothing to say.
    pub(super) fn quiet_limits(&self, id: TypeId, default: Option<&Value>, said: &str) -> String {
        let default = docs::untold(default, &[said.to_owned()]);
        let phrases = self.api.get(id).map(|ty| self.phrases(id, ty, 0, &mut Vec::new())).unwrap_or_default();
        docs::limits(phrases, default).unwrap_or_default()
    }

    /// What holds for values of a type, and for those in it that have no documentation of their own.
    /// `told` gets the types that are spoken of.
    fn phrases(&self, id: TypeId, ty: &Type, depth: usize, told: &mut Vec<TypeId>) -> Vec<String> {
        told.push(id);
        let mut said = rules::phrases(&ty.constraints.keywords);
        said.extend(self.untold_format(ty));
        let inner = match &ty.shape {
            Shape::Array(item) => vec![(item.id, "each item".to_owned())],
            Shape::Map(value) => vec![(value.id, "each value".to_owned())],
            Shape::Tuple(tuple) if is_plain(tuple) => {
                let items = tuple.items.iter().enumerate();
                items.map(|(index, item)| (item.id, format!("item {}", index + 1))).collect()
            }
            _ => Vec::new(),
        };
        for (inner, which) in inner {
            let Some(ty) = self.api.get(inner).filter(|_| depth < DEEPEST && self.names.of(inner).is_none()) else {
                continue;
            };
            let phrases = self.phrases(inner, ty, depth + 1, told);
            if !phrases.is_empty() {
                said.push(format!("{which}: {}", phrases.join(" and ")));
            }
        }
        said
    }
}
