//! Branches of single values that are one type: a string and some strings, integers of several formats.

use super::super::{Docs, EnumValue, Extent, JsonType, Open, Scalar, Shape, Type, TypeId};
use super::draft::{Draft, DraftBranch};
use super::finish::Finishing;
use super::notes::{add, joined};

/// Single values that no reader would tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Text,
    Integer,
    Number,
    Boolean,
}

impl Family {
    const ALL: [Self; 4] = [Self::Text, Self::Integer, Self::Number, Self::Boolean];

    fn of(shape: &Shape) -> Option<Self> {
        Some(match shape {
            Shape::Scalar(Scalar::String(_)) => Self::Text,
            Shape::Scalar(Scalar::Integer(_)) => Self::Integer,
            Shape::Scalar(Scalar::Number(_)) => Self::Number,
            Shape::Scalar(Scalar::Boolean(_)) => Self::Boolean,
            Shape::Enum(values) | Shape::Open(Open { values, .. }) => match values.first() {
                Some(value) if value.value.is_string() => Self::Text,
                _ if values.iter().all(|value| value.value.is_i64() || value.value.is_u64()) => Self::Integer,
                _ => Self::Number,
            },
            _ => return None,
        })
    }

    fn role(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }

    fn json(self) -> JsonType {
        match self {
            Self::Text => JsonType::String,
            Self::Integer => JsonType::Integer,
            Self::Number => JsonType::Number,
            Self::Boolean => JsonType::Boolean,
        }
    }
}

