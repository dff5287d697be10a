//! A number that keeps its text.

/// A number as written: `1`, `-9223372036854776000`, `1e3`, and in YAML also `0x1F`, `0o17`, `+1`, `.5` and `.inf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number<'a> {
    text: &'a str,
}

impl<'a> Number<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Its text, letter for letter.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.text
    }

    /// Whether its value is whole: `3`, `3.0` and `3e2` are, `0.5` and `.inf` are not.
    #[must_use]
    pub fn is_integer(self) -> bool {
        self.is_written_whole() || self.as_i128().is_some()
    }

    /// Whether it is written without a fraction and exponent.
    #[must_use]
    pub fn is_written_whole(self) -> bool {
        let digits = self.text.trim_start_matches(['-', '+']);
        digits.starts_with("0x") || digits.starts_with("0o") || digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Its value, if it is whole and fits.
    #[must_use]
    pub fn as_i128(self) -> Option<i128> {
        let (negative, digits) = split_sign(self.text);
        let magnitude = match digits.get(..2) {
            Some("0x") => i128::from_str_radix(digits.get(2..)?, 16).ok()?,
            Some("0o") => i128::from_str_radix(digits.get(2..)?, 8).ok()?,
            _ => decimal(digits, negative)?,
        };
        Some(if negative && magnitude > 0 { -magnitude } else { magnitude })
    }

    /// Its value, if it is whole and fits.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        self.text.parse().ok().or_else(|| i64::try_from(self.as_i128()?).ok())
    }

    /// Its value, if it is whole, not negative, and fits.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        self.text.parse().ok().or_else(|| u64::try_from(self.as_i128()?).ok())
    }

    /// Its value, as close as a float comes to it.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        let (negative, digits) = split_sign(self.text);
        let magnitude = if digits.eq_ignore_ascii_case(".inf") {
            f64::INFINITY
        } else if digits.eq_ignore_ascii_case(".nan") {
            f64::NAN
        } else if digits.starts_with("0x") || digits.starts_with("0o") {
            radix_float(digits)
        } else {
            // What the readers accept as a number is one of Rust's too.
            digits.parse().unwrap_or(f64::NAN)
        };
        if negative { -magnitude } else { magnitude }
    }

    /// Its value as JSON: exact where it fits 64 bits, else the nearest float; null where JSON has no such number.
    #[must_use]
    pub fn to_json(self) -> serde_json::Value {
        let whole = self.as_i128().filter(|_| self.is_written_whole());
        if let Some(value) = whole.and_then(|value| i64::try_from(value).ok()) {
            return value.into();
        }
        if let Some(value) = whole.and_then(|value| u64::try_from(value).ok()) {
            return value.into();
        }
        let value = self.as_f64();
        let written_finite = self.text.bytes().any(|byte| byte.is_ascii_digit());
        let value = if value.is_infinite() && written_finite { f64::MAX.copysign(value) } else { value };
        serde_json::Number::from_f64(value).map_or(serde_json::Value::Null, serde_json::Value::Number)
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The value of hexadecimal or octal digits, as a float.
fn radix_float(digits: &str) -> f64 {
    let radix = if digits.starts_with("0x") { 16 } else { 8 };
    let value = digits.chars().skip(2).filter_map(|digit| digit.to_digit(radix));
    value.fold(0.0, |sum, digit| sum * f64::from(radix) + f64::from(digit))
}

/// The whole value of `digits[.digits][e±digits]`, negated where that is asked and needed to fit.
fn decimal(text: &str, negative: bool) -> Option<i128> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() && fraction.is_empty() && !mantissa.contains('0') {
        return None;
    }
    let zeros = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let digits: String = whole.chars().chain(fraction.chars()).collect();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    let (digits, zeros) = match usize::try_from(zeros) {
        Ok(zeros) => (digits, zeros),
        Err(_) => (drop_zeros(digits, zeros)?, 0),
    };
    if digits.len() + zeros > 39 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    let value: i128 = format!("{sign}{digits}{}", "0".repeat(zeros)).parse().ok()?;
    // The most negative value has no positive counterpart, so it stays as it is.
    Some(value.checked_abs().unwrap_or(value))
}

/// `digits` without as many trailing zeros as `zeros` is below 0, if there are as many.
fn drop_zeros(digits: &str, zeros: i32) -> Option<&str> {
    let count = usize::try_from(zeros.unsigned_abs()).ok()?;
    let keep = digits.len().checked_sub(count)?;
    let (kept, dropped) = digits.split_at_checked(keep)?;
    dropped.bytes().all(|byte| byte == b'0').then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_exact_however_they_are_written() {
        let cases = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("+7", Some(7)),
            ("3.0", Some(3)),
            ("3.10", None),
            ("1e3", Some(1000)),
            ("1.5e1", Some(15)),
            ("150e-1", Some(15)),
            ("15e-1", None),
            ("0x1F", Some(31)),
            ("0o17", Some(15)),
            ("-9223372036854776000", Some(-9_223_372_036_854_776_000)),
            ("170141183460469231731687303715884105727", Some(i128::MAX)),
            ("-170141183460469231731687303715884105728", Some(i128::MIN)),
            ("170141183460469231731687303715884105728", None),
            ("1e999999999", None),
            (".inf", None),
            ("-.INF", None),
            (".nan", None),
            ("0.0", Some(0)),
            (".0", Some(0)),
        ];
        for (text, value) in cases {
            assert_eq!(Number::new(text).as_i128(), value, "{text}");
        }
    }

    #[test]
    fn numbers_beyond_every_integer_are_still_whole() {
        assert!(Number::new("170141183460469231731687303715884105728").is_integer());
        assert!(!Number::new("0.5").is_integer());
        assert!(!Number::new(".inf").is_integer());
    }

    #[test]
    fn json_gets_the_nearest_number_it_has() {
        use serde_json::json;
        assert_eq!(Number::new("18446744073709551615").to_json(), json!(u64::MAX));
        assert_eq!(Number::new("-9223372036854776000").to_json(), json!(-9_223_372_036_854_776_000_f64));
        assert_eq!(Number::new("1e999").to_json(), json!(f64::MAX));
        assert_eq!(Number::new("-1e999").to_json(), json!(f64::MIN));
        assert_eq!(Number::new(".nan").to_json(), serde_json::Value::Null);
        assert_eq!(Number::new("-.inf").to_json(), serde_json::Value::Null);
        assert_eq!(Number::new("+.5").to_json(), json!(0.5));
        assert_eq!(Number::new("5.").to_json(), json!(5.0));
        assert_eq!(Number::new("1e3").to_json(), json!(1000.0));
        assert_eq!(Number::new("0x10").to_json(), json!(16));
    }
}
