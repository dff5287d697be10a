//! Lists that come in pages.

mod sample;
mod server;

use sample::models::Item;
use sample::{Client, Error};
use server::{Server, Step, json};

async fn start(bodies: &[&str]) -> (Server, Client) {
    let steps: Vec<Step> = bodies.iter().map(|body| json(200, &[("x-request-id", "r")], body)).collect();
    let server = Server::start(steps).await;
    let client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    (server, client)
}

fn ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

fn lines(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| request.line.split(' ').nth(1).unwrap().to_owned()).collect()
}

const AB_MORE: &str = r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#;
const C_LAST: &str = r#"{"data":[{"id":"c"}],"has_more":false}"#;

#[tokio::test]
async fn items_of_all_pages() {
    let (server, client) = start(&[AB_MORE, C_LAST]).await;
    let mut items = client.shelves().list().limit(2).items();
    assert!(server.requests().is_empty());
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap());
    }
    assert_eq!(ids(&seen), ["a", "b", "c"]);
    assert!(items.next().await.is_none());
    assert_eq!(lines(&server), ["/shelves?limit=2", "/shelves?limit=2&after=b"]);
}

#[tokio::test]
async fn page_after_page() {
    let (server, client) = start(&[AB_MORE, C_LAST]).await;
    let page = client.shelves().list().await.unwrap();
    assert_eq!(ids(&page.data), ["a", "b"]);
    assert!(page.has_next());
    let next = page.next().await.unwrap().unwrap();
    assert_eq!((ids(&next.data), next.has_next()), (vec!["c"], false));
    assert!(next.next().await.unwrap().is_none());
    assert_eq!(page.next().await.unwrap().unwrap().into_inner().data.len(), 1);
    assert_eq!(lines(&server).len(), 3);
}

#[tokio::test]
async fn pages_as_a_stream() {
    let (_server, client) = start(&[AB_MORE, C_LAST]).await;
    let mut pages = client.shelves().list().await.unwrap().pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.data.len());
    }
    assert_eq!(sizes, [2, 1]);
    let response = client.shelves().list().with_response().await.unwrap();
    assert_eq!(response.request_id.as_deref(), Some("r"));
}

