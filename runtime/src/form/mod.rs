//! Forms: the parts of a multipart body and how they are written.

mod head;
pub mod part;

use std::collections::VecDeque;

use bytes::Bytes;

use self::head::quoted;
use crate::body::{Body, BoxError};
use crate::json::Encode;
use crate::parameter::{Checked, Plain};
use crate::{Secret, Upload, media, random};

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
    /// Whether names are for those who make it, and are not sent.
    nameless: bool,
    /// Why it cannot be sent.
    problem: Option<String>,
    /// What in it must not be shown.
    secrets: Vec<Secret>,
}

#[derive(Debug, Clone)]
struct Part {
    name: String,
    /// Lines, each with the end of the one before it.
    headers: String,
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
        Self { boundary: random::token(), parts: Vec::new(), nameless: false, problem: None, secrets: Vec::new() }
    }

    /// What in it must not be shown.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// A media type with the boundary.
    pub(crate) fn content_type(&self, media_type: &str) -> String {
        head::bounded(media_type, &self.boundary)
    }

    /// Adds a text, without a media type as is usual in forms unless one is given.
    pub fn add_text(&mut self, name: &str, text: impl Into<String>, media_type: Option<&str>) {
        if media_type.is_some_and(|media_type| http::HeaderValue::try_from(media_type).is_err()) {
            self.fail(format!("the media type of the part `{name}` cannot be sent"));
        }
        self.add(name, media_type, &[], Content::Text(Bytes::from(text.into())));
    }

    /// Adds a file. Its media type is its own, or the given one; of several that are given, divided by commas, or of a
    /// range such as `image/*`, the one that the file name says.
    pub fn add_file(&mut self, name: &str, upload: Upload, media_type: Option<&str>) {
        let own_type = upload.media_type_of(media_type).unwrap_or_else(|problem| {
            self.fail(format!("the part `{name}` has no media type: {problem}"));
            upload.media_type()
        });
        if own_type.is_empty() || http::HeaderValue::try_from(&own_type).is_err() {
            self.fail(format!("the media type of the part `{name}` cannot be sent"));
        }
        if let Some(problem) = media::unbounded(&own_type) {
            self.fail(format!("the part `{name}` {problem}"));
        }
        if let Some(problem) = upload.headers().iter().find_map(|(header, value)| head::unsendable(name, header, value))
        {
            self.fail(problem);
        }
        let headers = upload.headers().to_owned();
        self.add(name, Some(&own_type), &headers, Content::Upload(upload));
    }

    fn add(&mut self, name: &str, media_type: Option<&str>, more: &[(String, String)], content: Content) {
        let mut headers = String::new();
        if let Some(media_type) = media_type {
            head::push(&mut headers, "Content-Type", media_type);
        }
        for (name, value) in more {
            head::push(&mut headers, name, value);
        }
        self.parts.push(Part { name: name.to_owned(), headers, content });
    }

    /// Sends parts without their names, by their order alone.
    pub(crate) fn without_names(self) -> Self {
        Self { nameless: true, ..self }
    }

    /// A value of the part `name`; what it holds and cannot be said is a problem.
    fn plain(&mut self, name: &str, value: &(impl Encode + ?Sized)) -> Plain {
        let Checked { plain, problem, secrets } = Checked::of(value);
        self.note(name, problem);
        self.secrets.extend(secrets);
        plain
    }

    fn note(&mut self, name: &str, problem: Option<&str>) {
        if let Some(problem) = problem {
            self.fail(format!("the part `{name}` {problem}"));
        }
    }

    /// Keeps the first problem.
    fn fail(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    pub(crate) fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Replaces the parts of a name by one with this value, in the media type that they had.
    pub(crate) fn set_member(&mut self, name: &str, value: &Plain) {
        let known = self.parts.iter().find(|part| part.name == name && matches!(part.content, Content::Text(_)));
        let headers = known.map(|part| part.headers.clone()).unwrap_or_default();
        let text = if headers.contains("json") { value.json_text() } else { value.text().into_owned() };
        self.parts.retain(|part| part.name != name);
        self.parts.push(Part { name: name.to_owned(), headers, content: Content::Text(Bytes::from(text)) });
    }

    /// Adds a header to all parts of a name.
    pub(crate) fn add_header(&mut self, part: &str, name: &str, value: &str) -> Result<(), String> {
        if let Some(problem) = head::unsendable(part, name, value) {
            return Err(problem);
        }
        for part in self.parts.iter_mut().filter(|known| known.name == part) {
            head::push(&mut part.headers, name, value);
        }
        Ok(())
    }

    /// What stands before the content of a part.
    fn head(&self, part: &Part) -> String {
        let mut head = format!("--{}", self.boundary);
        // One that the caller gives names part and file itself.
        if !head::has(&part.headers, "Content-Disposition") {
            head.push_str(&self.disposition(part));
        }
        head.push_str(&part.headers);
        head.push_str("\r\n\r\n");
        head
    }

    /// The line that names a part and its file, with the end of the one before it.
    fn disposition(&self, part: &Part) -> String {
        let upload = match &part.content {
            Content::Upload(upload) => Some(upload),
            Content::Text(_) => None,
        };
        let own_name = upload.and_then(Upload::name);
        let file_name = if self.nameless {
            own_name.as_deref()
        } else {
            // A part without a file name is no file to most servers.
            upload.map(|_| own_name.as_deref().unwrap_or("file"))
        };
        let mut line = match (self.nameless, file_name) {
            (true, None) => String::new(),
            (true, Some(_)) => "\r\nContent-Disposition: attachment".to_owned(),
            (false, _) => ["\r\nContent-Disposition: form-data; name=\"", &quoted(&part.name), "\""].concat(),
        };
        if let Some(file_name) = file_name {
            line.extend(["; filename=\"", quoted(file_name).as_str(), "\""]);
        }
        line
    }

    pub(crate) fn rewinds(&self) -> bool {
        self.parts.iter().all(|part| match &part.content {
            Content::Text(_) => true,
            Content::Upload(upload) => upload.rewinds(),
        })
    }

    /// Begins to send it; every file is opened now, so that the length of all can be told. `again` says that it was sent
    /// before.
    pub(crate) async fn open(&self, again: bool) -> Result<Body, BoxError> {
        let mut pieces = VecDeque::with_capacity(self.parts.len() * 3 + 1);
        for part in &self.parts {
            pieces.push_back(Body::whole(self.head(part)));
            pieces.push_back(match &part.content {
                Content::Text(text) => Body::whole(text.clone()),
                Content::Upload(upload) => upload.open(again).await?,
            });
            pieces.push_back(Body::whole("\r\n"));
        }
        pieces.push_back(Body::whole(format!("--{}--\r\n", self.boundary)));
        let length = pieces.iter().map(Body::length).try_fold(0_u64, |sum, length| Some(sum + length?));
        Ok(Body::stream(Pieces(pieces), length))
    }
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Form, part};
    use crate::{Parameter, Style, Upload};

    #[tokio::test]
    async fn parts_as_bytes() {
        let mut form = Form::new();
        form.add_text("a", "1", None);
        form.add_file("f", Upload::bytes("xyz").file_name("x\"\r\ny.txt"), None);
        let b = form.boundary.clone();
        let mut body = form.open(false).await.unwrap();
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

    #[tokio::test]
    async fn parts_without_names_have_what_else_they_have() {
        let mut form = Form::new();
        part::json(&mut form, "part1", &json!({"a": 1}), None);
        part::file(&mut form, "part2", Upload::bytes("x").header("X-A", "b"), Some("image/png"));
        part::file(&mut form, "parts", Upload::bytes("y").file_name("y.txt"), None);
        part::text(&mut form, "parts", &json!(["z"]), None);
        form.add_header("part1", "X-Id", "5").unwrap();
        let form = form.without_names();
        let b = form.boundary.clone();
        let mut body = form.open(false).await.unwrap();
        let mut text = String::new();
        while let Some(piece) = body.next().await {
            text.push_str(core::str::from_utf8(&piece.unwrap()).unwrap());
        }
        let expected = format!(
            "--{b}\r\nContent-Type: application/json\r\nX-Id: 5\r\n\r\n{{\"a\":1}}\r\n\
             --{b}\r\nContent-Type: image/png\r\nX-A: b\r\n\r\nx\r\n\
             --{b}\r\nContent-Disposition: attachment; filename=\"y.txt\"\r\nContent-Type: text/plain\r\n\r\ny\r\n\
             --{b}\r\n\r\nz\r\n--{b}--\r\n"
        );
        assert_eq!(text, expected);
    }

    #[tokio::test]
    async fn parts_of_lists_and_objects_with_headers_of_their_own() {
        let mut form = Form::new();
        part::jsons(&mut form, "j", &json!([{"a": 1}, 2]), None);
        part::any(&mut form, "x", &json!([true, {"b": [1]}]), None);
        part::file(&mut form, "f", Upload::bytes("z").header("X-A", "b"), None);
        form.add_header("x", "X-Rate", "5").unwrap();
        part::file(&mut form, "d", Upload::bytes("w"), None);
        form.add_header("d", "content-disposition", "form-data; name=\"own\"").unwrap();
        assert!(form.add_header("x", "X Rate", "5").is_err() && form.add_header("x", "X-Rate", "\n").is_err());
        assert_eq!(form.problem(), None);
        let mut body = form.open(false).await.unwrap();
        let mut text = String::new();
        while let Some(piece) = body.next().await {
            text.push_str(core::str::from_utf8(&piece.unwrap()).unwrap());
        }
        let b = form.boundary;
        let part = |name: &str, head: &str, body: &str| {
            format!("--{b}\r\nContent-Disposition: form-data; name=\"{name}\"{head}\r\n\r\n{body}\r\n")
        };
        let json = "\r\nContent-Type: application/json";
        let file = "; filename=\"file\"\r\nContent-Type: application/octet-stream\r\nX-A: b";
        let expected = [
            part("j", json, "{\"a\":1}"),
            part("j", json, "2"),
            part("x", "\r\nX-Rate: 5", "true"),
            part("x", &format!("{json}\r\nX-Rate: 5"), "{\"b\":[1]}"),
            part("f", file, "z"),
            // One that is given is the only one.
            format!(
                "--{b}\r\nContent-Type: application/octet-stream\r\ncontent-disposition: form-data; name=\"own\"\r\n\r\nw\r\n"
            ),
            format!("--{b}--\r\n"),
        ];
        assert_eq!(text, expected.concat());
    }

    #[tokio::test]
    async fn parts_in_styles_are_not_encoded() {
        let mut form = Form::new();
        let list = json!(["a b", "c,d"]);
        let object = json!({"x": "1/2", "y": {"z": 3}});
        part::styled(&mut form, &list, &Parameter::query("l"));
        part::styled(&mut form, &list, &Parameter::query("p").style(Style::PipeDelimited).explode(false));
        part::styled(&mut form, &list, &Parameter::query("s").style(Style::SpaceDelimited).explode(false));
        part::styled(&mut form, &object, &Parameter::query("d").style(Style::DeepObject));
        part::styled(&mut form, &object, &Parameter::query("o"));
        part::styled(&mut form, &json!(null), &Parameter::query("n"));
        let parts: Vec<String> = form
            .parts
            .iter()
            .map(|part| match &part.content {
                super::Content::Text(text) => format!("{}={}", part.name, String::from_utf8_lossy(text)),
                super::Content::Upload(_) => part.name.clone(),
            })
            .collect();
        let expected = ["l=a b", "l=c,d", "p=a b|c,d", "s=a b c,d", "d[x]=1/2", "d[y][z]=3", "x=1/2", "y={\"z\":3}"];
        assert_eq!(parts, expected);
        assert!(form.parts.iter().all(|part| !part.headers.contains("Content-Type")));
    }

    #[test]
    fn a_file_of_no_media_type_that_is_taken_is_a_problem() {
        let mut form = Form::new();
        form.add_file("p", Upload::bytes("x").file_name("x.png"), Some("image/*"));
        form.add_file("p", Upload::bytes("x").content_type("a/b"), Some("image/*"));
        assert_eq!(form.problem(), None);
        assert!(form.parts[0].headers.ends_with("image/png") && form.parts[1].headers.ends_with("a/b"));
        form.add_file("p", Upload::bytes("x"), Some("image/*"));
        assert!(form.problem().unwrap().contains("the part `p`") && form.problem().unwrap().contains("image/*"));
        let mut form = Form::new();
        form.add_file("p", Upload::bytes("x").content_type("multipart/mixed; boundary=x"), Some("multipart/mixed"));
        assert_eq!(form.problem(), None);
        form.add_file("p", Upload::bytes("x"), Some("multipart/mixed"));
        assert!(form.problem().unwrap().contains("boundary"));
    }
}
