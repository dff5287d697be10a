//! The media type that a file name suggests.

/// Extensions by media type. Short on purpose: what is not here is sent as plain bytes.
const TYPES: &[(&str, &[&str])] = &[
    ("application/gzip", &["gz", "tgz"]),
    ("application/json", &["json"]),
    ("application/jsonl", &["jsonl", "ndjson"]),
    ("application/msword", &["doc"]),
    ("application/pdf", &["pdf"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("application/vnd.ms-powerpoint", &["ppt"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/wasm", &["wasm"]),
    ("application/x-tar", &["tar"]),
    ("application/xml", &["xml"]),
    ("application/yaml", &["yaml", "yml"]),
    ("application/zip", &["zip"]),
    ("audio/flac", &["flac"]),
    ("audio/mp4", &["m4a"]),
    ("audio/mpeg", &["mp3", "mpga"]),
    ("audio/ogg", &["ogg", "oga", "opus"]),
    ("audio/wav", &["wav"]),
    ("image/gif", &["gif"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/png", &["png"]),
    ("image/svg+xml", &["svg"]),
    ("image/webp", &["webp"]),
    ("text/css", &["css"]),
    ("text/csv", &["csv"]),
    ("text/html", &["html", "htm"]),
    ("text/javascript", &["js", "mjs"]),
    ("text/markdown", &["md"]),
    ("text/plain", &["txt", "log"]),
    ("video/mp4", &["mp4"]),
    ("video/mpeg", &["mpeg", "mpg"]),
    ("video/webm", &["webm"]),
];

pub(crate) const BYTES: &str = "application/octet-stream";

/// The media type of a file of that name.
pub(crate) fn of_file(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let row = TYPES.iter().find(|(_, extensions)| extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)));
    row.map_or(BYTES, |(media_type, _)| media_type)
}

/// What is wrong with the media type of bytes that are parts already, if so: only the one who wrote them knows what is
/// between them.
pub(crate) fn unbounded(media_type: &str) -> Option<String> {
    let lower = media_type.to_ascii_lowercase();
    let is_bounded = lower.split(';').skip(1).any(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or_default();
        name.trim() == "boundary" && !value.trim().trim_matches('"').is_empty()
    });
    (lower.trim_start().starts_with("multipart/") && !is_bounded).then(|| {
        format!("is `{media_type}` and lacks a boundary: name that between its parts by `Upload::content_type`")
    })
}

/// Which media type is sent where a place takes several, divided by commas, or ranges such as `image/*`: that of the file
/// name, if the place takes it, else the first one without a star. None where only ranges are left that bytes of any kind
/// are not in.
pub(crate) fn among(allowed: &str, file_name: Option<&str>) -> Option<String> {
    let allowed: Vec<&str> = allowed.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
    let takes = |media_type: &str| allowed.iter().any(|range| is_in(media_type, range));
    if let [only] = allowed.as_slice()
        && !only.contains('*')
    {
        return Some((*only).to_owned());
    }
    let guess = file_name.map_or(BYTES, of_file);
    if guess != BYTES && takes(guess) {
        return Some(guess.to_owned());
    }
    let definite = allowed.iter().find(|one| !one.contains('*')).map(|one| (*one).to_owned());
    definite.or_else(|| takes(BYTES).then(|| BYTES.to_owned()))
}

/// Whether a media type is in a range.
fn is_in(media_type: &str, range: &str) -> bool {
    let range = range.split(';').next().unwrap_or_default().trim();
    match range.strip_suffix('*') {
        Some("" | "*/") => true,
        Some(start) => media_type.get(..start.len()).is_some_and(|part| part.eq_ignore_ascii_case(start)),
        None => media_type.eq_ignore_ascii_case(range),
    }
}

#[cfg(test)]
mod tests {
    use super::{among, of_file};

    #[test]
    fn one_of_several() {
        let rows = [
            ("image/png", Some("a.txt"), Some("image/png")),
            ("image/png, image/jpeg", Some("a.jpg"), Some("image/jpeg")),
            ("image/png, image/jpeg", Some("a.gif"), Some("image/png")),
            ("image/png, image/jpeg", None, Some("image/png")),
            ("image/*", Some("a.webp"), Some("image/webp")),
            ("image/*", Some("a.txt"), None),
            ("image/*", None, None),
            ("IMAGE/*, text/plain; charset=utf-8", Some("a"), Some("text/plain; charset=utf-8")),
            ("*/*", Some("a.png"), Some("image/png")),
            ("*/*", None, Some("application/octet-stream")),
            ("application/*", None, Some("application/octet-stream")),
        ];
        for (allowed, name, expected) in rows {
            assert_eq!(among(allowed, name).as_deref(), expected, "{allowed} {name:?}");
        }
    }

    #[test]
    fn by_extension() {
        assert_eq!(of_file("a.b.PNG"), "image/png");
        assert_eq!(of_file("png"), "application/octet-stream");
        assert_eq!(of_file("a.unknown"), "application/octet-stream");
    }
}
