//! All pages in one file, to read and search in a browser: no network, no build.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use super::links::is_address;
use super::{Page, Pages, client};
use crate::emit::layout::push;

const STYLE: &str = include_str!("browser.css");
const SCRIPT: &str = include_str!("browser.js");

/// The kinds of pages, and what they are called.
const KINDS: &[(&str, &str)] = &[("cli", "Command line"), ("http", "HTTP"), ("rust", "Rust")];

/// A part of a page with a heading of its own.
struct Part {
    id: String,
    level: usize,
    heading: String,
    markdown: String,
}

/// The file.
pub fn file(pages: &Pages<'_>, all: &[Page]) -> String {
    let title = escaped(&super::entry::line(&pages.surface.client.title));
    let mut ids = HashMap::new();
    let parts: Vec<(&Page, Vec<Part>)> = all.iter().map(|page| (page, parts(page, &mut ids))).collect();
    let mut out = format!(
        "<!DOCTYPE html>\n{}\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}: reference</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n",
        pages.note,
    );
    push(
        &mut out,
        format_args!(
            "<header>\n<button id=\"menu\" aria-label=\"Contents\" aria-controls=\"contents\" aria-expanded=\"false\">☰\
             </button>\n\
             <strong>{title}</strong>\n<div role=\"tablist\" aria-label=\"For\">\n{}</div>\n\
             <button id=\"theme\" aria-label=\"Light or dark\" title=\"Light or dark (d)\">◐</button>\n</header>\n",
            tabs(all),
        ),
    );
    out.push_str(
        "<nav id=\"contents\" aria-label=\"Contents\">\n<input id=\"search\" type=\"search\" placeholder=\"Search  ( / )\" \
         aria-label=\"Search\" aria-controls=\"contents\" aria-describedby=\"found\" autocomplete=\"off\" spellcheck=\"false\">\n<p id=\"found\" role=\"status\"></p>\n",
    );
    for (page, parts) in &parts {
        contents(&mut out, page, parts);
    }
    out.push_str("</nav>\n<main tabindex=\"-1\">\n<div id=\"pages\" role=\"tabpanel\">\n");
    for (page, parts) in &parts {
        body(&mut out, page, parts);
    }
    out.push_str("</div>\n</main>\n");
    push(&mut out, format_args!("<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    out
}

/// A tab for each kind of pages that there are.
fn tabs(all: &[Page]) -> String {
    let mut out = String::new();
    let there = KINDS.iter().filter(|(kind, _)| all.iter().any(|page| page.kind == *kind));
    for (kind, name) in there {
        let first = out.is_empty();
        let tab = format_args!(
            "<button role=\"tab\" id=\"tab-{kind}\" aria-controls=\"pages\" aria-selected=\"{first}\" \
             data-kind=\"{kind}\">{name}</button>\n"
        );
        push(&mut out, tab);
    }
    out
}

fn contents(out: &mut String, page: &Page, parts: &[Part]) {
    push(out, format_args!("<ul data-kind=\"{}\" data-page=\"{}\">\n", page.kind, escaped(&page.file)));
    for part in parts {
        let (id, heading) = (escaped(&part.id), escaped(&plain(&part.heading)));
        push(out, format_args!("<li class=\"l{}\"><a href=\"#{id}\">{heading}</a></li>\n", part.level));
    }
    out.push_str("</ul>\n");
}

fn body(out: &mut String, page: &Page, parts: &[Part]) {
    let (kind, file, title) = (page.kind, escaped(&page.file), escaped(&page.title));
    push(out, format_args!("<article data-kind=\"{kind}\" data-page=\"{file}\" aria-label=\"{title}\">\n"));
    for part in parts {
        push(out, format_args!("<section id=\"{}\">\n{}</section>\n", escaped(&part.id), rendered(&part.markdown)));
    }
    out.push_str("</article>\n");
}

/// A page in parts: one a heading of the first two levels, and one a model, which people look for by name.
fn parts(page: &Page, ids: &mut HashMap<String, usize>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut fence: Option<String> = None;
    let mut is_models = false;
    for line in page.text.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        fence = match fence {
            Some(open) if line == open => None,
            None if ticks.len() > 2 => Some(ticks),
            same => same,
        };
        let model = line.strip_prefix("### `").filter(|_| is_models).and_then(|text| text.split([' ', '`']).next());
        let headings = [("# ", 1), ("## ", 2)].map(|(mark, level)| line.strip_prefix(mark).map(|text| (level, text)));
        let heading = headings.into_iter().flatten().next().or(model.map(|name| (3, name)));
        if let Some((level, heading)) = heading.filter(|_| fence.is_none()) {
            is_models = level == 3 || heading == client::MODELS;
            let id = format!("{}/{}/{}", page.kind, page.file, slug(heading));
            let count = ids.entry(id.clone()).or_default();
            *count += 1;
            let id = if *count > 1 { format!("{id}-{count}") } else { id };
            parts.push(Part { id, level, heading: heading.to_owned(), markdown: String::new() });
        }
        if let Some(part) = parts.last_mut() {
            part.markdown.push_str(line);
            part.markdown.push('\n');
        }
    }
    parts
}

fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Markdown as HTML that loads and runs nothing.
fn rendered(markdown: &str) -> String {
    let mut leads_nowhere = false;
    let safe = Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| match event {
        // Markup of the document is shown, not followed.
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        // An image would be fetched; what it shows is said by its text.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        // A link to a place beside the document leads nowhere from here: its text stays. Links are not within each other.
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            leads_nowhere = !is_address(dest_url);
            (!leads_nowhere).then_some(event)
        }
        Event::End(TagEnd::Link) if std::mem::take(&mut leads_nowhere) => None,
        other => Some(other),
    });
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, safe);
    out
}

