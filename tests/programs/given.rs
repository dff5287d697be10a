//! What a call is made with. The program that this is in says what can be read (`Readable`), and how (`read`).

use super::{Readable, Value, read};

/// Values, by name.
pub struct Given(pub Value);

impl Given {
    /// Whether it is given.
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// Which of several bodies is given.
    pub fn choice(&self) -> u64 {
        self.0["choice"].as_u64().unwrap_or_default()
    }

    /// The value of that name.
    pub fn needed<T: Readable>(&self, name: &str) -> Result<T, String> {
        self.maybe(name)?.ok_or_else(|| format!("{name} is not given"))
    }

    /// The value of that name, where there is one.
    pub fn maybe<T: Readable>(&self, name: &str) -> Result<Option<T>, String> {
        self.0.get(name).map(|value| read(value).map_err(|error| format!("{name}: {error}"))).transpose()
    }
}
