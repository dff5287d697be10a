//! The first steps with a client, as blocks of code that compile: make it, list, retrieve, create, handle a failure.

mod steps;
mod values;

use std::collections::BTreeSet;

use crate::surface::{ClientSpec, Surface};

use super::{layout, lib_file, recursion};
use steps::{Step, Steps};

/// The blocks of the crate's front page, which are tested but not run.
pub fn tested(surface: &Surface) -> Vec<String> {
    Tour::new(surface).lines("no_run", true)
}

/// The same for people who read it elsewhere.
pub fn shown(surface: &Surface) -> Vec<String> {
    Tour::new(surface).lines("rust", false)
}

/// A block that shows a test of one call.
pub fn mocked(surface: &Surface) -> Vec<String> {
    let tour = Tour::new(surface);
    let Some(step) = tour.steps.failing() else { return Vec::new() };
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    lines.extend(recursion::attribute(surface).map(|limit| format!("# {limit}")));
    lines.extend(tour.imports(&["Client", "mock"], &[step]));
    lines.extend(gate(&[step]));
    lines.push(format!("# async fn run() -> Result<(), {}::Error> {{", tour.package));
    lines.push("let mock = mock::examples();".to_owned());
    lines.push("let client = Client::builder().mock(&mock).build()?;".to_owned());
    lines.extend(step.code("let outcome = ", ".await", ";"));
    lines.push("assert!(outcome.is_ok());".to_owned());
    lines.push("assert_eq!(mock.sent().len(), 1);".to_owned());
    lines.extend(after(true));
    lines.push("```".to_owned());
    lines
}

struct Tour<'a> {
    surface: &'a Surface,
    package: String,
    steps: Steps<'a>,
}

impl<'a> Tour<'a> {
    fn new(surface: &'a Surface) -> Self {
        Self { surface, package: lib_file::package(surface), steps: Steps::new(surface) }
    }

    fn lines(&self, language: &str, is_tested: bool) -> Vec<String> {
        let steps = self.steps.all();
        let limit = recursion::attribute(self.surface);
        let mut lines = vec![String::new(), format!("```{language}")];
        lines.extend(limit.iter().flat_map(|limit| [limit.clone(), String::new()]));
        lines.extend(self.imports(&["Client"], &steps));
        lines.extend(self.before(&steps, is_tested));
        lines.extend(format!("let client = {};", make(&self.surface.client)).lines().map(str::to_owned));
        lines.extend(steps.iter().flat_map(|step| step.lines()));
        lines.extend(after(is_tested));
        lines.push("```".to_owned());
        if let Some(step) = self.steps.failing() {
            lines.extend(["", "A call that fails gives an `Error`, which knows why:", ""].map(str::to_owned));
            lines.push(format!("```{language}"));
            if is_tested {
                lines.extend(limit.map(|limit| format!("# {limit}")));
                let imports = self.imports(&["Client"], &[step]);
                lines.extend(imports.into_iter().map(|line| format!("# {line}").trim_end().to_owned()));
                lines.extend(gate(&[step]));
                lines.push(format!("# async fn run(client: Client) -> Result<(), {}::Error> {{", self.package));
            }
            lines.extend(step.failure());
            lines.extend(after(is_tested));
            lines.push("```".to_owned());
        }
        lines.extend(recursion::advice(self.surface));
        lines
    }

    /// What the code names, in one line; `always` comes first.
    fn imports(&self, always: &[&'static str], steps: &[&Step<'_>]) -> Vec<String> {
        let mut names = always.to_vec();
        for (name, start) in [("Upload", "Upload::"), ("models", "models::")] {
            if steps.iter().any(|step| step.names(start)) {
                names.push(name);
            }
        }
        let line = match names.as_slice() {
            [only] => format!("use {}::{only};", self.package),
            several => format!("use {}::{{{}}};", self.package, several.join(", ")),
        };
        vec![line, String::new()]
    }

    /// What makes a function of the code.
    fn before(&self, steps: &[&Step<'_>], is_tested: bool) -> Vec<String> {
        if !is_tested {
            return Vec::new();
        }
        let mut lines = gate(steps);
        lines.push(format!("# async fn run() -> Result<(), {}::Error> {{", self.package));
        lines
    }
}

/// What compiles the code only where the features are on that it needs.
fn gate(steps: &[&Step<'_>]) -> Vec<String> {
    let features: BTreeSet<&str> = steps.iter().filter_map(|step| step.feature).collect();
    let features: Vec<String> =
        features.into_iter().map(|feature| format!("feature = {}", layout::literal(feature))).collect();
    match features.as_slice() {
        [] => Vec::new(),
        [only] => vec![format!("# #[cfg({only})]")],
        several => vec![format!("# #[cfg(all({}))]", several.join(", "))],
    }
}

fn after(is_tested: bool) -> Vec<String> {
    if is_tested { ["# Ok(())", "# }"].map(str::to_owned).to_vec() } else { Vec::new() }
}

/// The expression that makes a client.
fn make(client: &ClientSpec) -> String {
    let mut schemes = client.schemes.iter().filter(|scheme| scheme.kind != "mutual_tls");
    let mut env = client.schemes.iter().filter_map(|scheme| scheme.env.as_ref()).chain(&client.base_url_env);
    let credential = schemes.next().map(|scheme| match scheme.kind.as_str() {
        "bearer" => "\"a token\"".to_owned(),
        "basic" => "\"user:password\"".to_owned(),
        other => match other.strip_prefix("http:") {
            Some(name) => layout::literal(&format!("{name} ...")),
            None => "\"a key\"".to_owned(),
        },
    });
    if env.next().is_some() {
        return "Client::from_env()?".to_owned();
    }
    if !client.base_url.is_empty() {
        return format!("Client::new({})?", credential.unwrap_or_default());
    }
    let mut calls = vec![".base_url(\"https://api.example.com\")".to_owned()];
    calls.extend(credential.map(|credential| format!(".credential({credential})")));
    calls.push(".build()?".to_owned());
    layout::chain(0, "Client::builder()", &calls)
}
