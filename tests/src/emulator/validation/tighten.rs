//! Makes objects refuse members that they do not declare.

use serde_json::Value;

/// Keywords whose values are no schemas, so that what looks like one in there is left alone.
const VALUES: [&str; 6] = ["example", "examples", "default", "enum", "const", "value"];

/// Closes every object schema that does not say itself what else it takes. A schema inside `allOf` stays open, since
/// its siblings' members are not its own.
pub fn close_objects(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let is_closed =
                members.contains_key("additionalProperties") || members.contains_key("unevaluatedProperties");
            let is_object = members.get("type").is_some_and(|kind| kind == "object");
            if is_object && !is_closed && members.get("properties").is_some_and(Value::is_object) {
                members.insert("unevaluatedProperties".into(), Value::Bool(false));
            }
            let inner = members.iter_mut().filter(|(name, _)| *name != "allOf");
            inner.for_each(|(name, value)| close_member(name, value));
        }
        Value::Array(items) => items.iter_mut().for_each(close_objects),
        _ => {}
    }
}

/// Closes what is below a keyword. Below `properties` names are names, whatever they look like.
fn close_member(name: &str, value: &mut Value) {
    match value {
        Value::Object(named) if name == "properties" => named.values_mut().for_each(close_objects),
        _ if VALUES.contains(&name) => {}
        _ => close_objects(value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::close_objects;

    #[test]
    fn only_schemas_that_leave_it_open_are_closed() {
        let closed = json!({ "type": "object", "properties": {}, "additionalProperties": true });
        let example = json!({ "type": "object", "properties": {} });
        let mut value = json!({
            "type": "object",
            "properties": { "value": { "type": "object", "properties": {} }, "b": closed },
            "example": example,
            "allOf": [example],
        });
        close_objects(&mut value);
        assert_eq!(value["unevaluatedProperties"], false);
        assert_eq!(value["properties"]["value"]["unevaluatedProperties"], false);
        assert_eq!(value["properties"]["b"], closed);
        assert_eq!(value["example"], example);
        assert_eq!(value["allOf"][0], example);
    }
}
