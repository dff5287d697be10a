//! Webhooks and callbacks: what comes, under which names.

use crate::api::{Content, MediaKind, Occasion, Operation, Parameter, Received, Shape};
use crate::surface::{
    CallbackSpec, Extent, Item, ItemKind, Payload, ReceivedAnswer, ReceivedParameter, ReceivedSpec, RustType, Webhook,
    Webhooks,
};

use super::Context;
use super::calls::{kind, status_text};
use super::deprecation::deprecation;
use super::docs::described;
use super::groups::Chain;
use super::ident::{Scope, camel};
use super::outputs::json;

/// The module of webhooks, or what a group of calls of that name leaves; and their feature.
const MODULES: &[&str] = &["webhooks", "webhook_events", "webhook_payloads"];

/// The union of all events, and what a webhook's alias may not be called beside it.
const EVENT: &str = "Event";
const TAKEN: &[&str] = &[
    EVENT,
    "Verifier",
    "VerifyError",
    "Delivery",
    "ParseError",
    "Unknown",
    "Value",
    "Result",
    "Option",
    "Vec",
    "Box",
    "String",
    "BTreeMap",
    "Base64",
    "DateTime",
    "Decimal",
    "Date",
    "Secret",
    "Constant",
];

/// The name of their module, which no group of calls has.
pub(super) fn module(chains: &[Chain]) -> String {
    let is_taken = |name: &&str| chains.iter().any(|chain| chain.first().is_some_and(|first| first == name));
    let free = MODULES.iter().find(|name| !is_taken(name));
    (*free.unwrap_or(&"webhooks_of_the_api")).to_owned()
}

/// In which of its media types a request of the API is taken: as JSON, else as a form, else as what it is.
pub(super) fn carried(operation: &Operation) -> Option<&Content> {
    let contents = &operation.body.as_ref()?.content;
    let form = contents.iter().find(|content| content.kind == MediaKind::Form);
    json(contents).or(form).or(contents.first())
}

impl Context<'_> {
    /// The webhooks, in a module called `name`.
    pub(super) fn webhooks(&self, name: &str) -> Option<Webhooks> {
        let mut scope = Scope::with(TAKEN);
        let webhooks = self.api.received.iter().filter_map(|received| match &received.occasion {
            Occasion::Webhook(hook) => Some((hook, &received.operation)),
            Occasion::Callback { .. } => None,
        });
        let mut hooks: Vec<Webhook> = Vec::new();
        for (name, operation) in webhooks {
            let is_another = hooks.iter().any(|hook| hook.name == *name);
            hooks.push(self.webhook(name, operation, is_another, &mut scope));
        }
        (!hooks.is_empty()).then(|| Webhooks {
            module: name.to_owned(),
            feature: name.to_owned(),
            event: self.any_event(&hooks),
            hooks,
        })
    }

    /// `is_another` says that one of this name was there before, which has another method.
    fn webhook(&self, name: &str, operation: &Operation, is_another: bool, scope: &mut Scope) -> Webhook {
        let mut rust_name = camel(self.pins.get(&operation.origin.pointer).unwrap_or(name));
        if scope.has(&rust_name) {
            let method = camel(&operation.method.0.to_lowercase());
            rust_name.push_str(if is_another { &method } else { "Payload" });
        }
        Webhook {
            name: name.to_owned(),
            rust_name: scope.claim(&rust_name),
            deprecated: deprecation(&operation.docs),
            request: self.received(operation),
        }
    }

    /// The callbacks of the operation with the number `index`.
    pub(super) fn callbacks(&self, index: usize) -> Vec<CallbackSpec> {
        let callback = |received: &Received| match &received.occasion {
            Occasion::Callback { of, name, expression } if *of == index => Some(CallbackSpec {
                name: name.clone(),
                expression: expression.clone(),
                request: self.received(&received.operation),
            }),
            _ => None,
        };
        self.api.received.iter().filter_map(callback).collect()
    }

    fn received(&self, operation: &Operation) -> ReceivedSpec {
        let answers = operation.responses.iter().map(|response| ReceivedAnswer {
            status: status_text(response.status),
            ty: json(&response.content)
                .filter(|_| response.status.is_success())
                .and_then(|content| content.ty)
                .map(|ty| self.ty(ty)),
            media_type: match json(&response.content) {
                Some(_) => None,
                None => response.content.first().map(|content| content.media_type.clone()),
            },
            docs: response.docs.description.trim().to_owned(),
        });
        let body = operation.body.as_ref();
        let content = carried(operation);
        let others = body.into_iter().flat_map(|body| &body.content).map(|content| &content.media_type);
        let others = others.filter(|other| content.is_some_and(|content| content.media_type != **other));
        let mut docs = described(&operation.docs, "");
        docs.extend(body.into_iter().flat_map(|body| described(&body.docs, "")));
        ReceivedSpec {
            http_method: operation.method.0.clone(),
            docs,
            payload: content.map(|content| self.payload(content)),
            others: others.cloned().collect(),
            deprecated: deprecation(&operation.docs),
            security: operation.security.clone(),
            parameters: operation.parameters.iter().map(|parameter| self.comes_with(parameter)).collect(),
            answers: answers.collect(),
            origin: operation.origin.pointer.clone(),
        }
    }

    /// What is not read is any.
    fn payload(&self, content: &Content) -> Payload {
        let is_json = content.kind == MediaKind::Json;
        let is_form = content.kind == MediaKind::Form && content.ty.is_some();
        let ty = content.ty.filter(|_| is_json || is_form).map_or(RustType::Value, |ty| self.ty(ty));
        Payload { ty, media_type: content.media_type.clone(), is_json, is_form }
    }

    fn comes_with(&self, parameter: &Parameter) -> ReceivedParameter {
        let mut docs = described(&parameter.docs, &parameter.wire_name);
        docs.extend(self.limits(parameter.ty.id, None));
        ReceivedParameter {
            wire_name: parameter.wire_name.clone(),
            kind: kind(parameter.location),
            required: parameter.required,
            docs,
        }
    }

    /// The union of what webhooks carry. A variant says what its webhooks say in one paragraph.
    fn any_event(&self, hooks: &[Webhook]) -> Option<Item> {
        let id = self.api.event?;
        let ty = self.api.get(id)?;
        let Shape::Union(union) = &ty.shape else { return None };
        let mut union = self.union(id, EVENT, union);
        for variant in &mut union.variants {
            let carries = |hook: &&Webhook| hook.request.payload.as_ref().is_some_and(|own| own.ty == variant.ty);
            if let [only] = hooks.iter().filter(carries).collect::<Vec<_>>().as_slice()
                && let Some(first) = only.request.docs.first()
            {
                variant.docs = vec![first.clone()];
            }
        }
        Some(Item {
            name: EVENT.to_owned(),
            docs: vec!["What a webhook carries, told apart by its kind.".to_owned()],
            origin: ty.origin.pointer.clone(),
            extent: Extent::default(),
            deprecated: None,
            former: Vec::new(),
            same_as: None,
            kind: ItemKind::Union(union),
        })
    }
}
