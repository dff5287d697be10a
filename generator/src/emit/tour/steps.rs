//! Which calls an example shows.

use std::collections::BTreeMap;

use crate::surface::{Call, Group, Item, Output, ParameterKind, StreamFlag, Surface};

use super::super::layout;
use super::values::Values;

/// Columns that no line of code exceeds.
const WIDTH: usize = 96;

/// A body with more columns is made in a statement of its own.
const SHORT: usize = 40;

/// What a call shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    List,
    Retrieve,
    Create,
    Upload,
    Download,
    Other,
}

/// One call, as code.
#[derive(Debug)]
pub struct Step<'a> {
    pub kind: Kind,
    /// The methods that lead to it, with their arguments; `await` not included.
    calls: Vec<String>,
    /// Statements before the call.
    before: Vec<String>,
    /// What the answer is called.
    name: &'static str,
    /// Whether there is anything in it.
    has_answer: bool,
    /// The cargo feature that it needs.
    pub feature: Option<&'a str>,
    /// Whether it is a page of a list that goes on.
    pub is_paged: bool,
    /// The id of the operation.
    pub operation: &'a str,
    /// Whether a mock answers it.
    pub runs: bool,
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
            collect(surface, &values, top, &[], top.feature(), &mut found);
        }
        let score = |(depth, steps): &(usize, BTreeMap<Kind, Step<'_>>)| {
            // Both ways to make something are no reason to begin deep within an API.
            let is_second = |kind: &Kind| *kind == Kind::Upload && steps.contains_key(&Kind::Create);
            let usual = steps.keys().filter(|kind| **kind != Kind::Other && !is_second(kind)).count();
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

    /// The one of this kind.
    pub fn of(&self, kind: Kind) -> Option<&Step<'a>> {
        self.0.get(&kind)
    }

    /// The one whose failure is shown.
    pub fn failing(&self) -> Option<&Step<'a>> {
        self.0.get(&Kind::Retrieve).or(self.0.values().next())
    }
}

/// Adds the calls of a group and of those below it.
fn collect<'a>(
    surface: &Surface,
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
        let plain = kind(call);
        if steps.contains_key(&plain) && plain != Kind::Create {
            continue;
        }
        let Some(own) = expression(values, call, plain) else { continue };
        let (before, own) = own;
        let is_upload = plain == Kind::Create && before.iter().chain(&own).any(|call| call.contains("Upload::"));
        let kind = if is_upload { Kind::Upload } else { plain };
        if steps.contains_key(&kind) {
            continue;
        }
        let is_answered =
            surface.answers.iter().any(|answer| answer.operation_id == call.operation_id && answer.status < 300);
        let runs = is_answered && (!is_upload || call.body.as_ref().is_some_and(|body| values.takes_any_file(body)));
        let calls = path.iter().cloned().chain(own).collect();
        let (is_paged, operation) = (call.paging.is_some(), call.operation_id.as_str());
        let has_answer = call.output != Output::Empty;
        let name = answer_name(kind, &call.method, is_paged);
        steps.insert(kind, Step { kind, calls, before, name, has_answer, feature, is_paged, operation, runs });
    }
    found.push((path.len(), steps));
    for below in &group.groups {
        collect(surface, values, below, &path, feature, found);
    }
}

/// What an example calls the answer.
fn answer_name(kind: Kind, method: &str, is_paged: bool) -> &'static str {
    match (kind, method) {
        (Kind::List, _) if is_paged => "page",
        (Kind::List, "list") => "list",
        (Kind::Retrieve, _) => "found",
        (Kind::Create, "create") => "created",
        (Kind::Create, "update" | "replace") => "updated",
        (Kind::Upload, _) => "uploaded",
        (Kind::Download, _) => "content",
        _ => "answer",
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
        "GET" if call.output == Output::Download && call.arguments.iter().all(is_path) && !takes_body => Kind::Download,
        "POST" | "PUT" if takes_body => Kind::Create,
        _ => Kind::Other,
    }
}

/// What makes its body, and the call with its arguments, and a setter of a list; none where an argument cannot be written in short.
fn expression(values: &Values<'_>, call: &Call, kind: Kind) -> Option<(Vec<String>, Vec<String>)> {
    let arguments = call.arguments.iter().map(|argument| values.borrowed(&argument.ty, &argument.parameter.wire_name));
    let mut arguments: Vec<String> = arguments.collect::<Option<_>>()?;
    let mut before = Vec::new();
    if let Some(body) = call.body.as_ref().filter(|body| body.required) {
        let flag = call.stream.as_ref().and_then(|answer| answer.flag.as_ref());
        let flag = flag.and_then(|flag| if let StreamFlag::Body(name) = flag { Some(name.as_str()) } else { None });
        let (code, sets) = values.body(&body.ty, flag)?;
        if sets.is_empty() && code.len() <= SHORT {
            arguments.push(code);
        } else {
            before = chain("let body = ", &code, &sets, ";");
            arguments.push("body".to_owned());
        }
    }
    let mut calls = vec![format!(".{}({})", call.method, arguments.join(", "))];
    let mut limits = call.setters.iter().filter(|setter| setter.deprecated.is_none() && setter.ty.is_integer());
    let limit = limits.find(|setter| setter.rust_name.contains("limit") || setter.rust_name.contains("size"));
    calls.extend(limit.filter(|_| kind == Kind::List).map(|setter| format!(".{}(10)", setter.rust_name)));
    Some((before, calls))
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
        self.before.iter().chain(&self.calls).any(|call| call.contains(start))
    }

    /// The code that makes the call and shows what came.
    pub fn lines(&self) -> Vec<String> {
        let name = self.name;
        if !self.has_answer {
            return self.code("", ".await?", ";");
        }
        let mut lines = self.code(&format!("let {name} = "), ".await?", ";");
        lines.push(match self.kind {
            Kind::Download => "println!(\"{} bytes\", content.bytes().await?.len());".to_owned(),
            _ => format!("println!(\"{{{name}:?}}\");"),
        });
        if self.is_paged {
            lines.push(String::new());
            lines.extend(self.code("let mut all = ", ".items()", ";"));
            // An example may be a page that has a next one, and is the answer to that as well.
            let each =
                ["while let Some(item) = all.try_next().await? {", "    println!(\"{item:?}\");", "#     break;", "}"];
            lines.extend(each.map(str::to_owned));
        }
        lines
    }

    /// The code that makes the call with settings of its own.
    pub fn with_settings(&self) -> Vec<String> {
        let settings = [".max_retries(5)", ".timeout(Duration::from_secs(30))", ".await?"];
        let before = if self.has_answer { "let answer = " } else { "" };
        self.chained(before, &settings, ";")
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
        self.chained(before, &[last], after)
    }

    fn chained(&self, before: &str, last: &[&str], after: &str) -> Vec<String> {
        let calls: Vec<String> = self.calls.iter().cloned().chain(last.iter().map(|&call| call.to_owned())).collect();
        let mut lines = self.before.clone();
        lines.extend(chain(before, "client", &calls, after));
        lines
    }
}

/// A value and calls of its methods: in one line, or each in a line of its own.
fn chain(before: &str, value: &str, calls: &[String], after: &str) -> Vec<String> {
    let line = format!("{before}{value}{}{after}", calls.concat());
    if line.chars().count() <= WIDTH {
        return vec![line];
    }
    let calls: Vec<String> = calls.iter().map(|call| broken(call, 4)).collect();
    let lines = format!("{before}{}{}{after}", broken(value, 0), layout::each("\n    ", &calls, ""));
    lines.lines().map(str::to_owned).collect()
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
