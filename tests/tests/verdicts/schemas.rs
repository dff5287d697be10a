//! Values by the schemas of a document: which are valid, examples of them, and what they say.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};
use wharf::document::{Document, Node};
use wharf_tests::sampler::{ADDRESS, Aim, Bundle, Drawer, Style};

/// Which way a value travels: members that travel the other way are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// To the server.
    Request,
    /// From the server.
    Answer,
}

impl Way {
    /// The flag of members that do not travel this way.
    fn barred(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Answer => "writeOnly",
        }
    }
}

/// The schemas of a document.
pub struct Schemas<'d> {
    bundle: Bundle<'d>,
    registries: BTreeMap<&'static str, Registry<'static>>,
    validators: RefCell<HashMap<(String, Way), Rc<Validator>>>,
    odd: u64,
    aims: Vec<Aim>,
}

/// How often a value is drawn with odd parts.
pub const ODD: u64 = 60;

/// How often a value is drawn toward each place that is asked for.
const AIMED: u64 = 40;

/// How many branches and listed values are tried, one by one.
const CHOICES: usize = 8;

impl<'d> Schemas<'d> {
    /// None yet. A value is drawn with odd parts so often.
    pub fn new(document: &'d Document, odd: u64) -> Self {
        let (registries, validators) = (BTreeMap::new(), RefCell::default());
        Self { bundle: Bundle::new(document), registries, validators, odd, aims: Vec::new() }
    }

    /// Adds a schema; gives its name.
    pub fn add(&mut self, node: Node<'d>) -> String {
        self.bundle.add(node)
    }

    /// Takes what was added for all there is. Values are drawn toward the places at these JSON pointers.
    pub fn finish(&mut self, aims: &[String]) {
        self.aims = aims.iter().filter_map(|pointer| Aim::at(&self.bundle, pointer)).collect();
        for way in [Way::Request, Way::Answer] {
            // A value may be of several branches that are no different.
            let mut all = self.bundle.to_json(true);
            direct(&mut all, way.barred());
            let registry = Registry::new().draft(Draft::Draft202012).add(ADDRESS, all);
            let registry = registry.and_then(jsonschema::RegistryBuilder::prepare).unwrap();
            self.registries.insert(way.barred(), registry);
        }
    }

    /// What is wrong with a value.
    pub fn complaint(&self, name: &str, way: Way, value: &Value) -> Option<String> {
        let known = self.validators.borrow().get(&(name.to_owned(), way)).cloned();
        let validator = known.unwrap_or_else(|| {
            let schema = json!({ "$ref": format!("{ADDRESS}#/$defs/{name}") });
            let options = jsonschema::options().with_draft(Draft::Draft202012);
            let options = options.with_registry(&self.registries[way.barred()]).should_validate_formats(true);
            let made = Rc::new(options.should_ignore_unknown_formats(true).build(&schema).unwrap());
            self.validators.borrow_mut().insert((name.to_owned(), way), made.clone());
            made
        });
        let known = self.bundle.entry(name).and_then(|(_, schema)| self.untold(schema, value));
        validator.validate(value).err().map(|error| error.to_string()).or(known)
    }

    /// A tag that no discriminator knows. Of a union a branch has to be without.
    fn untold(&self, schema: &Value, value: &Value) -> Option<String> {
        let parts = self.sure(schema);
        for (union, discriminator) in parts.iter().filter_map(|part| Some((*part, part.get("discriminator")?))) {
            let property = discriminator.get("propertyName").and_then(Value::as_str).unwrap_or_default();
            let means = |key: &str, tag: &str| discriminator.get(key).is_some_and(|tags| tags.get(tag).is_some());
            let tag = value.get(property).and_then(Value::as_str).unwrap_or_default();
            if !means("mapping", tag) && !means("names", tag) && !self.says(union, property, tag) {
                return Some(format!("{property} is {tag:?}, which is no branch"));
            }
        }
        let items = parts.iter().filter_map(|part| part.get("items"));
        let inner = items.flat_map(|items| value.as_array().into_iter().flatten().map(move |item| (items, item)));
        let members = parts.iter().filter_map(|part| part.get("properties")?.as_object()).flatten();
        let members = members.filter_map(|(name, schema)| Some((schema, value.get(name)?)));
        let found = inner.chain(members).find_map(|(schema, value)| self.untold(schema, value));
        let lists = parts.iter().flat_map(|part| ["anyOf", "oneOf"].map(|key| part.get(key).and_then(Value::as_array)));
        found.or_else(|| {
            lists.flatten().find_map(|list| {
                let told: Vec<_> = list.iter().map(|branch| self.untold(branch, value)).collect();
                told.iter().all(Option::is_some).then(|| told.into_iter().flatten().next()).flatten()
            })
        })
    }

