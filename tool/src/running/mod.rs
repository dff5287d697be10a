//! Running a command, from its words to the code that the process ends with.

mod answer;
mod beside;
mod characters;
mod download;
mod events;
mod lists;
mod report;
mod unused;

use std::ffi::OsString;
use std::io::Write as _;
use std::sync::Arc;

use clap::builder::StyledStr;

use crate::arguments::{ERROR_FORMATS, FORMATS, Invocation, Refused, Wanted, parse, with_spaces};
use crate::body::{self, Sent};
use crate::builtin;
use crate::data::Data;
use crate::explore::{Ended, explore};
use crate::failure::{Exit, Failure, unwritable};
use crate::sending::{Access, accept, access, call, dry_run, of_error};
use crate::settings::{Settings, typed};
use crate::show::{Format, Palette, Progress, Results, abandon, filter, is_at_work, neutral_line, print};
use crate::table::{Answer, Command, Tool};
use crate::terminal::Terminal;

/// What a command runs with.
struct Run {
    settings: Settings,
    terminal: Terminal,
    command: &'static Command,
    sent: Sent,
    answer: Answer,
    accept: Option<&'static str>,
}

/// Runs the words of a command line.
pub(crate) fn run(tool: &'static Tool, words: &[OsString]) -> Exit {
    let terminal = Terminal::look();
    match parse(tool, words) {
        Ok(Wanted::Text(text)) => shown(&text, terminal),
        Ok(Wanted::BuiltIn(name, rest)) => match builtin::run(tool, name, &rest) {
            Ok(()) => Exit::Fine,
            Err(failure) => report::report(&failure, terminal, None),
        },
        Ok(Wanted::Command(invocation)) => called(tool, *invocation, terminal),
        Err(Refused::Help(text)) => {
            let text = if terminal.error_colour { text.ansi().to_string() } else { text.to_string() };
            // Where this cannot be told there is nobody to be told.
            let _ = std::io::stderr().lock().write_all(with_spaces(&text).as_bytes());
            Exit::Usage
        }
        Err(Refused::Failure(failure)) => report::report(&failure, terminal, None),
    }
}

fn shown(text: &StyledStr, terminal: Terminal) -> Exit {
    let text = if terminal.colour { text.ansi().to_string() } else { text.to_string() };
    match print(&with_spaces(&text)) {
        Ok(()) => Exit::Fine,
        Err(failure) => report::report(&failure, terminal, None),
    }
}

fn called(tool: &'static Tool, invocation: Invocation, terminal: Terminal) -> Exit {
    let prepared = body::sent(&invocation, takes_standard_input(tool, &invocation));
    let (answer, accept) = answer_of(&invocation);
    let command = invocation.command;
    let deprecated = deprecated(&invocation);
    let settings = match Settings::read(tool, invocation.globals) {
        Ok(settings) => settings,
        Err(failure) => return report::report(&failure, terminal, None),
    };
    let terminal = match terminal.coloured(&settings) {
        Ok(terminal) => terminal,
        Err(failure) => return report::report(&failure, terminal, None),
    };
    let sent = match prepared {
        Ok(sent) => sent,
        Err(failure) => return report::report(&failure, terminal, None),
    };
    warn(&deprecated, &settings, terminal);
    for warning in sent.warnings.iter().filter(|_| !settings.is_on("quiet")) {
        // Where this cannot be told, the command runs all the same.
        let _ = writeln!(std::io::stderr(), "warning: {}", neutral_line(warning));
    }
    if let Err(failure) = checked(&settings).and_then(|()| unused::refused(&settings, command, &answer)) {
        return report::report(&failure, terminal, None);
    }
    let run = Run { settings, terminal, command, sent, answer, accept };
    match executed(&run) {
        Ok(()) => Exit::Fine,
        Err(failure) => report::report(&failure, terminal, Some(&run.settings)),
    }
}

/// What is wrong with the tool's own flags is told before anything else is looked for.
fn checked(settings: &Settings) -> Result<(), Failure> {
    Format::of(settings, "format", FORMATS)?;
    Format::of(settings, "format-error", ERROR_FORMATS)?;
    filter(settings, "jq")?;
    filter(settings, "jq-error")?;
    settings.number::<u64>("max-items")?;
    settings.number::<u32>("max-retries")?;
    settings.number::<f64>("timeout").map(drop)
}

/// What was used and should no longer be.
fn deprecated(invocation: &Invocation) -> Vec<String> {
    let command = invocation.command;
    let of_command = command.deprecated.then(|| format!("`{} {}`", command.resource, command.verb));
    let flags = invocation.given.iter().map(|given| given.flag).filter(|flag| flag.deprecated);
    let mut all: Vec<String> = of_command.into_iter().chain(flags.map(|flag| format!("--{}", flag.name))).collect();
    all.dedup();
    all
}

