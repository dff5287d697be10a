//! The module of webhooks: what each carries, and how to take one.

use crate::surface::{
    ItemKind, ParameterKind, Payload, ReceivedAnswer, ReceivedParameter, ReceivedSpec, RustType, Surface, Webhook,
    Webhooks,
};

use super::file::File;
use super::header::Header;
use super::scope::{Names, Place, Scope};
use super::{docs, layout, lib_file, recursion, union};

/// What verifies deliveries, as the runtime has it.
const VERIFYING: &[&str] = &["Delivery", "Verifier", "VerifyError"];

/// What reads a body of JSON, under the names that it has in the module.
const READING: &[&str] = &["Error as ParseError", "decode as parse"];

/// The file.
pub fn file(webhooks: &Webhooks, surface: &Surface, names: &Names<'_>, header: &Header) -> String {
    let mut scope = Scope::new(names, Place::Crate);
    let aliases = webhooks.hooks.iter().filter(|hook| is_read(hook));
    let mut verifying = VERIFYING.to_vec();
    verifying.extend(has_forms(webhooks).then_some("parse_form"));
    for name in verifying.iter().copied().chain(["ParseError"]).chain(aliases.map(|hook| hook.rust_name.as_str())) {
        scope.define(name);
    }
    if let Some(event) = &webhooks.event {
        scope.define(&event.name);
    }
    let mut file = File::new(scope);
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let json = file.scope.absolute("wharf_runtime::json");
    let webhook = file.scope.absolute("wharf_runtime::webhook");
    file.text(&layout::import("pub ", &json, &list(READING)));
    file.text(&layout::import("pub ", &webhook, &list(&verifying)));
    event(&mut file, webhooks);
    for hook in &webhooks.hooks {
        alias(&mut file, hook);
    }
    let text = file.finish(&header.comment(), &[]);
    // The page is laid out already, and its code is no text of the document.
    let page: String =
        page(webhooks, surface).iter().map(|line| format!("//! {line}").trim_end().to_owned() + "\n").collect();
    let comment = header.comment() + "\n";
    let rest = text.strip_prefix(&comment).unwrap_or(&text);
    format!("{comment}{page}{rest}")
}

/// What is said about all of them.
fn page(webhooks: &Webhooks, surface: &Surface) -> Vec<String> {
    let width = docs::WIDTH - 4;
    let mut lines = docs::render("Webhooks: what the API sends when something happens.", width);
    lines.push(String::new());
    let feature = format!("Behind the feature `{}`, which is off by default.", webhooks.feature);
    lines.extend(docs::render(&feature, width));
    lines.push(String::new());
    if let Some(event) = &webhooks.event {
        // A link to an item of this module is none that `render` would keep.
        lines.push(format!("[`{}`] is any of them, told apart by what it says.", event.name));
    } else {
        let alone = "Each is read by its own type: no member of what they carry tells them all apart, as the address or a \
                     header may.";
        lines.extend(docs::render(alone, width));
    }
    let forms = if has_forms(webhooks) { ", and `parse_form` one of a form" } else { "" };
    let verifies = format!(
        "A `Verifier` tells whether a delivery is genuine, where the API signs as [Standard \
         Webhooks](https://www.standardwebhooks.com) has it; `parse` reads the body of any other that is JSON{forms}."
    );
    lines.push(String::new());
    lines.extend(docs::render(&verifies, width));
    lines.extend(example(webhooks, surface));
    let bare: Vec<&Webhook> = webhooks.hooks.iter().filter(|hook| !is_read(hook)).collect();
    if !bare.is_empty() {
        lines.extend(["", "These carry nothing that is read here:", ""].map(str::to_owned));
    }
    for hook in bare {
        let said = hook.request.docs.first().map_or("", String::as_str);
        let said = docs::one_line(said);
        let text = format!("`{}` (`{}`) {said}", docs::one_line(&hook.name), hook.request.http_method);
        lines.extend(listed(text.trim()));
        let about = about(&hook.request);
        if !about.is_empty() {
            lines.push(String::new());
            lines.extend(docs::render(&about, docs::WIDTH - 6).into_iter().map(|line| format!("  {line}")));
        }
    }
    lines
}

/// Whether what it carries can be read, and so has a type.
fn is_read(hook: &Webhook) -> bool {
    hook.request.payload.as_ref().is_some_and(Payload::is_read)
}

