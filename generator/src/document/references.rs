//! Finds the real references of a document, and the identifiers that references may name.
//!
//! A `$ref` within an example, a default or an extension is content and refers to nothing; a property that is
//! called `example` or `default` is a schema all the same. So the walk knows for each object whether its keys
//! are keywords or names.

use super::arena::NodeId;
use super::node::{Kind, Node};

/// What the keys of an object are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Words with a meaning, such as those of a schema.
    Keywords,
    /// Names that the author chose, such as those of properties.
    Names,
    /// Names, but `x-` begins an extension, as among paths and responses.
    NamesOrExtensions,
}

/// What [`walk`] finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Objects with a `$ref`, and strings that refer to something: `operationRef` and the values of `mapping`.
    pub references: Vec<NodeId>,
    /// Objects with an `$id` or `$self`.
    pub identified: Vec<NodeId>,
    /// Objects with an `$anchor` or `$dynamicAnchor`.
    pub anchored: Vec<NodeId>,
    /// Objects with a `$dynamicRef` or `$recursiveRef`.
    pub dynamic: Vec<NodeId>,
    /// Objects with a `discriminator`.
    pub discriminated: Vec<NodeId>,
}

/// Walks everything below `roots`, each node once for each meaning its keys may have.
pub(super) fn walk<'a>(roots: impl Iterator<Item = Node<'a>>, node_count: usize) -> Found {
    let mut found = Found::default();
    let mut seen = vec![0_u8; node_count];
    let mut waiting: Vec<(Node<'a>, Keys)> = roots.map(|root| (root, Keys::Keywords)).collect();
    waiting.reverse();
    while let Some((node, keys)) = waiting.pop() {
        let bit = 1 << keys as u8;
        match seen.get_mut(node.id().index()) {
            Some(bits) if *bits & bit == 0 => *bits |= bit,
            _ => continue,
        }
        let first = waiting.len();
        match node.kind() {
            Kind::Array => waiting.extend(node.items().map(|item| (item, Keys::Keywords))),
            Kind::Object => {
                found.note(node, keys);
                let children = node.entries().filter_map(|(key, child)| Some((child, child_keys(keys, key, child)?)));
                waiting.extend(children);
            }
            _ => {}
        }
        if let Some(added) = waiting.get_mut(first..) {
            added.reverse();
        }
    }
    found
}

impl Found {
    fn note(&mut self, node: Node<'_>, keys: Keys) {
        if node.reference().is_some() {
            self.references.push(node.id());
        }
        if keys != Keys::Keywords {
            return;
        }
        let has = |key: &str| node.get(key).is_some_and(|value| value.as_str().is_some());
        if has("$id") || has("$self") {
            self.identified.push(node.id());
        }
        if has("$anchor") || has("$dynamicAnchor") {
            self.anchored.push(node.id());
        }
        if has("$dynamicRef") || has("$recursiveRef") {
            self.dynamic.push(node.id());
        }
        // One into another file has it read; what it means there is found by whoever follows it.
        let elsewhere =
            node.get("$dynamicRef").filter(|value| value.as_str().is_some_and(|text| !text.starts_with('#')));
        self.references.extend(elsewhere.map(Node::id));
        if node.get("discriminator").is_some() {
            self.discriminated.push(node.id());
        }
        let mapping = node.get("discriminator").and_then(|discriminator| discriminator.get("mapping"));
        let mapped = mapping.into_iter().flat_map(Node::entries).map(|(_, value)| value);
        let written = mapped.filter(|value| value.as_str().is_some_and(is_written_as_reference));
        self.references.extend(written.map(Node::id));
        let operation = node.get("operationRef").filter(|value| value.as_str().is_some());
        self.references.extend(operation.map(Node::id));
    }
}

/// Whether a value of a discriminator's mapping is a reference and not the name of a schema.
pub(super) fn is_written_as_reference(text: &str) -> bool {
    text.contains(['#', '/']) || [".yaml", ".yml", ".json"].iter().any(|ending| text.ends_with(ending))
}

/// What the keys of `child` are; none where nothing below it can be a reference.
pub(super) fn child_keys(keys: Keys, key: &str, child: Node<'_>) -> Option<Keys> {
    match keys {
        Keys::Names => return Some(Keys::Keywords),
        Keys::NamesOrExtensions => return (!key.starts_with("x-")).then_some(Keys::Keywords),
        Keys::Keywords => {}
    }
    match key {
        "example" | "default" | "enum" | "const" | "value" => None,
        "examples" if child.kind() == Kind::Array => None,
        "paths" | "responses" => Some(Keys::NamesOrExtensions),
        "properties"
        | "patternProperties"
        | "$defs"
        | "definitions"
        | "dependentSchemas"
        | "schemas"
        | "parameters"
        | "requestBodies"
        | "headers"
        | "securitySchemes"
        | "links"
        | "callbacks"
        | "pathItems"
        | "mediaTypes"
        | "examples"
        | "webhooks"
        | "content"
        | "encoding"
        | "variables"
        | "mapping"
        | "scopes"
        | "additionalOperations" => Some(Keys::Names),
        _ if key.starts_with("x-") => None,
        _ => Some(Keys::Keywords),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    #[test]
    fn only_real_references_are_found() {
        let document = read(
            "openapi: 3.1.0
paths:
  x-shared: {$ref: no}
  /a:
    get:
      parameters: [{$ref: yes-1}]
      responses:
        default: {$ref: yes-2}
        x-note: {$ref: no}
        '200':
          content:
            a/b:
              schema: {example: {$ref: no}, default: {$ref: no}, enum: [{$ref: no}], const: {$ref: no}}
              examples: {value: {value: {$ref: no}}, other: {$ref: yes-3}}
components:
  schemas:
    default:
      properties:
        example: {$ref: yes-4}
        $ref: {type: string}
      examples: [{$ref: no}]
      x-thing: {$ref: no}
      discriminator: {propertyName: a, mapping: {a: Name, b: yes-5.yaml}}
",
        );
        let roots = std::iter::once(document.root());
        let found = walk(roots, document.node_count());
        let texts = found.references.iter().map(|id| {
            let node = document.node(*id);
            node.reference().or(node.as_str()).unwrap().to_owned()
        });
        assert_eq!(texts.collect::<Vec<_>>(), ["yes-1", "yes-2", "yes-3", "yes-5.yaml", "yes-4"]);
    }
}
