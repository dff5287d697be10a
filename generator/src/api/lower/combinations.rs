//! Unions within unions multiply; where they do beyond all use, only the outer ones are unions. What the branches of the
//! others describe are members that may be left out.

use super::conjunction::{Conjunction, Group};
use super::context::Lowering;
use super::groups::Branches;
use crate::document::NodeId;

/// How many branches several groups at once may multiply to.
const COMBINATIONS: usize = 512;

/// How many groups one within the other may be merged into one type.
const DEPTH: usize = 8;

/// How many merged branches a whole document may have.
const TOTAL: usize = 20_000;

impl<'a> Lowering<'a> {
    /// Whether one more group of `conjunction` may make a union of it; if not, that is reported.
    pub(super) fn may_combine(&mut self, conjunction: &Conjunction<'a>) -> bool {
        let may = conjunction.taken.len() - conjunction.spread.len() < DEPTH && self.merged < TOTAL;
        if !may {
            self.reports.warn(
                "too-many-combinations",
                conjunction.home,
                "unions within unions combine to too many types; members of the inner ones may be left out",
                "let one `oneOf` list the combinations that are meant",
            );
        }
        may
    }

    /// The groups that are not taken, where every choice in each would make too many types: beside the one that is taken
    /// now, which has `first` branches.
    pub(super) fn beyond(&mut self, conjunction: &Conjunction<'a>, first: usize) -> Vec<(NodeId, Group)> {
        let mut product = first;
        let mut others = Vec::new();
        for part in &conjunction.parts {
            for group in [Group::OneOf, Group::AnyOf] {
                if conjunction.is_taken(*part, group) || part.get(group.keyword()).is_none() {
                    continue;
                }
                if let (Branches::Many(branches), _) = self.branches(*part, group) {
                    product = product.saturating_mul(branches.len());
                    others.push((part.id(), group));
                }
            }
        }
        if others.is_empty() || product <= COMBINATIONS {
            return Vec::new();
        }
        self.reports.warn(
            "too-many-combinations",
            conjunction.home,
            &format!("its unions combine to {product} types; members of all but the first one may be left out"),
            "let one `oneOf` list the combinations that are meant",
        );
        others
    }
}
