//! `--dry-run`: the request that would be sent.

use std::sync::{Arc, Mutex, PoisonError};

use wharf_runtime::http;
use wharf_runtime::output;
use wharf_runtime::transport::{Body, Sending, Transport, TransportError, TransportErrorKind};

use super::client::{Begun, builder};
use super::redact;
use super::{call, curl, of_error};
use crate::body::Sent;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::table::Command;

/// Keeps the request instead of sending it.
#[derive(Default, Clone)]
struct Kept(Arc<Mutex<Option<http::Request<Body>>>>);

impl Transport for Kept {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(request);
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Request, "kept")) })
    }
}

/// The command that sends the same. Secrets are left out of it: where a variable holds the credential it is named, so
/// that the command runs where the variable is set.
pub(crate) async fn dry_run(
    settings: &Settings,
    command: &'static Command,
    mut sent: Sent,
    accept: Option<&'static str>,
) -> Result<String, Failure> {
    let Begun { mut builder, .. } = builder(settings)?;
    // Of several alternatives the one whose credential is there.
    let schemes = settings.tool.api.schemes;
    let is_there = |scheme: &&wharf_runtime::Scheme| settings.has_credential(scheme.name);
    let any = schemes.iter().any(|scheme| is_there(&scheme));
    for (index, scheme) in schemes.iter().enumerate().filter(|(_, scheme)| !any || is_there(scheme)) {
        let credential = match scheme.kind {
            wharf_runtime::SchemeKind::Http(name) => format!("{name} {}", curl::mark(index)),
            _ => curl::mark(index),
        };
        builder = builder.credential_for(scheme.name, credential);
    }
    let kept = Kept::default();
    let client = builder.max_retries(0).transport(kept.clone()).build().map_err(|error| of_error(&error, None))?;
    for (parameter, value) in &mut sent.parameters {
        let of_parameter = |flag: &&crate::table::Flag| matches!(flag.place, crate::table::Place::Parameter(known) if known.name() == parameter.name());
        if let Some(flag) = command.flags.iter().find(of_parameter) {
            redact::redact(flag.shape, value);
        }
    }
    if let Some((media, data)) = &mut sent.body {
        redact::redact(media.shape, data);
    }
    let answer = call(&client, command, &sent, accept, None).send::<output::empty>().await;
    let request = kept.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (request, answer) {
        (Some(request), _) => Ok(curl::line(settings, command, request, sent.body.as_ref()).await),
        (None, Err(error)) => Err(of_error(&error, None)),
        (None, Ok(())) => Err(Failure::usage("there is no request")),
    }
}
