//! Command lines.

/// A word that a shell takes as it is, in quotes where it needs them.
pub fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { quoted(text) }
}

/// The same, always in quotes.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A command with each of its options in a line of its own.
pub fn lines(command: &str, options: &[String], indent: &str) -> String {
    let parts: Vec<&str> = std::iter::once(command).chain(options.iter().map(String::as_str)).collect();
    parts.join(&format!(" \\\n{indent}"))
}

#[cfg(test)]
mod tests {
    use super::{lines, word};

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        assert_eq!(word("pet-1"), "pet-1");
        assert_eq!(word("it's"), r"'it'\''s'");
        assert_eq!(word(""), "''");
        assert_eq!(lines("a b", &["--c d".to_owned()], "  "), "a b \\\n  --c d");
    }
}
