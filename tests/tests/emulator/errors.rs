//! What every answer and every error have in common.

use reqwest::Method;
use serde_json::json;
use wharf_tests::emulator::Settings;

use crate::probe::{Probe, see};

#[tokio::test]
async fn any_bearer_token_is_a_key_and_nothing_else_is() {
    let probe = Probe::new();
    let list = || probe.without_key(Method::GET, "/containers");
    see(list()).await.error(401, None, None);
    for value in ["Bearer", "Bearer  ", "Basic a2V5", "key"] {
        see(list().header("authorization", value)).await.error(401, None, None);
    }
    assert_eq!(see(list().header("authorization", "Bearer anything")).await.status, 200);
}

#[tokio::test]
async fn one_key_can_be_demanded() {
    let probe = Probe::with(Settings { api_key: Some("right".into()), ..Settings::default() });
    let list = |key| see(probe.without_key(Method::GET, "/containers").bearer_auth(key));
    assert_eq!(list("right").await.status, 200);
    let message = list("wrong-key").await.error(401, None, Some("invalid_api_key"));
    assert!(!message.contains("wrong-key"));
}

#[tokio::test]
async fn a_key_is_asked_for_before_anything_else() {
    let probe = Probe::new();
    for path in ["/containers/cntr_0", "/containers?limit=0"] {
        assert_eq!(see(probe.without_key(Method::GET, path)).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own() {
    let probe = Probe::new();
    let mut ids = Vec::new();
    for path in ["/containers", "/containers/cntr_0", "/containers?limit=0", "/elsewhere"] {
        ids.push(probe.get(path).await.header("x-request-id").unwrap().to_owned());
    }
    let fault = probe.request(Method::GET, "/containers").header("x-fault", "503");
    ids.push(see(fault).await.header("x-request-id").unwrap().to_owned());
    ids.push(see(probe.request(Method::PUT, "/containers")).await.header("x-request-id").unwrap().to_owned());
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[tokio::test]
async fn an_address_that_is_none_is_an_error_in_the_same_form() {
    let probe = Probe::new();
    for path in ["/elsewhere", "/containers/", "/../", "/containers/a/b"] {
        probe.get(path).await.error(404, None, None);
    }
    assert_eq!(see(probe.request(Method::PUT, "/containers")).await.status, 405);
}

#[tokio::test]
async fn requests_are_recorded_as_they_came() {
    let probe = Probe::new();
    probe.post("/containers", json!({ "name": "a b" })).await.ok();
    probe.get("/containers?name=a%20b&limit=5").await.ok();
    let requests = probe.emulator.requests();
    let [create, list] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!((create.method.as_str(), create.operation), ("POST", Some("CreateContainer")));
    assert_eq!((&create.body[..], create.body_length), (&br#"{"name":"a b"}"#[..], 14));
    assert_eq!(create.status.map(|status| status.as_u16()), Some(200));
    assert_eq!(list.target, "/v1/containers?name=a%20b&limit=5");
    assert_eq!(list.header("authorization"), "Bearer key");
}
