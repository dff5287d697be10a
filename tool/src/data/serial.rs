//! Reading values of YAML, by serde.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Data;

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visit)
    }
}

struct Visit;

impl<'de> Visitor<'de> for Visit {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_none<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(Data::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Data, E> {
        Ok(Data::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Data, E> {
        Ok(Data::Number(value.to_string()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Data, E> {
        if value.is_finite() {
            Ok(Data::Number(value.to_string()))
        } else {
            Err(E::custom("a number that is not finite"))
        }
    }

    fn visit_str<E>(self, value: &str) -> Result<Data, E> {
        Ok(Data::text(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Data, E> {
        Ok(Data::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Data, A::Error> {
        let mut object: Vec<(String, Data)> = Vec::new();
        while let Some(name) = members.next_key_seed(Key(&object))? {
            object.push((name, members.next_value()?));
        }
        Ok(Data::Object(object))
    }
}

/// A key that the object does not have yet. It is looked at while it is read, so that the error has its place.
struct Key<'o>(&'o [(String, Data)]);

/// How the error about a key begins that an object has already.
pub(crate) const TWICE: &str = "there are two members";

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a text")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<String, E> {
        if self.0.iter().any(|(known, _)| known == name) {
            return Err(E::custom(format!("{TWICE} `{name}`")));
        }
        Ok(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Data;

    #[test]
    fn a_key_stands_once_in_an_object() {
        let problem = yaml_serde::from_str::<Data>("a: 1\nb:\n  c: 1\n  d: {e: 1}\n  c: 2\n").unwrap_err();
        assert_eq!(problem.to_string(), "b: there are two members `c` at line 5 column 3");
        let problem = yaml_serde::from_str::<Data>("[{\"1\": 2, 1: 3}]").unwrap_err();
        assert_eq!(problem.to_string(), ".[0]: there are two members `1` at line 1 column 11");
    }
}
