//! Uses a field and an operation that were added to the document.

use api::Client;
use api::models::{CreateContainer, CreateSnapshot, NetworkPolicyAllowlist};

#[tokio::main]
async fn main() {
    let url = std::env::var("BASE_URL").unwrap();
    let client = Client::builder().base_url(url).credential("sk-test").build().unwrap();
    let policy = NetworkPolicyAllowlist::new(["example.com"]).allowed_ports([80, 443]);
    let container = client.containers().create(CreateContainer::new("n").network_policy(policy)).await.unwrap();
    let body = CreateSnapshot::new("nightly").keep_days(7);
    let snapshot = client.containers().snapshots().create(&container.id, body).await.unwrap();
    println!("{} {}", snapshot.id, snapshot.state.unwrap());
}
