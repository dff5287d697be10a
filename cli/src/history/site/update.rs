//! The page of a version: what it means, and what it looks like before and after.

use super::super::{History, Outcome, Step, Updated};
use super::page::{Page, escaped};
use super::sides::{counts, section};
use super::words::{self, Grade};

/// The page of the version at a position.
pub fn page(history: &History, at: usize) -> String {
    let Some(step) = history.steps.get(at) else { return String::new() };
    let other = |at: Option<usize>| at.and_then(|at| history.steps.get(at));
    let (older, newer) = (other(at.checked_sub(1)), other(Some(at + 1)));
    let to = |step: &Step| format!("{}.html", step.commit.short());
    let mut links = Vec::new();
    links.extend(older.map(|step| ("prev", to(step))));
    links.extend(newer.map(|step| ("next", to(step))));
    let mut body = format!("<header class=\"site {}\">\n", Grade::of(step).word());
    put!(
        body,
        "<nav class=\"way\" aria-label=\"Versions\"><a href=\"../index.html#v-{}\">All versions</a>",
        step.commit.short()
    );
    let mut link = |step: Option<&Step>, rel: &str, said: &str| {
        if let Some(step) = step {
            let when = words::when(&step.commit.date);
            put!(body, " <a rel=\"{rel}\" href=\"{}\" title=\"{when}\">{said}</a>", to(step));
        }
    };
    link(older, "prev", "← older");
    link(newer, "next", "newer →");
    body.push_str("</nav>\n");
    let commit = &step.commit;
    put!(
        body,
        "<p class=\"title\">{} <time datetime=\"{}\">{}</time></p>\n<p class=\"commit\"><code>{}</code> {}</p>\n</header>\n",
        escaped(&history.title),
        commit.date,
        words::when(&commit.date),
        commit.short(),
        escaped(&commit.subject)
    );
    body.push_str("<main id=\"main\">\n");
    match &step.outcome {
        Outcome::Updated(updated) => self::updated(updated, &mut body),
        Outcome::Broken(why) => {
            body.push_str("<h1>This version cannot be read</h1>\n<p>It is compared with nothing; the next one is compared with the last that could be read.</p>\n<ul class=\"why\">\n");
            for line in why {
                put!(body, "<li><code>{}</code></li>\n", escaped(line));
            }
            body.push_str("</ul>\n");
        }
        Outcome::First { .. } | Outcome::Gone => {
            put!(body, "<h1>{}</h1>\n", escaped(&words::headline(step)));
        }
    }
    body.push_str("</main>\n");
    let title = format!("{}, {}: {}", history.title, words::when(&commit.date), words::headline(step));
    Page { title: &title, top: "../", links: &links, body: &body }.html()
}

fn updated(updated: &Updated, out: &mut String) {
    let document: Vec<_> = updated.document.iter().collect();
    let (code, pages): (Vec<_>, Vec<_>) = (updated.code.iter().collect(), updated.pages.iter().collect());
    let parts = [("document", "Document", document), ("rust", "Rust", code), ("reference", "Reference pages", pages)];
    out.push_str("<nav class=\"parts\" aria-label=\"On this page\"><a href=\"#report\">Report</a>");
    for (id, title, files) in parts.iter().filter(|(_, _, files)| !files.is_empty()) {
        let (added, removed) = files.iter().fold((0, 0), |(a, r), file| (a + file.added, r + file.removed));
        put!(out, " <a href=\"#{id}\">{title} {}</a>", counts(added, removed));
    }
    out.push_str("</nav>\n<div id=\"report\">\n");
    out.push_str(&updated.report.html_fragment());
    out.push_str("</div>\n");
    for (id, title, files) in &parts {
        section(id, title, files, out);
    }
}
