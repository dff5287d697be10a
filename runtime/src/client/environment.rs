//! What a client takes from the environment.

use core::cell::Cell;
use std::env::VarError;

use zeroize::Zeroizing;

use super::{Client, ClientBuilder};
use crate::secret::Secret;

impl<C: From<Client>> ClientBuilder<C> {
    /// Takes from the environment what was not set before: credentials, base URL, headers.
    pub fn env(self) -> Self {
        let unreadable = Cell::new(None);
        let mut builder = self.env_from(|name| match std::env::var(name) {
            Ok(value) => Some(value),
            Err(VarError::NotPresent) => None,
            // What is not taken would mean another server, or another account.
            Err(VarError::NotUnicode(_)) => {
                unreadable.set(Some(name.to_owned()));
                None
            }
        });
        builder.unreadable = unreadable.into_inner();
        builder
    }

    /// The same, with variables from elsewhere. Values are trimmed; an empty one counts as unset.
    pub fn env_from(mut self, variable: impl Fn(&str) -> Option<String>) -> Self {
        let read = |name: Option<&'static str>| {
            let name = name?;
            // A copy of it goes on: this one is wiped.
            let value = Zeroizing::new(variable(name)?);
            let value = value.trim();
            (!value.is_empty()).then(|| (name, value.to_owned()))
        };
        if self.base_url.is_none() {
            (self.base_url_env, self.base_url) = read(self.api.base_url_env).unzip();
        }
        for scheme in self.api.schemes {
            let known = self.credentials.iter().any(|(name, _, _)| name == scheme.name)
                || self.providers.iter().any(|(name, _)| name == scheme.name);
            if let Some((name, value)) = scheme.env.filter(|_| !known).and_then(|name| read(Some(name))) {
                let origin = format!("in the environment variable {name}");
                self.credentials.push((scheme.name.to_owned(), Secret::from(value), origin));
            }
        }
        for header in self.api.headers {
            let known = self.headers.iter().any(|(name, ..)| name.eq_ignore_ascii_case(header.name));
            if let Some((name, value)) = header.env.filter(|_| !known).and_then(|name| read(Some(name))) {
                self.headers.push((header.name.to_owned(), value, Some(name)));
            }
        }
        self
    }
}
