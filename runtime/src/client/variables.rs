//! The variables of the API's own URLs, such as a region.

use std::borrow::Cow;

use crate::Api;

/// What they are, by what the user chose and else by what the API says.
#[derive(Debug)]
pub(crate) struct Variables {
    api: &'static Api,
    /// Names and values.
    chosen: Vec<(String, String)>,
}

impl Variables {
    /// Those of an API, of which nothing is chosen.
    pub(super) fn new(api: &'static Api) -> Self {
        Self { api, chosen: Vec::new() }
    }

    pub(super) fn choose(&mut self, name: String, value: String) {
        self.chosen.push((name, value));
    }

    /// The name of the first one that was chosen.
    pub(super) fn first(&self) -> Option<&str> {
        self.chosen.first().map(|(name, _)| name.as_str())
    }

    /// Why what was chosen cannot be, if so.
    pub(super) fn problem(&self) -> Option<String> {
        for (name, value) in &self.chosen {
            let Some(known) = self.api.variables.iter().find(|known| known.name == name) else {
                return Some(format!("the base URL of the API has no variable `{name}`"));
            };
            if !known.values.is_empty() && !known.values.contains(&value.as_str()) {
                let values = known.values.join(", ");
                return Some(format!("the variable `{name}` is one of {values}, and not {value}"));
            }
        }
        None
    }

    /// A URL with the values of its variables.
    pub(crate) fn fill<'u>(&self, url: &'u str) -> Cow<'u, str> {
        let mut filled = Cow::Borrowed(url);
        for variable in self.api.variables {
            let name = format!("{{{}}}", variable.name);
            if filled.contains(&name) {
                let chosen = self.chosen.iter().rev().find(|(name, _)| name == variable.name);
                filled = filled.replace(&name, chosen.map_or(variable.default, |(_, value)| value)).into();
            }
        }
        filled
    }
}
