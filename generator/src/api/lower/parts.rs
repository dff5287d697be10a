//! Bodies in parts that have no names: members of an object stand for them, in their order.

use super::super::{
    Additional, Content, Docs, Extent, FURTHER_PARTS, MediaKind, Naming, Object, Operation, Parent, Positions,
    Property, Shape, Type, TypeId, Use,
};
use super::context::Lowering;
use super::media::essence;

/// Whether parts of `media_type` may go without names.
pub(super) fn may_be_nameless(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("multipart/") && essence != "multipart/form-data"
}

impl Lowering<'_> {
    /// Lets members of an object stand for parts without names in what requests send. Any other body whose parts no schema
    /// names is bytes.
    pub(super) fn name_parts(&mut self, operations: &mut [Operation], types: &mut Vec<Type>) {
        for (index, operation) in operations.iter_mut().enumerate() {
            for content in operation.body.iter_mut().flat_map(|body| &mut body.content) {
                if !is_nameless(content, types) {
                    continue;
                }
                match in_order(content, types) {
                    Some(parts) => stand_in(index, content, &parts, types),
                    None => self.take_for_bytes(content),
                }
            }
            let answers = operation.responses.iter_mut().flat_map(|response| &mut response.content);
            answers.filter(|content| is_nameless(content, types)).for_each(|content| content.kind = MediaKind::Binary);
        }
    }

    fn take_for_bytes(&mut self, content: &mut Content) {
        content.kind = MediaKind::Binary;
        let root = self.document.root();
        self.reports.warn(
            "multipart-kind",
            root.find(&content.origin.pointer).unwrap_or(root),
            &format!(
                "nothing says of which parts this `{}` is, and it is taken as bytes that the caller makes, boundary and all",
                content.media_type
            ),
            "describe the parts as the properties of an object, or as the items of an array",
        );
    }
}

/// Lets an object with names stand for the parts of `content`.
fn stand_in(index: usize, content: &mut Content, parts: &Ordered, types: &mut Vec<Type>) {
    let Positions { first, further } = std::mem::take(&mut content.positions);
    // What is said about more parts than the schema has is about those behind.
    let mut items = parts.items.clone();
    items.extend(parts.rest.iter().cycle().take(first.len().saturating_sub(items.len())));
    let names = names(&items, types);
    let form = TypeId::new(types.len());
    types.push(inner(content, Parent::Operation(index, "form".to_owned()), Shape::Any));
    let mut properties: Vec<Property> = items
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(at, (item, name))| {
            let is_required = at < parts.required;
            let rest = if is_required { "" } else { " Left out only with all parts behind it." };
            property(content, name, *item, is_required, format!("Part {} of the body.{rest}", at + 1))
        })
        .collect();
    content.encoding = names.iter().cloned().zip(first).collect();
    if let Some(rest) = parts.rest {
        let [all, more] = FURTHER_PARTS;
        let (name, said) = if items.is_empty() {
            (all, "The parts of the body, in their order.")
        } else {
            (more, "The parts behind these, in their order.")
        };
        let list = TypeId::new(types.len());
        types.push(inner(content, Parent::Type(form, name.to_owned()), Shape::Array(rest)));
        let list = Use { id: list, nullable: false };
        properties.push(property(content, name, list, items.is_empty(), said.to_owned()));
        content.encoding.extend(further.map(|encoding| (name.to_owned(), encoding)));
    }
    if let Some(ty) = types.get_mut(form.index()) {
        let (patterns, additional) = (Vec::new(), Additional::Unmentioned);
        ty.shape = Shape::Object(Object { properties, patterns, additional, overlaps: false });
    }
    content.kind = MediaKind::Parts;
    content.ty = Some(Use { id: form, nullable: false });
    // They show an array.
    content.examples.clear();
}

/// The parts of a body, as its schema describes them.
struct Ordered {
    items: Vec<Use>,
    required: usize,
    rest: Option<Use>,
}

fn in_order(content: &Content, types: &[Type]) -> Option<Ordered> {
    match &types.get(content.ty?.id.index())?.shape {
        Shape::Array(item) => Some(Ordered { items: Vec::new(), required: 0, rest: Some(*item) }),
        Shape::Tuple(tuple) => Some(Ordered { items: tuple.items.clone(), required: tuple.required, rest: tuple.rest }),
        _ => None,
    }
}

fn is_nameless(content: &Content, types: &[Type]) -> bool {
    let shape = content.ty.and_then(|place| types.get(place.id.index())).map(|ty| &ty.shape);
    let described = if may_be_nameless(&content.media_type) {
        matches!(shape, Some(Shape::Object(_) | Shape::Union(_)))
    } else {
        shape.is_some()
    };
    content.kind == MediaKind::Multipart && !described
}

/// What the first parts are called: after their schemas, where these tell them apart, or else by number.
fn names(items: &[Use], types: &[Type]) -> Vec<String> {
    let own: Vec<Option<String>> = items.iter().map(|item| own_name(types.get(item.id.index())?)).collect();
    let is_alone = |name: &String| {
        own.iter().flatten().filter(|other| *other == name).count() == 1 && !FURTHER_PARTS.contains(&name.as_str())
    };
    own.iter()
        .enumerate()
        .map(|(at, name)| name.clone().filter(is_alone).unwrap_or_else(|| format!("part{}", at + 1)))
        .collect()
}

fn own_name(ty: &Type) -> Option<String> {
    let said = ty.naming.title.as_deref().or(ty.naming.component.as_deref())?;
    let is_plain = said.starts_with(|c: char| c.is_ascii_alphabetic())
        && said.chars().all(|c| c.is_ascii_alphanumeric() || " _-".contains(c));
    is_plain.then(|| said.trim().replace([' ', '-'], "_").to_ascii_lowercase())
}

fn inner(content: &Content, parent: Parent, shape: Shape) -> Type {
    Type {
        origin: content.origin.clone(),
        extent: Extent::default(),
        naming: Naming { component: None, title: None, place: None, parent },
        docs: Docs::default(),
        direction: super::super::Direction::default(),
        shape,
        constraints: super::super::Constraints::default(),
        examples: Vec::new(),
    }
}

fn property(content: &Content, name: &str, ty: Use, required: bool, description: String) -> Property {
    Property {
        wire_name: name.to_owned(),
        ty,
        required,
        read_only: false,
        write_only: false,
        docs: Docs { description, ..Docs::default() },
        default: None,
        origin: content.origin.clone(),
    }
}
