//! What lowering keeps while it goes through a document.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::super::{Constraints, Direction, Extent, Naming, Parent, Shape, Type, TypeId, Use};
use super::bundle::Described;
use super::conjunction::{Conjunction, Key, Opinion};
use super::draft::Draft;
use super::dynamic::Dynamic;
use super::family::Family;
use super::naming;
use super::notes::{schema_docs, use_docs};
use super::origins::Pointers;
use super::reports::Reports;
use super::rules::Rules;
use crate::document::{Document, Node, NodeId};
use crate::settings::Settings;

/// What is done where a schema is not to be found.
pub(super) const LOST_SCHEMA: &str = "any JSON may stand there";

/// Everything that is known so far.
pub(super) struct Lowering<'a> {
    pub(super) document: &'a Document,
    pub(super) settings: &'a Settings,
    pub(super) reports: Reports<'a>,
    /// By [`TypeId`]; one whose turn has not come yet has the shape [`Shape::Any`].
    pub(super) types: Vec<Type>,
    /// Unions whose branches are known, and not yet how they are told apart.
    pub(super) drafts: BTreeMap<TypeId, Draft<'a>>,
    /// `callbacks` of operations, with the operation's number.
    pub(super) callbacks: Vec<(usize, Node<'a>)>,
    /// Which schemas inherit from which.
    pub(super) family: Family<'a>,
    /// Whether the branches of the groups of a node allow `null`, as far as it is known.
    pub(super) null_groups: HashMap<NodeId, bool>,
    pub(super) dynamic: Dynamic<'a>,
    pub(super) pointers: Pointers,
    /// How many branches were merged with what stands beside their union.
    pub(super) merged: usize,
    /// What the text of a string type holds, where that is JSON of a schema.
    pub(super) contents: HashMap<TypeId, Use>,
    /// Of these, those that are read as what they hold.
    pub(super) typed: HashSet<TypeId>,
    /// What no type expresses, where that is asked for.
    pub(super) rules: Option<Rules<'a>>,
    /// What types are made of, where the settings ask for schemas.
    pub(super) described: Vec<Described<'a>>,
    /// Entries of `required` that name members which travel one way only, where the settings ask for schemas.
    pub(super) one_way: HashSet<NodeId>,
    /// Objects whose other members are typed by what stands beside an `anyOf`: those of its other branches are not meant.
    pub(super) beside_any_of: HashSet<TypeId>,
    /// The security schemes that operations name.
    pub(super) named_schemes: BTreeMap<String, Node<'a>>,
    memo: HashMap<Key, TypeId>,
    pending: VecDeque<(TypeId, Conjunction<'a>)>,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(document: &'a Document, settings: &'a Settings) -> Self {
        Self {
            document,
            settings,
            reports: Reports::new(document),
            types: Vec::new(),
            drafts: BTreeMap::new(),
            callbacks: Vec::new(),
            family: Family::of(document),
            null_groups: HashMap::new(),
            dynamic: Dynamic::of(document),
            pointers: Pointers::default(),
            merged: 0,
            contents: HashMap::new(),
            typed: HashSet::new(),
            rules: None,
            described: Vec::new(),
            one_way: HashSet::new(),
            beside_any_of: HashSet::new(),
            named_schemes: BTreeMap::new(),
            memo: HashMap::new(),
            pending: VecDeque::new(),
        }
    }

    /// The node that `node` refers to, or `node` itself; none where the reference leads nowhere. That is an error:
    /// without what it names, nobody can say what goes over the wire.
    pub(super) fn follow(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        node.resolve().map_err(|diagnostic| self.reports.pass(diagnostic)).ok()
    }

    /// The same where there is a way to go on without it, of which `instead` tells.
    pub(super) fn follow_or(&mut self, node: Node<'a>, instead: &str) -> Option<Node<'a>> {
        node.resolve().map_err(|diagnostic| self.reports.pass_instead(diagnostic, instead)).ok()
    }

    /// The schema that `node` refers to, or `node` itself. Where there is none, any JSON is read and written as it
    /// is, which guesses nothing.
    pub(super) fn follow_schema(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        self.follow_or(node, LOST_SCHEMA)
    }

    /// The type of the schema that `nodes` describe together.
    pub(super) fn use_of(&mut self, nodes: &[Node<'a>], parent: Parent) -> Use {
        let conjunction = self.flatten(nodes);
        self.use_of_conjunction(conjunction, parent)
    }

    /// The type of `conjunction`; its parts are looked into later, so that a type may hold itself.
    pub(super) fn use_of_conjunction(&mut self, conjunction: Conjunction<'a>, parent: Parent) -> Use {
        let nullable = conjunction.null == Opinion::Yes;
        let key = conjunction.key();
        if let Some(id) = self.memo.get(&key).copied() {
            self.adopt_name(id, &conjunction);
            self.adopt_parent(id, parent);
            self.note_annotations(id, &conjunction);
            return Use { id, nullable };
        }
        let id = self.add_type(naming::naming(&conjunction, parent), conjunction.home);
        self.adopt_docs(id, &conjunction);
        self.note_annotations(id, &conjunction);
        let extent = self.extent(&conjunction);
        if let Some(ty) = self.types.get_mut(id.index()) {
            ty.extent = extent;
        }
        self.describe(id, &conjunction);
        self.memo.insert(key, id);
        self.pending.push_back((id, conjunction));
        Use { id, nullable }
    }

    /// The type that `schema` has, if it has been met.
    pub(super) fn known(&mut self, schema: Node<'a>) -> Option<TypeId> {
        let key = self.flatten(&[schema]).key();
        self.memo.get(&key).copied()
    }

    /// A new type of the shape [`Shape::Any`], described at `home`.
    pub(super) fn add_type(&mut self, naming: Naming, home: Node<'a>) -> TypeId {
        let id = TypeId::new(self.types.len());
        self.types.push(Type {
            origin: self.origin(home),
            extent: Extent::default(),
            naming,
            docs: schema_docs(home),
            direction: Direction::default(),
            shape: Shape::Any,
            constraints: Constraints::default(),
            examples: self.schema_examples(home),
        });
        id
    }

    /// A new type without a place of its own, below `parent`.
    pub(super) fn add_inner(&mut self, parent: TypeId, role: &str, shape: Shape) -> TypeId {
        let id = TypeId::new(self.types.len());
        let origin = self.types.get(parent.index()).map(|outer| outer.origin.clone()).unwrap_or_default();
        self.types.push(Type {
            origin,
            extent: Extent::default(),
            naming: Naming { component: None, title: None, place: None, parent: Parent::Type(parent, role.to_owned()) },
            docs: super::super::Docs::default(),
            direction: Direction::default(),
            shape,
            constraints: Constraints::default(),
            examples: Vec::new(),
        });
        id
    }

    /// Looks into all types that were met and not yet looked into.
    pub(super) fn drain(&mut self) {
        while let Some((id, mut conjunction)) = self.pending.pop_front() {
            self.dynamic.scope.clone_from(&conjunction.scope);
            let shape = self.shape(id, &mut conjunction);
            let constraints = self.constraints(&conjunction, &shape);
            self.note_rules(id, &conjunction, &shape);
            self.note_content(id, &conjunction, &shape);
            if let Some(ty) = self.types.get_mut(id.index()) {
                ty.shape = shape;
                ty.constraints = constraints;
            }
        }
        self.dynamic.scope.clear();
    }

    /// Lets a type that was first met without a name have the name of the component that turns out to be the same.
    fn adopt_name(&mut self, id: TypeId, conjunction: &Conjunction<'a>) {
        let is_named = self.types.get(id.index()).is_none_or(|ty| ty.naming.component.is_some());
        if is_named || !conjunction.named {
            return;
        }
        let Some(name) = naming::component(conjunction.home) else {
            return;
        };
        let origin = self.origin(conjunction.home);
        if let Some(ty) = self.types.get_mut(id.index()) {
            ty.naming.component = Some(name);
            ty.naming.parent = Parent::None;
            ty.origin = origin;
        }
    }

    /// Lets a type be called after what its schema stands in, whoever else was met first with it.
    fn adopt_parent(&mut self, id: TypeId, parent: Parent) {
        let Parent::Type(outer, _) = &parent else { return };
        let (Some(ty), Some(new)) = (self.types.get(id.index()), self.types.get(outer.index())) else { return };
        let holds = |outer: &Type| is_below(&ty.origin.pointer, &outer.origin.pointer);
        let is_settled = match &ty.naming.parent {
            Parent::Type(old, _) => self.types.get(old.index()).is_some_and(holds),
            Parent::None => true,
            Parent::Operation(..) => false,
        };
        let is_better = !is_settled && *outer != id && holds(new);
        if let Some(ty) = self.types.get_mut(id.index()).filter(|_| is_better) {
            ty.naming.parent = parent;
        }
    }

    /// Where the home of `conjunction` says nothing for people, what stands in it does.
    fn adopt_docs(&mut self, id: TypeId, conjunction: &Conjunction<'a>) {
        let notes = conjunction.notes.iter().skip_while(|note| note.id() != conjunction.home.id()).skip(1);
        let inner: Vec<Node<'a>> = notes.copied().collect();
        if inner.is_empty() {
            return;
        }
        let docs = use_docs(&inner);
        let examples: Vec<_> = inner.iter().flat_map(|note| self.schema_examples(*note)).collect();
        if let Some(ty) = self.types.get_mut(id.index()) {
            if ty.docs.title.is_empty() && ty.docs.description.is_empty() {
                ty.docs = super::super::Docs { deprecated: ty.docs.deprecated, ..docs };
            }
            if ty.examples.is_empty() {
                ty.examples = examples;
            }
        }
    }
}

/// Whether `pointer` leads to something within what `outer` leads to.
pub(super) fn is_below(pointer: &str, outer: &str) -> bool {
    pointer.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}
