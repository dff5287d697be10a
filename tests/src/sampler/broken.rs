//! Values that differ from a valid one in one place: what may be null or missing, what is unknown, and what is wrong.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::arrays;
use super::bundle::Bundle;
use super::draw::{Drawer, Style, is_of};
use super::judge::Judge;
use super::objects::{is_named_by_some, required, schemas_of};
use super::subject::{Kind as Type, Subject};
use super::trial::{Kind, Trial};
use super::whole::Whole;

/// How many members of one value are tried.
const MEMBERS: usize = 60;

/// A text that no document lists.
const UNKNOWN: &str = "not-listed \u{e9}";

/// What valid values of a type are changed by.
pub struct Breaker<'s, 'b> {
    /// The type.
    pub subject: &'s Subject,
    /// All schemas.
    pub bundle: &'b Bundle<'b>,
    /// Says what is still valid.
    pub judge: &'s Judge,
}

impl<'b> Breaker<'_, 'b> {
    /// What follows from `base`, for which `whole` holds.
    #[must_use]
    pub fn trials(&self, base: &Value, whole: &Whole<'b>) -> Vec<Trial> {
        let is_known = match &self.subject.kind {
            Type::Tagged(tag, known) => {
                base.get(tag).and_then(Value::as_str).is_some_and(|tag| known.iter().any(|other| other == tag))
            }
            Type::Anything => false,
            _ => true,
        };
        let mut trials = self.whole(base, whole);
        let members = base.as_object();
        for (members, name) in
            members.iter().flat_map(|members| members.keys().take(MEMBERS).map(move |name| (members, name)))
        {
            trials.extend(self.missing(members, whole, name));
            trials.extend(self.changed(members, whole, name));
        }
        if !is_known {
            // What nobody knows is kept, whatever is in it.
            for trial in trials.iter_mut().filter(|trial| matches!(trial.kind, Kind::Missing | Kind::Type)) {
                trial.kind = Kind::Doubtful;
            }
        }
        if let (Type::Tagged(tag, _), Some(members)) = (&self.subject.kind, members) {
            trials.extend(tags(members, tag));
        }
        trials
    }

    fn is_valid(&self, whole: &Whole<'_>, value: &Value) -> bool {
        let schemas = whole.implied.iter().copied().chain([self.subject.schema.as_str()]);
        schemas.into_iter().all(|schema| self.judge.is_valid(schema, value) != Some(false))
    }

    /// What a wrong value of the whole must come to.
    fn wrong(&self, kind: Kind, whole: &Whole<'_>) -> Kind {
        let told_apart = matches!(self.subject.kind, Type::Tagged(..));
        if matches!(self.subject.kind, Type::Union | Type::Anything) || whole.is_chosen && !told_apart {
            Kind::Doubtful
        } else {
            kind
        }
    }

    /// Another value instead of the whole.
    fn whole(&self, base: &Value, whole: &Whole<'b>) -> Vec<Trial> {
        let mut trials = Vec::new();
        match self.subject.kind {
            Type::Strings => trials.push(Trial::new(Kind::Unknown, "", json!(UNKNOWN))),
            Type::Integers => trials.push(Trial::new(Kind::Unknown, "", json!(987_654_321))),
            _ => {}
        }
        let types = types(whole).unwrap_or_default();
        let wrong = others(&types).into_iter().filter(|value| !types.is_empty() && !self.is_valid(whole, value));
        let kind = if is_union(&types) { Kind::Doubtful } else { self.wrong(Kind::Type, whole) };
        let all = self.bundle.entry(&self.subject.schema).and_then(|(_, schema)| self.bundle.types(schema));
        trials.extend(wrong.map(|value| Trial::new(foreign(kind, &value, all.as_ref()), "", value)));
        if let Value::Array(items) = base {
            let schemas = arrays::at(whole, 0);
            trials.extend(self.items(items, &schemas, (whole, whole), "", &|items| items));
        }
        trials
    }

    /// Without the member `name`.
    fn missing(&self, members: &Map<String, Value>, whole: &Whole<'b>, name: &str) -> Option<Trial> {
        let mut rest = members.clone();
        rest.remove(name);
        let rest = Value::Object(rest);
        if whole.tags.iter().any(|(property, _)| *property == name) {
            // `tags` says what becomes of it.
            return None;
        }
        if self.is_valid(whole, &rest) {
            let travels = !matches!(self.subject.kind, Type::Union | Type::Anything);
            return travels.then(|| Trial::new(Kind::Absent, name, rest));
        }
        let one_way = schemas_of(whole, name).iter().any(|schema| self.is_one_way(schema));
        let named = required(whole).contains(&name);
        (named && !one_way).then(|| Trial::new(self.wrong(Kind::Missing, whole), name, rest))
    }

    /// Whether a member travels in one direction alone.
    fn is_one_way(&self, schema: &'b Value) -> bool {
        let mut drawer = Drawer::new(self.bundle, 0, Style::LEAST);
        let mut whole = Whole::default();
        drawer.gather(schema, &mut whole);
        ["readOnly", "writeOnly"].iter().any(|keyword| whole.all(keyword).any(|flag| *flag == true))
    }

    /// With another value of the member `name`.
    fn changed(&self, members: &Map<String, Value>, whole: &Whole<'b>, name: &str) -> Vec<Trial> {
        let with = |value: Value| {
            let mut changed = members.clone();
            changed.insert(name.to_owned(), value);
            Value::Object(changed)
        };
        let mut trials = Vec::new();
        let schemas = schemas_of(whole, name);
        let null = with(Value::Null);
        if self.takes_null(&schemas) && self.is_valid(whole, &null) {
            trials.push(Trial::new(Kind::Null, name, null));
        }
        let inner = self.inner(&schemas);
        let Some(types) = types(&inner) else { return trials };
        let doubtful = inner.is_chosen || is_union(&types) || is_named_by_some(whole, name);
        let is_tag = matches!(&self.subject.kind, Type::Tagged(tag, _) if tag == name);
        let kind = |kind: Kind| match self.wrong(kind, whole) {
            _ if is_tag => Kind::Tag,
            _ if doubtful => Kind::Doubtful,
            kind => kind,
        };
        let one_way = schemas.iter().any(|schema| self.is_one_way(schema));
        let needed = required(whole).contains(&name) && !one_way;
        let all = (!whole.is_chosen && !is_tag && !is_named_by_some(whole, name))
            .then(|| self.bundle.types_of_all(schemas.iter().copied()))
            .flatten();
        for value in others(&types).into_iter().filter(|value| !value.is_null() || needed) {
            let kind = foreign(kind(Kind::Type), &value, all.as_ref());
            let value = with(value);
            if !self.is_valid(whole, &value) {
                trials.push(Trial::new(kind, name, value));
            }
        }
        let strings = |values: Vec<&Value>| !values.is_empty() && values.iter().all(|value| value.is_string());
        let listed = inner.values().is_some_and(strings);
        if listed && !whole.is_chosen && !is_tag && !self.is_valid(whole, &with(json!(UNKNOWN))) {
            trials.push(Trial::new(Kind::Unknown, name, with(json!(UNKNOWN))));
        }
        if let Some(Value::Array(items)) = members.get(name) {
            let schemas = arrays::at(&inner, 0);
            trials.extend(self.items(items, &schemas, (whole, &inner), name, &with).into_iter().map(|trial| {
                let kind = if trial.kind == Kind::Type { kind(Kind::Type) } else { trial.kind };
                Trial { kind, ..trial }
            }));
        }
        trials
    }

    /// Whether null is said to be a value: a schema that says nothing of types says nothing of null either.
    fn takes_null(&self, schemas: &[&'b Value]) -> bool {
        let style = Style { null: 100, ..Style::LEAST };
        Drawer::new(self.bundle, 0, style).inner(schemas) == Some(Value::Null)
    }

    /// With another first item of an array.
    fn items(
        &self,
        items: &[Value],
        schemas: &[&'b Value],
        (outer, whole): (&Whole<'b>, &Whole<'b>),
        name: &str,
        with: &dyn Fn(Value) -> Value,
    ) -> Vec<Trial> {
        let inner = self.inner(schemas);
        let Some(types) = types(&inner) else { return Vec::new() };
        let doubtful = whole.is_chosen || inner.is_chosen || is_union(&types);
        let place = format!("{name}[0]");
        let changed = others(&types).into_iter().map(|value| {
            let rest = items.iter().skip(1).cloned();
            with(std::iter::once(value).chain(rest).collect())
        });
        let kind = if doubtful { Kind::Doubtful } else { Kind::Type };
        changed.filter(|value| !self.is_valid(outer, value)).map(|value| Trial::new(kind, &place, value)).collect()
    }

    fn inner(&self, schemas: &[&'b Value]) -> Whole<'b> {
        let mut drawer = Drawer::new(self.bundle, 0, Style::LEAST);
        let mut whole = Whole::default();
        for schema in schemas {
            drawer.gather(schema, &mut whole);
        }
        whole
    }
}

/// The JSON types of what `whole` allows; none where that is not said.
fn types<'b>(whole: &Whole<'b>) -> Option<Vec<&'b str>> {
    let listed = whole.values().map(|values| {
        let names = ["null", "boolean", "integer", "number", "string", "array", "object"];
        names.into_iter().filter(|name| values.iter().any(|value| is_of(value, name))).collect()
    });
    let Some(mut listed): Option<Vec<&str>> = listed else { return whole.types() };
    // Everybody who writes it beside a list of other values means that null may stand here.
    if whole.types().is_some_and(|types| types.contains(&"null")) && !listed.contains(&"null") {
        listed.push("null");
    }
    Some(listed)
}

/// What a wrong value must come to: where it is of no type that any branch has, it is refused.
fn foreign(kind: Kind, value: &Value, all: Option<&BTreeSet<&str>>) -> Kind {
    let is_foreign = all.is_some_and(|all| !value.is_null() && !all.iter().any(|name| is_of(value, name)));
    if is_foreign && kind == Kind::Doubtful { Kind::Type } else { kind }
}

/// Whether there is more than one type beside null.
fn is_union(types: &[&str]) -> bool {
    let several = |name: &&&str| !matches!(**name, "null" | "integer");
    let only_integers = !types.contains(&"number") && types.contains(&"integer");
    types.iter().filter(several).count() + usize::from(only_integers) > 1
}

/// Values of the types that are not among `types`.
fn others(types: &[&str]) -> Vec<Value> {
    let candidates = [json!("text"), json!(1), json!(1.5), json!(true), json!([]), json!({}), Value::Null];
    candidates.into_iter().filter(|value| !types.iter().any(|name| is_of(value, name))).collect()
}

/// What the tag of a union must not be, and one that nobody knows.
fn tags(members: &Map<String, Value>, tag: &str) -> Vec<Trial> {
    let with = |value: Option<Value>| {
        let mut changed = members.clone();
        changed.remove(tag);
        changed.extend(value.map(|value| (tag.to_owned(), value)));
        changed
    };
    let mut unknown = with(Some(json!(UNKNOWN)));
    unknown.insert("other".to_owned(), json!([1, { "a": null }]));
    let mut trials = vec![
        Trial::new(Kind::Unknown, tag, Value::Object(unknown)),
        Trial::new(Kind::Unknown, tag, json!({ tag: UNKNOWN })),
        Trial::new(Kind::Tag, tag, Value::Object(with(None))),
        Trial::new(Kind::Tag, tag, json!({})),
    ];
    for value in [Value::Null, json!(1), json!(true), json!(["text"]), json!({ "a": 1 })] {
        trials.push(Trial::new(Kind::Tag, tag, Value::Object(with(Some(value)))));
    }
    trials
}
