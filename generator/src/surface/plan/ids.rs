//! What errors, spans and mocks call an operation.

use std::collections::HashSet;

use crate::api::Operation;

use super::Context;

/// Every `operationId` that more than one operation has.
pub(super) fn shared(operations: &[Operation]) -> HashSet<&str> {
    let mut seen = HashSet::new();
    operations.iter().filter_map(|operation| operation.id.as_deref()).filter(|id| !seen.insert(*id)).collect()
}

/// `operationId`, or method and path where there is none.
pub(super) fn written(operation: &Operation) -> String {
    operation.id.clone().unwrap_or_else(|| route(operation))
}

fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method.0, operation.path)
}

impl Context<'_> {
    /// What no other operation is called: method and path also where others have its `operationId`.
    pub(super) fn operation_id(&self, operation: &Operation) -> String {
        let own = operation.id.as_deref().filter(|id| !self.shared_ids.contains(id));
        own.map_or_else(|| route(operation), str::to_owned)
    }
}
