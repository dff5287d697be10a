//! What may have changed a command line.

use std::collections::{BTreeMap, BTreeSet};

use super::super::finding::{FindingId, Site};
use super::super::rust::Place;
use super::super::tool::Change as Line;
use super::best::{Seen, best};
use super::sent::is_sent;
use super::{Causes, Joined, RENAMING, breaks_requests, refuses_requests};

impl Causes<'_> {
    /// Whether findings only say that something is written otherwise, which no command line says.
    pub(super) fn only_rewritten(&self, ids: &[FindingId]) -> bool {
        ids.iter().all(|id| self.found.findings.get(*id).is_some_and(|one| one.kind == "written-otherwise"))
    }

    /// Puts flags that are gone and nothing else explains down to what brought others within the same flag, and those that came
    /// to what took others away: only so many get flags of their own.
    pub(super) fn outnumbered(&self, waiting: Vec<Line>, joined: &mut Joined) {
        let mut known: BTreeMap<(String, bool), BTreeSet<FindingId>> = BTreeMap::new();
        for (id, lines) in &joined.lines {
            for line in lines.iter().filter(|line| line.before.is_empty() || line.after.is_empty()) {
                if let Some(flag) = outer(line) {
                    known.entry((flag, line.before.is_empty())).or_default().insert(*id);
                }
            }
        }
        for line in waiting {
            let came = !line.before.is_empty();
            let near = match outer(&line) {
                // What a command sends is looked through once for each flag.
                Some(flag) => known.entry((flag, came)).or_insert_with(|| self.bringing(&line, came)).clone(),
                None => BTreeSet::new(),
            };
            for id in &near {
                joined.lines.entry(*id).or_default().push(line.clone());
            }
            if near.is_empty() {
                joined.lines_alone.push(line);
            }
        }
    }

    /// What brought members to what the operation of a command sends, or else took some away; the first of it.
    fn bringing(&self, line: &Line, came: bool) -> BTreeSet<FindingId> {
        let is_member = |kind: &str| kind.contains(if came { "property-added" } else { "property-removed" });
        self.sent_by(line, &is_member).into_iter().take(1).collect()
    }

    /// What caused a change of the tool. A flag takes less because of all that the server refuses there; else what is said of
    /// the member that it sets counts more than what is said of what that stands in.
    pub(super) fn of_line<'l>(&self, line: &'l Line) -> Vec<FindingId> {
        if line.narrows {
            return self.of_narrowing(line);
        }
        let seen =
            |place: &'l Place| Seen { before: &line.before, after: &line.after, member: place.member.as_deref() };
        let of_schemas = line.places.iter().filter(|place| !place.is_call && place.member.is_some());
        let direct = { of_schemas }.find_map(|place| self.best_of(&self.at_member(place), seen(place)));
        let around =
            || line.places.iter().find_map(|place| self.best_of(&self.candidates(place, seen(place)), seen(place)));
        // What an answer is has no part in a command but its name.
        let commands = || line.places.iter().filter(|place| place.is_call && place.member.is_none());
        let named = || commands().find_map(|place| best(self.found, &self.about_answer(place), seen(place)));
        let found = direct.or_else(around).or_else(named);
        found.into_iter().collect()
    }

    fn of_narrowing(&self, line: &Line) -> Vec<FindingId> {
        let kind = |id: &FindingId| self.found.findings.get(*id).map_or("", |finding| finding.kind);
        for place in &line.places {
            let seen = Seen { before: &line.before, after: &line.after, member: place.member.as_deref() };
            let candidates = self.candidates(place, seen);
            let mut grave: Vec<FindingId> = candidates.iter().copied().filter(|id| breaks_requests(kind(id))).collect();
            grave.sort_unstable();
            grave.dedup();
            if !grave.is_empty() {
                return grave;
            }
            let refusing: Vec<FindingId> = candidates.into_iter().filter(|id| refuses_requests(kind(id))).collect();
            if let Some(best) = self.best_of(&refusing, seen) {
                return vec![best];
            }
        }
        self.refused(line)
    }

    /// All that the server refuses of what the operation of a command sends.
    fn refused(&self, line: &Line) -> Vec<FindingId> {
        self.sent_by(line, &breaks_requests)
    }

    /// Findings of some kinds about what the operation of a command sends.
    fn sent_by(&self, line: &Line, is_kind: &dyn Fn(&str) -> bool) -> Vec<FindingId> {
        let pointer = line.places.iter().filter(|place| place.is_call).find_map(|place| place.new.as_ref());
        let at = pointer.and_then(|pointer| {
            self.new.api.operations.iter().position(|operation| operation.origin.pointer == *pointer)
        });
        let Some(at) = at else { return Vec::new() };
        let all = self.found.findings.iter().enumerate().filter(|(_, one)| is_kind(one.kind));
        let here = all.filter(|(_, one)| {
            let pairs = one.sites.iter().filter_map(|site| match site {
                Site::Pair(pair, _) => Some(*pair),
                _ => None,
            });
            let reached = self.found.pairs.reach(pairs);
            { reached }.iter().any(|((_, new), ways)| *new == at && ways.and(one.ways).request)
        });
        here.map(|(id, _)| id).collect()
    }

    /// The best of these, of which none is about answers alone or only says what a type is called: no command line says that.
    fn best_of(&self, candidates: &[FindingId], seen: Seen<'_>) -> Option<FindingId> {
        let says_more = |id: &FindingId| {
            self.found.findings.get(*id).is_some_and(|one| !RENAMING.contains(&one.kind) && is_sent(self.found, one))
        };
        let candidates: Vec<FindingId> = candidates.iter().copied().filter(says_more).collect();
        best(self.found, &candidates, seen)
    }
}

/// The command of a line with its flag, for one that is within another one: the part before its first dot.
fn outer(line: &Line) -> Option<String> {
    let text = if line.before.is_empty() { &line.after } else { &line.before };
    let (command, flag) = text.split_once(" --")?;
    let (outer, _) = flag.split(' ').next()?.split_once('.')?;
    Some(format!("{command} --{outer}"))
}
