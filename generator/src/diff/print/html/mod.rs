//! A report as HTML: a page by itself, or a part of another one. No script, nothing from the network.

mod write;

use super::super::report::{Entry, Position, Report, Verdict};
use super::sections::sections;
use super::todo::brief;
use super::words::{Grave, approval, at, count, difference, directions, marks, pages, said};
use write::Html;

pub use write::{escaped, prose};

/// How many operations and items of an entry are shown beside it; more are folded.
const FEW: usize = 4;

/// The style of [`Report::html_fragment`], for whoever puts it into a page: all of it is below `.wharf-report`.
pub const STYLE: &str = include_str!("report.css");

/// What only the page by itself needs.
const PAGE_STYLE: &str = "body{margin:0;background:Canvas}\n";

impl Report {
    /// As a page.
    #[must_use]
    pub fn html(&self) -> String {
        let title = escaped(&self.headline());
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <style>\n{PAGE_STYLE}{STYLE}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
            self.fragment(true)
        )
    }

    /// As an element with the class `wharf-report`, which [`STYLE`] is for. Each entry has its identifier as `id`, so that a
    /// link can lead to it.
    #[must_use]
    pub fn html_fragment(&self) -> String {
        self.fragment(false)
    }

    /// `acts` says that its reader is who takes the update, and not who looks at what was.
    fn fragment(&self, acts: bool) -> String {
        let mut out = Html::default();
        out.open("div", "wharf-report");
        self.head(acts, &mut out);
        for (section, entries) in sections(self) {
            let head = format!("{} ({})", section.title(), entries.len());
            out.raw(&format!("<section class=\"{}\">\n", section.word()));
            if section.is_folded() {
                out.fold(&head, "part", |out| {
                    for entry in &entries {
                        told(out, entry);
                    }
                });
            } else {
                out.element("h2", "", &head);
                for entry in &entries {
                    told(&mut out, entry);
                }
            }
            out.raw("</section>\n");
        }
        if acts {
            self.lines_to_copy(&mut out);
        }
        if self.verdict == Verdict::Changed {
            out.fold("What the words mean", "part", |out| self.words(out));
        }
        if !self.regenerated.is_empty() {
            let head = format!("{} regenerated", count(self.regenerated.len(), "file"));
            out.fold(&head, "part", |out| out.list(self.regenerated.iter(), |out, file| out.element("code", "", file)));
        }
        out.close("div");
        out.done()
    }

    fn head(&self, acts: bool, out: &mut Html) {
        out.open("header", "");
        out.raw("<p class=\"way\">");
        out.element("code", "", &brief(&self.old, &self.new));
        out.raw(" <span>→</span> ");
        out.element("code", "", &brief(&self.new, &self.old));
        out.raw("</p>\n");
        let all = match self.verdict {
            Verdict::Untouched => "Untouched".to_owned(),
            Verdict::Documentation => "Documentation only".to_owned(),
            Verdict::Changed if acts => self.about(),
            Verdict::Changed => self.counted(),
        };
        out.element("h1", "", &all);
        let release = self.to_release();
        if acts && !release.is_empty() {
            out.raw("<p class=\"release\">");
            out.prose(&release);
            out.raw("</p>\n");
        }
        let todo = if acts { self.todo() } else { Vec::new() };
        if !todo.is_empty() {
            out.element("h2", "", "Do this now");
            out.list(todo.iter(), |out, one| {
                out.element("strong", "", &format!("{}:", one.head));
                out.raw(" ");
                out.prose(&one.text);
            });
        }
        if self.verdict == Verdict::Changed {
            out.open("dl", "verdicts");
            let totals = self.totals;
            let mut row = |what: &str, word: &str, meaning: &str, grave: Grave| {
                out.raw(&format!("<div class=\"{}\">", grave.class()));
                out.element("dt", "", what);
                out.raw("<dd>");
                out.element("strong", "", word);
                out.raw(" ");
                out.element("span", "", meaning);
                out.raw("</dd></div>\n");
            };
            row("The wire", totals.wire.word(), totals.wire.meaning(), Grave::wire(totals.wire));
            let released = totals.released;
            row("Clients already released", released.word(), released.meaning(), Grave::released(released));
            row("Code that uses the new crate", totals.rust.word(), totals.rust.meaning(), Grave::rust(totals.rust));
            if let Some(tool) = totals.tool {
                row("Command lines", tool.word(), tool.meaning(), Grave::tool(tool));
            }
            let (word, meaning) = pages(totals.pages);
            row("Reference pages", word, meaning, Grave::Calm);
            out.close("dl");
        }
        out.close("header");
    }

    /// Lines for the settings and for a changelog.
    fn lines_to_copy(&self, out: &mut Html) {
        let renames = self.renames();
        if !renames.is_empty() {
            out.fold("Names to keep", "part", |out| {
                out.element("p", "", "Types and flags that are called otherwise now. Added to the settings, these lines keep the old names as deprecated ones; take out those that nobody used.");
                out.element("pre", "", renames.trim_end());
                out.raw("\n");
            });
        }
        let changelog = self.changelog();
        if self.verdict == Verdict::Changed && !changelog.is_empty() {
            out.fold("For the changelog", "part", |out| {
                out.element("pre", "", changelog.trim_end());
                out.raw("\n");
            });
        }
    }

    /// What the words for verdicts mean.
    fn words(&self, out: &mut Html) {
        out.open("dl", "");
        for (what, word, meaning) in self.legend() {
            out.element("dt", "", &format!("{what}: {word}"));
            out.element("dd", "", meaning);
            out.raw("\n");
        }
        out.close("dl");
    }
}

