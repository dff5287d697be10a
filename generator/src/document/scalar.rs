//! What a plain scalar of YAML means: the core schema of YAML 1.2.

/// The meaning of a scalar that is not quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    Null,
    Boolean(bool),
    Number,
    String,
}

/// Finds the meaning of `text`.
pub(super) fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Boolean(true),
        "false" | "False" | "FALSE" => Plain::Boolean(false),
        _ if is_number(text) => Plain::Number,
        _ => Plain::String,
    }
}

fn is_number(text: &str) -> bool {
    let starts_like_one = text.bytes().next().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.'));
    starts_like_one && (is_decimal(text) || is_radix(text) || is_special(text))
}

/// `0x` and hexadecimal digits, or `0o` and octal ones.
fn is_radix(text: &str) -> bool {
    let all = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    text.strip_prefix("0x").is_some_and(|digits| all(digits, 16))
        || text.strip_prefix("0o").is_some_and(|digits| all(digits, 8))
}

/// Infinity with or without a sign, or what is not a number.
fn is_special(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

/// `[-+]? (\. [0-9]+ | [0-9]+ (\. [0-9]*)?) ([eE] [-+]? [0-9]+)?`
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some(("", fraction)) => digits(fraction),
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
        None => digits(mantissa),
    };
    let exponent_fits = exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)));
    mantissa_fits && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema_tells_scalars_apart() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(plain(text), Plain::Null, "{text}");
        }
        for text in [
            "0", "-1", "+1", "012", "0x1F", "0o17", "1.", "1.5", ".5", "-.5e-3", "1e3", "1E+3", ".inf", "-.INF", ".nan",
        ] {
            assert_eq!(plain(text), Plain::Number, "{text}");
        }
        for text in [
            "yes",
            "No",
            "on",
            "y",
            "nULL",
            "tRUE",
            ".",
            "-",
            "+",
            "1_000",
            "0b1",
            "0x",
            "0xg",
            "0o8",
            "1e",
            "e1",
            "1.2.3",
            "2020-01-01",
            "-.nan",
            "+.nan",
            "--1",
            ".e1",
            "12:30",
            "inf",
            "NaN",
            "-0x1F",
        ] {
            assert_eq!(plain(text), Plain::String, "{text}");
        }
        assert_eq!(plain("TRUE"), Plain::Boolean(true));
        assert_eq!(plain("false"), Plain::Boolean(false));
    }
}
