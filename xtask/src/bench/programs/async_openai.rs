use api::Client;
use api::config::OpenAIConfig;

#[tokio::main]
async fn main() {
    let client = Client::with_config(OpenAIConfig::new().with_api_base("http://127.0.0.1:9").with_api_key("k"));
    println!("{}", client.containers().list().await.is_ok());
    println!("{}", client.containers().retrieve("x").await.is_ok());
    println!("{}", client.containers().delete("x").await.is_ok());
    println!("{}", client.containers().files("x").list().await.is_ok());
    println!("{}", client.containers().files("x").retrieve("x").await.is_ok());
    println!("{}", client.containers().files("x").content("x").await.is_ok());
    println!("{}", client.models().list().await.is_ok());
    println!("{}", client.files().list().await.is_ok());
    println!("{}", client.responses().retrieve("x").await.is_ok());
    println!("{}", client.conversations().retrieve("x").await.is_ok());
}
