//! Values as JSON, by the reader and writer of the client.

use wharf_runtime::json::{self, Decode, Encode, Error, Kind, Reader, Writer};

use super::{Data, Source};

/// Reads one value.
pub(crate) fn parse_json(bytes: &[u8]) -> Result<Data, Error> {
    json::decode(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes))
}

impl Decode for Data {
    const TAKES_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(match reader.peek()? {
            Kind::Null => reader.null().map(|_| Self::Null)?,
            Kind::Boolean => Self::Boolean(reader.boolean()?),
            Kind::Number => Self::Number(reader.number()?.as_str().to_owned()),
            Kind::String => Self::Text(String::decode(reader)?),
            Kind::Array => Self::List(Vec::decode(reader)?),
            Kind::Object => {
                let mut members: Vec<(String, Self)> = Vec::new();
                reader.begin_object()?;
                while let Some(name) = reader.key()? {
                    let name = name.to_owned();
                    members.push((name, Self::decode(reader)?));
                }
                Self::Object(members)
            }
        })
    }
}

impl Encode for Data {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Boolean(value) => writer.boolean(*value),
            Self::Number(text) => writer.number(text),
            Self::Text(text) => writer.string(text),
            Self::List(items) => items.encode(writer),
            Self::Object(members) => {
                writer.begin_object();
                for (name, value) in members {
                    writer.key(name);
                    value.encode(writer);
                }
                writer.end_object();
            }
            // Files are sent in parts or as bytes; this is only what a request that is not sent shows.
            Self::File(source) => writer.string(&source.to_string()),
        }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(path) => write!(f, "@{}", path.display()),
            Self::StandardInput => f.write_str("@-"),
            Self::Bytes(bytes) => write!(f, "({} bytes)", bytes.len()),
        }
    }
}
