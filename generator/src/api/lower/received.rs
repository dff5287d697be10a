//! Webhooks and callbacks: operations of which the API is the client.

use super::super::{Docs, MediaKind, Method, Naming, Occasion, Operation, Parent, Shape, Tagging, TypeId};
use super::context::Lowering;
use super::draft::{Draft, DraftBranch};
use super::notes::{self, summary_docs, text};
use super::path_items::PathItem;
use super::shape::unfinished;
use crate::document::{Kind, Node};

/// Where webhooks stand: in 3.1 and since; and where documents of 3.0 put them.
const WEBHOOKS: [&str; 2] = ["webhooks", "x-webhooks"];

impl<'a> Lowering<'a> {
    /// Adds the requests that the API makes to `operations`, and says when each comes: webhooks, then callbacks.
    pub(super) fn received(&mut self, operations: &mut Vec<Operation>) -> Vec<Occasion> {
        let root = self.document.root();
        let mut occasions: Vec<Occasion> = Vec::new();
        for (name, item) in WEBHOOKS.iter().filter_map(|key| root.get(key)).flat_map(Node::entries) {
            let is_known = |occasion: &Occasion| matches!(occasion, Occasion::Webhook(other) if other == name);
            // In an extension anything may stand.
            let is_item = item.reference().is_some() || item.kind() == Kind::Object;
            if occasions.iter().any(is_known) || !is_item {
                continue;
            }
            self.requests(item, operations, &mut || occasions.push(Occasion::Webhook(name.to_owned())));
        }
        for (of, callbacks) in std::mem::take(&mut self.callbacks) {
            for (name, written) in callbacks.entries().filter(|(name, _)| !name.starts_with("x-")) {
                let Some(callback) = self.follow_or(written, "the callback is left out") else { continue };
                for (expression, item) in callback.entries().filter(|(key, _)| !key.starts_with("x-")) {
                    let occasion = Occasion::Callback { of, name: name.to_owned(), expression: expression.to_owned() };
                    self.requests(item, operations, &mut || occasions.push(occasion.clone()));
                }
            }
        }
        occasions
    }

    /// Adds the operations of a path item, and calls `tell` for each. Some documents write a callback for a webhook, of
    /// which the path items stand one level below.
    fn requests(&mut self, item: Node<'a>, operations: &mut Vec<Operation>, tell: &mut dyn FnMut()) {
        let item = self.whole_path_item(item);
        for (method, node) in self.methods(&item) {
            self.request(&item, &method, node, operations, tell);
        }
        for (_, node) in item.entries().filter(|(key, node)| key.starts_with('{') && node.kind() == Kind::Object) {
            self.requests(node, operations, tell);
        }
    }

    fn request(
        &mut self,
        item: &PathItem<'a>,
        method: &str,
        node: Node<'a>,
        operations: &mut Vec<Operation>,
        tell: &mut dyn FnMut(),
    ) {
        if node.kind() != Kind::Object {
            return;
        }
        let index = operations.len();
        let mut docs = summary_docs(node);
        if docs.title.is_empty() && docs.description.is_empty() {
            docs = Docs { deprecated: docs.deprecated, ..item.docs() };
        }
        notes::add(&mut docs, &notes::read_on(node).unwrap_or_default());
        operations.push(Operation {
            id: Some(text(node, "operationId")).filter(|id| !id.is_empty()),
            method: Method(method.to_owned()),
            path: String::new(),
            server: None,
            docs,
            about_path: String::new(),
            heading: String::new(),
            tags: Vec::new(),
            parameters: self.parameters(index, "", item.get("parameters"), node),
            body: node.get("requestBody").and_then(|body| self.body(index, method, body)),
            responses: self.responses(index, node),
            security: if node.get("security").is_some() { self.security(node) } else { Vec::new() },
            origin: self.origin(node),
        });
        tell();
        self.drain();
    }

    /// A union of the JSON that `webhooks` carry, where there are several kinds of it. It comes to nothing where no
    /// member tells them apart.
    pub(super) fn event(&mut self, webhooks: &[Operation]) -> Option<TypeId> {
        let mut branches: Vec<DraftBranch> = Vec::new();
        for operation in webhooks {
            let mut contents = operation.body.iter().flat_map(|body| &body.content);
            let Some(json) = contents.find(|content| content.kind == MediaKind::Json) else { continue };
            let place = json.ty.filter(|place| !place.nullable)?;
            if branches.iter().all(|branch| branch.ty != place.id) {
                branches.push(DraftBranch {
                    ty: place.id,
                    target: None,
                    name: None,
                    tags: Vec::new(),
                    docs: Docs::default(),
                });
            }
        }
        if branches.len() < 2 {
            return None;
        }
        let naming = Naming { component: None, title: Some("Event".to_owned()), place: None, parent: Parent::None };
        let id = self.add_type(naming, self.document.root());
        if let Some(ty) = self.types.get_mut(id.index()) {
            ty.shape = unfinished();
        }
        self.drafts
            .insert(id, Draft { declared: None, inherited: false, only_tagged: true, may_overlap: false, branches });
        Some(id)
    }

    /// Whether [`Self::event`] came to a union.
    pub(super) fn is_tagged(&self, id: TypeId) -> bool {
        let shape = self.types.get(id.index()).map(|ty| &ty.shape);
        matches!(shape, Some(Shape::Union(union)) if matches!(union.tagging, Tagging::Property(_)))
    }
}
