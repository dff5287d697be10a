//! How the fields of a form become parts: a function for each kind that `multipart!` knows.

use super::Form;
use crate::json::{Encode, Written};
use crate::parameter::{Parameter, Plain, part_items};
use crate::{FileOr, Presence, Upload};

/// A field that may hold several values or none.
pub trait Values<T> {
    /// The values, in order.
    fn values(self) -> Vec<T>;
}

impl<T> Values<T> for T {
    fn values(self) -> Vec<T> {
        vec![self]
    }
}

impl<T> Values<T> for Option<T> {
    fn values(self) -> Vec<T> {
        self.into_iter().collect()
    }
}

impl<T> Values<T> for Presence<T> {
    fn values(self) -> Vec<T> {
        self.into_value().into_iter().collect()
    }
}

impl<T> Values<T> for Vec<T> {
    fn values(self) -> Vec<T> {
        self
    }
}

impl<T> Values<T> for Option<Vec<T>> {
    fn values(self) -> Vec<T> {
        self.unwrap_or_default()
    }
}

/// Files: `Upload`, `Option<Upload>`, `Vec<Upload>` or `Option<Vec<Upload>>`.
pub fn file(form: &mut Form, name: &str, field: impl Values<Upload>, media_type: Option<&str>) {
    for upload in field.values() {
        form.add_file(name, upload, media_type);
    }
}

/// Files among other values, which are written as by [`any`].
pub fn file_or<T: Encode>(form: &mut Form, name: &str, field: impl Values<FileOr<T>>, media_type: Option<&str>) {
    for value in field.values() {
        match value {
            FileOr::File(upload) => form.add_file(name, upload, media_type),
            FileOr::Other(other) => any(form, name, &other, None),
        }
    }
}

/// Text: one part for a scalar, one for each item of a list, none for null.
pub fn text(form: &mut Form, name: &str, field: &(impl Encode + ?Sized), media_type: Option<&str>) {
    match form.plain(name, field) {
        Plain::Null => {}
        Plain::List(items) => {
            for item in items {
                form.add_text(name, item.into_text(), media_type);
            }
        }
        other => form.add_text(name, other.into_text(), media_type),
    }
}

/// JSON, one part for each item of a list; none for null.
pub fn jsons(form: &mut Form, name: &str, field: &(impl Encode + ?Sized), media_type: Option<&str>) {
    let media_type = Some(media_type.unwrap_or("application/json"));
    match form.plain(name, field) {
        Plain::Null => {}
        Plain::List(items) => items.iter().for_each(|item| form.add_text(name, item.json_text(), media_type)),
        other => form.add_text(name, other.json_text(), media_type),
    }
}

/// Anything: text for a scalar, JSON for an object, one part for each item of a list.
pub fn any(form: &mut Form, name: &str, field: &(impl Encode + ?Sized), media_type: Option<&str>) {
    let value = form.plain(name, field);
    any_plain(form, name, &value, media_type);
}

fn any_plain(form: &mut Form, name: &str, value: &Plain, media_type: Option<&str>) {
    match value {
        Plain::Null => {}
        Plain::List(items) => items.iter().for_each(|item| any_plain(form, name, item, media_type)),
        Plain::Members(_) => form.add_text(name, value.json_text(), Some(media_type.unwrap_or("application/json"))),
        scalar => form.add_text(name, scalar.text(), media_type),
    }
}

/// Text in a style: as the items of a query would be, one part each, but nothing is encoded.
pub fn styled(form: &mut Form, field: &(impl Encode + ?Sized), style: &Parameter) {
    let value = form.plain(style.name, field);
    for (name, text) in part_items(style, &value) {
        form.add_text(&name, text, None);
    }
}

/// JSON in one part; none for null.
pub fn json(form: &mut Form, name: &str, field: &(impl Encode + ?Sized), media_type: Option<&str>) {
    let mut written = Written::of(field);
    form.note(name, written.problem);
    form.secrets.append(&mut written.secrets);
    let text = written.into_text();
    if text != "null" {
        form.add_text(name, text, Some(media_type.unwrap_or("application/json")));
    }
}
