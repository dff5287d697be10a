//! Examples of the document, as answers.

/// An answer that the document gives as an example.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Example {
    /// The id of the operation.
    pub operation: &'static str,
    /// The status; of a range its first, and 500 where all other statuses are meant.
    pub status: u16,
    /// The media type of the body; empty where there is none.
    pub media_type: &'static str,
    /// The body.
    pub body: &'static str,
}

impl Example {
    /// For generated code.
    #[must_use]
    pub const fn new(operation: &'static str, status: u16, media_type: &'static str, body: &'static str) -> Self {
        Self { operation, status, media_type, body }
    }

    /// A redirection is a success where it comes before any other.
    fn is_success(&self) -> bool {
        (200..400).contains(&self.status)
    }

    /// The example of an operation with this status; else the first that is a success.
    pub(super) fn find(all: &'static [Self], operation: &str, status: Option<u16>) -> Option<&'static Self> {
        let mut of_operation = all.iter().filter(|example| example.operation == operation);
        match status {
            Some(status) => of_operation.find(|example| example.status == status),
            None => of_operation.find(|example| example.is_success()),
        }
    }
}
