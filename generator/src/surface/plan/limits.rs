//! What is said about the values of a type that the type does not show.

use serde_json::Value;

use crate::api::{Shape, Type, TypeId};

use super::{Context, docs, rules};

/// How deep arrays and maps without a name are looked into.
const DEEPEST: usize = 4;

impl Context<'_> {
    /// One paragraph with it, and the default; none where the type shows all.
    pub(super) fn limits(&self, id: TypeId, default: Option<&Value>) -> Option<String> {
        let said = self.api.get(id).map(|ty| self.phrases(id, ty, 0)).unwrap_or_default();
        docs::limits(said, default)
    }

    /// What holds for values of a type, and for those in it that have no documentation of their own.
    fn phrases(&self, id: TypeId, ty: &Type, depth: usize) -> Vec<String> {
        self.told.borrow_mut().insert(id);
        let mut said = rules::phrases(&ty.constraints.keywords);
        said.extend(self.untold_format(ty));
        let (inner, each) = match &ty.shape {
            Shape::Array(item) => (item.id, "each item"),
            Shape::Map(value) => (value.id, "each value"),
            _ => return said,
        };
        if let Some(ty) = self.api.get(inner).filter(|_| depth < DEEPEST && self.names.of(inner).is_none()) {
            let phrases = self.phrases(inner, ty, depth + 1);
            if !phrases.is_empty() {
                said.push(format!("{each}: {}", phrases.join(" and ")));
            }
        }
        said
    }
}
