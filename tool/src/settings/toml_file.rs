//! The configuration file as it is written: values with the lines that they stand in.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::data::Data;
use crate::failure::Failure;
use crate::values::did_you_mean;

/// What stands in the file.
pub(super) struct File {
    /// What it is called in messages.
    pub(super) name: String,
    /// The profile that is used unless another one is named.
    pub(super) profile: Option<String>,
    pub(super) profiles: Vec<(String, Vec<Entry>)>,
}

/// A key of a profile.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Data,
    pub(super) line: usize,
}

impl File {
    pub(super) fn read(text: &str, name: String) -> Result<Self, Failure> {
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let table = DeTable::parse(text).map_err(|error| {
            // The line itself, which the error would quote, may hold a credential.
            let at = error.span().map_or(0, |span| span.start);
            Failure::usage(format!("{name}:{} is no TOML: {}", line(at), error.message()))
        })?;
        let mut file = Self { name, profile: None, profiles: Vec::new() };
        for (key, value) in table.get_ref() {
            let entry = |value: &DeValue<'_>| Entry {
                key: key.get_ref().to_string(),
                value: data(value),
                line: line(key.span().start),
            };
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("profile", DeValue::String(named)) => file.profile = Some(named.to_string()),
                ("profiles", DeValue::Table(profiles)) => file.add(profiles, &line)?,
                ("profile", other) => {
                    let other = entry(other);
                    let problem = format!("`profile` is {}, where the name of one is expected", other.value.kind());
                    return Err(file.wrong(&other, &problem));
                }
                ("profiles", other) => {
                    let other = entry(other);
                    let problem = format!("`profiles` is {}, where `[profiles.NAME]` is expected", other.value.kind());
                    return Err(file.wrong(&other, &problem));
                }
                (unknown, other) => {
                    let near = did_you_mean(unknown, ["profile", "profiles"]);
                    let problem = format!("there is no key `{unknown}` outside of `[profiles.NAME]`{near}");
                    return Err(file.wrong(&entry(other), &problem));
                }
            }
        }
        Ok(file)
    }

    fn add(&mut self, profiles: &DeTable<'_>, line: &dyn Fn(usize) -> usize) -> Result<(), Failure> {
        let entry = |key: &Spanned<_>, value: &Spanned<DeValue<'_>>| Entry {
            key: AsRef::<str>::as_ref(key.get_ref()).to_owned(),
            value: data(value.get_ref()),
            line: line(key.span().start),
        };
        for (name, profile) in profiles {
            let DeValue::Table(values) = profile.get_ref() else {
                let other = entry(name, profile);
                let problem = format!("`{}` is {}, where a profile is expected", other.key, other.value.kind());
                return Err(self.wrong(&other, &problem));
            };
            let entries = values.iter().map(|(key, value)| entry(key, value)).collect();
            self.profiles.push((name.get_ref().to_string(), entries));
        }
        Ok(())
    }

    /// What is wrong with an entry, and where it stands.
    pub(super) fn wrong(&self, entry: &Entry, problem: &str) -> Failure {
        Failure::usage(format!("{}:{}: {problem}", self.name, entry.line))
    }
}

fn data(value: &DeValue<'_>) -> Data {
    match value {
        DeValue::String(text) => Data::text(text.as_ref()),
        DeValue::Integer(number) => Data::Number(number.to_string()),
        DeValue::Float(number) => Data::Number(number.to_string()),
        DeValue::Boolean(value) => Data::Boolean(*value),
        DeValue::Datetime(time) => Data::text(time.to_string()),
        DeValue::Array(items) => Data::List(items.iter().map(|item| data(item.get_ref())).collect()),
        DeValue::Table(members) => Data::Object(
            members.iter().map(|(name, value)| (name.get_ref().to_string(), data(value.get_ref()))).collect(),
        ),
    }
}
