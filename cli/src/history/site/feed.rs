//! The Atom feed of a history.

use sha2::{Digest, Sha256};

use super::super::{History, Outcome, Step};
use super::page::escaped;
use super::words;

/// How many versions are in the feed, the newest first.
const NEWEST: usize = 50;

pub fn feed(history: &History) -> String {
    let base = history.url.as_deref().map(|url| format!("{}/", url.trim_end_matches('/'))).unwrap_or_default();
    let last = history.steps.last().map_or("1970-01-01T00:00:00Z", |step| step.commit.date.as_str());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>{}</id>\n<title>{}: what changed</title>\n<updated>{last}</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" href=\"{base}feed.xml\"/>\n<link href=\"{base}index.html\"/>\n",
        identifier(history),
        escaped(&history.title),
        escaped(&history.title),
        base = escaped(&base)
    );
    for step in history.steps.iter().rev().take(NEWEST) {
        entry(history, step, &base, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

/// A name of the feed that stays while the document does, wherever the site is.
fn identifier(history: &History) -> String {
    let mut text = history.path.clone();
    for prefix in &history.only {
        put!(text, "\n{prefix}");
    }
    let digest = Sha256::digest(text.as_bytes());
    let digest = digest.iter().take(16).fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    format!("urn:wharf:history:{digest}")
}

fn entry(history: &History, step: &Step, base: &str, out: &mut String) {
    let commit = &step.commit;
    let title = format!("{}: {}", words::when(&commit.date), words::headline(step));
    put!(
        out,
        "<entry>\n<id>{}:{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link href=\"{}{}\"/>\n",
        identifier(history),
        commit.id,
        escaped(&title),
        commit.date,
        escaped(base),
        words::address(step)
    );
    let lines: Vec<String> = match &step.outcome {
        Outcome::Updated(updated) => updated.report.entries.iter().map(words::line).collect(),
        Outcome::Broken(why) => why.clone(),
        _ => vec![words::headline(step)],
    };
    put!(out, "<content type=\"text\">{}</content>\n</entry>\n", escaped(&lines.join("\n")));
}
