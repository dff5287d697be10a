//! Whether documentation of the client holds what a schema says.

use std::collections::HashSet;

use serde_json::Value;

use crate::surface::Surface;

/// All texts of a client.
pub(super) struct Told {
    /// Each of them.
    texts: HashSet<String>,
    /// One behind the other.
    all: String,
    /// Their letters and digits, in lower case.
    plain: HashSet<String>,
}

impl Told {
    /// Those of the crate of the client; its reference pages are no documentation of its items.
    pub(super) fn of(surface: &Surface) -> Self {
        let mut texts = HashSet::new();
        let parts = [
            serde_json::to_value(&surface.models),
            serde_json::to_value(&surface.groups),
            serde_json::to_value(&surface.webhooks),
            serde_json::to_value(&surface.client),
        ];
        for part in parts.into_iter().flatten() {
            collect(part, &mut texts);
        }
        let all: Vec<&str> = texts.iter().map(String::as_str).collect();
        Self { all: all.join("\n"), plain: texts.iter().map(|text| plain(text)).collect(), texts }
    }

    /// Whether one of them says `value`, which stands under `keyword`. A title that is a name says no more than that.
    pub(super) fn tells(&self, keyword: &str, value: &Value) -> bool {
        let Some(said) = value.as_str().map(str::trim).filter(|said| !said.is_empty()) else { return true };
        self.texts.contains(said)
            || (keyword == "title" && self.plain.contains(&plain(said)))
            || self.all.contains(said)
            || (keyword == "title" && self.plain.iter().any(|text| text.ends_with(&plain(said))))
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn collect(value: Value, texts: &mut HashSet<String>) {
    match value {
        Value::String(text) => {
            texts.insert(text.trim().to_owned());
        }
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, texts)),
        Value::Object(members) => members.into_iter().for_each(|(_, value)| collect(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
