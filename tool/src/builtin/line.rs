//! A command line of bash that is not complete yet. bash gives the line as it stands, and takes what it gets for what is to
//! stand there: words are taken apart and put together here as it does.

/// The words of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Without quotes; the last one may be empty or still open.
    pub(super) words: Vec<String>,
    /// The quote that the last word stands in.
    quote: Option<char>,
    /// How many bytes of the last word stay as they stand: bash replaces only what is behind the quote that is open, or
    /// behind the last sign at which it breaks words.
    kept: usize,
}

impl Line {
    /// Reads the words as a shell does. `breaks` are the signs at which bash breaks them.
    pub(super) fn read(line: &str, breaks: &str) -> Self {
        let mut words = vec![String::new()];
        let (mut quote, mut kept) = (None, 0);
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            let Some(word) = words.last_mut() else { break };
            match (quote, character) {
                (Some(open), close) if open == close => quote = None,
                (None, '\'' | '"') => {
                    quote = Some(character);
                    kept = word.len();
                }
                (None | Some('"'), '\\') => word.extend(characters.next()),
                (None, ' ' | '\t') => {
                    if !word.is_empty() {
                        words.push(String::new());
                    }
                    kept = 0;
                }
                (_, character) => {
                    word.push(character);
                    if quote.is_none() && breaks.contains(character) {
                        kept = word.len();
                    }
                }
            }
        }
        Self { words, quote, kept }
    }

    /// A word in the place of the last one, as it has to stand there; none for one that no line can hold.
    pub(super) fn completed(&self, word: &str) -> Option<String> {
        let word = word.get(self.kept..).unwrap_or(word);
        let is_plain = |one: char| one.is_ascii_alphanumeric() || "_:=@%+,./-".contains(one) || !one.is_ascii();
        let is_special = |one: char| match self.quote {
            Some('"') => "\"\\$`".contains(one),
            _ => !is_plain(one),
        };
        if word.contains(['\n', '\r']) {
            return None;
        }
        if self.quote == Some('\'') {
            return Some(word.replace('\'', "'\\''"));
        }
        let mut out = String::with_capacity(word.len());
        for character in word.chars() {
            out.extend(is_special(character).then_some('\\'));
            out.push(character);
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    const BREAKS: &str = " \t\n\"'><=;|&(:";

    #[test]
    fn words_of_lines() {
        assert_eq!(Line::read("a  b:c --d='e f' ", BREAKS).words, ["a", "b:c", "--d=e f", ""]);
        assert_eq!(Line::read("a \"b\\\"c", BREAKS).words, ["a", "b\"c"]);
    }

    #[test]
    fn what_is_replaced_stands_behind_a_quote_or_a_break() {
        let rows = [
            ("a b:c", "b:cd e", "cd\\ e"),
            ("a \"b:c", "b:cd e", "b:cd e"),
            ("a 'b:c", "b:c'd", "b:c'\\''d"),
            ("a \"", "$(x) `\\\"", "\\$(x) \\`\\\\\\\""),
            ("a --d=\"", "--d=x y", "x y"),
            ("a --d=", "--d=$x", "\\$x"),
            ("a b\\:c", "b:cd", "b:cd"),
            ("a b\"c\":", "bc:de", "de"),
        ];
        for (line, word, expected) in rows {
            assert_eq!(Line::read(line, BREAKS).completed(word).as_deref(), Some(expected), "{line}");
        }
        assert_eq!(Line::read("a b:c", " =").completed("b:cd").as_deref(), Some("b:cd"));
        assert_eq!(Line::read("a ", BREAKS).completed("b\nc"), None);
    }
}
