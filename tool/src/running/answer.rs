//! Answers that come whole.

use wharf_runtime::http::HeaderMap;
use wharf_runtime::http::header::CONTENT_TYPE;
use wharf_runtime::{Method, output};

use super::{Run, failed};
use crate::data::{Data, parse_json};
use crate::failure::{Exit, Failure};
use crate::sending::Access;
use crate::show::Results;

/// Headers as an object; those that come several times as a list.
fn headers(headers: &HeaderMap) -> Data {
    let values = |name| {
        let all = headers.get_all(name).iter();
        let mut all: Vec<Data> = all.map(|value| Data::text(String::from_utf8_lossy(value.as_bytes()))).collect();
        if all.len() == 1 { all.remove(0) } else { Data::List(all) }
    };
    Data::Object(headers.keys().map(|name| (name.to_string(), values(name))).collect())
}

impl Run {
    /// An answer that is read before it is shown. What the server says it is counts for more than what is expected.
    pub(super) async fn whole(&self, access: &Access) -> Result<(), Failure> {
        // What cannot be shown is told before anything is sent.
        let mut results = Results::open(&self.settings, self.terminal, self.command.columns)?;
        let (call, progress) = self.call(access);
        let answer = call.send_for_response::<output::empty>().await;
        progress.clear();
        let answer = answer.map_err(|error| failed(&error, access))?;
        let media_type = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_json = media_type.contains("json");
        if answer.body.is_empty() {
            // Of some answers the headers are what was asked for.
            if answer.status.is_redirection() || self.command.operation.method() == Method::HEAD {
                results.value(&headers(&answer.headers))?;
            }
            return results.finish();
        }
        if results.is_raw() {
            results.raw(&answer.body)?;
            return results.finish();
        }
        match parse_json(&answer.body) {
            Ok(data) if is_json || media_type.is_empty() => {
                if self.explores() {
                    return self.explore(&data, results);
                }
                results.value(&data)?;
            }
            Err(error) if is_json => {
                let problem = format!("{} with a body that is no JSON: {error}", answer.status);
                let mut failure = Failure::new(Exit::Api, problem);
                failure.facts.extend(answer.request_id.clone().map(|id| format!("request id {id}")));
                failure.body = Some(answer.body.to_vec());
                return Err(failure);
            }
            _ => results.raw(&answer.body)?,
        }
        results.finish()
    }
}
