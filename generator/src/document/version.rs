//! Which version of `OpenAPI` a document follows.

use super::Kind;
use super::node::Node;
use super::problem::Problem;
use std::fmt;

/// A minor version of `OpenAPI` 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 3.0.x: schemas in a dialect of their own.
    V3_0,
    /// 3.1.x: schemas are JSON Schema.
    V3_1,
    /// 3.2.x.
    V3_2,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        })
    }
}

const WRITE_ONE: &str = "write the version at the top of the document, such as `openapi: 3.1.0`";

/// The version that the document says it follows, with what is to be said about it; none where it cannot be read.
pub(super) fn detect(root: Node<'_>) -> (Option<Version>, Vec<Problem>) {
    if root.kind() != Kind::Object {
        let message = format!("an OpenAPI document is an object, and this is {}", root.kind());
        return refuse("not-an-object", root, message, WRITE_ONE);
    }
    if let Some(node) = root.get("openapi") {
        return read(node);
    }
    if let Some(node) = root.get("swagger") {
        let advice = "convert it to OpenAPI 3 first: the Swagger Editor and `swagger2openapi` do it";
        return refuse("swagger-2", node, "this is a Swagger 2.0 document, and only OpenAPI 3 is read", advice);
    }
    let message = "`openapi` is missing, which says the version of OpenAPI";
    refuse("version-missing", root, message, WRITE_ONE)
}

fn read(node: Node<'_>) -> (Option<Version>, Vec<Problem>) {
    let mut problems = Vec::new();
    let text = match (node.as_str(), node.as_number()) {
        (Some(text), _) => text,
        (None, Some(number)) => {
            let message = format!("the version is the number {}, where a string belongs", number.text());
            let advice = format!("write it in quotes and whole, such as \"{}.0\"", number.text());
            problems.push(Problem::warning("version-no-string", node.span(), message, advice).at(node.id()));
            number.text()
        }
        _ => {
            return refuse("version-unknown", node, "the version is no string", WRITE_ONE);
        }
    };
    let mut parts = text.trim().split('.');
    let major_minor = (parts.next(), parts.next().map(|minor| minor.split('-').next().unwrap_or_default()));
    let version = match major_minor {
        (Some("3"), Some("0") | None) => Version::V3_0,
        (Some("3"), Some("1")) => Version::V3_1,
        (Some("3"), Some("2")) => Version::V3_2,
        (Some("3"), Some(minor)) if !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()) => {
            let message = format!("OpenAPI {text} is not known here; it is read as 3.2");
            let advice = "look whether it uses what is new there, or write `3.2.0`";
            problems.push(Problem::warning("version-unknown", node.span(), message, advice).at(node.id()));
            Version::V3_2
        }
        _ => {
            let message = format!("`{text}` is no version of OpenAPI 3");
            return refuse("version-unknown", node, message, WRITE_ONE);
        }
    };
    if node.as_str().is_some() && !is_whole(text) {
        let message = format!("`{text}` is no whole version; it is read as {version}");
        problems.push(
            Problem::warning("version-not-whole", node.span(), message, "write major, minor and patch, such as 3.1.0")
                .at(node.id()),
        );
    }
    (Some(version), problems)
}

/// Whether `text` is `major.minor.patch`, with or without a suffix such as `-rc1`.
fn is_whole(text: &str) -> bool {
    let (numbers, suffix) = text.split_once('-').unwrap_or((text, "-"));
    let numbers: Vec<&str> = numbers.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_suffix = suffix.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    is_suffix && !suffix.is_empty() && numbers.len() == 3 && numbers.iter().all(is_number)
}

fn refuse(
    code: &'static str,
    node: Node<'_>,
    message: impl Into<String>,
    advice: &str,
) -> (Option<Version>, Vec<Problem>) {
    (None, vec![Problem::error(code, node.span(), message, advice).at(node.id())])
}
