//! Decides which Rust items an API becomes.

mod about;
mod accept;
mod actions;
mod answers;
mod bodies;
mod calls;
mod client;
mod copies;
mod deprecation;
mod depth;
mod docs;
mod english;
mod examples;
mod features;
mod fields;
mod files;
mod finding;
mod fit;
mod fixed;
mod flagged;
mod formats;
mod former;
mod forms;
mod groups;
mod headers;
mod ident;
mod ids;
mod items;
mod joined;
mod large;
mod limits;
mod links;
mod modules;
mod names;
mod nearest;
mod operation_words;
mod outputs;
mod own_server;
mod pages;
mod part_headers;
mod pins;
mod recursion;
mod reference;
mod roles;
mod rules;
mod schemas;
mod secrets;
mod specimen;
mod streams;
mod texts;
mod told;
mod tool;
mod types;
mod unions;
mod untyped;
mod variants;
mod verbs;
mod webhooks;
mod wire;
mod wire_spec;

pub use accept::is_usual_stream;
pub use finding::Finding;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashSet};

use crate::api::{Api, TypeId};
use crate::settings::Settings;

use super::{Item, Surface, Untyped};
use forms::Form;
use modules::Placed;
use names::Names;
use pins::Pins;
use recursion::{Boxes, Newtypes};
use roles::Roles;
use wire::Wire;

/// Decides everything, and says what there is to say about it.
#[must_use]
pub fn plan(api: &Api, settings: &Settings) -> (Surface, Vec<Finding>) {
    let Planned { surface, findings, .. } = plan_all(api, settings);
    (surface, findings)
}

/// What planning gives.
#[derive(Debug)]
pub struct Planned {
    /// What is emitted.
    pub surface: Surface,
    /// What there is to say about the document and the settings.
    pub findings: Vec<Finding>,
    /// What the document says and the surface does not, where the API has [`Api::rules`].
    pub untyped: Vec<Untyped>,
}

/// As [`plan`], with all that comes of it.
#[must_use]
pub fn plan_all(api: &Api, settings: &Settings) -> Planned {
    let chains = groups::chains(&api.operations);
    let context = Context::new(api, settings, &chains);
    let mut groups = context.groups(&chains);
    context.lead_links(&mut groups);
    let topics = about::tags(api, &mut groups);
    let webhooks = context.webhooks(&webhooks::module(&chains));
    let types = (0..api.types.len()).map(TypeId::new).filter(|id| context.wire.is_json(*id));
    let mut items: Vec<Placed> = types.filter_map(|id| Some(context.placed(id, context.item(id)?))).collect();
    items.extend(context.form_items().into_iter().map(|(id, item)| context.placed(id, item)));
    let made = context.made.take().into_iter();
    items.extend(made.map(|item| Placed { item, groups: BTreeSet::new() }));
    let mut models = modules::modules(&groups, webhooks.as_ref(), items);
    context.former(&mut models);
    flagged::tell(&groups, &mut models);
    // With schemas, copies are not alike: each has its own.
    if api.schemas.is_none() {
        copies::mark(&mut models, &groups, webhooks.as_ref());
    }
    large::part(&mut models);
    let resources = tool::paths(&groups);
    let mut wire = context.wire_spec(&groups);
    let surface = Surface {
        recursion_limit: depth::limit(&models),
        tool: context.tool(&groups, &resources, &mut wire),
        reference: context.reference(&groups, &resources),
        wire,
        package: client::package(api, settings),
        client: client::client(api, settings, &topics),
        examples: context.examples(),
        schemas: context.schemas(),
        answers: context.answers(),
        models,
        webhooks,
        groups,
    };
    let untyped = context.untyped(&surface);
    Planned { surface, untyped, findings: context.findings() }
}

