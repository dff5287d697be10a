//! The client of the official document that added network policies, skills and a filter by name.

use api::Client;
use api::models::{ContainerNetworkPolicyAllowlistParam, CreateContainerBody, SkillReferenceParam};

#[tokio::main]
async fn main() {
    let url = std::env::var("BASE_URL").unwrap();
    let client = Client::builder().base_url(url).credential("sk-test").build().unwrap();
    let body = CreateContainerBody::new("n")
        .network_policy(ContainerNetworkPolicyAllowlistParam::new(["example.com"]))
        .skills([SkillReferenceParam::new("skill_1")]);
    let container = client.containers().create().body(body).await.unwrap();
    assert_eq!(container.id, "c");
    let page = client.containers().list().name("n &").await.unwrap();
    assert!(!page.has_more);
}
