//! Calls as code that is generated makes them: parameters, forms and items, one by one.

mod server;

use server::{Server, json};
use wharf_runtime::{Call, Form, Method, Operation, Parameter, Style, Upload, output};

static API: wharf_runtime::Api = wharf_runtime::Api::DEFAULT;
static FIND: Operation = Operation::new("FindThing", Method::POST, "/things/{thing}");

#[tokio::test]
async fn what_is_set_again_to_nothing_is_unset() {
    let server = Server::start([json(200, &[], "{}")]).await;
    let client: wharf_runtime::Client = wharf_runtime::ClientBuilder::new(&API).base_url(&server.url).build().unwrap();
    let parameters = [
        Parameter::query("q"),
        Parameter::header("x-of"),
        Parameter::cookie("c"),
        Parameter::part("file", "x-of"),
        Parameter::part("other", "x-of"),
    ];
    let mut call = Call::new(&client, &FIND).with(&Parameter::path("thing"), "t");
    for parameter in &parameters {
        call.set(parameter, "first");
    }
    for parameter in &parameters[..4] {
        call.set(parameter, &None::<String>);
    }
    call.set(&parameters[4], "second");
    let mut form = Form::new();
    form.add_file("file", Upload::bytes("a"), None);
    form.add_file("other", Upload::bytes("b"), None);
    call.multipart(form).send::<output::empty>().await.unwrap();
    let request = server.request();
    assert_eq!(request.line, "POST /things/t HTTP/1.1");
    assert_eq!((request.header("x-of"), request.header("cookie")), (None, None));
    assert_eq!(request.text().matches("x-of").count(), 1, "{}", request.text());
    assert!(request.text().contains("x-of: second"), "{}", request.text());
}

#[tokio::test]
async fn a_parameter_that_is_a_form_keeps_its_name() {
    let server = Server::start([json(200, &[], "{}")]).await;
    let client: wharf_runtime::Client = wharf_runtime::ClientBuilder::new(&API).base_url(&server.url).build().unwrap();
    let form = Parameter::query("f").content("application/x-www-form-urlencoded");
    let call = || Call::new(&client, &FIND).with(&Parameter::path("thing"), "t");
    let sent = call().with(&form, &serde_json::json!({"x": 1, "y": ["a", "b"]}));
    sent.send::<output::empty>().await.unwrap();
    assert_eq!(server.request().line, "POST /things/t?f=x%3D1%26y%3Da%26y%3Db HTTP/1.1");
    let error = call().with(&form, &vec!["a"]).send::<output::empty>().await.unwrap_err();
    assert!(error.to_string().contains("the parameter `f` is a form"), "{error}");
}

#[tokio::test]
async fn a_member_of_a_form_keeps_its_media_type() {
    let server = Server::start([json(200, &[], "{}")]).await;
    let client: wharf_runtime::Client = wharf_runtime::ClientBuilder::new(&API).base_url(&server.url).build().unwrap();
    let mut form = Form::new();
    form.add_text("a", "1", Some("application/json"));
    form.add_text("b", "1", None);
    let mut call = Call::new(&client, &FIND).with(&Parameter::path("thing"), "t").multipart(form);
    call.set_body_member("a", "x");
    call.set_body_member("b", "x");
    call.send::<output::empty>().await.unwrap();
    let request = server.request();
    assert!(request.text().contains("Content-Type: application/json\r\n\r\n\"x\"\r\n"), "{}", request.text());
    assert!(request.text().contains("name=\"b\"\r\n\r\nx\r\n"), "{}", request.text());

    let mut form = Form::new();
    form.add_text("a", "1", Some("text/plain\r\nX-Evil: 1"));
    let call = Call::new(&client, &FIND).with(&Parameter::path("thing"), "t").multipart(form);
    let error = call.send::<output::empty>().await.unwrap_err();
    assert!(error.to_string().contains("the media type of the part `a` cannot be sent"), "{error}");
}

#[tokio::test]
async fn a_path_parameter_of_nothing_is_an_error() {
    let client: wharf_runtime::Client = wharf_runtime::ClientBuilder::new(&API).base_url("http://h").build().unwrap();
    let parameter = Parameter::path("thing");
    for style in [Style::Simple, Style::Label, Style::Matrix] {
        for value in ["null", r#""""#, "[]", "[null]", "{}", r#"{"a":null}"#] {
            let value: wharf_runtime::Value = wharf_runtime::json::decode(value.as_bytes()).unwrap();
            let call = Call::new(&client, &FIND).with(&parameter.style(style), &value);
            let error = call.send::<output::empty>().await.unwrap_err();
            assert!(error.to_string().contains("the path parameter `thing` is empty"), "{value:?} {error}");
        }
    }
}

/// One text, a number that may be left out, and any more numbers.
#[derive(Debug, Clone, PartialEq)]
struct Row(String, Option<i64>, Vec<i64>);

wharf_runtime::tuple!(Row { 0: required, 1: optional; .. 2 });

#[tokio::test]
async fn an_item_behind_one_that_is_left_out_is_an_error() {
    let server = Server::start([json(200, &[], "{}")]).await;
    let client: wharf_runtime::Client = wharf_runtime::ClientBuilder::new(&API).base_url(&server.url).build().unwrap();
    let call = |row: Row| Call::new(&client, &FIND).with(&Parameter::path("thing"), "t").json(&row);
    let error = call(Row("a".to_owned(), None, vec![5])).send::<output::empty>().await.unwrap_err();
    assert!(error.to_string().contains("an item behind one that is left out"), "{error}");
    call(Row("a".to_owned(), Some(1), vec![5])).send::<output::empty>().await.unwrap();
    assert_eq!(server.request().text(), r#"["a",1,5]"#);
}
