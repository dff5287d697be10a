//! `--dry-run`: the request as a curl command.

use std::sync::{Arc, Mutex, PoisonError};

use wharf_runtime::http::{self, HeaderMap, header};
use wharf_runtime::output;
use wharf_runtime::transport::{Body, Sending, Transport, TransportError, TransportErrorKind};

use super::client::builder;
use super::redact::{self, REDACTED, is_secret_header, secret_names};
use super::{call, of_error};
use crate::body::Sent;
use crate::data::{Data, Source};
use crate::failure::Failure;
use crate::settings::{Settings, variable_of};
use crate::table::{BodyKind, Command, Media};

/// Keeps the request instead of sending it.
#[derive(Default, Clone)]
struct Kept(Arc<Mutex<Option<http::Request<Body>>>>);

impl Transport for Kept {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(request);
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Request, "kept")) })
    }
}

/// The command that sends the same. Secrets are left out of it: where a variable holds the credential it is named, so
/// that the command runs where the variable is set.
pub(crate) async fn dry_run(
    settings: &Settings,
    command: &'static Command,
    mut sent: Sent,
    accept: Option<&'static str>,
) -> Result<String, Failure> {
    let (mut builder, _) = builder(settings)?;
    // Of several alternatives the one whose credential is there.
    let schemes = settings.tool.api.schemes;
    let is_there = |scheme: &&wharf_runtime::Scheme| settings.has_credential(scheme.name);
    let any = schemes.iter().any(|scheme| is_there(&scheme));
    for scheme in schemes.iter().filter(|scheme| !any || is_there(scheme)) {
        let credential = match scheme.kind {
            wharf_runtime::SchemeKind::Http(name) => format!("{name} {REDACTED}"),
            _ => REDACTED.to_owned(),
        };
        builder = builder.credential_for(scheme.name, credential);
    }
    let kept = Kept::default();
    let client = builder.max_retries(0).transport(kept.clone()).build().map_err(|error| of_error(&error, None))?;
    for (parameter, value) in &mut sent.parameters {
        let of_parameter = |flag: &&crate::table::Flag| matches!(flag.place, crate::table::Place::Parameter(known) if known.name() == parameter.name());
        if let Some(flag) = command.flags.iter().find(of_parameter) {
            redact::redact(flag.shape, value);
        }
    }
    if let Some((media, data)) = &mut sent.body {
        redact::redact(media.shape, data);
    }
    let answer = call(&client, command, &sent, accept, None).send::<output::empty>().await;
    let request = kept.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (request, answer) {
        (Some(request), _) => curl(settings, command, request, sent.body.as_ref()).await,
        (None, Err(error)) => Err(of_error(&error, None)),
        (None, Ok(())) => Err(Failure::usage("there is no request")),
    }
}

async fn curl(
    settings: &Settings,
    command: &Command,
    request: http::Request<Body>,
    body: Option<&(&'static Media, Data)>,
) -> Result<String, Failure> {
    let (parts, content) = request.into_parts();
    let secret = secret_names(settings, command);
    let url = redact::url(&parts.uri.to_string(), &secret);
    let mut words = vec![match parts.method.as_str() {
        "GET" => format!("curl {}", quoted(&url)),
        method => format!("curl -X {method} {}", quoted(&url)),
    }];
    let in_parts = body.is_some_and(|(media, _)| media.kind == BodyKind::Multipart);
    words.extend(headers(settings, &parts.headers, &secret, in_parts));
    match body {
        Some((media, Data::Object(members))) if media.kind == BodyKind::Multipart => {
            words.extend(members.iter().flat_map(|(name, value)| form_words(name, value)));
        }
        Some((_, Data::File(source))) => words.push(format!("--data-binary {}", quoted(&source.to_string()))),
        Some(_) => words.push(format!("--data-raw {}", quoted(&String::from_utf8_lossy(&all(content).await)))),
        None => {}
    }
    Ok(format!("{}\n", words.join(" \\\n  ")))
}

async fn all(mut body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(Ok(piece)) = body.next().await {
        bytes.extend_from_slice(&piece);
    }
    bytes
}

fn headers(settings: &Settings, headers: &HeaderMap, secret: &[String], in_parts: bool) -> Vec<String> {
    let mut words = Vec::new();
    for (name, value) in headers {
        // curl makes its own boundary, and says itself how long a body is.
        if name == header::USER_AGENT || name == header::CONTENT_LENGTH || in_parts && name == header::CONTENT_TYPE {
            continue;
        }
        let text = String::from_utf8_lossy(value.as_bytes());
        words.push(if is_secret_header(secret, name, value) {
            format!("-H {}", stand_in(settings, name.as_str(), &text))
        } else {
            format!("-H {}", quoted(&format!("{name}: {text}")))
        });
    }
    words
}

/// A header with the variable of its credential in place of it.
fn stand_in(settings: &Settings, name: &str, text: &str) -> String {
    use wharf_runtime::{Location, SchemeKind};
    let scheme = settings.tool.api.schemes.iter().find(|scheme| match scheme.kind {
        SchemeKind::Bearer => text.starts_with("Bearer "),
        SchemeKind::ApiKey { location: Location::Header, name: known } => known.eq_ignore_ascii_case(name),
        _ => false,
    });
    let bearer = if text.starts_with("Bearer ") { "Bearer " } else { "" };
    match scheme.and_then(|scheme| variable_of(settings.tool, scheme.name)) {
        Some(variable) => format!("\"{name}: {bearer}${variable}\""),
        None => quoted(&format!("{name}: {bearer}{REDACTED}")),
    }
}

fn form_words(name: &str, value: &Data) -> Vec<String> {
    match value {
        Data::Null => Vec::new(),
        Data::List(items) => items.iter().flat_map(|item| form_words(name, item)).collect(),
        Data::File(Source::Bytes(bytes)) => {
            let text = of_curl(&String::from_utf8_lossy(bytes));
            vec![format!("-F {}", quoted(&format!("{name}={text};filename=data")))]
        }
        Data::File(Source::StandardInput) => vec![format!("-F {}", quoted(&format!("{name}=@-;filename=stdin")))],
        Data::File(Source::Path(path)) => {
            vec![format!("-F {}", quoted(&format!("{name}=@{}", of_curl(&path.display().to_string()))))]
        }
        Data::Object(_) => {
            let text = of_curl(&value.to_json());
            vec![format!("-F {}", quoted(&format!("{name}={text};type=application/json")))]
        }
        scalar => vec![format!("--form-string {}", quoted(&format!("{name}={}", scalar.word().unwrap_or_default())))],
    }
}

/// A word for a form of curl, in the quotes that it reads where something in the word means something to it.
fn of_curl(word: &str) -> String {
    let is_plain = !word.starts_with(['@', '<', '"', '(']) && !word.contains([',', ';', '\n']);
    if is_plain { word.to_owned() } else { format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=@%+,".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
