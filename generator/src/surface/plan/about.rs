//! What is said about the client and its groups beside what they do: servers, credentials, tags.

use std::collections::BTreeMap;

use crate::api::{Api, Operation, Scheme, SchemeKind, Server, ServerVariable, Tag};
use crate::surface::{Call, Group};

/// Where the API is and how it lets in, as lists.
pub(super) fn client(api: &Api) -> Vec<String> {
    let mut said = Vec::new();
    let chosen = api.server();
    let is_plain = matches!(api.servers.as_slice(), [only]
        if chosen.is_some() && only.description.is_empty() && only.variables.is_empty());
    if !api.servers.is_empty() && !is_plain {
        said.push("# Servers".to_owned());
        if chosen.is_none() {
            said.push("None of them says all of its address: set it by `base_url` of the builder.".to_owned());
        }
        let is_chosen = |server: &Server| chosen.is_some_and(|chosen| chosen == server);
        let items: Vec<String> = api.servers.iter().map(|one| server(one, is_chosen(one))).collect();
        said.push(items.join("\n"));
    }
    if !api.schemes.is_empty() {
        said.push("# Credentials".to_owned());
        said.push(api.schemes.iter().map(scheme).collect::<Vec<_>>().join("\n"));
    }
    said
}

/// An item of a list, of which all but the first line is indented.
fn item(start: &str, text: &str) -> String {
    let text = text.trim();
    let text = if text.is_empty() { start.to_owned() } else { format!("{start}: {text}") };
    let lines: Vec<&str> = text.lines().collect();
    format!("- {}", lines.join("\n  "))
}

fn server(server: &Server, is_chosen: bool) -> String {
    let note = if is_chosen { " (the one that calls go to)" } else { "" };
    let start = format!("`{}`{note}", server.url);
    let variables = server.variables.iter().map(|one| variable(one, is_chosen));
    std::iter::once(item(&start, &server.description))
        .chain(variables.map(|text| format!("  {}", text.replace('\n', "\n  "))))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A variable of a server, as an item of a list.
pub(super) fn variable(variable: &ServerVariable, is_chosen: bool) -> String {
    let ServerVariable { name, default, values, description } = variable;
    let set = if is_chosen { ", set by `server_variable` of the builder" } else { "" };
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    let values = if values.is_empty() { String::new() } else { format!(", one of {}", values.join(", ")) };
    let default = if default.is_empty() { "empty".to_owned() } else { format!("`{default}`") };
    item(&format!("`{{{name}}}`{set}{values}, by default {default}"), description)
}

fn scheme(scheme: &Scheme) -> String {
    let how = match &scheme.kind {
        SchemeKind::Bearer => "a token, sent as `Authorization: Bearer …`".to_owned(),
        SchemeKind::Basic => "`user:password`, sent as `Authorization: Basic …`".to_owned(),
        SchemeKind::Http(name) => {
            format!(
                "all of `Authorization`, which begins with `{name}`; what changes with each request is for a `Layer`"
            )
        }
        SchemeKind::ApiKey(location, name) => {
            format!("a key, sent as the {} `{name}`", super::calls::place(*location))
        }
        SchemeKind::MutualTls => "a certificate of the client, which the transport sends".to_owned(),
    };
    item(&format!("`{}`, {how}", scheme.name), &scheme.description)
}

/// Adds to top-level groups what is said about the tag that all their calls have; the others are given back, as a list.
pub(super) fn tags(api: &Api, groups: &mut [Group]) -> Vec<String> {
    let operations: BTreeMap<&str, &Operation> =
        api.operations.iter().map(|operation| (operation.origin.pointer.as_str(), operation)).collect();
    let mut left: Vec<&Tag> = api.tags.iter().collect();
    for group in groups {
        let mut calls = Vec::new();
        collect(group, &mut calls);
        let has = |call: &&Call, tag: &Tag| {
            operations.get(call.origin.as_str()).is_some_and(|operation| operation.tags.contains(&tag.name))
        };
        let of_all: Vec<&Tag> = api.tags.iter().filter(|tag| calls.iter().all(|call| has(call, tag))).collect();
        let said: Vec<String> = of_all.iter().map(|tag| tag.description.trim().to_owned()).collect();
        left.retain(|tag| !of_all.contains(tag));
        group.docs.extend(said);
    }
    if left.is_empty() {
        return Vec::new();
    }
    let items: Vec<String> = left.iter().map(|tag| item(&format!("`{}`", tag.name), &tag.description)).collect();
    vec!["Topics:".to_owned(), items.join("\n")]
}

/// What is said of the resource that a group is: the description of a tag that its operations have, and no others. One that
/// further ones have tells of those as well.
pub(super) fn resource(api: &Api, group: &Group) -> Option<String> {
    let mut calls = Vec::new();
    collect(group, &mut calls);
    let is_here = |operation: &Operation| calls.iter().any(|call| call.origin == operation.origin.pointer);
    let is_own = |tag: &&Tag| {
        let mut tagged = api.operations.iter().filter(|operation| operation.tags.contains(&tag.name));
        let count = tagged.clone().count();
        count == calls.len() && tagged.all(is_here)
    };
    let tag = api.tags.iter().filter(|tag| !tag.description.trim().is_empty()).find(is_own)?;
    Some(tag.description.trim().to_owned())
}

fn collect<'g>(group: &'g Group, calls: &mut Vec<&'g Call>) {
    calls.extend(&group.calls);
    group.groups.iter().for_each(|below| collect(below, calls));
}
