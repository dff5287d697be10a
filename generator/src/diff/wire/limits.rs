//! Limits that no type expresses: tighter or looser.

use std::cmp::Ordering;

use serde_json::Value;

use super::Wire;
use super::types::Both;
use crate::api::Constraints;

impl Wire<'_> {
    /// Compares the limits of both types of a pair.
    pub(super) fn limits(&mut self, both: Both<'_>) {
        let (old, new) = (&both.old.constraints, &both.new.constraints);
        if old == new {
            return;
        }
        let (mut tighter, mut looser) = (Vec::new(), Vec::new());
        let all = old.keywords.iter().chain(&new.keywords).map(|(name, _)| name.as_str());
        let mut names: Vec<&str> = all.collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let (before, after) = (of(old, name), of(new, name));
            if before == after {
                continue;
            }
            match is_tighter(name, before, after) {
                Some(false) => looser.push((name, before, after)),
                Some(true) | None => tighter.push((name, before, after)),
            }
        }
        for (kind, changes) in [("limit-tightened", tighter), ("limit-loosened", looser)] {
            if !changes.is_empty() {
                let said = |side: fn(&Change<'_>) -> Option<Value>| {
                    let each = changes.iter().filter_map(|change| Some(format!("{} {}", change.0, side(change)?)));
                    each.collect::<Vec<_>>().join(", ")
                };
                let (before, after) = (said(|one| one.1.cloned()), said(|one| one.2.cloned()));
                self.differ(both, kind, &before, &after);
            }
        }
    }
}

/// A keyword, and what it was and is.
type Change<'a> = (&'a str, Option<&'a Value>, Option<&'a Value>);

fn of<'a>(constraints: &'a Constraints, name: &str) -> Option<&'a Value> {
    constraints.keywords.iter().find(|(keyword, _)| keyword == name).map(|(_, value)| value)
}

/// Whether fewer values are allowed; none where nobody can say.
fn is_tighter(name: &str, old: Option<&Value>, new: Option<&Value>) -> Option<bool> {
    match (old, new) {
        (None, Some(_)) => return Some(true),
        (Some(_), None) => return Some(false),
        _ => {}
    }
    let (old, new) = (old?.as_f64()?, new?.as_f64()?);
    let order = new.partial_cmp(&old)?;
    match name {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" | "minContains" => {
            Some(order == Ordering::Greater)
        }
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" | "maxContains" => {
            Some(order == Ordering::Less)
        }
        _ => None,
    }
}
