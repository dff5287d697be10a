//! The documentation of the method that makes a call.

use crate::surface::{Call, CallError, CallLink, CallbackSpec, HeaderNote, RustType};

use super::file::File;
use super::{docs, layout, output, webhooks};

/// Columns left for an item of a list in the documentation of a method.
const LIST_WIDTH: usize = docs::WIDTH - 10;

/// Prints the documentation of the method of `call`.
pub fn print(file: &mut File<'_>, call: &Call) {
    let request = format!("`{} {}`", call.http_method, docs::one_line(&call.path));
    let is_request = |paragraph: &String| paragraph.trim() == request;
    let said = !call.docs.iter().all(is_request);
    // It may stand there as the first words about a call of which the document says only what it answers.
    let is_told = said && call.docs.first().is_some_and(is_request);
    let before = file.body.len();
    if said {
        docs::comment(&mut file.body, 4, "///", &call.docs);
    }
    let mut lines = Vec::new();
    if !is_told {
        lines.extend((file.body.len() > before).then(String::new));
        lines.push(request);
    }
    let arguments = arguments(call);
    if !arguments.is_empty() {
        lines.push(String::new());
        lines.extend(arguments);
    }
    if let Some(words) = output::words(&call.output) {
        lines.extend([String::new(), words.to_owned()]);
    }
    if call.stream.is_some() {
        lines.extend([String::new(), format!("[`stream`]({}::stream) gives the items one by one instead.", call.name)]);
    }
    lines.extend(headers(call));
    lines.extend(following(&call.links));
    lines.extend(callbacks(&call.callbacks));
    lines.extend(errors(call));
    file.doc_lines(4, &lines);
}

fn arguments(call: &Call) -> Vec<String> {
    let body = call.body.iter().filter(|body| body.required);
    let body = body.map(|body| (body.rust_name.as_str(), body.docs.as_slice()));
    let arguments = call.arguments.iter().map(|argument| (argument.rust_name.as_str(), argument.docs.as_slice()));
    arguments
        .chain(body)
        .filter(|(_, docs)| !docs::is_blank(docs))
        .flat_map(|(name, docs)| listed(&format!("`{}`: ", name.trim_start_matches("r#")), &docs.join("\n\n")))
        .collect()
}

/// What the API sends after the call.
fn callbacks(callbacks: &[CallbackSpec]) -> Vec<String> {
    if callbacks.is_empty() {
        return Vec::new();
    }
    let mut lines = ["", "# Callbacks", "", "The API sends what follows to addresses that the call gives it.", ""]
        .map(str::to_owned)
        .to_vec();
    for callback in callbacks {
        let address = docs::one_line(&callback.expression);
        let mut text =
            format!("`{}`: a `{}` to `{address}`", docs::one_line(&callback.name), callback.request.http_method);
        let read = callback.request.payload.as_ref().filter(|payload| payload.is_read());
        if let Some(RustType::Item(name)) = read.map(|payload| &payload.ty) {
            layout::push(&mut text, format_args!(" with [a `{name}`](crate::models::{name})"));
        }
        text.push('.');
        let about = webhooks::about(&callback.request);
        if !about.is_empty() {
            text.push(' ');
            text.push_str(&about);
        }
        let said = callback.request.docs.join("\n\n");
        if !said.trim().is_empty() {
            text.push_str("\n\n");
            text.push_str(said.trim());
        }
        lines.extend(listed("", &text));
    }
    lines
}

/// The headers of successes, as a list.
fn headers(call: &Call) -> Vec<String> {
    if call.headers.is_empty() {
        return Vec::new();
    }
    let how = format!("[`with_response`]({}::with_response) gives the headers of the answer:", call.name);
    let mut lines = vec![String::new(), how, String::new()];
    for header in &call.headers {
        let of = if header.statuses.is_empty() { String::new() } else { format!(" of {}", header.statuses.join(", ")) };
        let before = format!("`{}`{of}{}", docs::one_line(&header.name), colon(&header.docs));
        lines.extend(listed(&before, &header.docs));
    }
    lines
}

fn colon(docs: &str) -> &'static str {
    if docs.trim().is_empty() { "" } else { ": " }
}

/// What can be called next: a list, each item with the call, what it takes from the answer, and what is said about it.
fn following(links: &[CallLink]) -> Vec<String> {
    if links.is_empty() {
        return Vec::new();
    }
    let mut said = vec![String::new(), "What can follow:".to_owned(), String::new()];
    for link in links {
        let operation = docs::one_line(&link.operation);
        let call = link.call.as_ref().map_or(operation, |call| format!("client.{call}"));
        let with =
            |(name, value): &(String, String)| format!("`{}` = `{}`", docs::one_line(name), docs::one_line(value));
        let arguments = link.arguments.iter().map(with).collect::<Vec<_>>().join(", ");
        let with = if arguments.is_empty() { String::new() } else { format!(" with {arguments}") };
        let name = docs::one_line(&link.name);
        let before = format!("`{name}`: `{call}`{with}{}", if link.docs.is_empty() { "" } else { ": " });
        said.extend(listed(&before, &link.docs));
    }
    said
}

