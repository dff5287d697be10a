//! A request as a command line of curl, which sends the same.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use wharf_runtime::SchemeKind;
use wharf_runtime::http::{self, HeaderMap, header};
use wharf_runtime::transport::Body;

use super::redact::{self, REDACTED, is_secret_header, secret_names};
use crate::data::{Data, Source};
use crate::settings::{Settings, variable_of};
use crate::table::{BodyKind, Command, Media, Part, PartKind};

/// The command, a line for each of its words.
pub(super) async fn line(
    settings: &Settings,
    command: &Command,
    request: http::Request<Body>,
    body: Option<&(&'static Media, Data)>,
) -> String {
    let (parts, content) = request.into_parts();
    let secret = secret_names(settings, command);
    let url = as_sent(&redact::url(&parts.uri.to_string(), &secret));
    // What stands in brackets would be taken for several addresses.
    let globoff = if url.contains(['[', ']', '{', '}']) { "--globoff " } else { "" };
    let method = match (parts.method.as_str(), body) {
        ("GET", None) => String::new(),
        // With `-X` it would wait for a body.
        ("HEAD", None) => "--head ".to_owned(),
        (method, _) => format!("-X {method} "),
    };
    let mut words = vec![format!("curl {method}{globoff}{}", quoted(&url))];
    let form = body.and_then(|(media, data)| form(media, data));
    words.extend(headers(settings, &parts.headers, &secret, form.is_some()));
    match (form, body) {
        (Some(form), _) => words.extend(form),
        (None, Some((_, Data::File(Source::Path(path))))) => {
            words.push(format!("--data-binary {}", quoted(&format!("@{}", path.display()))));
        }
        (None, Some((_, Data::File(Source::StandardInput)))) => words.push("--data-binary @-".to_owned()),
        (None, Some(_)) => match text(all(content).await) {
            Ok(text) if text.len() <= LONGEST => words.push(format!("--data-raw {}", quoted(&text))),
            Ok(text) => pipe(&mut words, &format!("printf %s {}", quoted(&text))),
            // No word of a command line holds such bytes.
            Err(bytes) => pipe(&mut words, &format!("printf %s {} | base64 -d", quoted(&STANDARD.encode(bytes)))),
        },
        (None, None) => {}
    }
    format!("{}\n", words.join(" \\\n  "))
}

/// The address as it is sent: in its path what programs would take for more than a letter is escaped.
fn as_sent(url: &str) -> String {
    let (path, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    let path = path.chars().map(|one| match one {
        '"' | '`' | '{' | '}' => format!("%{:02X}", u32::from(one)),
        one => one.to_string(),
    });
    path.collect::<String>() + query
}

/// The longest word that the arguments of a program may have is 128 KiB; shells print longer ones by themselves.
const LONGEST: usize = 100_000;

/// Lets a body come from what prints it.
fn pipe(words: &mut Vec<String>, source: &str) {
    words.insert(0, format!("{source} |"));
    words.push("--data-binary @-".to_owned());
}

async fn all(mut body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(Ok(piece)) = body.next().await {
        bytes.extend_from_slice(&piece);
    }
    bytes
}

/// Bytes as the word that they can be.
fn text(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err(text.into_bytes()),
        text => text.map_err(std::string::FromUtf8Error::into_bytes),
    }
}

fn headers(settings: &Settings, headers: &HeaderMap, secret: &[String], is_form: bool) -> Vec<String> {
    let mut words = Vec::new();
    for (name, value) in headers {
        // curl makes its own boundary, and says itself how long a body is.
        if name == header::USER_AGENT || name == header::CONTENT_LENGTH || is_form && name == header::CONTENT_TYPE {
            continue;
        }
        let text = String::from_utf8_lossy(value.as_bytes());
        words.push(if is_secret_header(secret, name, value) {
            stand_in(settings, name.as_str(), &text)
        } else {
            // With a colon and nothing behind it curl would leave it out.
            let text = if text.is_empty() { ";".to_owned() } else { format!(": {text}") };
            format!("-H {}", quoted(&format!("{name}{text}")))
        });
    }
    // What curl adds by itself.
    if !headers.contains_key(header::ACCEPT) {
        words.push("-H accept:".to_owned());
    }
    words
}

/// What stands for the credential of a scheme until the command is written: by it the header is known.
pub(super) fn mark(index: usize) -> String {
    format!("{REDACTED}-{index}")
}

/// The option for a header, with the variable of its credential in place of it.
fn stand_in(settings: &Settings, name: &str, text: &str) -> String {
    let schemes = settings.tool.api.schemes.iter().enumerate();
    let mut found = schemes.filter_map(|(index, scheme)| {
        with_variable(scheme.kind, &mark(index), name, text, &variable_of(settings.tool, scheme.name)?)
    });
    found.next().unwrap_or_else(|| {
        let bearer = if text.starts_with("Bearer ") { "Bearer " } else { "" };
        format!("-H {}", quoted(&format!("{name}: {bearer}{REDACTED}")))
    })
}

/// The option that sends the credential of a scheme from a variable, if the header is that of the scheme.
fn with_variable(kind: SchemeKind, mark: &str, name: &str, text: &str, variable: &str) -> Option<String> {
    let (expected, option) = match kind {
        SchemeKind::Bearer => (format!("Bearer {mark}"), format!("-H \"{name}: Bearer ${variable}\"")),
        SchemeKind::Basic => (format!("Basic {}", STANDARD.encode(mark)), format!("--user \"${variable}\"")),
        // The credential has the name of the scheme in it.
        SchemeKind::Http(scheme) => (format!("{scheme} {mark}"), format!("-H \"{name}: ${variable}\"")),
        SchemeKind::ApiKey { .. } => (mark.to_owned(), format!("-H \"{name}: ${variable}\"")),
    };
    (text == expected).then_some(option)
}

/// The parts of a form as curl makes them; none for what is no form, or one with parts in styles that curl has not: such a
/// body is shown as it is sent.
fn form(media: &Media, data: &Data) -> Option<Vec<String>> {
    let Data::Object(members) = data else { return None };
    if media.kind != BodyKind::Multipart {
        return None;
    }
    let known = |name: &str| media.parts.iter().find(|part| part.name == name);
    let is_styled = |name: &str| known(name).is_some_and(|part| matches!(part.kind, PartKind::Styled(_)));
    if members.iter().any(|(name, value)| is_styled(name) && value.word().is_none()) {
        return None;
    }
    // A name ends at the first `=`.
    if members.iter().any(|(name, _)| name.contains('=')) {
        return None;
    }
    let words: Vec<String> = members.iter().flat_map(|(name, value)| part(name, value, known(name))).collect();
    let is_word = |word: &String| !word.contains('\0') && word.len() <= LONGEST;
    words.iter().all(is_word).then_some(words)
}

/// The words for a member of a form: as many as it has parts.
fn part(name: &str, value: &Data, known: Option<&Part>) -> Vec<String> {
    let kind = known.map_or(PartKind::Any, |part| part.kind);
    let media_type = known.map(|part| part.media_type).filter(|media_type| !media_type.is_empty());
    let ending = |media_type: Option<&str>| media_type.map(|one| format!(";type={one}")).unwrap_or_default();
    let json = || {
        let ending = ending(Some(media_type.unwrap_or("application/json")));
        vec![format!("-F {}", quoted(&format!("{name}={}{ending}", of_curl(&value.to_json()))))]
    };
    match (value, kind) {
        (Data::Null, _) => Vec::new(),
        (Data::File(source), _) => vec![file(name, source, &ending(media_type))],
        (Data::List(items), _) if value.has_file() => items.iter().flat_map(|item| part(name, item, known)).collect(),
        (Data::Text(text), PartKind::File) => {
            vec![file(name, &Source::Bytes(text.clone().into_bytes()), &ending(media_type))]
        }
        (_, PartKind::Json) => json(),
        (Data::List(items), _) => items.iter().flat_map(|item| part(name, item, known)).collect(),
        (_, PartKind::Jsons) | (Data::Object(_), _) => json(),
        (scalar, _) => {
            let word = scalar.word().unwrap_or_default();
            vec![match media_type {
                Some(_) => format!("-F {}", quoted(&format!("{name}={}{}", of_curl(&word), ending(media_type)))),
                None => format!("--form-string {}", quoted(&format!("{name}={word}"))),
            }]
        }
    }
}

fn file(name: &str, source: &Source, ending: &str) -> String {
    let word = match source {
        // The arguments of a program hold no bytes that are no text. Of what is no file curl knows no type.
        Source::Bytes(bytes) => {
            let ending = if ending.is_empty() { ";type=application/octet-stream" } else { ending };
            format!("{name}={};filename=data{ending}", of_curl(&String::from_utf8_lossy(bytes)))
        }
        Source::StandardInput => format!("{name}=@-;filename=stdin{ending}"),
        Source::Path(path) => format!("{name}=@{}{ending}", of_curl(&path.display().to_string())),
    };
    format!("-F {}", quoted(&word))
}

/// A word for a form of curl, in the quotes that it reads where something in the word means something to it.
fn of_curl(word: &str) -> String {
    let is_plain = !word.starts_with(['@', '<', '"', '(', ' ']) && !word.contains([',', ';', '\n', '\r']);
    if is_plain { word.to_owned() } else { format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=@%+,".contains(&byte);
    // At the beginning some shells look behind `=` for a program.
    if !word.is_empty() && !word.starts_with('=') && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
