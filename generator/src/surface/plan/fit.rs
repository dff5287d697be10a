//! Whether a JSON value is what a type of the API says.

use serde_json::{Map, Number, Value};
use wharf_runtime::pattern;

use crate::api::{
    Additional, Branch, EnumValue, Guard, JsonType, Object, Scalar, Shape, Tagging, Tuple, Type, TypeId, Union, Use,
};

use super::{Context, formats};

/// Nesting beyond which a value is not looked at.
const DEEPEST: usize = 128;

impl Context<'_> {
    /// The value, less the members that no schema names, whose pointers go to `unknown`.
    ///
    /// # Errors
    /// Where it is not what the type says, and why.
    pub(super) fn fit(&self, place: Use, value: &Value, at: &str, unknown: &mut Vec<String>) -> Result<Value, String> {
        if value.is_null() && place.nullable {
            return Ok(Value::Null);
        }
        self.fit_type(place.id, value, at, unknown)
    }

    fn fit_type(&self, id: TypeId, value: &Value, at: &str, unknown: &mut Vec<String>) -> Result<Value, String> {
        let Some(ty) = self.api.get(id) else {
            return Ok(value.clone());
        };
        if at.matches('/').count() > DEEPEST {
            return Err(format!("`{at}` is nested too deeply"));
        }
        match (&ty.shape, value) {
            (Shape::Any, _) => Ok(value.clone()),
            (Shape::Scalar(scalar), _) => {
                let fits = is_scalar(scalar, value) && self.is_in_range(ty, scalar, value);
                accept(fits, value, at, scalar_name(scalar))
            }
            (Shape::Enum(values), _) => accept(is_value(values, value), value, at, "one of the declared values"),
            (Shape::Open(open), _) => {
                accept(is_like(&open.values, value), value, at, "of the type of the declared values")
            }
            (Shape::Array(item), Value::Array(items)) => {
                let kept = items.iter().enumerate();
                let kept = kept.map(|(index, value)| self.fit(*item, value, &format!("{at}/{index}"), unknown));
                kept.collect::<Result<Vec<_>, _>>().map(Value::Array)
            }
            (Shape::Tuple(tuple), Value::Array(items)) if fits(tuple, items.len()) => {
                let kept = items.iter().enumerate().filter_map(|(index, item)| {
                    let place = tuple.items.get(index).copied().or(tuple.rest)?;
                    Some(self.fit(place, item, &format!("{at}/{index}"), unknown))
                });
                kept.collect::<Result<Vec<_>, _>>().map(Value::Array)
            }
            (Shape::Map(item), Value::Object(members)) => {
                let kept = members
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.fit(*item, value, &format!("{at}/{name}"), unknown)?)));
                kept.collect::<Result<Map<_, _>, String>>().map(Value::Object)
            }
            (Shape::Object(object), Value::Object(members)) => self.fit_object(object, members, at, unknown),
            (Shape::Union(union), _) => self.fit_union(union, value, at, unknown),
            (Shape::Array(_) | Shape::Tuple(_), _) => Err(mismatch(at, "an array of the declared length")),
            (Shape::Map(_) | Shape::Object(_), _) => Err(mismatch(at, "an object")),
        }
    }

    fn is_in_range(&self, ty: &Type, scalar: &Scalar, value: &Value) -> bool {
        value.as_number().is_none_or(|number| formats::holds(&self.scalar(ty, scalar), number))
    }

    fn fit_object(
        &self,
        object: &Object,
        members: &Map<String, Value>,
        at: &str,
        unknown: &mut Vec<String>,
    ) -> Result<Value, String> {
        let mut kept = Map::new();
        for property in &object.properties {
            let name = &property.wire_name;
            match members.get(name) {
                None if property.required => {
                    return Err(format!("`{at}` lacks the member `{name}`"));
                }
                None => {}
                Some(value) => {
                    kept.insert(name.clone(), self.fit(property.ty, value, &format!("{at}/{name}"), unknown)?);
                }
            }
        }
        for (name, value) in members {
            if object.properties.iter().any(|property| property.wire_name == *name) {
                continue;
            }
            if let Some(members) = object.patterns.iter().find(|members| pattern::matches(&members.pattern, name)) {
                kept.insert(name.clone(), self.fit(members.ty, value, &format!("{at}/{name}"), unknown)?);
                continue;
            }
            match object.additional {
                Additional::Typed(place) => {
                    kept.insert(name.clone(), self.fit(place, value, &format!("{at}/{name}"), unknown)?);
                }
                Additional::Unmentioned if self.settings.keep_unknown => {
                    kept.insert(name.clone(), value.clone());
                }
                Additional::Unmentioned => unknown.push(format!("`{at}/{name}`")),
                Additional::Forbidden => return Err(format!("`{at}` may have no member `{name}`")),
            }
        }
        Ok(Value::Object(kept))
    }

    fn fit_union(&self, union: &Union, value: &Value, at: &str, unknown: &mut Vec<String>) -> Result<Value, String> {
        let fitting: Vec<&Branch> = match &union.tagging {
            Tagging::Property(tag) => {
                let found = value.get(tag).and_then(Value::as_str);
                let meant =
                    union.branches.iter().filter(|branch| branch.tags.iter().any(|tag| Some(tag.as_str()) == found));
                let meant: Vec<&Branch> = meant.collect();
                match union.default.and_then(|at| union.branches.get(at)) {
                    Some(default) if meant.is_empty() => vec![default],
                    None if found.is_none() => return Err(format!("`{at}` lacks the string `{tag}`")),
                    _ => meant,
                }
            }
            Tagging::Guards => union.branches.iter().filter(|branch| passes(&branch.guard, value)).collect(),
        };
        let mut why = mismatch(at, "any of the declared variants");
        for branch in fitting {
            let mut more = Vec::new();
            match self.fit_type(branch.ty, value, at, &mut more) {
                Ok(kept) => {
                    unknown.extend(more);
                    return Ok(kept);
                }
                Err(reason) => why = reason,
            }
        }
        Err(why)
    }
}

