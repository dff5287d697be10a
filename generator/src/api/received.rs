//! What the API asks of those who use it: webhooks and callbacks.

use super::Operation;

/// A request that the API makes, and its users answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// When it comes.
    pub occasion: Occasion,
    /// The request, without a path. Its parameters and body travel as answers do, its responses as requests.
    pub operation: Operation,
}

/// When a request of the API comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occasion {
    /// When something happened, under this name: an entry of `webhooks`.
    Webhook(String),
    /// After a call, which says where it goes.
    Callback {
        /// The call's operation: index into [`super::Api::operations`].
        of: usize,
        /// Its name in `callbacks` of the operation.
        name: String,
        /// Where it goes: a runtime expression, such as `{$request.body#/url}`.
        expression: String,
    },
}
