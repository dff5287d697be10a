//! Which types travel as JSON, which as multipart forms, and which groups of calls they belong to.

use std::collections::{BTreeSet, HashSet};

use crate::api::{Api, Content, MediaKind, Occasion, Operation, Shape, Tagging, TypeId};

use super::bodies::chosen;
use super::files::{leaves, written};
use super::outputs::json;
use super::webhooks::carried;

/// How types are used by operations.
#[derive(Debug, Default)]
pub(super) struct Wire {
    json: HashSet<TypeId>,
    tags: HashSet<(TypeId, String)>,
    groups: Vec<BTreeSet<usize>>,
}

impl Wire {
    /// Walks from every operation; `groups` is the top-level group of each. Webhooks are the group behind all others.
    pub(super) fn new(api: &Api, groups: &[usize]) -> Self {
        let mut wire = Self { groups: vec![BTreeSet::new(); api.types.len()], ..Self::default() };
        for (operation, group) in api.operations.iter().zip(groups.iter().copied()) {
            let mut seen = HashSet::new();
            for root in json_roots(api, operation) {
                wire.walk(api, root, Some(group), &mut seen);
            }
            for form in form_roots(operation) {
                wire.belongs(form, group);
                for part in parts(api, form) {
                    wire.walk(api, part, Some(group), &mut seen);
                }
            }
        }
        let webhooks = groups.iter().max().map_or(0, |last| last + 1);
        for received in &api.received {
            let group = match &received.occasion {
                Occasion::Webhook(_) => webhooks,
                Occasion::Callback { of, .. } => groups.get(*of).copied().unwrap_or(webhooks),
            };
            let mut seen = HashSet::new();
            for root in received_roots(&received.operation) {
                wire.walk(api, root, Some(group), &mut seen);
            }
        }
        let mut seen = HashSet::new();
        for kept in &api.kept {
            wire.walk(api, *kept, None, &mut seen);
        }
        wire.tags = tags(api);
        wire
    }

    /// Whether values of the type travel as JSON, a form's parts included.
    pub(super) fn is_json(&self, id: TypeId) -> bool {
        self.json.contains(&id)
    }

    /// Whether this member of this object tells it apart in some union.
    pub(super) fn is_tag(&self, id: TypeId, wire_name: &str) -> bool {
        self.tags.contains(&(id, wire_name.to_owned()))
    }

    /// The top-level groups whose operations use the type.
    pub(super) fn groups(&self, id: TypeId) -> BTreeSet<usize> {
        self.groups.get(id.index()).cloned().unwrap_or_default()
    }

    fn belongs(&mut self, id: TypeId, group: usize) {
        if let Some(groups) = self.groups.get_mut(id.index()) {
            groups.insert(group);
        }
    }

    /// Takes what `root` holds for JSON, of a group or whatever calls there are.
    fn walk(&mut self, api: &Api, root: TypeId, group: Option<usize>, seen: &mut HashSet<TypeId>) {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            self.json.insert(id);
            if let Some(group) = group {
                self.belongs(id, group);
            }
            open.extend(api.get(id).map(|ty| ty.shape.held()).unwrap_or_default());
        }
    }
}

/// What the parts of a form hold. A form that is one of several is made of the parts of each; none of them travels.
fn parts(api: &Api, form: TypeId) -> Vec<TypeId> {
    leaves(api, form).into_iter().flat_map(|(_, shape)| written(api, shape)).collect()
}

/// The members that tell the branches of unions apart.
fn tags(api: &Api) -> HashSet<(TypeId, String)> {
    let mut tags = HashSet::new();
    for ty in &api.types {
        let Shape::Union(union) = &ty.shape else { continue };
        for (at, branch) in union.branches.iter().enumerate() {
            match &union.tagging {
                Tagging::Property(tag) if Some(at) != union.default => {
                    tags.insert((branch.ty, tag.clone()));
                }
                Tagging::Property(_) => {}
                Tagging::Guards => {
                    let guard = &branch.guard;
                    let strings = guard.constants.iter().map(|(name, _)| name);
                    let others = guard.literals.iter().chain(&guard.only).map(|(name, _)| name);
                    tags.extend(strings.chain(others).map(|name| (branch.ty, name.clone())));
                }
            }
        }
    }
    tags
}

fn is_form(content: &Content) -> bool {
    matches!(content.kind, MediaKind::Multipart | MediaKind::Parts)
}

fn json_roots(api: &Api, operation: &Operation) -> Vec<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty.id);
    // Of bytes and texts nothing is read or written by a type: a body in XML is handed over as it is.
    let is_typed =
        |content: &&Content| !is_form(content) && !matches!(content.kind, MediaKind::Binary | MediaKind::Text);
    // Nothing takes what is never sent, and events are sent as the caller writes them.
    let offered = operation.body.iter().flat_map(|body| chosen(api, body).0).map(|offer| offer.content);
    let bodies = offered.filter(is_typed).filter(|content| content.kind != MediaKind::EventStream);
    let answers = operation.responses.iter().flat_map(|response| &response.content).filter(is_typed);
    let encodings = operation.body.iter().flat_map(|body| &body.content).flat_map(|content| content.encoding.values());
    let headers = encodings.flat_map(|encoding| &encoding.headers).map(|header| header.ty.id);
    parameters.chain(headers).chain(bodies.chain(answers).filter_map(|content| content.ty).map(|ty| ty.id)).collect()
}

/// What is read of a request of the API, and what it is answered with: no type says more of other media types.
fn received_roots(operation: &Operation) -> Vec<TypeId> {
    let payload = carried(operation).filter(|content| matches!(content.kind, MediaKind::Json | MediaKind::Form));
    let answers = operation.responses.iter().filter(|response| response.status.is_success());
    let contents = payload.into_iter().chain(answers.filter_map(|response| json(&response.content)));
    contents.filter_map(|content| content.ty).map(|ty| ty.id).collect()
}

fn form_roots(operation: &Operation) -> Vec<TypeId> {
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    bodies.filter(|content| is_form(content)).filter_map(|content| content.ty).map(|ty| ty.id).collect()
}
