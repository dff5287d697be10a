//! What an independent validator says about values.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use super::bundle::{ADDRESS, Bundle};

/// Validators of the schemas of a bundle.
pub struct Judge {
    registry: Registry<'static>,
    validators: RefCell<HashMap<String, Option<Rc<Validator>>>>,
}

impl Judge {
    /// One for all schemas of `bundle`; a loose one lets several branches of a `oneOf` hold at once.
    ///
    /// # Errors
    /// What the validator says about the schemas.
    pub fn new(bundle: &Bundle<'_>, is_loose: bool) -> Result<Self, String> {
        let registry = Registry::new().draft(Draft::Draft202012).add(ADDRESS, bundle.to_json(is_loose));
        let registry = registry.and_then(jsonschema::RegistryBuilder::prepare).map_err(|error| error.to_string())?;
        Ok(Self { registry, validators: RefCell::default() })
    }

    /// Whether `value` is valid by the schema called `name`; none where no validator can be made of that.
    pub fn is_valid(&self, name: &str, value: &Value) -> Option<bool> {
        let known = self.validators.borrow().get(name).cloned();
        let validator = known.unwrap_or_else(|| {
            let made = self.validator(name).map(Rc::new);
            self.validators.borrow_mut().insert(name.to_owned(), made.clone());
            made
        });
        validator.map(|validator| validator.is_valid(value))
    }

    fn validator(&self, name: &str) -> Option<Validator> {
        let schema = json!({ "$ref": format!("{ADDRESS}#/$defs/{name}") });
        let options = jsonschema::options().with_draft(Draft::Draft202012).with_registry(&self.registry);
        options.should_validate_formats(true).should_ignore_unknown_formats(true).build(&schema).ok()
    }
}

/// Whether a pattern of a schema matches a text.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    jsonschema_regex::to_rust_regex(pattern)
        .ok()
        .and_then(|pattern| regex::Regex::new(&pattern).ok())
        .is_some_and(|regex| regex.is_match(text))
}
