//! Lists that come in pages.

use std::collections::BTreeMap;

use crate::surface::{Call, FieldPresence, Group, Output, Paging, PagingNext, RustType, Surface};

use super::file::File;
use super::layout;

/// How the answers that are pages continue, by the name of their type: there is one way for each.
pub type Pages<'a> = BTreeMap<&'a str, &'a Paging>;

/// The pages of `surface`.
pub fn pages(surface: &Surface) -> Pages<'_> {
    let mut pages = Pages::new();
    for group in &surface.groups {
        collect(group, &mut pages);
    }
    pages
}

fn collect<'a>(group: &'a Group, pages: &mut Pages<'a>) {
    for call in &group.calls {
        if let (Some(name), Some(paging)) = (body(call), &call.paging) {
            pages.entry(name).or_insert(paging);
        }
    }
    for child in &group.groups {
        collect(child, pages);
    }
}

/// The name of the type that a call gives.
pub fn body(call: &Call) -> Option<&str> {
    match &call.output {
        Output::Json(RustType::Item(name)) => Some(name),
        _ => None,
    }
}

/// Prints what makes the type `name` a page.
pub fn print(file: &mut File<'_>, name: &str, paging: &Paging) {
    let item = file.scope.ty(&paging.item);
    let mut lines = vec![format!("items: {}: {item},", path(&paging.items))];
    if let Some(more) = &paging.has_more {
        lines.push(format!("has_more: {},", path(more)));
    }
    lines.push(match &paging.next {
        PagingNext::LastItem(field, _) => format!("cursor: last_item {field},"),
        PagingNext::Property(field, _) => format!("cursor: field {field},"),
        PagingNext::PageNumber(1) => "cursor: page_number,".to_owned(),
        PagingNext::PageNumber(first) => format!("cursor: page_number {},", first.max(&0)),
        PagingNext::Offset => "cursor: offset,".to_owned(),
    });
    file.gap();
    let macro_name = file.scope.runtime_path("paged");
    let after = format!("}} query {});\n", layout::literal(&paging.query));
    let text = layout::invocation(&macro_name, name, &lines).replace("});\n", &after);
    file.text(&text);
}

/// Whether the field is there is the runtime's business.
fn path(field: &(String, FieldPresence)) -> &str {
    &field.0
}
