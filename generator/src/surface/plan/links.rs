//! What can be called next with what a call gives.

use std::collections::BTreeMap;

use crate::api::Operation;
use crate::diagnostic::Severity;
use crate::surface::{CallLink, Group};

use super::{Context, Finding};

/// The links of an operation's answers, those of successes first; which calls they lead to is not known yet.
pub(super) fn of(operation: &Operation) -> Vec<CallLink> {
    let successes = super::outputs::successes(operation);
    let others = operation.responses.iter().filter(|response| !successes.contains(response));
    let links = successes.iter().copied().chain(others).flat_map(|response| &response.links);
    links
        .map(|link| CallLink {
            name: link.name.clone(),
            call: None,
            operation: link.operation.clone(),
            arguments: link.arguments.clone(),
            docs: link.description.trim().to_owned(),
        })
        .collect()
}

impl Context<'_> {
    /// Lets links lead to the calls of their operations, and tells of those that lead nowhere.
    pub(super) fn lead_links(&self, groups: &mut [Group]) {
        let mut calls = BTreeMap::new();
        collect(groups, "", &mut calls);
        lead(groups, &calls);
        let responses = self.api.operations.iter().flat_map(|operation| &operation.responses);
        for link in responses.flat_map(|response| &response.links) {
            // The check of the document tells of names that no operation has, and of other documents.
            let is_inside = link.operation.is_empty() || link.operation.starts_with('/');
            if is_inside && !calls.contains_key(&link.operation) {
                self.find(Finding::new(
                    Severity::Warning,
                    "link-nowhere",
                    &link.origin,
                    format!("the link `{}` names no single operation of this document", link.name),
                    "give it the `operationId` of one, or a pointer to it as `operationRef`",
                ));
            }
        }
    }
}

/// Every call, by its `operationId` and its pointer.
fn collect(groups: &[Group], before: &str, calls: &mut BTreeMap<String, String>) {
    for group in groups {
        let path = format!("{before}{}().", group.module);
        for call in &group.calls {
            let method = format!("{path}{}()", call.method);
            calls.entry(call.operation_id.clone()).or_insert_with(|| method.clone());
            calls.insert(call.origin.clone(), method);
        }
        collect(&group.groups, &path, calls);
    }
}

fn lead(groups: &mut [Group], calls: &BTreeMap<String, String>) {
    for group in groups {
        for link in group.calls.iter_mut().flat_map(|call| &mut call.links) {
            link.call = calls.get(&link.operation).cloned();
        }
        lead(&mut group.groups, calls);
    }
}
