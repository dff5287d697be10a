//! The runtime's sources, written beside the client.

use crate::Outputs;

/// The tests beside the code need what is left out; they run where the runtime is written.
const UNTESTED: &str = "\n\n[lib]\ntest = false\ndoctest = false\n";

/// Adds the files of the runtime to `out`, below `runtime/`.
pub fn bundle(out: &mut Outputs) {
    for (path, text) in wharf_runtime::SOURCES {
        let text = if *path == "Cargo.toml" { without_tests(text) } else { (*text).to_owned() };
        out.insert(format!("runtime/{path}"), text);
    }
}

/// A manifest without what only tests need, as these are not written.
pub fn without_tests(manifest: &str) -> String {
    let mut out = String::with_capacity(manifest.len());
    let mut skips = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            skips = matches!(line.trim(), "[dev-dependencies]" | "[[bin]]");
        }
        if !skips {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out.push_str(UNTESTED);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tests_part_goes() {
        let manifest = "[package]\nname = \"a\"\n\n[dev-dependencies]\nb = \"1\"\n\n[features]\nc = []\n";
        let expected = format!("[package]\nname = \"a\"\n\n[features]\nc = []{UNTESTED}");
        assert_eq!(without_tests(manifest), expected);
    }

    #[test]
    fn the_bundle_is_a_crate() {
        let mut out = Outputs::new();
        bundle(&mut out);
        let manifest: toml::Table = toml::from_str(&out["runtime/Cargo.toml"]).unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some("wharf-runtime"));
        assert!(!manifest.contains_key("dev-dependencies"));
        assert_eq!(manifest["lib"]["test"].as_bool(), Some(false));
        assert!(out.contains_key("runtime/src/lib.rs"));
    }
}
