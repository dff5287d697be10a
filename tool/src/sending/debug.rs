//! `--debug`: each request and answer on standard error.

use std::io::Write as _;
use std::time::Instant;

use wharf_runtime::http::{self, HeaderMap};
use wharf_runtime::transport::{Body, CallInfo, Layer, Next, Sending};

use super::failure::first_cause;
use super::redact::{REDACTED, is_secret_header, secret_names, url};
use crate::settings::Settings;
use crate::show::neutral_line;
use crate::table::Command;

/// Tells of what passes.
pub(super) struct Debug {
    secret: Vec<String>,
}

impl Debug {
    pub(super) fn new(settings: &Settings, command: &Command) -> Self {
        Self { secret: secret_names(settings, command) }
    }

    fn headers(&self, mark: &str, headers: &HeaderMap, out: &mut String) {
        for (name, value) in headers {
            let shown = if is_secret_header(&self.secret, name, value) {
                REDACTED.to_owned()
            } else {
                neutral_line(&String::from_utf8_lossy(value.as_bytes())).into_owned()
            };
            out.extend([mark, " ", name.as_str(), ": ", &shown, "\n"]);
        }
    }
}

impl Layer for Debug {
    fn send<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> Sending<'a> {
        Box::pin(async move {
            let attempt = request.extensions().get::<CallInfo>().map_or(1, CallInfo::attempt);
            let again = if attempt > 1 { format!(" (attempt {attempt})") } else { String::new() };
            let address = url(&request.uri().to_string(), &self.secret);
            let mut text = format!("> {} {}{again}\n", request.method(), neutral_line(&address));
            self.headers(">", request.headers(), &mut text);
            if let Some(length) = request.body().length().filter(|length| *length > 0) {
                text.extend(["> (", &length.to_string(), " bytes)\n"]);
            }
            print(&text);
            let begin = Instant::now();
            let answer = next.send(request).await;
            let took = begin.elapsed().as_secs_f64() * 1000.0;
            match &answer {
                Ok(answer) => {
                    let mut text = format!("< {} after {took:.1} ms\n", answer.status());
                    self.headers("<", answer.headers(), &mut text);
                    print(&text);
                }
                Err(error) => {
                    let cause = first_cause(error).map(|cause| format!(": {cause}")).unwrap_or_default();
                    let problem = format!("{error}{cause}");
                    print(&format!("< no answer after {took:.1} ms: {}\n", neutral_line(&problem)));
                }
            }
            answer
        })
    }
}

/// Tells a fact.
pub(crate) fn debug(fact: &str) {
    print(&format!("* {}\n", neutral_line(fact)));
}

/// What cannot be told is not told.
fn print(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
