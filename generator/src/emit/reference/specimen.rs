//! Values made up to show what an answer looks like: a text is the name of its member.

use serde_json::Value;

use crate::surface::{WireKind, WireMember, WirePlace, WireSpec};

use super::fitting;
use super::shapes::ordered;

/// How deep objects and lists are made up within each other.
const DEEPEST: usize = 12;

/// How many values a made-up answer has at most, if it is more than one level deep: of more nobody sees what it looks like, and
/// there are answers of a hundred thousand.
const MOST: usize = 200;

/// What a text without a name is.
const TEXT: &str = "string";

/// JSON whose members keep their order.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Plain(Value),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// A value for a place, of what must be there and nothing else; `name` is that of the member it is for.
pub fn needed(wire: &WireSpec, place: WirePlace, name: &str) -> Json {
    Making { wire, is_needed: true, deepest: DEEPEST, left: usize::MAX, depth: 0, within: Vec::new() }
        .of(place.shape, name)
}

/// A value for a place with all that may be there, as deep as one can look at it: what is deeper is empty.
pub fn whole(wire: &WireSpec, place: WirePlace, name: &str) -> Json {
    let at = |deepest: usize, left: usize| {
        let mut making = Making { wire, is_needed: false, deepest, left, depth: 0, within: Vec::new() };
        let made = making.of(place.shape, name);
        (making.left > 0).then_some(made)
    };
    let shallow = at(1, usize::MAX);
    let deeper = (2..=DEEPEST).map_while(|deepest| at(deepest, MOST));
    shallow.into_iter().chain(deeper).last().unwrap_or(Json::Plain(Value::Null))
}

/// Which branches of a union count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Branches {
    /// The first one, of which values are made up.
    First,
    /// All of them: of a file or a name for one, the name may be meant.
    All,
}

/// Whether a shape is a file, or several.
pub fn is_file(wire: &WireSpec, index: usize, branches: Branches) -> bool {
    holds_files(wire, index, branches, 0)
}

fn holds_files(wire: &WireSpec, index: usize, branches: Branches, depth: usize) -> bool {
    let within = |index: usize| holds_files(wire, index, branches, depth + 1);
    match wire.shapes.get(index).map(|shape| &shape.kind) {
        Some(WireKind::Binary) => true,
        // Shapes may go round in a circle.
        _ if depth >= DEEPEST => false,
        Some(WireKind::Array(item)) => within(item.shape),
        Some(WireKind::Union(union)) if branches == Branches::All => {
            union.branches.iter().all(|branch| within(branch.shape))
        }
        Some(WireKind::Union(union)) => union.branches.first().is_some_and(|branch| within(branch.shape)),
        _ => false,
    }
}

struct Making<'w> {
    wire: &'w WireSpec,
    is_needed: bool,
    /// How deep objects and lists may stand within each other.
    deepest: usize,
    /// How many more values may be made. Where that is none, what was made is of no use.
    left: usize,
    depth: usize,
    within: Vec<usize>,
}

