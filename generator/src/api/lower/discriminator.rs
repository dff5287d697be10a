//! A declared discriminator: which tags mean which branch.

use std::collections::HashSet;

use super::draft::Draft;
use super::finish::Finishing;
use super::mapping;
use super::tagging::{TagProperty, Tags, are_distinct};

impl<'a> Finishing<'_, 'a> {
    /// The tags of a declared discriminator; none where there is none, or none that works.
    pub(super) fn declared(&mut self, draft: &Draft<'a>) -> Option<Tags> {
        let declared = draft.declared?;
        let node = declared.get("discriminator").unwrap_or(declared);
        let Some(name) = mapping::property(declared) else {
            self.unfit(draft, "it names no property");
            return None;
        };
        if let Some(default) = node.get("defaultMapping") {
            self.lowering.reports.warn(
                "default-mapping",
                default,
                &format!(
                    "a value without `{name}`, or with one of no branch, is not read as what `defaultMapping` names"
                ),
                "expect an error without the property, and the unknown variant with another value",
            );
        }
        let mapped = self.mapped(draft);
        let properties: Vec<TagProperty> =
            draft.branches.iter().map(|branch| self.tag_property(branch.ty, name)).collect();
        if properties.iter().any(|property| matches!(property, TagProperty::Unfit)) {
            self.unfit(draft, &format!("not every branch is an object with a string `{name}`"));
            return None;
        }
        if properties.iter().all(|property| matches!(property, TagProperty::Missing)) {
            if mapped.iter().any(Vec::is_empty) {
                self.unfit(draft, &format!("no branch has a property `{name}`"));
                return None;
            }
            // Who writes down a value for each branch means that it is sent.
            self.lowering.reports.warn(
                "discriminator-undescribed",
                node,
                &format!("no branch describes `{name}`; it is sent and read as the mapping says"),
                "describe the property in each branch, with a `const` of its own",
            );
        }
        let tags = all_tags(draft, &mapped, &properties);
        if !are_distinct(&tags) {
            self.unfit(draft, &format!("two branches have the same value of `{name}`, or one has none"));
            return None;
        }
        self.lowering.check_discriminator(node, &mapped, &properties);
        for (branch, tags) in draft.branches.iter().zip(&tags) {
            let ty = self.actual(branch.ty);
            self.claims.add(ty, name, tags);
        }
        Some((name.to_owned(), tags))
    }

    fn unfit(&mut self, draft: &Draft<'a>, why: &str) {
        let Some(declared) = draft.declared else { return };
        let node = declared.get("discriminator").unwrap_or(declared);
        self.lowering.reports.warn(
            "discriminator-unfit",
            node,
            &format!("the discriminator does not tell the branches apart: {why}"),
            "give each branch the property with a `const` of its own, or remove the discriminator",
        );
    }
}

impl<'a> super::context::Lowering<'a> {
    /// Says where a mapping and the branches' own constants do not agree.
    fn check_discriminator(
        &mut self,
        node: crate::document::Node<'a>,
        mapped: &[Vec<String>],
        properties: &[TagProperty],
    ) {
        let contradicts = mapped.iter().zip(properties).any(|(mapped, property)| match property {
            TagProperty::Values(values) => !mapped.is_empty() && !mapped.iter().any(|tag| values.contains(tag)),
            _ => false,
        });
        if contradicts {
            self.reports.warn(
                "discriminator-contradicts",
                node,
                "the mapping gives a branch a value that its own schema does not allow; both are read as that branch",
                "let the mapping and the property's `const` or `enum` agree",
            );
        }
    }
}

/// The tags of every branch: what the mapping says, and the constants of its own that mean no other branch; its
/// schema's name only where there is neither.
fn all_tags(draft: &Draft<'_>, mapped: &[Vec<String>], properties: &[TagProperty]) -> Vec<Vec<String>> {
    let claimed: HashSet<&String> = mapped.iter().flatten().collect();
    let own: Vec<Vec<String>> = properties
        .iter()
        .map(|property| match property {
            TagProperty::Values(values) => values.clone(),
            _ => Vec::new(),
        })
        .collect();
    let shared = |tag: &String| own.iter().filter(|values| values.contains(tag)).count() > 1;
    draft
        .branches
        .iter()
        .zip(mapped)
        .zip(&own)
        .map(|((branch, mapped), own)| {
            let mut tags = mapped.clone();
            tags.extend(branch.tags.iter().cloned());
            tags.extend(own.iter().filter(|tag| !claimed.contains(tag) && !shared(tag)).cloned());
            let is_taken = own.len() == 1 && own.iter().all(shared);
            if tags.is_empty() && !is_taken {
                tags.extend(branch.name.as_ref().map(|name| spelled(name, own)));
            }
            let mut seen = HashSet::new();
            tags.retain(|tag| seen.insert(tag.clone()));
            tags
        })
        .collect()
}

/// A schema's name as the tag, in the spelling of one of `values` that reads the same.
fn spelled(name: &str, values: &[String]) -> String {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let same = values.iter().find(|value| plain(value) == plain(name));
    same.cloned().unwrap_or_else(|| name.to_owned())
}
