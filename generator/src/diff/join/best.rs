//! Which of several causes explains a change best.

use super::super::finding::{Finding, FindingId};
use super::super::wire::Found;

/// What is to be explained: how it was written before and after, and the member that it is about.
#[derive(Clone, Copy)]
pub struct Seen<'s> {
    pub before: &'s str,
    pub after: &'s str,
    pub member: Option<&'s str>,
}

/// The candidate that says most about the change: what goes where something went, what comes where something came.
pub fn best(found: &Found, candidates: &[FindingId], change: Seen<'_>) -> Option<FindingId> {
    let fit = |id: &FindingId| fit(found, *id, change);
    // What is written otherwise is the only candidate where nothing else is.
    let is_rewritten = |id: &FindingId| found.findings.get(*id).is_some_and(|one| one.kind == "written-otherwise");
    if candidates.iter().all(is_rewritten) {
        return candidates.first().copied();
    }
    // The first of the best: candidates come from the nearest place on.
    candidates.iter().copied().rev().max_by_key(fit).filter(|id| fit(id) > 0)
}

/// Whether a finding says anything about the change.
pub fn can_explain(found: &Found, id: FindingId, change: Seen<'_>) -> bool {
    fit(found, id, change) > 0
}

/// How much a finding says about the change.
fn fit(found: &Found, id: FindingId, change: Seen<'_>) -> i32 {
    let Some(finding) = found.findings.get(id) else { return 0 };
    let gone = finding.kind.contains("removed") || finding.kind.contains("taken") || finding.kind.contains("narrow");
    let come = finding.kind.contains("added") || finding.kind.contains("given");
    let quiet = [
        "default-changed",
        "parameter-default-changed",
        "default-given",
        "default-taken",
        "limit-tightened",
        "limit-loosened",
        "limit-changed",
        "order-changed",
        "written-otherwise",
    ];
    let mut fit = 2;
    if quiet.contains(&finding.kind) && !(finding.kind == "order-changed" && change.after.contains("::new(")) {
        fit -= 2;
    }
    if change.after.is_empty() && !change.before.is_empty() {
        fit += i32::from(gone) - i32::from(come);
    } else if change.before.is_empty() {
        fit += i32::from(come) - i32::from(gone);
    } else {
        fit += i32::from(!gone && !come);
    }
    let value = change.member.map(|member| format!("\"{member}\""));
    fit += i32::from(value.is_some_and(|value| finding.before.contains(&value) || finding.after.contains(&value)));
    fit += i32::from(names_variant(finding, change));
    let is_deprecation = change.after.contains("#[deprecated]") || change.before.contains("#[deprecated]");
    if finding.kind.contains("deprecated") {
        fit += if is_deprecation { 4 } else { -3 };
    }
    fit
}

/// Whether a tag that changed is what the variant of a union is called after.
fn names_variant(finding: &Finding, change: Seen<'_>) -> bool {
    let words = |text: &str| -> String {
        text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let is_called = |item: &str, tag: &str| {
        let variant = item.split_once("::").and_then(|(_, variant)| variant.split_once('(')).map(|(name, _)| name);
        variant.is_some_and(|name| words(name) == words(tag))
    };
    finding.kind == "constant-changed"
        && (is_called(change.before, &finding.before) || is_called(change.after, &finding.after))
}
