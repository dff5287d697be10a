//! Which media type a body has.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::stdin;
use crate::data::{Data, Source};
use crate::table::{Body, BodyKind, Command, Flag, Media, Place};
use crate::values::check;

/// The media type that takes all members: with parts or of bytes where there is a file, else JSON where there is JSON.
pub(super) fn choose(command: &Command, body: &'static Body, whole: &Data) -> Result<&'static Media, String> {
    let takes = |media: &&Media| media.takes.is_empty() || whole.names().all(|name| media.takes.contains(&name));
    // Where there is but one, what is wrong with the value can be told.
    let is_only = body.media.len() == 1;
    let fitting = body.media.iter().filter(takes).filter(|media| is_only || can_hold(media, whole));
    let fitting: Vec<&'static Media> = fitting.collect();
    if fitting.is_empty() && whole.names().next().is_some() {
        return Err(apart(command, body, whole));
    }
    let of = |kinds: &[BodyKind]| fitting.iter().find(|media| kinds.contains(&media.kind)).copied();
    let with_file = || of(&[BodyKind::Multipart, BodyKind::Parts, BodyKind::Bytes]);
    let preferred = if whole.has_file() { with_file() } else { of(&[BodyKind::Json]) };
    preferred.or_else(|| fitting.first().copied()).or(body.media.first()).ok_or_else(|| apart(command, body, whole))
}

/// Whether members of a body can be written in this form.
fn takes_members(media: &Media) -> bool {
    !matches!(media.kind, BodyKind::Text | BodyKind::Bytes)
}

/// Whether a body of a media type can be this at all.
fn can_hold(media: &Media, whole: &Data) -> bool {
    let has_members = matches!(whole, Data::Object(_));
    match media.kind {
        BodyKind::Text | BodyKind::Bytes => !has_members,
        BodyKind::Json => has_members || check(media.shape, whole).is_fine(),
        BodyKind::Form | BodyKind::Multipart | BodyKind::Parts => has_members,
        BodyKind::Lines | BodyKind::Sequence => matches!(whole, Data::List(_)),
    }
}

/// Why no media type takes all.
fn apart(command: &Command, body: &Body, whole: &Data) -> String {
    let named = |name: &str| {
        let is_it = |flag: &&Flag| matches!(flag.place, Place::Body([first]) if *first == name);
        command.flags.iter().find(is_it).map_or_else(|| format!("`{name}`"), |flag| format!("--{}", flag.name))
    };
    let takes = |media: &Media, name: &str| media.takes.is_empty() || media.takes.contains(&name);
    let with_members = || body.media.iter().filter(|media| takes_members(media));
    // What all of them take is not what keeps them apart.
    let in_all = |name: &str| with_members().all(|media| takes(media, name));
    let given: Vec<&str> = whole.names().filter(|name| !in_all(name)).collect();
    let of = |media: &Media| given.iter().filter(|name| takes(media, name)).map(|name| named(name)).collect::<Vec<_>>();
    let forms: Vec<String> = with_members()
        .map(|media| (media.media_type, of(media)))
        .filter(|(_, taken)| !taken.is_empty())
        .map(|(media_type, taken)| format!("{media_type} takes {}", taken.join(", ")))
        .collect();
    let given: Vec<String> = given.into_iter().map(named).collect();
    if forms.is_empty() {
        return format!("no body has {}", given.join(" and "));
    }
    format!("{} do not go together in one request: {}", given.join(" and "), forms.join("; "))
}

/// Within JSON and plain forms a file is a text: its content, or base64 where that is none.
pub(super) fn settle(media: &Media, data: Data) -> Result<Data, String> {
    match media.kind {
        BodyKind::Multipart | BodyKind::Parts | BodyKind::Bytes => Ok(data),
        _ => inlined(data),
    }
}

fn inlined(data: Data) -> Result<Data, String> {
    Ok(match data {
        Data::File(source) => {
            let bytes = match &source {
                Source::Bytes(bytes) => Ok(bytes.clone()),
                Source::Path(path) => std::fs::read(path),
                Source::StandardInput => stdin::bytes(),
            };
            let bytes = bytes.map_err(|error| format!("{source} cannot be read: {error}"))?;
            Data::Text(String::from_utf8(bytes).unwrap_or_else(|error| STANDARD.encode(error.into_bytes())))
        }
        Data::List(items) => Data::List(items.into_iter().map(inlined).collect::<Result<_, _>>()?),
        Data::Object(members) => {
            let members = members.into_iter().map(|(name, value)| Ok((name, inlined(value)?)));
            Data::Object(members.collect::<Result<_, String>>()?)
        }
        other => other,
    })
}
