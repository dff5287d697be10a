//! The local Containers server as a program.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::process::ExitCode;

use clap::Parser;
use wharf_tests::emulator::{Clock, Emulator, Fault, Settings};

/// A local server that behaves as the Containers API does.
///
/// It prints its address and a ready line on standard output, and stops on Ctrl-C.
#[derive(Debug, Parser)]
#[command(name = "emulator", version)]
struct Arguments {
    /// Where to listen; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Accept the placeholders that other clients' published tests send.
    #[arg(long)]
    fixtures: bool,
    /// Let in only this key; without it, any bearer token is let in.
    #[arg(long, value_name = "KEY")]
    api_key: Option<String>,
    /// Something that goes wrong on purpose, such as `503;times=2`; may be given several times.
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<Fault>,
    /// Seconds by which the server's clock is ahead.
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    clock_offset: i64,
    /// Hold requests and answers to this OpenAPI document.
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// Let query items and body members through that the document does not declare.
    #[arg(long)]
    allow_undeclared: bool,
}

fn main() -> ExitCode {
    match serve(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn serve(arguments: Arguments) -> Result<(), String> {
    let document = arguments
        .document
        .map(|path| std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display())));
    let clock = Clock::system();
    clock.advance(arguments.clock_offset);
    let emulator = Emulator::start(Settings {
        listen: arguments.listen,
        api_key: arguments.api_key,
        fixtures: arguments.fixtures,
        clock,
        document: document.transpose()?,
        faults: arguments.faults,
        allow_undeclared: arguments.allow_undeclared,
        record: false,
    })
    .map_err(|error| error.to_string())?;
    let stopped = announce_and_wait(&emulator).map_err(|error| error.to_string());
    emulator.stop();
    stopped
}

/// Says that the server is ready once an interrupt would be noticed, and waits for one.
fn announce_and_wait(emulator: &Emulator) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut interrupt = pin!(tokio::signal::ctrl_c());
        tokio::select! {
            biased;
            // The first look at it installs the signal's handler.
            interrupted = &mut interrupt => return interrupted,
            () = std::future::ready(()) => {}
        }
        announce(emulator)?;
        interrupt.await
    })
}

fn announce(emulator: &Emulator) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", emulator.base_url())?;
    writeln!(output, "ready")?;
    output.flush()
}
