//! Parts of a form that are files, or may be.

use crate::api::{Api, Scalar, Shape, TypeId};

/// How deep unions may stand in unions.
const DEPTH: usize = 8;

/// What a part can be that may hold a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
    One,
    /// Also several, as parts of one name.
    Many,
    /// A file, or a value of this type.
    Or(TypeId),
}

/// Whether a part of this type may hold files: bytes, a list of them, or a union with a branch of either.
pub(super) fn files(api: &Api, id: TypeId) -> Option<Files> {
    find(api, id, 0)
}

/// What a form may be: its branches where it is a union, at any depth, or else itself.
pub(super) fn leaves(api: &Api, form: TypeId) -> Vec<(TypeId, &Shape)> {
    let mut found = Vec::new();
    gather(api, form, 0, &mut found);
    found
}

fn gather<'a>(api: &'a Api, id: TypeId, depth: usize, found: &mut Vec<(TypeId, &'a Shape)>) {
    match api.get(id).filter(|_| depth < DEPTH).map(|ty| &ty.shape) {
        Some(Shape::Union(union)) => {
            union.branches.iter().for_each(|branch| gather(api, branch.ty, depth + 1, found));
        }
        Some(shape) => found.push((id, shape)),
        None => {}
    }
}

/// The types of the members of a form that travel as text or JSON.
pub(super) fn written(api: &Api, form: &Shape) -> Vec<TypeId> {
    let other = |id: TypeId| match files(api, id) {
        None => Some(id),
        Some(Files::Or(other)) => Some(other),
        Some(Files::One | Files::Many) => None,
    };
    form.held().into_iter().filter_map(other).collect()
}

fn find(api: &Api, id: TypeId, depth: usize) -> Option<Files> {
    match &api.get(id).filter(|_| depth < DEPTH)?.shape {
        Shape::Scalar(Scalar::String(Some(format))) if format == "binary" => Some(Files::One),
        Shape::Array(item) => match find(api, item.id, depth + 1)? {
            Files::One => Some(Files::Many),
            // Lists of lists, and lists of files among others, are no parts of one name.
            Files::Many | Files::Or(_) => None,
        },
        Shape::Union(union) => {
            let branches = union.branches.iter().map(|branch| (branch.ty, find(api, branch.ty, depth + 1)));
            let (bytes, others): (Vec<_>, Vec<_>) =
                branches.partition(|(_, found)| matches!(found, Some(Files::One | Files::Many)));
            let is_list = bytes.iter().any(|(_, found)| *found == Some(Files::Many));
            match others.as_slice() {
                _ if bytes.is_empty() => None,
                [] if is_list => Some(Files::Many),
                [] => Some(Files::One),
                [(only, _)] => Some(Files::Or(*only)),
                _ => Some(Files::Or(id)),
            }
        }
        _ => None,
    }
}
