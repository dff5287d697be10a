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

#[cfg(test)]
mod tests {
    use super::of_file;

    #[test]
    fn by_extension() {
        assert_eq!(of_file("a.b.PNG"), "image/png");
        assert_eq!(of_file("png"), "application/octet-stream");
        assert_eq!(of_file("a.unknown"), "application/octet-stream");
    }
}
