//! Values of any shape.

use serde_json::{Map, Number, Value};

use super::{Decode, Encode, Error, Kind, Reader, Writer};

impl Encode for Value {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.boolean(*value),
            Self::Number(value) => writer.number(&value.to_string()),
            Self::String(value) => writer.string(value),
            Self::Array(items) => items.encode(writer),
            Self::Object(members) => members.encode(writer),
        }
    }
}

impl Encode for Map<String, Value> {
    fn encode(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self {
            writer.key(name);
            value.encode(writer);
        }
        writer.end_object();
    }
}

impl Decode for Value {
    const TAKES_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(match reader.peek()? {
            Kind::Null => reader.null().map(|_| Self::Null)?,
            Kind::Boolean => Self::Bool(reader.boolean()?),
            Kind::Number => Self::Number(number(reader)?),
            Kind::String => Self::String(String::decode(reader)?),
            Kind::Array => Self::Array(Vec::decode(reader)?),
            Kind::Object => Self::Object(Map::decode(reader)?),
        })
    }
}

impl Decode for Map<String, Value> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut members = Self::new();
        reader.begin_object()?;
        while let Some(name) = reader.key()? {
            let name = name.to_owned();
            // One that comes twice counts as it came last.
            if members.insert(name, Value::decode(reader)?).is_some() {
                reader.digits.incomplete = true;
            }
        }
        Ok(members)
    }
}

fn number(reader: &mut Reader<'_>) -> Result<Number, Error> {
    let number = reader.number()?;
    let text = number.as_str();
    if let Ok(value) = text.parse::<u64>() {
        return Ok(value.into());
    }
    match text.parse::<i64>() {
        // An integer cannot hold the sign of `-0`.
        Ok(value) if value != 0 => return Ok(value.into()),
        _ => {}
    }
    // So many digits every float has; whether it has the others is not worth finding out.
    reader.digits.incomplete |=
        text.bytes().take_while(|byte| !matches!(byte, b'e' | b'E')).filter(u8::is_ascii_digit).count() > 15;
    let float = match number.float() {
        // The greatest is as near as it gets.
        Err(_) if reader.digits.kept => {
            reader.digits.incomplete = true;
            f64::MAX.copysign(if text.starts_with('-') { -1.0 } else { 1.0 })
        }
        float => float?,
    };
    Number::from_f64(float).ok_or_else(|| reader.error("expected a finite number"))
}
