//! From `Document` to `Api`: references followed, schemas put together, unions told apart.
//!
//! A schema to lower is a `conjunction::Conjunction` of nodes: `$ref` and `allOf` only add nodes to it
//! (`flatten`). What its keywords say together is its `shape`. A union is a conjunction for each branch; how its
//! branches are told apart is found last, when all are known (`finish`). What no operation reaches is left out, and
//! what is reached is marked by the way it travels (`compact`, `direction`).

mod about;
mod additional;
mod arrays;
mod bodies;
mod bundle;
mod children;
mod claims;
mod combinations;
mod compact;
mod conditional;
mod conjunction;
mod context;
mod declared;
mod direction;
mod discriminator;
mod draft;
mod dynamic;
mod enums;
mod events;
mod family;
mod finish;
mod flatten;
mod groups;
mod guards;
mod implied;
mod impossible;
mod infer;
mod kept;
mod keywords;
mod kinds;
mod limits;
mod links;
mod mapping;
mod media;
mod merge;
mod naming;
mod notes;
mod objects;
mod operations;
mod optional;
mod origins;
mod overlaps;
mod parameters;
mod parts;
mod path_items;
mod places;
mod received;
mod reports;
mod responses;
mod roles;
mod rules;
mod scalars;
mod security;
mod servers;
mod shape;
mod styles;
mod tagging;
mod template;
mod translate;
mod undeclared;
mod unions;
mod unsaid;
mod whole;

use super::{Api, Occasion, Operation, Parent, Received, Subject};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::settings::Settings;
use context::Lowering;
use finish::Finishing;
use rules::Rules;

/// Lowers `document`, and says what is wrong with it or cannot be expressed, in its order. There is an API whenever
/// anything sensible can be made, even beside errors.
#[must_use]
pub fn lower(document: &Document, settings: &Settings) -> (Option<Api>, Vec<Diagnostic>) {
    lower_noting(document, settings, false)
}

/// As [`lower`]; whether [`Api::rules`] are collected is up to the caller.
#[must_use]
pub fn lower_noting(document: &Document, settings: &Settings, rules: bool) -> (Option<Api>, Vec<Diagnostic>) {
    let mut lowering = Lowering::new(document, settings);
    lowering.rules = rules.then(Rules::default);
    let root = document.root();
    if root.kind() != Kind::Object {
        lowering.reports.error(
            "document-no-object",
            root,
            &format!("a document is an object, and this is {}", root.kind()),
            "begin with `openapi` and `info`",
        );
        return (None, lowering.reports.finish());
    }
    let mut operations = lowering.operations();
    let schemes = lowering.schemes(&operations);
    let calls = operations.len();
    let occasions = lowering.received(&mut operations);
    let mut event = lowering.event(webhooks(&operations, calls, &occasions));
    let (mut kept, absent) = lowering.kept();
    let same_as = Finishing::run(&mut lowering);
    lowering.type_events(&mut operations, &same_as);
    event = event.filter(|id| lowering.is_tagged(*id));
    let mut types = std::mem::take(&mut lowering.types);
    declared::settle(&mut types, &operations);
    let is_asked = lowering.rules.is_some();
    let mut rules = lowering.take_rules();
    if is_asked {
        rules.extend(lowering.unsaid(&operations));
        rules.sort_by_key(|rule| rule.origin.span);
    }
    let described = std::mem::take(&mut lowering.described);
    let mut held: Vec<Subject> = described.iter().map(|one| Subject { ty: Some(one.id), at: Parent::None }).collect();
    let subjects = rules.iter_mut().flat_map(|rule| &mut rule.subjects).chain(&mut held);
    let mut types = compact::compact(&mut operations, event.iter_mut().chain(&mut kept), types, &same_as, subjects);
    media::settle(&mut operations, &types);
    lowering.take_whole(&mut operations, &mut types);
    lowering.name_parts(&mut operations, &mut types);
    let mut received = operations.split_off(calls);
    lowering.check_styles(&mut operations, &types);
    lowering.hint_at_optional(&operations, &types);
    direction::mark(&mut operations, &mut received, event, &kept, &mut types);
    let received = occasions.into_iter().zip(received);
    let bundled = settings
        .package
        .schemas
        .then(|| bundle::schemas(&described, std::mem::take(&mut lowering.one_way), &held, &types));
    let info = root.get("info").unwrap_or(root);
    let api = Api {
        title: notes::text(info, "title"),
        version: notes::text(info, "version"),
        description: notes::text(info, "description"),
        servers: lowering.servers(),
        notes: about::document(root, info),
        tags: about::tags(root),
        schemes,
        operations,
        received: received.map(|(occasion, operation)| Received { occasion, operation }).collect(),
        event,
        kept,
        absent,
        types,
        rules,
        schemas: bundled,
    };
    (Some(api), lowering.reports.finish())
}

/// The webhooks among `operations`, which come first behind `calls`.
fn webhooks<'o>(operations: &'o [Operation], calls: usize, occasions: &[Occasion]) -> &'o [Operation] {
    let count = occasions.iter().filter(|occasion| matches!(occasion, Occasion::Webhook(_))).count();
    operations.get(calls..calls + count).unwrap_or_default()
}
