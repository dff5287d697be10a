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

    /// The example of an operation with this status, or of a success. Of several it is the one of the media type that the
    /// request asks for first, as a call does that streams; else the first.
    pub(super) fn find(
        all: &'static [Self],
        operation: &str,
        status: Option<u16>,
        accept: &str,
    ) -> Option<&'static Self> {
        let fits = |example: &&Self| status.map_or(example.is_success(), |status| example.status == status);
        let mut found = all.iter().filter(|example| example.operation == operation).filter(fits);
        let first = found.next()?;
        let asked = essence(accept.split(',').next().unwrap_or_default());
        let is_asked = |example: &&Self| essence(example.media_type).eq_ignore_ascii_case(asked);
        let mut alike = core::iter::once(first).chain(found).filter(|example| example.status == first.status);
        Some(alike.find(is_asked).unwrap_or(first))
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::Example;

    #[test]
    fn the_media_type_that_is_asked_for_first_counts() {
        static ALL: &[Example] = &[
            Example::new("Ask", 200, "application/json", "{}"),
            Example::new("Ask", 200, "text/event-stream; charset=utf-8", "data: {}\n\n"),
            Example::new("Ask", 202, "text/plain", "later"),
        ];
        let body = |status, accept| Example::find(ALL, "Ask", status, accept).map(|example| example.body);
        assert_eq!(body(None, "application/json, text/event-stream"), Some("{}"));
        assert_eq!(body(None, "text/event-stream"), Some("data: {}\n\n"));
        assert_eq!(body(None, "text/plain"), Some("{}"), "another status is another answer");
        assert_eq!(body(Some(202), "application/json"), Some("later"));
        assert_eq!(body(Some(404), "*/*"), None);
    }
}
