//! The client, as it was set up.

use std::io::Write as _;
use std::time::Duration;

use wharf_runtime::{Client, ClientBuilder, Redirects, Retry, Secret};

use super::debug::Debug;
use super::{of_error, redact};
use crate::failure::Failure;
use crate::settings::{Found, Origin, Settings, Typed, unseen};
use crate::show::neutral_line;
use crate::table::Command;

/// A client, and what is said about it when a call fails.
pub(crate) struct Access {
    pub(crate) client: Client,
    /// Where the credentials were found.
    pub(crate) origins: Vec<String>,
    /// The base URL, where it is another than the API's, and where it was found.
    pub(crate) base: Option<String>,
    /// The headers that were set for all calls, and where they were found.
    pub(crate) headers: Vec<String>,
    /// The credentials, which are told nobody, even where a server sends them back.
    pub(crate) secrets: Vec<Secret>,
}

/// A client that is being set up, and where what it was set to was found.
pub(super) struct Begun {
    pub(super) builder: ClientBuilder<Client>,
    base: Option<String>,
    headers: Vec<String>,
}

/// What was set about connections and headers.
pub(super) fn builder(settings: &Settings) -> Result<Begun, Failure> {
    let tool = settings.tool;
    let mut builder: ClientBuilder<Client> = ClientBuilder::new(tool.api).redirects(Redirects::Anywhere);
    let mut base = None;
    let mut headers = Vec::new();
    if let Some((url, origin)) = settings.value("base-url") {
        // Whoever puts a query there has a key in it.
        let shown = redact::url(&url, &redact::names_in_query(&url));
        base = Some(format!("the base URL {shown} is that of {origin}"));
        builder = builder.base_url(url);
    }
    for server in tool.servers {
        if let Some((value, _)) = settings.value(server.flag) {
            builder = builder.server_variable(server.variable, value);
        }
    }
    for header in tool.api.headers {
        let flag = tool.headers.iter().find(|flag| flag.header.eq_ignore_ascii_case(header.name));
        let value = match flag {
            Some(flag) => settings.value(flag.flag),
            None => header.env.and_then(|name| Some((settings.variable(name)?, Origin::Variable(name.to_owned())))),
        };
        // An empty one takes away what the environment or the profile would send.
        if let Some((value, origin)) = value.filter(|(value, _)| !value.trim().is_empty()) {
            if let Some(unseen) = unseen(&value) {
                return Err(Failure::usage(format!("{origin}: the value holds {unseen}")));
            }
            headers.push(format!("the header {} is that of {origin}", header.name));
            builder = builder.header(header.name, value);
        }
    }
    if let Some(seconds) = settings.number::<f64>("timeout")? {
        let timeout = Duration::try_from_secs_f64(seconds);
        let timeout = timeout.map_err(|_| Failure::usage(format!("--timeout: {seconds} s is no time to wait")))?;
        let timeout = if timeout.is_zero() { Duration::MAX } else { timeout };
        builder = builder.timeout(timeout);
    }
    if let Some(retries) = settings.number("max-retries")? {
        builder = builder.max_retries(retries);
    }
    Ok(Begun { builder, base, headers })
}

/// The client for a command. Whether people look on decides what they are told of while they wait.
pub(crate) fn access(
    settings: &Settings,
    typed: &[Typed],
    command: &'static Command,
    is_watched: bool,
) -> Result<Access, Failure> {
    let Begun { mut builder, base, headers } = builder(settings)?;
    if is_watched && !settings.is_on("quiet") || settings.is_on("debug") {
        builder = builder.on_retry(tell);
    }
    let mut origins = Vec::new();
    let mut secrets = Vec::new();
    for Found { scheme, secret, origin } in settings.credentials(command.operation, typed)? {
        secrets.push(secret.clone());
        builder = builder.credential_for(scheme, secret);
        origins.push(origin);
    }
    if settings.is_on("debug") {
        builder = builder.layer(Debug::new(settings, command));
    }
    let client = builder.build().map_err(|error| base.iter().fold(of_error(&error, None), Failure::hint))?;
    Ok(Access { client, origins, base, headers, secrets })
}

/// Says that a request will be sent again.
fn tell(retry: &Retry<'_>) {
    let why = match retry.error.status() {
        Some(status) => status.to_string(),
        None => retry.error.failure().reason().to_owned(),
    };
    let when = match (retry.delay.as_secs_f64() * 10.0).ceil() / 10.0 {
        0.0 => "at once".to_owned(),
        seconds => format!("in {seconds} s"),
    };
    // Where this cannot be told, it is tried again all the same.
    let _ = writeln!(std::io::stderr(), "retrying {when} ({} of {}): {}", retry.number, retry.most, neutral_line(&why));
}
