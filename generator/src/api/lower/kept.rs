//! Types that no operation leads to, and that the settings ask for.

use super::super::{Parent, TypeId};
use super::context::Lowering;

impl Lowering<'_> {
    /// The types of the components that the settings name, and the names of those that there are not, which whoever plans
    /// tells of.
    pub(super) fn kept(&mut self) -> (Vec<TypeId>, Vec<String>) {
        let schemas = self.document.root().get("components").and_then(|components| components.get("schemas"));
        let (mut kept, mut absent) = (Vec::new(), Vec::new());
        for name in &self.settings.package.models {
            match schemas.and_then(|schemas| schemas.get(name)) {
                Some(schema) => kept.push(self.use_of(&[schema], Parent::None).id),
                None => absent.push(name.clone()),
            }
        }
        self.drain();
        (kept, absent)
    }
}
