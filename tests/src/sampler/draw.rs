//! Drawing values: what is chosen, and how.

use fastrand::Rng;
use serde_json::{Value, json};

use super::aim::Aim;
use super::bundle::Bundle;
use super::whole::Whole;

/// How values are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// How many of a hundred optional members are there.
    pub optional: u8,
    /// How many of a hundred nullable places hold null.
    pub null: u8,
    /// How many items there are beyond the least number.
    pub items: usize,
    /// Whether strings and numbers are such as break things.
    pub odd: bool,
    /// How deep optional members go.
    pub depth: usize,
    /// Whether objects that allow it get a member that no schema names.
    pub extra: bool,
    /// The branch or value that is chosen at the top; any where it is none.
    pub focus: Option<usize>,
}

impl Style {
    /// Nothing but what is required.
    pub const LEAST: Self = Self { optional: 0, null: 0, items: 0, odd: false, depth: 0, extra: false, focus: None };
    /// All members at the top, and what they need.
    pub const BROAD: Self = Self { optional: 100, null: 0, items: 1, odd: false, depth: 0, extra: false, focus: None };
    /// All there can be.
    pub const MOST: Self = Self { optional: 100, null: 0, items: 2, odd: false, depth: 3, extra: false, focus: None };
    /// Any of it, with odd values.
    pub const ANY: Self = Self { optional: 50, null: 30, items: 2, odd: true, depth: 4, extra: false, focus: None };
    /// A few members, one within the other.
    pub const DEEP: Self = Self { optional: 25, null: 0, items: 1, odd: false, depth: 24, extra: false, focus: None };

    /// The same with this choice at the top.
    #[must_use]
    pub const fn at(self, focus: usize) -> Self {
        Self { focus: Some(focus), ..self }
    }

    /// The same with members that no schema names.
    #[must_use]
    pub const fn extra(self) -> Self {
        Self { extra: true, ..self }
    }
}

/// The deepest place that anything is drawn for.
const DEEPEST: usize = 48;

/// How many places are drawn for one value before it is given up.
const PLACES: usize = 1_500;

/// Draws one value.
#[derive(Debug)]
pub struct Drawer<'b> {
    pub(super) bundle: &'b Bundle<'b>,
    pub(super) rng: Rng,
    pub(super) style: Style,
    pub(super) depth: usize,
    /// How many choices there were at the top, where there was one.
    pub(super) choices: usize,
    /// How many schemas are being looked into for one that inherits from them.
    pub(super) heirs: usize,
    focus: Option<usize>,
    places: usize,
    /// The place that values are drawn toward, until it is reached.
    pub(super) aim: Option<&'b Aim>,
}

impl<'b> Drawer<'b> {
    /// One for the schemas of `bundle`.
    #[must_use]
    pub fn new(bundle: &'b Bundle<'b>, seed: u64, style: Style) -> Self {
        let rng = Rng::with_seed(seed);
        Self { bundle, rng, style, depth: 0, choices: 0, heirs: 0, focus: style.focus, places: 0, aim: None }
    }

    /// A value of the schema called `name`, with the schemas that hold for it; none where none was found.
    pub fn value(&mut self, name: &str) -> Option<(Value, Whole<'b>)> {
        let whole = self.top(name)?;
        let value = self.of_whole(&whole)?;
        Some((value, whole))
    }

