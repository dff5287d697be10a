//! Cargo features: what they compile, and what is said about them.

use crate::surface::{Group, Surface};

use super::{docs, layout};

/// The feature that turns on all groups of calls.
pub const ALL: &str = "full";

/// The features of the groups of calls, with the calls that each brings.
pub fn of_groups(surface: &Surface) -> Vec<(&str, String)> {
    let named = |group| Group::feature(group).map(|feature| (feature, calls(group)));
    surface.groups.iter().filter_map(named).collect()
}

/// One line of Markdown about the calls of a group.
fn calls(group: &Group) -> String {
    docs::one_line(group.docs.first().map_or("", String::as_str))
}

/// The attribute that compiles an item where any of `features` is on, as a line behind `indent` spaces; nothing where
/// there are none.
pub fn gate<S: AsRef<str>>(indent: usize, features: &[S]) -> String {
    let terms: Vec<String> =
        features.iter().map(|feature| format!("feature = {}", layout::literal(feature.as_ref()))).collect();
    let line = match terms.as_slice() {
        [] => return String::new(),
        [only] => return layout::attribute(indent, "cfg", std::slice::from_ref(only)) + "\n",
        several => layout::attribute(indent, "cfg", &[format!("any({})", several.join(", "))]),
    };
    if !line.contains('\n') {
        return line + "\n";
    }
    let inner = indent + 4;
    let terms = layout::each(&" ".repeat(inner), &terms, ",\n");
    let terms = terms.trim_end_matches(['\n', ',']);
    format!("{:indent$}#[cfg(any(\n{terms}\n{:indent$}))]\n", "", "")
}

/// What the documentation of a group says about its feature.
pub fn note(group: &Group) -> Option<String> {
    group.feature().map(|feature| format!("Behind the feature `{feature}`, which is on by default."))
}

/// The paragraphs of a group, and the one about its feature.
pub fn group_docs(group: &Group, fallback: &str) -> Vec<String> {
    let mut paragraphs = if docs::is_blank(&group.docs) { vec![fallback.to_owned()] } else { group.docs.clone() };
    paragraphs.extend(note(group));
    paragraphs
}

/// What else can be chosen.
const CHOICES: &str = "TLS is that of rustls. Without default features, `native-tls` takes that of the platform instead, `reqwest` \
                       none, as for a server on the same machine; without these three the client needs a transport of your \
                       own. `blocking`, `mock`, `tracing`, `jiff`, `time` and `chrono` are off unless they are turned on; \
                       the page `guide::connections` says what they bring.";

/// The section of `README.md` about features, as lines of Markdown.
pub fn section(surface: &Surface) -> Vec<String> {
    let groups = of_groups(surface);
    let package = &surface.package;
    let mut lines = vec![String::new(), "## Features".to_owned(), String::new()];
    if let Some((first, _)) = groups.first() {
        let intro = "Each group of calls is a feature with the models that it needs. All are on by default; with fewer of \
                     them the crate compiles in less time:";
        lines.extend(docs::render(intro, docs::WIDTH));
        let (name, version) = (layout::literal(&package.version), layout::literal(first));
        lines.extend(["", "```toml"].map(str::to_owned));
        let dependency = format!("version = {name}, default-features = false, features = [\"rustls\", {version}]");
        lines.extend([format!("{} = {{ {dependency} }}", package.name), "```".to_owned(), String::new()]);
    }
    for (feature, calls) in &groups {
        lines.extend(docs::render(&format!("- `{feature}`: {calls}"), docs::WIDTH));
    }
    if !groups.is_empty() {
        lines.push(String::new());
    }
    lines.extend(docs::render(CHOICES, docs::WIDTH));
    if let Some(webhooks) = &surface.webhooks {
        let text = format!("`{}`, which is off too, brings what the API sends by itself.", webhooks.feature);
        lines.push(String::new());
        lines.extend(docs::render(&text, docs::WIDTH));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::gate;

    #[test]
    fn gates() {
        assert_eq!(gate::<&str>(0, &[]), "");
        assert_eq!(gate(4, &["a"]), "    #[cfg(feature = \"a\")]\n");
        assert_eq!(gate(0, &["a", "b"]), "#[cfg(any(feature = \"a\", feature = \"b\"))]\n");
        let alone = "pets".repeat(30);
        assert_eq!(gate(0, &[&alone]), format!("#[cfg(\n    feature = \"{alone}\"\n)]\n"));
        let long = gate(0, &["a-long-feature", "another-long-feature", "the-longest-feature"]);
        assert!(long.starts_with("#[cfg(any(\n    feature = \"a-long-feature\",\n"), "{long}");
        assert!(long.ends_with("    feature = \"the-longest-feature\"\n))]\n"), "{long}");
    }
}
