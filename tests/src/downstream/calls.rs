//! Making calls.

use std::fmt::Write as _;

use wharf::surface::{Call, Group, Output};

use super::Downstream;
use super::types::output;

impl Downstream<'_> {
    /// A function for each call, and one that makes all of them.
    pub(super) fn calls(&mut self) {
        let is_open = !self.surface.client.schemes.iter().any(|scheme| scheme.kind != "mutual_tls");
        let credential = if is_open { "" } else { "\"secret\"" };
        self.line("pub fn opens() -> Result<api::Client, api::Error> {");
        self.line(&format!("    api::Client::new({credential})\n}}\n"));
        let mut names = Vec::new();
        for group in &self.surface.groups {
            self.group(group, "client", "api", &mut names);
        }
        self.line("pub async fn run(client: &api::Client) {");
        for name in names {
            self.line(&format!("    let _ = {name}(client).await;"));
        }
        self.line("}");
    }

    fn group(&mut self, group: &Group, before: &str, module: &str, names: &mut Vec<String>) {
        let (path, module) = (format!("{before}.{}()", group.method()), format!("{module}::{}", group.module));
        let number = names.len();
        self.line(&format!("pub fn group_{number}_{}(client: &api::Client) {{", group.name));
        self.line(&format!("    let _: {module}::{} = {path};\n}}\n", group.name));
        for call in &group.calls {
            let name = format!("call_{}_{}", names.len(), call.method.trim_start_matches("r#"));
            self.call(call, &path, &name);
            names.push(name);
        }
        for child in &group.groups {
            self.group(child, &path, &module, names);
        }
    }

    fn call(&mut self, call: &Call, group: &str, name: &str) {
        let body = call.body.as_ref().map(|body| self.values.taken(&body.ty, &body.rust_name));
        let made = self.made(call, group, body);
        let short = call.body.as_ref().and_then(|body| self.values.short(&body.ty));
        if short.is_some() {
            let made = self.made(call, group, short);
            self.line(&format!("pub fn short_{name}(client: &api::Client) {{\n    let _ = {made};\n}}\n"));
        }
        self.line(&format!("pub async fn {name}(client: &api::Client) -> Result<(), api::Error> {{"));
        self.line(&format!("    let answer = {made}.await?;"));
        match &call.output {
            // It may be a page, which is used as what it holds.
            Output::Json(_) => self.line(&format!("    let _: &{} = &answer;", output(&call.output))),
            other => self.line(&format!("    let _: {} = answer;", output(other))),
        }
        self.line("    Ok(())\n}\n");
        if call.paging.is_some() {
            self.line(&format!("pub fn items_of_{name}(client: &api::Client) {{\n    let _ = {made}.items();\n}}\n"));
        }
        if call.stream.is_some() {
            self.line(&format!("pub fn stream_of_{name}(client: &api::Client) {{\n    let _ = {made}.stream();\n}}\n"));
        }
    }

    /// A call with all arguments and setters.
    fn made(&self, call: &Call, group: &str, content: Option<String>) -> String {
        let values = &self.values;
        let mut given: Vec<String> =
            call.arguments.iter().map(|one| values.borrowed(&one.ty, &one.rust_name)).collect();
        let body = call.body.as_ref().zip(content);
        let (needed, set) = match body {
            Some((body, content)) if body.required => (Some(content), None),
            other => (None, other),
        };
        given.extend(needed);
        let mut made = format!("{group}.{}({})", call.method, given.join(", "));
        for setter in &call.setters {
            let _ = write!(made, ".{}({})", setter.rust_name, values.taken(&setter.ty, &setter.rust_name));
        }
        if let Some((body, content)) = set {
            let _ = write!(made, ".{}({content})", body.rust_name);
        }
        made
    }
}
