//! Request bodies: JSON, and forms whose files go to disk as they come.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use http_body_util::{BodyExt, Limited};
use hyper::body::Body as _;
use multer::{Field, Multipart};
use serde_json::{Map, Value};
use tokio::io::AsyncWriteExt;

use super::Complaint;
use super::answer::Failure;
use super::store::{NewFile, Store};
use super::validation::Rules;

const JSON: &str = "application/json";
const FORM: &str = "multipart/form-data";
/// Above what a skill and the secrets of a whole list of domains need.
const JSON_LIMIT: usize = 256 << 20;
const TEXT_LIMIT: usize = 64 << 10;

/// The body of a request.
#[derive(Debug)]
pub enum Sent {
    /// There is none.
    Nothing,
    /// A JSON value.
    Json(Value),
    /// A form.
    Form(Form),
}

/// The parts of a form.
#[derive(Debug, Default)]
pub struct Form {
    /// Parts without a file name.
    pub texts: Map<String, Value>,
    /// Parts with one, by their field's name.
    pub files: Vec<(String, NewFile)>,
}

impl Sent {
    /// Reads a body, if its media type is one that the operation takes.
    pub async fn read(store: &Store, rules: &Rules, headers: &HeaderMap, body: &mut Body) -> Result<Self, Failure> {
        if body.is_end_stream() {
            return Ok(Self::Nothing);
        }
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let takes = |wanted: &str| media == wanted && rules.media().any(|declared| declared == wanted);
        if takes(JSON) {
            read_json(body).await
        } else if takes(FORM) {
            Form::read(store, content_type, body).await.map(Self::Form)
        } else if is_empty(body).await {
            Ok(Self::Nothing)
        } else {
            Err(unsupported(&media, rules))
        }
    }

    /// What the document finds wrong with it.
    pub fn complaints(&self, rules: &Rules) -> Vec<Complaint> {
        match self {
            Self::Nothing if rules.needs_body() => {
                vec![Complaint::new("", "missing_body", "The request needs a body.")]
            }
            Self::Nothing => Vec::new(),
            Self::Json(value) => rules.body_complaints(JSON, value),
            Self::Form(form) => rules.body_complaints(FORM, &form.outline()),
        }
    }
}

impl Form {
    async fn read(store: &Store, content_type: &str, body: &mut Body) -> Result<Self, Failure> {
        let boundary = multer::parse_boundary(content_type).map_err(|error| malformed(&error))?;
        let mut parts = Multipart::new(BodyExt::into_data_stream(body), boundary);
        let mut form = Self::default();
        while let Some(field) = parts.next_field().await.map_err(|error| malformed(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if form.texts.contains_key(&name) || form.files.iter().any(|(taken, _)| *taken == name) {
                return Err(Failure::bad_request(format!("'{name}' was given more than once.")).param(name));
            }
            match field.file_name().map(str::to_owned) {
                Some(file_name) => form.files.push((name, save(store, file_name, field).await?)),
                None => {
                    form.texts.insert(name, Value::String(read_text(field).await?));
                }
            }
        }
        Ok(form)
    }

    /// The form as a JSON value that a schema can judge: text as it is, a file as an empty string.
    fn outline(&self) -> Value {
        let mut members = self.texts.clone();
        members.extend(self.files.iter().map(|(name, _)| (name.clone(), Value::String(String::new()))));
        Value::Object(members)
    }
}

/// Writes a file's bytes to disk as they come.
async fn save(store: &Store, name: String, mut field: Field<'_>) -> Result<NewFile, Failure> {
    let no_room = |error: std::io::Error| Failure::broken("no room for the file", &error);
    let (file, content) = store.blank()?.into_parts();
    let mut file = tokio::fs::File::from_std(file);
    let mut bytes = 0;
    while let Some(piece) = field.chunk().await.map_err(|error| malformed(&error))? {
        bytes += piece.len() as u64;
        file.write_all(&piece).await.map_err(no_room)?;
    }
    file.flush().await.map_err(no_room)?;
    Ok(NewFile { name, bytes, content })
}

async fn read_text(mut field: Field<'_>) -> Result<String, Failure> {
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| malformed(&error))? {
        text.extend_from_slice(&piece);
        if text.len() > TEXT_LIMIT {
            return Err(Failure::bad_request("A part without a file name is too long. Did it mean to be a file?"));
        }
    }
    String::from_utf8(text).map_err(|_| Failure::bad_request("A part without a file name is no UTF-8 text."))
}

async fn read_json(body: &mut Body) -> Result<Sent, Failure> {
    let collected = Limited::new(body, JSON_LIMIT).collect().await;
    let bytes =
        collected.map_err(|error| Failure::bad_request(format!("The body could not be read: {error}.")))?.to_bytes();
    let wrong = |error: serde_json::Error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        Failure::bad_request(format!("The body is not valid JSON, at {place}.")).code("invalid_json")
    };
    serde_json::from_slice(&bytes).map(Sent::Json).map_err(wrong)
}

async fn is_empty(body: &mut Body) -> bool {
    match body.frame().await {
        Some(Ok(frame)) => frame.data_ref().is_none_or(bytes::Bytes::is_empty),
        _ => true,
    }
}

fn unsupported(media: &str, rules: &Rules) -> Failure {
    let declared: Vec<&str> = rules.media().collect();
    let message = match declared.as_slice() {
        [] => "This operation takes no body.".to_owned(),
        _ => format!("A body of type '{media}' is not supported here. Send {}.", declared.join(" or ")),
    };
    Failure::bad_request(message).code("unsupported_content_type")
}

fn malformed(error: &multer::Error) -> Failure {
    Failure::bad_request(format!("The form could not be read: {error}."))
}
