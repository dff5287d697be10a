//! JSON of any shape, kept exactly.

use core::fmt;
use core::ops::Deref;

use serde_json::Value;

use crate::json::{Decode, Encode, Error, Reader, Writer};

/// A value as it came. It is a [`Value`] to look at; where that cannot hold all of it, as the digits of a number beyond 64
/// bits or a member that comes twice, the text is kept beside it and is what goes back.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exact {
    value: Value,
    text: Option<Box<str>>,
}

impl Exact {
    /// The value: its numbers rounded to what it can hold, and of members that come twice the last.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.value
    }
}

impl From<Value> for Exact {
    fn from(value: Value) -> Self {
        Self { value, text: None }
    }
}

impl Deref for Exact {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}

/// As JSON.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => self.value.fmt(f),
        }
    }
}

impl PartialEq<Value> for Exact {
    fn eq(&self, other: &Value) -> bool {
        self.value == *other
    }
}

impl Encode for Exact {
    fn encode(&self, writer: &mut Writer) {
        match &self.text {
            Some(text) => writer.raw(text),
            None => self.value.encode(writer),
        }
    }
}

impl Decode for Exact {
    const TAKES_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let before = core::mem::take(&mut reader.digits.incomplete);
        let start = reader.save();
        let outer = core::mem::replace(&mut reader.digits.kept, true);
        let value = Value::decode(reader);
        reader.digits.kept = outer;
        let value = value?;
        let is_cut = core::mem::replace(&mut reader.digits.incomplete, before);
        let text = if is_cut {
            let end = reader.save();
            reader.restore(start);
            let text = reader.raw()?;
            reader.restore(end);
            Some(text.into())
        } else {
            None
        };
        Ok(Self { value, text })
    }
}

crate::__serde!(Exact);

#[cfg(test)]
mod tests {
    use super::Exact;
    use crate::json;

    #[test]
    fn nothing_is_lost() {
        for text in [
            r#"{"a":[123456789012345678901234567890,1]}"#,
            "-0.12345678901234567890",
            r#"{"b":"x","a":1}"#,
            "18446744073709551615",
            "[1e10,1.50]",
            r#"{"a":[1e400,-1234567890.1e+999]}"#,
            r#"{"a":{"b":1234567890,"b":{}}}"#,
        ] {
            let value: Exact = json::decode(format!(" {text} ").as_bytes()).unwrap();
            let written = String::from_utf8(json::encode(&value)).unwrap();
            assert_eq!(written, value.to_string());
            let is_kept = value.text.is_some();
            assert_eq!(is_kept, text.contains("1234567890"), "{text}");
            if is_kept {
                assert_eq!(written, text);
            } else {
                assert_eq!(json::decode::<Exact>(written.as_bytes()).unwrap(), value);
            }
        }
        assert_eq!(json::decode::<Exact>(br#"{"a":1}"#).unwrap()["a"], 1);
        assert!(json::decode::<serde_json::Value>(b"1e400").is_err());
    }

    #[test]
    fn it_goes_through_serde() {
        let text = r#"{"a":[123456789012345678,1.5,null],"b":"x"}"#;
        let exact: Exact = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&exact).unwrap(), text);
    }
}
