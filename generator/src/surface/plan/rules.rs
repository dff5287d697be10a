//! Rules of a schema in words: what no type expresses.

use serde_json::{Map, Value};

/// How a limit is said; `{}` stands for its value.
const LIMITS: &[(&str, &str)] = &[
    ("minimum", "at least {}"),
    ("exclusiveMinimum", "more than {}"),
    ("maximum", "at most {}"),
    ("exclusiveMaximum", "less than {}"),
    ("multipleOf", "a multiple of {}"),
    ("minLength", "at least {} characters"),
    ("maxLength", "at most {} characters"),
    ("pattern", "matches `{}`"),
    ("minItems", "at least {} items"),
    ("maxItems", "at most {} items"),
    ("uniqueItems", "no item twice"),
    ("minProperties", "at least {} members"),
    ("maxProperties", "at most {} members"),
    ("contentEncoding", "encoded as `{}`"),
    ("contentMediaType", "holds `{}`"),
];

/// Longer values are left to the document.
const LONGEST_VALUE: usize = 200;

/// The most values that are listed.
const MANY: usize = 20;

/// What `keywords` demand, a phrase each, limits first.
pub(super) fn phrases(keywords: &[(String, Value)]) -> Vec<String> {
    let rules = Rules(keywords);
    let of = |name: &'static str| keywords.iter().filter(move |(keyword, _)| keyword == name).map(|(_, value)| value);
    let limits = LIMITS.iter().flat_map(|(name, phrase)| of(name).filter_map(|value| limit(phrase, value)));
    let mut said: Vec<String> = limits.collect();
    said.extend(keywords.iter().filter_map(|(keyword, value)| match rules.say(keyword, value) {
        Said::Words(words) => Some(words),
        Said::Elsewhere | Said::Not => None,
    }));
    let unsaid = unsaid(keywords);
    if !unsaid.is_empty() {
        let names: Vec<String> = unsaid.iter().map(|name| format!("`{name}`")).collect();
        said.push(format!("more rules in the document under {}", all_of(&names)));
    }
    said
}

/// Those of `keywords` that take the document to say them.
pub(super) fn unsaid(keywords: &[(String, Value)]) -> Vec<&str> {
    let rules = Rules(keywords);
    let is_unsaid = |(keyword, value): &&(String, Value)| matches!(rules.say(keyword, value), Said::Not);
    let mut names: Vec<&str> = Vec::new();
    for (keyword, _) in keywords.iter().filter(is_unsaid) {
        if !names.contains(&keyword.as_str()) {
            names.push(keyword);
        }
    }
    names
}

/// How a rule is said.
enum Said {
    Words(String),
    /// With another one, or by the type.
    Elsewhere,
    /// It takes the document to say it.
    Not,
}

impl Said {
    fn or_not(words: Option<String>) -> Self {
        words.map_or(Self::Not, Self::Words)
    }
}

/// Keywords with their values.
struct Rules<'a>(&'a [(String, Value)]);

