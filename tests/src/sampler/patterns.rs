//! Texts that match a regular expression.

use fastrand::Rng;
use regex_syntax::hir::{Class, Hir, HirKind};

/// How often something is repeated beyond what it must be.
const MORE: u32 = 3;

/// How long a text may get.
const LONGEST: usize = 4096;

/// A text that `pattern` matches; none where it asks for what cannot be drawn, such as looking around.
#[must_use]
pub fn text(pattern: &str, rng: &mut Rng) -> Option<String> {
    let translated = jsonschema_regex::to_rust_regex(pattern).ok()?;
    let hir = regex_syntax::Parser::new().parse(&translated).ok()?;
    let mut out = String::new();
    add(&hir, rng, &mut out)?;
    Some(out)
}

fn add(hir: &Hir, rng: &mut Rng, out: &mut String) -> Option<()> {
    if out.len() > LONGEST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges: Vec<(char, char)> = class.iter().map(|range| (range.start(), range.end())).collect();
            out.push(letter(&ranges, rng)?);
        }
        HirKind::Class(Class::Bytes(_)) => return None,
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min.saturating_add(MORE));
            let most = most.min(repetition.min.saturating_add(MORE));
            for _ in 0..rng.u32(repetition.min..=most) {
                add(&repetition.sub, rng, out)?;
            }
        }
        HirKind::Capture(capture) => add(&capture.sub, rng, out)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| add(part, rng, out))?,
        HirKind::Alternation(parts) => {
            let index = rng.usize(0..parts.len().max(1));
            add(parts.get(index)?, rng, out)?;
        }
    }
    Some(())
}

/// One of the characters in `ranges`, one that can be seen if there is any.
fn letter(ranges: &[(char, char)], rng: &mut Rng) -> Option<char> {
    let visible: Vec<(char, char)> = ranges
        .iter()
        .map(|(low, high)| ((*low).max('!'), (*high).min('~')))
        .filter(|(low, high)| low <= high)
        .collect();
    let ranges = if visible.is_empty() { ranges } else { &visible };
    let (low, high) = ranges.get(rng.usize(0..ranges.len().max(1)))?;
    Some(rng.char(*low..=*high))
}