/// Tells people of it; programs read no warnings.
fn warn(deprecated: &[String], settings: &Settings, terminal: Terminal) {
    if terminal.error && !settings.is_on("quiet") {
        for name in deprecated {
            // Where this cannot be told, the command runs all the same.
            let _ = writeln!(std::io::stderr(), "warning: {name} is deprecated");
        }
    }
}

/// Whether a credential is read from standard input.
fn takes_standard_input(tool: &Tool, invocation: &Invocation) -> bool {
    let is_dash = |flag: &str| invocation.globals.value(flag).is_some_and(|word| word == "-");
    tool.credentials.iter().any(|credential| is_dash(credential.flag))
}

/// What is answered, and what to ask for: another answer than usual where the flag for it is set.
fn answer_of(invocation: &Invocation) -> (Answer, Option<&'static str>) {
    let command = invocation.command;
    let is_set = |flag: &str| {
        invocation.given.iter().rev().find(|given| given.flag.name == flag).is_some_and(|given| given.word == "true")
    };
    match command.streamed {
        Some(streamed) if is_set(streamed.flag) => {
            (streamed.answer, accept(command, &streamed.answer, Some(streamed.accept)))
        }
        _ => (command.answer, accept(command, &command.answer, None)),
    }
}

fn executed(run: &Run) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(Exit::Api, format!("nothing can be run: {error}")))?;
    if run.settings.value("jq").is_some() {
        // A filter leaves no turn to what waits for signals here.
        std::thread::spawn(end_with_filter);
    }
    let outcome = runtime.block_on(async {
        tokio::select! {
            // Signals are seen to before anything is asked for or written.
            biased;
            () = stopped() => Err(interrupted()),
            outcome = run.execute() => outcome,
        }
    });
    // Whatever still waits, as a read of standard input, is not waited for.
    runtime.shutdown_background();
    outcome
}

/// Ends the program by a signal while a filter is at work. At any other time the signal is seen to elsewhere.
fn end_with_filter() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(stopped());
    if is_at_work() {
        abandon();
        // Where this cannot be told there is nobody to be told.
        let _ = writeln!(std::io::stderr(), "error: interrupted");
        std::process::exit(i32::from(Exit::Interrupted as u8));
    }
}

fn interrupted() -> Failure {
    Failure::new(Exit::Interrupted, "interrupted")
}

/// Waits for a signal to stop, after which no half file stays, and no terminal in disorder.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let of = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()].map(signal);
        if let [Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)] = of {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
            return;
        }
    }
    // Where it cannot be waited for the system ends the program.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

impl Run {
    async fn execute(&self) -> Result<(), Failure> {
        if self.settings.is_on("dry-run") {
            let text = dry_run(&self.settings, self.command, self.sent.clone(), self.accept).await?;
            // Not to the file of `--output`, which may be of an earlier run.
            return print(&text);
        }
        let typed = typed(self.settings.to_be_typed(self.command.operation)).await?;
        let access = access(&self.settings, &typed, self.command, self.terminal.error)?;
        match self.answer {
            Answer::List(listing) => self.list(&access, &listing).await,
            Answer::Download => self.download(&access).await,
            Answer::Events | Answer::Lines | Answer::Sequence => self.events(&access).await,
            Answer::None | Answer::Json | Answer::Optional | Answer::Text => self.whole(&access).await,
        }
    }

    /// The call, with a bar for what is uploaded.
    fn call(&self, access: &Access) -> (wharf_runtime::Call, Progress) {
        let uploads = self.sent.body.as_ref().is_some_and(|(_, data)| data.has_file());
        let progress = Progress::new(uploads && self.shows_progress(), "Sending");
        let bar = progress.clone();
        let report: body::Report = Arc::new(move |done, all| bar.set(done, all));
        let call = call(&access.client, self.command, &self.sent, self.accept, uploads.then_some(&report));
        (call, progress)
    }

    /// Whether results are looked at interactively: on a terminal only.
    fn explores(&self) -> bool {
        let wanted = self.settings.value("format").is_some_and(|(format, _)| format == "explore");
        let to_file = self.settings.value("output").is_some_and(|(name, _)| name != "-");
        wanted && self.terminal.output && !self.terminal.is_dumb && !to_file
    }

    /// Lets a result be looked at.
    async fn explore(&self, data: Data, results: Results) -> Result<(), Failure> {
        drop(results);
        match explore(data, Palette::new(self.terminal.colour)).await {
            Ok(Ended::Seen) => Ok(()),
            Ok(Ended::Interrupted) => Err(interrupted()),
            Err(error) => Err(unwritable(&error)),
        }
    }

    /// Tells people something beside the result.
    fn note(&self, text: &str) {
        if self.terminal.error && !self.settings.is_on("quiet") {
            // Where this cannot be told, the result is what it is.
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    fn shows_progress(&self) -> bool {
        let is_wanted = !self.settings.is_on("quiet") && !self.settings.is_on("debug");
        self.terminal.error && !self.terminal.is_dumb && is_wanted
    }
}

/// A failed call, as it is told.
fn failed(error: &wharf_runtime::Error, access: &Access) -> Failure {
    of_error(error, Some(access))
}
