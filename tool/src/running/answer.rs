//! Answers that come whole.

use wharf_runtime::http::header::CONTENT_TYPE;
use wharf_runtime::{HeaderMap, Method, StatusCode, output};

use super::beside::is_binary;
use super::{Run, failed};
use crate::data::{Data, parse_json};
use crate::failure::Failure;
use crate::sending::{Access, unreadable};
use crate::show::Results;
use crate::table::Answer;

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
        let mut results = Results::open(&self.settings, self.terminal, self.command)?;
        let (call, progress) = self.call(access);
        let answer = call.send_for_response::<output::empty>().await;
        progress.clear();
        let answer = answer.map_err(|error| failed(&error, access))?;
        let media_type = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_json = media_type.contains("json");
        let method = self.command.operation.method();
        let wrong =
            |problem: &str| unreadable(&method, answer.status, answer.request_id.as_deref(), &answer.body, problem);
        if answer.body.is_empty() {
            // Of some answers the headers are what was asked for.
            if answer.status.is_redirection() || method == Method::HEAD {
                results.value(&headers(&answer.headers))?;
            } else if matches!(self.answer, Answer::Json) && !says_nothing(answer.status) {
                return Err(wrong("no body, where JSON is expected"));
            }
            return results.finish();
        }
        let is_hidden = results.is_shown() && is_binary(&answer.body);
        if is_hidden && (results.is_raw() || !is_json) {
            return self.save_beside(&answer.body, media_type);
        }
        if results.is_raw() {
            results.raw(&answer.body)?;
            return results.finish();
        }
        let expects_json = matches!(self.answer, Answer::Json | Answer::Optional);
        match parse_json(&answer.body) {
            Ok(data) if is_json || media_type.is_empty() || expects_json => {
                if self.explores() {
                    let mut made = results.filtered(data)?;
                    let one = if made.len() == 1 { made.remove(0) } else { Data::List(made) };
                    return self.explore(one, results).await;
                }
                results.value(&data)?;
            }
            Err(error) if is_json => return Err(wrong(&format!("a body that is no JSON: {error}"))),
            // A page of something in between that answers for the API.
            Err(_) if expects_json && !self.may_be(media_type) => {
                let what = if media_type.is_empty() { "no type" } else { media_type };
                return Err(wrong(&format!("a body of {what}, where JSON is expected")));
            }
            _ => match std::str::from_utf8(&answer.body) {
                // To a filter, and within JSON and YAML, it is a text.
                Ok(text) if results.wants_value() => results.value(&Data::text(text))?,
                _ => results.raw(&answer.body)?,
            },
        }
        results.finish()
    }

    /// Whether the API says that an answer may be of a media type.
    fn may_be(&self, media_type: &str) -> bool {
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let declared = self.command.operation.media_types().unwrap_or_default();
        declared.split(',').any(|known| essence(known) == essence(media_type))
    }
}

/// Whether the status says that there is no content, or none yet.
pub(super) fn says_nothing(status: StatusCode) -> bool {
    matches!(status, StatusCode::ACCEPTED | StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT)
}
