//! `shapes.rs`: what the values of flags and bodies are.

use std::collections::{BTreeMap, HashSet, VecDeque};

use serde_json::Value;

use crate::emit::layout;
use crate::surface::{
    FieldPresence, Surface, ToolSpec, WireKind, WireMember, WireObject, WirePlace, WireShape, WireSpec, WireUnion,
};

use super::expression::{Expression, call, constant, field, plain, slice, structure, text, texts};

/// The shapes that commands use, and how the tables name them.
pub struct Shapes<'s> {
    wire: &'s WireSpec,
    /// By index, with the name of its `static`; in the order of indices. Those that a constant is need none.
    names: BTreeMap<usize, String>,
    /// Those that may be null somewhere.
    nullable: HashSet<usize>,
}

impl<'s> Shapes<'s> {
    /// All that flags and bodies reach.
    pub fn new(surface: &'s Surface, tool: &ToolSpec) -> Self {
        let wire = &surface.wire;
        let mut places: Vec<WirePlace> = Vec::new();
        for command in tool.resources.iter().flat_map(|resource| &resource.commands) {
            places.extend(command.flags.iter().map(|flag| flag.place));
            let operation = wire.operations.get(command.operation);
            places.extend(operation.iter().flat_map(|operation| &operation.bodies).filter_map(|body| body.place));
        }
        let mut found = Self { wire, names: BTreeMap::new(), nullable: HashSet::new() };
        let mut open: VecDeque<WirePlace> = places.into();
        while let Some(place) = open.pop_front() {
            if place.nullable {
                found.nullable.insert(place.shape);
            }
            let is_new = found.names.insert(place.shape, String::new()).is_none();
            if let Some(shape) = wire.at(place).filter(|_| is_new) {
                open.extend(held(&shape.kind));
            }
        }
        let indices: Vec<usize> = found.names.keys().copied().collect();
        let nullable = &found.nullable;
        let is_own = |index: &usize| {
            let basic = wire.shapes.get(*index).and_then(basic);
            basic.is_none() || nullable.contains(index)
        };
        found.names = name(wire, indices.into_iter().filter(is_own)).into_iter().collect();
        found
    }

    /// A reference to the shape at a place, from outside of the file of shapes.
    pub fn reference(&self, place: WirePlace) -> String {
        self.named(place, "shapes::")
    }

    fn named(&self, place: WirePlace, path: &str) -> String {
        let is_nullable = place.nullable && self.nullable.contains(&place.shape);
        let own = self.names.get(&place.shape);
        match (own, self.wire.at(place).and_then(basic)) {
            (Some(name), _) if is_nullable => format!("&{path}{name}_OR_NULL"),
            (_, Some(basic)) => format!("&{basic}"),
            (Some(name), None) => format!("&{path}{name}"),
            (None, None) => "&Shape::Any".to_owned(),
        }
    }

    /// The file.
    pub fn file(&self) -> String {
        let mut out = String::new();
        for (index, name) in &self.names {
            let Some(shape) = self.wire.shapes.get(*index) else { continue };
            let basic = basic(shape);
            if basic.is_none() {
                out.push_str(&constant("pub ", name, "Shape", &self.shape(shape)));
            }
            if self.nullable.contains(index) {
                let inner = basic.map_or_else(|| format!("&{name}"), |basic| format!("&{basic}"));
                let null = call("Shape::Nullable", vec![plain(inner)]);
                out.push_str(&constant("pub ", &format!("{name}_OR_NULL"), "Shape", &null));
            }
        }
        let types = ["Limits", "Member", "Object", "Others", "Shape", "Text", "Union", "Variant"];
        let types: Vec<String> = types.into_iter().filter(|ty| super::mentions(&out, ty)).map(str::to_owned).collect();
        if types.is_empty() {
            return String::new();
        }
        format!("{}\n{out}", layout::import("", "wharf_tool::table", &types))
    }

