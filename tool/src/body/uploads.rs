//! Files that stand in what is read: as flags name them, so does a body.

use crate::data::{Data, Source};
use crate::table::{Body, Media, Shape};
use crate::values::{file_source, has_no_text};

/// Puts files in the place of `@FILE` where a body of parts has a file. Nothing else in what is read is a name: it may
/// come from somebody who has no business with the files here.
pub(super) fn name_files(body: &Body, whole: &mut Data, is_taken: bool, problems: &mut Vec<String>) {
    for media in body.media.iter().filter(|media| media.is_in_parts()) {
        visit(media.shape, whole, "", &mut |text, place| {
            let source = text.starts_with('@').then(|| file_source(text))?;
            match source {
                Ok(Source::StandardInput) if is_taken => {
                    problems.push(format!("the body: at `{place}`: standard input is read for something else"));
                    None
                }
                Ok(source) => Some(Data::File(source)),
                Err(problem) => {
                    problems.push(format!("the body: at `{place}`: {problem}"));
                    None
                }
            }
        });
    }
}

/// Says of texts that stand in the place of files how one is meant: whoever writes a name would send the name.
pub(super) fn texts_for_files(media: &Media, whole: &mut Data, problems: &mut Vec<String>) {
    if media.is_in_parts() {
        visit(media.shape, whole, "", &mut |text, place| {
            // What begins with `@` was told of.
            if !text.starts_with('@') {
                problems.push(format!(
                    "the body: at `{place}`: a text, where a file is expected: `@FILE` names one, and `@data://TEXT` is one \
                     that stands there"
                ));
            }
            None
        });
    }
}

/// Visits the texts that stand in the place of files; what `change` gives takes their place.
fn visit(shape: &Shape, data: &mut Data, place: &str, change: &mut dyn FnMut(&str, &str) -> Option<Data>) {
    match (crate::values::inner(shape), data) {
        (Shape::Binary, data) => {
            if let Data::Text(text) = &*data
                && let Some(changed) = change(text, place)
            {
                *data = changed;
            }
        }
        (Shape::List(items, _), Data::List(list)) if !place.is_empty() => {
            for (index, item) in list.iter_mut().enumerate() {
                visit(items, item, &format!("{place}.{index}"), change);
            }
        }
        // What is deeper is within a part of JSON.
        (Shape::Object(object), Data::Object(members)) if place.is_empty() => {
            for (name, value) in members {
                if let Some(member) = object.members.iter().find(|member| member.name == name) {
                    visit(member.shape, value, name, change);
                }
            }
        }
        // A text that may be something else is a text.
        (shape @ Shape::Union(union), data) if has_no_text(shape) || !matches!(data, Data::Text(_)) => {
            union.variants.iter().for_each(|variant| visit(variant.shape, data, place, change));
        }
        _ => {}
    }
}