/// A heading without its markup.
fn plain(heading: &str) -> String {
    let texts = Parser::new(heading).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" ".into()),
        _ => None,
    });
    texts.map(pulldown_cmark::CowStr::into_string).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{plain, rendered, slug};

    #[test]
    fn markup_of_the_document_is_text() {
        let html = rendered("<script>a</script>\n\n[b](javascript:c) ![d](https://e.example/f.png) <b>g</b>");
        assert!(!html.contains("<script") && !html.contains("javascript") && !html.contains("<img"), "{html}");
        assert!(html.contains("&lt;script&gt;") && html.contains("&lt;b&gt;g"), "{html}");
        let html = rendered("[a](/docs/a) [b](https://e.example/b) [c](../c)");
        assert_eq!(html.trim(), r#"<p>a <a href="https://e.example/b">b</a> c</p>"#);
        assert_eq!(plain("**New?** Try [it](/docs) with `a` & b"), "New? Try it with a & b");
    }

    #[test]
    fn models_are_parts_of_their_own() {
        let text = "# A\n\n## Models\n\n### `B { c, d }`\n\n- `c: E`\n\n### `F`\n\n## G\n\n### `h`".to_owned();
        let page =
            super::Page { kind: "rust", file: "a".to_owned(), title: "A".to_owned(), text, apart: BTreeSet::new() };
        let parts = super::parts(&page, &mut std::collections::HashMap::new());
        let heads: Vec<(usize, &str, &str)> =
            parts.iter().map(|part| (part.level, part.heading.as_str(), part.id.as_str())).collect();
        let expected = [
            (1, "A", "rust/a/a"),
            (2, "Models", "rust/a/models"),
            (3, "B", "rust/a/b"),
            (3, "F", "rust/a/f"),
            (2, "G", "rust/a/g"),
        ];
        assert_eq!(heads, expected);
    }

    #[test]
    fn addresses_are_words() {
        assert_eq!(slug("List `pets`, all"), "list-pets-all");
    }
}