    fn shape(&self, shape: &WireShape) -> Expression {
        match &shape.kind {
            WireKind::Integer(_) => with_limits("Shape::Integer", "Limits::<i128>", integers(shape)),
            WireKind::Number(_) => with_limits("Shape::Number", "Limits::<f64>", limits(shape, &number)),
            WireKind::String(format) => words(shape, format.as_deref().unwrap_or_default()),
            WireKind::Any | WireKind::Null | WireKind::Boolean | WireKind::Binary => {
                plain(basic(shape).unwrap_or("Shape::Any"))
            }
            WireKind::Constant(value) => call("Shape::Constant", vec![text(&value.to_string())]),
            WireKind::Enum(values) => choice("Shape::Choice", values),
            WireKind::Open(values) if values.iter().all(Value::is_string) => choice("Shape::Suggestion", values),
            WireKind::Open(_) => plain("Shape::INTEGER"),
            WireKind::Array(item) => self.list(*item, &counts(shape)),
            WireKind::Tuple(items, rest) => {
                let mut counts = vec![field("min", some(layout::integer(to_i128(items.len()))))];
                if rest.is_none() {
                    counts.push(field("max", some(layout::integer(to_i128(items.len())))));
                }
                call("Shape::List", vec![plain("&Shape::Any"), limited("Limits::<u64>", counts)])
            }
            WireKind::Map(value) => call("Shape::Map", vec![plain(self.named(*value, ""))]),
            WireKind::Object(object) => {
                let members = object.members.iter().filter(|member| !member.read_only);
                let members = members.map(|member| self.member(member)).collect();
                let fields = vec![
                    field("name", text(shape.name.as_deref().unwrap_or_default())),
                    field("members", slice(members)),
                    field("others", plain(format!("Others::{}", others(object)))),
                ];
                call("Shape::Object", vec![structure("&Object", fields)])
            }
            WireKind::Union(union) => self.union(shape, union),
        }
    }

    fn list(&self, item: WirePlace, counts: &[Expression]) -> Expression {
        let item = plain(self.named(item, ""));
        if counts.is_empty() {
            return call("Shape::list", vec![item]);
        }
        call("Shape::List", vec![item, limited("Limits::<u64>", counts.to_vec())])
    }

    fn member(&self, member: &WireMember) -> Expression {
        let nullable = matches!(member.presence, FieldPresence::Nullable | FieldPresence::RequiredNullable);
        let place = WirePlace { nullable: member.place.nullable || nullable, ..member.place };
        let function = if member.is_required() { "Member::required" } else { "Member::new" };
        let new =
            |start: &str| call(&format!("{start}{function}"), vec![text(&member.name), plain(self.named(place, ""))]);
        if member.write_only {
            return structure("Member", vec![field("write_only", plain("true")), new("..")]);
        }
        new("")
    }

    fn union(&self, shape: &WireShape, union: &WireUnion) -> Expression {
        let variants = union.branches.iter().map(|branch| {
            let own = self.wire.shapes.get(branch.shape).and_then(|shape| shape.name.as_deref());
            let place = WirePlace { shape: branch.shape, nullable: false };
            let fields = vec![
                field("name", text(own.unwrap_or_default())),
                field("tags", texts(branch.tags.iter().map(String::as_str))),
                field("shape", plain(self.named(place, ""))),
            ];
            structure("Variant", fields)
        });
        let fields = vec![
            field("name", text(shape.name.as_deref().unwrap_or_default())),
            field("tag", text(union.tag.as_deref().unwrap_or_default())),
            field("variants", slice(variants.collect())),
        ];
        call("Shape::Union", vec![structure("&Union", fields)])
    }
}

/// What is said about members that an object does not list.
fn others(object: &WireObject) -> &'static str {
    match object {
        WireObject { closed: true, .. } => "Refused",
        WireObject { others: Some(_), .. } | WireObject { patterned: true, .. } => "Taken",
        _ => "Unsaid",
    }
}

/// The places within a shape.
fn held(kind: &WireKind) -> Vec<WirePlace> {
    match kind {
        WireKind::Array(item) | WireKind::Map(item) => vec![*item],
        WireKind::Object(object) => {
            object.members.iter().filter(|member| !member.read_only).map(|member| member.place).collect()
        }
        WireKind::Union(union) => {
            union.branches.iter().map(|branch| WirePlace { shape: branch.shape, nullable: false }).collect()
        }
        _ => Vec::new(),
    }
}