    /// The schemas that hold at once for the one called `name`, with choices made.
    fn top(&mut self, name: &str) -> Option<Whole<'b>> {
        let (name, schema) = self.bundle.entry(name)?;
        let mut whole = Whole { passed: vec![name], ..Whole::default() };
        self.gather(schema, &mut whole).then_some(whole)
    }

    /// A value for which all of `schemas` hold, within another one.
    pub fn inner(&mut self, schemas: &[&'b Value]) -> Option<Value> {
        if self.depth >= DEEPEST || self.places >= PLACES {
            return None;
        }
        let heirs = std::mem::take(&mut self.heirs);
        self.depth += 1;
        self.places += 1;
        let mut whole = Whole::default();
        let possible = schemas.iter().all(|schema| self.gather(schema, &mut whole));
        let value = if possible { self.of_whole(&whole) } else { None };
        self.depth -= 1;
        self.heirs = heirs;
        value
    }

    fn of_whole(&mut self, whole: &Whole<'b>) -> Option<Value> {
        if self.is_there(whole, None) {
            return self.arrived(|drawer| drawer.of_whole(whole));
        }
        if let Some(values) = whole.values() {
            let types = whole.types();
            let mut values: Vec<&Value> = values
                .into_iter()
                .filter(|value| types.as_ref().is_none_or(|types| types.iter().any(|name| is_of(value, name))))
                .collect();
            if values.iter().any(|value| !value.is_null()) && !self.takes_null() {
                values.retain(|value| !value.is_null());
            }
            let index = self.choice(values.len());
            return values.get(index).map(|value| (*value).clone());
        }
        let types = whole.types().unwrap_or_else(|| implied(whole));
        match self.kind(&types)? {
            "null" => Some(Value::Null),
            "boolean" => Some(Value::Bool(self.rng.bool())),
            "integer" => self.integer(whole),
            "number" => self.number(whole),
            "string" => self.string(whole),
            "array" => self.array(whole),
            "object" => self.object(whole),
            _ => Some(self.anything(2)),
        }
    }

    /// One of the types.
    fn kind<'t>(&mut self, types: &[&'t str]) -> Option<&'t str> {
        let others: Vec<&str> = types.iter().copied().filter(|name| *name != "null").collect();
        if others.len() < types.len() && (others.is_empty() || self.takes_null()) {
            return Some("null");
        }
        let index = self.choice(others.len());
        others.get(index).copied()
    }

    /// Whether null is to stand where it may.
    pub fn takes_null(&mut self) -> bool {
        let null = if self.is_deep() { 100.min(u16::from(self.style.null) + 50) } else { u16::from(self.style.null) };
        self.depth > 0 && self.aim.is_none() && u16::from(self.rng.u8(0..100)) < null
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(0..100) < percent
    }

    /// Whether nothing is to be added that need not be there.
    #[must_use]
    pub fn is_deep(&self) -> bool {
        self.depth > self.style.depth || self.places > PLACES / 4
    }

    /// Any index below `length`; 0 where there is none.
    pub fn index(&mut self, length: usize) -> usize {
        if length < 2 { 0 } else { self.rng.usize(0..length) }
    }

    /// As [`Self::index`], but what was asked for at the top.
    fn choice(&mut self, length: usize) -> usize {
        if self.depth == 0 && length > 1 && self.choices == 0 {
            self.choices = length;
        }
        match self.focus.take_if(|_| self.depth == 0 && length > 1) {
            Some(focus) => focus % length,
            None => self.index(length),
        }
    }

    /// One of the branches of a union; deep down one that leads no deeper, if there is any.
    pub fn branch(&mut self, branches: &[&'b Value]) -> Option<&'b Value> {
        let leading: Vec<&'b Value> = branches.iter().copied().filter(|branch| self.leads(&[branch])).collect();
        if !leading.is_empty() {
            let index = self.index(leading.len());
            return leading.get(index).copied();
        }
        if self.is_deep() {
            let least = branches.iter().map(|branch| self.weight(branch, 0)).min();
            let light: Vec<&'b Value> =
                branches.iter().copied().filter(|branch| Some(self.weight(branch, 0)) == least).collect();
            let index = self.index(light.len());
            return light.get(index).copied();
        }
        let index = self.choice(branches.len());
        branches.get(index).copied()
    }

    /// How much deeper a schema leads, roughly.
    fn weight(&self, schema: &Value, hops: usize) -> usize {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|reference| self.bundle.follow(reference));
        if let Some(target) = target.filter(|_| hops < 4) {
            return self.weight(target, hops + 1);
        }
        let has = |keyword: &str| schema.get(keyword).is_some();
        let count = |keyword: &str| schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        match schema.get("type").and_then(Value::as_str) {
            _ if has("enum") || has("const") => 0,
            Some("null" | "boolean" | "integer" | "number" | "string") => 0,
            Some("array") => 1,
            _ => 2 + count("required") + count("allOf") * 2 + count("oneOf") + count("anyOf"),
        }
    }

    /// Any JSON, at most so deep.
    pub fn anything(&mut self, depth: usize) -> Value {
        match self.rng.u8(0..if depth == 0 { 8 } else { 11 }) {
            0 => json!(self.rng.bool()),
            1 => json!(u64::MAX),
            2 => json!(i64::MIN),
            3 => json!(-0.1),
            4 => json!(1e300),
            5 => json!(""),
            6 => json!("\u{1F600} \u{2028}\"\\"),
            7 => json!(9_007_199_254_740_993_u64),
            8 => json!([self.anything(depth - 1), null, []]),
            9 => json!({ "": self.anything(depth - 1), "a b": {} }),
            _ => json!({ "type": self.anything(depth - 1), "id": "x" }),
        }
    }
}

/// What the types of a schema without `type` are, by its other keywords; any where they say nothing.
fn implied(whole: &Whole<'_>) -> Vec<&'static str> {
    let has = |keywords: &[&str]| whole.parts.iter().any(|part| keywords.iter().any(|key| part.contains_key(*key)));
    let object = [
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedProperties",
    ];
    if has(&object) {
        vec!["object"]
    } else if has(&["items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"]) {
        vec!["array"]
    } else if has(&["pattern", "minLength", "maxLength"]) {
        vec!["string"]
    } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        vec!["number"]
    } else {
        vec!["anything"]
    }
}

/// Whether a value is of a type of JSON.
pub fn is_of(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => {
            let whole =
                number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|number| number.fract() == 0.0);
            name == "number" || name == "integer" && whole
        }
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}
