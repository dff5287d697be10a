//! Names of components.

use super::super::Checker;
use crate::document::Node;

/// A component's name has only letters, digits, `.`, `-` and `_`.
pub(in super::super) fn names<'a>(checker: &mut Checker<'a>, components: Node<'a>) {
    let sections = components.entries().filter(|(section, _)| !section.starts_with("x-"));
    for (name, component) in sections.flat_map(|(_, section)| section.entries()) {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
        if name.is_empty() || !name.chars().all(fits) {
            let message = format!("`{name}` cannot be the name of a component");
            checker.warn_key("component-name", component, message, "use only letters, digits, `.`, `-` and `_`");
        }
    }
}
