//! The first steps with a client, as blocks of code: make it, list, create, upload, download, handle failures, test.
//! They run against the mock wherever it is known to answer; the rest compiles.

mod steps;
mod values;

use crate::surface::{ClientSpec, Surface};

use super::{docs, layout, lib_file, recursion};
use steps::{Kind, Step, Steps};

/// What is said before each kind of call.
const SHOWN: &[(Kind, &str)] = &[
    (Kind::List, "A call is sent when it is awaited:"),
    (Kind::Create, "What is sent is made by `new` from what it must have; what it may have is set by name:"),
    (Kind::Upload, "A file is sent from memory, from its path or from a stream, piece by piece:"),
    (Kind::Download, "What is downloaded comes piece by piece, into memory or, by `save_to`, into a file:"),
    (Kind::Other, "A call is sent when it is awaited:"),
];

/// Where a server of one's own may be.
const LOCAL: &str = "http://127.0.0.1:8080";

const OF_PAGES: &str = "A list comes page by page, or as a stream of the items of all pages:";
const OF_FAILURES: &str = "A call that fails gives an `Error`, which knows why:";
const OF_RETRIES: &str = "Before that it is sent again, twice at most and after a pause, where that may help and does no \
                          harm. How often, and how long it may take, is said of a client or of a call:";
const OF_TESTS: &str = "Code that uses the client is tested without a network, with the feature `mock`:";

/// What runs an async `main`.
const MAIN: &str = "# #[tokio::main(flavor = \"current_thread\")]";

/// The blocks of the crate's front page.
pub fn tested(surface: &Surface) -> Vec<String> {
    let tour = Tour::new(surface);
    let mut lines = tour.blocks(true);
    lines.extend(recursion::advice(surface));
    lines
}

/// The same for people who read it elsewhere.
pub fn shown(surface: &Surface) -> Vec<String> {
    let tour = Tour::new(surface);
    let mut lines = tour.blocks(false);
    lines.extend(recursion::advice(surface));
    lines
}