impl<'a> Finishing<'_, 'a> {
    /// Makes branches of one family of single values one branch.
    pub(super) fn merge_scalars(&mut self, id: TypeId, draft: &mut Draft<'a>) {
        let families = draft.branches.iter().map(|branch| self.shape(branch.ty).and_then(Family::of));
        let families: Vec<Option<Family>> = families.collect();
        // An integer or a number is a number. Among others integers have a place of their own, which keeps all their digits.
        let numeric = |family: &Option<Family>| matches!(family, Some(Family::Integer | Family::Number));
        let are_one = families.contains(&Some(Family::Number)) && families.iter().all(numeric);
        let is_in = |branch: &DraftBranch, family: Family, of: &Self| {
            let own = of.shape(branch.ty).and_then(Family::of);
            own == Some(family) || are_one && family == Family::Number && own == Some(Family::Integer)
        };
        for family in Family::ALL.into_iter().filter(|family| !are_one || *family == Family::Number) {
            let members: Vec<(usize, DraftBranch)> =
                draft.branches.iter().cloned().enumerate().filter(|(_, branch)| is_in(branch, family, self)).collect();
            let (Some((first, kept)), true) = (members.first(), members.len() > 1) else {
                continue;
            };
            let ty = self.merged(id, family, &members);
            let merged = DraftBranch { ty, target: None, name: None, docs: Docs::default(), ..kept.clone() };
            let first = *first;
            let mut index = 0;
            draft.branches.retain(|_| {
                let stays = index == first || !members.iter().any(|(other, _)| *other == index);
                index += 1;
                stays
            });
            if let Some(branch) = draft.branches.get_mut(first) {
                *branch = merged;
            }
        }
        self.keep_digits(id, draft);
    }

    /// Lets the number beside an integer keep all digits: integers beyond 64 bits are read as one.
    fn keep_digits(&mut self, id: TypeId, draft: &mut Draft<'a>) {
        let branches: Vec<(usize, DraftBranch)> = draft.branches.iter().cloned().enumerate().collect();
        let is_number = |branch: &DraftBranch| match self.shape(branch.ty) {
            Some(Shape::Scalar(Scalar::Number(format))) => format.as_deref() != DIGITS,
            _ => false,
        };
        let Some(at) = draft.branches.iter().position(is_number).filter(|_| self.has_long_integer(&branches)) else {
            return;
        };
        let Some(branch) = draft.branches.get_mut(at) else { return };
        let shape = Shape::Scalar(Scalar::Number(DIGITS.map(str::to_owned)));
        let exact = self.lowering.add_inner(id, Family::Number.role(), shape.clone());
        let old = self.lowering.types.get(branch.ty.index()).cloned();
        if let (Some(new), Some(old)) = (self.lowering.types.get_mut(exact.index()), old) {
            let naming = new.naming.clone();
            *new = Type { naming, shape, ..old };
        }
        branch.ty = exact;
    }

    fn merged(&mut self, id: TypeId, family: Family, members: &[(usize, DraftBranch)]) -> TypeId {
        let shape = self.merged_shape(members);
        let said: Vec<String> = members.iter().filter_map(|(_, branch)| self.said(branch)).collect();
        let description = joined(&said);
        let schemas = self.ty(id).map(|ty| ty.origin.pointer.clone()).into_iter().collect();
        let merged = self.lowering.add_inner(id, family.role(), shape);
        if let Some(ty) = self.lowering.types.get_mut(merged.index()) {
            ty.extent = Extent { schemas, types: vec![family.json()] };
            ty.docs.description = description;
        }
        merged
    }

    fn merged_shape(&self, members: &[(usize, DraftBranch)]) -> Shape {
        let mut values: Vec<EnumValue> = Vec::new();
        let mut scalars: Vec<&Scalar> = Vec::new();
        let mut is_open = false;
        for (_, branch) in members {
            match self.shape(branch.ty) {
                Some(shape @ (Shape::Enum(_) | Shape::Open(_))) => {
                    is_open |= matches!(shape, Shape::Open(_));
                    for value in self.described(branch.ty) {
                        if !values.iter().any(|other| other.value == value.value) {
                            values.push(value);
                        }
                    }
                }
                Some(Shape::Scalar(scalar)) => scalars.push(scalar),
                _ => {}
            }
        }
        let has_fraction = scalars.iter().any(|scalar| matches!(scalar, Scalar::Number(_)));
        if !values.is_empty() && !has_fraction {
            is_open |= !scalars.is_empty();
            let like = self.only_enum(members);
            return if is_open { Shape::Open(Open { values, like }) } else { Shape::Enum(values) };
        }
        let common = common(&scalars);
        let needs_digits = matches!(common, Scalar::Number(_)) && self.has_long_integer(members);
        Shape::Scalar(if needs_digits { Scalar::Number(DIGITS.map(str::to_owned)) } else { common })
    }

    /// What a branch says, and of which values; none of one value, which has documentation of its own.
    fn said(&self, branch: &DraftBranch) -> Option<String> {
        let ty = self.ty(branch.ty)?;
        let mut docs = Docs { description: text_of(&branch.docs).to_owned(), ..Docs::default() };
        add(&mut docs, text_of(&ty.docs));
        let said = Some(docs.description).filter(|said| !said.is_empty())?;
        match &ty.shape {
            Shape::Enum(values) | Shape::Open(Open { values, .. }) if values.len() == 1 => None,
            Shape::Enum(values) => Some(match shown(values) {
                Some(values) => format!("{values}: {said}"),
                None => said,
            }),
            _ => Some(said),
        }
    }

    /// Whether one of `members` is an integer that an `f64` may round. Of a number alone nobody expects more.
    fn has_long_integer(&self, members: &[(usize, DraftBranch)]) -> bool {
        members.iter().filter_map(|(_, branch)| self.ty(branch.ty)).any(|ty| {
            let bound = |names: [&str; 2]| {
                let bounds = ty.constraints.keywords.iter().filter(|(keyword, _)| names.contains(&keyword.as_str()));
                bounds.filter_map(|(_, value)| value.as_f64()).any(|bound| bound.abs() <= EXACT)
            };
            let is_bounded = bound(["minimum", "exclusiveMinimum"]) && bound(["maximum", "exclusiveMaximum"]);
            match &ty.shape {
                Shape::Scalar(Scalar::Integer(format)) => !is_bounded && !format.as_deref().is_some_and(is_short),
                _ => false,
            }
        })
    }

    /// The only enumeration among `members`, where it has a name. One value alone is a constant and no enumeration.
    fn only_enum(&self, members: &[(usize, DraftBranch)]) -> Option<TypeId> {
        let is_enum = |ty: TypeId| matches!(self.shape(ty), Some(Shape::Enum(_) | Shape::Open(_)));
        let mut enums = members.iter().map(|(_, branch)| self.actual(branch.ty)).filter(|ty| is_enum(*ty));
        let only = enums.next().filter(|_| enums.next().is_none())?;
        let ty = self.ty(only).filter(|ty| ty.naming.component.is_some())?;
        match &ty.shape {
            Shape::Enum(values) if values.len() > 1 => Some(only),
            Shape::Open(open) => open.like.or(Some(only)),
            _ => None,
        }
    }

    /// The values of an enum; one alone is described by what its schema says.
    fn described(&self, ty: TypeId) -> Vec<EnumValue> {
        let Some(ty) = self.ty(ty) else {
            return Vec::new();
        };
        let (Shape::Enum(values) | Shape::Open(Open { values, .. })) = &ty.shape else {
            return Vec::new();
        };
        let mut values = values.clone();
        if let [value] = values.as_mut_slice() {
            let title = ty.docs.title.as_str();
            if value.description.is_empty() {
                value.description.clone_from(&ty.docs.description);
            }
            if !title.is_empty() && value.value.is_number() && value.name.is_none() {
                value.name = Some(title.to_owned());
            } else if value.description.is_empty() {
                title.clone_into(&mut value.description);
            }
            if ty.docs.deprecated {
                value.description = joined(&[std::mem::take(&mut value.description), "Deprecated.".to_owned()]);
            }
        }
        values
    }
}

