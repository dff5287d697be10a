//! Redirects: which are followed, and what travels.

mod sample;
mod server;
mod started;

use std::time::Duration;

use sample::Client;
use sample::models::CreateShelf;
use server::{Server, answer, json};
use started::{builder, start};
use wharf_runtime::{Call, Method, Operation, Redirects, output};

const ITEM: &str = r#"{"id":"i"}"#;

#[tokio::test]
async fn redirects_stay_at_their_origin() {
    let elsewhere = Server::start([json(200, &[], ITEM)]).await;
    let target = format!("{}/x", elsewhere.url);
    let (server, client) = start([
        json(302, &[("location", "/moved?a=1")], ""),
        json(200, &[], ITEM),
        json(307, &[("location", target.as_str())], ""),
        json(307, &[("location", "/moved")], ""),
        json(301, &[("location", "/loop")], ""),
    ])
    .await;
    client.shelves().retrieve("s").await.unwrap();
    assert_eq!(server.requests()[1].line, "GET /moved?a=1 HTTP/1.1");
    assert_eq!(server.requests()[1].header("authorization"), Some("Bearer k"));
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("a redirect that is not followed"), "{error}");
    assert!(elsewhere.requests().is_empty());
    let error = client.shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert_eq!(server.requests().len(), 4);
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 301);
    assert_eq!(server.requests().len(), 10);
}

#[tokio::test]
async fn redirects_elsewhere_are_followed_where_that_is_wanted_and_tell_nothing() {
    let elsewhere = Server::start([answer(200, &[], b"kept elsewhere")]).await;
    let target = format!("{}/x?signed=1", elsewhere.url);
    let server = Server::start([
        json(302, &[("location", target.as_str())], ""),
        json(307, &[("location", target.as_str())], ""),
        json(302, &[("location", "/near")], ""),
        answer(200, &[], b"here"),
    ])
    .await;
    let client = |redirects| -> Client {
        let builder = builder(&server).header("X-Team", "t").header("Cookie", "c=1").redirects(redirects);
        builder.build().unwrap()
    };
    let anywhere = client(Redirects::Anywhere);
    let file = anywhere.shelves().content("s").header("X-Own", "1").query("q", "1").await.unwrap();
    assert_eq!(file.text().await.unwrap(), "kept elsewhere");
    assert_eq!(server.requests()[0].header("x-team"), Some("t"));
    let request = elsewhere.request();
    assert_eq!(request.line, "GET /x?signed=1 HTTP/1.1");
    assert_eq!(request.header_names(), ["accept", "host", "user-agent"]);
    let error = anywhere.shelves().create(CreateShelf::new("n")).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), elsewhere.requests().len()), (307, 1));
    let error = client(Redirects::Never).shelves().content("s").await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), server.requests().len()), (302, 3));
}

#[tokio::test]
async fn who_was_elsewhere_once_is_a_stranger() {
    let here = Server::start([]).await;
    let elsewhere = Server::start([json(302, &[("location", &format!("{}/back", here.url))], "")]).await;
    let server = Server::start([json(302, &[("location", &format!("{}/there", elsewhere.url))], "")]).await;
    let client: Client =
        builder(&server).redirects(Redirects::Anywhere).timeout(Duration::from_millis(300)).build().unwrap();
    client.shelves().retrieve("s").max_retries(0).await.unwrap_err();
    assert_eq!(here.request().header("authorization"), None);
}

#[tokio::test]
async fn a_redirect_that_was_asked_for_is_an_answer() {
    const LOGIN: Operation = Operation::new("Login", Method::GET, "/login").redirects(&["302"]);
    let to = |status| answer(status, &[("location", "/there")], b"");
    let server = Server::start([to(302), to(303), answer(200, &[], b"there")]).await;
    let client: wharf_runtime::Client =
        wharf_runtime::ClientBuilder::new(&sample::API).base_url(&server.url).build().unwrap();
    let answer = Call::new(&client, &LOGIN).send_for_response::<output::empty>().await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.headers["location"]), (302, &"/there".parse().unwrap()));
    Call::new(&client, &LOGIN).send::<output::empty>().await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn targets_of_redirects_are_read_as_servers_write_them() {
    let targets = [
        ("/a b{c}|é", "/a%20b%7Bc%7D%7C%C3%A9"),
        ("/a%20b", "/a%20b"),
        ("/shelves?next=http://elsewhere.example/", "/shelves?next=http://elsewhere.example/"),
    ];
    for (location, asked) in targets {
        let (server, client) = start([json(307, &[("location", location)], ""), json(200, &[], ITEM)]).await;
        client.shelves().retrieve("s").await.unwrap();
        assert_eq!(server.requests()[1].line, format!("GET {asked} HTTP/1.1"));
    }
}

#[tokio::test]
async fn a_body_follows_no_redirect() {
    let (server, client) = start([json(307, &[("location", "/elsewhere")], ""), json(200, &[], ITEM)]).await;
    let error = client.shelves().retrieve("s").body_member("secret", &"hunter2").await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), server.requests().len()), (Some(307), 1), "{error}");
}
