//! One call of an operation: what the caller set, up to the moment it is sent.

mod exchange;
mod pending;
mod request;
mod retry;
mod send;
mod timing;
mod trace;

use core::fmt;
use core::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::client::Client;
use crate::json::{Decode, Encode};
use crate::output::Output;
use crate::page::paging::Walk;
use crate::parameter::{
    Checked, Parameter, Place, Plain, cookie_items, header_value, path_segment, query_items, query_string,
};
use crate::payload::{nameless, urlencoded};
use crate::percent::{Keep, encode};
use crate::{Form, IntoBody, IntoForm, Lines, Operation, Payload, Secret, Upload};

pub use pending::{Pending, PendingResponse};
pub use retry::Retry;
pub(crate) use timing::deadline;
pub(crate) use trace::unread;

/// One call of an operation. Nothing of it is sent before it is awaited; what is wrong with an argument is
/// kept until then.
#[derive(Clone)]
#[must_use = "a call sends nothing until it is sent"]
pub struct Call(Box<Parts>);

#[derive(Clone)]
struct Parts {
    client: Client,
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    /// By name, with the encoded items. What has no name was added as it is.
    query: Vec<(Option<&'static str>, String)>,
    cookies: Vec<(&'static str, String)>,
    headers: HeaderMap,
    /// Part, name and value.
    part_headers: Vec<(&'static str, &'static str, String)>,
    payload: Payload,
    /// What in the parameters must not be shown.
    secrets: Vec<Secret>,
    /// Instead of what the kind of answer asks for.
    accept: Option<&'static str>,
    timeout: Option<Duration>,
    max_retries: Option<u32>,
    retry_unsafe: Option<bool>,
    problem: Option<String>,
    /// Whether the same was sent before.
    again: bool,
    walk: Walk,
}

impl Call {
    /// A call of `operation` with nothing set.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self(Box::new(Parts {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            part_headers: Vec::new(),
            payload: Payload::none(),
            secrets: Vec::new(),
            accept: operation.accept,
            timeout: None,
            max_retries: None,
            retry_unsafe: None,
            problem: None,
            again: false,
            walk: Walk::default(),
        }))
    }

    /// Whether its body can be sent again.
    pub(crate) fn rewinds(&self) -> bool {
        self.0.payload.rewinds()
    }

    /// It is sent once more: its body must be what it was.
    pub(crate) fn set_again(&mut self) {
        self.0.again = true;
    }

    /// Sets a parameter; setting it again replaces it.
    pub fn set<T: Encode + ?Sized>(&mut self, parameter: &Parameter, value: &T) {
        let Checked { plain, problem, secrets } = match parameter.content {
            Some(media_type) if media_type.contains("json") => Checked::json(value),
            Some(media_type) if parameter.place != Place::QueryString && media_type.contains("form-urlencoded") => {
                let Checked { plain, problem, secrets } = Checked::of(value);
                let problem = problem.or_else(|| nameless(&plain));
                let plain = if plain.is_undefined() { Plain::Null } else { Plain::Text(urlencoded(plain, &[])) };
                Checked { plain, problem, secrets }
            }
            _ => Checked::of(value),
        };
        self.0.secrets.extend(secrets);
        if let Some(problem) = problem {
            self.fail(format!("the parameter `{}` {problem}", parameter.name));
        }
        self.set_plain(parameter, &plain);
    }

    /// The same, giving the call back.
    pub fn with<T: Encode + ?Sized>(mut self, parameter: &Parameter, value: &T) -> Self {
        self.set(parameter, value);
        self
    }

    fn set_plain(&mut self, parameter: &Parameter, value: &Plain) {
        let name = parameter.name;
        match parameter.place {
            Place::Path => {
                let empty = value.is_undefined() || matches!(value, Plain::Text(text) if text.is_empty());
                let segment = path_segment(parameter, value);
                if empty || segment.is_empty() {
                    self.fail(format!("the path parameter `{name}` is empty"));
                }
                self.0.path.retain(|(known, _)| *known != name);
                self.0.path.push((name, segment));
            }
            Place::Query => {
                self.0.query.retain(|(known, _)| *known != Some(name));
                let items = query_items(parameter, value);
                self.0.query.extend(items.into_iter().map(|item| (Some(name), item)));
            }
            Place::Cookie => {
                self.0.cookies.retain(|(known, _)| *known != name);
                match cookie_items(parameter, value) {
                    Ok(items) => self.0.cookies.extend(items.into_iter().map(|item| (name, item))),
                    Err(problem) => self.fail(problem),
                }
            }
            Place::QueryString => {
                self.0.query.retain(|(known, _)| *known != Some(name));
                self.0.query.extend(query_string(parameter, value).into_iter().map(|item| (Some(name), item)));
            }
            Place::Header if value.is_undefined() => {
                self.0.headers.remove(name);
            }
            Place::Header => self.add_header(name, &header_value(parameter, value)),
            Place::Part(part) => {
                self.0.part_headers.retain(|(of, known, _)| (*of, *known) != (part, name));
                if !value.is_undefined() {
                    self.0.part_headers.push((part, name, header_value(parameter, value)));
                }
            }
        }
    }

    /// Adds a header, or replaces one.
    pub fn add_header(&mut self, name: &str, value: &str) {
        let parsed = (HeaderName::try_from(name), HeaderValue::try_from(value));
        match parsed {
            (Ok(name), Ok(value)) => {
                let value = self.0.client.api().hiding(&name, value);
                self.0.headers.insert(name, value);
            }
            (Err(_), _) => self.fail(format!("`{name}` cannot be the name of a header")),
            (_, Err(_)) => self.fail(format!("the value of the header `{name}` cannot be sent in a header")),
        }
    }

    /// Adds an item to the query.
    pub fn add_query(&mut self, name: &str, value: &str) {
        let item = format!("{}={}", encode(name, Keep::Unreserved), encode(value, Keep::Unreserved));
        self.0.query.push((None, item));
    }

    /// The longest that an attempt may take, in headers and body; for a streamed answer the longest until
    /// its headers and between two pieces.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.0.timeout = Some(timeout);
    }

    /// How often the request is sent again when that may help.
    pub fn set_max_retries(&mut self, retries: u32) {
        self.0.max_retries = Some(retries);
    }

    /// Whether the request is sent again even where the server may have acted on it.
    pub fn set_retry_unsafe(&mut self, retry: bool) {
        self.0.retry_unsafe = Some(retry);
    }

    /// The key that makes the request harmless to repeat, instead of one made up for the call.
    pub fn set_idempotency_key(&mut self, key: &str) {
        match self.0.client.api().idempotency_header {
            Some(name) => self.add_header(name, key),
            None => self.fail("the API is not known to take idempotency keys: set the header by its name".to_owned()),
        }
    }

    /// Carries JSON.
    pub fn json<T: Encode + ?Sized>(self, body: &T) -> Self {
        self.payload(Payload::json(body, None))
    }

    /// Carries the members of an object, urlencoded.
    pub fn form<T: Encode + ?Sized>(self, body: &T) -> Self {
        self.payload(Payload::form(body))
    }

    /// Carries a form in parts.
    pub fn multipart(self, form: impl IntoForm) -> Self {
        self.payload(Payload::multipart(form, None))
    }

    /// Carries items, as JSON lines.
    pub fn lines<T: Encode + 'static>(self, items: impl Into<Lines<T>>) -> Self {
        self.payload(Payload::lines(items, None))
    }

    /// Carries items, as a sequence of JSON texts.
    pub fn sequence<T: Encode + 'static>(self, items: impl Into<Lines<T>>) -> Self {
        self.payload(Payload::sequence(items, None))
    }

    /// Carries text.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.payload(Payload::text(text, None))
    }

    /// Carries bytes of a media type, which one set on the upload replaces.
    pub fn bytes(self, upload: impl Into<Upload>, media_type: &str) -> Self {
        self.payload(Payload::upload(upload, Some(media_type)))
    }

    /// Carries a body of one of several media types.
    pub fn body(self, body: impl IntoBody) -> Self {
        self.payload(body.into_body())
    }

    /// Carries what is given.
    pub fn payload(mut self, payload: Payload) -> Self {
        if let Some(problem) = payload.problem() {
            self.fail(problem.to_owned());
        }
        self.0.payload = payload;
        self
    }

    /// Asks for another media type than the operation's; `None` leaves it to the kind of answer.
    pub fn accepting(mut self, media_type: Option<&'static str>) -> Self {
        self.0.accept = media_type;
        self
    }

    /// Sets a member of the body to true, whatever the caller made of it. A body without members stays as it is.
    pub fn raising(mut self, member: &str) -> Self {
        let _ = self.0.payload.set_member(member, &true);
        self
    }

    /// As [`raising`](Self::raising), where the form of `T` that the body has knows the member.
    pub fn raising_in<T: Decode>(mut self, member: &str) -> Self {
        self.0.payload.raise_known::<T>(member);
        self
    }

    /// Adds a member to the body, or replaces one; of a form the text or JSON of the value becomes a part or an item. A
    /// call without a body gets one.
    pub fn set_body_member<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        if let Err(problem) = self.0.payload.set_member(name, value) {
            self.fail(problem);
        }
    }

    /// Sends it when polled.
    pub fn send<K: Output>(self) -> Pending<K::Value> {
        Pending::new(self.dispatch(send::Expected::of::<K>()), K::read)
    }

    /// Sends it when polled, for the value with status and headers.
    pub fn send_for_response<K: Output>(self) -> PendingResponse<K::Value> {
        PendingResponse::new(self.dispatch(send::Expected::of::<K>()), K::read)
    }

    /// Keeps the first problem.
    fn fail(&mut self, problem: String) {
        self.0.problem.get_or_insert(problem);
    }

    pub(crate) fn pauses(&self) -> crate::client::Pauses {
        self.0.client.pauses()
    }

    pub(crate) fn walk(&self) -> &Walk {
        &self.0.walk
    }

    pub(crate) fn take_walk(&mut self) -> Walk {
        core::mem::take(&mut self.0.walk)
    }

    pub(crate) fn set_walk(&mut self, walk: Walk) {
        self.0.walk = walk;
    }

    /// Replaces a query parameter by a word, also one that was added by hand.
    pub(crate) fn set_query(&mut self, name: &'static str, word: &str) {
        self.0.query.retain(|(known, item)| known.is_some() || item.split('=').next() != Some(name));
        self.set_plain(&Parameter::query(name), &Plain::Text(word.to_owned()));
    }

    /// The word that a query parameter was set to.
    pub(crate) fn query_word(&self, name: &str) -> Option<String> {
        let (_, item) = self.0.query.iter().find(|(known, _)| *known == Some(name))?;
        item.split_once('=').map(|(_, word)| word.to_owned())
    }
}

/// Nothing of what the caller gave: it may hold secrets.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.0.operation.id()).finish_non_exhaustive()
    }
}

impl IntoForm for Form {
    fn into_form(self) -> Form {
        self
    }
}
