//! Which calls an example shows.

use std::collections::BTreeMap;

use crate::surface::{Call, Group, Item, Output, ParameterKind, StreamFlag, Surface};

use super::super::layout;
use super::values::Values;

/// Columns that no line of code exceeds.
const WIDTH: usize = 96;

/// What a call shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    List,
    Retrieve,
    Create,
    Other,
}

/// One call, as code.
#[derive(Debug)]
pub struct Step<'a> {
    kind: Kind,
    /// The methods that lead to it, with their arguments; `await` not included.
    calls: Vec<String>,
    /// Whether there is anything in the answer.
    has_answer: bool,
    /// The cargo feature that it needs.
    pub feature: Option<&'a str>,
}

/// At most one call of each kind, all of one group where one has them.
#[derive(Debug, Default)]
pub struct Steps<'a>(BTreeMap<Kind, Step<'a>>);

impl<'a> Steps<'a> {
    /// Those of the group that has most kinds of calls; what it lacks comes from the first group that has it.
    pub fn new(surface: &'a Surface) -> Self {
        let items: BTreeMap<&str, &Item> =
            surface.models.iter().flat_map(|module| &module.items).map(|item| (item.name.as_str(), item)).collect();
        let values = Values::new(&items);
        let mut found: Vec<(usize, BTreeMap<Kind, Step<'a>>)> = Vec::new();
        for top in &surface.groups {
            collect(&values, top, &[], top.feature(), &mut found);
        }
        let score = |(depth, steps): &(usize, BTreeMap<Kind, Step<'_>>)| {
            let usual = steps.keys().filter(|kind| **kind != Kind::Other).count();
            (usual, usize::MAX - depth)
        };
        let best = found.iter().map(score).max();
        let at = found.iter().position(|candidate| Some(score(candidate)) == best);
        let mut steps = at.map(|at| found.remove(at).1).unwrap_or_default();
        for (_, others) in found {
            for (kind, step) in others {
                steps.entry(kind).or_insert(step);
            }
        }
        if steps.len() > 1 {
            steps.remove(&Kind::Other);
        }
        Self(steps)
    }

    /// In the order in which they are shown.
    pub fn all(&self) -> Vec<&Step<'a>> {
        self.0.values().collect()
    }

    /// The one whose failure is shown.
    pub fn failing(&self) -> Option<&Step<'a>> {
        self.0.get(&Kind::Retrieve).or(self.0.values().next())
    }
}

/// Adds the calls of a group and of those below it.
fn collect<'a>(
    values: &Values<'_>,
    group: &'a Group,
    above: &[String],
    feature: Option<&'a str>,
    found: &mut Vec<(usize, BTreeMap<Kind, Step<'a>>)>,
) {
    let mut path = above.to_vec();
    path.push(format!(".{}()", group.method()));
    let mut steps: BTreeMap<Kind, Step<'a>> = BTreeMap::new();
    for call in group.calls.iter().filter(|call| is_shown(call)) {
        let kind = kind(call);
        if steps.contains_key(&kind) {
            continue;
        }
        if let Some(own) = expression(values, call, kind) {
            let calls = path.iter().cloned().chain(own).collect();
            let has_answer = call.output != Output::Empty;
            steps.insert(kind, Step { kind, calls, has_answer, feature });
        }
    }
    found.push((path.len(), steps));
    for below in &group.groups {
        collect(values, below, &path, feature, found);
    }
}

fn is_shown(call: &Call) -> bool {
    call.deprecated.is_none() && !matches!(call.output, Output::Stream(_))
}

fn kind(call: &Call) -> Kind {
    let is_path = |argument: &crate::surface::Argument| argument.parameter.kind == ParameterKind::Path;
    let is_json = matches!(call.output, Output::Json(_));
    let takes_body = call.body.as_ref().is_some_and(|body| body.required);
    match call.http_method.as_str() {
        "GET" if is_json && call.arguments.is_empty() && !takes_body => Kind::List,
        "GET" if is_json && call.arguments.iter().all(is_path) && !takes_body => Kind::Retrieve,
        "POST" | "PUT" if takes_body => Kind::Create,
        _ => Kind::Other,
    }
}