/// A block that shows a test of one call.
pub fn mocked(surface: &Surface) -> Vec<String> {
    Tour::new(surface).test(true)
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

    fn blocks(&self, is_tested: bool) -> Vec<String> {
        let mut lines = self.making(is_tested);
        for (kind, text) in SHOWN {
            let Some(step) = self.steps.of(*kind) else { continue };
            lines.extend(prose(if step.is_paged { OF_PAGES } else { text }));
            lines.extend(self.block(step, &[], step.lines(), is_tested));
        }
        let Some(step) = self.steps.failing() else { return lines };
        lines.extend(prose(OF_FAILURES));
        lines.extend(self.block(step, &[], step.failure(), is_tested));
        lines.extend(prose(OF_RETRIES));
        lines.extend(self.block(step, &["use std::time::Duration;"], step.with_settings(), is_tested));
        lines.extend(prose(OF_TESTS));
        lines.extend(self.test(is_tested));
        lines
    }

    /// A block that makes a client. It does not run, as that takes an account.
    fn making(&self, is_tested: bool) -> Vec<String> {
        let mut lines = vec![String::new(), fence(is_tested, false)];
        lines.extend(self.limit(is_tested));
        lines.extend([format!("use {}::Client;", self.package), String::new()]);
        let hidden = [format!("# fn run() -> Result<(), {}::Error> {{", self.package)];
        lines.extend(hidden.into_iter().filter(|_| is_tested));
        lines.extend(made(&self.surface.client).lines().map(str::to_owned));
        let hidden = ["# Ok(())", "# }"].map(str::to_owned);
        lines.extend(hidden.into_iter().filter(|_| is_tested));
        lines.push("```".to_owned());
        lines
    }

    /// A block with one call of a client that is there.
    fn block(&self, step: &Step<'_>, uses: &[&str], code: Vec<String>, is_tested: bool) -> Vec<String> {
        let package = &self.package;
        let mut shown: Vec<String> = uses.iter().map(|&line| line.to_owned()).collect();
        shown.extend(self.imports(&[], step));
        shown.extend((!shown.is_empty()).then(String::new));
        shown.extend(code);
        if !is_tested {
            shown.retain(|line| !line.starts_with('#'));
        }
        let gate = gate(step);
        let mut before = gate.clone();
        before.push(format!("# async fn run(client: {package}::Client) -> Result<(), {package}::Error> {{"));
        let mut after = ["# Ok(())", "# }"].map(str::to_owned).to_vec();
        after.extend(gate);
        after.extend([
            MAIN.to_owned(),
            format!("# async fn main() -> Result<(), {package}::Error> {{"),
            format!("#     let mock = {package}::mock::examples();"),
            format!("#     run({package}::Client::builder().mock(&mock).build()?).await"),
            "# }".to_owned(),
        ]);
        after.extend(otherwise(step));
        self.wrapped(step, shown, before, after, is_tested)
    }

    /// A block that shows a test of one call.
    fn test(&self, is_tested: bool) -> Vec<String> {
        let Some(step) = self.steps.failing() else { return Vec::new() };
        let mut shown = self.imports(&["Client", "mock"], step);
        shown.push(String::new());
        let start = ["let mock = mock::examples();", "let client = Client::builder().mock(&mock).build()?;"];
        shown.extend(start.map(str::to_owned));
        shown.extend(step.code("let outcome = ", ".await", ";"));
        shown.extend(["assert!(outcome.is_ok());".to_owned(), String::new()]);
        shown.push(format!("mock.reply({}, mock::Reply::new(404));", layout::literal(step.operation)));
        shown.extend(step.code("let outcome = ", ".await", ";"));
        shown.push("assert!(outcome.is_err_and(|error| error.is_not_found()));".to_owned());
        shown.push("assert_eq!(mock.sent().len(), 2);".to_owned());
        let mut before = gate(step);
        before.extend([MAIN.to_owned(), format!("# async fn main() -> Result<(), {}::Error> {{", self.package)]);
        let mut after = ["# Ok(())", "# }"].map(str::to_owned).to_vec();
        after.extend(otherwise(step));
        self.wrapped(step, shown, before, after, is_tested)
    }

    /// A block of `shown` between what only rustdoc sees.
    fn wrapped(
        &self,
        step: &Step<'_>,
        shown: Vec<String>,
        before: impl IntoIterator<Item = String>,
        after: impl IntoIterator<Item = String>,
        is_tested: bool,
    ) -> Vec<String> {
        let mut lines = vec![String::new(), fence(is_tested, step.runs)];
        if is_tested {
            lines.extend(self.limit(true));
            lines.extend(before);
        }
        lines.extend(shown);
        if is_tested {
            lines.extend(after);
        }
        lines.push("```".to_owned());
        lines
    }

    /// What code that names the deepest types needs; shown to readers by [`recursion::advice`].
    fn limit(&self, is_tested: bool) -> Option<String> {
        recursion::attribute(self.surface).filter(|_| is_tested).map(|limit| format!("# {limit}"))
    }

    /// What the code names, in one line; `always` comes first.
    fn imports(&self, always: &[&'static str], step: &Step<'_>) -> Vec<String> {
        let mut names = always.to_vec();
        let others = [("Upload", "Upload::"), ("models", "models::")];
        names.extend(others.into_iter().filter(|(_, start)| step.names(start)).map(|(name, _)| name));
        match names.as_slice() {
            [] => Vec::new(),
            [only] => vec![format!("use {}::{only};", self.package)],
            several => vec![format!("use {}::{{{}}};", self.package, several.join(", "))],
        }
    }
}

/// What compiles an item only where the feature is on that the step needs.
fn gate(step: &Step<'_>) -> Vec<String> {
    let feature = step.feature.map(layout::literal);
    feature.map(|feature| format!("# #[cfg(feature = {feature})]")).into_iter().collect()
}

/// A program for where it is off.
fn otherwise(step: &Step<'_>) -> Vec<String> {
    let feature = step.feature.map(layout::literal);
    let lines = feature.map(|feature| [format!("# #[cfg(not(feature = {feature}))]"), "# fn main() {}".to_owned()]);
    lines.into_iter().flatten().collect()
}

/// A text before a block.
fn prose(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(docs::render(text, docs::WIDTH - "//! ".len()));
    lines
}

/// How a block begins: `rust` where it is only read.
fn fence(is_tested: bool, runs: bool) -> String {
    let language = match (is_tested, runs) {
        (false, _) => "rust",
        (true, true) => "",
        (true, false) => "no_run",
    };
    format!("```{language}")
}

/// How clients are made: as most are, and with settings by hand.
fn made(client: &ClientSpec) -> String {
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
    let usual = if env.next().is_some() {
        Some("Client::from_env()?".to_owned())
    } else if client.base_url.is_empty() {
        None
    } else {
        Some(format!("Client::new({})?", credential.clone().unwrap_or_default()))
    };
    let built = |url: &str| {
        let mut calls = vec![format!(".base_url({})", layout::literal(url))];
        calls.extend(credential.map(|credential| format!(".credential({credential})")));
        calls.push(".build()?".to_owned());
        layout::chain(0, "Client::builder()", &calls)
    };
    match usual {
        Some(usual) => format!(
            "let client = {usual};\n\n// Or with settings by hand.\nlet local = {};",
            built(&local(&client.base_url))
        ),
        None => format!("let client = {};", built("https://api.example.com")),
    }
}

/// A server of one's own, with the path that the API's has.
fn local(base_url: &str) -> String {
    let path = base_url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = if path.contains(['{', '?']) { "" } else { path.trim_end_matches('/') };
    format!("{LOCAL}/{path}").trim_end_matches('/').to_owned()
}
