//! The client of the official document that first had these calls.

use api::Client;
use api::models::CreateContainerBody;

#[tokio::main]
async fn main() {
    let url = std::env::var("BASE_URL").unwrap();
    let client = Client::builder().base_url(url).credential("sk-test").build().unwrap();
    let body = CreateContainerBody::new("n");
    let container = client.containers().create().body(body).await.unwrap();
    assert_eq!(container.id, "c");
    let page = client.containers().list().limit(5).await.unwrap();
    assert!(!page.has_more);
}
