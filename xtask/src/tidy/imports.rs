//! The generator's modules know those before them on the way from document to text, and none after.

use super::sources::SourceFile;
use super::{Finding, code};

const ROOT: &str = "generator/src/";

/// The modules on the way, and how far along it each is.
const WAY: [(&str, usize); 8] = [
    ("diagnostic", 0),
    ("settings", 0),
    ("document", 1),
    ("api", 2),
    ("surface", 3),
    ("emit", 4),
    ("diff", 4),
    ("report", 4),
];

/// Finds paths in a module of the generator that lead to a later one.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let Some(below) = file.path.strip_prefix(ROOT) else {
        return Vec::new();
    };
    let modules: Vec<&str> = below.trim_end_matches(".rs").split('/').collect();
    let Some((own, distance)) = modules.first().and_then(|name| on_the_way(name)) else {
        return Vec::new();
    };
    // `mod.rs` is the module of its folder.
    let depth = if below.ends_with("/mod.rs") { modules.len() - 1 } else { modules.len() };
    let code = code::only(&file.text);
    let named = named(&code, depth);
    let back = named.into_iter().filter_map(|(line, name)| Some((line, on_the_way(name)?)));
    let back = back.filter(|(_, (name, later))| later > distance && name != own);
    back.map(|(line, (name, _))| Finding {
        file: file.path.clone(),
        line,
        message: format!(
            "`{own}` comes before `{name}` and must not know it: move what both need to `{own}` or before it"
        ),
    })
    .collect()
}

fn on_the_way(name: &str) -> Option<&'static (&'static str, usize)> {
    WAY.iter().find(|(module, _)| *module == name)
}

/// The top modules that `code` names, each with its line, in a module `depth` below the crate.
fn named(code: &str, depth: usize) -> Vec<(usize, &str)> {
    let mut tops = vec!["crate::".to_owned()];
    // A `mod tests { … }` inside the file is one deeper.
    tops.extend([depth, depth + 1].map(|steps| "super::".repeat(steps)));
    let mut found = Vec::new();
    for top in &tops {
        for (at, _) in code.match_indices(top.as_str()) {
            let before = code.get(..at).unwrap_or_default();
            if !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                let line = before.matches('\n').count() + 1;
                let path = code.get(at + top.len()..).unwrap_or_default();
                found.extend(firsts(path).into_iter().map(|name| (line, name)));
            }
        }
    }
    found
}

/// The first names of a path or of a group of paths in braces.
fn firsts(path: &str) -> Vec<&str> {
    let Some(group) = path.trim_start().strip_prefix('{') else {
        return vec![first(path)];
    };
    let mut depth = 1_usize;
    let mut start = 0;
    let mut names = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            names.push(first(group.get(start..at).unwrap_or_default()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn first(path: &str) -> &str {
    let path = path.trim_start();
    path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> String {
        let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
        let lines: Vec<_> = check(&file).iter().map(|finding| finding.line.to_string()).collect();
        lines.join(" ")
    }

    #[test]
    fn forward_is_fine() {
        assert_eq!(lines("generator/src/emit/mod.rs", "use crate::surface::Item;\nuse crate::{api, document};"), "");
        assert_eq!(lines("generator/src/lib.rs", "use crate::emit;"), "");
        assert_eq!(lines("generator/src/api/a.rs", "use crate::api::b;\nuse super::emit;\nuse mycrate::emit;"), "");
        assert_eq!(lines("cli/src/document/a.rs", "use crate::emit;"), "");
    }

    #[test]
    fn back_is_found_however_it_is_written() {
        assert_eq!(lines("generator/src/document/a.rs", "\nuse crate::api::Api;"), "2");
        assert_eq!(lines("generator/src/settings.rs", "fn f(x: &crate::document::Node) {}"), "1");
        assert_eq!(lines("generator/src/api/a.rs", "use crate::{\n    document::{x, y},\n    surface::z,\n};"), "1");
        assert_eq!(lines("generator/src/api/a.rs", "use crate::{document, self as c, emit};"), "1");
        assert_eq!(lines("generator/src/surface/mod.rs", "use super::emit::x;"), "1");
        assert_eq!(lines("generator/src/surface/a.rs", "use super::super::emit::x;"), "1");
        assert_eq!(lines("generator/src/surface/a.rs", "mod tests {\n    use super::super::super::diff;\n}"), "2");
        assert_eq!(lines("generator/src/surface.rs", "use super::emit;"), "1");
    }

    #[test]
    fn words_in_comments_are_no_imports() {
        assert_eq!(lines("generator/src/document/a.rs", "/// See [`crate::api`].\nlet x = \"crate::api\";"), "");
    }
}
