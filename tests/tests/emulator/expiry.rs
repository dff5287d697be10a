//! What happens to containers that nobody uses.

use serde_json::json;

use crate::probe::{NOW, Probe};

const MINUTES_20: i64 = 20 * 60;

#[tokio::test]
async fn an_expired_container_cannot_be_used() {
    let probe = Probe::stopped();
    let id = probe.container("n").await;
    let file = probe.file(&id, b"x").await;
    probe.emulator.clock().advance(MINUTES_20);
    let path = format!("/containers/{id}");
    let places =
        [path.clone(), format!("{path}/files"), format!("{path}/files/{file}"), format!("{path}/files/{file}/content")];
    for place in places {
        assert_eq!(probe.get(&place).await.error(400, None, None), "Container is expired.", "{place}");
    }
    assert_eq!(probe.upload(&id, "a", b"x".to_vec()).await.error(400, None, None), "Container is expired.");
    let shown = probe.get("/containers").await.ok();
    assert_eq!((&shown["data"][0]["id"], &shown["data"][0]["status"]), (&json!(id), &json!("expired")));
}

#[tokio::test]
async fn nothing_brings_it_back() {
    let probe = Probe::stopped();
    let id = probe.container("n").await;
    probe.emulator.clock().advance(MINUTES_20);
    probe.get("/containers").await.ok();
    probe.emulator.clock().advance(-MINUTES_20);
    assert_eq!(probe.get(&format!("/containers/{id}")).await.error(400, None, None), "Container is expired.");
    assert_eq!(probe.delete(&format!("/containers/{id}")).await.ok()["deleted"], true);
    assert_eq!(probe.get(&format!("/containers/{id}")).await.status, 404);
}

#[tokio::test]
async fn use_keeps_it_alive() {
    let probe = Probe::stopped();
    let id = probe.container("n").await;
    for _ in 0..3 {
        probe.emulator.clock().advance(MINUTES_20 - 1);
        probe.get(&format!("/containers/{id}")).await.ok();
    }
    let container = probe.get(&format!("/containers/{id}")).await.ok();
    assert_eq!(container["created_at"], NOW);
    assert_eq!(container["last_active_at"], NOW + 3 * (MINUTES_20 - 1));
}

#[tokio::test]
async fn listing_is_no_use() {
    let probe = Probe::stopped();
    let id = probe.container("n").await;
    probe.emulator.clock().advance(MINUTES_20 - 1);
    assert_eq!(probe.get("/containers").await.ok()["data"][0]["status"], "running");
    probe.emulator.clock().advance(1);
    assert_eq!(probe.get(&format!("/containers/{id}")).await.status, 400);
}

#[tokio::test]
async fn the_time_to_live_can_be_chosen() {
    let probe = Probe::stopped();
    let body = json!({ "name": "n", "expires_after": { "anchor": "last_active_at", "minutes": 1 } });
    let id = probe.post("/containers", body).await.ok()["id"].as_str().unwrap().to_owned();
    probe.emulator.clock().advance(60);
    assert_eq!(probe.get(&format!("/containers/{id}")).await.status, 400);
}
