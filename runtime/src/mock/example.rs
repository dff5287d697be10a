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
    /// What asks for it by being true, a member of the body or an item of the query; empty where nothing does.
    pub asked_by: &'static str,
}

impl Example {
    /// For generated code.
    #[must_use]
    pub const fn new(operation: &'static str, status: u16, media_type: &'static str, body: &'static str) -> Self {
        Self { operation, status, media_type, body, asked_by: "" }
    }

    /// For generated code: one that comes item by item where `asked_by` is true.
    #[must_use]
    pub const fn stream(
        operation: &'static str,
        status: u16,
        media_type: &'static str,
        body: &'static str,
        asked_by: &'static str,
    ) -> Self {
        Self { operation, status, media_type, body, asked_by }
    }

    /// A redirection is a success where it comes before any other.
    fn is_success(&self) -> bool {
        (200..400).contains(&self.status)
    }

    /// The example of an operation with this status, or of a success. Of several it is the one that something in the request
    /// asks for by being true, or that of the media type which it asks for first, as a call does that streams; else the first.
    pub(super) fn find(
        all: &'static [Self],
        operation: &str,
        status: Option<u16>,
        accept: &str,
        is_true: impl Fn(&str) -> bool,
    ) -> Option<&'static Self> {
        let fits = |example: &&Self| status.map_or(example.is_success(), |status| example.status == status);
        let mut found = all.iter().filter(|example| example.operation == operation).filter(fits);
        let first = found.next()?;
        let asked = essence(accept.split(',').next().unwrap_or_default());
        let is_raised = |example: &&&Self| !example.asked_by.is_empty() && is_true(example.asked_by);
        let is_asked = |example: &&&Self| essence(example.media_type).eq_ignore_ascii_case(asked);
        let alike = core::iter::once(first).chain(found).filter(|example| example.status == first.status);
        let alike: Vec<&'static Self> = alike.collect();
        Some(alike.iter().find(is_raised).or_else(|| alike.iter().find(is_asked)).copied().unwrap_or(first))
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
        let body = |status, accept| Example::find(ALL, "Ask", status, accept, |_| false).map(|example| example.body);
        assert_eq!(body(None, "application/json, text/event-stream"), Some("{}"));
        assert_eq!(body(None, "text/event-stream"), Some("data: {}\n\n"));
        assert_eq!(body(None, "text/plain"), Some("{}"), "another status is another answer");
        assert_eq!(body(Some(202), "application/json"), Some("later"));
        assert_eq!(body(Some(404), "*/*"), None);
    }

    #[test]
    fn what_the_request_raises_counts_for_more() {
        static ALL: &[Example] = &[
            Example::new("Ask", 200, "application/json", "{}"),
            Example::stream("Ask", 200, "text/event-stream", "data: {}\n\n", "stream"),
        ];
        let body = |raised: &str| {
            Example::find(ALL, "Ask", None, "application/json", |name| name == raised).map(|example| example.body)
        };
        assert_eq!(body("stream"), Some("data: {}\n\n"));
        assert_eq!(body("store"), Some("{}"));
    }
}
