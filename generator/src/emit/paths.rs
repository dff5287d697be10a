//! Modules and the files they are in.

/// Names of files that some systems reserve, whatever their extension, and the folder that Cargo takes for programs.
const RESERVED_FILES: &[&str] = &["aux", "con", "nul", "prn", "bin"];

/// Name of the folder or file of a module.
pub fn stem(module: &str) -> String {
    let stem = module.trim_start_matches("r#");
    let numbered = |port: &str| stem.strip_prefix(port).is_some_and(|n| n.len() == 1 && n.as_bytes().is_ascii());
    let is_port = (numbered("com") || numbered("lpt")) && stem.ends_with(|c: char| c.is_ascii_digit());
    if RESERVED_FILES.contains(&stem) || is_port { format!("{stem}_") } else { stem.to_owned() }
}

/// Whether the module's file has another name than the module.
fn is_moved(module: &str) -> bool {
    stem(module) != module.trim_start_matches("r#")
}

/// The file of `module` below `folder`, which ends with `/` or is empty.
pub fn file(folder: &str, module: &str) -> String {
    let stem = stem(module);
    if is_moved(module) { format!("{folder}{stem}/mod.rs") } else { format!("{folder}{stem}.rs") }
}

/// The line that declares a module, with `visibility` (`pub `) before it; `folder` is that of its file as seen from
/// the one with the line.
pub fn module(module: &str, visibility: &str, folder: &str) -> String {
    let line = format!("{visibility}mod {module};\n");
    if is_moved(module) { format!("#[path = \"{folder}{}/mod.rs\"]\n{line}", stem(module)) } else { line }
}

#[cfg(test)]
mod tests {
    use super::{file, module};

    #[test]
    fn no_file_is_where_it_means_something_else() {
        assert_eq!(file("src/", "pets"), "src/pets.rs");
        for reserved in ["bin", "aux", "com1"] {
            assert_eq!(file("src/", reserved), format!("src/{reserved}_/mod.rs"));
            let line = format!("#[path = \"{reserved}_/mod.rs\"]\npub mod {reserved};\n");
            assert_eq!(module(reserved, "pub ", ""), line);
        }
    }
}