#[tokio::test]
async fn an_empty_page_ends_the_list_whatever_it_says() {
    let (server, client) = start(&[AB_MORE, r#"{"data":[],"has_more":true}"#]).await;
    assert_eq!(client.shelves().list().items().collect().await.unwrap().len(), 2);
    assert_eq!(lines(&server).len(), 2);
}

#[tokio::test]
async fn a_page_that_repeats_is_an_error_that_keeps_the_items() {
    let other = r#"{"data":[{"id":"c"}],"has_more":true}"#;
    let (server, client) = start(&[AB_MORE, other, AB_MORE]).await;
    let partial = client.shelves().list().items().collect().await.unwrap_err();
    assert_eq!(ids(&partial.items), ["a", "b", "c"]);
    assert!(matches!(partial.error, Error::RepeatedPage(_)), "{}", partial.error);
    assert_eq!(partial.error.request_id(), Some("r"));
    assert_eq!(lines(&server).len(), 3);
    let (server, client) = start(&[AB_MORE]).await;
    let mut items = client.shelves().list().items();
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.is_err());
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(lines(&server).len(), 2);
}

#[tokio::test]
async fn without_a_word_on_more_the_list_goes_on_while_it_moves() {
    let page = |id: &str| format!(r#"{{"data":[{{"id":"{id}"}}]}}"#);
    let (server, client) = start(&[&page("a"), &page("b"), r#"{"data":[]}"#]).await;
    assert_eq!(client.shelves().list().items().collect().await.unwrap().len(), 2);
    assert_eq!(lines(&server), ["/shelves", "/shelves?after=a", "/shelves?after=b"]);
    let (server, client) = start(&[&page("a")]).await;
    assert_eq!(client.shelves().list().items().collect().await.unwrap().len(), 1);
    assert_eq!(lines(&server).len(), 2);
    let (_server, client) = start(&[&page("a"), &page("b"), &page("a")]).await;
    assert_eq!(client.shelves().list().items().collect().await.unwrap_err().items.len(), 2);
}

#[tokio::test]
async fn cursors_in_the_body() {
    let bodies = [r#"{"data":[{"id":"a"}],"paging":{"next":"x&"}}"#, r#"{"data":[{"id":"b"}],"paging":{"next":null}}"#];
    let (server, client) = start(&bodies).await;
    assert_eq!(client.jobs().by_cursor().items().collect().await.unwrap().len(), 2);
    assert_eq!(lines(&server), ["/by-cursor", "/by-cursor?cursor=x%26"]);
}

#[tokio::test]
async fn page_numbers() {
    let page = |id: &str, more: bool| format!(r#"{{"data":[{{"id":"{id}"}}],"more":{more}}}"#);
    let (server, client) = start(&[&page("a", true), &page("b", true), &page("c", false)]).await;
    assert_eq!(client.jobs().by_page().page(4).items().collect().await.unwrap().len(), 3);
    assert_eq!(lines(&server), ["/by-page?page=4", "/by-page?page=5", "/by-page?page=6"]);
    let (server, client) = start(&[&page("a", true)]).await;
    let partial = client.jobs().by_page().items().collect().await.unwrap_err();
    assert_eq!(partial.items.len(), 1);
    assert_eq!(lines(&server), ["/by-page", "/by-page?page=2"]);
}

#[tokio::test]
async fn offsets() {
    let bodies = [r#"{"data":[{"id":"a"},{"id":"b"}]}"#, r#"{"data":[{"id":"c"}]}"#, r#"{"data":null}"#];
    let (server, client) = start(&bodies).await;
    assert_eq!(client.jobs().by_offset().items().collect().await.unwrap().len(), 3);
    assert_eq!(lines(&server), ["/by-offset", "/by-offset?offset=2", "/by-offset?offset=3"]);
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let server = Server::start([json(200, &[], AB_MORE), json(404, &[], "")]).await;
    let client: Client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    let partial = client.shelves().list().items().collect().await.unwrap_err();
    assert_eq!(partial.items.len(), 2);
    assert!(partial.error.is_not_found());
    assert!(Error::from(partial).is_not_found());
}

#[tokio::test]
async fn a_page_without_items_may_have_a_cursor_to_more() {
    let page = |id: &str, next: &str| format!(r#"{{"data":[{id}],"paging":{{"next":{next}}}}}"#);
    let bodies = [page(r#"{"id":"a"}"#, "\"x\""), page("", "\"y\""), page(r#"{"id":"b"}"#, "null")];
    let (server, client) = start(&[&bodies[0], &bodies[1], &bodies[2]]).await;
    assert_eq!(ids(&client.jobs().by_cursor().items().collect().await.unwrap()), ["a", "b"]);
    assert_eq!(lines(&server).len(), 3);
    let (server, client) = start(&[&bodies[0], &bodies[1]]).await;
    assert_eq!(client.jobs().by_cursor().items().collect().await.unwrap().len(), 1, "the same cursor once more");
    assert_eq!(lines(&server).len(), 3);
}

#[tokio::test]
async fn the_same_items_are_a_repeated_page_whatever_stands_beside_them() {
    let page = |took: u32| format!(r#"{{"data":[{{"id":"a"}}],"more":true,"took":{took}}}"#);
    let (server, client) = start(&[&page(1), &page(2), &page(3)]).await;
    let partial = client.jobs().by_page().items().collect().await.unwrap_err();
    assert!(matches!(partial.error, Error::RepeatedPage(_)), "{}", partial.error);
    assert_eq!((partial.items.len(), lines(&server).len()), (1, 2));
}

#[tokio::test]
async fn pages_without_items_do_not_go_on_for_ever() {
    let page = |number: u32| format!(r#"{{"data":[],"paging":{{"next":"{number}"}}}}"#);
    let bodies: Vec<String> = (0..1_100).map(page).collect();
    let (server, client) = start(&bodies.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let error = client.jobs().by_cursor().items().next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::RepeatedPage(_)), "{error}");
    assert_eq!(server.requests().len(), 1_000);
}

/// A server that gives the last cursor once more has said all the same what is on its last page.
#[tokio::test]
async fn the_last_page_may_repeat_its_cursor() {
    let page = |id: &str| format!(r#"{{"data":[{{"id":"{id}"}}],"paging":{{"next":"x"}}}}"#);
    let (server, client) = start(&[&page("a"), &page("b")]).await;
    assert_eq!(ids(&client.jobs().by_cursor().items().collect().await.unwrap()), ["a", "b"]);
    assert_eq!(lines(&server).len(), 2);
    let (server, client) = start(&[&page("a"), &page("a")]).await;
    assert_eq!(ids(&client.jobs().by_cursor().items().collect().await.unwrap()), ["a"]);
    assert_eq!(lines(&server).len(), 2);
}

#[tokio::test]
async fn a_cursor_by_hand_gives_way_to_the_next() {
    let bodies = [r#"{"data":[{"id":"a"}],"paging":{"next":"y"}}"#, r#"{"data":[{"id":"b"}],"paging":{"next":null}}"#];
    let (server, client) = start(&bodies).await;
    let items = client.jobs().by_cursor().query("cursor", "x").query("trace", "1").items();
    assert_eq!(items.collect().await.unwrap().len(), 2);
    assert_eq!(lines(&server), ["/by-cursor?cursor=x&trace=1", "/by-cursor?trace=1&cursor=y"]);
}