impl Rules<'_> {
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(keyword, _)| keyword == name).map(|(_, value)| value)
    }

    fn say(&self, keyword: &str, value: &Value) -> Said {
        match keyword {
            "const" | "minContains" | "maxContains" => Said::Elsewhere,
            "enum" => Said::or_not(listed(value).map(|values| format!("one of {}", values.join(", ")))),
            "not" => Said::or_not(condition(value).map(|words| format!("not {words}"))),
            "contains" => Said::or_not(self.contains(value)),
            "propertyNames" => names(value),
            "dependentRequired" => Said::or_not(dependent(value)),
            "anyOf" | "oneOf" => Said::or_not(choices(keyword, value)),
            "if" => self.when().unwrap_or(Said::Not),
            "then" | "else" if !matches!(self.when(), Some(Said::Not)) => Said::Elsewhere,
            _ => match LIMITS.iter().find(|(name, _)| *name == keyword) {
                Some((_, phrase)) if limit(phrase, value).is_some() || value == &Value::Bool(false) => Said::Elsewhere,
                _ => Said::Not,
            },
        }
    }

    fn contains(&self, value: &Value) -> Option<String> {
        let count = |name: &str| self.get(name).and_then(Value::as_u64);
        let words = condition(value)?;
        Some(match (count("minContains").unwrap_or(1), count("maxContains")) {
            (least, Some(most)) if least == most => format!("exactly {least} items are {words}"),
            (least, Some(most)) => format!("{least} to {most} items are {words}"),
            (1, None) => format!("an item is {words}"),
            (least, None) => format!("at least {least} items are {words}"),
        })
    }

    /// `if`, `then` and `else` in one sentence; none where there is no `if`.
    fn when(&self) -> Option<Said> {
        let when = self.get("if")?;
        let demand = |name: &str| self.get(name).map_or(Some(String::new()), demanded);
        let (Some(then), Some(other)) = (demand("then"), demand("else")) else {
            return Some(Said::Not);
        };
        if then.is_empty() && other.is_empty() {
            return Some(Said::Elsewhere);
        }
        let words = clause(when).map(|when| match (then.as_str(), other.as_str()) {
            (then, "") => format!("{then} if {when}"),
            ("", other) => format!("{other} unless {when}"),
            (then, other) => format!("{then} if {when}, else {other}"),
        });
        Some(Said::or_not(words))
    }
}

/// The clause that a value is what `schema` accepts; none where it would not say all.
fn clause(schema: &Value) -> Option<String> {
    let object = schema.as_object()?;
    let is_of_members = object.keys().all(|key| matches!(key.as_str(), "type" | "properties" | "required"));
    let Some(properties) = object.get("properties").filter(|_| is_of_members) else {
        let names = object.get("required").filter(|_| object.len() == 1).and_then(listed);
        let there =
            names.map(|names| format!("{} {} there", all_of(&names), if names.len() > 1 { "are" } else { "is" }));
        return there.or_else(|| condition(schema).map(|words| format!("it is {words}")));
    };
    let member = |(name, schema): (&String, &Value)| {
        Some(format!("{} is {}", code(&Value::from(name.as_str()))?, condition(schema)?))
    };
    let mut members: Vec<String> = properties.as_object()?.iter().map(member).collect::<Option<_>>()?;
    for name in object.get("required").and_then(Value::as_array).into_iter().flatten() {
        if !has_property(object, name) {
            members.push(format!("{} is there", code(name)?));
        }
    }
    (!members.is_empty()).then(|| members.join(" and "))
}

fn limit(phrase: &str, value: &Value) -> Option<String> {
    if !phrase.contains("{}") {
        return (value == &Value::Bool(true)).then(|| phrase.to_owned());
    }
    let text = plain(value)?;
    let said = phrase.replace("{}", &text);
    Some(if text == "1" { said.trim_end_matches('s').to_owned() } else { said })
}

/// A value as text, where that can stand in a line of Markdown.
fn plain(value: &Value) -> Option<String> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    (text.len() <= LONGEST_VALUE && !text.contains(['`', '\n'])).then_some(text)
}

/// A value as code. A text that would not show as one is written as JSON has it.
pub(super) fn code(value: &Value) -> Option<String> {
    let as_it_is = value.as_str().filter(|text| !text.trim().is_empty() && !text.contains('\n'));
    let text = as_it_is.map_or_else(|| value.to_string(), str::to_owned);
    if text.len() > LONGEST_VALUE {
        return None;
    }
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    Some(format!("{fence}{space}{text}{space}{fence}"))
}

fn listed(values: &Value) -> Option<Vec<String>> {
    let values = values.as_array().filter(|values| values.len() <= MANY)?;
    values.iter().map(code).collect()
}