fn has_forms(webhooks: &Webhooks) -> bool {
    let mut payloads = webhooks.hooks.iter().filter_map(|hook| hook.request.payload.as_ref());
    payloads.any(|payload| payload.is_form)
}

/// What is known of a request whose body has no type, in sentences.
pub fn about(request: &ReceivedSpec) -> String {
    let mut text = Vec::new();
    if let Some(payload) = request.payload.as_ref().filter(|payload| !payload.is_read()) {
        let media_type = docs::one_line(&payload.media_type);
        text.push(format!("Its body is `{media_type}`, which is not read here{}.", other_types(request)));
    }
    text.extend(proof(request));
    text.extend(with_and_answers(request));
    text.extend(request.deprecated.as_ref().map(|_| "It is deprecated.".to_owned()));
    text.join(" ")
}

/// What comes beside the body, and how to answer, each in a sentence.
fn with_and_answers(request: &ReceivedSpec) -> Vec<String> {
    let parameters = request.parameters.iter().map(parameter).collect::<Vec<_>>();
    let answers = request.answers.iter().map(|answer| format!("{}{}", answer.status, carried(answer)));
    let answers = answers.collect::<Vec<_>>();
    let of = |what: &str, list: Vec<String>| (!list.is_empty()).then(|| format!("{what} {}.", list.join(", ")));
    of("With it come", parameters).into_iter().chain(of("To be answered with", answers)).collect()
}

/// The media types that are left, as the end of a sentence.
fn other_types(request: &ReceivedSpec) -> String {
    let others = request.others.iter().map(|other| format!("`{}`", docs::one_line(other))).collect::<Vec<_>>();
    if others.is_empty() { String::new() } else { format!("; it may also come as {}", others.join(", ")) }
}

/// By what it shows from whom it comes.
fn proof(request: &ReceivedSpec) -> Option<String> {
    let each = |schemes: &Vec<String>| match schemes.as_slice() {
        [] => "nothing".to_owned(),
        names => names.iter().map(|name| format!("`{}`", docs::one_line(name))).collect::<Vec<_>>().join(" and "),
    };
    let all = request.security.iter().map(each).collect::<Vec<_>>().join(", or ");
    (!all.is_empty()).then(|| format!("It shows from whom it comes by {all}, which is not checked here."))
}

fn parameter(parameter: &ReceivedParameter) -> String {
    let always = if parameter.required { ", always" } else { "" };
    format!("`{}` ({}{always})", docs::one_line(&parameter.wire_name), place(parameter.kind))
}

fn carried(answer: &ReceivedAnswer) -> String {
    let media_type = answer.media_type.as_ref().map(|media_type| format!(" (`{}`)", docs::one_line(media_type)));
    answer.ty.as_ref().and_then(linked).or(media_type).unwrap_or_default()
}

