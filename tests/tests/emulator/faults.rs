//! Faults on purpose.

use reqwest::{Method, RequestBuilder};
use serde_json::json;
use wharf_tests::emulator::{Document, Effect, Fault, Refusal, Settings};

use crate::probe::{Probe, see};

fn list(probe: &Probe, fault: &str) -> RequestBuilder {
    probe.request(Method::GET, "/containers").header("x-fault", fault)
}

#[tokio::test]
async fn a_429_with_and_without_a_delay() {
    let probe = Probe::new();
    let plain = see(list(&probe, "429")).await;
    assert_eq!((plain.status, plain.header("retry-after")), (429, None));
    assert_eq!(plain.json()["error"]["code"], "rate_limit_exceeded");
    let delayed =
        see(list(&probe, "429;retry-after=2;retry-after-ms=5;should-retry=false;code=insufficient_quota")).await;
    let headers = ["retry-after", "retry-after-ms", "x-should-retry"].map(|name| delayed.header(name));
    assert_eq!(headers, [Some("2"), Some("5"), Some("false")]);
    assert_eq!(delayed.json()["error"]["code"], "insufficient_quota");
}

#[tokio::test]
async fn a_refusal_has_the_error_body_of_the_document() {
    let probe = Probe::new();
    let document = Document::read(include_str!("../../../spec/containers.yaml"), false).unwrap();
    let schema = document.schema("/components/schemas/ErrorResponse").unwrap();
    for fault in ["400", "429;code=x", "500", "503"] {
        assert_eq!(schema.complaints("", &see(list(&probe, fault)).await.json()), [], "{fault}");
    }
}

#[tokio::test]
async fn a_5xx_so_often_and_then_all_is_well() {
    let probe = Probe::new();
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(see(list(&probe, "503;times=2")).await.status);
    }
    assert_eq!(statuses, [503, 503, 200]);
}

#[tokio::test]
async fn faults_wait_in_line() {
    let probe = Probe::with(Settings { faults: vec!["500;times=1".parse().unwrap()], ..Settings::default() });
    probe.emulator.inject(Fault::new(Effect::Refuse(Refusal::new(502))).times(1).on("CreateContainer"));
    probe.emulator.inject(Fault::json(418, "{}").times(1));
    let list = || async { probe.get("/containers").await.status };
    let create = || async { probe.post("/containers", json!({ "name": "n" })).await.status };
    assert_eq!([list().await, list().await, list().await, create().await, create().await], [500, 418, 200, 502, 200]);
}

#[tokio::test]
async fn a_fault_can_come_after_the_work() {
    let probe = Probe::new();
    for (index, fault) in ["500;acted", "cut-headers;acted", "500", "cut-headers"].into_iter().enumerate() {
        let request = probe.request(Method::POST, "/containers").header("x-fault", fault);
        let _ = request.json(&json!({ "name": "n" })).send().await;
        assert_eq!(probe.get("/containers").await.ids().len(), (index + 1).min(2), "{fault}");
    }
}

#[tokio::test]
async fn slow_headers_let_a_client_wait() {
    let probe = Probe::new();
    let never = list(&probe, "slow-headers;ms=600000").send();
    tokio::select! {
        answer = never => panic!("{answer:?}"),
        _ = probe.get("/containers") => {}
    }
    see(list(&probe, "slow-headers;ms=1")).await.ok();
}

#[tokio::test]
async fn a_slow_body_comes_after_its_headers() {
    let probe = Probe::new();
    let mut never = list(&probe, "slow-body;ms=600000").send().await.unwrap();
    assert_eq!(never.status(), 200);
    tokio::select! {
        piece = never.chunk() => panic!("{piece:?}"),
        _ = probe.get("/containers") => {}
    }
    see(list(&probe, "slow-body;ms=1")).await.ok();
}

#[tokio::test]
async fn a_connection_is_cut_before_the_headers() {
    let probe = Probe::new();
    let error = list(&probe, "cut-headers").send().await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    assert_eq!(probe.emulator.requests()[0].status, None);
    assert_eq!(probe.get("/containers").await.status, 200);
}

#[tokio::test]
async fn a_connection_is_cut_in_the_body() {
    let probe = Probe::new();
    let response = list(&probe, "cut-body").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.bytes().await.is_err());
}

#[tokio::test]
async fn a_download_is_cut_too() {
    let probe = Probe::new();
    let container = probe.container("n").await;
    let file = probe.file(&container, &vec![1; 100_000]).await;
    let path = format!("/containers/{container}/files/{file}/content");
    let mut response = probe.request(Method::GET, &path).header("x-fault", "cut-body").send().await.unwrap();
    let mut received = 0;
    let ended = loop {
        match response.chunk().await {
            Ok(Some(piece)) => received += piece.len(),
            Ok(None) => break true,
            Err(_) => break false,
        }
    };
    assert_eq!((received, ended), (50_000, false));
}

#[tokio::test]
async fn a_body_is_no_json_or_does_not_claim_to_be() {
    let probe = Probe::new();
    let truncated = see(list(&probe, "truncated-json")).await;
    assert_eq!(truncated.status, 200);
    assert!(serde_json::from_slice::<serde_json::Value>(&truncated.bytes).is_err());
    let html = see(list(&probe, "wrong-content-type")).await;
    assert_eq!(html.header("content-type"), Some("text/html; charset=utf-8"));
    let text = see(list(&probe, "wrong-content-type;type=text/plain")).await;
    assert_eq!(text.header("content-type"), Some("text/plain"));
    text.ok();
}

#[tokio::test]
async fn a_page_repeats() {
    let probe = Probe::new();
    probe.container("a").await;
    let newest = probe.container("b").await;
    for query in [String::new(), format!("&after={newest}")] {
        let request = probe.request(Method::GET, &format!("/containers?limit=1{query}"));
        let page = see(request.header("x-fault", "repeat-page")).await;
        assert_eq!(page.ids(), [&*newest]);
        assert_eq!(page.ok()["has_more"], true);
    }
}

#[tokio::test]
async fn faults_add_up_and_nonsense_is_refused() {
    let probe = Probe::new();
    let both = see(list(&probe, "slow-headers;ms=1").header("x-fault", "503")).await;
    assert_eq!(both.status, 503);
    see(list(&probe, "503;sometimes")).await.error(400, Some("x-fault"), None);
}