/// Whether an array of this length can be `tuple`.
fn fits(tuple: &Tuple, length: usize) -> bool {
    length >= tuple.required && (tuple.rest.is_some() || length <= tuple.items.len())
}

fn passes(guard: &Guard, value: &Value) -> bool {
    let of_type = guard.types.iter().any(|ty| match (ty, value) {
        (JsonType::Integer, Value::Number(number)) => is_integer(number),
        (JsonType::Null, Value::Null)
        | (JsonType::Boolean, Value::Bool(_))
        | (JsonType::Number, Value::Number(_))
        | (JsonType::String, Value::String(_))
        | (JsonType::Array, Value::Array(_))
        | (JsonType::Object, Value::Object(_)) => true,
        _ => false,
    });
    let members = !value.is_object() || guard.members.iter().all(|member| value.get(member).is_some());
    let constant = |(member, allowed): &(String, Vec<String>)| {
        value.get(member).and_then(Value::as_str).is_some_and(|found| allowed.iter().any(|one| one == found))
    };
    let literal =
        |(member, allowed): &(String, Vec<Value>)| value.get(member).is_some_and(|found| allowed.contains(found));
    let literals = !value.is_object() || guard.literals.iter().all(literal);
    of_type && members && literals && (!value.is_object() || guard.constants.iter().all(constant))
}

fn is_value(values: &[EnumValue], value: &Value) -> bool {
    values.iter().any(|one| one.value == *value)
}

/// Whether `value` is a string as the known ones are, or an integer.
fn is_like(values: &[EnumValue], value: &Value) -> bool {
    let is_text = values.iter().any(|known| known.value.is_string());
    if is_text { value.is_string() } else { value.as_i64().is_some() }
}

fn is_scalar(scalar: &Scalar, value: &Value) -> bool {
    match (scalar, value) {
        (Scalar::Boolean(only), Value::Bool(found)) => only.is_none_or(|only| only == *found),
        (Scalar::Integer(_), Value::Number(number)) => is_integer(number),
        (Scalar::Number(_), Value::Number(_)) | (Scalar::String(_), Value::String(_)) | (Scalar::Null, Value::Null) => {
            true
        }
        _ => false,
    }
}

fn is_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|number| number.fract() == 0.0)
}

fn scalar_name(scalar: &Scalar) -> &'static str {
    match scalar {
        Scalar::Boolean(_) => "the declared boolean",
        Scalar::Integer(_) => "an integer of the declared size",
        Scalar::Number(_) => "a number",
        Scalar::String(_) => "a string",
        Scalar::Null => "null",
    }
}

fn accept(fits: bool, value: &Value, at: &str, wanted: &str) -> Result<Value, String> {
    if fits { Ok(value.clone()) } else { Err(mismatch(at, wanted)) }
}

fn mismatch(at: &str, wanted: &str) -> String {
    if at.is_empty() { format!("it is not {wanted}") } else { format!("`{at}` is not {wanted}") }
}
