//! What must hold for a value to be tried with a branch, where no one property tells the branches apart.

use serde_json::Value;

use super::super::{Additional, Branch, Guard, JsonType, Object, Open, Property, Scalar, Shape, Tagging, TypeId};
use super::draft::DraftBranch;
use super::finish::Finishing;
use super::tagging::TagProperty;

impl Finishing<'_, '_> {
    /// The branches with their guards, in the order in which they are tried: as written, but among objects those that
    /// require more first, and a branch that may be anything last. A property that was declared to tell them apart, and
    /// does not alone, still says which branches a value is not of.
    pub(super) fn guarded(&self, branches: Vec<DraftBranch>, declared: Option<&str>) -> Vec<Branch> {
        let mut guarded: Vec<Branch> = branches
            .into_iter()
            .map(|branch| Branch {
                guard: self.guard_with(branch.ty, declared),
                ty: branch.ty,
                tags: Vec::new(),
                docs: branch.docs,
            })
            .collect();
        let is_anything = |branch: &Branch| branch.guard.types.len() == ALL.len();
        self.bar(&mut guarded);
        guarded.sort_by_key(is_anything);
        let places: Vec<usize> = (0..guarded.len()).filter(|at| guarded.get(*at).is_some_and(is_object)).collect();
        let mut objects: Vec<Branch> = places.iter().filter_map(|at| guarded.get(*at).cloned()).collect();
        objects.sort_by_key(|branch| std::cmp::Reverse(demands(&branch.guard)));
        for (at, branch) in places.into_iter().zip(objects) {
            if let Some(place) = guarded.get_mut(at) {
                *place = branch;
            }
        }
        guarded
    }

    /// Keeps values off a branch that hold what means another one, in a member that need not be there or has several
    /// values here. Where it has one value here, any other means another branch, be it one that nobody knows yet.
    fn bar(&self, branches: &mut [Branch]) {
        let meant: Vec<Vec<(String, Vec<Value>)>> = branches.iter().map(|branch| constants(&branch.guard)).collect();
        let told: Vec<(String, Vec<Value>)> = branches.iter().flat_map(|branch| self.told(branch)).collect();
        for (at, branch) in branches.iter_mut().enumerate() {
            let Some(Shape::Object(object)) = self.shape(branch.ty) else { continue };
            for property in &object.properties {
                let name = &property.wire_name;
                let is_asked = meant.get(at).is_some_and(|own| own.iter().any(|(asked, _)| asked == name))
                    || branch.guard.only.iter().any(|(asked, _)| asked == name);
                let Some(own) = self.values(property).filter(|_| !is_asked) else { continue };
                let is_one = own.len() == 1;
                let others = meant.iter().flatten().chain(told.iter().filter(|_| is_one));
                let mut barred: Vec<Value> = Vec::new();
                for value in others.filter(|(other, _)| other == name).flat_map(|(_, values)| values) {
                    if !own.contains(value) && !barred.contains(value) {
                        barred.push(value.clone());
                    }
                }
                if barred.is_empty() {
                    continue;
                }
                let (list, values) =
                    if is_one { (&mut branch.guard.only, own) } else { (&mut branch.guard.barred, barred) };
                list.push((name.clone(), values));
            }
        }
    }

    /// The members of a branch that have one value, whether or not they must be there.
    fn told(&self, branch: &Branch) -> Vec<(String, Vec<Value>)> {
        let Some(Shape::Object(object)) = self.shape(branch.ty) else { return Vec::new() };
        let values = |property: &Property| {
            let values = self.values(property).filter(|values| values.len() == 1)?;
            Some((property.wire_name.clone(), values))
        };
        object.properties.iter().filter_map(values).collect()
    }

    /// The values that `property` may have, where they are listed.
    fn values(&self, property: &Property) -> Option<Vec<Value>> {
        match self.shape(property.ty.id)? {
            Shape::Scalar(Scalar::Boolean(only)) => only.map(|only| vec![Value::from(only)]),
            Shape::Enum(values) => Some(values.iter().map(|value| value.value.clone()).collect()),
            _ => None,
        }
    }

