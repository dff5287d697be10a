//! Operations that stand at another path now, where no `operationId` says so: what goes over the wire is the same.

use std::collections::BTreeMap;

use super::Wire;
use super::operations::nameless;
use crate::api::{Api, Location, Operation, Shape, TypeId, Use};

/// What goes over the wire at an operation but for its path, as text; and whether that is enough to know it by.
struct Look {
    text: String,
    is_rich: bool,
}

impl Wire<'_> {
    /// Which of the operations that came is which of those that are gone.
    pub(super) fn moved(&self, gone: &[usize], come: &[usize]) -> Vec<(usize, usize)> {
        let (old, new) = (&self.old.api.operations, &self.new.api.operations);
        let looks = |at: &usize, is_old: bool| {
            let operation = if is_old { old.get(*at) } else { new.get(*at) };
            operation.map(|operation| (*at, self.look(operation, is_old)))
        };
        let before: Vec<(usize, Look)> = gone.iter().filter_map(|at| looks(at, true)).collect();
        let after: Vec<(usize, Look)> = come.iter().filter_map(|at| looks(at, false)).collect();
        let path =
            |operations: &[Operation], at: usize| operations.get(at).map(|one| one.path.clone()).unwrap_or_default();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, look) in before.iter().filter(|(_, look)| look.is_rich) {
            let own = path(old, *at);
            let alike = after.iter().filter(|(_, other)| other.text == look.text).map(|(at, _)| *at);
            let alike: Vec<(usize, usize)> = alike.map(|at| (shared(&own, &path(new, at)), at)).collect();
            let rivals = before.iter().filter(|(_, other)| other.text == look.text).count();
            let best = alike.iter().map(|(score, _)| *score).max().unwrap_or_default();
            let all: Vec<usize> = alike.iter().filter(|(score, _)| *score == best).map(|(_, at)| *at).collect();
            // Where several look so, what their paths end with has to say which is which.
            if let ([only], true) = (all.as_slice(), rivals == 1 || best > 0)
                && !pairs.iter().any(|(_, taken)| taken == only)
            {
                pairs.push((*at, *only));
            }
        }
        // What stands below a path that moved did too, whatever it looks like.
        let moves: BTreeMap<String, String> = pairs
            .iter()
            .map(|(from, to)| differing(&path(old, *from), &path(new, *to)))
            .map(|(from, to)| (from.trim_end_matches('/').to_owned(), to.trim_end_matches('/').to_owned()))
            .collect();
        for at in gone {
            let own = nameless(&path(old, *at));
            let is_known = pairs.iter().any(|(from, _)| from == at);
            let goes = moves.iter().filter_map(|(from, to)| {
                let rest = own.strip_prefix(from.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
                Some(format!("{to}{rest}"))
            });
            let found = goes.filter(|_| !is_known).find_map(|path| {
                let method = &old.get(*at)?.method;
                let is_there = |one: &&usize| {
                    new.get(**one).is_some_and(|one| one.method == *method && nameless(&one.path) == path)
                };
                come.iter().filter(|one| !pairs.iter().any(|(_, taken)| taken == *one)).find(is_there)
            });
            pairs.extend(found.map(|found| (*at, *found)));
        }
        pairs
    }

    fn look(&self, operation: &Operation, is_old: bool) -> Look {
        let api: &Api = if is_old { self.old.api } else { self.new.api };
        let ty = |id: TypeId| {
            let name = api.get(id).and_then(|ty| ty.naming.component.clone());
            let look = if is_old { self.signatures.of_old(api, id) } else { self.signatures.of_new(api, id) };
            name.map_or(look, |name| format!("#{name}"))
        };
        let rich = |place: &Option<Use>| {
            let ty = place.and_then(|place| api.get(place.id));
            ty.is_some_and(|ty| {
                ty.naming.component.is_some()
                    || matches!(&ty.shape, Shape::Object(object) if object.properties.len() > 1)
            })
        };
        let mut parts = vec![operation.method.0.clone()];
        let mut parameters: Vec<String> = operation
            .parameters
            .iter()
            .filter(|one| one.location != Location::Path)
            .map(|one| format!("{:?} {} {}", one.location, one.wire_name, ty(one.ty.id)))
            .collect();
        parameters.sort();
        parts.extend(parameters);
        parts.push(format!(
            "{} in the path",
            operation.parameters.iter().filter(|one| one.location == Location::Path).count()
        ));
        let body = operation.body.iter().flat_map(|body| &body.content);
        let answers = operation.responses.iter().filter(|one| one.status.is_success());
        let contents: Vec<_> = body.chain(answers.flat_map(|one| &one.content)).collect();
        parts.extend(
            contents
                .iter()
                .map(|one| format!("{} {}", one.media_type, one.ty.map(|place| ty(place.id)).unwrap_or_default())),
        );
        Look { text: parts.join("\n"), is_rich: contents.iter().any(|one| rich(&one.ty)) }
    }
}

/// How many segments at the end two paths have in common, by what goes over the wire.
fn shared(one: &str, other: &str) -> usize {
    let (one, other) = (nameless(one), nameless(other));
    one.rsplit('/').zip(other.rsplit('/')).take_while(|(one, other)| one == other && !one.is_empty()).count()
}

/// What differs of two paths, without what both end with: of `/a/pets/{id}` and `/b/pets/{id}` that is `/a` and `/b`.
pub(super) fn differing(old: &str, new: &str) -> (String, String) {
    let same = shared(old, new);
    let cut = |path: &str| {
        let segments: Vec<&str> = path.split('/').collect();
        let kept = segments.get(..segments.len().saturating_sub(same)).unwrap_or_default();
        if kept.len() < 2 { "/".to_owned() } else { kept.join("/") }
    };
    (cut(old), cut(new))
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn what_paths_end_with_is_left_out() {
        for (old, new, before, after) in [
            ("/v1/cats", "/v2/cats", "/v1", "/v2"),
            ("/media/{id}", "/medias/{mediaId}", "/media", "/medias"),
            ("/media", "/medias", "/media", "/medias"),
            ("/cats", "/animals/cats", "/", "/animals"),
            ("/cats", "/dogs", "/cats", "/dogs"),
        ] {
            assert_eq!(differing(old, new), (before.to_owned(), after.to_owned()));
        }
    }
}
