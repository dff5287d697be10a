//! Strings.

use serde_json::Value;

use super::draw::Drawer;
use super::whole::Whole;
use super::{formats, patterns};

/// Texts that break things.
const ODD: [&str; 12] = [
    "",
    "\"quoted\" \\back\\ /slash/",
    "\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}",
    "\u{1F600}\u{1D54F}",
    "\u{2028}\u{2029}\u{feff}",
    "e\u{301} \u{e9}",
    "null",
    "0",
    "true",
    " ",
    "{\"a\":1}",
    "\u{fffd}\u{10ffff}",
];

/// The longest text that is made up.
const LONGEST: usize = 4096;

impl<'b> Drawer<'b> {
    /// A string for which all of `whole` holds.
    pub fn string(&mut self, whole: &Whole<'b>) -> Option<Value> {
        let least = whole.at_least("minLength");
        let most = whole.at_most("maxLength").unwrap_or(usize::MAX);
        if let Some(pattern) = whole.all("pattern").find_map(Value::as_str) {
            return self.patterned(pattern, least, most).map(Value::String);
        }
        let formatted: Vec<&str> =
            whole.all("format").filter_map(Value::as_str).flat_map(formats::texts).copied().collect();
        if let Some(first) = formatted.first() {
            let index = if self.style.odd { self.index(formatted.len()) } else { 0 };
            return Some(Value::String(formatted.get(index).unwrap_or(first).to_string()));
        }
        let fits = |text: &str| (least..=most).contains(&text.chars().count());
        if self.style.odd {
            let fitting: Vec<&str> = ODD.iter().copied().filter(|text| fits(text)).collect();
            let index = self.index(fitting.len());
            if let Some(text) = fitting.get(index).filter(|_| self.chance(70)) {
                return Some(Value::String((*text).to_owned()));
            }
        }
        let length =
            if self.style.odd && self.rng.bool() && most < LONGEST { most } else { 6.clamp(least, most.max(least)) };
        if least > LONGEST {
            return None;
        }
        let letters: Vec<char> = "abcdefghij klmnop-_0123456789XYZ".chars().collect();
        let text = (0..length.min(LONGEST)).filter_map(|_| {
            let index = self.index(letters.len());
            letters.get(index).copied()
        });
        Some(Value::String(text.collect()))
    }

    fn patterned(&mut self, pattern: &str, least: usize, most: usize) -> Option<String> {
        let fits = |text: &String| (least..=most).contains(&text.chars().count());
        let drawn: Vec<String> = (0..12).map_while(|_| patterns::text(pattern, &mut self.rng)).collect();
        drawn.iter().find(|text| fits(text)).or_else(|| drawn.first()).cloned()
    }
}
