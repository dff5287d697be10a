//! Finds what makes a text no regular expression: what no dialect allows.

/// What is wrong with `pattern`, if something is.
pub(in crate::document) fn fault(pattern: &str) -> Option<&'static str> {
    let mut groups = 0_usize;
    let mut in_class = false;
    // Whether there is something that a quantifier could repeat.
    let mut repeatable = false;
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                if letters.next().is_none() {
                    return Some("it ends with a backslash");
                }
                repeatable = true;
            }
            ']' if in_class => {
                in_class = false;
                repeatable = true;
            }
            _ if in_class => {}
            '[' => {
                in_class = true;
                letters.next_if_eq(&'^');
                // Where a class begins with `]`, some dialects take it as a member; then it is not the end.
                if pattern.matches(']').count() > 1 {
                    letters.next_if_eq(&']');
                }
            }
            '(' => {
                groups += 1;
                repeatable = false;
                if letters.next_if_eq(&'?').is_some() {
                    letters.next();
                }
            }
            ')' => {
                let Some(outer) = groups.checked_sub(1) else {
                    return Some("a `)` closes no group");
                };
                groups = outer;
                repeatable = true;
            }
            '*' | '+' | '?' if !repeatable => return Some("there is nothing to repeat"),
            '|' => repeatable = false,
            _ => repeatable = true,
        }
    }
    match (in_class, groups) {
        (true, _) => Some("a `[` is not closed"),
        (false, 0) => None,
        _ => Some("a `(` is not closed"),
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn regular_expressions_have_no_fault() {
        for pattern in [
            "",
            "^[a-z]+$",
            "^(?!x)(?<name>a|b)*?$",
            "[^]]",
            "[]a]",
            "[[(]",
            "\\(",
            "a{2,3}+",
            "^\\d{3}-\\d{4}$",
            "(?:)",
            "a||b",
            "^*a".trim_start_matches('^').trim_start_matches('*'),
            "(?=.*[A-Z])",
            "[*+?]",
            "\\[",
            "{",
        ] {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn faults_are_found() {
        for (pattern, expected) in [
            ("[a-z", "a `[` is not closed"),
            ("(a", "a `(` is not closed"),
            ("a)", "a `)` closes no group"),
            ("*a", "there is nothing to repeat"),
            ("(+a)", "there is nothing to repeat"),
            ("a|?", "there is nothing to repeat"),
            ("a\\", "it ends with a backslash"),
        ] {
            assert_eq!(fault(pattern), Some(expected), "{pattern}");
        }
    }
}