/// A name for each shape: that of its component, or the last steps to it; with a number where several have it.
fn name(wire: &WireSpec, indices: impl Iterator<Item = usize>) -> Vec<(usize, String)> {
    let mut taken: HashSet<String> = HashSet::new();
    let named = indices.map(|index| {
        let wanted = wire.shapes.get(index).map_or_else(|| "ANY".to_owned(), |shape| wanted(wire, shape));
        let mut name = wanted.clone();
        let mut count = 1;
        while !taken.insert(name.clone()) || taken.contains(&format!("{name}_OR_NULL")) {
            count += 1;
            name = format!("{wanted}_{count}");
        }
        (index, name)
    });
    named.collect()
}

/// Steps of a pointer that say nothing by themselves.
const SILENT: &[&str] = &[
    "components",
    "schemas",
    "properties",
    "paths",
    "content",
    "schema",
    "allOf",
    "anyOf",
    "oneOf",
    "$defs",
    "parameters",
    "requestBody",
    "additionalProperties",
];

/// How many steps to a shape are in its name, beside that of its operation.
const STEPS: usize = 3;

fn wanted(wire: &WireSpec, shape: &WireShape) -> String {
    let within = |origin: &str| shape.origin.strip_prefix(origin).filter(|rest| rest.starts_with('/'));
    let of = wire.operations.iter().find_map(|operation| Some((operation, within(&operation.origin)?)));
    let (operation, path) = of.map_or((None, shape.origin.as_str()), |(operation, rest)| (Some(operation), rest));
    let is_telling = |step: &&str| {
        let is_media_type = operation.is_some() && step.contains("~1");
        !SILENT.contains(step) && !is_media_type && !step.chars().all(|c| c.is_ascii_digit())
    };
    let steps: Vec<String> = path
        .split('/')
        .filter(is_telling)
        .map(|step| screaming(&step.replace("~1", "/").replace("~0", "~")))
        .filter(|step| !step.is_empty())
        .collect();
    let steps = steps.get(steps.len().saturating_sub(STEPS)..).unwrap_or_default().iter().cloned();
    let last = operation.map(|operation| screaming(&operation.operation_id)).into_iter().chain(steps);
    let last = last.collect::<Vec<_>>().join("_");
    let basic = match shape.kind {
        WireKind::Boolean => "BOOLEAN",
        WireKind::Enum(_) => "CHOICE",
        WireKind::String(_) => "TEXT",
        WireKind::Integer(_) => "INTEGER",
        WireKind::Number(_) => "NUMBER",
        WireKind::Union(_) => "EITHER",
        WireKind::Binary => "BYTES",
        _ => "ANY",
    };
    match last.as_str() {
        "" => basic.to_owned(),
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("{basic}_{name}"),
        name => name.to_owned(),
    }
}

/// A name in capitals with `_` between its words.
pub fn screaming(text: &str) -> String {
    use heck::ToShoutySnakeCase;
    let ascii: String =
        deunicode::deunicode(text).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    ascii.to_shouty_snake_case()
}

fn some(value: String) -> Expression {
    call("Some", vec![plain(value)])
}

fn to_i128(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
}

/// `Limits { …, ..Limits::NONE }`
fn limited(ty: &str, mut fields: Vec<Expression>) -> Expression {
    fields.push(plain(format!("..{ty}::NONE")));
    structure("Limits", fields)
}

fn with_limits(variant: &str, ty: &str, fields: Vec<Expression>) -> Expression {
    call(variant, vec![limited(ty, fields)])
}

/// The constant that a shape is: one of which nothing more is said.
fn basic(shape: &WireShape) -> Option<&'static str> {
    match &shape.kind {
        WireKind::Any => Some("Shape::Any"),
        WireKind::Null => Some("Shape::Null"),
        WireKind::Boolean => Some("Shape::Boolean"),
        WireKind::Binary => Some("Shape::Binary"),
        WireKind::Integer(format) => match (format.as_deref(), integers(shape).len(), shape.implied_limits().len()) {
            (_, 0, _) => Some("Shape::INTEGER"),
            (Some("int32"), 2, 2) => Some("Shape::INT32"),
            (Some("int64"), 2, 2) => Some("Shape::INT64"),
            _ => None,
        },
        WireKind::Number(_) => limits(shape, &number).is_empty().then_some("Shape::NUMBER"),
        WireKind::String(format) => {
            let any = if shape.secret { "Shape::SECRET" } else { "Shape::TEXT" };
            word_fields(shape, format.as_deref().unwrap_or_default()).is_empty().then_some(any)
        }
        _ => None,
    }
}