/// The call with its arguments, and a setter of a list; none where an argument cannot be written in short.
fn expression(values: &Values<'_>, call: &Call, kind: Kind) -> Option<Vec<String>> {
    let arguments = call.arguments.iter().map(|argument| values.borrowed(&argument.ty, &argument.parameter.wire_name));
    let mut arguments: Vec<String> = arguments.collect::<Option<_>>()?;
    if let Some(body) = call.body.as_ref().filter(|body| body.required) {
        let flag = call.stream.as_ref().and_then(|answer| answer.flag.as_ref());
        let flag = flag.and_then(|flag| if let StreamFlag::Body(name) = flag { Some(name.as_str()) } else { None });
        arguments.push(values.body(&body.ty, flag)?);
    }
    let mut calls = vec![format!(".{}({})", call.method, arguments.join(", "))];
    let mut limits = call.setters.iter().filter(|setter| setter.deprecated.is_none() && setter.ty.is_integer());
    let limit = limits.find(|setter| setter.rust_name.contains("limit") || setter.rust_name.contains("size"));
    calls.extend(limit.filter(|_| kind == Kind::List).map(|setter| format!(".{}(10)", setter.rust_name)));
    Some(calls)
}

/// A call behind `indent` spaces, with each argument in a line of its own where it is too wide for one.
fn broken(call: &str, indent: usize) -> String {
    if indent + call.chars().count() <= WIDTH {
        return call.to_owned();
    }
    let parts = call.split_once('(').and_then(|(name, rest)| Some((name, rest.strip_suffix(')')?)));
    let Some((name, arguments)) = parts.filter(|(_, arguments)| !arguments.is_empty()) else {
        return call.to_owned();
    };
    let gap = " ".repeat(indent + 4);
    let each = |argument: &str| format!("{gap}{},\n", broken(argument, indent + 4));
    let lines: String = split(arguments).into_iter().map(each).collect();
    format!("{name}(\n{lines}{})", " ".repeat(indent))
}

/// Arguments, divided at the commas that are in no brackets and no text. Calls in a row stay together.
fn split(arguments: &str) -> Vec<&str> {
    let (mut depth, mut is_text, mut is_escaped, mut start) = (0_usize, false, false, 0);
    let mut found = Vec::new();
    for (at, letter) in arguments.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            _ if is_text => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(arguments.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(arguments.get(start..));
    found.into_iter().map(str::trim).filter(|argument| !argument.is_empty()).collect()
}

impl Step<'_> {
    /// Whether its code has a path that begins with `start`.
    pub fn names(&self, start: &str) -> bool {
        self.calls.iter().any(|call| call.contains(start))
    }

    /// The code that makes the call and shows what came.
    pub fn lines(&self) -> Vec<String> {
        let name = match self.kind {
            Kind::List => "list",
            Kind::Retrieve => "found",
            Kind::Create => "created",
            Kind::Other => "answer",
        };
        if !self.has_answer {
            return self.code("", ".await?", ";");
        }
        let mut lines = self.code(&format!("let {name} = "), ".await?", ";");
        lines.push(format!("println!(\"{{{name}:?}}\");"));
        lines
    }

    /// The code that makes the call and tells failures apart.
    pub fn failure(&self) -> Vec<String> {
        let mut lines = self.code("match ", ".await", " {");
        let given =
            if self.has_answer { "Ok(answer) => println!(\"{answer:?}\")" } else { "Ok(()) => println!(\"done\")" };
        let told = match self.kind {
            Kind::Retrieve => "Err(error) if error.is_not_found() => println!(\"there is none\")",
            _ => "Err(error) if error.is_rate_limit() => println!(\"too many calls\")",
        };
        lines.extend([given, told, "Err(error) => return Err(error)"].map(|arm| format!("    {arm},")));
        lines.push("}".to_owned());
        lines
    }

    pub fn code(&self, before: &str, last: &str, after: &str) -> Vec<String> {
        let calls: Vec<String> = self.calls.iter().cloned().chain([last.to_owned()]).collect();
        let line = format!("{before}client{}{after}", calls.concat());
        if line.chars().count() <= WIDTH {
            return vec![line];
        }
        let calls: Vec<String> = calls.iter().map(|call| broken(call, 4)).collect();
        let lines = format!("{before}client{}{after}", layout::each("\n    ", &calls, ""));
        lines.lines().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{broken, split};

    #[test]
    fn wide_calls_have_a_line_an_argument() {
        assert_eq!(split("a(b, c), \"x, \\\"y\", [d, e]"), ["a(b, c)", "\"x, \\\"y\"", "[d, e]"]);
        let long = "x".repeat(60);
        let call = format!(".create(\"{long}\", models::New::new(\"{long}\"))");
        let lines = format!(".create(\n        \"{long}\",\n        models::New::new(\"{long}\"),\n    )");
        assert_eq!(broken(&call, 4), lines);
        assert_eq!(broken(".list()", 4), ".list()");
    }
}
