//! Requests that are not as the document says.

use reqwest::Method;
use serde_json::json;
use wharf_tests::emulator::Settings;

use crate::probe::{Probe, see};

#[tokio::test]
async fn a_limit_out_of_range_names_value_and_bound() {
    let probe = Probe::new();
    let message = probe.get("/containers?limit=101").await.error(400, Some("limit"), Some("integer_above_max_value"));
    assert!(message.contains("101") && message.contains("100"), "{message}");
    let message = probe.get("/containers?limit=0").await.error(400, Some("limit"), Some("integer_below_min_value"));
    assert!(message.contains("at least 1") && message.contains("got 0"), "{message}");
    let far = "/containers?limit=99999999999999999999";
    probe.get(far).await.error(400, Some("limit"), Some("integer_above_max_value"));
}

#[tokio::test]
async fn a_wrong_query_names_its_parameter() {
    let probe = Probe::new();
    let cases = [
        ("limit=abc", "limit", "invalid_type"),
        ("limit=", "limit", "invalid_type"),
        ("limit=1.5", "limit", "invalid_type"),
        ("order=up", "order", "invalid_value"),
        ("order=asc&order=asc", "order", "invalid_value"),
        ("status=running", "status", "unknown_parameter"),
    ];
    for (query, param, code) in cases {
        probe.get(&format!("/containers?{query}")).await.error(400, Some(param), Some(code));
    }
}

#[tokio::test]
async fn a_wrong_body_names_its_member() {
    let probe = Probe::new();
    let secrets = |secret| json!({ "name": "n", "network_policy": { "type": "allowlist", "allowed_domains": ["a"], "domain_secrets": secret } });
    let policy = |policy| json!({ "name": "n", "network_policy": policy });
    let cases = [
        (json!({}), "name", "missing_required_parameter"),
        (json!({ "name": 1 }), "name", "invalid_type"),
        (json!({ "name": null }), "name", "invalid_type"),
        (json!({ "name": "n", "memory_limit": "128g" }), "memory_limit", "invalid_value"),
        (json!({ "name": "n", "file_ids": "a" }), "file_ids", "invalid_type"),
        (json!({ "name": "n", "file_ids": ["file-a", 1] }), "file_ids[1]", "invalid_type"),
        (json!({ "name": "n", "file_ids": ["file-a", "string"] }), "file_ids[1]", "invalid_value"),
        (json!({ "name": "n", "memory": "1g" }), "memory", "unknown_parameter"),
        (
            json!({ "name": "n", "expires_after": { "minutes": 1 } }),
            "expires_after.anchor",
            "missing_required_parameter",
        ),
        (policy(json!({ "type": "open" })), "network_policy.type", "invalid_value"),
        (policy(json!({ "type": "allowlist" })), "network_policy.allowed_domains", "missing_required_parameter"),
        (
            policy(json!({ "type": "allowlist", "allowed_domains": [] })),
            "network_policy.allowed_domains",
            "array_below_min_length",
        ),
        (
            policy(json!({ "type": "disabled", "allowed_domains": ["a"] })),
            "network_policy.allowed_domains",
            "unknown_parameter",
        ),
        (secrets(json!([])), "network_policy.domain_secrets", "array_below_min_length"),
        (
            secrets(json!([{ "domain": "a", "name": "n", "value": "" }])),
            "network_policy.domain_secrets[0].value",
            "string_below_min_length",
        ),
        (
            json!({ "name": "n", "skills": [{ "type": "skill_reference", "skill_id": "x".repeat(65) }] }),
            "skills[0].skill_id",
            "string_above_max_length",
        ),
    ];
    for (body, param, code) in cases {
        probe.post("/containers", body).await.error(400, Some(param), Some(code));
    }
    assert_eq!(probe.get("/containers").await.ids(), Vec::<String>::new());
}

#[tokio::test]
async fn a_refusal_shows_no_secret() {
    let probe = Probe::new();
    let secret = json!([{ "domain": "a", "name": 5, "value": "never-shown" }]);
    let policy = json!({ "type": "allowlist", "allowed_domains": ["a"], "domain_secrets": secret });
    let seen = probe.post("/containers", json!({ "name": "n", "network_policy": policy })).await;
    let message = seen.error(400, Some("network_policy.domain_secrets[0].name"), Some("invalid_type"));
    assert!(!message.contains("never-shown"), "{message}");
}

#[tokio::test]
async fn a_body_must_be_json_and_say_so() {
    let probe = Probe::new();
    let create = || probe.request(Method::POST, "/containers");
    let json = "application/json; charset=utf-8";
    assert_eq!(see(create().header("content-type", json).body(r#"{"name":"n"}"#)).await.status, 200);
    see(create().header("content-type", json).body(r#"{"name":"#)).await.error(400, None, Some("invalid_json"));
    see(create().header("content-type", json)).await.error(400, None, Some("missing_body"));
    see(create().body(r#"{"name":"n"}"#)).await.error(400, None, Some("unsupported_content_type"));
    see(create()).await.error(400, None, Some("missing_body"));
    let get = probe.request(Method::GET, "/containers").json(&json!({}));
    see(get).await.error(400, None, Some("unsupported_content_type"));
}

#[tokio::test]
async fn what_is_not_declared_can_be_let_through() {
    let probe = Probe::with(Settings { allow_undeclared: true, ..Settings::default() });
    probe.post("/containers", json!({ "name": "n", "memory": "1g" })).await.ok();
    assert_eq!(probe.get("/containers?status=running").await.ids().len(), 1);
    assert_eq!(probe.get("/containers?limit=0").await.status, 400);
}
