//! Models that pages show by their name: described at the end of a page, or on a page of their own.

use std::collections::BTreeSet;

use super::entry::{bullets, prose};
use super::shapes::Shapes;

/// What the page of large models is called.
pub const TYPES: &str = "Types";

/// How many models are described at the end of a page. More are a page of their own, or each page would have them all.
const MOST: usize = 50;

/// The blocks of all models that were shown by their name alone, and of those that these show so; unless there are so many
/// that they belong elsewhere.
pub fn of(shapes: &mut Shapes<'_>) -> Vec<String> {
    let shown = shapes.named();
    if let Some(described) = described(shapes, named, MOST) {
        return page("Models", described);
    }
    shapes.put_apart(shown);
    Vec::new()
}

/// The same of those that are too large to be described on each page, from these on.
pub fn apart(shapes: &mut Shapes<'_>, from: &BTreeSet<usize>) -> Vec<String> {
    let shown = |shapes: &Shapes<'_>| {
        let named = shapes.named();
        from.iter().chain(shapes.apart()).copied().chain(named).collect()
    };
    page(TYPES, described(shapes, shown, usize::MAX).unwrap_or_default())
}

fn named(shapes: &Shapes<'_>) -> BTreeSet<usize> {
    shapes.named()
}

/// Names and blocks of models.
type Described = BTreeSet<(String, Vec<String>)>;

/// Names and blocks of all that is `shown` by its name, and of what these show so; none of more than `most`.
fn described(
    shapes: &mut Shapes<'_>,
    shown: impl Fn(&Shapes<'_>) -> BTreeSet<usize>,
    most: usize,
) -> Option<Described> {
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut described = Described::new();
    loop {
        let open: Vec<usize> = shown(shapes).difference(&done).copied().collect();
        if open.is_empty() {
            break;
        }
        for index in open {
            done.insert(index);
            let Some(shape) = shapes.wire.shapes.get(index) else { continue };
            let name = shape.name.clone().unwrap_or_default();
            shapes.forget();
            let mut blocks = vec![format!("## {name}")];
            blocks.extend(Some(prose(&shape.docs)).filter(|docs| !docs.is_empty()));
            let entries = shapes.whole(index);
            blocks.extend((!entries.is_empty()).then(|| bullets(&entries)));
            described.insert((name, blocks));
            // A page that leads to all models of a large document would make all of them, to leave them out.
            if described.len() > most {
                return None;
            }
        }
    }
    Some(described)
}

fn page(heading: &str, described: Described) -> Vec<String> {
    if described.is_empty() {
        return Vec::new();
    }
    std::iter::once(format!("# {heading}")).chain(described.into_iter().flat_map(|(_, blocks)| blocks)).collect()
}
