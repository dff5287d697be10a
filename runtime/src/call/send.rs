//! Sending a call: attempts and the pauses between them. Nothing here is generic.

use std::sync::OnceLock;

use http::{HeaderMap, StatusCode};

use super::exchange::{self, Attempt};
use super::retry::{self, Policy, Retry};
use super::timing::{Pulse, within};
use super::{Call, Parts, request, trace};
use crate::Method;
use crate::error::{Error, Origin};
use crate::output::Output;
use crate::response::Raw;
use crate::transport::BoxFuture;

/// What the answer is expected to be.
#[derive(Clone, Copy)]
pub(super) struct Expected {
    pub(super) accept: &'static str,
    pub(super) accepts: fn(StatusCode) -> bool,
    pub(super) streams: fn(StatusCode) -> bool,
    keeps_call: bool,
    pub(super) as_it_came: bool,
}

impl Expected {
    pub(super) fn of<K: Output>() -> Self {
        Self {
            accept: K::ACCEPT,
            accepts: K::accepts,
            streams: K::streams,
            keeps_call: K::KEEPS_CALL,
            as_it_came: K::AS_IT_CAME,
        }
    }
}

impl Call {
    pub(super) fn dispatch(mut self, expected: Expected) -> BoxFuture<'static, Result<Raw, Error>> {
        // A call that streams has set it.
        if let Some(member) = self.0.operation.at_once {
            self.0.payload.lower(member);
        }
        let headers = core::mem::take(&mut self.0.part_headers);
        if let Err(problem) = self.0.payload.add_part_headers(&headers) {
            self.0.problem.get_or_insert(problem);
        }
        Box::pin(async move {
            let mut raw = trace::call(self.0.operation, attempts(&self.0, expected)).await?;
            raw.call = expected.keeps_call.then_some(self);
            Ok(raw)
        })
    }
}

async fn attempts(parts: &Parts, expected: Expected) -> Result<Raw, Error> {
    let client = &parts.client;
    let api = client.api();
    let mut origin = Origin { api, operation: parts.operation, attempts: 0 };
    let timeout = parts.timeout.unwrap_or(client.timeout());
    let plan = request::plan(parts, expected.accept, origin, timeout).await?;
    let (mut may_have_acted, mut was_cut) = (false, false);
    let mut before: Option<Error> = None;
    loop {
        let headers = request::headers(parts, &plan, origin)?;
        origin.attempts += 1;
        let attempt = Attempt {
            parts,
            plan: &plan,
            expected,
            origin,
            timeout,
            refused: OnceLock::new(),
            begun: OnceLock::new(),
            opened: OnceLock::new(),
        };
        let mut error = match trace::attempt(origin.attempts, one(&attempt, headers)).await {
            Ok(raw) => return Ok(Raw { key: plan.idempotency_key, ..raw }),
            Err(error) => error,
        };
        error.failure_mut().hide(parts.client.secrets().iter().cloned().chain(request::secrets(parts, &plan)));
        if matches!(error, Error::Request(_))
            && let Some(mut before) = before.take()
        {
            // There was nothing whole to send: what the attempt before met is what there is to say.
            let cause = core::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            let was_begun = error.attempts() == origin.attempts;
            let what = if was_begun { "when it was sent again its body broke off" } else { "it was not sent again" };
            before.failure_mut().set_unrepeated(format!("{what}: {cause}"));
            before.failure_mut().set_attempts(error.attempts());
            if may_have_acted {
                before.failure_mut().set_outcome_unknown();
            }
            return Err(before);
        }
        let policy = policy(parts, plan.has_key);
        let decision = retry::decide(policy, api, &mut error, origin.attempts);
        // What an attempt may have done is not undone by the failure of the next.
        may_have_acted |= error.is_outcome_unknown();
        may_have_acted |= was_cut && may_be_own_doing(parts.operation.method, error.status());
        was_cut |= retry::may_have_acted(&error);
        let Some(delay) = decision else {
            if may_have_acted {
                error.failure_mut().set_outcome_unknown();
            }
            return Err(error);
        };
        trace::pause(delay);
        client.tell(&Retry { number: origin.attempts, most: policy.max_retries, delay, error: &error });
        tokio::time::sleep(delay).await;
        before = Some(error);
    }
}

/// Whether a repeated request may be refused for what the first one did: what a deletion does not find it has perhaps deleted,
/// and what is not as a condition has it was perhaps changed by itself.
fn may_be_own_doing(method: Method, status: Option<StatusCode>) -> bool {
    let is_read = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE | Method::QUERY);
    match status {
        Some(StatusCode::NOT_FOUND | StatusCode::GONE) => method == Method::DELETE,
        Some(StatusCode::PRECONDITION_FAILED | StatusCode::CONFLICT) => !is_read,
        _ => false,
    }
}

fn policy(parts: &Parts, has_key: bool) -> Policy {
    let client = &parts.client;
    let idempotent = parts.operation.method.is_idempotent();
    let retry_unsafe = parts.retry_unsafe.unwrap_or(client.retry_unsafe());
    Policy {
        max_retries: parts.max_retries.unwrap_or(client.max_retries()),
        pauses: client.pauses(),
        repeatable: idempotent || has_key || retry_unsafe,
        idempotent,
        rewinds: parts.payload.rewinds(),
    }
}

/// One attempt within its time.
async fn one(attempt: &Attempt<'_>, headers: HeaderMap) -> Result<Raw, Error> {
    let pulse = attempt.parts.payload.streams().then(Pulse::new);
    // It is large: what is pinned here is not moved from one future into the next.
    let run = core::pin::pin!(exchange::run(attempt, headers, pulse.as_ref()));
    let outcome = within(attempt.timeout, pulse.as_ref(), run).await;
    outcome.unwrap_or_else(|| Err(attempt.timed_out()))
}
