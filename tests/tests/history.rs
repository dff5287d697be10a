//! The real history of an API: three updates of the official document, each generated and used as it came.

use wharf_tests::recorder::{Answer, Recorder, Request};
use wharf_tests::sandbox::{Generation, Sandbox, files, repository};
use wharf_tests::specs;

/// Generates the document after an update, runs the program written for it, and gives what was sent and all sources.
fn step(update: &str, name: &str) -> Option<(Vec<Request>, String)> {
    let document = specs()?.join("updates").join(update).join("after.yaml");
    let sandbox = Sandbox::new(&format!("history-{name}")).unwrap();
    let generation = Generation::of(document).only("/containers");
    sandbox.generate(&generation).fine().unwrap_or_else(|said| panic!("{said}"));
    let source = repository().join("tests/history").join(format!("{name}.rs"));
    let program = sandbox.program(&source).unwrap_or_else(|said| panic!("{said}"));
    let container =
        r#"{"id":"c","object":"container","name":"n","created_at":1,"status":"running","memory_limit":"4g"}"#;
    let list = r#"{"object":"list","data":[],"first_id":"","last_id":"","has_more":false}"#;
    let recorder = Recorder::start([Answer::json(200, container), Answer::json(200, list)]).unwrap();
    let ran = program.run(&[], &[("BASE_URL", recorder.url())]).unwrap();
    ran.fine().unwrap_or_else(|error| panic!("{error}"));
    let sources = files(&sandbox.path("out/client/src")).unwrap();
    let text: Vec<u8> = sources.into_values().flatten().collect();
    Some((recorder.finish().unwrap(), String::from_utf8(text).unwrap()))
}

#[test]
fn first_the_calls_alone() {
    let Some((requests, sources)) = step("01-containers-introduced", "introduced") else { return };
    assert_eq!(requests[0].text(), r#"{"name":"n"}"#);
    assert_eq!(requests[1].target, "/containers?limit=5");
    for later in ["memory_limit", "network_policy", "skills"] {
        assert!(!sources.contains(later), "{later}");
    }
}

#[test]
fn then_a_memory_limit() {
    let Some((requests, sources)) = step("02-containers-memory-limit", "memory_limit") else { return };
    assert_eq!(requests[0].text(), r#"{"name":"n","memory_limit":"4g"}"#);
    for later in ["network_policy", "skills"] {
        assert!(!sources.contains(later), "{later}");
    }
}

#[test]
fn then_a_network_policy_skills_and_a_filter() {
    let Some((requests, _)) = step("03-containers-network-policy-skills-name-filter", "network_policy") else { return };
    let sent: serde_json::Value = serde_json::from_slice(&requests[0].body).unwrap();
    let expected = serde_json::json!({
        "name": "n",
        "network_policy": { "type": "allowlist", "allowed_domains": ["example.com"] },
        "skills": [{ "type": "skill_reference", "skill_id": "skill_1" }],
    });
    assert_eq!(sent, expected);
    assert_eq!(requests[1].target, "/containers?name=n%20%26");
}
