//! Texts without the credentials that may stand in them.

use std::collections::HashSet;

use crate::Secret;

/// Bytes of the shortest credential that is looked for: a short word stands for too much else.
pub(crate) const SHORTEST: usize = 8;

/// So many bytes of a credential in a row are one, too: texts are cut, and broken into lines.
const PART: usize = 12;

/// Bits of the place of a part, of which there are so few that they are asked at once.
const BITS: u32 = 16;

/// `text` with `…` for what is a credential, or a part of one.
pub(super) fn hidden(text: String, secrets: &[Secret]) -> String {
    let mut is_part = vec![false; text.len()];
    for secret in secrets.iter().map(|secret| secret.expose().as_bytes()).filter(|secret| secret.len() >= SHORTEST) {
        let length = (secret.len() / 2).clamp(SHORTEST, PART);
        let parts = shared(text.as_bytes(), secret, length);
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

/// The parts of so many bytes that stand in both. What is shown is short, and a secret may have megabytes: those it is
/// asked for are few, and most of it is passed over without a look at it in full.
fn shared<'a>(text: &'a [u8], secret: &[u8], length: usize) -> HashSet<&'a [u8]> {
    let of_text: HashSet<&[u8]> = text.windows(length).collect();
    let mut shared = HashSet::new();
    if of_text.is_empty() {
        return shared;
    }
    let mut may_be = vec![false; 1 << BITS];
    for part in &of_text {
        if let Some(seen) = may_be.get_mut(slot(part)) {
            *seen = true;
        }
    }
    for part in secret.windows(length).filter(|part| may_be.get(slot(part)) == Some(&true)) {
        shared.extend(of_text.get(part));
        if shared.len() == of_text.len() {
            break;
        }
    }
    shared
}

/// One of a few places for a part, by its first bytes.
fn slot(part: &[u8]) -> usize {
    let first = part.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    // 2^64 divided by the golden ratio spreads what is alike over the upper bits, of which as many are left as fit.
    usize::try_from(first.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)).unwrap_or_default()
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

    #[test]
    fn a_part_of_a_long_secret_is_hidden_wherever_it_stands() {
        let secret = (0..20_000).map(|number: u32| number.to_string()).collect::<Vec<_>>().join("-");
        let (from, to) = (secret.len() / 3, secret.len() / 3 + 40);
        let text = format!("it says {}, and no more", &secret[from..to]);
        assert_eq!(hidden(text, &[Secret::from(secret.as_str())]), "it says …, and no more");
        let same = "a".repeat(1 << 16);
        assert_eq!(hidden("aaaa and aaaaaaaaaaaaa".to_owned(), &[Secret::from(same)]), "aaaa and …");
    }
}
