//! What other clients' published tests expect of a server.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use wharf_tests::emulator::Settings;

use crate::probe::{Probe, see};

fn probe() -> Probe {
    Probe::with(Settings { fixtures: true, ..Settings::default() })
}

#[tokio::test]
async fn the_placeholders_always_exist() {
    let probe = probe();
    let container = "/containers/container_id";
    let file = "/containers/container_id/files/file_id";
    for _ in 0..2 {
        assert_eq!(probe.get(container).await.ok()["id"], "container_id");
        assert_eq!(probe.get(file).await.ok()["id"], "file_id");
        assert_eq!(probe.get(&format!("{file}/content")).await.status, 200);
        assert_eq!(probe.delete(file).await.ok()["object"], "container.file.deleted");
        assert_eq!(probe.get(file).await.status, 200);
        assert_eq!(probe.delete(container).await.ok()["object"], "container.deleted");
        probe.emulator.clock().advance(86_400);
    }
    assert_eq!(probe.get("/containers/other").await.status, 404);
}

#[tokio::test]
async fn placeholders_work_as_values() {
    let probe = probe();
    for path in ["/containers", "/containers/container_id/files"] {
        assert_eq!(probe.get(&format!("{path}?after=after&limit=0&order=asc")).await.status, 200);
    }
    assert_eq!(probe.get("/containers?name=name&after=after").await.ids(), ["container_id"]);
    let body = json!({
        "name": "name",
        "expires_after": { "anchor": "last_active_at", "minutes": 0 },
        "file_ids": ["string"],
        "memory_limit": "1g",
        "network_policy": { "type": "disabled" },
        "skills": [{ "skill_id": "x", "type": "skill_reference", "version": "version" }],
    });
    assert_eq!(probe.post("/containers", body).await.ok()["name"], "name");
}

#[tokio::test]
async fn a_file_is_created_from_anything() {
    let probe = probe();
    let path = "/containers/container_id/files";
    let bodies = [json!({}), json!({ "file": "a", "file_id": "file_id" }), json!({ "file": "a" })];
    for body in bodies {
        assert_eq!(probe.post(path, body.clone()).await.ok()["object"], "container.file", "{body}");
    }
    assert_eq!(see(probe.request(Method::POST, path)).await.status, 200);
    let file = Part::bytes(b"Example data".as_slice()).file_name("README.md");
    let form = Form::new().part("file", file).text("file_id", "file_id");
    assert_eq!(probe.send_form("container_id", form).await.ok()["bytes"], 12);
    assert_eq!(probe.send_form("container_id", Form::new().text("file_id", "file_id")).await.status, 200);
}

#[tokio::test]
async fn a_file_is_created_from_an_empty_form() {
    let probe = probe();
    for body in ["", "--b--", "--b--\r\n"] {
        let request = probe.request(Method::POST, "/containers/container_id/files");
        let request = request.header("content-type", "multipart/form-data; boundary=b").body(body);
        assert_eq!(see(request).await.status, 200, "{body:?}");
    }
}

#[tokio::test]
async fn the_root_answers_and_unknown_paths_do_not() {
    let probe = probe();
    assert_eq!(probe.get("/..").await.ok(), Value::Object(serde_json::Map::new()));
    assert_eq!(probe.get("/_stainless_unknown_path").await.status, 404);
    assert_eq!(probe.get("/../_stainless_unknown_path").await.status, 404);
}

#[tokio::test]
async fn it_is_off_unless_asked_for() {
    let probe = Probe::new();
    assert_eq!(probe.get("/containers/container_id").await.status, 404);
    for path in ["/..", "/_stainless_unknown_path"] {
        assert_eq!(probe.get(path).await.status, 404, "{path}");
    }
    for path in ["/containers?limit=0", "/containers?after=after"] {
        assert_eq!(probe.get(path).await.status, 400, "{path}");
    }
    assert_eq!(probe.post("/containers", json!({ "name": "n", "file_ids": ["string"] })).await.status, 400);
}
