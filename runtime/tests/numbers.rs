//! Numbers on their way out.

mod sample;
mod server;

use sample::Client;
use server::{Server, json};
use wharf_runtime::part;
use wharf_runtime::{Call, Form, Method, Operation, Parameter, output};

async fn start() -> (Server, Client) {
    let server = Server::start([json(200, &[], "")]).await;
    let client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    (server, client)
}

fn form(fill: impl FnOnce(&mut Form)) -> Form {
    let mut form = Form::new();
    fill(&mut form);
    form
}

fn with_member(mut call: Call) -> Call {
    call.set_body_member("of", &f64::NAN);
    call
}

#[tokio::test]
async fn whole_numbers_have_no_fraction() {
    const NUMBERS: Operation = Operation::new("Numbers", Method::POST, "/numbers/{id}");
    let (server, client) = start().await;
    let call = Call::new(&client.core(), &NUMBERS).with(&Parameter::path("id"), &3.0);
    let call = call.with(&Parameter::query("of"), &vec![2.0, 2.5, -0.5]).json(&vec![1.0, 1.5, 1e21]);
    call.send::<output::empty>().await.unwrap();
    let request = server.request();
    assert_eq!(request.line, "POST /numbers/3?of=2&of=2.5&of=-0.5 HTTP/1.1");
    assert_eq!(request.text(), "[1,1.5,1e+21]");
}

#[tokio::test]
async fn numbers_that_json_cannot_say_are_not_sent() {
    const NUMBERS: Operation = Operation::new("Numbers", Method::POST, "/numbers/{id}");
    let (server, client) = start().await;
    let call = || Call::new(&client.core(), &NUMBERS).with(&Parameter::path("id"), &1);
    let calls = [
        call().with(&Parameter::query("of"), &f64::NAN),
        call().with(&Parameter::query("of").content("application/json"), &vec![f64::INFINITY]),
        call().json(&vec![f64::NEG_INFINITY]),
        call().form(&std::collections::BTreeMap::from([("of".to_owned(), f64::NAN)])),
        call().multipart(form(|form| part::text(form, "of", &f64::NAN, None))),
        call().multipart(form(|form| part::json(form, "of", &vec![f64::NAN], None))),
        call().multipart(form(|form| part::jsons(form, "of", &vec![f64::NAN], None))),
        call().multipart(form(|form| part::any(form, "of", &vec![f64::NAN], None))),
        call().multipart(form(|form| part::styled(form, &vec![f64::NAN], &Parameter::query("of")))),
        with_member(call()),
    ];
    for call in calls {
        let error = call.send::<output::empty>().await.unwrap_err();
        assert!(matches!(error, sample::Error::Request(_)) && error.to_string().contains("not finite"), "{error}");
    }
    // Items are written while they are sent.
    let error = call().lines(vec![1.0, f64::NAN]).send::<output::empty>().await.unwrap_err();
    assert!(matches!(error, sample::Error::Request(_)) && error.to_string().contains("not finite"), "{error}");
    assert_eq!(server.requests().len(), 0);
}
