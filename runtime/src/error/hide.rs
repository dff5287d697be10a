//! Texts without the credentials that may stand in them.

use std::collections::HashSet;

use crate::Secret;

/// Bytes of the shortest credential that is looked for: a short word stands for too much else.
pub(crate) const SHORTEST: usize = 8;

/// So many bytes of a credential in a row are one, too: texts are cut, and broken into lines.
const PART: usize = 12;

/// `text` with `…` for what is a credential, or a part of one.
pub(super) fn hidden(text: String, secrets: &[Secret]) -> String {
    let mut is_part = vec![false; text.len()];
    for secret in secrets.iter().map(|secret| secret.expose().as_bytes()).filter(|secret| secret.len() >= SHORTEST) {
        let length = (secret.len() / 2).clamp(SHORTEST, PART);
        let parts: HashSet<&[u8]> = secret.windows(length).collect();
        let found = text.as_bytes().windows(length).enumerate().filter(|(_, part)| parts.contains(part));
        for (at, _) in found {
            is_part.iter_mut().skip(at).take(length).for_each(|byte| *byte = true);
        }
    }
    if !is_part.contains(&true) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    let mut was_hidden = false;
    for (at, character) in text.char_indices() {
        let is_hidden = is_part.iter().skip(at).take(character.len_utf8()).any(|byte| *byte);
        if !is_hidden {
            shown.push(character);
        } else if !was_hidden {
            shown.push('…');
        }
        was_hidden = is_hidden;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::hidden;
    use crate::Secret;

    #[test]
    fn parts_of_credentials_are_hidden_wherever_a_text_was_cut() {
        let key = "sk-proj-0123456789abcdefghijklmnopqrstuvwxyz";
        let secrets = [Secret::from(key), Secret::from("short"), Secret::from("pâss wörd/1234")];
        let of = |text: String| hidden(text, &secrets);
        assert_eq!(of(format!("key {key} is bad")), "key … is bad");
        assert_eq!(of(key.to_owned()), "…");
        assert_eq!(of(format!("{key} and {key}")), "… and …");
        for cut in 0..key.len() {
            let (before, after) = key.split_at(cut);
            let shown = of(format!("the {before}… and …{after} or {before}\n{after}"));
            let longest = shown.split(|c: char| c.is_whitespace() || c == '…').map(str::len).max();
            assert!(longest < Some(12), "{shown}");
        }
        assert_eq!(of("'pâss wörd/1234'!".to_owned()), "'…'!");
        assert_eq!(of("short".to_owned()), "short");
        assert_eq!(of(String::new()), "");
    }
}
