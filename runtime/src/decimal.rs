//! Numbers with all their digits.

use core::fmt;
use core::str::FromStr;

use crate::json::{self, Decode, Encode, Error, Reader, Writer};

/// A number as it was written: money, and what else must not be rounded. Comparing goes by the digits: `1.5` and
/// `1.50` differ.
///
/// Serde knows no such numbers: a value with more digits than a float holds is an error for its serializers, and its
/// deserializers round before it gets here. `json::encode` and `json::decode` keep all digits, and so do calls.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// The digits, as JSON writes a number; crates for decimal arithmetic parse them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest float.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // What JSON calls a number, this parses.
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// The shortest number that is read as this float; none where it is not finite.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self(format!("{value:?}")))
    }
}

impl FromStr for Decimal {
    type Err = Error;

    /// Takes what JSON calls a number: `-12.50`, `1e3`.
    fn from_str(text: &str) -> Result<Self, Error> {
        json::decode(text.as_bytes())
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => { $(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        }
    )* };
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As numbers are, but for a precision: nothing is rounded, and nothing cut off.
        let digits = self.0.strip_prefix('-');
        f.pad_integral(digits.is_none(), "", digits.unwrap_or(&self.0))
    }
}

impl Encode for Decimal {
    fn encode(&self, writer: &mut Writer) {
        writer.number(&self.0);
    }
}

impl Decode for Decimal {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.number().map(|number| Self(number.as_str().to_owned()))
    }
}

crate::__serde!(Decimal);

#[cfg(test)]
mod tests {
    use super::Decimal;
    use crate::json;

    #[test]
    fn no_digit_is_lost() {
        for text in ["19.90", "0.1234567890123456789012345678901234", "-1e400", "7"] {
            let number: Decimal = json::decode(text.as_bytes()).unwrap();
            assert_eq!(number.to_string(), text);
            assert_eq!(json::encode(&number), text.as_bytes());
        }
        assert!(json::decode::<Decimal>(b"\"1\"").is_err());
    }

    #[test]
    fn what_is_handed_over_as_a_number_is_one() {
        let handed = |text: &str| {
            let map = serde_json::json!({"$serde_json::private::Number": text});
            serde_json::from_value::<Decimal>(map).map(|number| number.to_string())
        };
        assert_eq!(handed("1.50").unwrap(), "1.50");
        for wrong in ["1,\"admin\":true", "", "1 2", "NaN"] {
            assert!(handed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn no_format_cuts_a_digit_off() {
        let price: Decimal = "-19.987".parse().unwrap();
        assert_eq!(
            format!("{price:.2}|{price:10}|{price:<10.1}|{price:010}"),
            "-19.987|   -19.987|-19.987   |-00019.987"
        );
    }

    #[test]
    fn numbers_become_decimals() {
        assert_eq!("12.50".parse::<Decimal>().unwrap().to_f64().to_string(), "12.5");
        assert_eq!(Decimal::from(12_i64).as_str(), "12");
        assert_eq!(Decimal::from_f64(0.1).unwrap().as_str(), "0.1");
        assert_eq!(Decimal::from_f64(f64::NAN), None);
        for wrong in ["", "1,5", "NaN", "+1", "1 2"] {
            assert!(wrong.parse::<Decimal>().is_err(), "{wrong}");
        }
    }
}
