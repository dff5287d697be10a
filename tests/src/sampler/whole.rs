//! The schemas that hold at once for one value: references and `allOf` followed, a branch chosen of each union.

use serde_json::{Map, Value};

use super::dialect::ALONE;
use super::draw::Drawer;

/// The schemas that hold at once.
#[derive(Debug, Default)]
pub struct Whole<'b> {
    /// Each with its own keywords; what they refer to is among them.
    pub parts: Vec<&'b Map<String, Value>>,
    /// The names of the definitions that were passed through.
    pub passed: Vec<&'b str>,
    /// Members by which discriminators tell what this is, each with its value.
    pub tags: Vec<(&'b str, &'b str)>,
    /// Those of them that a mapping speaks of.
    pub mapped: Vec<&'b str>,
    /// The definitions that hold because a discriminator says so, which a validator knows nothing of.
    pub implied: Vec<&'b str>,
    /// Whether a branch of a union was chosen on the way.
    pub is_chosen: bool,
}

impl<'b> Whole<'b> {
    /// What the parts say under `keyword`.
    pub fn all(&self, keyword: &str) -> impl Iterator<Item = &'b Value> {
        let found: Vec<&'b Value> = self.parts.iter().filter_map(|part| part.get(keyword)).collect();
        found.into_iter()
    }

    /// The greatest number under `keyword`.
    pub fn most(&self, keyword: &str) -> Option<f64> {
        self.all(keyword).filter_map(Value::as_f64).reduce(f64::max)
    }

    /// The least number under `keyword`.
    pub fn least(&self, keyword: &str) -> Option<f64> {
        self.all(keyword).filter_map(Value::as_f64).reduce(f64::min)
    }

    /// The greatest count under `keyword`.
    pub fn at_least(&self, keyword: &str) -> usize {
        let counts =
            self.all(keyword).filter_map(Value::as_u64).map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        counts.max().unwrap_or(0)
    }

    /// The least count under `keyword`.
    pub fn at_most(&self, keyword: &str) -> Option<usize> {
        let counts =
            self.all(keyword).filter_map(Value::as_u64).map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        counts.min()
    }

    /// The strings in the lists under `keyword`, each once.
    pub fn strings(&self, keyword: &str) -> Vec<&'b str> {
        let mut found: Vec<&'b str> = Vec::new();
        for name in self.all(keyword).filter_map(Value::as_array).flatten().filter_map(Value::as_str) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }

    /// The values that all lists of values have; none where there is no list.
    pub fn values(&self) -> Option<Vec<&'b Value>> {
        let listed = self.all("enum").filter_map(Value::as_array).map(|list| list.iter().collect::<Vec<_>>());
        let fixed = self.all("const").map(|value| vec![value]);
        let both = |left: Vec<&'b Value>, right: Vec<&'b Value>| {
            left.into_iter().filter(|value| right.contains(value)).collect()
        };
        listed.chain(fixed).reduce(both)
    }

    /// The JSON types that are left, `integer` beside `number`; none where anything goes.
    pub fn types(&self) -> Option<Vec<&'b str>> {
        let lists = self.all("type").map(|value| match value {
            Value::String(name) => vec![name.as_str()],
            other => other.as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
        });
        lists.reduce(|left, right| both_types(&left, &right))
    }
}

