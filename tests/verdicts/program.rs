//! Has clients make calls: a line of JSON in, which says what is called and what is answered, and one out, which says
//! what was sent and what became of it.

mod given;

use std::fmt::Display;
use std::future::Future;
use std::io::{self, BufRead, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use wharf_runtime::http::{Request, Response};
use wharf_runtime::json::{Decode as Readable, decode};
use wharf_runtime::transport::{Body, Sending, Transport};
use wharf_runtime::{Client, ClientBuilder, Error};

pub use given::Given;

/// What became of a call; or why the client cannot hold what it is given.
pub type Outcome = Result<Result<(), Error>, String>;

/// Something on its way.
pub type Pending<T> = Pin<Box<dyn Future<Output = T>>>;

/// Code of a user, which makes all calls of its crate.
pub type User = fn(Script) -> Pending<()>;

/// A call.
pub type Call = fn(Script, Given) -> Pending<Outcome>;

/// What reads a request that the API makes.
pub type Take = fn(&Given) -> Result<(), String>;

fn read<T: Readable>(value: &Value) -> Result<T, impl Display> {
    decode(value.to_string().as_bytes())
}

/// A transport that gives one answer and keeps what was sent.
#[derive(Clone)]
pub struct Script(Arc<(Value, Mutex<Vec<Value>>)>);

impl Script {
    fn new(answer: Value) -> Self {
        Self(Arc::new((answer, Mutex::default())))
    }

    fn sent(&self) -> Vec<Value> {
        self.0.1.lock().unwrap().clone()
    }

    async fn answer(&self, request: Request<Body>) -> Response<Body> {
        let (head, mut body) = request.into_parts();
        let mut bytes = Vec::new();
        while let Some(part) = body.next().await {
            bytes.extend_from_slice(&part.unwrap());
        }
        let headers = head.headers.iter().map(|(name, value)| json!([name.as_str(), value.to_str().unwrap_or_default()]));
        self.0.1.lock().unwrap().push(json!({
            "method": head.method.as_str(),
            "url": head.uri.to_string(),
            "headers": headers.collect::<Vec<_>>(),
            "body": String::from_utf8_lossy(&bytes),
        }));
        let answer = &self.0.0;
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        let status = u16::try_from(answer["status"].as_u64().unwrap_or(204)).unwrap();
        let mut response = Response::builder().status(status);
        if !text("media").is_empty() {
            response = response.header("content-type", text("media"));
        }
        response.body(Body::whole(text("body"))).unwrap()
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Body>) -> Sending<'_> {
        Box::pin(async move { Ok(self.answer(request).await) })
    }
}

/// A client that sends to `script`.
pub fn open<C: From<Client>>(builder: ClientBuilder<C>, script: &Script) -> C {
    builder.max_retries(0).transport(script.clone()).build().unwrap()
}

/// Answers until there are no more lines.
pub fn serve(users: &[(&str, User)], calls: &[(&str, Call)], takes: &[(&str, Take)]) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let script = Script::new(asked["answer"].clone());
        let name = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
        let user = users.iter().find(|(user, _)| *user == name("user"));
        let call = calls.iter().find(|(call, _)| *call == name("call"));
        let take = takes.iter().find(|(take, _)| *take == name("take"));
        let given = Given(asked["given"].clone());
        let outcome = match (user, call, take) {
            (Some((_, user)), ..) => {
                runtime.block_on(user(script.clone()));
                json!("ok")
            }
            (_, Some((_, call)), _) => match runtime.block_on(call(script.clone(), given)) {
                Ok(Ok(())) => json!("ok"),
                Ok(Err(error)) => json!(error.kind()),
                Err(reason) => json!({ "unheld": reason }),
            },
            (.., Some((_, take))) => take(&given).map_or_else(|reason| json!({ "unheld": reason }), |()| json!("ok")),
            _ => json!({ "unheld": "nobody has that name" }),
        };
        writeln!(output, "{}", json!({ "sent": script.sent(), "outcome": outcome }))?;
        output.flush()?;
    }
    Ok(())
}