    /// A schema and all that holds beside it for sure.
    fn sure<'s>(&'s self, schema: &'s Value) -> Vec<&'s Value> {
        self.together(schema, &["allOf"])
    }

    /// Whether a branch of a union says by itself that this is its tag.
    fn says(&self, union: &Value, property: &str, tag: &str) -> bool {
        let parts = self.parts(union);
        let tags = parts.iter().filter_map(|part| part.get("properties")?.get(property));
        let mut tags = tags.flat_map(|schema| self.parts(schema));
        let listed =
            |schema: &Value| schema.get("enum").and_then(Value::as_array).is_some_and(|all| all.contains(&json!(tag)));
        tags.any(|schema| schema.get("const") == Some(&json!(tag)) || listed(schema))
    }

    /// Valid values: with little and with much, each branch, with null where that may be, and odd ones. None where a schema
    /// is such that no drawn value is valid.
    pub fn draw(&self, name: &str, way: Way) -> Vec<Value> {
        self.draw_some(name, way, usize::MAX)
    }

    /// The first of them, as many as are asked for.
    pub fn draw_some(&self, name: &str, way: Way, most: usize) -> Vec<Value> {
        let mut styles =
            vec![Style::LEAST, Style::BROAD, Style::MOST, Style::DEEP, Style { null: 100, ..Style::BROAD }];
        styles.extend((0..CHOICES).flat_map(|choice| [Style::BROAD.at(choice), Style::LEAST.at(choice)]));
        let odd = (0..self.odd).map(|seed| (seed, Style::ANY));
        let plain = styles.into_iter().map(|style| (1, style)).chain(odd);
        let plain = plain.map(|(seed, style)| Drawer::new(&self.bundle, seed, style));
        let aims = self.aims.iter().filter(|aim| aim.is_below(name));
        let aimed = aims.flat_map(|aim| (0..AIMED).map(move |seed| Drawer::toward(&self.bundle, seed, aim)));
        let mut values = Vec::new();
        for mut drawer in plain.chain(aimed) {
            if values.len() >= most {
                break;
            }
            let Some((mut value, _)) = drawer.value(name) else { continue };
            if let Some((_, schema)) = self.bundle.entry(name) {
                self.strip(schema, way.barred(), &mut value);
            }
            if !values.contains(&value) && self.complaint(name, way, &value).is_none() {
                values.push(value);
            }
        }
        values
    }

    /// Whether values, or their items, may be of a type.
    pub fn is_of(&self, name: &str, ty: &str) -> bool {
        let schema = self.bundle.entry(name).map(|(_, schema)| schema);
        let parts: Vec<&Value> = schema.into_iter().flat_map(|schema| self.parts(schema)).collect();
        let items: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
        let inner = items.into_iter().flat_map(|items| self.parts(items)).filter(|_| ty != "array");
        let types: Vec<&Value> = parts.into_iter().chain(inner).filter_map(|part| part.get("type")).collect();
        let listed = |types: &Value| types.as_array().is_some_and(|types| types.contains(&json!(ty)));
        types.into_iter().any(|types| *types == json!(ty) || listed(types))
    }

    /// Takes out members that do not travel.
    fn strip(&self, schema: &Value, flag: &str, value: &mut Value) {
        for part in self.parts(schema) {
            let named = part.get("properties").and_then(Value::as_object);
            if let (Some(named), Some(members)) = (named, value.as_object_mut()) {
                members.retain(|name, _| !named.get(name).is_some_and(|schema| schema.get(flag) == Some(&json!(true))));
                for (name, member) in members {
                    named.get(name).into_iter().for_each(|schema| self.strip(schema, flag, member));
                }
            }
            if let (Some(items), Some(list)) = (part.get("items"), value.as_array_mut()) {
                for item in list {
                    self.strip(items, flag, item);
                }
            }
        }
    }

    /// What a value says, by place: what the schema describes, and defaults where nothing is said, marked by `true`.
    pub fn said(&self, name: &str, place: &str, value: Option<&Value>) -> Vec<(String, Value, bool)> {
        let mut said = Vec::new();
        if let Some((_, schema)) = self.bundle.entry(name) {
            self.say(&[schema], place, value, &mut said);
        }
        said
    }

