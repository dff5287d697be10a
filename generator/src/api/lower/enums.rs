//! `enum` and `const`.

use serde_json::Value;

use super::super::{EnumValue, Scalar, Shape};
use super::conjunction::Conjunction;
use super::context::Lowering;
use super::kinds::Kinds;
use super::scalars;
use crate::document::{Kind, Node, Number};

/// The lists of values that `part` gives. A list without values says nothing: nobody means that there is no value.
pub(super) fn lists(part: Node<'_>) -> impl Iterator<Item = (&'static str, Node<'_>)> {
    let lists = ["enum", "const"].into_iter().filter_map(move |keyword| Some((keyword, part.get(keyword)?)));
    lists.filter(|(keyword, list)| *keyword == "const" || list.kind() == Kind::Array && !list.is_empty())
}

/// The types of the values that `parts` list; none where they list none.
pub(super) fn kinds_of(parts: &[Node<'_>]) -> Option<Kinds> {
    parts
        .iter()
        .flat_map(|part| lists(*part))
        .flat_map(|(keyword, list)| {
            let is_constant = keyword == "const";
            let items = list.items().filter(move |_| !is_constant);
            Some(list).filter(|_| is_constant).into_iter().chain(items)
        })
        .map(|node| kind_of(&node.to_json()))
        .reduce(Kinds::or)
}

impl<'a> Lowering<'a> {
    /// The shape of a schema that lists its values; none where it lists none.
    pub(super) fn enumeration(&mut self, conjunction: &Conjunction<'a>, kinds: Option<Kinds>) -> Option<Shape> {
        let values = self.values(conjunction, kinds)?;
        if values.is_empty() {
            return Some(Shape::Scalar(Scalar::Null));
        }
        let is_small = |value: &EnumValue| value.value.is_i64();
        if values.iter().all(|value| value.value.is_string()) || values.iter().all(is_small) {
            return Some(Shape::Enum(values));
        }
        if let Some(boolean) = boolean(&values) {
            return Some(Shape::Scalar(boolean));
        }
        if kinds == Some(Kinds::INTEGER) && values.iter().all(|value| scalars::is_whole(&value.value)) {
            return Some(self.scalar(conjunction, Kinds::INTEGER));
        }
        if values.iter().all(|value| value.value.is_number()) {
            return Some(self.scalar(conjunction, Kinds::NUMBER));
        }
        if kinds.is_some_and(|kinds| !values.iter().any(|value| of_kinds(&value.value, kinds))) {
            return Some(Shape::Any);
        }
        // Values of several types are a union of those; objects and arrays are what else is said of them.
        None
    }

    /// The values that all lists have, `null` left out; none where there is no list.
    fn values(&mut self, conjunction: &Conjunction<'a>, kinds: Option<Kinds>) -> Option<Vec<EnumValue>> {
        let mut common: Option<Vec<EnumValue>> = None;
        for part in &conjunction.parts {
            for (keyword, list) in lists(*part) {
                let mut values = if keyword == "const" { vec![plain(list.to_json())] } else { listed(*part, list) };
                values.retain(|value| !value.value.is_null());
                if conjunction.only.is_some() {
                    values.retain(|value| kinds.is_none_or(|kinds| of_kinds(&value.value, kinds)));
                } else {
                    self.fit(list, &mut values, kinds);
                }
                let narrowed = match common.take() {
                    None => values,
                    Some(before) => self.intersection(list, before, values),
                };
                common = Some(narrowed);
            }
        }
        common
    }

    fn intersection(&mut self, list: Node<'a>, before: Vec<EnumValue>, values: Vec<EnumValue>) -> Vec<EnumValue> {
        let both: Vec<EnumValue> =
            values.iter().filter(|value| before.iter().any(|other| other.value == value.value)).cloned().collect();
        if !both.is_empty() {
            return both;
        }
        self.reports.warn(
            "enums-contradict",
            list,
            "no value is in all the lists that are to hold at once; this one counts",
            "let the lists have values in common",
        );
        if values.is_empty() { before } else { values }
    }

    /// Makes values fit the declared type where YAML read them as another, and drops what cannot fit.
    fn fit(&mut self, list: Node<'a>, values: &mut Vec<EnumValue>, kinds: Option<Kinds>) {
        let Some(kinds) = kinds.map(|kinds| kinds.without(Kinds::NULL)) else {
            return;
        };
        let before = values.clone();
        for value in values.iter_mut() {
            if let Some(fitted) = fitted(&value.value, kinds) {
                // As it is written: `1.10` is a version, and `036` a code.
                let written = (kinds == Kinds::STRING).then(|| written(list, &value.value)).flatten();
                value.value = written.map_or(fitted, Value::from);
            }
        }
        values.retain(|value| of_kinds(&value.value, kinds));
        if values.is_empty() && !before.is_empty() {
            // The list is all that is known of the values: `type` is what is wrong.
            *values = before;
            return;
        }
        let single = kinds.split().len() == 1;
        if single && values.len() != before.len()
            || values.iter().zip(&before).any(|(left, right)| is_read_as_other(&left.value, &right.value))
        {
            self.reports.warn(
                "enum-value-of-other-type",
                list,
                "not every value is of the declared `type`; they are read as if they were, where that is possible",
                "quote strings that look like numbers or booleans, which are read as they are written, or correct `type`",
            );
        }
    }
}

/// The values of an `enum`, without repetition, with the names and descriptions that extensions give them.
fn listed(part: Node<'_>, list: Node<'_>) -> Vec<EnumValue> {
    let names = ["x-enum-varnames", "x-enumNames"];
    let descriptions = ["x-enum-descriptions", "x-enumDescriptions"];
    let mut values: Vec<EnumValue> = Vec::with_capacity(list.len());
    let mut seen = std::collections::HashSet::new();
    for (index, node) in list.items().enumerate() {
        let value = node.to_json();
        if seen.insert(value.to_string()) {
            values.push(EnumValue {
                name: beside(part, &names, index, &value),
                description: beside(part, &descriptions, index, &value).unwrap_or_default(),
                value,
                constant: false,
            });
        }
    }
    values
}

/// What the first of the extensions `keys` says about the value at `index`: it is a list beside the values, or an
/// object with the values as keys.
fn beside(part: Node<'_>, keys: &[&str], index: usize, value: &Value) -> Option<String> {
    let extension = keys.iter().find_map(|key| part.get(key))?;
    let key = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let said = extension.at(index).or_else(|| extension.get(&key))?;
    said.as_str().map(str::to_owned)
}

fn plain(value: Value) -> EnumValue {
    EnumValue { constant: true, ..EnumValue::plain(value) }
}

fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

/// Whether a value is another one than the document has; another spelling of a number is not.
fn is_read_as_other(value: &Value, written: &Value) -> bool {
    value != written && !(value.is_number() && written.is_number())
}

/// What a list of booleans allows; none where it holds anything else.
fn boolean(values: &[EnumValue]) -> Option<Scalar> {
    let all: Option<Vec<bool>> = values.iter().map(|value| value.value.as_bool()).collect();
    let all = all?;
    let constant = all.first().copied().filter(|first| all.iter().all(|other| other == first));
    Some(Scalar::Boolean(constant))
}

/// Whether `value` is of one of `kinds`.
fn of_kinds(value: &Value, kinds: Kinds) -> bool {
    value.is_null() || kinds.contains(kind_of(value))
}

fn kind_of(value: &Value) -> Kinds {
    match value {
        Value::Null => Kinds::NULL,
        Value::Bool(_) => Kinds::BOOLEAN,
        Value::Number(_) if scalars::is_whole(value) => Kinds::INTEGER,
        Value::Number(_) => Kinds::NUMBER,
        Value::String(_) => Kinds::STRING,
        Value::Array(_) => Kinds::ARRAY,
        Value::Object(_) => Kinds::OBJECT,
    }
}

/// How the number `value` of `list`, or of a constant, is written.
fn written<'a>(list: Node<'a>, value: &Value) -> Option<&'a str> {
    let mut nodes = list.items().chain(Some(list));
    nodes.find_map(|node| node.as_number().filter(|number| number.to_json() == *value)).map(Number::text)
}

/// `value` as the only type of `kinds`, where it was read as another and its text fits.
fn fitted(value: &Value, kinds: Kinds) -> Option<Value> {
    if of_kinds(value, kinds) {
        // A whole number may be written with a fraction of zero.
        return (kinds == Kinds::INTEGER && !is_integer(value)).then(|| scalars::whole(value)).flatten();
    }
    if kinds == Kinds::STRING {
        return match value {
            Value::Bool(_) | Value::Number(_) => Some(Value::String(value.to_string())),
            _ => None,
        };
    }
    let text = value.as_str()?;
    if kinds == Kinds::INTEGER {
        return text.parse::<i64>().ok().map(Value::from);
    }
    if kinds == Kinds::BOOLEAN {
        return text.parse::<bool>().ok().map(Value::from);
    }
    None
}
