//! The pages of the command-line tool.

use crate::surface::{
    Call, CommandSpec, FlagSpec, ReferencePage, StreamFlag, ToolSpec, WireAnswer, WireOperation, WirePlace, WireSpec,
};

use super::entry::{Entry, block, bullets, code};
use super::shapes::Shapes;
use super::{Pages, Printed, errors, example, models, opening, shell, specimen};

/// What commands show that reads a file.
const FILE: &str = "file path";

/// The page of a top-level resource and those below it.
pub fn page(pages: &Pages<'_>, page: &ReferencePage) -> Printed {
    let mut shapes = pages.shapes();
    let mut blocks = Vec::new();
    for section in &page.sections {
        blocks.push(format!("# {}", section.title));
        for (command, operation, call) in pages.commands(&section.resource) {
            let shown = Shown { pages, command, operation, call, resource: &section.resource };
            blocks.extend(shown.blocks(&mut shapes));
        }
    }
    if pages.spec.models {
        blocks.extend(models::of(&mut shapes));
    }
    Printed { blocks, apart: shapes.apart().clone() }
}

/// A command that is being shown.
struct Shown<'p, 's> {
    pages: &'p Pages<'s>,
    command: &'s CommandSpec,
    operation: &'s WireOperation,
    call: &'s Call,
    resource: &'p str,
}

impl Shown<'_, '_> {
    fn blocks(&self, shapes: &mut Shapes<'_>) -> Vec<String> {
        let Some(tool) = &self.pages.surface.tool else { return Vec::new() };
        let name = format!("{} {} {}", tool.binary, self.resource, self.command.verb);
        let mut out = opening(self.operation, &[format!("$ {name}")]);
        let flags = self.flags(shapes);
        if !flags.is_empty() {
            out.extend(["### Parameters".to_owned(), bullets(&flags)]);
        }
        if self.pages.spec.details {
            out.extend(self.command.one_of.iter().map(|names| one_of(names)));
        }
        shapes.forget();
        let returns = returns(self.operation, shapes);
        let returns: Vec<Entry> = returns.into_iter().chain(streamed(self.call, self.operation, shapes)).collect();
        out.extend((!returns.is_empty()).then(|| format!("### Returns\n\n{}", bullets(&returns))));
        if self.pages.spec.details {
            out.extend(errors(self.operation, shapes));
        }
        let options = options(self.pages, tool, self.command, self.operation, self.call);
        out.push("### Example".to_owned());
        out.push(block("cli", &shell::lines(&name, &options, "  ")));
        if let Some(answer) = made_up(self.operation, &self.pages.surface.wire) {
            out.extend(["#### Response".to_owned(), block("json", &answer)]);
        }
        out
    }

    fn flags(&self, shapes: &mut Shapes<'_>) -> Vec<Entry> {
        shapes.forget();
        let mut out: Vec<Entry> = Vec::new();
        let mut inner: Vec<Entry> = Vec::new();
        for flag in self.command.flags.iter().rev() {
            let entry = self.flag(flag, shapes);
            if !flag.is_inner() {
                inner.reverse();
                out.push(entry.with(std::mem::take(&mut inner)));
            } else if self.pages.spec.details {
                inner.push(entry);
            }
        }
        out.reverse();
        out
    }

    fn flag(&self, flag: &FlagSpec, shapes: &mut Shapes<'_>) -> Entry {
        let limits = if self.pages.spec.details { flag.limits.as_str() } else { "" };
        let entry = shapes.named_entry(&format!("--{}", flag.name), flag.place, flag.required);
        let rest = if self.pages.spec.details { rest(flag.place, shapes) } else { String::new() };
        entry.says(&flag.docs).says(limits).says(&rest).deprecated(flag.deprecated.as_ref())
    }
}

/// What the signature of a place leaves out; empty where that is nothing.
fn rest(place: WirePlace, shapes: &Shapes<'_>) -> String {
    let Some((what, all)) = shapes.rest(place) else { return String::new() };
    let all: Vec<String> = all.iter().map(|one| code(one)).collect();
    format!("{what}: {}.", all.join(", "))
}

