//! Members that can have one value only: what is given says enough without them.

use crate::data::{Data, parse_json};
use crate::table::{Object, Shape};

/// Adds the required constants that are missing in the objects of a value. A union is told by its tag, which is never
/// guessed.
pub(super) fn fill(shape: &Shape, data: &mut Data) {
    match (shape, data) {
        (Shape::Nullable(shape), data) => fill(shape, data),
        (Shape::List(items, _), Data::List(list)) => list.iter_mut().for_each(|item| fill(items, item)),
        (Shape::Map(values), Data::Object(members)) => members.iter_mut().for_each(|(_, value)| fill(values, value)),
        (Shape::Object(object), Data::Object(members)) => fill_object(object, members),
        (Shape::Union(union), data) => {
            let tag = data.member(union.tag).and_then(Data::word);
            let variant =
                tag.and_then(|tag| union.variants.iter().find(|variant| variant.tags.contains(&tag.as_str())));
            if let Some(variant) = variant {
                fill(variant.shape, data);
            }
        }
        _ => {}
    }
}

fn fill_object(object: &Object, members: &mut Vec<(String, Data)>) {
    for member in object.members {
        match (members.iter_mut().find(|(name, _)| name == member.name), member.shape) {
            (Some((_, value)), shape) => fill(shape, value),
            (None, Shape::Constant(json)) if member.required => {
                if let Ok(constant) = parse_json(json.as_bytes()) {
                    members.push((member.name.to_owned(), constant));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::table::{Member, Object, Others, Shape, Union, Variant};
    use crate::values::yaml;

    static SOURCE: Shape = Shape::Object(&Object {
        name: "",
        members: &[
            Member::required("type", &Shape::Constant("\"base64\"")),
            Member::new("kind", &Shape::Constant("5")),
            Member::required("data", &Shape::TEXT),
        ],
        others: Others::Unsaid,
    });
    static HELD: Shape = Shape::Object(&Object {
        name: "",
        members: &[
            Member::required("is", &Shape::Constant("\"held\"")),
            Member::new("source", &SOURCE),
            Member::required("also", &Shape::Constant("1")),
        ],
        others: Others::Unsaid,
    });
    static TAGGED: Shape =
        Shape::Union(&Union { name: "", tag: "is", variants: &[Variant { name: "", tags: &["held"], shape: &HELD }] });

    #[test]
    fn required_constants_are_filled_in() {
        let rows = [
            ("{is: held, source: {data: x}}", r#"{"is":"held","source":{"data":"x","type":"base64"},"also":1}"#),
            ("{is: held}", r#"{"is":"held","also":1}"#),
            ("{source: {data: x}}", r#"{"source":{"data":"x"}}"#),
            ("{is: other}", r#"{"is":"other"}"#),
        ];
        for (given, expected) in rows {
            let mut data = yaml(given).unwrap();
            fill(&TAGGED, &mut data);
            assert_eq!(data.to_json(), expected);
        }
    }
}
