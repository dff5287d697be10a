//! From what is sent to calls of the client.

mod client;
mod curl;
mod debug;
mod dry;
mod failure;
mod redact;

use wharf_runtime::{Call, Client};

pub(crate) use client::{Access, access};
pub(crate) use debug::debug;
pub(crate) use dry::dry_run;
pub(crate) use failure::{of_error, unreadable};

use crate::body::{Report, Sent, payload};
use crate::table::{Answer, Command};

/// The call of a command, ready to be sent.
pub(crate) fn call(
    client: &Client,
    command: &'static Command,
    sent: &Sent,
    accept: Option<&'static str>,
    report: Option<&Report>,
) -> Call {
    let mut call = Call::new(client, command.operation);
    for (parameter, value) in &sent.parameters {
        call.set(parameter, value);
    }
    if let Some((media, data)) = &sent.body {
        call = call.payload(payload(media, data, report));
    }
    match accept {
        Some(media_types) => call.accepting(Some(media_types)),
        None => call,
    }
}

/// What to ask for, where the operation does not say it.
pub(crate) fn accept(command: &Command, answer: &Answer, streamed: Option<&'static str>) -> Option<&'static str> {
    if let Some(media_type) = streamed.filter(|media_type| !media_type.is_empty()) {
        return Some(media_type);
    }
    match answer {
        Answer::Events => Some("text/event-stream"),
        Answer::Lines if streamed.is_some() => Some("application/jsonl"),
        Answer::Json | Answer::Optional | Answer::List(_) if command.operation.media_types().is_none() => {
            Some("application/json")
        }
        _ => None,
    }
}
