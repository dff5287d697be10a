//! Has a client make calls over HTTP: a line of JSON in, which says what is called, with what and where, and one out, which
//! says what became of it.

mod given;

use std::fmt::Display;
use std::future::Future;
use std::io::{self, BufRead, Write};
use std::pin::Pin;

use api::{Client, ClientBuilder, Error, Value};
use serde::de::DeserializeOwned as Readable;

pub use given::Given;

/// What became of a call; or why the client cannot hold what it is given.
pub type Outcome = Result<Result<(), Error>, String>;

/// A call.
pub type Call = fn(Script, Given) -> Pin<Box<dyn Future<Output = Outcome>>>;

fn read<T: Readable>(value: &Value) -> Result<T, impl Display> {
    let read = |text: String| serde_json::from_str(&text);
    // One file may stand for a list of them.
    read(value.to_string()).or_else(|error| read(format!("[{value}]")).map_err(|_| error))
}

/// Where the server is.
pub struct Script(String);

/// A client of that server.
pub fn open(builder: ClientBuilder, script: &Script) -> Client {
    builder.base_url(&script.0).max_retries(0).build().unwrap()
}

/// Answers until there are no more lines.
pub fn serve(calls: &[(&str, Call)]) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
        let call = calls.iter().find(|(call, _)| *call == text("call")).map(|(_, call)| call);
        let (script, given) = (Script(text("url")), Given(asked["given"].clone()));
        let outcome = match call.map(|call| runtime.block_on(call(script, given))) {
            Some(Ok(Ok(()))) => String::new(),
            Some(Ok(Err(error))) => error.to_string(),
            Some(Err(reason)) => format!("it cannot hold {reason}"),
            None => "there is no such call".to_owned(),
        };
        writeln!(output, "{}", Value::String(outcome))?;
        output.flush()?;
    }
    Ok(())
}
