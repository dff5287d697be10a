//! The shapes of Rust source, as rustfmt would lay them out.
//!
//! What is printed is a handful of shapes, so they are written directly: a general formatter would have to read back
//! text that was right to begin with.

use std::fmt;
use std::fmt::Write;

use super::docs::WIDTH;

/// Columns within which the arguments of a call stay in one line.
const ARGUMENTS_WIDTH: usize = 60;

/// Columns within which a chain of calls stays in one line.
pub const CHAIN_WIDTH: usize = 60;

/// Columns within which the arguments of an attribute stay in one line.
const ATTRIBUTE_WIDTH: usize = 70;

/// Columns within which the members of a literal stay in one line.
const MEMBERS_WIDTH: usize = 18;

/// Appends formatted text.
pub fn push(out: &mut String, text: fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = out.write_fmt(text);
}

/// A string literal. Characters that cannot be seen are escaped.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\'' => out.push(c),
            _ => out.extend(c.escape_debug()),
        }
    }
    out.push('"');
    out
}

/// A string literal that shows `text` as it is, where it can.
pub fn raw(text: &str) -> String {
    let is_shown = |c: char| c == '\n' || c == '\'' || c == '"' || c == '\\' || c.escape_debug().count() == 1;
    if !text.contains('"') || !text.chars().all(is_shown) {
        return literal(text);
    }
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// An integer literal, with its digits in groups.
pub fn integer(value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if value < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// `before(items)after` behind `indent` spaces: in one line, or an item a line. Both kinds of list rustfmt has are
/// covered: parameters fill the line, arguments stay within `ARGUMENTS_WIDTH`.
pub fn parameters(indent: usize, before: &str, items: &[String], after: &str) -> String {
    let items: Vec<String> = items.iter().map(|item| narrow(indent + 4, item)).collect();
    list(indent, before, &items, after, WIDTH)
}

/// `before(items)after` behind `indent` spaces, for the arguments of a call.
pub fn arguments(indent: usize, before: &str, items: &[String], after: &str) -> String {
    list(indent, before, items, after, ARGUMENTS_WIDTH)
}

/// `outer(inner(items))after` behind `indent` spaces: where it is too wide for a line, both calls open in the first.
pub fn nested(indent: usize, outer: &str, inner: &str, items: &[String], after: &str) -> String {
    let argument = format!("{inner}({})", items.join(", "));
    let line = format!("{:indent$}{outer}({argument}){after}", "");
    if columns(&argument) <= ARGUMENTS_WIDTH && columns(&line) <= WIDTH {
        return line;
    }
    let lines = each(&" ".repeat(indent + 4), items, ",\n");
    format!("{:indent$}{outer}({inner}(\n{lines}{:indent$})){after}", "", "")
}

fn list(indent: usize, before: &str, items: &[String], after: &str, limit: usize) -> String {
    let joined = items.join(", ");
    let line = format!("{:indent$}{before}({joined}){after}", "");
    let fits = columns(&line) <= WIDTH && columns(&joined) <= limit;
    if items.is_empty() || (fits && !joined.contains('\n')) {
        return line;
    }
    let lines = each(&" ".repeat(indent + 4), items, ",\n");
    format!("{:indent$}{before}(\n{lines}{:indent$}){after}", "", "")
}

/// `before[items]after` behind `indent` spaces.
pub fn array(indent: usize, before: &str, items: &[String], after: &str) -> String {
    let joined = items.join(", ");
    let line = format!("{:indent$}{before}[{joined}]{after}", "");
    if columns(&joined) <= ARGUMENTS_WIDTH && columns(&line) <= WIDTH && !joined.contains('\n') {
        return line;
    }
    let lines = each(&" ".repeat(indent + 4), items, ",\n");
    format!("{:indent$}{before}[\n{lines}{:indent$}]{after}", "", "")
}

/// The types in a list of types.
fn between_commas(types: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_between = |c: char| {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    types.split(is_between).map(str::trim).collect()
}

/// `item`, with what is between its outermost angle brackets in lines of its own where it is too wide for one.
fn narrow(indent: usize, item: &str) -> String {
    let parts = item.split_once('<').and_then(|(before, rest)| Some((before, rest.rsplit_once('>')?)));
    match parts {
        Some((before, (inner, after))) if indent + columns(item) + 1 > WIDTH && !item.contains('\n') => {
            let inner: Vec<String> = between_commas(inner).into_iter().map(|one| narrow(indent + 4, one)).collect();
            let lines = each(&" ".repeat(indent + 4), &inner, ",\n");
            format!("{before}<\n{lines}{:indent$}>{after}", "")
        }
        _ => item.to_owned(),
    }
}

/// `impl of for name {`, in as many lines as it needs.
pub fn implementation(of: &str, name: &str) -> String {
    let line = format!("impl {of} for {name} {{");
    if columns(&line) <= WIDTH { line } else { format!("impl {of}\n    for {name}\n{{") }
}

/// `#[name(items)]` behind `indent` spaces. Nothing follows its last item.
pub fn attribute(indent: usize, name: &str, items: &[String]) -> String {
    attribute_as("#", indent, name, items)
}

/// `#![allow(lint, reason = "…")]`, for a whole file.
pub fn allow_in_file(lint: &str, reason: &str) -> String {
    attribute_as("#!", 0, "allow", &[lint.to_owned(), format!("reason = {}", literal(reason))])
}

fn attribute_as(sign: &str, indent: usize, name: &str, items: &[String]) -> String {
    let joined = items.join(", ");
    if columns(&joined) <= ATTRIBUTE_WIDTH {
        return format!("{:indent$}{sign}[{name}({joined})]", "");
    }
    let inner = indent + 4;
    let gap = format!(",\n{:inner$}", "");
    format!("{:indent$}{sign}[{name}(\n{:inner$}{}\n{:indent$})]", "", "", items.join(&gap), "")
}

/// `start.a().b()`, which will stand behind `indent` spaces: in one line or a call a line.
pub fn chain(indent: usize, start: &str, calls: &[String]) -> String {
    let line = format!("{start}{}", calls.concat());
    let limit = if calls.len() < 2 { WIDTH - indent } else { CHAIN_WIDTH };
    if columns(&line) <= limit {
        return line;
    }
    let before = format!("\n{:1$}", "", indent + 4);
    format!("{start}{}", each(&before, calls, ""))
}

/// `before value;` behind `indent` spaces, with the value in a line of its own where it fits there only.
pub fn assignment(indent: usize, before: &str, value: &str) -> String {
    let line = format!("{:indent$}{before} {value};", "");
    if columns(&line) <= WIDTH || value.contains('\n') {
        return line;
    }
    format!("{:indent$}{before}\n{:indent$}    {value};", "", "")
}

/// `before ty,` behind `indent` spaces, with the type in a line of its own where it fits there only.
pub fn member(indent: usize, before: &str, ty: &str) -> String {
    let line = format!("{:indent$}{before} {ty},", "");
    if columns(&line) <= WIDTH { line } else { format!("{:indent$}{before}\n{:indent$}    {ty},", "", "") }
}

/// All of `items`, each between `before` and `after`.
pub fn each(before: &str, items: &[String], after: &str) -> String {
    items.iter().flat_map(|item| [before, item.as_str(), after]).collect()
}

/// `name!(start {` … `});` with a line for each of `lines`, which end with commas.
pub fn invocation(name: &str, start: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return format!("{name}!({start} {{}});\n");
    }
    let joined = lines.join(" ");
    let members = joined.trim_end_matches(',');
    if columns(members) <= MEMBERS_WIDTH && lines.iter().all(|line| is_member(line)) {
        return format!("{name}!({start} {{ {members} }});\n");
    }
    let mut out = format!("{name}!({start} {{\n");
    for line in lines {
        out.push_str("    ");
        out.push_str(line);
        out.push('\n');
    }
    out.push_str("});\n");
    out
}

/// Whether a line of a macro reads like a member of a struct literal, which rustfmt then takes it for.
fn is_member(line: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '"');
    line.trim_end_matches(',').split_once(": ").is_some_and(|(_, value)| value.chars().all(is_plain))
}

/// `{ members }` of a struct literal, behind `indent` spaces.
pub fn members(indent: usize, members: &[String]) -> String {
    let joined = members.join(", ");
    if columns(&joined) <= MEMBERS_WIDTH {
        return if joined.is_empty() { "{}".to_owned() } else { format!("{{ {joined} }}") };
    }
    let lines = each(&" ".repeat(indent + 4), members, ",\n");
    format!("{{\n{lines}{:indent$}}}", "")
}

/// `use path::{names};` after `visibility` (`pub ` or nothing), filled.
pub fn import(visibility: &str, path: &str, names: &[String]) -> String {
    if let [name] = names {
        return format!("{visibility}use {path}::{name};\n");
    }
    let line = format!("{visibility}use {path}::{{{}}};", names.join(", "));
    if columns(&line) <= WIDTH {
        return format!("{line}\n");
    }
    format!("{visibility}use {path}::{{\n{}}};\n", filled(names))
}

/// `names` with commas between them, in lines behind four spaces.
pub fn filled(names: &[String]) -> String {
    let mut out = String::new();
    let mut width = 0;
    for name in names {
        let needed = columns(name) + 1;
        if width == 0 {
            out.push_str("    ");
            width = 4 + needed;
        } else if width + 1 + needed >= WIDTH {
            out.push_str("\n    ");
            width = 4 + needed;
        } else {
            out.push(' ');
            width += 1 + needed;
        }
        out.push_str(name);
        out.push(',');
    }
    if width > 0 {
        out.push('\n');
    }
    out
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(items: &[&str]) -> Vec<String> {
        items.iter().map(|item| (*item).to_owned()).collect()
    }

    #[test]
    fn literals_show_what_they_hold() {
        assert_eq!(literal("it's \"x\"\n"), r#""it's \"x\"\n""#);
        assert_eq!(literal("a\u{202E}b\\"), r#""a\u{202e}b\\""#);
        assert_eq!(literal("\u{e9}\"#"), "\"\u{e9}\\\"#\"");
    }

    #[test]
    fn raw_literals_show_json() {
        assert_eq!(raw(r#"{"a":1}"#), "r#\"{\"a\":1}\"#");
        assert_eq!(raw(r##"["#"]"##), r###"r##"["#"]"##"###);
        assert_eq!(raw("\"\r\""), r#""\"\r\"""#);
    }

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!(integer(0), "0");
        assert_eq!(integer(-1234), "-1_234");
        assert_eq!(integer(123_456), "123_456");
        assert_eq!(integer(i128::MIN), "-170_141_183_460_469_231_731_687_303_715_884_105_728");
    }

    #[test]
    fn lists_break_where_they_must() {
        let short = strings(&["&self", "a: i64"]);
        assert_eq!(parameters(4, "pub fn f", &short, " {"), "    pub fn f(&self, a: i64) {");
        let long = strings(&["a".repeat(40).as_str(), "b".repeat(30).as_str()]);
        let broken = format!("f(\n    {},\n    {},\n);", long[0], long[1]);
        assert_eq!(arguments(0, "f", &long, ";"), broken);
        assert!(!parameters(0, "f", &long, ";").contains('\n'));
    }

    #[test]
    fn calls_within_calls_open_together() {
        let short = strings(&["&a", "b"]);
        assert_eq!(nested(4, "f", "g", &short, ";"), "    f(g(&a, b));");
        let long = strings(&["&a", &"b".repeat(60)]);
        assert_eq!(nested(4, "f", "g", &long, ";"), format!("    f(g(\n        &a,\n        {},\n    ));", long[1]));
    }

    #[test]
    fn attributes_end_without_a_comma() {
        assert_eq!(attribute(0, "a", &strings(&["b", "c"])), "#[a(b, c)]");
        assert_eq!(allow_in_file("a", "b"), "#![allow(a, reason = \"b\")]");
        let long = "x".repeat(70);
        assert_eq!(attribute(0, "a", &strings(&[&long, "c"])), format!("#[a(\n    {long},\n    c\n)]"));
    }

    #[test]
    fn literals_of_structs_are_short_or_broken() {
        assert_eq!(members(4, &strings(&["a: 1", "b"])), "{ a: 1, b }");
        assert_eq!(members(4, &strings(&["a: 1234567890", "b: 2"])), "{\n        a: 1234567890,\n        b: 2,\n    }");
    }

    #[test]
    fn wide_types_break_within_their_brackets() {
        let wide = format!("a: impl Into<{}>", "T".repeat(90));
        let inner = "T".repeat(90);
        let expected = format!("f(\n    a: impl Into<\n        {inner},\n    >,\n)");
        assert_eq!(parameters(0, "f", &[wide], ""), expected);
        let (key, value) = ("K".repeat(40), format!("(V, B<{}>)", "V".repeat(40)));
        let expected = format!("f(\n    a: Map<\n        {key},\n        {value},\n    >,\n)");
        assert_eq!(parameters(0, "f", &[format!("a: Map<{key}, {value}>")], ""), expected);
        assert_eq!(implementation("From<A>", "B"), "impl From<A> for B {");
        assert!(implementation(&inner, "B").ends_with("\n    for B\n{"));
    }

    #[test]
    fn chains_break_as_a_whole() {
        let calls = strings(&[".b()", ".c()"]);
        assert_eq!(chain(0, "a", &calls), "a.b().c()");
        let start = "a".repeat(60);
        assert_eq!(chain(4, &start, &calls), format!("{start}\n        .b()\n        .c()"));
        let one = strings(&[".b()"]);
        assert_eq!(chain(4, &start, &one), format!("{start}.b()"));
    }

    #[test]
    fn long_assignments_break_behind_the_sign() {
        assert_eq!(assignment(4, "let a =", "b"), "    let a = b;");
        let long = "x".repeat(90);
        assert_eq!(assignment(4, "let a =", &long), format!("    let a =\n        {long};"));
    }

    #[test]
    fn macros_hold_a_member_a_line() {
        assert_eq!(invocation("m", "A", &[]), "m!(A {});\n");
        assert_eq!(invocation("m", "A", &strings(&["b: c d,"])), "m!(A {\n    b: c d,\n});\n");
        assert_eq!(invocation("m", "A", &strings(&["b: c,", "d: 1,"])), "m!(A { b: c, d: 1 });\n");
    }

    #[test]
    fn imports_fill_their_lines() {
        assert_eq!(import("", "super", &strings(&["A"])), "use super::A;\n");
        assert_eq!(import("", "super", &strings(&["A", "B"])), "use super::{A, B};\n");
        let names: Vec<String> = (0..30).map(|n| format!("Name{n:02}")).collect();
        let text = import("", "super", &names);
        assert!(text.lines().all(|line| line.len() <= WIDTH));
        assert_eq!(text.lines().count(), 5);
    }
}
