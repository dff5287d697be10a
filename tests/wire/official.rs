//! What each point of `tests/tests/wire` asks of the client of the official document, as it is, without settings. The
//! first argument names the point, `BASE_URL` where to send; the test looks at what was sent, this program at what came
//! back.

use api::models::{
    ContainerNetworkPolicyAllowlistParam, ContainerNetworkPolicyDisabledParam, ContainerNetworkPolicyDomainSecretParam,
    ContainerResourceMemoryLimit, CreateContainerBody, CreateContainerBodySkill, CreateContainerFileBody,
    CreateContainerFileRequest, CreateContainerFileBodyForm, ErrorResponse, InlineSkillParam, InlineSkillSourceParam,
    SkillReferenceParam,
};
use api::{Client, Error, Upload};

#[tokio::main]
async fn main() {
    let argument = |index| std::env::args().nth(index).unwrap_or_default();
    let client = Client::builder().base_url(std::env::var("BASE_URL").unwrap()).credential("sk-test").build().unwrap();
    match argument(1).as_str() {
        "discriminators" => discriminators(&client).await,
        "upload" => upload(&client).await,
        "copy" => copy(&client).await,
        "download" => download(&client).await,
        "unknown-value" => unknown_value(&client).await,
        "large-numbers" => large_numbers(&client).await,
        "path" => path(&client).await,
        "unauthorized" => unauthorized(&client).await,
        "limited-once" => drop(client.containers().retrieve("c").await.unwrap()),
        "limited-always" => limited_always(&client).await,
        "wrong-shape" => wrong_shape(&client).await,
        "bare" => bare(&client).await,
        other => panic!("no point is called {other:?}"),
    }
}

async fn discriminators(client: &Client) {
    let skills: [CreateContainerBodySkill; 2] = [
        SkillReferenceParam::new("skill_1").into(),
        InlineSkillParam::new("tidy", "Tidies.", InlineSkillSourceParam::new("UEsFBg==")).into(),
    ];
    let body = CreateContainerBody::new("n").network_policy(ContainerNetworkPolicyDisabledParam::new()).skills(skills);
    client.containers().create().body(body).await.unwrap();
    let secret = ContainerNetworkPolicyDomainSecretParam::new("example.com", "TOKEN", "s3cret");
    let policy = ContainerNetworkPolicyAllowlistParam::new(["example.com"]).domain_secrets([secret]);
    client.containers().create().body(CreateContainerBody::new("n").network_policy(policy)).await.unwrap();
}

async fn upload(client: &Client) {
    let upload = Upload::bytes("a,b\r\n--1,2").file_name("täg\".csv");
    let file = client.containers().files().create("c", form(upload)).await.unwrap();
    assert_eq!(file.path, "/mnt/data/a.csv");
    let upload = Upload::bytes(vec![0, 255]).file_name("raw").content_type("image/x-own");
    client.containers().files().create("c", form(upload)).await.unwrap();
}

fn form(upload: Upload) -> CreateContainerFileRequest {
    CreateContainerFileBodyForm::new().file(upload).into()
}

async fn copy(client: &Client) {
    client.containers().files().create("c", CreateContainerFileBody::new().file_id("file-1")).await.unwrap();
}

async fn download(client: &Client) {
    let call = client.containers().files().content().retrieve("c", "f");
    assert_eq!(call.await.unwrap().bytes().await.unwrap().as_ref(), b"\x00\xff{not json");
}

async fn unknown_value(client: &Client) {
    let container = client.containers().retrieve("c").await.unwrap();
    let limit: ContainerResourceMemoryLimit = container.memory_limit.unwrap();
    assert_eq!(limit.as_str(), "128g");
    assert!(matches!(limit, ContainerResourceMemoryLimit::Unknown(_)));
    client.containers().create().body(CreateContainerBody::new("n").memory_limit(limit.as_str())).await.unwrap();
}

async fn large_numbers(client: &Client) {
    let file = client.containers().files().retrieve("c", "f").await.unwrap();
    assert_eq!((file.created_at, file.bytes), (4_102_444_800, 5_368_709_120));
}

async fn path(client: &Client) {
    client.containers().retrieve("a/b c?x").await.unwrap();
    client.containers().files().delete("ä#%2F", "..;").await.unwrap();
    for bad in ["", ".", ".."] {
        let error = client.containers().delete(bad).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{bad:?}: {error}");
    }
}

async fn unauthorized(client: &Client) {
    check_unauthorized(client.containers().list().await.unwrap_err());
    check_unauthorized(client.containers().files().content().retrieve("c", "f").await.unwrap_err());
}

fn check_unauthorized(error: Error) {
    assert!(error.is_unauthorized(), "{error:?}");
    assert_eq!(error.raw_body(), Some(&b"<html>Go away.</html>"[..]));
    assert_eq!(error.headers()["www-authenticate"], "Bearer realm=\"x\"");
    assert_eq!(error.request_id(), Some("req_1"));
    assert!(!format!("{error} {error:?}").contains("sk-test"));
}

async fn limited_always(client: &Client) {
    let error = client.containers().retrieve("c").max_retries(0).await.unwrap_err();
    assert!(error.is_rate_limit(), "{error:?}");
    let declared = error.body::<ErrorResponse>().unwrap().unwrap().error;
    assert_eq!((declared.code.as_deref(), error.attempts()), (Some("rate_limit_exceeded"), 1));
    let error = client.containers().create().body(CreateContainerBody::new("n")).await.unwrap_err();
    assert!(error.is_rate_limit() && error.attempts() == 3, "{error:?}");
}

async fn wrong_shape(client: &Client) {
    for _ in 0..4 {
        let error = client.containers().retrieve("c").await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert_eq!(error.request_id(), Some("req_1"));
        assert!(error.raw_body().is_some());
        println!("{error}");
    }
}

async fn bare(client: &Client) {
    client.containers().list().await.unwrap();
    client.containers().create().body(CreateContainerBody::new("n")).await.unwrap();
    client.containers().retrieve("c").await.unwrap();
    client.containers().delete("c").await.unwrap();
    client.containers().files().list("c").await.unwrap();
    client.containers().files().retrieve("c", "f").await.unwrap();
    client.containers().files().delete("c", "f").await.unwrap();
    drop(client.containers().files().content().retrieve("c", "f").await.unwrap());
}
