//! Types that no operation leads to, and that the settings ask for.

use super::super::{Parent, TypeId};
use super::context::Lowering;

impl Lowering<'_> {
    /// The types of the components that the settings name. One that there is not is told of by whoever plans.
    pub(super) fn kept(&mut self) -> Vec<TypeId> {
        let Some(schemas) = self.document.root().get("components").and_then(|components| components.get("schemas"))
        else {
            return Vec::new();
        };
        let named: Vec<_> = self.settings.package.models.iter().filter_map(|name| schemas.get(name)).collect();
        let kept = named.into_iter().map(|schema| self.use_of(&[schema], Parent::None).id).collect();
        self.drain();
        kept
    }
}
