//! Answers that are declared under another status now: one change, and not one that came and one that went.

use super::super::finding::{FindingId, Site};
use super::{Wire, labels};
use crate::api::{Operation, Response, Status};

/// The kind of a success under another status.
const SUCCESS: &str = "success-status-changed";

impl Wire<'_> {
    /// Takes out failures that are declared under another status now: those that a wider one has, or the only one for the
    /// only one.
    pub(super) fn failures(
        &mut self,
        pair: (usize, usize),
        gone: &mut Vec<Response>,
        come: &mut Vec<Response>,
        new: &Operation,
    ) {
        let fails = |one: &Response| !one.status.is_success() && !one.status.is_redirection();
        let failing = |all: &[Response]| all.iter().filter(|one| fails(one)).count();
        let is_only = failing(gone) == 1 && failing(come) == 1;
        let mut kept = Vec::new();
        for to in std::mem::take(come) {
            let is_it = |from: &Response| fails(from) && (is_only || within(from.status, to.status));
            let (others, rest): (Vec<Response>, Vec<Response>) = if fails(&to) {
                std::mem::take(gone).into_iter().partition(is_it)
            } else {
                (Vec::new(), std::mem::take(gone))
            };
            *gone = rest;
            if others.is_empty() {
                kept.push(to);
                continue;
            }
            let before: Vec<String> = others.iter().map(|from| labels::status(from.status)).collect();
            self.everywhere(pair, "error-status-changed", before.join(", "), labels::status(to.status));
            for from in &others {
                self.response(pair, from, &to, new);
            }
        }
        *come = kept;
    }

    /// Makes another kind of content a part of the change of the status that it came with.
    pub(super) fn settle_statuses(&mut self) {
        let of = |id: FindingId| self.found.findings.get(id);
        let ids = || 0..self.found.findings.len();
        let statuses: Vec<FindingId> = ids().filter(|id| of(*id).is_some_and(|one| one.kind == SUCCESS)).collect();
        let whole = |id: FindingId| {
            let finding = of(id).filter(|one| one.kind.starts_with("content-"))?;
            let (old, new) = (finding.old.as_ref()?, finding.new.as_ref()?);
            let last = |pointer: &str| pointer.rsplit('/').next().unwrap_or_default().to_owned();
            let is_other = last(&old.pointer) != last(&new.pointer);
            let is_there = |site: &Site, one: FindingId| of(one).is_some_and(|one| one.sites.contains(site));
            let mut wholes = statuses.iter().copied();
            wholes.find(|one| is_other && finding.sites.iter().all(|site| is_there(site, *one)))
        };
        let parts: Vec<(FindingId, FindingId)> = ids().filter_map(|id| Some((id, whole(id)?))).collect();
        for (part, whole) in parts {
            if let Some(finding) = self.found.findings.get_mut(part) {
                finding.part_of = Some(whole);
            }
        }
    }
}

/// Whether a status is among those that a wider one stands for.
fn within(status: Status, wider: Status) -> bool {
    match (status, wider) {
        (Status::Code(code), Status::Range(hundred)) => code / 100 == u16::from(hundred),
        (Status::Code(_) | Status::Range(_), Status::Default) => true,
        _ => false,
    }
}
