//! Values as YAML.

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use super::Data;

/// A value as YAML, whose numbers are written as they came.
pub(crate) fn to_yaml(data: &Data) -> Result<String, yaml_serde::Error> {
    let mark = mark(data);
    Ok(yaml_serde::to_string(&Marked { data, mark: &mark })?.replace(&mark, ""))
}

/// A value in which numbers are words that begin and end with a mark: the writer knows only those of machines, so that it
/// would round and respell what people wrote. Without the marks they are numbers again.
struct Marked<'d> {
    data: &'d Data,
    mark: &'d str,
}

/// A word that stands nowhere in the value, and that YAML needs no quotes for.
fn mark(data: &Data) -> String {
    let text = data.to_json();
    let mut mark = "number".to_owned();
    while text.contains(&mark) {
        mark.push('z');
    }
    mark
}

impl Serialize for Marked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let marked = |data| Marked { data, mark: self.mark };
        match self.data {
            Data::Null => serializer.serialize_unit(),
            Data::Boolean(value) => serializer.serialize_bool(*value),
            Data::Number(text) => serializer.serialize_str(&format!("{0}{text}{0}", self.mark)),
            // The writer quotes what looks like a number to it, which numbers beyond those of machines do not.
            Data::Text(text) if text.parse::<f64>().is_ok_and(f64::is_infinite) => {
                serializer.serialize_str(&format!("{0}'{text}'{0}", self.mark))
            }
            Data::Text(text) => serializer.serialize_str(text),
            Data::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(&marked(item)))?;
                list.end()
            }
            Data::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(name, value)| object.serialize_entry(name, &marked(value)))?;
                object.end()
            }
            Data::File(source) => serializer.serialize_str(&source.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::to_yaml;
    use crate::data::{Data, parse_json};

    #[test]
    fn numbers_are_written_as_they_came() {
        for number in ["1.10", "1E400", "-0", "0", "12345678901234567890123456789012345678901234567890", "1e-7", "-1.5"]
        {
            let text = format!(r#"{{"a":{number},"b":["number","numberz",{number},"{number}"]}}"#);
            let yaml = to_yaml(&parse_json(text.as_bytes()).unwrap()).unwrap();
            assert_eq!(yaml.lines().next(), Some(format!("a: {number}").as_str()));
            assert!(yaml.contains(&format!("- {number}\n")), "{yaml}");
            // A text that looks like one is still a text.
            let quoted = [format!("- '{number}'\n"), format!("- \"{number}\"\n")];
            assert!(quoted.iter().any(|line| yaml.contains(line)), "{yaml}");
        }
    }

    #[test]
    fn yaml_there_and_back() {
        let value: Data = yaml_serde::from_str("{b: 5, a: [x, 1.5, ~, true], 1: no, c: \"a\\nb\"}").unwrap();
        assert_eq!(value.to_json(), r#"{"b":5,"a":["x",1.5,null,true],"1":"no","c":"a\nb"}"#);
        let again: Data = yaml_serde::from_str(&to_yaml(&value).unwrap()).unwrap();
        assert_eq!(again, value);
    }
}