fn told(out: &mut Html, entry: &Entry) {
    out.raw(&format!("<article id=\"{}\">\n<h3>", escaped(&entry.id)));
    out.element("code", "", &entry.subject.replace('`', ""));
    out.text(&format!(": {} ", entry.title));
    out.raw(&format!("<a href=\"#{0}\" aria-label=\"Link to this change\">#</a></h3>\n", escaped(&entry.id)));
    if !entry.before.is_empty() || !entry.after.is_empty() {
        out.raw("<p class=\"values\">");
        out.element("del", "", said(&entry.before));
        out.raw(" → ");
        out.element("ins", "", said(&entry.after));
        out.raw("</p>\n");
    }
    out.raw("<p class=\"marks\">");
    for mark in marks(entry) {
        out.raw(&format!("<span class=\"{}\">", mark.grave.class()));
        out.text(&format!("{}: {}", mark.what, mark.said));
        out.raw("</span> ");
    }
    out.raw("</p>\n");
    if !entry.hint.is_empty() {
        out.raw("<p class=\"hint\"><b>What to do:</b> ");
        out.prose(&entry.hint);
        out.raw("</p>\n");
    }
    if !entry.settings.is_empty() {
        out.element("p", "hint", "To keep the old names, as deprecated ones, add to the settings:");
        out.element("pre", "", entry.settings.trim_end());
        out.raw("\n");
    }
    if !entry.parts.is_empty() {
        out.list(entry.parts.iter(), |out, part| {
            out.element("code", "", &part.subject.replace('`', ""));
            let is_said = !part.before.is_empty() || !part.after.is_empty();
            let values =
                if is_said { format!(" ({} → {})", said(&part.before), said(&part.after)) } else { String::new() };
            out.text(&format!(": {}{values}", part.title));
        });
    }
    if let Some(text) = approval(entry) {
        out.element("p", "hint", &text);
        out.raw("\n");
    }
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) => places(out, new, Some(old), ""),
        (None, Some(new)) => places(out, new, None, ""),
        (Some(old), None) => places(out, old, None, "was "),
        (None, None) => {}
    }
    let operations = &entry.operations;
    let named = |out: &mut Html| out.list(operations.iter(), |out, one| out.element("code", "", one));
    if operations.len() > FEW {
        out.fold(&format!("reaches {}{}", count(operations.len(), "operation"), directions(entry)), "", named);
    } else if !operations.is_empty() {
        out.element("p", "reach", &format!("reaches{}", directions(entry)));
        named(out);
    }
    let difference = difference(entry);
    if difference.len() > FEW * 2 {
        let items = count(entry.items.len(), "item");
        let commands = count(entry.command_lines.len(), "command line");
        out.fold(&format!("{items} of the crate, {commands}"), "", |out| lines(out, &difference));
    } else if !difference.is_empty() {
        lines(out, &difference);
    }
    if entry.places.len() > 1 {
        out.fold(&count(entry.places.len(), "place"), "", |out| {
            out.list(entry.places.iter(), |out, place| places(out, place, None, ""));
        });
    }
    out.element("footer", "", &format!("{} · {}", entry.id, entry.rules.join(", ")));
    out.raw("</article>\n");
}

fn lines(out: &mut Html, difference: &[(char, String)]) {
    out.raw("<pre>");
    for (sign, text) in difference {
        out.element(if *sign == '-' { "del" } else { "ins" }, "", &format!("{sign} {text}"));
        out.raw("\n");
    }
    out.raw("</pre>\n");
}

fn places(out: &mut Html, place: &Position, old: Option<&Position>, before: &str) {
    out.raw("<p class=\"place\">");
    out.text(before);
    out.element("code", "", &at(place));
    out.raw(" ");
    out.element("code", "pointer", &place.pointer);
    if let Some(old) = old {
        out.text(" (was ");
        out.element("code", "", &at(old));
        out.text(")");
    }
    out.raw("</p>\n");
}
