//! The first page: a time line of all versions.

use std::collections::BTreeSet;

use super::super::{History, Outcome, Step};
use super::page::{Page, escaped, prose};
use super::sides::counts;
use super::words::{self, Grade};
use crate::print::count;

/// How many changes of a version are shown before the rest is folded.
const SHOWN: usize = 4;

/// The highest bar, in pixels.
const HIGH: usize = 40;

pub fn page(history: &History) -> String {
    let mut body = String::from("<header class=\"site\">\n");
    put!(body, "<h1>{}</h1>\n<p>{}</p>\n", escaped(&history.title), about(history));
    body.push_str("</header>\n");
    body.push_str(&strip(history));
    body.push_str(&filters(history));
    body.push_str("<main id=\"main\" class=\"timeline\">\n");
    let mut month = String::new();
    for step in history.steps.iter().rev() {
        let this = words::month(&step.commit.date);
        if this != month {
            if !month.is_empty() {
                body.push_str("</ol>\n</section>\n");
            }
            put!(body, "<section class=\"month\">\n<h2>{this}</h2>\n<ol>\n");
            month = this;
        }
        entry(step, &mut body);
    }
    if !month.is_empty() {
        body.push_str("</ol>\n</section>\n");
    }
    body.push_str("<p id=\"nothing\" hidden>No version is like this.</p>\n</main>\n");
    body.push_str(
        "<footer class=\"site\"><p><a href=\"feed.xml\">Atom feed</a> · keys: <kbd>j</kbd> <kbd>k</kbd> next and previous, \
         <kbd>Enter</kbd> open, <kbd>/</kbd> search</p></footer>\n",
    );
    let title = format!("{}: what changed", history.title);
    Page { title: &title, top: "", links: &[], body: &body }.html()
}

fn about(history: &History) -> String {
    let path = format!("<code>{}</code>", escaped(&history.path));
    let only: Vec<String> = history.only.iter().map(|prefix| format!("<code>{}</code>", escaped(prefix))).collect();
    let only = if only.is_empty() { String::new() } else { format!(", {}", only.join(" and ")) };
    let of = |grade: Grade| history.steps.iter().filter(|step| Grade::of(step) == grade).count();
    let mut facts = vec![count(history.steps.len(), "version")];
    let of_grades =
        [(Grade::Breaking, "break something"), (Grade::Quiet, "change only texts"), (Grade::Broken, "cannot be read")];
    facts.extend(
        of_grades.into_iter().filter(|(grade, _)| of(*grade) > 0).map(|(grade, what)| format!("{} {what}", of(grade))),
    );
    if history.unchanged > 0 {
        facts.push(format!("{} changed nothing here and are left out", history.unchanged));
    }
    format!("{path}{only}: {}.", facts.join(", "))
}

/// All versions in a row, each as high as it is large.
fn strip(history: &History) -> String {
    let size = |step: &Step| match &step.outcome {
        Outcome::Updated(updated) => updated.document.iter().map(|file| file.added + file.removed).sum(),
        _ => 0,
    };
    // By the number of digits, as sizes differ by thousands.
    let high = |size: usize| (usize::BITS - size.leading_zeros()) as usize;
    let most = history.steps.iter().map(|step| high(size(step))).max().unwrap_or_default().max(1);
    let mut out = String::from("<nav class=\"strip\" aria-label=\"All versions\">\n<ol>\n");
    for step in &history.steps {
        let (grade, title) = (Grade::of(step), words::headline(step));
        let height = 4 + high(size(step)) * (HIGH - 4) / most;
        let label = format!("{}: {title}", words::when(&step.commit.date));
        put!(
            out,
            "<li class=\"{}\"><a href=\"#v-{}\" title=\"{label}\" aria-label=\"{label}\"><span style=\"height:{height}px\"></span></a></li>\n",
            grade.word(),
            step.commit.short(),
            label = escaped(&label)
        );
    }
    out.push_str("</ol>\n</nav>\n");
    out
}

/// What the script uses to show only some versions; hidden without it.
fn filters(history: &History) -> String {
    let resources: BTreeSet<String> = history
        .steps
        .iter()
        .filter_map(|step| match &step.outcome {
            Outcome::Updated(updated) => Some(words::resources(&updated.report)),
            _ => None,
        })
        .flatten()
        .collect();
    let mut out = String::from("<form id=\"filters\" role=\"search\" aria-label=\"Filter versions\" hidden>\n");
    out.push_str("<label>Search <input type=\"search\" id=\"text\" placeholder=\"a name, a path, a word\"></label>\n");
    out.push_str("<label>Resource <select id=\"resource\"><option value=\"\">all</option>");
    for resource in &resources {
        let resource = escaped(resource);
        put!(out, "<option value=\"{resource}\">{resource}</option>");
    }
    out.push_str("</select></label>\n<fieldset><legend>Show</legend>\n");
    for grade in [Grade::Breaking, Grade::Risky, Grade::Fine, Grade::Quiet, Grade::Broken] {
        let (word, meaning) = (grade.word(), grade.meaning());
        let number = history.steps.iter().filter(|step| Grade::of(step) == grade).count();
        if number > 0 {
            put!(
                out,
                "<label class=\"{word}\"><input type=\"checkbox\" name=\"grade\" value=\"{word}\" checked> {meaning} \
                 <span class=\"number\">{number}</span></label>\n"
            );
        }
    }
    out.push_str("</fieldset>\n<output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n");
    out
}

fn entry(step: &Step, out: &mut String) {
    let (grade, commit) = (Grade::of(step), &step.commit);
    let address = words::address(step);
    let updated = match &step.outcome {
        Outcome::Updated(updated) => Some(updated),
        _ => None,
    };
    let resources: Vec<String> =
        updated.map(|one| words::resources(&one.report)).unwrap_or_default().into_iter().collect();
    put!(
        out,
        "<li class=\"version {}\" id=\"v-{}\" data-grade=\"{}\" data-resources=\"{}\">\n",
        grade.word(),
        commit.short(),
        grade.word(),
        escaped(&resources.join(" "))
    );
    put!(
        out,
        "<h3><a href=\"{address}\"><time datetime=\"{}\">{}</time> <span>{}</span></a></h3>\n",
        commit.date,
        words::when(&commit.date),
        escaped(&words::headline(step))
    );
    out.push_str("<p class=\"marks\">");
    if let Some(updated) = updated {
        let (added, removed) = updated.document.iter().fold((0, 0), |(a, r), file| (a + file.added, r + file.removed));
        out.push_str(&counts(added, removed));
        if updated.report.verdict == wharf::diff::Verdict::Changed {
            for (said, class) in words::verdicts(&updated.report) {
                put!(out, " <span class=\"mark {class}\">{said}</span>");
            }
        }
    }
    put!(out, " <span class=\"commit\"><code>{}</code> {}</span></p>\n", commit.short(), escaped(&commit.subject));
    if let Some(updated) = updated.filter(|updated| updated.report.verdict == wharf::diff::Verdict::Changed) {
        let lines: Vec<String> = updated
            .report
            .entries
            .iter()
            .map(|entry| {
                format!("<li><a href=\"{address}#{}\">{}</a></li>\n", escaped(&entry.id), prose(&words::line(entry)))
            })
            .collect();
        let (first, rest) = lines.split_at(lines.len().min(SHOWN));
        put!(out, "<ul>\n{}</ul>\n", first.concat());
        if !rest.is_empty() {
            put!(out, "<details><summary>{} more</summary>\n<ul>\n{}</ul>\n</details>\n", rest.len(), rest.concat());
        }
    }
    out.push_str("</li>\n");
}
