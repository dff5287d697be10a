//! What becomes of the rules that no type expresses.

use std::collections::HashMap;

use crate::api::{Additional, Parent, Rule, RuleKind, Scalar, Shape, Subject, TypeId};
use crate::surface::{Group, Instead, Surface, Untyped};

use super::told::Told;
use super::{Context, rules};

/// How many steps lead from a place to the item that it is in, at most.
const DEEPEST: usize = 64;

/// Where types without a name are held, and what operations are called.
pub(super) struct Places {
    held: HashMap<TypeId, Parent>,
    calls: HashMap<String, String>,
}

impl Context<'_> {
    /// All of it, with what it speaks of.
    pub(super) fn untyped(&self, surface: &Surface) -> Vec<Untyped> {
        if self.api.rules.is_empty() {
            return Vec::new();
        }
        let places = self.places(&surface.groups);
        let told = Told::of(surface);
        let is_said = |rule: &Rule| rule.kind == RuleKind::Text && told.tells(&rule.keyword, &rule.value);
        let each = self.api.rules.iter().filter(|rule| !is_said(rule)).filter_map(|rule| {
            let of = |subject: &Subject| Some((self.instead(rule, subject)?, self.subject(subject, &places)));
            let mut found: Vec<(Instead, String)> = rule.subjects.iter().filter_map(of).collect();
            let instead = found.iter().map(|(instead, _)| *instead).max()?;
            found.dedup_by(|a, b| a.1 == b.1);
            Some(Untyped {
                keyword: rule.keyword.clone(),
                value: rule.value.clone(),
                written: rule.written.clone(),
                origin: rule.origin.clone(),
                subjects: found.into_iter().map(|(_, subject)| subject).filter(|subject| !subject.is_empty()).collect(),
                instead,
            })
        });
        each.collect()
    }

    /// What is done instead; none where the type shows it after all.
    fn instead(&self, rule: &Rule, subject: &Subject) -> Option<Instead> {
        let ty = subject.ty.and_then(|id| self.api.get(id));
        let is_told = subject.ty.is_some_and(|id| self.told.borrow().contains(&id));
        let keywords = ty.map(|ty| ty.constraints.keywords.as_slice()).unwrap_or_default();
        let is_kept = keywords.iter().any(|(keyword, _)| *keyword == rule.keyword);
        Some(match rule.kind {
            RuleKind::Idle => Instead::Idle,
            RuleKind::Unread => Instead::Unread,
            RuleKind::Unknown => Instead::Unknown,
            RuleKind::Loose => Instead::AnyJson,
            RuleKind::Limit | RuleKind::Format if is_kept && is_told => {
                if rules::unsaid(keywords).contains(&rule.keyword.as_str()) {
                    Instead::Mentioned
                } else {
                    Instead::Documented
                }
            }
            RuleKind::Format => match ty.map(|ty| (&ty.shape, self.untold_format(ty))) {
                Some((Shape::Scalar(Scalar::String(_) | Scalar::Integer(_) | Scalar::Number(_)), format)) => {
                    match format {
                        None if !is_kept => return None,
                        Some(_) if is_told => Instead::Documented,
                        _ => Instead::Nothing,
                    }
                }
                Some((Shape::Enum(_) | Shape::Open(_) | Shape::Union(_) | Shape::Any, _)) | None => Instead::Nothing,
                Some(_) => Instead::Idle,
            },
            RuleKind::Limit | RuleKind::Text | RuleKind::Unsaid => Instead::Nothing,
        })
    }

    /// What a rule speaks of.
    fn subject(&self, subject: &Subject, places: &Places) -> String {
        let mut steps: Vec<String> = Vec::new();
        let item =
            |steps: &[String], name: String| steps.iter().rev().fold(name, |path, step| format!("{path}.{step}"));
        let mut at = match subject.ty {
            Some(id) => Parent::Type(id, String::new()),
            None => subject.at.clone(),
        };
        for _ in 0..DEEPEST {
            match at {
                Parent::Type(id, step) => {
                    steps.extend(Some(step).filter(|step| !step.is_empty()));
                    if let Some(name) = self.names.of(id).filter(|_| self.is_emitted(id)) {
                        return item(&steps, format!("models::{name}"));
                    }
                    let Some(ty) = self.api.get(id) else { break };
                    at = match (&ty.naming.parent, places.held.get(&id)) {
                        (Parent::None, Some(held)) => held.clone(),
                        (Parent::None, None) => {
                            return item(&steps, ty.naming.component.clone().unwrap_or_default());
                        }
                        (parent, _) => parent.clone(),
                    };
                }
                Parent::Operation(index, step) => {
                    steps.push(step);
                    return item(&steps, self.operation(index, places));
                }
                Parent::None => break,
            }
        }
        item(&steps, String::new())
    }

    fn operation(&self, index: usize, places: &Places) -> String {
        let operation = self.api.operations.get(index);
        let call = operation.and_then(|operation| places.calls.get(&operation.origin.pointer));
        call.cloned().unwrap_or_else(|| self.names.operation(index).to_owned())
    }

    fn places(&self, groups: &[Group]) -> Places {
        let mut places = Places { held: HashMap::new(), calls: HashMap::new() };
        let received = self.api.received.iter().map(|received| &received.operation);
        for (index, operation) in self.api.operations.iter().chain(received).enumerate() {
            let mut hold = |id: TypeId, step: &str| {
                places.held.entry(id).or_insert_with(|| Parent::Operation(index, step.to_owned()));
            };
            operation.parameters.iter().for_each(|parameter| hold(parameter.ty.id, &parameter.wire_name));
            let body = operation.body.iter().flat_map(|body| &body.content).filter_map(|content| content.ty);
            body.for_each(|ty| hold(ty.id, "body"));
            let answers = operation.responses.iter().flat_map(|response| &response.content);
            answers.filter_map(|content| content.ty).for_each(|ty| hold(ty.id, "response"));
        }
        for (index, ty) in self.api.types.iter().enumerate() {
            let outer = TypeId::new(index);
            let mut hold = |id: TypeId, step: &str| {
                places.held.entry(id).or_insert_with(|| Parent::Type(outer, step.to_owned()));
            };
            match &ty.shape {
                Shape::Array(item) => hold(item.id, "item"),
                Shape::Map(value) => hold(value.id, "value"),
                Shape::Tuple(tuple) => {
                    tuple.items.iter().enumerate().for_each(|(at, item)| hold(item.id, &(at + 1).to_string()));
                    tuple.rest.iter().for_each(|item| hold(item.id, "item"));
                }
                Shape::Union(union) => {
                    union.branches.iter().enumerate().for_each(|(at, branch)| hold(branch.ty, &(at + 1).to_string()));
                }
                Shape::Object(object) => {
                    object.properties.iter().for_each(|property| hold(property.ty.id, &property.wire_name));
                    object.patterns.iter().for_each(|members| hold(members.ty.id, &members.pattern));
                    if let Additional::Typed(value) = object.additional {
                        hold(value.id, "value");
                    }
                }
                Shape::Any | Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_) => {}
            }
        }
        calls("", groups, &mut places.calls);
        places
    }
}

/// What the calls of `groups` are, by the pointers of their operations.
fn calls(above: &str, groups: &[Group], found: &mut HashMap<String, String>) {
    for group in groups {
        let path = format!("{above}{}().", group.method());
        for call in &group.calls {
            found.insert(call.origin.clone(), format!("{path}{}()", call.method));
        }
        calls(&path, &group.groups, found);
    }
}