/// What all decisions are made from.
struct Context<'a> {
    api: &'a Api,
    settings: &'a Settings,
    pins: Pins,
    names: Names,
    forms: Vec<Form<'a>>,
    boxes: Boxes,
    wire: Wire,
    roles: Roles,
    /// Each `operationId` of several operations.
    shared_ids: HashSet<&'a str>,
    /// Types that one of several media types of a body holds.
    variants: HashSet<TypeId>,
    secrets: Vec<(String, Cell<bool>)>,
    responses_used: RefCell<BTreeSet<String>>,
    paginations_used: RefCell<BTreeSet<usize>>,
    /// Members of pages that say whether more follow.
    flags: HashSet<(TypeId, String)>,
    streams: Cell<streams::Met>,
    made: RefCell<Vec<Item>>,
    found: RefCell<Vec<Finding>>,
    /// Types whose limits some documentation tells.
    told: RefCell<HashSet<TypeId>>,
    pages: reference::Used,
    tool: tool::Used,
}

impl<'a> Context<'a> {
    fn new(api: &'a Api, settings: &'a Settings, chains: &[groups::Chain]) -> Self {
        let pins = Pins::new(&settings.names);
        let newtypes = Newtypes::new(api);
        let names = Names::new(api, &pins, &newtypes);
        let wire = Wire::new(api, &groups::tops(chains));
        let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
        let several = bodies.filter(|body| body.content.len() > 1).flat_map(|body| &body.content);
        let secrets = settings.secrets.iter().map(|secret| secret.strip_prefix('#').unwrap_or(secret).to_owned());
        let mut context = Self {
            boxes: Boxes::new(api, &newtypes),
            variants: several.filter_map(|content| content.ty).map(|ty| ty.id).collect(),
            secrets: secrets.map(|secret| (secret, Cell::new(false))).collect(),
            responses_used: RefCell::default(),
            paginations_used: RefCell::default(),
            flags: HashSet::new(),
            streams: Cell::default(),
            made: RefCell::default(),
            found: RefCell::default(),
            told: RefCell::default(),
            pages: reference::Used::default(),
            tool: tool::Used::default(),
            forms: Vec::new(),
            roles: Roles::new(api, &names),
            shared_ids: ids::shared(&api.operations),
            api,
            settings,
            pins,
            names,
            wire,
        };
        context.flags = context.find_flags();
        context.forms = context.find_forms();
        context
    }

    /// Adds an item that is no type of the API.
    fn make(&self, item: Item) {
        self.made.borrow_mut().push(item);
    }

    /// Whether a type that has a name becomes an item: one that no call reads or writes does not.
    fn is_emitted(&self, id: TypeId) -> bool {
        self.wire.is_json(id) || self.forms.iter().any(|form| form.id == id)
    }

    /// The item of a type, with the groups that the document lets reach it.
    fn placed(&self, id: TypeId, item: Item) -> Placed {
        Placed { item, groups: self.wire.groups(id) }
    }

    /// Adds something to say, once.
    fn find(&self, finding: Finding) {
        let mut found = self.found.borrow_mut();
        if !found.contains(&finding) {
            found.push(finding);
        }
    }

    fn findings(self) -> Vec<Finding> {
        let responses = self.responses_used.borrow();
        let paginations = self.paginations_used.borrow();
        let unused_responses = self.settings.responses.keys().filter(|key| !responses.contains(*key));
        let rules = self.settings.pagination.iter().enumerate();
        let unused_rules = rules.filter(|(index, _)| !paginations.contains(index));
        let mut unused: Vec<Finding> = self.pins.unused();
        unused.extend(self.unused_secrets());
        unused.extend(self.unused_formats());
        unused.extend(client::unused(self.api, self.settings));
        unused.extend(self.unused_stream_settings());
        unused.extend(self.unused_reference());
        unused.extend(self.unused_tool());
        unused.extend(self.unused_models());
        unused.extend(unused_responses.map(|key| Finding::unused("responses", key)));
        unused.extend(unused_rules.map(|(_, rule)| Finding::unused("pagination", &rule.query)));
        let mut found = self.found.take();
        found.extend(unused);
        found
    }
}