    fn guard_with(&self, ty: TypeId, declared: Option<&str>) -> Guard {
        let mut guard = self.guard(ty, 0);
        let Some(name) = declared.filter(|_| guard.types == [JsonType::Object]) else {
            return guard;
        };
        if let TagProperty::Values(values) = self.tag_property(ty, name) {
            guard.members.retain(|member| member != name);
            guard.constants.retain(|(member, _)| member != name);
            if self.has_tag(ty, name) {
                guard.constants.insert(0, (name.to_owned(), values));
            } else {
                guard.only.push((name.to_owned(), values.into_iter().map(Value::from).collect()));
            }
        }
        guard
    }

    pub(super) fn guard(&self, ty: TypeId, depth: usize) -> Guard {
        let only = |types: &[JsonType]| Guard { types: types.to_vec(), ..Guard::default() };
        match self.shape(ty) {
            None | Some(Shape::Any) => only(&ALL),
            Some(Shape::Scalar(scalar)) => only(&[scalar_type(scalar)]),
            Some(Shape::Enum(values) | Shape::Open(Open { values, .. })) => {
                let text = values.first().is_some_and(|value| value.value.is_string());
                only(&[if text { JsonType::String } else { JsonType::Integer }])
            }
            Some(Shape::Array(_) | Shape::Tuple(_)) => only(&[JsonType::Array]),
            Some(Shape::Map(_)) => only(&[JsonType::Object]),
            Some(Shape::Object(object)) => self.object_guard(object),
            Some(Shape::Union(union)) => {
                let mut types: Vec<JsonType> = Vec::new();
                if depth < 8 {
                    for branch in &union.branches {
                        types.extend(self.guard(branch.ty, depth + 1).types);
                    }
                }
                types.sort_unstable();
                types.dedup();
                let mut guard = only(&types);
                if let (Tagging::Property(name), None) = (&union.tagging, union.default) {
                    let tags = union.branches.iter().flat_map(|branch| branch.tags.clone());
                    guard.constants.push((name.clone(), tags.collect()));
                }
                guard
            }
        }
    }

    fn object_guard(&self, object: &Object) -> Guard {
        let closed = object.additional == Additional::Forbidden;
        let mut guard = Guard { types: vec![JsonType::Object], closed, ..Guard::default() };
        // What only requests hold is missing in the answers that a guard is asked about.
        let required = object.properties.iter().filter(|property| property.required && !property.write_only);
        for property in required {
            let name = property.wire_name.clone();
            match self.only_value(property) {
                Some(Value::String(only)) => guard.constants.push((name, vec![only])),
                Some(only) => {
                    guard.literals.push((name.clone(), vec![only]));
                    guard.members.push(name);
                }
                None => guard.members.push(name),
            }
        }
        guard
    }

    /// The only value that `property` has. Several may become more, which must not keep a branch from being tried.
    fn only_value(&self, property: &Property) -> Option<Value> {
        match self.shape(property.ty.id)? {
            _ if property.ty.nullable => None,
            Shape::Scalar(Scalar::Boolean(only)) => only.map(Value::from),
            Shape::Enum(values) => match values.as_slice() {
                [only] => Some(only.value.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Every type but `integer`, which `number` holds.
const ALL: [JsonType; 6] =
    [JsonType::Null, JsonType::Boolean, JsonType::Number, JsonType::String, JsonType::Array, JsonType::Object];

/// What members must be, whatever their type.
fn constants(guard: &Guard) -> Vec<(String, Vec<Value>)> {
    let strings = guard.constants.iter();
    let strings = strings.map(|(name, values)| (name.clone(), values.iter().cloned().map(Value::from).collect()));
    strings.chain(guard.literals.iter().cloned()).collect()
}

fn is_object(branch: &Branch) -> bool {
    branch.guard.types == [JsonType::Object]
}

/// How much a guard asks of an object: constants before mere presence.
fn demands(guard: &Guard) -> (usize, usize) {
    (guard.constants.len() + guard.literals.len(), guard.members.len())
}

fn scalar_type(scalar: &Scalar) -> JsonType {
    match scalar {
        Scalar::Boolean(_) => JsonType::Boolean,
        Scalar::Integer(_) => JsonType::Integer,
        Scalar::Number(_) => JsonType::Number,
        Scalar::String(_) => JsonType::String,
        Scalar::Null => JsonType::Null,
    }
}
