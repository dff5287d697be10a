//! The support crate's sources, written beside the tool.

use crate::Outputs;
use crate::emit::runtime::without_tests;

/// Adds the files of the support crate to `out`, below `tool/`.
pub fn bundle(out: &mut Outputs) {
    for (path, text) in wharf_tool_sources::SOURCES {
        let text = if *path == "Cargo.toml" { without_tests(text) } else { (*text).to_owned() };
        out.insert(format!("tool/{path}"), text);
    }
}
