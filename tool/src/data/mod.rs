//! Values as they are read, shown and sent: JSON whose members keep their order and whose numbers keep their digits.

mod serial;
mod wire;
mod yaml;

use std::path::PathBuf;

pub(crate) use serial::TWICE;
pub(crate) use wire::parse_json;
pub(crate) use yaml::to_yaml;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Data {
    Null,
    Boolean(bool),
    /// As JSON writes it.
    Number(String),
    Text(String),
    List(Vec<Data>),
    Object(Vec<(String, Data)>),
    /// What is uploaded. It stands in bodies only.
    File(Source),
}

/// Where the bytes of an upload come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Path(PathBuf),
    StandardInput,
    Bytes(Vec<u8>),
}

impl Data {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What kind of value it is, in a word.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
            Self::File(_) => "a file",
        }
    }

    /// The member of an object.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// What stands below several names, each within the object before.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, name| value.member(name))
    }

    /// The place below several names; objects are made on the way where something else stood.
    pub(crate) fn place(&mut self, path: &[&str]) -> &mut Self {
        let Some((name, rest)) = path.split_first() else {
            return self;
        };
        self.member_place(name).place(rest)
    }

    fn member_place(&mut self, name: &str) -> &mut Self {
        let mut members =
            if let Self::Object(members) = std::mem::replace(self, Self::Null) { members } else { Vec::new() };
        let at = members.iter().position(|(known, _)| known == name).unwrap_or(members.len());
        if at == members.len() {
            members.push((name.to_owned(), Self::Null));
        }
        *self = Self::Object(members);
        match self {
            // `at` is one of the members: it was found or pushed above.
            Self::Object(members) => &mut members[at].1,
            other => other,
        }
    }

    /// The names of the members.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let members = if let Self::Object(members) = self { members.as_slice() } else { &[] };
        members.iter().map(|(name, _)| name.as_str())
    }

    /// A scalar in one word, as a cursor or a cell of a table is written.
    pub(crate) fn word(&self) -> Option<String> {
        match self {
            Self::Boolean(value) => Some(value.to_string()),
            Self::Number(text) | Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether a file is to be uploaded anywhere in it.
    pub(crate) fn has_file(&self) -> bool {
        match self {
            Self::File(_) => true,
            Self::List(items) => items.iter().any(Self::has_file),
            Self::Object(members) => members.iter().any(|(_, value)| value.has_file()),
            _ => false,
        }
    }

    /// The name that two members of any object in it have.
    pub(crate) fn twice(&self) -> Option<&str> {
        match self {
            Self::List(items) => items.iter().find_map(Self::twice),
            Self::Object(members) => {
                let mut names: Vec<&str> = self.names().collect();
                names.sort_unstable();
                let own = names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
                own.or_else(|| members.iter().find_map(|(_, value)| value.twice()))
            }
            _ => None,
        }
    }

    /// As compact JSON.
    pub(crate) fn to_json(&self) -> String {
        String::from_utf8(wharf_runtime::json::encode(self)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Data, parse_json};

    #[test]
    fn order_and_digits_are_kept() {
        let text = r#"{"b":18446744073709551617,"a":[1.50,null,true,"x\n"],"c":{}}"#;
        assert_eq!(parse_json(text.as_bytes()).unwrap().to_json(), text);
    }

    #[test]
    fn places_are_made_on_the_way() {
        let mut body = Data::Null;
        *body.place(&["a", "b"]) = Data::text("x");
        *body.place(&["a", "c"]) = Data::Boolean(true);
        assert_eq!(body.to_json(), r#"{"a":{"b":"x","c":true}}"#);
        assert_eq!(body.at(&["a", "b"]), Some(&Data::text("x")));
        assert_eq!(body.at(&["a", "d"]), None);
    }
}
