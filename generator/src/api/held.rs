//! What types hold.

use std::collections::HashSet;

use super::{Additional, Api, Shape, TypeId};

impl Shape {
    /// The types that a value of this shape has a place for, and those of what it holds on the heap.
    #[must_use]
    pub fn held(&self) -> Vec<TypeId> {
        match self {
            Self::Array(item) | Self::Map(item) => vec![item.id],
            Self::Object(object) => {
                let mut held = self.within();
                held.extend(object.patterns.iter().map(|members| members.ty.id));
                if let Additional::Typed(additional) = object.additional {
                    held.push(additional.id);
                }
                held
            }
            Self::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).map(|item| item.id).collect(),
            Self::Open(open) => open.like.into_iter().collect(),
            Self::Any | Self::Scalar(_) | Self::Enum(_) | Self::Union(_) => self.within(),
        }
    }

    /// The types that a value of this shape has a place for: named members, branches, first items.
    #[must_use]
    pub fn within(&self) -> Vec<TypeId> {
        match self {
            Self::Object(object) => object.properties.iter().map(|property| property.ty.id).collect(),
            Self::Union(union) => union.branches.iter().map(|branch| branch.ty).collect(),
            Self::Tuple(tuple) => tuple.items.iter().map(|item| item.id).collect(),
            Self::Any | Self::Scalar(_) | Self::Enum(_) | Self::Open(_) | Self::Array(_) | Self::Map(_) => Vec::new(),
        }
    }
}

impl Api {
    /// Enumerations of one value that stand in lists and maps alone: a member or a parameter says its value, an item has no
    /// place for that.
    #[must_use]
    pub fn lone_values(&self) -> HashSet<TypeId> {
        let parameters = self.operations.iter().flat_map(|operation| &operation.parameters);
        let mut told: HashSet<TypeId> = parameters.map(|parameter| parameter.ty.id).collect();
        told.extend(self.types.iter().flat_map(|ty| ty.shape.within()));
        let shapes = self.types.iter().map(|ty| &ty.shape).filter(|shape| !matches!(shape, Shape::Open(_)));
        let is_lone = |id: &TypeId| {
            matches!(self.get(*id).map(|ty| &ty.shape), Some(Shape::Enum(values)) if values.len() == 1)
                && !told.contains(id)
        };
        shapes.flat_map(Shape::held).filter(is_lone).collect()
    }
}
