//! Files before and after, side by side.

use super::super::hunks::{Difference, Line, Row};
use super::page::escaped;
use crate::print::count;

/// How many files are open at first.
const OPEN: usize = 3;

/// How many lines a file may have that is open at first.
const SHORT: usize = 600;

/// A part of a page about files of a kind; nothing where none changed.
pub fn section(id: &str, title: &str, files: &[&Difference], out: &mut String) {
    if files.is_empty() {
        return;
    }
    put!(out, "<section class=\"sides\" id=\"{id}\">\n<h2>{title}</h2>\n");
    for (at, file) in files.iter().enumerate() {
        let lines: usize = file.hunks.iter().map(Vec::len).sum();
        let open = if at < OPEN && lines <= SHORT { " open" } else { "" };
        put!(
            out,
            "<details class=\"file\"{open}>\n<summary><code>{}</code> {}</summary>\n",
            escaped(&file.path),
            counts(file.added, file.removed)
        );
        table(file, out);
        if file.hidden > 0 {
            let more = count(file.hidden, "more line");
            put!(out, "<p class=\"more\">{more} that changed are not shown.</p>\n");
        }
        out.push_str("</details>\n");
    }
    out.push_str("</section>\n");
}

/// How many lines came and went.
pub fn counts(added: usize, removed: usize) -> String {
    format!(
        "<span class=\"counts\"><ins title=\"{}\">+{added}</ins> <del title=\"{}\">−{removed}</del></span>",
        count(added, "line") + " added",
        count(removed, "line") + " removed"
    )
}

fn table(file: &Difference, out: &mut String) {
    if file.hunks.is_empty() {
        return;
    }
    out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.push_str(&escaped(&file.path));
    out.push_str("\">\n<table>\n<colgroup><col class=\"n\"><col><col class=\"n\"><col></colgroup>\n<thead><tr><th colspan=\"2\">Before</th><th colspan=\"2\">After</th></tr></thead>\n");
    for (at, hunk) in file.hunks.iter().enumerate() {
        out.push_str("<tbody>\n");
        if at > 0 {
            out.push_str("<tr class=\"gap\"><td colspan=\"4\">⋯</td></tr>\n");
        }
        for row in hunk {
            line(row, out);
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n</div>\n");
}

fn line(row: &Row, out: &mut String) {
    out.push_str(if row.same { "<tr class=\"same\">" } else { "<tr>" });
    side(row.old.as_ref(), "del", row.same, out);
    side(row.new.as_ref(), "ins", row.same, out);
    out.push_str("</tr>\n");
}

fn side(line: Option<&Line>, tag: &str, same: bool, out: &mut String) {
    let Some(line) = line else {
        out.push_str("<td class=\"n\"></td><td class=\"none\"></td>");
        return;
    };
    let class = if same { "" } else { tag };
    put!(out, "<td class=\"n\">{}</td><td class=\"{class}\">", line.number);
    for (differs, text) in &line.parts {
        if *differs {
            put!(out, "<{tag}>{}</{tag}>", escaped(text));
        } else {
            out.push_str(&escaped(text));
        }
    }
    out.push_str("</td>");
}
