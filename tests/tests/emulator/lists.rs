//! Lists and their pages.

use serde_json::{Value, json};

use crate::probe::Probe;

/// Containers of these names, a second apart.
async fn three(probe: &Probe) -> [String; 3] {
    let mut ids = ["a", "b", "c"].map(str::to_owned);
    for id in &mut ids {
        *id = probe.container(id).await;
        probe.emulator.clock().advance(1);
    }
    ids
}

#[tokio::test]
async fn the_newest_come_first_unless_asked_otherwise() {
    let probe = Probe::stopped();
    let [a, b, c] = three(&probe).await;
    assert_eq!(probe.get("/containers").await.ids(), [&*c, &b, &a]);
    assert_eq!(probe.get("/containers?order=desc").await.ids(), [&*c, &b, &a]);
    assert_eq!(probe.get("/containers?order=asc").await.ids(), [&*a, &b, &c]);
}

#[tokio::test]
async fn a_cursor_leads_from_page_to_page() {
    let probe = Probe::stopped();
    let [a, b, c] = three(&probe).await;
    let first = probe.get("/containers?limit=2").await.ok();
    assert_eq!((&first["first_id"], &first["last_id"], &first["has_more"]), (&json!(c), &json!(b), &json!(true)));
    let second = probe.get(&format!("/containers?limit=2&after={b}")).await;
    assert_eq!(second.ids(), [&*a]);
    assert_eq!(second.ok()["has_more"], false);
    let past = probe.get(&format!("/containers?after={a}")).await;
    assert_eq!(past.ok()["data"], json!([]));
}

#[tokio::test]
async fn a_page_holds_twenty_unless_asked_otherwise() {
    let probe = Probe::new();
    for index in 0..21 {
        probe.container(&index.to_string()).await;
    }
    let page = probe.get("/containers").await;
    assert_eq!(page.ids().len(), 20);
    assert_eq!(page.ok()["has_more"], true);
    let page = probe.get("/containers?limit=100").await;
    assert_eq!(page.ids().len(), 21);
    assert_eq!(page.ok()["has_more"], false);
    assert_eq!(probe.get("/containers?limit=1").await.ids().len(), 1);
}

#[tokio::test]
async fn an_empty_list_has_no_first_and_no_last() {
    let page = Probe::new().get("/containers").await.ok();
    let expected =
        json!({ "object": "list", "data": [], "first_id": Value::Null, "last_id": Value::Null, "has_more": false });
    assert_eq!(page, expected);
}

#[tokio::test]
async fn a_name_filters_exactly() {
    let probe = Probe::new();
    let report = probe.container("report 1").await;
    probe.container("report").await;
    assert_eq!(probe.get("/containers?name=report%201").await.ids(), [report]);
    assert_eq!(probe.get("/containers?name=Report").await.ids(), Vec::<String>::new());
}

#[tokio::test]
async fn a_cursor_outlives_its_container_but_must_have_been_one() {
    let probe = Probe::stopped();
    let [a, b, _] = three(&probe).await;
    probe.delete(&format!("/containers/{b}")).await.ok();
    assert_eq!(probe.get(&format!("/containers?after={b}")).await.ids(), [a]);
    let message = probe.get("/containers?after=cntr_0").await.error(400, Some("after"), Some("invalid_value"));
    assert!(message.contains("cntr_0"), "{message}");
}

#[tokio::test]
async fn files_have_pages_too() {
    let probe = Probe::stopped();
    let container = probe.container("n").await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(probe.file(&container, b"x").await);
        probe.emulator.clock().advance(1);
    }
    let path = format!("/containers/{container}/files");
    assert_eq!(probe.get(&format!("{path}?order=asc&limit=2")).await.ids(), ids[..2]);
    assert_eq!(probe.get(&format!("{path}?order=asc&limit=2&after={}", ids[1])).await.ids(), ids[2..]);
    assert_eq!(probe.get(&path).await.ok()["first_id"], json!(ids[2]));
}
