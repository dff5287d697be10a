//! The way of one request: faults, key, checks, work, check of the answer, faults again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::StreamExt;
use tokio_util::io::ReaderStream;

use super::actions::{self, Call};
use super::answer::{Answer, Failure, Payload};
use super::app::App;
use super::faults::Cut;
use super::router::Route;
use super::upload::Sent;
use super::validation::{Arguments, Given, Rules};
use super::{auth, ids};

const REQUEST_ID: &str = "x-request-id";

/// Serves a request to an operation.
pub async fn serve(app: Arc<App>, route: &'static Route, path: BTreeMap<String, String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (entry, body) = app.log.open(&parts, Some(route.id), body);
    let response = with_faults(&app, route, &path, &parts, body).await;
    let response = identified(response);
    if response.extensions().get::<Cut>().is_none() {
        entry.close(response.status());
    }
    response
}

/// Answers a request that belongs to no operation.
pub async fn outside(app: &Arc<App>, request: Request, answer: Answer) -> Response {
    let (parts, body) = request.into_parts();
    let (entry, body) = app.log.open(&parts, None, body);
    drain(body).await;
    entry.close(answer.status);
    identified(respond(answer))
}

async fn with_faults(app: &App, route: &Route, path: &BTreeMap<String, String>, parts: &Parts, body: Body) -> Response {
    let faults = match app.faults.choose(parts, route.id) {
        Ok(faults) => faults,
        Err(failure) => return refuse(failure, body).await,
    };
    faults.delay().await;
    if let Some(response) = faults.instead() {
        drain(body).await;
        return response;
    }
    let answer = match app.document.operation(route.id) {
        Some(rules) => {
            let operation = route.operation;
            let call = Call { app, operation, arguments: Arguments::new(), repeats_page: faults.repeats_page() };
            checked(app, route, rules, answer(call, rules, path, parts, body).await)
        }
        // Starting fails without one; this only keeps the types honest.
        None => respond(Failure::new(StatusCode::NOT_FOUND, "The document has no such operation.").into()),
    };
    faults.spoil(answer).await
}

async fn answer(
    call: Call<'_>,
    rules: &Rules,
    path: &BTreeMap<String, String>,
    parts: &Parts,
    mut body: Body,
) -> Answer {
    let answer = work(call, rules, path, parts, &mut body).await;
    drain(body).await;
    answer.unwrap_or_else(Answer::from)
}

async fn work(
    mut call: Call<'_>,
    rules: &Rules,
    path: &BTreeMap<String, String>,
    parts: &Parts,
    body: &mut Body,
) -> Result<Answer, Failure> {
    let app = call.app;
    auth::check(&parts.headers, app.api_key.as_deref())?;
    let query = parts.uri.query().unwrap_or_default();
    let query: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let given = Given { path, query: &query, headers: &parts.headers };
    let (arguments, complaints) = rules.arguments(&given, app.strict);
    if let Some(complaint) = app.first_of(call.operation, complaints) {
        return Err(complaint.into());
    }
    call.arguments = arguments;
    actions::before_body(&call)?;
    let sent = Sent::read(&app.store, rules, &parts.headers, body).await?;
    if let Some(failure) = actions::misplaced(&call, &sent) {
        return Err(failure);
    }
    if let Some(complaint) = app.first_of(call.operation, sent.complaints(rules)) {
        return Err(complaint.into());
    }
    actions::act(&call, sent)
}

/// Reads what is left of a request, so that its sender, who may still be sending, gets to see the answer.
async fn drain(body: Body) {
    let mut pieces = body.into_data_stream();
    while let Some(Ok(_)) = pieces.next().await {}
}

async fn refuse(failure: Failure, body: Body) -> Response {
    drain(body).await;
    respond(failure.into())
}

/// Holds an answer to the document; one that does not fit becomes a 500 that says why.
fn checked(app: &App, route: &Route, rules: &Rules, answer: Answer) -> Response {
    let headers = headers(&answer);
    let body = match &answer.payload {
        Payload::Json(value) => Some(value),
        Payload::File(..) => None,
    };
    let complaints = rules.answer_complaints(answer.status, &headers, media(&answer), body);
    let Some(complaint) = complaints.first() else {
        return respond_with(answer, headers);
    };
    let violation = format!("{} {}: {}: {}", route.id, answer.status, complaint.param, complaint.message);
    app.log.violate(violation.clone());
    let message = format!("This answer is not as the document says: {violation}");
    respond(Failure::new(StatusCode::INTERNAL_SERVER_ERROR, message).into())
}

fn media(answer: &Answer) -> &'static str {
    match answer.payload {
        Payload::Json(_) => "application/json",
        Payload::File(..) => "application/octet-stream",
    }
}

fn headers(answer: &Answer) -> HeaderMap {
    let id = request_id().map(|id| (HeaderName::from_static(REQUEST_ID), id));
    let media = (CONTENT_TYPE, HeaderValue::from_static(media(answer)));
    [media].into_iter().chain(id).collect()
}

fn respond(answer: Answer) -> Response {
    let headers = headers(&answer);
    respond_with(answer, headers)
}

fn respond_with(answer: Answer, headers: HeaderMap) -> Response {
    let (length, body) = match answer.payload {
        Payload::Json(value) => {
            let text = value.to_string();
            (text.len() as u64, Body::from(text))
        }
        Payload::File(file, length) => {
            let file = tokio::fs::File::from_std(file);
            (length, Body::from_stream(ReaderStream::with_capacity(file, 64 * 1024)))
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = headers;
    response.headers_mut().insert(CONTENT_LENGTH, length.into());
    response
}

/// Gives an id to a response that a fault made up; those of [`respond`] have one.
fn identified(mut response: Response) -> Response {
    if let Some(id) = request_id() {
        response.headers_mut().entry(REQUEST_ID).or_insert(id);
    }
    response
}

fn request_id() -> Option<HeaderValue> {
    HeaderValue::from_str(&ids::request()).ok()
}