/// Limits of an integer: those that are written down, and those that its format means.
fn integers(shape: &WireShape) -> Vec<Expression> {
    let name = |keyword| if keyword == "minimum" { "min" } else { "max" };
    let implied = shape.implied_limits().into_iter();
    let implied = implied.map(|(keyword, value)| field(name(keyword), some(layout::integer(value))));
    limits(shape, &integer).into_iter().chain(implied).collect()
}

/// Limits of a number, as `write` writes them.
fn limits(shape: &WireShape, write: &dyn Fn(&Value) -> Option<String>) -> Vec<Expression> {
    let of = |keyword: &str, name: &str| {
        let value = shape.limits.iter().find(|(known, _)| known == keyword).and_then(|(_, value)| write(value));
        value.map(|value| field(name, some(value)))
    };
    let known = [
        ("minimum", "min"),
        ("maximum", "max"),
        ("exclusiveMinimum", "above"),
        ("exclusiveMaximum", "below"),
        ("multipleOf", "multiple_of"),
    ];
    known.into_iter().filter_map(|(keyword, name)| of(keyword, name)).collect()
}

fn integer(value: &Value) -> Option<String> {
    let whole = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    let whole = whole.or_else(|| value.as_str()?.parse().ok());
    whole.map(layout::integer)
}

fn number(value: &Value) -> Option<String> {
    let value = value.as_f64().filter(|value| value.is_finite() && value.abs() < 1e15)?;
    let text = format!("{value:?}");
    let (whole, fraction) = text.split_once('.')?;
    let is_plain = !text.contains('e') && fraction.len() < 7;
    let whole: i128 = whole.parse().ok()?;
    let sign = if value < 0.0 && whole == 0 { "-" } else { "" };
    is_plain.then(|| format!("{sign}{}.{fraction}", layout::integer(whole)))
}

fn counted(shape: &WireShape, keyword: &str) -> Option<String> {
    let value = shape.limits.iter().find(|(known, _)| known == keyword).and_then(|(_, value)| value.as_u64());
    value.map(|value| layout::integer(value.into()))
}

fn counts(shape: &WireShape) -> Vec<Expression> {
    let known = [("minItems", "min"), ("maxItems", "max")];
    known.into_iter().filter_map(|(keyword, name)| Some(field(name, some(counted(shape, keyword)?)))).collect()
}

/// What is said about a text.
fn word_fields(shape: &WireShape, format: &str) -> Vec<Expression> {
    let mut fields = Vec::new();
    // That it is secret is said already.
    let is_told = shape.secret && format == "password";
    if !format.is_empty() && !is_told {
        fields.push(field("format", text(format)));
    }
    let pattern = shape.limits.iter().find(|(known, _)| known == "pattern").and_then(|(_, value)| value.as_str());
    fields.extend(pattern.map(|pattern| field("pattern", text(pattern))));
    for (keyword, name) in [("minLength", "min"), ("maxLength", "max")] {
        fields.extend(counted(shape, keyword).map(|count| field(name, some(count))));
    }
    fields
}

fn words(shape: &WireShape, format: &str) -> Expression {
    let mut fields = word_fields(shape, format);
    let is_whole = fields.len() == 4;
    if !is_whole {
        fields.push(plain("..Text::ANY"));
    }
    call(if shape.secret { "Shape::Secret" } else { "Shape::Text" }, vec![structure("Text", fields)])
}

/// One of several texts; values that are none are a union of constants.
fn choice(variant: &str, values: &[Value]) -> Expression {
    if values.iter().all(Value::is_string) {
        return call(variant, vec![texts(values.iter().filter_map(Value::as_str))]);
    }
    let variants = values.iter().map(|value| {
        let constant = call("&Shape::Constant", vec![text(&value.to_string())]);
        structure("Variant", vec![field("name", text("")), field("tags", slice(Vec::new())), field("shape", constant)])
    });
    let fields = vec![field("name", text("")), field("tag", text("")), field("variants", slice(variants.collect()))];
    call("Shape::Union", vec![structure("&Union", fields)])
}
