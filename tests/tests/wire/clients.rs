//! The clients under test, each generated and compiled once.

use std::sync::OnceLock;

use wharf_tests::recorder::{Answer, Recorder, Request};
use wharf_tests::sandbox::{Generation, Program, Sandbox, repository};
use wharf_tests::specs;

/// A client with a program that uses it.
pub struct Client {
    program: Program,
    /// Headers that the document or the settings name, beyond those of every request.
    pub own_headers: &'static [&'static str],
}

impl Client {
    /// Lets the program go through a point, and gives what was sent and what was printed.
    pub fn run(&self, point: &str, answers: impl IntoIterator<Item = Answer>) -> (Vec<Request>, String) {
        let recorder = Recorder::start(answers).unwrap();
        let base_url = format!("{}/v1", recorder.url());
        let ran = self.program.run(&[point], &[("BASE_URL", &base_url)]).unwrap();
        let printed = ran.fine().unwrap_or_else(|error| panic!("{error}"));
        (recorder.finish().unwrap(), printed)
    }
}

/// A client that is made by the first test that asks for it; where that fails, it fails for all.
type Made = OnceLock<Result<Client, String>>;

/// The client of this repository's document, with its settings.
#[expect(clippy::unnecessary_wraps, reason = "the others may be missing")]
pub fn ours() -> Option<&'static Client> {
    static MADE: Made = OnceLock::new();
    let made = || {
        let sandbox = Sandbox::new("wire-ours")?;
        let generation = Generation::ours(&sandbox)?;
        Ok(Client { own_headers: &["x-stainless-retry-count"], ..client(&sandbox, &generation, "ours.rs")? })
    };
    Some(usable(MADE.get_or_init(made)))
}

/// The client of the part of the official document, without settings.
pub fn official_part() -> Option<&'static Client> {
    static MADE: Made = OnceLock::new();
    let generation = Generation::of(specs()?.join("openai-containers.yaml"));
    Some(usable(MADE.get_or_init(|| client(&Sandbox::new("wire-part")?, &generation, "official.rs"))))
}

/// The client of the same part, cut out of the whole official document.
pub fn official_whole() -> Option<&'static Client> {
    static MADE: Made = OnceLock::new();
    let generation = Generation::of(specs()?.join("openai.yaml")).only("/containers");
    Some(usable(MADE.get_or_init(|| client(&Sandbox::new("wire-whole")?, &generation, "official.rs"))))
}

fn client(sandbox: &Sandbox, generation: &Generation, source: &str) -> Result<Client, String> {
    sandbox.generate(generation).fine()?;
    let program = sandbox.program(&repository().join("tests/wire").join(source))?;
    Ok(Client { program, own_headers: &[] })
}

fn usable(made: &'static Result<Client, String>) -> &'static Client {
    made.as_ref().unwrap_or_else(|said| panic!("{said}"))
}

/// A test of each point for each client.
macro_rules! over_clients {
    ($($point:ident,)*) => {
        over_clients!(ours: $($point)*);
        over_clients!(official_part: $($point)*);
        over_clients!(official_whole: $($point)*);
    };
    ($client:ident: $($point:ident)*) => {
        mod $client {
            $(#[test] fn $point() {
                if let Some(client) = crate::clients::$client() {
                    crate::points::$point(client);
                }
            })*
        }
    };
}
