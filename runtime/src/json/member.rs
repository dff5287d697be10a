//! Changing one member of an object that is written already.

use super::{Error, Reader, encode};

/// The object with a member that has this value, given as JSON, and stands last; none of what is no object.
pub(crate) fn with_member(object: &[u8], name: &str, value: &[u8]) -> Option<Vec<u8>> {
    replaced(object, name, value).ok()
}

/// Whether an object has a member of this name; absent where it is none.
pub(crate) fn has_member(object: &[u8], name: &str) -> Option<bool> {
    let mut reader = Reader::new(object).ok()?;
    reader.begin_object().ok()?;
    while let Some(key) = reader.key().ok()? {
        if key == name {
            return Some(true);
        }
        reader.skip().ok()?;
    }
    Some(false)
}

fn replaced(object: &[u8], name: &str, value: &[u8]) -> Result<Vec<u8>, Error> {
    let mut reader = Reader::new(object)?;
    reader.begin_object()?;
    let mut out = b"{".to_vec();
    while let Some(key) = reader.key()? {
        let key = (key != name).then(|| encode(key));
        let value = reader.raw()?;
        if let Some(key) = key {
            out.extend(key);
            out.push(b':');
            out.extend(value.as_bytes());
            out.push(b',');
        }
    }
    out.extend(encode(name));
    out.push(b':');
    out.extend(value);
    out.push(b'}');
    Ok(out)
}
