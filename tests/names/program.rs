//! Uses what became of names that are no names in Rust.

use api::Client;
use api::models::{Match, Ok};

#[tokio::main]
async fn main() {
    let url = std::env::var("BASE_URL").unwrap();
    let client = Client::builder().base_url(url).credential("k").build().unwrap();
    let types = client.self_().type_();
    let value = types
        .retrieve("a/b", 5)
        .r#type(Match::from("two words"))
        .type_header("h")
        .filter_a_b_query(["x", "y"])
        .filter_a_b(1)
        .header_query(true)
        .timeout_query("t")
        .é("ü")
        .await
        .unwrap();
    assert_eq!(value.r#type.as_str(), "*/");
    assert_eq!(types.replace("self", value.clone()).await.unwrap(), value);
    client.async_().await_().new_2("fn").body_query("q").body(Ok::new()).await.unwrap();
    assert_eq!(client.crate_().retrieve().await.unwrap(), "text");
}
