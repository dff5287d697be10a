//! What references may name besides places: files, identifiers and anchors.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::arena::NodeId;
use super::elsewhere::Elsewhere;
use super::references::{self, Found};
use super::{Document, Node, pointer, uri};
use crate::diagnostic::{Diagnostic, Severity};
use crate::{Load, Source};

/// A file that a reference names.
#[derive(Debug, Clone)]
pub(super) enum File {
    /// It was read, with this root.
    Read(NodeId),
    /// It cannot be read, for this reason.
    Missing(String),
}

/// Everything a reference may name, and the references themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// By the name of the file.
    pub files: HashMap<String, File>,
    /// The address of each node that has an identifier of its own, and of each root.
    pub bases: HashMap<NodeId, String, RandomState>,
    /// The address that the root of a file gives itself, and those that identifiers in it then have. What is beside it by this
    /// address is beside it on the disk, where it may have another name.
    pub own: HashMap<NodeId, String>,
    /// The node that has this address.
    pub ids: HashMap<String, NodeId>,
    /// By the nearest node with an address, and the name of the anchor.
    pub anchors: HashMap<(NodeId, String), NodeId>,
    /// Where files are kept that are named by an address.
    pub elsewhere: Elsewhere,
    /// Every object with a `$dynamicRef` or `$recursiveRef`.
    pub dynamic: Vec<NodeId>,
    /// Every real reference.
    pub references: Vec<NodeId>,
}

impl Document {
    /// Finds all references, and reads the files they name that were not read yet.
    pub(super) fn load_referenced(&mut self, load: &dyn Load, diagnostics: &mut Vec<Diagnostic>) {
        loop {
            let roots = self.standing_roots();
            let found = references::walk(roots.iter().map(|root| self.node(*root)), self.node_count());
            self.note(&found, &roots);
            let missing = self.unread_files();
            if missing.is_empty() {
                break;
            }
            for name in missing {
                self.load_file(name, load, diagnostics);
            }
        }
    }

    /// The roots of the main document and of the files it refers to.
    fn standing_roots(&self) -> Vec<NodeId> {
        let mut roots = vec![self.root];
        let mut others: Vec<NodeId> = self.index.files.values().filter_map(File::root).collect();
        others.sort_unstable();
        roots.extend(others.into_iter().filter(|root| *root != self.root));
        roots
    }

    fn note(&mut self, found: &Found, roots: &[NodeId]) {
        let mut index = Index {
            files: std::mem::take(&mut self.index.files),
            elsewhere: std::mem::take(&mut self.index.elsewhere),
            references: found.references.clone(),
            dynamic: found.dynamic.clone(),
            ..Index::default()
        };
        for root in roots {
            index.bases.insert(*root, uri::join("", outer_name(self, self.node(*root))));
        }
        let mut fragments = Vec::new();
        for id in &found.identified {
            let node = self.node(*id);
            let Some(own) = node.get("$id").or_else(|| node.get("$self")).and_then(Node::as_str) else {
                continue;
            };
            let (own, fragment) = uri::split(own);
            if own.is_empty() && node.parent().is_some() {
                fragments.extend(fragment.map(|fragment| (*id, fragment.to_owned())));
                continue;
            }
            let outer = node.parent().and_then(|parent| index.base(parent));
            let address = uri::join(outer.map_or("", |(_, base)| base), own);
            let given = outer.and_then(|(outer, _)| index.own.get(&outer)).map(|outer| uri::join(outer, own));
            if node.parent().is_none() {
                index.elsewhere.imply(&address, outer_name(self, node));
                index.own.insert(*id, address.clone());
            } else if let Some(given) = given {
                index.ids.entry(given.clone()).or_insert(*id);
                index.own.insert(*id, given);
            }
            index.ids.entry(address.clone()).or_insert(*id);
            if !roots.contains(id) {
                index.bases.insert(*id, address);
            }
        }
        for id in &found.anchored {
            let node = self.node(*id);
            let Some((base, _)) = index.base(node) else {
                continue;
            };
            for name in ["$anchor", "$dynamicAnchor"].iter().filter_map(|key| node.get(key)?.as_str()) {
                index.anchors.entry((base, name.to_owned())).or_insert(*id);
            }
        }
        self.note_fragments(fragments, &mut index);
        self.index = index;
    }

    /// An `$id` that is a fragment alone gives its schema no address, as that would be the one around it. By the
    /// drafts before 2019-09 it is what an `$anchor` is now; a pointer says where the schema stands anyway.
    fn note_fragments(&self, fragments: Vec<(NodeId, String)>, index: &mut Index) {
        for (id, name) in fragments {
            if name.is_empty() || pointer::is_meant(&name) {
                continue;
            }
            if let Some((base, _)) = index.base(self.node(id)) {
                index.anchors.entry((base, name)).or_insert(id);
            }
        }
    }

    /// The names of files that references name and that were not tried yet, each once.
    fn unread_files(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut seen = HashSet::new();
        for id in &self.index.references {
            let node = self.node(*id);
            let Some(text) = node.reference().or_else(|| node.as_str()) else {
                continue;
            };
            let Some(address) = self.index.address(node, text) else {
                continue;
            };
            if self.index.ids.contains_key(&address) {
                continue;
            }
            let address = self.index.elsewhere.local(&address).unwrap_or(address);
            let known = self.index.files.contains_key(&address);
            if !known && !uri::has_scheme(&address) && seen.insert(address.clone()) {
                names.push(address);
            }
        }
        names
    }

    fn load_file(&mut self, name: String, load: &dyn Load, diagnostics: &mut Vec<Diagnostic>) {
        let file = match load.load(&name) {
            Err(reason) => File::Missing(reason),
            Ok(bytes) => {
                let source = Source { name: name.clone(), bytes };
                let mut told = Vec::new();
                let root = self.add(source, &mut told);
                // Whether anything depends on the file is told by whoever follows the reference.
                for one in &mut told {
                    one.severity = one.severity.min(Severity::Warning);
                }
                diagnostics.append(&mut told);
                root.map_or_else(|| File::Missing("it is not well-formed".to_owned()), File::Read)
            }
        };
        self.index.files.insert(name, file);
    }
}

/// The name of the file that `node` stands in.
fn outer_name<'a>(document: &'a Document, node: Node<'_>) -> &'a str {
    document.sources.get(node.source() as usize).map_or("", |source| source.name())
}

impl File {
    fn root(&self) -> Option<NodeId> {
        match self {
            Self::Read(root) => Some(*root),
            Self::Missing(_) => None,
        }
    }
}

impl Index {
    /// The nearest node around `node` that has an address, and that address.
    pub fn base(&self, node: Node<'_>) -> Option<(NodeId, &str)> {
        let mut around = Some(node);
        while let Some(node) = around {
            if let Some(base) = self.bases.get(&node.id()) {
                return Some((node.id(), base));
            }
            around = node.parent();
        }
        None
    }

    /// The address of the file or identified node that `reference`, which stands at `node`, names; none where it
    /// stays in its own.
    pub fn address(&self, node: Node<'_>, reference: &str) -> Option<String> {
        let (file, _) = uri::split(reference);
        if file.is_empty() {
            return None;
        }
        let (id, base) = self.base(node)?;
        let file = uri::decode(file);
        let own = self.own.get(&id).map(|own| uri::join(own, &file));
        Some(own.filter(|address| self.ids.contains_key(address)).unwrap_or_else(|| uri::join(base, &file)))
    }
}
