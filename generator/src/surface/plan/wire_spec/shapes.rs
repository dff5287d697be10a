//! Types as shapes, in the order in which they are met.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::Value;

use crate::api::{Additional, Api, EnumValue, Object, Scalar, Shape, Tagging, Type, TypeId, Union, Use};
use crate::settings::Named;
use crate::surface::{RustType, WireBranch, WireKind, WireMember, WireObject, WirePlace, WireShape, WireUnion};

use super::super::Context;
use super::super::deprecation::deprecation;
use super::super::fields::presence;

/// Gives types their indices, and makes shapes of them at the end.
pub(super) struct Shapes<'c, 'a> {
    context: &'c Context<'a>,
    indices: HashMap<TypeId, usize>,
    open: VecDeque<TypeId>,
    arms: HashSet<TypeId>,
}

impl<'c, 'a> Shapes<'c, 'a> {
    pub(super) fn api(&self) -> &'a Api {
        self.context.api
    }

    pub(super) fn new(context: &'c Context<'a>) -> Self {
        let branches = context.api.types.iter().filter_map(|ty| match &ty.shape {
            Shape::Union(union) => Some(&union.branches),
            _ => None,
        });
        let arms = branches.flatten().map(|branch| branch.ty).collect();
        Self { context, indices: HashMap::new(), open: VecDeque::new(), arms }
    }

    /// The place of a use.
    pub(super) fn place(&mut self, place: Use) -> WirePlace {
        WirePlace { shape: self.index(place.id), nullable: place.nullable }
    }

    fn index(&mut self, id: TypeId) -> usize {
        let next = self.indices.len();
        let Self { indices, open, .. } = self;
        *indices.entry(id).or_insert_with(|| {
            open.push_back(id);
            next
        })
    }

    /// All shapes that are reached from the places given so far.
    pub(super) fn finish(mut self) -> Vec<WireShape> {
        let mut out = Vec::new();
        // An index is given when its type is put at the end of the line, so shapes come out in the order of indices.
        while let Some(id) = self.open.pop_front() {
            out.push(self.shape(id));
        }
        out
    }

    fn shape(&mut self, id: TypeId) -> WireShape {
        let context = self.context;
        let Some(ty) = context.api.get(id) else { return WireShape::of(WireKind::Any) };
        let pointer = &ty.origin.pointer;
        let name = context.page_name(pointer).or_else(|| ty.naming.component.clone());
        let named = name.is_some()
            && match context.settings.reference.named {
                Named::UnionArms => self.arms.contains(&id),
                Named::Components => true,
                Named::None => false,
            };
        let kind = self.kind(ty);
        let secret = matches!(kind, WireKind::String(_)) && context.bare(id) == RustType::Secret;
        WireShape {
            name,
            named,
            docs: ty.docs.description.trim().to_owned(),
            kind,
            secret,
            limits: ty.constraints.keywords.clone(),
            origin: pointer.clone(),
        }
    }

    fn kind(&mut self, ty: &Type) -> WireKind {
        match &ty.shape {
            Shape::Any => WireKind::Any,
            Shape::Scalar(scalar) => numbers(ty).unwrap_or_else(|| of_scalar(scalar)),
            Shape::Enum(values) => self.values(ty, values),
            Shape::Open(open) => WireKind::Open(open.values.iter().map(|value| value.value.clone()).collect()),
            Shape::Array(item) => WireKind::Array(self.place(*item)),
            Shape::Tuple(tuple) => {
                let items = tuple.items.iter().map(|item| self.place(*item)).collect();
                WireKind::Tuple(items, tuple.rest.map(|rest| self.place(rest)))
            }
            Shape::Map(value) => WireKind::Map(self.place(*value)),
            Shape::Object(object) => WireKind::Object(self.object(object)),
            Shape::Union(union) => WireKind::Union(self.union(union)),
        }
    }

    fn values(&self, ty: &Type, values: &[EnumValue]) -> WireKind {
        match values {
            [only] if only.constant || self.context.is_page_constant(&ty.origin.pointer) => {
                WireKind::Constant(only.value.clone())
            }
            several => WireKind::Enum(several.iter().map(|value| value.value.clone()).collect()),
        }
    }

    fn object(&mut self, object: &Object) -> WireObject {
        let members = object.properties.iter().map(|property| {
            let own = self.context.api.get(property.ty.id).map(|ty| ty.docs.description.trim());
            let said = property.docs.description.trim();
            let docs = if said.is_empty() { own.unwrap_or_default() } else { said };
            let limits = self.context.quiet_limits(property.ty.id, property.default.as_ref(), docs);
            WireMember {
                limits,
                name: property.wire_name.clone(),
                place: self.place(property.ty),
                presence: presence(property.required, property.ty.nullable),
                read_only: property.read_only,
                write_only: property.write_only,
                docs: docs.to_owned(),
                default: property.default.clone().filter(|value| !value.is_null()),
                deprecated: deprecation(&property.docs),
            }
        });
        let members = members.collect();
        let others = match object.additional {
            Additional::Typed(value) => Some(self.place(value)),
            Additional::Unmentioned | Additional::Forbidden => None,
        };
        let closed = object.additional == Additional::Forbidden && object.patterns.is_empty();
        WireObject { members, others, closed, patterned: !object.patterns.is_empty() }
    }

    fn union(&mut self, union: &Union) -> WireUnion {
        let tag = match &union.tagging {
            Tagging::Property(tag) => Some(tag.clone()),
            Tagging::Guards => None,
        };
        let branches = union.branches.iter().map(|branch| WireBranch {
            shape: self.index(branch.ty),
            tags: branch.tags.clone(),
            docs: branch.docs.description.trim().to_owned(),
        });
        WireUnion { tag, branches: branches.collect() }
    }
}

/// The values of an enumeration of numbers that are no integers: of these the type is that of any number.
fn numbers(ty: &Type) -> Option<WireKind> {
    ty.constraints.keywords.iter().find_map(|(keyword, values)| match (keyword.as_str(), values) {
        ("const", only @ Value::Number(_)) => Some(WireKind::Constant(only.clone())),
        ("enum", Value::Array(values)) if values.iter().all(Value::is_number) => Some(WireKind::Enum(values.clone())),
        _ => None,
    })
}

fn of_scalar(scalar: &Scalar) -> WireKind {
    match scalar {
        Scalar::Boolean(None) => WireKind::Boolean,
        Scalar::Boolean(Some(only)) => WireKind::Constant((*only).into()),
        Scalar::Integer(format) => WireKind::Integer(format.clone()),
        Scalar::Number(format) => WireKind::Number(format.clone()),
        Scalar::String(Some(format)) if format == "binary" => WireKind::Binary,
        Scalar::String(format) => WireKind::String(format.clone()),
        Scalar::Null => WireKind::Null,
    }
}
