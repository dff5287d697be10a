//! Members that nothing describes: names that are mistyped, or that belong to another branch of a union.

use super::{check, inner};
use crate::data::Data;
use crate::table::{Object, Others, Shape, Union};

/// A member that nothing describes where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stray {
    /// The names that lead to the object that has it.
    pub(crate) place: Vec<String>,
    pub(crate) name: String,
    /// The members that are described there.
    pub(crate) known: Vec<&'static str>,
    /// What chose the branch of a union that the object is of: a member and its value.
    pub(crate) branch: Option<Branch>,
}

/// A member that tells branches apart, and its value.
pub(crate) type Branch = (&'static str, String);

/// The members of a value that nothing describes. Of what fits no branch of a union nothing is said.
pub(crate) fn strays(shape: &Shape, data: &Data) -> Vec<Stray> {
    let mut found = Vec::new();
    visit(shape, data, &mut Vec::new(), None, &mut found);
    found
}

fn visit(shape: &Shape, data: &Data, place: &mut Vec<String>, branch: Option<&Branch>, found: &mut Vec<Stray>) {
    match (inner(shape), data) {
        (Shape::List(items, _), Data::List(list)) => {
            for (index, item) in list.iter().enumerate() {
                below(place, index.to_string(), |place| visit(items, item, place, None, found));
            }
        }
        (Shape::Map(values), Data::Object(members)) => {
            for (name, value) in members {
                below(place, name.clone(), |place| visit(values, value, place, None, found));
            }
        }
        (Shape::Object(object), Data::Object(members)) => of_object(object, members, place, branch, found),
        (Shape::Union(union), data) => of_union(union, data, place, found),
        _ => {}
    }
}

fn below(place: &mut Vec<String>, name: String, visit: impl FnOnce(&mut Vec<String>)) {
    place.push(name);
    visit(place);
    place.pop();
}

fn of_object(
    object: &Object,
    members: &[(String, Data)],
    place: &mut Vec<String>,
    branch: Option<&Branch>,
    found: &mut Vec<Stray>,
) {
    // One without any is an object of which nothing is said.
    let tells = object.others != Others::Taken && !object.members.is_empty();
    for (name, value) in members {
        match object.members.iter().find(|member| member.name == name) {
            Some(member) => below(place, name.clone(), |place| visit(member.shape, value, place, None, found)),
            None if tells => found.push(Stray {
                place: place.clone(),
                name: name.clone(),
                known: object.members.iter().map(|member| member.name).collect(),
                branch: branch.cloned(),
            }),
            None => {}
        }
    }
}

fn of_union(union: &Union, data: &Data, place: &mut Vec<String>, found: &mut Vec<Stray>) {
    if !union.tag.is_empty() && matches!(data, Data::Object(_)) {
        let Some(tag) = data.member(union.tag).and_then(Data::word) else { return };
        if let Some(variant) = union.variants.iter().find(|variant| variant.tags.contains(&tag.as_str())) {
            visit(variant.shape, data, place, Some(&(union.tag, tag)), found);
        }
        return;
    }
    // What any of the branches describes is described.
    let mut in_all: Option<Vec<Stray>> = None;
    for variant in union.variants.iter().filter(|variant| check(variant.shape, data).is_fine()) {
        let mut own = Vec::new();
        visit(variant.shape, data, place, None, &mut own);
        in_all = Some(match in_all {
            None => own,
            Some(before) => before.into_iter().filter_map(|stray| in_both(stray, &own)).collect(),
        });
    }
    found.extend(in_all.unwrap_or_default());
}

fn in_both(mut stray: Stray, others: &[Stray]) -> Option<Stray> {
    let other = others.iter().find(|other| other.place == stray.place && other.name == stray.name)?;
    let further: Vec<&str> = other.known.iter().filter(|name| !stray.known.contains(name)).copied().collect();
    stray.known.extend(further);
    Some(stray)
}

#[cfg(test)]
mod tests {
    use super::strays;
    use crate::table::{Member, Object, Others, Shape, Union, Variant};
    use crate::values::yaml;

    const fn object(members: &'static [Member]) -> Object {
        Object { name: "", members, others: Others::Unsaid }
    }

    static CASH: Shape = Shape::Object(&object(&[
        Member::required("type", &Shape::Constant("\"cash\"")),
        Member::new("n", &Shape::Any),
    ]));
    static CARD: Shape = Shape::Object(&object(&[
        Member::required("type", &Shape::Constant("\"card\"")),
        Member::required("brand", &Shape::TEXT),
    ]));
    static VARIANTS: &[Variant] = &[
        Variant { name: "Cash", tags: &["cash"], shape: &CASH },
        Variant { name: "Card", tags: &["card"], shape: &CARD },
    ];
    static TAGGED: Shape = Shape::Union(&Union { name: "", tag: "type", variants: VARIANTS });
    static UNTAGGED: Shape = Shape::Union(&Union { name: "", tag: "", variants: VARIANTS });
    static OPEN: Shape = Shape::Object(&Object {
        others: Others::Taken,
        ..object(&[Member::new("paid", &Shape::list(&TAGGED)), Member::new("any", &Shape::Object(&object(&[])))])
    });

    #[test]
    fn what_nothing_describes_is_found() {
        let rows: &[(&Shape, &str, &[&str])] = &[
            (&TAGGED, "{type: cash, n: 1}", &[]),
            (&TAGGED, "{type: cash, brand: x}", &["brand of type cash, not among type n"]),
            (&TAGGED, "{type: new, brand: x}", &[]),
            (&UNTAGGED, "{type: card, brand: x, n: 1}", &["n, not among type brand"]),
            (&UNTAGGED, "{type: card}", &[]),
            (
                &OPEN,
                "{paid: [{type: card, brand: x, m: 1}], x: 1, any: {y: 1}}",
                &["paid.0.m of type card, not among type brand"],
            ),
        ];
        for (shape, value, expected) in rows {
            let found = strays(shape, &yaml(value).unwrap());
            let shown: Vec<String> = found
                .iter()
                .map(|stray| {
                    let names = [&stray.place[..], std::slice::from_ref(&stray.name)].concat().join(".");
                    let branch = stray.branch.as_ref().map(|(tag, value)| format!(" of {tag} {value}"));
                    format!("{names}{}, not among {}", branch.unwrap_or_default(), stray.known.join(" "))
                })
                .collect();
            assert_eq!(shown, *expected, "{value}");
        }
    }
}
