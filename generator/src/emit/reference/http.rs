//! The pages of HTTP.

use crate::surface::{
    BodyKind, Call, ParameterKind, ReferencePage, WireAnswer, WireBody, WireKind, WireOperation, WireParameter,
};

use super::entry::{Entry, block, bullets};
use super::shapes::Shapes;
use super::{Pages, Printed, curl, errors, models, opening, tool};

/// Where parameters travel, and what stands above them.
const PLACES: &[(ParameterKind, &str)] = &[
    (ParameterKind::Path, "Path parameters"),
    (ParameterKind::Query, "Query parameters"),
    (ParameterKind::QueryString, "Query"),
    (ParameterKind::Header, "Headers"),
    (ParameterKind::Cookie, "Cookies"),
];

/// The page of a top-level resource and those below it.
pub fn page(pages: &Pages<'_>, page: &ReferencePage) -> Printed {
    let mut shapes = pages.shapes();
    shapes.lists_constants = true;
    let mut blocks = Vec::new();
    for section in &page.sections {
        blocks.push(format!("# {}", section.title));
        for (call, operation) in pages.calls(&section.methods) {
            blocks.extend(shown(pages, call, operation, &mut shapes));
        }
    }
    if pages.spec.models {
        blocks.extend(models::of(&mut shapes));
    }
    Printed { blocks, apart: shapes.apart().clone() }
}

fn shown(pages: &Pages<'_>, call: &Call, operation: &WireOperation, shapes: &mut Shapes<'_>) -> Vec<String> {
    let mut out = opening(operation, &[]);
    shapes.forget();
    for (kind, title) in PLACES {
        let mut parameters: Vec<&WireParameter> =
            operation.parameters.iter().filter(|parameter| parameter.spec.kind == *kind).collect();
        if *kind != ParameterKind::Path {
            parameters.sort_by_key(|parameter| (!parameter.required, &parameter.spec.wire_name));
        }
        let entries: Vec<Entry> =
            parameters.into_iter().map(|parameter| entry(parameter, pages.spec.details, shapes)).collect();
        if !entries.is_empty() {
            out.extend([format!("### {title}"), bullets(&entries)]);
        }
    }
    for body in &operation.bodies {
        out.push(title(body, operation));
        out.extend(self::body(body, shapes));
    }
    shapes.forget();
    out.extend(returns(call, operation, shapes));
    if pages.spec.details {
        out.extend(errors(operation, shapes));
    }
    out.push("### Example".to_owned());
    out.push(block("http", &curl::line(pages.surface, call, operation)));
    let answer = tool::made_up(operation, shapes.wire);
    let given = operation.example.as_ref().and_then(|example| serde_json::to_string_pretty(example).ok());
    let answers: Vec<String> = answer.into_iter().chain(given).collect();
    if !answers.is_empty() {
        out.push("#### Response".to_owned());
        out.extend(answers.iter().map(|answer| block("json", answer)));
    }
    out
}

fn entry(parameter: &WireParameter, details: bool, shapes: &mut Shapes<'_>) -> Entry {
    let limits = if details { parameter.limits.as_str() } else { "" };
    let entry = shapes.named_entry(&parameter.spec.wire_name, parameter.place, parameter.required);
    let entry = entry.says(&parameter.docs).says(limits).deprecated(parameter.deprecated.as_ref());
    entry.with(shapes.children(parameter.place))
}

fn title(body: &WireBody, operation: &WireOperation) -> String {
    match operation.bodies.len() {
        1 if body.media_type == "application/json" => "### Body".to_owned(),
        _ => format!("### Body as {}", super::entry::code(&body.media_type)),
    }
}

/// The members of a body, or what it is.
fn body(body: &WireBody, shapes: &mut Shapes<'_>) -> Option<String> {
    let Some(place) = body.place else { return Some(bullets(&[Entry::new("bytes".to_owned())])) };
    shapes.forget();
    let is_object = shapes.wire.at(place).is_some_and(|shape| matches!(shape.kind, WireKind::Object(_)));
    let is_sequence = matches!(body.kind, BodyKind::Lines | BodyKind::Sequence);
    let entries = if is_object && !is_sequence {
        shapes.whole(place.shape)
    } else {
        let signature = shapes.signature(place);
        let signature = if is_sequence { format!("lines of {signature}") } else { signature };
        vec![Entry::new(signature).with(shapes.whole(place.shape))]
    };
    (!entries.is_empty()).then(|| bullets(&entries))
}

/// The members of an answer, or what it is.
fn returns(call: &Call, operation: &WireOperation, shapes: &mut Shapes<'_>) -> Vec<String> {
    let members = match operation.answer {
        WireAnswer::Json(Some(place)) => {
            let shape = shapes.wire.at(place).map(|shape| &shape.kind);
            matches!(shape, Some(WireKind::Object(_))).then(|| shapes.whole(place.shape))
        }
        _ => None,
    };
    let mut entries = members.or_else(|| tool::returns(operation, shapes).map(|entry| vec![entry])).unwrap_or_default();
    entries.extend(tool::streamed(call, operation, shapes));
    if entries.is_empty() { Vec::new() } else { vec!["### Returns".to_owned(), bullets(&entries)] }
}
