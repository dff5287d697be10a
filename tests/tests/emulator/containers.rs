//! Containers: making them, reading them, removing them.

use serde_json::json;

use crate::probe::{NOW, Probe};

#[tokio::test]
async fn a_container_has_its_defaults() {
    let probe = Probe::stopped();
    let container = probe.post("/containers", json!({ "name": "n" })).await.ok();
    let id = container["id"].as_str().unwrap();
    let expected = json!({
        "id": id,
        "object": "container",
        "name": "n",
        "created_at": NOW,
        "last_active_at": NOW,
        "status": "running",
        "memory_limit": "1g",
        "expires_after": { "anchor": "last_active_at", "minutes": 20 },
    });
    assert_eq!(container, expected);
    assert_eq!(probe.get(&format!("/containers/{id}")).await.ok(), expected);
}

#[tokio::test]
async fn an_id_is_48_hex_digits_that_begin_with_the_time() {
    let id = Probe::stopped().container("n").await;
    let digits = id.strip_prefix("cntr_").unwrap();
    assert_eq!(digits.len(), 48);
    assert!(digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{id}");
    assert_eq!(i64::from_str_radix(&digits[..8], 16), Ok(NOW));
}

#[tokio::test]
async fn everything_asked_for_is_there_except_secrets() {
    let probe = Probe::new();
    let secret = json!([{ "domain": "a.test", "name": "TOKEN", "value": "never-shown" }]);
    let body = json!({
        "name": "n",
        "memory_limit": "16g",
        "expires_after": { "anchor": "last_active_at", "minutes": 5 },
        "file_ids": ["file-one", "file-two"],
        "network_policy": { "type": "allowlist", "allowed_domains": ["a.test"], "domain_secrets": secret },
        "skills": [
            { "type": "skill_reference", "skill_id": "skill_1", "version": "2" },
            {
                "type": "inline",
                "name": "s",
                "description": "d",
                "source": { "type": "base64", "media_type": "application/zip", "data": "UEsFBg==" },
            },
        ],
    });
    let created = probe.post("/containers", body).await;
    let container = created.ok();
    assert_eq!(container["memory_limit"], "16g");
    assert_eq!(container["expires_after"]["minutes"], 5);
    assert_eq!(container["network_policy"], json!({ "type": "allowlist", "allowed_domains": ["a.test"] }));
    let id = container["id"].as_str().unwrap();
    let retrieved = probe.get(&format!("/containers/{id}")).await;
    let listed = probe.get("/containers").await;
    for seen in [created, retrieved, listed] {
        assert!(!String::from_utf8(seen.bytes).unwrap().contains("never-shown"));
    }
    assert_eq!(probe.get(&format!("/containers/{id}/files")).await.ids().len(), 2);
}

#[tokio::test]
async fn a_policy_can_forbid_everything() {
    let policy = json!({ "type": "disabled" });
    let body = json!({ "name": "n", "network_policy": policy });
    assert_eq!(Probe::new().post("/containers", body).await.ok()["network_policy"], policy);
}

#[tokio::test]
async fn a_deleted_container_is_gone_with_its_files() {
    let probe = Probe::new();
    let id = probe.container("n").await;
    let file = probe.file(&id, b"x").await;
    let path = format!("/containers/{id}");
    let deleted = json!({ "id": id, "object": "container.deleted", "deleted": true });
    assert_eq!(probe.delete(&path).await.ok(), deleted);
    let not_found = format!("Container with id '{id}' not found.");
    for path in [path.clone(), format!("{path}/files"), format!("{path}/files/{file}")] {
        assert_eq!(probe.get(&path).await.error(404, None, None), not_found, "{path}");
    }
    assert_eq!(probe.delete(&path).await.error(404, None, None), not_found);
    assert_eq!(probe.get("/containers").await.ok()["data"], json!([]));
}

#[tokio::test]
async fn an_id_in_a_path_is_decoded() {
    let message = Probe::new().get("/containers/a%2Fb%20c%3Fx").await.error(404, None, None);
    assert_eq!(message, "Container with id 'a/b c?x' not found.");
}

#[tokio::test]
async fn every_route_is_there_without_the_version_too() {
    let probe = Probe::new();
    let id = probe.container("n").await;
    let file = probe.file(&id, b"x").await;
    // A step back over `/v1`.
    for path in ["/containers", &format!("/containers/{id}"), &format!("/containers/{id}/files/{file}/content")] {
        assert_eq!(probe.get(&format!("/..{path}")).await.status, 200, "{path}");
    }
    let targets: Vec<String> = probe.emulator.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets[0], "/v1/containers");
    assert_eq!(targets[2], "/containers");
}