fn both_types<'b>(left: &[&'b str], right: &[&'b str]) -> Vec<&'b str> {
    let within = |name: &str, list: &[&str]| list.contains(&name) || name == "integer" && list.contains(&"number");
    let mut both: Vec<&str> = left.iter().copied().filter(|name| within(name, right)).collect();
    for name in right {
        if within(name, left) && !both.contains(name) {
            both.push(*name);
        }
    }
    both
}

impl<'b> Drawer<'b> {
    /// Adds `schema` and what it refers to; false where nothing can be valid.
    pub fn gather(&mut self, schema: &'b Value, whole: &mut Whole<'b>) -> bool {
        let part = match schema {
            Value::Bool(allowed) => return *allowed,
            Value::Object(part) => part,
            _ => return true,
        };
        if whole.parts.iter().any(|other| std::ptr::eq(*other, part)) {
            return true;
        }
        whole.parts.push(part);
        if let Some(reference) = part.get("$ref").and_then(Value::as_str) {
            let Some(target) = self.bundle.follow(reference) else { return true };
            whole.passed.push(name(reference));
            if !self.gather(target, whole) {
                return false;
            }
        }
        self.all_of(part, whole)
            && self.group(part, "oneOf", whole)
            && self.group(part, "anyOf", whole)
            && self.condition(part, whole)
            && self.family(part, whole)
    }

    /// Adds what a schema is made of. One of several things, or of more than one, is inherited from.
    fn all_of(&mut self, part: &'b Map<String, Value>, whole: &mut Whole<'b>) -> bool {
        let Some(branches) = part.get("allOf").and_then(Value::as_array) else { return true };
        let inherits = branches.len() > 1 || part.contains_key("properties") || part.contains_key(ALONE);
        self.heirs += usize::from(inherits);
        let possible = branches.iter().all(|branch| self.gather(branch, whole));
        self.heirs -= usize::from(inherits);
        possible
    }

    /// Chooses a branch of a union.
    fn group(&mut self, part: &'b Map<String, Value>, keyword: &str, whole: &mut Whole<'b>) -> bool {
        let Some(branches) = part.get(keyword).and_then(Value::as_array) else { return true };
        let (null, others): (Vec<&Value>, Vec<&Value>) = branches.iter().partition(|branch| is_null(branch));
        if let Some(null) = null.first().filter(|_| self.takes_null() || others.is_empty()) {
            return self.gather(null, whole);
        }
        let mut other = None;
        let branch = match others.as_slice() {
            [] => return true,
            [only] => *only,
            several if several.iter().any(|branch| self.has(whole, branch)) => return true,
            several => {
                // What is said already may leave only some of them.
                let known = whole.values();
                let fits = |branch: &&&Value| known.as_ref().is_none_or(|known| self.meets(branch, known));
                let fitting: Vec<&Value> = several.iter().filter(fits).copied().collect();
                let several = if fitting.is_empty() { several } else { fitting.as_slice() };
                whole.is_chosen = true;
                let Some(chosen) = self.branch(several) else { return true };
                // Several may hold at once; where they cannot, what is drawn is not valid, and left out.
                let both = keyword == "anyOf" && !part.contains_key("discriminator") && self.style.odd;
                if both && self.chance(30) {
                    other = several.get(self.index(several.len())).copied();
                }
                chosen
            }
        };
        if let Some(target) = branch.get("$ref").and_then(Value::as_str)
            && self.tag(part, name(target), whole)
        {
            whole.implied.push(name(target));
        }
        self.gather(branch, whole) && other.is_none_or(|other| self.gather(other, whole))
    }

    /// Whether a schema that lists its values lists one of these.
    fn meets(&self, schema: &Value, values: &[&Value]) -> bool {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|reference| self.bundle.follow(reference));
        let schema = target.unwrap_or(schema);
        let fixed = schema.get("const").is_none_or(|value| values.contains(&value));
        let listed = schema.get("enum").and_then(Value::as_array);
        fixed && listed.is_none_or(|list| list.iter().any(|value| values.contains(&value)))
    }

    /// Whether `schema` is among what holds already, as the branch is of a type that is one branch of a union.
    fn has(&self, whole: &Whole<'b>, schema: &Value) -> bool {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|reference| self.bundle.follow(reference));
        let schema = target.unwrap_or(schema).as_object();
        schema.is_some_and(|schema| whole.parts.contains(&schema))
    }

    /// Chooses whether the condition of a schema is to hold.
    fn condition(&mut self, part: &'b Map<String, Value>, whole: &mut Whole<'b>) -> bool {
        let Some(condition) = part.get("if") else { return true };
        // What a condition asks for is documentation: a type does not refuse what breaks it.
        whole.is_chosen = true;
        let side = if self.chance(50) { "then" } else { "else" };
        if side == "then" && !self.gather(condition, whole) {
            return false;
        }
        part.get(side).is_none_or(|schema| self.gather(schema, whole))
    }

    /// Chooses what a schema with a discriminator and no branches stands for.
    fn family(&mut self, part: &'b Map<String, Value>, whole: &mut Whole<'b>) -> bool {
        if part.contains_key("oneOf") || part.contains_key("anyOf") {
            return true;
        }
        let listed = ["mapping", "names"].into_iter().filter_map(|key| meanings(part, key));
        let targets: Vec<&str> = listed.flat_map(Map::values).filter_map(Value::as_str).collect();
        if targets.is_empty() {
            return true;
        }
        if let Some(own) = targets.iter().find(|target| whole.passed.contains(&name(target))) {
            self.tag(part, name(own), whole);
            // What inherits is what it is, also where nothing tells it apart from others.
            whole.mapped.clear();
            return true;
        }
        if self.heirs > 0 {
            return true;
        }
        whole.is_chosen = true;
        let chosen = self.index(targets.len());
        let Some(target) = targets.get(chosen) else { return true };
        let Some(child) = self.bundle.follow(target) else { return true };
        whole.passed.push(name(target));
        whole.implied.push(name(target));
        self.tag(part, name(target), whole);
        self.gather(child, whole)
    }

    /// Notes the value of the discriminator of `part` that means the schema `target`; false where there is none.
    fn tag(&mut self, part: &'b Map<String, Value>, target: &str, whole: &mut Whole<'b>) -> bool {
        let property = part.get("discriminator").and_then(|discriminator| discriminator.get("propertyName"));
        let Some(property) = property.and_then(Value::as_str) else { return false };
        let meant = |value: &Value| value.as_str().is_some_and(|reference| name(reference) == target);
        let tags = |key: &str| -> Vec<&'b str> {
            let all = meanings(part, key).into_iter().flatten();
            all.filter(|(_, value)| meant(value)).map(|(tag, _)| tag.as_str()).collect()
        };
        let mapped = tags("mapping");
        whole.mapped.extend((!mapped.is_empty()).then_some(property));
        let tags = if mapped.is_empty() { tags("names") } else { mapped };
        let chosen = self.index(tags.len());
        whole.tags.extend(tags.get(chosen).map(|tag| (property, *tag)));
        !tags.is_empty()
    }
}

/// The schemas by the values of a discriminator that mean them, by its mapping or by their names.
fn meanings<'b>(part: &'b Map<String, Value>, key: &str) -> Option<&'b Map<String, Value>> {
    part.get("discriminator")?.get(key)?.as_object()
}

/// Whether a schema is that of null alone.
pub fn is_null(schema: &Value) -> bool {
    let null = schema.get("type").is_some_and(|name| name == "null" || *name == serde_json::json!(["null"]));
    null || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum").is_some_and(|values| *values == serde_json::json!([null]))
}

/// The name of the definition that a reference within the bundle leads to.
fn name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
