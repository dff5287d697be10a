//! What inline branches are called within their union: what tells them apart.

use super::super::{Branch, Parent, TypeId, Union};
use super::finish::Finishing;

impl Finishing<'_, '_> {
    /// Gives inline branches of the union `id`, which so far are only counted, a role that says something.
    pub(super) fn name_branches(&mut self, id: TypeId, union: &Union) {
        for branch in &union.branches {
            let Some(role) = role(branch, &union.branches) else {
                continue;
            };
            let ty = self.actual(branch.ty);
            let Some(ty) = self.lowering.types.get_mut(ty.index()) else {
                continue;
            };
            let nameless = ty.naming.component.is_none() && ty.naming.title.is_none();
            if let Parent::Type(parent, own) = &mut ty.naming.parent {
                let is_counted = own.bytes().all(|byte| byte.is_ascii_digit());
                // A branch of a nameless union within came from there.
                if nameless && (is_counted || *parent != id) {
                    *parent = id;
                    *own = role;
                }
            }
        }
    }
}

/// The tag of `branch`, or else a constant or the required members that no other of `all` has.
fn role(branch: &Branch, all: &[Branch]) -> Option<String> {
    if let [tag] = branch.tags.as_slice() {
        return Some(tag.clone());
    }
    let others = || all.iter().filter(|other| other.ty != branch.ty);
    let constants = &branch.guard.constants;
    let constant = constants.iter().find(|constant| others().all(|other| !other.guard.constants.contains(constant)));
    if let Some((_, values)) = constant {
        return values.first().cloned();
    }
    let members: Vec<&str> = branch
        .guard
        .members
        .iter()
        .filter(|member| !others().all(|other| other.guard.members.contains(member)))
        .map(String::as_str)
        .collect();
    (!members.is_empty() && members.len() <= MEMBERS).then(|| members.join(" and "))
}

/// How many members a role is made of at most: a name of more says no more than a number.
const MEMBERS: usize = 3;