fn errors(call: &Call) -> Vec<String> {
    let general = [
        "",
        "# Errors",
        "",
        "When it cannot be sent, or is answered by a failure or by what cannot be read: see",
        "[`Error`](crate::Error).",
    ];
    let mut lines: Vec<String> = general.map(str::to_owned).to_vec();
    lines.extend(headers_of_failures(call));
    if !call.errors.is_empty() {
        lines.push(String::new());
    }
    // What was said of a header is not said again.
    let mut said: Vec<&HeaderNote> = Vec::new();
    for (at, error) in call.errors.iter().enumerate() {
        lines.extend(declared(error));
        let is_first = call.errors.iter().take(at).all(|other| other.status != error.status);
        let is_own = |header: &&HeaderNote| {
            is_first
                && !is_common(call, header)
                && (header.statuses.is_empty() || header.statuses.contains(&error.status))
        };
        let mut headers = call.failure_headers.iter().filter(is_own).peekable();
        // A list ends a paragraph, but not every other block.
        lines.extend((headers.peek().is_some() && error.docs.trim().contains('\n')).then(String::new));
        for header in headers {
            let docs = if said.contains(&header) || is_said_of_successes(call, header) { "" } else { &header.docs };
            said.push(header);
            let item = listed(&format!("`{}`{}", docs::one_line(&header.name), colon(docs)), docs);
            lines.extend(another_list(item).iter().map(|line| format!("  {line}").trim_end().to_owned()));
        }
    }
    lines
}

/// Where headers of failures are, and which each of them has.
fn headers_of_failures(call: &Call) -> Vec<String> {
    if call.failure_headers.is_empty() {
        return Vec::new();
    }
    let common = call.failure_headers.iter().filter(|header| is_common(call, header));
    let (known, own): (Vec<&HeaderNote>, Vec<&HeaderNote>) =
        common.partition(|header| colon(&header.docs).is_empty() || is_said_of_successes(call, header));
    let names: Vec<String> = known.iter().map(|header| format!("`{}`", docs::one_line(&header.name))).collect();
    let names = if names.is_empty() { String::new() } else { format!(", always {}", names.join(", ")) };
    let colon = if own.is_empty() { "." } else { ":" };
    let text = format!("Its [`headers`](crate::Error::headers) are those of the answer{names}{colon}");
    let mut lines = vec![String::new()];
    lines.extend(docs::render(&text, LIST_WIDTH));
    lines.extend((!own.is_empty()).then(String::new));
    let item =
        |header: &&HeaderNote| another_list(listed(&format!("`{}`: ", docs::one_line(&header.name)), &header.docs));
    lines.extend(own.iter().flat_map(item));
    lines
}

/// Whether each of several failures has the header.
fn is_common(call: &Call, header: &HeaderNote) -> bool {
    header.statuses.is_empty() && call.errors.len() > 1
}

fn is_said_of_successes(call: &Call, header: &HeaderNote) -> bool {
    call.headers.iter().any(|known| known.name == header.name && known.docs == header.docs)
}

/// An item of a list that does not go on with the list beside it: another sign starts another list.
fn another_list(mut item: Vec<String>) -> Vec<String> {
    if let Some(rest) = item.first().and_then(|first| first.strip_prefix('-')).map(|rest| format!("*{rest}")) {
        item.splice(..1, [rest]);
    }
    item
}

/// A declared failure, as an item of a list. Its body is linked by words that are no path, as rustdoc wants no path
/// where it finds the type without one.
fn declared(error: &CallError) -> Vec<String> {
    let said = if error.docs.trim().is_empty() { "a failure" } else { &error.docs };
    let before = format!("{}: ", error.status);
    let mut lines = listed(&before, said);
    let Some(RustType::Item(name)) = &error.ty else { return lines };
    let linked = format!("- {} ([body `{name}`](crate::models::{name})):", error.status);
    let own = format!("- {}", before.trim_end());
    let Some(first) = lines.first_mut() else { return lines };
    let rest = first.strip_prefix(own.as_str()).unwrap_or_default().to_owned();
    if rest.is_empty() || linked.chars().count() + rest.chars().count() <= LIST_WIDTH + "- ".len() {
        *first = linked + &rest;
        return lines;
    }
    let below = docs::render(said.trim(), LIST_WIDTH);
    std::iter::once(linked).chain(below.iter().map(|line| format!("  {line}").trim_end().to_owned())).collect()
}

/// An item of a list: `before`, which is Markdown, and a text of the document.
fn listed(before: &str, text: &str) -> Vec<String> {
    // A text that starts as a list or a table does so in a paragraph of its own.
    let starts_block = text.trim_start().starts_with(|c: char| "-*+#>|`~<".contains(c) || c.is_ascii_digit());
    let gap = if starts_block && text.trim().contains('\n') { "\n\n" } else { "" };
    let lines = docs::render(&format!("{before}{gap}{}", text.trim()), LIST_WIDTH);
    let prefixed = |(at, line): (usize, String)| {
        let prefix = if at == 0 { "- " } else { "  " };
        format!("{prefix}{line}").trim_end().to_owned()
    };
    lines.into_iter().enumerate().map(prefixed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_indented_and_blocks_stay_blocks() {
        assert_eq!(listed("`a`: ", "One.\n\nTwo."), ["- `a`: One.", "", "  Two."]);
        assert_eq!(listed("`a`: ", "- one\n- two"), ["- `a`:", "", "  - one", "  - two"]);
        assert_eq!(listed("404: ", " not there\n"), ["- 404: not there"]);
    }

    #[test]
    fn the_body_of_a_failure_is_linked() {
        let error =
            CallError { status: "404".to_owned(), ty: Some(RustType::Item("Problem".to_owned())), docs: String::new() };
        let lines = declared(&error);
        assert_eq!(lines, ["- 404 ([body `Problem`](crate::models::Problem)): a failure"]);
        let docs = "What was asked for is not there, or not for who asks for it.".to_owned();
        let lines = declared(&CallError { docs: docs.clone(), ..error });
        assert_eq!(lines, ["- 404 ([body `Problem`](crate::models::Problem)):".to_owned(), format!("  {docs}")]);
    }
}