    fn say(&self, schemas: &[&Value], place: &str, value: Option<&Value>, said: &mut Vec<(String, Value, bool)>) {
        let parts: Vec<&Value> = schemas.iter().flat_map(|schema| self.parts(schema)).collect();
        let Some(value) = value else {
            let default = parts.iter().find_map(|part| part.get("default"));
            said.extend(default.map(|default| (place.to_owned(), default.clone(), true)));
            return;
        };
        match value {
            Value::Object(members) => {
                let of = |name: &str| -> Vec<&Value> { parts.iter().flat_map(|part| member(part, name)).collect() };
                let is_any = !parts
                    .iter()
                    .any(|part| part.get("properties").is_some() || part.get("patternProperties").is_some());
                for (name, member) in members {
                    let schemas = of(name);
                    if !schemas.is_empty() || is_any {
                        self.say(&schemas, &format!("{place}/{name}"), Some(member), said);
                    }
                }
                let named = parts.iter().filter_map(|part| part.get("properties")?.as_object()).flat_map(Map::keys);
                for name in named.filter(|name| !members.contains_key(*name)) {
                    self.say(&of(name), &format!("{place}/{name}"), None, said);
                }
            }
            // One that is read in part is another one, and not ignored.
            Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
                let schemas: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
                for (at, item) in items.iter().enumerate() {
                    self.say(&schemas, &format!("{place}/{at}"), Some(item), said);
                }
            }
            plain => said.push((place.to_owned(), plain.clone(), false)),
        }
    }

    /// A place where a value is not the one that the schema fixes: who takes it for fixed is not told.
    pub fn unfixed(&self, name: &str, value: &Value) -> Option<String> {
        let (_, schema) = self.bundle.entry(name)?;
        self.unfixed_in(&[schema], "", value)
    }

    fn unfixed_in(&self, schemas: &[&Value], place: &str, value: &Value) -> Option<String> {
        let parts: Vec<&Value> = schemas.iter().flat_map(|schema| self.parts(schema)).collect();
        match value {
            Value::Object(members) => members.iter().find_map(|(name, value)| {
                let schemas: Vec<&Value> = parts.iter().flat_map(|part| member(part, name)).collect();
                self.unfixed_in(&schemas, &format!("{place}/{name}"), value)
            }),
            Value::Array(items) => {
                let schemas: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
                items
                    .iter()
                    .enumerate()
                    .find_map(|(at, item)| self.unfixed_in(&schemas, &format!("{place}/{at}"), item))
            }
            Value::String(_) | Value::Number(_) | Value::Bool(_) => {
                let listed = |part: &&Value| part.get("enum").and_then(Value::as_array).cloned();
                let fixed = |part: &&Value| part.get("const").map(|only| vec![only.clone()]).or_else(|| listed(part));
                let all: Vec<Value> = parts.iter().filter_map(fixed).flatten().collect();
                // Of several it is one that is told as unknown.
                matches!(all.as_slice(), [only] if only != value).then(|| place.to_owned())
            }
            Value::Null => None,
        }
    }

    /// A schema and all that may hold beside it.
    fn parts<'s>(&'s self, schema: &'s Value) -> Vec<&'s Value> {
        self.together(schema, &["allOf", "anyOf", "oneOf"])
    }

    /// A schema, what it refers to, and what is in the lists under these keywords.
    fn together<'s>(&'s self, schema: &'s Value, lists: &[&str]) -> Vec<&'s Value> {
        let mut parts: Vec<&Value> = Vec::new();
        let mut pending = vec![schema];
        while let Some(next) = pending.pop() {
            if parts.iter().any(|part| std::ptr::eq(*part, next)) {
                continue;
            }
            parts.push(next);
            pending.extend(next.get("$ref").and_then(Value::as_str).and_then(|name| self.bundle.follow(name)));
            pending.extend(lists.iter().filter_map(|key| next.get(*key)?.as_array()).flatten());
        }
        parts
    }
}

/// The schemas that one schema has for a member; what forbids it is none.
fn member<'s>(part: &'s Value, name: &str) -> Vec<&'s Value> {
    let mut found: Vec<&Value> = part.get("properties").and_then(|named| named.get(name)).into_iter().collect();
    let patterns = part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let matching =
        patterns.filter(|(pattern, _)| regex::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(name)));
    found.extend(matching.map(|(_, schema)| schema));
    if found.is_empty() {
        found.extend(part.get("additionalProperties"));
    }
    found.retain(|schema| **schema != json!(false));
    found
}

/// Forbids members that have the flag, and needs them no more.
fn direct(schema: &mut Value, flag: &str) {
    if let Value::Object(keywords) = schema {
        let named = keywords.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten();
        let mut barred = Vec::new();
        for (name, schema) in named.filter(|(_, schema)| schema.get(flag) == Some(&json!(true))) {
            *schema = json!(false);
            barred.push(json!(name));
        }
        if let Some(required) = keywords.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|name| !barred.contains(name));
        }
        keywords.values_mut().for_each(|value| direct(value, flag));
    } else if let Value::Array(items) = schema {
        for item in items {
            direct(item, flag);
        }
    }
}