/// The description, or else the title.
fn text_of(docs: &Docs) -> &str {
    match docs.description.trim() {
        "" => docs.title.trim(),
        said => said,
    }
}

/// How many values a sentence names.
const NAMED: usize = 4;

/// The first of `values` as code, and how many more there are; none where they cannot stand in a line.
fn shown(values: &[EnumValue]) -> Option<String> {
    let is_short = values.len() <= NAMED + 1;
    let code = |value: &EnumValue| {
        let text = value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
        (!text.trim().is_empty() && !text.contains(['`', '\n'])).then(|| format!("`{text}`"))
    };
    let first = values.iter().take(if is_short { values.len() } else { NAMED });
    let first = first.map(code).collect::<Option<Vec<_>>>()?;
    Some(match first.as_slice() {
        [] => return None,
        _ if !is_short => format!("{} and {} more", first.join(", "), values.len() - NAMED),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    })
}

/// The format of numbers that keep all digits.
const DIGITS: Option<&str> = Some("decimal");

/// Up to here an `f64` holds every integer.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Whether integers of this format have at most 32 bits.
fn is_short(format: &str) -> bool {
    matches!(
        format,
        "int8" | "int16" | "short" | "int32" | "uint8" | "u-int8" | "uint16" | "u-int16" | "uint32" | "u-int32"
    )
}

/// The narrowest single type that holds the values of all of `scalars`, which are of one family.
fn common(scalars: &[&Scalar]) -> Scalar {
    let format = |scalar: &Scalar| match scalar {
        Scalar::String(format) | Scalar::Integer(format) | Scalar::Number(format) => format.clone(),
        _ => None,
    };
    let first = scalars.first().and_then(|scalar| format(scalar));
    let agreed = first.filter(|first| scalars.iter().all(|scalar| format(scalar).as_ref() == Some(first)));
    let binary = Some("binary".to_owned());
    match scalars.first() {
        // Bytes can be any text, but not the other way round.
        Some(Scalar::String(_)) if scalars.iter().any(|scalar| format(scalar) == binary) => Scalar::String(binary),
        Some(Scalar::String(_)) | None => Scalar::String(agreed),
        Some(Scalar::Boolean(_) | Scalar::Null) => Scalar::Boolean(None),
        Some(Scalar::Integer(_) | Scalar::Number(_)) => {
            // Any number with a fraction may be a whole one, so that only those that may have one need to agree.
            let mut fractions = scalars.iter().filter(|scalar| matches!(scalar, Scalar::Number(_)));
            match fractions.next().map(|first| format(first)) {
                Some(first) if fractions.all(|other| format(other) == first) => Scalar::Number(first),
                Some(_) => Scalar::Number(None),
                None => Scalar::Integer(agreed),
            }
        }
    }
}
