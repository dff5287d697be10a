//! Forms: the parts of `multipart/form-data` and how they are written.

use std::collections::VecDeque;

use bytes::Bytes;

use crate::body::{Body, BoxError};
use crate::json::{self, Encode};
use crate::parameter::Plain;
use crate::{Presence, Upload, random};

/// What can be sent as `multipart/form-data`. The macro `multipart!` implements it.
pub trait IntoForm {
    /// The parts.
    fn into_form(self) -> Form;
}

/// The parts of a `multipart/form-data` body, in order.
#[derive(Debug, Clone)]
pub struct Form {
    boundary: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    name: String,
    head: String,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Text(Bytes),
    Upload(Upload),
}

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}

impl Form {
    /// No parts.
    #[must_use]
    pub fn new() -> Self {
        Self { boundary: random::token(), parts: Vec::new() }
    }

    /// The media type with the boundary.
    pub(crate) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Adds a text, without a media type as is usual in forms unless one is given.
    pub fn add_text(&mut self, name: &str, text: impl Into<String>, media_type: Option<&str>) {
        let head = self.head(name, None, media_type);
        self.parts.push(Part { name: name.to_owned(), head, content: Content::Text(Bytes::from(text.into())) });
    }

    /// Adds a file.
    pub fn add_file(&mut self, name: &str, upload: Upload, media_type: Option<&str>) {
        // A part without a file name is no file to most servers.
        let file_name = upload.name().unwrap_or_else(|| "file".to_owned());
        let own_type = upload.explicit_media_type().or(media_type).map(str::to_owned);
        let own_type = own_type.unwrap_or_else(|| upload.media_type());
        let head = self.head(name, Some(&file_name), Some(&own_type));
        self.parts.push(Part { name: name.to_owned(), head, content: Content::Upload(upload) });
    }

    /// Lets a text be the only part of its name.
    pub(crate) fn set_text(&mut self, name: &str, text: &str) {
        self.parts.retain(|part| part.name != name);
        self.add_text(name, text, None);
    }

    fn head(&self, name: &str, file_name: Option<&str>, media_type: Option<&str>) -> String {
        let (boundary, name) = (&self.boundary, quoted(name));
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        if let Some(file_name) = file_name {
            head.extend(["; filename=\"", quoted(file_name).as_str(), "\""]);
        }
        if let Some(media_type) = media_type {
            head.push_str("\r\nContent-Type: ");
            head.extend(media_type.chars().filter(|character| !character.is_control()));
        }
        head.push_str("\r\n\r\n");
        head
    }

    pub(crate) fn rewinds(&self) -> bool {
        self.parts.iter().all(|part| match &part.content {
            Content::Text(_) => true,
            Content::Upload(upload) => upload.rewinds(),
        })
    }

    /// Begins to send it; every file is opened now, so that the length of all can be told.
    pub(crate) async fn open(&self) -> Result<Body, BoxError> {
        let mut pieces = VecDeque::with_capacity(self.parts.len() * 3 + 1);
        for part in &self.parts {
            pieces.push_back(Body::whole(part.head.clone()));
            pieces.push_back(match &part.content {
                Content::Text(text) => Body::whole(text.clone()),
                Content::Upload(upload) => upload.open().await?,
            });
            pieces.push_back(Body::whole("\r\n"));
        }
        pieces.push_back(Body::whole(format!("--{}--\r\n", self.boundary)));
        let length = pieces.iter().map(Body::length).try_fold(0_u64, |sum, length| Some(sum + length?));
        Ok(Body::stream(Pieces(pieces), length))
    }
}

/// A name between quotes, as browsers write it: what could end the quotes or the line is percent-encoded.
fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            control if control.is_control() => out.push('_'),
            other => out.push(other),
        }
    }
    out
}

/// Bodies one after another.
struct Pieces(VecDeque<Body>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(
        mut self: core::pin::Pin<&mut Self>,
        context: &mut core::task::Context<'_>,
    ) -> core::task::Poll<Option<Self::Item>> {
        while let Some(piece) = self.0.front_mut() {
            match core::pin::Pin::new(piece).poll_next(context) {
                core::task::Poll::Ready(None) => drop(self.0.pop_front()),
                other => return other,
            }
        }
        core::task::Poll::Ready(None)
    }
}

/// How the fields of a form become parts, one module for each kind that `multipart!` knows.
pub mod part {
    use super::{Encode, Form, Plain, Presence, Upload, json};

    /// A field that may hold several values or none.
    pub trait Values<T> {
        /// The values, in order.
        fn values(self) -> Vec<T>;
    }

    impl<T> Values<T> for T {
        fn values(self) -> Vec<T> {
            vec![self]
        }
    }

    impl<T> Values<T> for Option<T> {
        fn values(self) -> Vec<T> {
            self.into_iter().collect()
        }
    }

    impl<T> Values<T> for Presence<T> {
        fn values(self) -> Vec<T> {
            self.into_value().into_iter().collect()
        }
    }

    impl<T> Values<T> for Vec<T> {
        fn values(self) -> Vec<T> {
            self
        }
    }

    impl<T> Values<T> for Option<Vec<T>> {
        fn values(self) -> Vec<T> {
            self.unwrap_or_default()
        }
    }

    /// Files: `Upload`, `Option<Upload>`, `Vec<Upload>` or `Option<Vec<Upload>>`.
    pub fn file(form: &mut Form, name: &str, field: impl Values<Upload>, media_type: Option<&str>) {
        for upload in field.values() {
            form.add_file(name, upload, media_type);
        }
    }

    /// Text: one part for a scalar, one for each item of a list, none for null.
    pub fn text(form: &mut Form, name: &str, field: &(impl Encode + ?Sized), media_type: Option<&str>) {
        match Plain::of(field) {
            Plain::Null => {}
            Plain::List(items) => {
                for item in items {
                    form.add_text(name, item.text(), media_type);
                }
            }
            other => form.add_text(name, other.text(), media_type),
        }
    }

    /// JSON in one part; none for null.
    pub fn json(form: &mut Form, name: &str, field: &(impl Encode + ?Sized), media_type: Option<&str>) {
        let text = String::from_utf8(json::encode(field)).unwrap_or_default();
        if text != "null" {
            form.add_text(name, text, Some(media_type.unwrap_or("application/json")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, quoted};
    use crate::Upload;

    #[tokio::test]
    async fn parts_as_bytes() {
        let mut form = Form::new();
        form.add_text("a", "1", None);
        form.add_file("f", Upload::bytes("xyz").file_name("x\"\r\ny.txt"), None);
        let b = form.boundary.clone();
        let mut body = form.open().await.unwrap();
        let length = body.length().unwrap();
        let mut bytes = Vec::new();
        while let Some(piece) = body.next().await {
            bytes.extend_from_slice(&piece.unwrap());
        }
        assert_eq!(bytes.len() as u64, length);
        let expected = format!(
            "--{b}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--{b}\r\n\
             Content-Disposition: form-data; name=\"f\"; filename=\"x%22%0D%0Ay.txt\"\r\n\
             Content-Type: text/plain\r\n\r\nxyz\r\n--{b}--\r\n"
        );
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(quoted("a\"; b\r\nX: y\0é"), "a%22; b%0D%0AX: y_é");
    }
}