impl Making<'_> {
    fn of(&mut self, index: usize, name: &str) -> Json {
        let Some(shape) = self.wire.shapes.get(index) else { return Json::Plain(Value::Null) };
        let is_list = matches!(shape.kind, WireKind::Array(_) | WireKind::Tuple(..));
        let holds = is_list || matches!(shape.kind, WireKind::Map(_) | WireKind::Object(_));
        self.left = self.left.saturating_sub(1);
        if self.within.contains(&index) || (holds && self.depth >= self.deepest) || self.left == 0 {
            return if is_list { Json::Array(Vec::new()) } else { Json::Object(Vec::new()) };
        }
        self.within.push(index);
        self.depth += usize::from(holds);
        let made = self.kind(&shape.kind, &shape.limits, name);
        self.depth -= usize::from(holds);
        self.within.pop();
        made
    }

    fn is_file(&self, index: usize) -> bool {
        self.wire.shapes.get(index).is_some_and(|shape| matches!(shape.kind, WireKind::Binary))
    }

    fn kind(&mut self, kind: &WireKind, limits: &[(String, Value)], name: &str) -> Json {
        match kind {
            WireKind::Any => Json::Object(Vec::new()),
            WireKind::Null => Json::Plain(Value::Null),
            WireKind::Boolean => Json::Plain(true.into()),
            WireKind::Integer(_) => Json::Plain(fitting::number(limits, true)),
            WireKind::Number(_) => Json::Plain(fitting::number(limits, false)),
            WireKind::String(format) => Json::Plain(fitting::text(limits, text(format.as_deref(), name)).into()),
            WireKind::Binary => Json::Plain(name.into()),
            WireKind::Constant(value) => Json::Plain(value.clone()),
            WireKind::Enum(values) | WireKind::Open(values) => {
                Json::Plain(values.first().cloned().unwrap_or_else(|| name.into()))
            }
            WireKind::Array(item) => {
                let made = self.of(item.shape, if self.is_file(item.shape) { name } else { TEXT });
                Json::Array(vec![made; fitting::count(limits)])
            }
            WireKind::Tuple(items, _) => {
                let items = items.clone();
                Json::Array(items.iter().map(|item| self.of(item.shape, TEXT)).collect())
            }
            WireKind::Map(value) => Json::Object(vec![("name".to_owned(), self.of(value.shape, TEXT))]),
            WireKind::Object(object) => {
                let required = object.members.iter().filter(|member| member.is_required());
                let needed = fitting::needed(limits, required.map(|member| member.name.as_str()).collect());
                let is_needed = |member: &&WireMember| needed.contains(&member.name.as_str()) && !member.read_only;
                let members = ordered(object).into_iter().filter(|member| !self.is_needed || is_needed(member));
                let members: Vec<(String, usize)> =
                    members.map(|member| (member.name.clone(), member.place.shape)).collect();
                Json::Object(members.into_iter().map(|(name, shape)| (name.clone(), self.of(shape, &name))).collect())
            }
            WireKind::Union(union) => union.branches.first().map_or(Json::Plain(Value::Null), |branch| {
                let mut made = self.of(branch.shape, name);
                if let (Some(tag), Some(first), Json::Object(members)) = (&union.tag, branch.tags.first(), &mut made)
                    && let Some((_, value)) = members.iter_mut().find(|(name, _)| name == tag)
                {
                    *value = Json::Plain(first.as_str().into());
                }
                made
            }),
        }
    }
}

/// A text of a format that has a form of its own, or else the name.
fn text<'t>(format: Option<&str>, name: &'t str) -> &'t str {
    match format {
        Some("date-time") => "2024-01-31T12:00:00Z",
        Some("date") => "2024-01-31",
        Some("time") => "12:00:00Z",
        Some("duration") => "P1D",
        Some("uuid") => "0b0e5e1c-7f3a-4c57-9a51-2a3c8f8f6d11",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("hostname" | "idn-hostname") => "host.example.com",
        Some("int32" | "int64" | "uint64") => "1",
        Some("email" | "idn-email") => "someone@example.com",
        Some("uri" | "url" | "iri") => "https://example.com",
        Some("byte" | "base64" | "base64url") => "dGV4dA==",
        _ => name,
    }
}

impl Json {
    /// Over several lines.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        let gap = |depth: usize| format!("\n{:1$}", "", depth * 2);
        match self {
            Self::Plain(value) => out.push_str(&value.to_string()),
            Self::Array(items) if items.is_empty() => out.push_str("[]"),
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    out.push_str(&gap(depth + 1));
                    item.write(depth + 1, out);
                }
                out.push_str(&gap(depth));
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (at, (name, value)) in members.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    out.push_str(&gap(depth + 1));
                    out.push_str(&Value::from(name.as_str()).to_string());
                    out.push_str(": ");
                    value.write(depth + 1, out);
                }
                out.push_str(&gap(depth));
                out.push('}');
            }
        }
    }

    /// In one line.
    pub fn compact(&self) -> String {
        match self {
            Self::Plain(value) => value.to_string(),
            Self::Array(items) => {
                format!("[{}]", items.iter().map(Self::compact).collect::<Vec<_>>().join(", "))
            }
            Self::Object(members) => {
                let members =
                    members.iter().map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), value.compact()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// As it stands in a form or on a command line: a text without quotes.
    pub fn plain(&self) -> String {
        match self {
            Self::Plain(Value::String(text)) => text.clone(),
            other => other.compact(),
        }
    }
}
