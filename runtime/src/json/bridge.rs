//! Models under serde: their JSON is handed to the serializer, and JSON collected from a deserializer.
//!
//! What is generic over the format is written once here and not once for each model.

use core::cell::RefCell;
use core::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Decode, Encode, Error, Kind, Reader, Writer};

/// Hands `value` to any serde serializer.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    transcode(&super::encode(value), serializer)
}

fn transcode<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let mut reader = Reader::new(bytes).map_err(S::Error::custom)?;
    Next(RefCell::new(&mut reader)).serialize(serializer)
}

/// The next value of the reader. Serde shares what it serializes, hence the cell.
struct Next<'r, 'a>(RefCell<&'r mut Reader<'a>>);

impl Serialize for Next<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = self.0.borrow_mut();
        let kind = reader.peek().map_err(S::Error::custom)?;
        match kind {
            Kind::Null => {
                reader.null().map_err(S::Error::custom)?;
                serializer.serialize_unit()
            }
            Kind::Boolean => serializer.serialize_bool(reader.boolean().map_err(S::Error::custom)?),
            Kind::String => serializer.serialize_str(reader.text().map_err(S::Error::custom)?),
            Kind::Number => number(&mut reader, serializer),
            Kind::Array => {
                reader.begin_array().map_err(S::Error::custom)?;
                let mut items = serializer.serialize_seq(None)?;
                while reader.item().map_err(S::Error::custom)? {
                    items.serialize_element(&Next(RefCell::new(&mut reader)))?;
                }
                items.end()
            }
            Kind::Object => {
                reader.begin_object().map_err(S::Error::custom)?;
                let mut members = serializer.serialize_map(None)?;
                while let Some(name) = reader.key().map_err(S::Error::custom)? {
                    members.serialize_key(name)?;
                    members.serialize_value(&Next(RefCell::new(&mut reader)))?;
                }
                members.end()
            }
        }
    }
}

fn number<S: Serializer>(reader: &mut Reader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let number = reader.number().map_err(S::Error::custom)?;
    let text = number.as_str();
    if let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse::<u64>() {
        return serializer.serialize_u64(value);
    }
    if let Ok(value) = text.parse::<i128>() {
        return serializer.serialize_i128(value);
    }
    let float = number.float().map_err(S::Error::custom)?;
    // Serde has no number of any length: better none than another one.
    if digits(text) != digits(zmij::Buffer::new().format_finite(float)) {
        return Err(S::Error::custom(format_args!("serde has no type that holds all digits of {text}")));
    }
    serializer.serialize_f64(float)
}

/// What a number is, however it is written: its sign, its digits without zeros around, and the power of ten of the last.
fn digits(text: &str) -> (bool, String, i64) {
    let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_negative = whole.starts_with('-');
    let all = [whole.trim_start_matches('-'), fraction].concat();
    let kept = all.trim_end_matches('0');
    let exponent = exponent.parse().unwrap_or(i64::MAX).saturating_sub(length(fraction));
    let last = exponent.saturating_add(length(&all) - length(kept));
    let kept = kept.trim_start_matches('0');
    (is_negative, kept.to_owned(), if kept.is_empty() { 0 } else { last })
}

/// Reads a model from any serde deserializer that describes itself.
///
/// # Errors
///
/// Those of the deserializer, and what is wrong with the value.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    Collect(&mut writer).deserialize(deserializer)?;
    let read = || {
        let mut reader = Reader::new(writer.as_bytes())?;
        reader.digits.lost = true;
        let value = T::decode(&mut reader)?;
        reader.finish().map(|()| value)
    };
    read().map_err(|error: Error| D::Error::custom(error.locate(writer.as_bytes())))
}

/// Writes whatever a deserializer holds as JSON.
struct Collect<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Collect<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Collect<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.boolean(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.float(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.string(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.begin_array();
        // An item is begun before it is known whether there is one; what was begun in vain is taken back.
        loop {
            let before = self.0.as_bytes().len();
            self.0.item();
            if items.next_element_seed(Collect(self.0))?.is_none() {
                self.0.truncate(before);
                break;
            }
        }
        self.0.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut next = members.next_key_seed(Name)?;
        if next.as_deref() == Some(NUMBER) {
            let text = members.next_value::<String>()?;
            let number = Reader::new(text.as_bytes()).and_then(|mut reader| {
                reader.number()?;
                reader.finish()
            });
            number.map_err(|error| A::Error::custom(format_args!("no number: {error}")))?;
            self.0.raw(&text);
            return Ok(());
        }
        self.0.begin_object();
        while let Some(name) = next {
            self.0.key(&name);
            members.next_value_seed(Collect(self.0))?;
            next = members.next_key_seed(Name)?;
        }
        self.0.end_object();
        Ok(())
    }
}

/// How `serde_json` hands over numbers where the program has its feature `arbitrary_precision`: as the only member of a map.
const NUMBER: &str = "$serde_json::private::Number";

/// The name of a member: JSON has only strings there.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use serde_core::de::value::{Error, MapDeserializer};

    use super::{NUMBER, deserialize};

    #[test]
    fn numbers_of_any_precision_are_numbers() {
        let of = |text: &'static str| MapDeserializer::<_, Error>::new([(NUMBER, text)].into_iter());
        assert_eq!(deserialize::<i64, _>(of("474")), Ok(474));
        assert_eq!(deserialize::<f64, _>(of("1.5e3")), Ok(1_500.0));
        assert!(deserialize::<i64, _>(of("x")).is_err());
    }

    #[test]
    fn what_a_float_rounded_is_no_integer() {
        let read = |text: &str| deserialize::<i128, _>(&mut serde_json::Deserializer::from_str(text));
        let beyond = "18446744073709551617";
        assert_eq!(read("1e3").unwrap(), 1_000);
        assert_eq!(read("18446744073709551615").unwrap(), u64::MAX.into());
        let error = read(beyond).unwrap_err();
        assert!(error.to_string().contains("all its digits"), "{error}");
        assert_eq!(crate::json::decode::<i128>(beyond.as_bytes()).unwrap().to_string(), beyond);
    }
}
