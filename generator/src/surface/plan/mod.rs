//! Decides which Rust items an API becomes.

mod bodies;
mod calls;
mod client;
mod docs;
mod examples;
mod fields;
mod finding;
mod fit;
mod forms;
mod groups;
mod ident;
mod items;
mod modules;
mod names;
mod outputs;
mod pages;
mod pins;
mod recursion;
mod roles;
mod rules;
mod secrets;
mod streams;
mod types;
mod unions;
mod variants;
mod verbs;
mod wire;

pub use finding::Finding;
pub use streams::is_usual as is_usual_stream;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::api::{Api, Operation, TypeId};
use crate::settings::Settings;

use super::{Item, Surface};
use forms::Form;
use names::Names;
use pins::Pins;
use recursion::{Boxes, Newtypes};
use roles::Roles;
use wire::Wire;

/// Decides everything, and says what there is to say about it.
#[must_use]
pub fn plan(api: &Api, settings: &Settings) -> (Surface, Vec<Finding>) {
    let chains = groups::chains(&api.operations);
    let context = Context::new(api, settings, &chains);
    let groups = context.groups(&chains);
    let modules = groups.iter().map(|group| group.module.as_str()).collect::<Vec<_>>();
    let of = |group: Option<&str>| group.map(|group| module_of(group, &modules));
    let types = (0..api.types.len()).map(TypeId::new).filter(|id| context.wire.is_json(*id));
    let mut items: Vec<(Option<String>, Item)> =
        types.filter_map(|id| Some((of(context.wire.group(id)), context.item(id)?))).collect();
    items.extend(context.form_items().into_iter().map(|(id, item)| (of(context.wire.group(id)), item)));
    items.extend(context.made.take().into_iter().map(|(group, item)| (of(Some(&group)), item)));
    let surface = Surface {
        package: client::package(api, settings),
        client: client::client(api, settings),
        examples: context.examples(),
        models: modules::modules(items),
        groups,
    };
    (surface, context.findings())
}

/// The module of a top-level group, by its segment.
fn module_of(segment: &str, modules: &[&str]) -> String {
    let bare = |module: &str| ident::plain(module).trim_matches('_').trim_end_matches("_group").to_owned();
    let found = modules.iter().find(|module| bare(module) == segment);
    found.map_or_else(|| ident::snake(segment), |module| (*module).to_owned())
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
    /// Types that one of several media types of a body holds.
    variants: HashSet<TypeId>,
    /// Top-level group of each operation's pointer.
    group_of: BTreeMap<&'a str, String>,
    secrets: Vec<(String, Cell<bool>)>,
    responses_used: RefCell<BTreeSet<String>>,
    paginations_used: RefCell<BTreeSet<usize>>,
    streams: Cell<streams::Met>,
    made: RefCell<Vec<(String, Item)>>,
    found: RefCell<Vec<Finding>>,
}

impl<'a> Context<'a> {
    fn new(api: &'a Api, settings: &'a Settings, chains: &[groups::Chain]) -> Self {
        let top: Vec<String> =
            chains.iter().map(|chain| chain.first().cloned().unwrap_or_else(|| "root".to_owned())).collect();
        let pins = Pins::new(&settings.names);
        let newtypes = Newtypes::new(api);
        let names = Names::new(api, &pins, &newtypes);
        let wire = Wire::new(api, &top);
        let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
        let several = bodies.filter(|body| body.content.len() > 1).flat_map(|body| &body.content);
        let secrets = settings.secrets.iter().map(|secret| secret.strip_prefix('#').unwrap_or(secret).to_owned());
        let mut context = Self {
            boxes: Boxes::new(api, &newtypes),
            variants: several.filter_map(|content| content.ty).map(|ty| ty.id).collect(),
            group_of: api.operations.iter().map(|operation| operation.origin.pointer.as_str()).zip(top).collect(),
            secrets: secrets.map(|secret| (secret, Cell::new(false))).collect(),
            responses_used: RefCell::default(),
            paginations_used: RefCell::default(),
            streams: Cell::default(),
            made: RefCell::default(),
            found: RefCell::default(),
            forms: Vec::new(),
            roles: Roles::new(api, &names),
            api,
            settings,
            pins,
            names,
            wire,
        };
        context.forms = context.find_forms();
        context
    }

    /// Adds an item that is no type of the API.
    fn make(&self, operation: &Operation, item: Item) {
        let group = self.group_of.get(operation.origin.pointer.as_str()).cloned().unwrap_or_default();
        self.made.borrow_mut().push((group, item));
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
        unused.extend(client::unused(self.api, self.settings));
        unused.extend(self.unused_stream_settings());
        unused.extend(unused_responses.map(|key| Finding::unused("responses", key)));
        unused.extend(unused_rules.map(|(_, rule)| Finding::unused("pagination", &rule.query)));
        let mut found = self.found.take();
        found.extend(unused);
        found
    }
}
