//! What a request is for.

use crate::Operation;

/// Which call a request belongs to: an extension of each request that layers and transports get.
#[derive(Debug, Clone, Copy)]
pub struct CallInfo {
    operation: &'static Operation,
    attempt: u32,
}

impl CallInfo {
    pub(crate) fn new(operation: &'static Operation, attempt: u32) -> Self {
        Self { operation, attempt }
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The number of the attempt; the first is 1. A redirect that is followed belongs to the same attempt.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }
}
