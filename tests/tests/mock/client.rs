//! The client under test: generated, compiled with a program that makes its calls, and run.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::json;
use wharf::document::Document;
use wharf::surface::Surface;
use wharf::{Input, Source};
use wharf_cli::load::Folder;
use wharf_tests::downstream::{Until, driver};
use wharf_tests::recorder::{Answer, Recorder};
use wharf_tests::sandbox::{Generation, Sandbox, built, repository};

use crate::calls::{Called, FAILURE, Trial};
use crate::contract::Contract;
use crate::request;

/// A client, with a running program that makes its calls.
pub struct Client {
    /// What there is in its crate.
    pub surface: Surface,
    /// The operations of its calls.
    pub calls: Vec<String>,
    /// Those that can be asked for a stream.
    pub streams: Vec<usize>,
    source: Source,
    folder: std::path::PathBuf,
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Client {
    /// That of a document, compiled.
    pub fn of(path: &Path) -> Result<Self, String> {
        let folder = path.parent().unwrap_or(path).to_owned();
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let source = Source { name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes };
        let made = wharf::generate(&Input {
            command: "mock".to_owned(),
            ..Input::new(source.clone(), &Folder::new(folder.clone()))
        });
        let text =
            made.outputs.and_then(|outputs| outputs.get("surface.json").cloned()).ok_or("nothing is made of it")?;
        let mut surface: Surface = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        // What the API sends by itself is behind a feature, and no call.
        surface.webhooks = None;
        let driver = driver(&surface, Until::Read);

        let sandbox = Sandbox::new("mock")?;
        sandbox.generate(&Generation::of(path)).fine()?;
        let text_of = |path: &str| {
            let path = repository().join(path);
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let given = format!("mod given {{\n{}}}", text_of("tests/programs/given.rs")?);
        let program = text_of("tests/mock/program.rs")?.replace("mod given;", &given);
        let mut main = format!(
            "#![allow(warnings)]\n#![recursion_limit = \"512\"]\n\nmod program {{\n{}}}\n\nmod calls {{\n{}}}\n\n",
            program.replace("//!", "//"),
            driver.source
        );
        main += "static CALLS: &[(&str, program::Call)] = &[\n";
        let calls = (0..driver.calls.len()).map(|number| format!("call_{number}"));
        for name in calls.chain(driver.streams.iter().map(|number| format!("stream_{number}"))) {
            let _ = writeln!(main, "    ({name:?}, |script, given| Box::pin(calls::{name}(script, given))),");
        }
        main += "];\n\nfn main() -> std::io::Result<()> {\n    program::serve(CALLS)\n}\n";
        sandbox.program(&sandbox.write("mock.rs", main)?)?;

        let mut command = Command::new(built("mock")?);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).env_clear().spawn();
        let mut child = child.map_err(|error| error.to_string())?;
        let (input, output) = (child.stdin.take().ok_or("no input")?, child.stdout.take().ok_or("no output")?);
        Ok(Self {
            surface,
            calls: driver.calls,
            streams: driver.streams,
            source,
            folder,
            child,
            input,
            output: BufReader::new(output),
        })
    }

    /// The document.
    pub fn document(&self) -> Document {
        Document::parse(self.source.clone(), &Folder::new(self.folder.clone())).0.unwrap()
    }

    /// Makes a call once, and says what is wrong with what was sent, or why the answer could not be read.
    pub fn tries(
        &mut self,
        number: usize,
        call: &Called<'_>,
        trial: &Trial,
        contract: &Contract<'_>,
    ) -> Result<(), String> {
        let (status, media, body) = &trial.answer;
        let answer = Answer::new(*status).body(body.as_bytes());
        let answer = if media.is_empty() { answer } else { answer.header("content-type", media) };
        let recorder = Recorder::start([answer]).map_err(|error| error.to_string())?;
        let kind = if trial.is_stream { "stream" } else { "call" };
        let url = format!("{}/v1", recorder.url());
        let outcome = self.ask(&format!("{kind}_{number}"), &trial.given, &url)?;
        let sent = recorder.finish()?;
        if sent.len() != 1 {
            return Err(format!("{} requests came: {outcome}", sent.len()));
        }
        request::check(&sent[0], call.operation, trial, contract)?;
        if outcome.is_empty() || trial.answer == FAILURE {
            Ok(())
        } else {
            Err(format!("{outcome}\n  the answer was {:?}", trial.answer))
        }
    }

    fn ask(&mut self, call: &str, given: &serde_json::Value, url: &str) -> Result<String, String> {
        let question = json!({ "call": call, "given": given, "url": url });
        writeln!(self.input, "{question}").map_err(|error| error.to_string())?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| error.to_string())?;
        serde_json::from_str(&line).map_err(|error| format!("{error}: {line:?}"))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