/// How one is taken.
fn example(webhooks: &Webhooks, surface: &Surface) -> Vec<String> {
    let package = lib_file::package(surface);
    let taken = webhooks.event.as_ref().map(|event| event.name.as_str());
    let json = |hook: &&Webhook| hook.request.payload.as_ref().is_some_and(|payload| payload.is_json);
    let Some(name) = taken.or(webhooks.hooks.iter().find(json).map(|hook| hook.rust_name.as_str())) else {
        return Vec::new();
    };
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    lines.extend(recursion::attribute(surface).map(|limit| format!("# {limit}")));
    lines.push(format!("use {package}::{}::{{{name}, Verifier}};", webhooks.module));
    lines.extend([String::new(), "# fn received(".to_owned(), format!("#     headers: &{package}::HeaderMap,")]);
    lines.push("#     body: &[u8],".to_owned());
    lines.push(format!("# ) -> Result<(), {package}::{}::VerifyError> {{", webhooks.module));
    lines.push("// The secret that the API gave for this endpoint; headers and body as they came.".to_owned());
    lines.push("let verifier = Verifier::new(\"whsec_c2VjcmV0\")?;".to_owned());
    lines.push(format!("let event: {name} = verifier.verify(headers, body)?.decode()?;"));
    let variants = webhooks.event.as_ref().and_then(|event| match &event.kind {
        ItemKind::Union(union) => Some(union),
        _ => None,
    });
    match variants.and_then(|union| union.variants.first()) {
        Some(first) => {
            lines.push("match event {".to_owned());
            lines.push(format!("    {name}::{}(event) => println!(\"{{event:?}}\"),", first.rust_name));
            lines.push(format!("    {name}::Unknown(event) => println!(\"new: {{event}}\"),"));
            lines.extend(["    _ => {}", "}"].map(str::to_owned));
        }
        None => lines.push("println!(\"{event:?}\");".to_owned()),
    }
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The union of all events, and how it is read.
fn event(file: &mut File<'_>, webhooks: &Webhooks) {
    let Some(item) = &webhooks.event else { return };
    let ItemKind::Union(variants) = &item.kind else { return };
    union::print(file, item, variants);
    let result = file.scope.std("std::result::Result");
    file.gap();
    file.line(0, &format!("impl {} {{", item.name));
    file.doc_lines(
        4,
        &[
            "Reads the body of a webhook, whether it is genuine or not: see [`Verifier`].",
            "",
            "# Errors",
            "",
            "When it is no JSON, or one of a known kind that is broken.",
        ],
    );
    file.line(4, &format!("pub fn parse(body: &[u8]) -> {result}<Self, ParseError> {{"));
    file.line(8, "parse(body)");
    file.line(4, "}");
    file.line(0, "}");
}

/// The type of what one webhook carries, under the webhook's name.
fn alias(file: &mut File<'_>, hook: &Webhook) {
    let Some(payload) = hook.request.payload.as_ref().filter(|payload| payload.is_read()) else { return };
    file.gap();
    let name = docs::one_line(&hook.name);
    file.doc_lines(0, &docs::render(&format!("What the webhook `{name}` carries."), docs::WIDTH - 4));
    if !docs::is_blank(&hook.request.docs) {
        file.line(0, "///");
        docs::comment(&mut file.body, 0, "///", &hook.request.docs);
    }
    file.line(0, "///");
    file.doc_lines(0, &comes(&hook.request));
    file.deprecated(0, hook.deprecated.as_ref());
    let ty = file.scope.ty(&payload.ty);
    let line = format!("pub type {} = {ty};", hook.rust_name);
    let long = format!("pub type {} =\n    {ty};", hook.rust_name);
    file.text(if line.chars().count() <= docs::WIDTH { &line } else { &long });
}

/// How a request of the API comes, with what, and how to answer it.
pub fn comes(request: &ReceivedSpec) -> Vec<String> {
    let width = docs::WIDTH - 4;
    let media_type = request.payload.as_ref().map(|payload| docs::one_line(&payload.media_type));
    let media_type = media_type.map(|media_type| format!(" of `{media_type}`")).unwrap_or_default();
    let others = match other_types(request) {
        others if others.is_empty() => others,
        others => format!("{others}, which this type is not read from"),
    };
    let mut said = format!("Comes as a `{}`{media_type}{others}.", request.http_method);
    if request.payload.as_ref().is_some_and(|payload| payload.is_form) {
        said.push_str(" `parse_form` reads it.");
    }
    if let Some(proof) = proof(request) {
        said.push(' ');
        said.push_str(&proof);
    }
    let mut lines = docs::render(&said, width);
    if !request.parameters.is_empty() {
        lines.extend(["", "With it come:", ""].map(str::to_owned));
    }
    for one in &request.parameters {
        let said = docs::one_line(&one.docs.join(" "));
        let text = format!("{}: {said}", parameter(one));
        lines.extend(listed(text.trim_end_matches([':', ' '])));
    }
    if !request.answers.is_empty() {
        lines.extend(["", "To be answered with:", ""].map(str::to_owned));
    }
    for answer in &request.answers {
        let text = format!("{}{}: {}", answer.status, carried(answer), docs::one_line(&answer.docs));
        lines.extend(listed(text.trim_end_matches([':', ' '])));
    }
    lines
}

/// A link to the model that an answer carries.
fn linked(ty: &RustType) -> Option<String> {
    match ty {
        RustType::Item(name) => Some(format!(" ([body `{name}`](crate::models::{name}))")),
        _ => None,
    }
}

/// An item of a list.
fn listed(text: &str) -> Vec<String> {
    let lines = docs::render(text, docs::WIDTH - 10);
    let prefixed = |(at, line): (usize, String)| {
        let prefix = if at == 0 { "- " } else { "  " };
        format!("{prefix}{line}").trim_end().to_owned()
    };
    lines.into_iter().enumerate().map(prefixed).collect()
}

fn place(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Path => "path",
        ParameterKind::Query => "query",
        ParameterKind::Header => "header",
        ParameterKind::Cookie => "cookie",
        ParameterKind::QueryString => "whole query",
        ParameterKind::Part => "header of a part",
    }
}
