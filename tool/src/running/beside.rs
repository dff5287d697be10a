//! Binary answers on terminals: they stand beside, in a file.

use std::io::Write as _;

use wharf_runtime::Method;

use super::Run;
use crate::failure::{Exit, Failure, unwritable};
use crate::show::{Place, neutral_line};

/// The type of bytes of which nothing is said.
const UNKNOWN: &str = "unknown type";

impl Run {
    /// Where a binary answer goes that would go to a terminal. What can be asked for again is not fetched in vain; any other
    /// answer is there once, and must not be lost: it goes to a new file.
    pub(super) fn beside(&self, media_type: Option<&str>) -> Result<Place, Failure> {
        let media_type = media_type.filter(|media_type| !media_type.is_empty()).unwrap_or(UNKNOWN);
        let problem = format!("the answer is binary ({media_type}), which is not written to a terminal");
        if [Method::GET, Method::HEAD].contains(&self.command.operation.method()) {
            return Err(
                Failure::new(Exit::Api, problem).hint("`--output FILE` saves it; so do `>` and `|` of the shell")
            );
        }
        let place = Place::beside(self.settings.tool.name, &ending(media_type))?;
        // Where this cannot be told, the answer is saved all the same.
        let _ = writeln!(std::io::stderr(), "{}: it goes to a file", neutral_line(&problem));
        Ok(place)
    }

    /// A whole answer beside the terminal.
    pub(super) fn save_beside(&self, body: &[u8], media_type: &str) -> Result<(), Failure> {
        let mut place = self.beside(Some(media_type))?;
        place.write_all(body).map_err(|error| unwritable(&error))?;
        self.finish(place, body.len() as u64)
    }

    /// Ends what was written, and tells where it is. Of a file that nobody named it is told in any case.
    pub(super) fn finish(&self, place: Place, count: u64) -> Result<(), Failure> {
        let is_named = self.settings.value("output").is_some();
        if let Some(path) = place.finish()? {
            let text = format!("{count} bytes in {}", path.display());
            if is_named {
                self.note(&text);
            } else {
                // Where this cannot be told, the answer is there all the same.
                let _ = writeln!(std::io::stderr(), "{text}");
            }
        }
        Ok(())
    }
}

/// The ending of a file: the short name that most types have.
fn ending(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let short = essence.split_once('/').map_or("", |(_, short)| short).trim_start_matches("x-");
    let is_plain = (2..=5).contains(&short.len()) && short.bytes().all(|byte| byte.is_ascii_alphanumeric());
    format!(".{}", if is_plain { short } else { "bin" }).to_lowercase()
}

/// Whether bytes are no text. The last characters may be cut.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let cut = |error: std::str::Utf8Error| error.error_len().is_none();
    bytes.contains(&0) || std::str::from_utf8(bytes).is_err_and(|error| !cut(error))
}

#[cfg(test)]
mod tests {
    use super::{ending, is_binary};

    #[test]
    fn text_may_be_cut() {
        assert!(!is_binary("日本".as_bytes()));
        assert!(!is_binary(&"日本".as_bytes()[..4]));
        assert!(is_binary(b"\xff\xfe"));
        assert!(is_binary(b"a\0b"));
    }

    #[test]
    fn endings_of_types() {
        for (media_type, expected) in [
            ("image/png", ".png"),
            ("audio/x-wav; rate=8000", ".wav"),
            ("application/octet-stream", ".bin"),
            ("../../x", ".bin"),
            ("unknown type", ".bin"),
        ] {
            assert_eq!(ending(media_type), expected);
        }
    }
}
