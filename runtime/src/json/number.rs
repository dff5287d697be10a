//! Numbers: the grammar, and exact integers out of `1`, `1.0` and `1e0` alike.

use super::{Error, Reader};

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy)]
pub struct Number<'a> {
    text: &'a str,
    offset: usize,
}

/// What becomes of digits, and of all else that comes in JSON, which a value cannot hold.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Digits {
    /// Whether something was read into a value that may not hold all of it: a number, or a member that comes twice.
    pub incomplete: bool,
    /// Whether the text of such a number is kept beside its value, so that it may be beyond all floats.
    pub kept: bool,
    /// Whether each number that is no integer of 64 bits was a float before it was a text.
    pub lost: bool,
}

/// Up to here, 2⁵³, no whole number is between floats.
const LARGEST_OF_ALL: f64 = 9_007_199_254_740_992.0;

impl<'a> Reader<'a> {
    /// Reads a number.
    ///
    /// # Errors
    ///
    /// When something else stands here.
    pub fn number(&mut self) -> Result<Number<'a>, Error> {
        if !matches!(self.token(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.expected("a number"));
        }
        let offset = self.at;
        self.accept(b"-");
        if !self.accept(b"0") {
            self.skip_digits()?;
        }
        if self.accept(b".") {
            self.skip_digits()?;
        }
        if self.accept(b"eE") {
            self.accept(b"+-");
            self.skip_digits()?;
        }
        Ok(Number { text: self.text.get(offset..self.at).unwrap_or_default(), offset })
    }

    /// Reads a whole number.
    ///
    /// # Errors
    ///
    /// When something else stands here, or a number out of the range of `T`.
    pub(super) fn integer<T: core::str::FromStr + TryFrom<i128>>(&mut self) -> Result<T, Error> {
        let number = self.number()?;
        if self.digits.lost && number.may_be_rounded() {
            return Err(number.unfit("a whole number with all its digits, of which serde hands over a float"));
        }
        number.integer()
    }

    fn accept(&mut self, any_of: &[u8]) -> bool {
        let found = self.text.as_bytes().get(self.at).is_some_and(|byte| any_of.contains(byte));
        self.at += usize::from(found);
        found
    }

    fn skip_digits(&mut self) -> Result<(), Error> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(self.error("expected a digit"));
        }
        self.at += count;
        Ok(())
    }
}

impl<'a> Number<'a> {
    /// The number as written.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// Whether it is a whole number, however written.
    #[must_use]
    pub fn is_integer(self) -> bool {
        !self.text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) || self.whole().is_some()
    }

    /// The whole number it is, if it fits.
    ///
    /// # Errors
    ///
    /// When it is not whole or out of the range of `T`.
    pub fn integer<T: core::str::FromStr + TryFrom<i128>>(self) -> Result<T, Error> {
        if let Ok(value) = self.text.parse() {
            return Ok(value);
        }
        let whole = self.whole().and_then(|value| T::try_from(value).ok());
        whole.ok_or_else(|| self.unfit("an integer in range"))
    }

    /// The nearest floating point number.
    ///
    /// # Errors
    ///
    /// When it is beyond all of them.
    pub fn float(self) -> Result<f64, Error> {
        match self.text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.unfit("a number in range")),
        }
    }

    /// Whether it is written as an integer, and `value` is only near it.
    pub(super) fn is_rounded_to(self, value: f64) -> bool {
        // Fewer digits are exact.
        self.text.len() > 15
            && self.whole().is_some_and(|whole| format!("{value:.0}") != whole.to_string())
            // As the float is written here, with no more digits than tell it from others.
            && self.text != zmij::Buffer::new().format_finite(value)
    }

    /// Whether it is a float beyond those that differ from each whole number beside them.
    fn may_be_rounded(self) -> bool {
        self.text.contains(['.', 'e']) && self.text.parse::<f64>().is_ok_and(|value| value.abs() > LARGEST_OF_ALL)
    }

    #[cold]
    fn unfit(self, what: &str) -> Error {
        Error::new(format!("expected {what}, found {}", self.text), self.offset)
    }

    /// Exact arithmetic on the digits: a detour over `f64` would change large numbers.
    fn whole(self) -> Option<i128> {
        let (mantissa, exponent) = match self.text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (self.text, 0),
        };
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = format!("{integer}{fraction}");
        let mut shift = i64::from(exponent) - i64::try_from(fraction.len()).ok()?;
        if digits.bytes().all(|byte| matches!(byte, b'0' | b'-')) {
            return Some(0);
        }
        while shift < 0 {
            if !digits.ends_with('0') {
                return None;
            }
            digits.pop();
            shift += 1;
        }
        // i128 has at most 39 digits.
        let zeros = usize::try_from(shift).ok().filter(|zeros| *zeros < 40)?;
        digits.extend(core::iter::repeat_n('0', zeros));
        digits.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::json::decode;

    #[test]
    fn whole_numbers_however_written() {
        for text in ["15", "15.0", "1.5e1", "150e-1", "15E+0", "0.15e2"] {
            assert_eq!(decode::<i64>(text.as_bytes()).unwrap(), 15, "{text}");
        }
        for text in ["0", "-0", "0.0", "0e9", "-0.000e-400"] {
            assert_eq!(decode::<i64>(text.as_bytes()).unwrap(), 0, "{text}");
        }
    }

    #[test]
    fn large_numbers_are_exact() {
        assert_eq!(decode::<u64>(b"18446744073709551615").unwrap(), u64::MAX);
        assert_eq!(decode::<i64>(b"-9223372036854775808.0").unwrap(), i64::MIN);
        assert_eq!(decode::<i64>(b"9007199254740993.0").unwrap(), 9_007_199_254_740_993);
        let largest = i128::MAX.to_string();
        assert_eq!(decode::<i128>(largest.as_bytes()).unwrap(), i128::MAX);
    }

    #[test]
    fn integers_that_no_float_equals_are_known() {
        let rounded = |text: &'static str| {
            let mut reader = crate::json::Reader::new(text.as_bytes()).unwrap();
            let number = reader.number().unwrap();
            number.is_rounded_to(number.float().unwrap())
        };
        for text in ["9007199254740993", "-9007199254740993", "18446744073709551615"] {
            assert!(rounded(text), "{text}");
        }
        for text in
            ["9007199254740992", "0.1234567890123456789", "100000000000000000000", "1e300", "1", "9.0071992054741e+16"]
        {
            assert!(!rounded(text), "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        for text in ["1.5", "1e-1", "9223372036854775808", "1e99", "1e999999999999", "\"1\"", "01", "1.", "+1"] {
            assert!(decode::<i64>(text.as_bytes()).is_err(), "{text}");
        }
        assert!(decode::<u64>(b"-1").is_err());
        assert!(decode::<f64>(b"1e999").is_err());
    }
}
