//! The client of the official document that added a limit of memory.

use api::Client;
use api::models::{CreateContainerBody, CreateContainerBodyMemoryLimit};

#[tokio::main]
async fn main() {
    let url = std::env::var("BASE_URL").unwrap();
    let client = Client::builder().base_url(url).credential("sk-test").build().unwrap();
    let body = CreateContainerBody::new("n").memory_limit(CreateContainerBodyMemoryLimit::_4g);
    let container = client.containers().create().body(body).await.unwrap();
    assert_eq!(container.id, "c");
    assert_eq!(container.memory_limit.unwrap().as_str(), "4g");
    let page = client.containers().list().await.unwrap();
    assert!(!page.has_more);
}