/// What a value is that `schema` accepts, in words that follow "is"; none where they would not say all.
fn condition(schema: &Value) -> Option<String> {
    let schema = schema.as_object()?;
    let mut words = Vec::new();
    for (keyword, value) in schema {
        words.push(match keyword.as_str() {
            "const" => code(value)?,
            "enum" => any_of(&listed(value)?),
            "type" if schema.len() > 1 && value == "object" => continue,
            "type" => kind(value.as_str()?)?.to_owned(),
            "required" => {
                let unsaid = |name: &&Value| !has_property(schema, name);
                let names: Option<Vec<String>> = value.as_array()?.iter().filter(unsaid).map(code).collect();
                match names?.as_slice() {
                    [] => continue,
                    names => format!("with {}", all_of(names)),
                }
            }
            "properties" => members(value.as_object()?)?,
            "title" | "description" => continue,
            _ => {
                let (_, phrase) = LIMITS.iter().find(|(name, _)| name == keyword)?;
                let said = limit(phrase, value)?;
                match keyword.as_str() {
                    "pattern" => format!("of the pattern {}", code(value)?),
                    "minLength" | "maxLength" | "minItems" | "maxItems" => format!("of {said}"),
                    _ => said,
                }
            }
        });
    }
    (!words.is_empty()).then(|| words.join(" and "))
}

/// `with a = "x"`
fn members(properties: &Map<String, Value>) -> Option<String> {
    let member = |(name, schema): (&String, &Value)| {
        let name = code(&Value::from(name.as_str()))?;
        let is = condition(schema)?;
        Some(format!("{name} that is {is}"))
    };
    let members: Option<Vec<String>> = properties.iter().map(member).collect();
    Some(format!("with {}", all_of(&members?)))
}

fn has_property(schema: &Map<String, Value>, name: &Value) -> bool {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.zip(name.as_str()).is_some_and(|(properties, name)| properties.contains_key(name))
}

/// What `then` or `else` demand, where that is some members alone or nothing: the properties that they describe are
/// members of the type.
fn demanded(schema: &Value) -> Option<String> {
    let schema = schema.as_object()?;
    let is_plain = |schema: &Value| {
        schema.as_object().is_some_and(|schema| {
            schema.keys().all(|key| matches!(key.as_str(), "type" | "title" | "description" | "format"))
        })
    };
    let mut words = Vec::new();
    for (keyword, value) in schema {
        match keyword.as_str() {
            "required" => {
                let names: Option<Vec<String>> = value.as_array()?.iter().map(code).collect();
                words.push(format!("with {}", all_of(&names?)));
            }
            "properties" if value.as_object()?.values().all(is_plain) => {}
            "type" | "title" | "description" => {}
            _ => return None,
        }
    }
    Some(words.join(" and "))
}

fn names(schema: &Value) -> Said {
    let Some(schema) = schema.as_object() else { return Said::Not };
    let mut words = Vec::new();
    for (keyword, value) in schema {
        let said = match keyword.as_str() {
            "type" | "title" | "description" => continue,
            "enum" => listed(value).map(|names| format!("names {}", any_of(&names))),
            "const" => code(value).map(|name| format!("names {name}")),
            "format" => code(value).map(|format| format!("names of the format {format}")),
            "pattern" => code(value).map(|pattern| format!("names that match {pattern}")),
            _ => {
                let found = LIMITS.iter().find(|(name, _)| name == keyword);
                found.and_then(|(_, phrase)| limit(phrase, value)).map(|said| format!("names of {said}"))
            }
        };
        let Some(said) = said else { return Said::Not };
        words.push(said);
    }
    if words.is_empty() { Said::Elsewhere } else { Said::Words(words.join(", ")) }
}

fn dependent(value: &Value) -> Option<String> {
    let each = |(name, needed): (&String, &Value)| {
        let needed: Option<Vec<String>> = needed.as_array()?.iter().map(code).collect();
        Some(format!("{} with {}", all_of(&needed?), code(&Value::from(name.as_str()))?))
    };
    let all: Option<Vec<String>> = value.as_object()?.iter().map(each).collect();
    all.filter(|all| !all.is_empty()).map(|all| all.join(", "))
}

