//! Programs that make ten calls.

use std::path::Path;

use wharf::surface::{Call, Group, RustType, Surface};
use wharf_cli::problem::Problem;

use super::folders;

/// What cargo calls each of them.
pub const PACKAGE: &str = "ten-calls";

/// How many calls.
pub const CALLS: usize = 10;

/// Writes the package with the program `source`, which uses the crate `api`.
pub fn write(folder: &Path, api: &str, source: &str) -> Result<(), Problem> {
    let manifest = format!(
        "[package]\nname = \"{PACKAGE}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\napi = {api}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n[workspace]\n"
    );
    folders::write(&folder.join("Cargo.toml"), &manifest)?;
    folders::write(&folder.join("src/main.rs"), source)
}

/// A program with the first calls of `surface` that take nothing but strings.
pub fn ours(surface: &Surface) -> String {
    let mut calls = Vec::new();
    for group in &surface.groups {
        collect(group, "client", &mut calls);
    }
    // One of each group before the second of any, as programs use more than one.
    calls.sort_by_key(|(rank, _)| *rank);
    let lines: Vec<String> =
        calls.iter().take(CALLS).map(|(_, call)| format!("    println!(\"{{}}\", {call}.await.is_ok());\n")).collect();
    format!(
        "#[tokio::main]\nasync fn main() -> Result<(), api::Error> {{\n    \
         let client = api::Client::builder().base_url(\"http://127.0.0.1:9\").build()?;\n{}    Ok(())\n}}\n",
        lines.concat()
    )
}

fn collect(group: &Group, path: &str, calls: &mut Vec<(usize, String)>) {
    let path = format!("{path}.{}()", group.method());
    let simple = group.calls.iter().filter(|call| is_simple(call));
    calls.extend(simple.enumerate().map(|(rank, call)| {
        let arguments = vec!["\"x\""; call.arguments.len()].join(", ");
        (rank, format!("{path}.{}({arguments})", call.method))
    }));
    for below in &group.groups {
        collect(below, &path, calls);
    }
}

fn is_simple(call: &Call) -> bool {
    call.arguments.iter().all(|argument| argument.ty == RustType::String)
        && call.body.as_ref().is_none_or(|body| !body.required)
        && call.deprecated.is_none()
}
