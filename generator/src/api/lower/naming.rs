//! What names of types can be made from.

use super::super::{Naming, Parent};
use super::conjunction::Conjunction;
use super::notes::text;
use crate::document::Node;

/// What a name for the type of `conjunction`, first met in `parent`, can be made from.
pub(super) fn naming(conjunction: &Conjunction<'_>, parent: Parent) -> Naming {
    let title = Some(text(conjunction.home, "title")).filter(|title| !title.trim().is_empty());
    let component = Some(conjunction.home).filter(|_| conjunction.named).and_then(component);
    Naming { parent: if component.is_some() { Parent::None } else { parent }, component, title, place: None }
}

/// The name of the component that `schema` is: below `components/schemas`, `$defs` or `definitions`, below an extension at
/// the top, at the top of another file or in a map there, or that file itself.
pub(super) fn component(schema: Node<'_>) -> Option<String> {
    let source = schema.span().source;
    let Some(parent) = schema.parent() else {
        return (source != 0).then(|| stem(schema)).flatten();
    };
    let key = schema.key()?;
    let holder = parent.key();
    let named = match holder {
        Some("schemas") => parent.parent().and_then(Node::key) == Some("components"),
        Some("$defs" | "definitions") => true,
        Some(holder) if is_at_top(parent) => {
            holder.starts_with("x-") || (source != 0 && !super::keywords::is_keyword(holder))
        }
        _ => source != 0 && parent.parent().is_none() && !super::keywords::is_keyword(key),
    };
    named.then(|| key.to_owned())
}

/// Whether `node` is a member of the root of its file.
fn is_at_top(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.parent().is_none())
}

/// The name of the file that `root` is the whole of, without folder and extension.
fn stem(root: Node<'_>) -> Option<String> {
    let index = usize::try_from(root.span().source).ok()?;
    let name = root.document().sources().get(index)?.name();
    let file = name.rsplit(['/', '\\']).next()?;
    let stem = file.split('.').next()?;
    (!stem.is_empty()).then(|| stem.to_owned())
}

/// What a branch is called within its union, until it is known what tells the branches apart.
pub(super) fn branch_role(branch: Node<'_>, index: usize) -> String {
    let target = branch.resolve().unwrap_or(branch);
    component(target)
        .or_else(|| Some(text(target, "title")).filter(|title| !title.is_empty()))
        .or_else(|| {
            let ty = target.get("type")?.as_str()?;
            (ty != "object").then(|| ty.to_owned())
        })
        .unwrap_or_else(|| (index + 1).to_string())
}