/// Branches that only demand members.
fn choices(keyword: &str, value: &Value) -> Option<String> {
    let branches: Option<Vec<String>> = value.as_array()?.iter().map(demanded).collect();
    let branches = branches?;
    let start = if keyword == "oneOf" { "either " } else { "" };
    let says_all = !branches.is_empty() && branches.iter().all(|branch| !branch.is_empty());
    says_all.then(|| format!("{start}{}", branches.join(" or ")))
}

fn kind(name: &str) -> Option<&'static str> {
    Some(match name {
        "null" => "null",
        "boolean" => "a boolean",
        "integer" => "an integer",
        "number" => "a number",
        "string" => "a string",
        "array" => "an array",
        "object" => "an object",
        _ => return None,
    })
}

fn all_of(words: &[String]) -> String {
    joined(words, "and")
}

fn any_of(words: &[String]) -> String {
    joined(words, "or")
}

fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::phrases;

    fn said(schema: &Value) -> String {
        let keywords: Vec<(String, Value)> =
            schema.as_object().unwrap().iter().map(|(keyword, value)| (keyword.clone(), value.clone())).collect();
        phrases(&keywords).join("; ")
    }

    #[test]
    fn rules_are_said_in_words() {
        for (schema, words) in [
            (json!({"minimum": 1, "maximum": 9}), "at least 1; at most 9"),
            (json!({"minLength": 1, "pattern": "^a"}), "at least 1 character; matches `^a`"),
            (json!({"uniqueItems": true, "minItems": 2}), "at least 2 items; no item twice"),
            (json!({"enum": [1, {"a": 2}]}), "one of `1`, `{\"a\":2}`"),
            (json!({"const": 1}), ""),
            (json!({"not": {"required": ["a", "b"]}}), "not with `a` and `b`"),
            (json!({"not": {"type": "null"}}), "not null"),
            (json!({"contains": {"const": "a"}}), "an item is `a`"),
            (
                json!({"contains": {"type": "integer"}, "minContains": 2, "maxContains": 3}),
                "2 to 3 items are an integer",
            ),
            (json!({"propertyNames": {"type": "string"}}), ""),
            (json!({"propertyNames": {"enum": ["a", "b"]}}), "names `a` or `b`"),
            (json!({"propertyNames": {"maxLength": 64}}), "names of at most 64 characters"),
            (json!({"dependentRequired": {"a": ["b", "c"]}}), "`b` and `c` with `a`"),
            (json!({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}), "with `a` or with `b`"),
            (json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}), "either with `a` or with `b`"),
            (
                json!({"if": {"properties": {"kind": {"const": "card"}}, "required": ["kind"]}, "then": {"required": ["number"]}}),
                "with `number` if `kind` is `card`",
            ),
            (
                json!({"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}),
                "with `b` if `a` is there, else with `c`",
            ),
            (json!({"if": {"required": ["a"]}, "then": {"properties": {"b": {"type": "string"}}}}), ""),
            (json!({"if": {"required": ["a"]}, "else": {"required": ["b"]}}), "with `b` unless `a` is there"),
            (json!({"if": {"required": ["a"]}}), ""),
            (json!({"then": {"required": ["a"]}}), ""),
            (
                json!({"if": {"minProperties": 2}, "then": {"oneOf": [{}]}, "minProperties": 1}),
                "at least 1 member; more rules in the document under `if` and `then`",
            ),
            (json!({"contentSchema": {"type": "object"}}), "more rules in the document under `contentSchema`"),
            (json!({"pattern": "`"}), "more rules in the document under `pattern`"),
        ] {
            assert_eq!(said(&schema), words, "{schema}");
        }
    }
}
