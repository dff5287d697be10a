//! Whether a form is made of the parts that were given.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;
use wharf_tests::sampler::same;

use crate::contract::Content;
use crate::request::scalar;

/// A part as it came.
#[derive(Debug)]
struct Part {
    name: String,
    is_file: bool,
    media: String,
    text: String,
}

/// What is wrong with a form.
pub fn check(
    content_type: &str,
    body: &[u8],
    content: &Content,
    given: &BTreeMap<String, Value>,
) -> Result<(), String> {
    let mut parts = read(content_type, body)?;
    for (name, media) in &content.parts {
        let declared: Vec<&str> = media.split(',').map(str::trim).collect();
        let wrong = parts.iter().find(|part| part.name == *name && !declared.contains(&part.media.as_str()));
        if let Some(part) = wrong {
            return Err(format!("the part {name} is {:?} instead of {media}", part.media));
        }
    }
    for (name, value) in given {
        let (own, others): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.name == *name);
        parts = others;
        let values = match value {
            Value::Array(items) => items.as_slice(),
            value => std::slice::from_ref(value),
        };
        let is_same = |(part, value): (&Part, &Value)| same(&scalar(value, &part.text), value);
        if own.len() != values.len() || !own.iter().zip(values).all(is_same) {
            return Err(format!("the part {name} is {own:?} instead of {value}"));
        }
        if own.iter().any(|part| part.is_file && part.media.is_empty()) {
            return Err(format!("the file {name} has no media type"));
        }
    }
    if parts.is_empty() { Ok(()) } else { Err(format!("nobody gave {parts:?}")) }
}

fn read(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = multer::parse_boundary(content_type).map_err(|error| error.to_string())?;
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::copy_from_slice(body))]);
    let mut form = multer::Multipart::new(stream, boundary);
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let mut parts = Vec::new();
        while let Some(field) = form.next_field().await.map_err(|error| error.to_string())? {
            parts.push(Part {
                name: field.name().unwrap_or_default().to_owned(),
                is_file: field.file_name().is_some(),
                media: field.content_type().map(ToString::to_string).unwrap_or_default(),
                text: field.text().await.map_err(|error| error.to_string())?,
            });
        }
        Ok(parts)
    })
}
