//! Values on their way there and back, over real connections.

mod sample;
mod server;

use sample::models::{Content, CreateShelf, Place, Shelf, Size};
use sample::{API, Client};
use server::{Server, json};
use wharf_runtime::{Call, Method, Operation, Parameter, Presence};

const FIND: Operation = Operation::new("FindShelf", Method::GET, "/shelves/{id}");
const REPLACE: Operation = Operation::new("ReplaceShelf", Method::PUT, "/shelves/{id}");
const PATCH: Operation = Operation::new("UpdateShelf", Method::PATCH, "/shelves/{id}");
const SAY: Operation = Operation::new("Say", Method::POST, "/contents");

#[derive(Debug)]
struct Find(Call);
wharf_runtime::call!(Find => json Shelf);

#[derive(Debug)]
struct Say(Call);
wharf_runtime::call!(Say => json Content);

fn client(server: &Server) -> Client {
    wharf_runtime::ClientBuilder::new(&API).base_url(&server.url).credential("k").max_retries(0).build().unwrap()
}

fn on(client: &Client, operation: &'static Operation) -> Call {
    let call = Call::new(&client.core(), operation);
    if operation.path().contains('{') { call.with(&Parameter::path("id"), "s") } else { call }
}

/// What came is what goes back, whatever a document that is older than its server does not know: members, values of an
/// enum, branches of a union; null and absent stay two things.
#[tokio::test]
async fn what_is_not_known_goes_back_as_it_came() {
    let rows = [
        r#"{"id":"s","type":"shelf","last_used":null,"any":null}"#,
        r#"{"id":"s","type":"rack","size":"128m","note":null,"last_used":"yesterday","any":[1e400],"new":{"x":[1]}}"#,
        r#"{"id":"s","type":"shelf","size":"1m","note":"n","last_used":null,"any":{},"place":{"kind":"moon","at":18446744073709551616}}"#,
        r#"{"id":"s","type":"shelf","last_used":null,"any":1,"place":{"kind":"room","room":"r"},"z":null}"#,
    ];
    for row in rows {
        // Numbers beyond 64 bits within values of any JSON are rounded, as is said; elsewhere nothing is.
        let row = row.replace("1e400", "1.5");
        let server = Server::start([json(200, &[], &row)]).await;
        let client = client(&server);
        let shelf = Find(on(&client, &FIND)).await.unwrap();
        Find(on(&client, &REPLACE).json(&shelf)).await.unwrap();
        assert_eq!(server.requests()[1].text(), row);
    }
}

#[tokio::test]
async fn what_is_not_known_can_be_told() {
    let row = r#"{"id":"s","type":"shelf","size":"128m","last_used":null,"any":1,"place":{"kind":"moon"},"new":1}"#;
    let server = Server::start([json(200, &[], row)]).await;
    let shelf = Find(on(&client(&server), &FIND)).await.unwrap();
    assert!(matches!(&shelf.size, Some(Size::Unknown(size)) if size.as_str() == "128m"));
    assert!(matches!(&shelf.place, Some(Place::Unknown(place)) if place.get()["kind"] == "moon"));
    assert_eq!((&shelf.note, &shelf.extra["new"]), (&Presence::Absent, &serde_json::json!(1)));
}

#[tokio::test]
async fn branches_of_a_union_come_back() {
    for row in [r#""text""#, "[1,2]", r#"[1,"a",[2]]"#, "7", r#"{"kind":"attic","room":""}"#, r#"{"other":true}"#] {
        let server = Server::start([json(200, &[], row)]).await;
        let client = client(&server);
        let content = Say(on(&client, &SAY)).await.unwrap();
        Say(on(&client, &SAY).json(&content)).await.unwrap();
        assert_eq!(server.requests()[1].text(), row);
    }
}

#[tokio::test]
async fn a_change_can_leave_empty_or_set() {
    let server = Server::start([json(200, &[], r#"{"id":"s","type":"shelf","last_used":null,"any":1}"#)]).await;
    let client = client(&server);
    let body = || CreateShelf::new("n");
    for body in [body(), body().note_null(), body().note("x")] {
        Find(on(&client, &PATCH).json(&body)).await.unwrap();
    }
    let sent: Vec<String> = server.requests().iter().map(|request| request.text().to_owned()).collect();
    assert_eq!(sent, [r#"{"name":"n"}"#, r#"{"name":"n","note":null}"#, r#"{"name":"n","note":"x"}"#]);
    assert!(server.requests()[0].line.starts_with("PATCH /shelves/s "));
}

#[tokio::test]
async fn members_can_be_added_to_a_body() {
    let shelf = r#"{"id":"s","type":"shelf","last_used":null,"any":1}"#;
    let server = Server::start([json(200, &[], shelf)]).await;
    let client = client(&server);
    let json = || on(&client, &REPLACE).json(&CreateShelf::new("n"));
    Find(json()).body_member("beta", &true).body_member("name", "m").body_member("a", &vec![1_i64]).await.unwrap();
    Find(on(&client, &REPLACE)).body_member("only", &None::<i64>).await.unwrap();
    let form = on(&client, &REPLACE).form(&CreateShelf::new("n"));
    Find(form).body_member("beta", &true).body_member("a b", "&").body_member("name", &2_i64).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].text(), r#"{"beta":true,"name":"m","a":[1]}"#);
    assert_eq!(
        (requests[1].text(), requests[1].header("content-type")),
        (r#"{"only":null}"#, Some("application/json"))
    );
    assert_eq!(requests[2].text(), "beta=true&a%20b=%26&name=2");
    for call in [on(&client, &REPLACE).text("plain"), on(&client, &REPLACE).json(&[1_i64][..])] {
        let error = Find(call).body_member("beta", &true).await.unwrap_err();
        assert!(error.to_string().contains("can have no member `beta`"), "{error}");
    }
    assert_eq!(server.requests().len(), 3);
}