/// Which flags exclude each other.
fn one_of(names: &[String]) -> String {
    let flags: Vec<String> = names.iter().map(|name| format!("`--{name}`")).collect();
    match flags.split_last() {
        Some((last, [])) => format!("{last} must be given."),
        Some((last, others)) => format!("One of {} and {last} must be given, and only one.", others.join(", ")),
        None => String::new(),
    }
}

/// What an operation answers instead, item by item, to who asks for that.
pub fn streamed(call: &Call, operation: &WireOperation, shapes: &mut Shapes<'_>) -> Option<Entry> {
    let answer = call.stream.as_ref()?;
    let when = match &answer.flag {
        Some(StreamFlag::Body(name) | StreamFlag::Query(name)) => format!("where `{name}` is true"),
        None => format!("where `{}` is asked for", answer.stream.media_type),
    };
    let when = format!("Instead of it, {when}.");
    let Some(place) = operation.stream_item else { return Some(Entry::new("stream of events".to_owned()).says(&when)) };
    let name = shapes.wire.at(place).and_then(|shape| shape.name.clone());
    let signature = shapes.signature(place);
    let signature =
        name.map_or_else(|| format!("stream of {signature}"), |name| format!("{name}: stream of {signature}"));
    Some(Entry::new(signature).says(&when).says(&rest(place, shapes)).with(shapes.whole(place.shape)))
}

/// What an operation answers; none where that is nothing.
pub fn returns(operation: &WireOperation, shapes: &mut Shapes<'_>) -> Option<Entry> {
    answered(&operation.answer, operation.answer_name.as_deref(), shapes)
}

fn answered(answer: &WireAnswer, name: Option<&str>, shapes: &mut Shapes<'_>) -> Option<Entry> {
    let named = |text: &str| Entry::new(name.map_or_else(|| text.to_owned(), |name| format!("{name}: {text}")));
    match answer {
        WireAnswer::Empty => None,
        WireAnswer::Text => Some(named("text")),
        WireAnswer::File => Some(named(FILE)),
        WireAnswer::Json(None) => Some(named("unknown")),
        WireAnswer::Stream(None) => Some(named("stream of events")),
        WireAnswer::Json(Some(place)) | WireAnswer::Stream(Some(place)) => {
            let of = if matches!(answer, WireAnswer::Stream(_)) { "stream of " } else { "" };
            let shape = shapes.wire.at(*place)?;
            let name = name.or(shape.name.as_deref());
            let kind = shapes.signature(*place);
            let signature = name.map_or_else(|| format!("{of}{kind}"), |name| format!("{name}: {of}{kind}"));
            Some(Entry::new(signature).says(&shape.docs).with(shapes.whole(place.shape)))
        }
        WireAnswer::OneOf(arms) => {
            let arms = arms.iter().map(|(status, answer)| {
                let entry = answered(answer, None, shapes);
                Entry::new(format!("status {status}")).with(entry.into_iter().collect())
            });
            Some(named("by status").with(arms.collect()))
        }
    }
}

/// An answer made up; none where it is no JSON.
pub fn made_up(operation: &WireOperation, wire: &WireSpec) -> Option<String> {
    let place = match &operation.answer {
        WireAnswer::Json(place) => *place,
        WireAnswer::OneOf(arms) => arms.iter().find_map(|(_, arm)| match arm {
            WireAnswer::Json(place) => *place,
            _ => None,
        }),
        _ => None,
    };
    place.map(|place| specimen::whole(wire, place, "string").pretty())
}

/// What stands for a user name and a password.
const PAIR: &str = "NAME:PASSWORD";

/// The options of an example: the credentials, and what must be given.
fn options(
    pages: &Pages<'_>,
    tool: &ToolSpec,
    command: &CommandSpec,
    operation: &WireOperation,
    call: &Call,
) -> Vec<String> {
    let credential = |scheme: &String| {
        let (_, flag) = tool.credentials.iter().find(|(name, _)| name == scheme)?;
        let known = pages.surface.client.schemes.iter().find(|known| known.name == *scheme);
        let is_pair = known.is_some_and(|known| known.kind == "basic");
        let secret = if is_pair { PAIR } else { &pages.spec.credential };
        Some(format!("--{flag} {}", shell::quoted(secret)))
    };
    let needed = call.security.first().into_iter().flatten();
    let given = example::given(command, operation, &pages.surface.wire);
    needed.filter_map(credential).chain(given).collect()
}
