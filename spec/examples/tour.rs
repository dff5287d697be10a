//! All nine calls, one after the other.
//!
//! Against the local server (`cargo xtask emulator`), which needs no account:
//!
//! ```sh
//! OPENAI_BASE_URL=http://127.0.0.1:8080/v1 OPENAI_API_KEY=any cargo run -p openai-containers --example tour
//! ```

use openai_containers::models::{
    CreateContainer, CreateFile, DomainSecret, ExpiresAfter, ListOrder, MemoryLimit,
    NetworkPolicyAllowlist,
};
use openai_containers::{Client, Error, Upload};

#[tokio::main]
async fn main() -> Result<(), Error> {
    // The key, the address and the organisation come from the environment.
    let containers = Client::from_env()?.containers();

    let policy =
        NetworkPolicyAllowlist::new(["data.example.com"]).domain_secrets([DomainSecret::new(
            "data.example.com",
            "DATA_TOKEN",
            "not printed",
        )]);
    let wanted = CreateContainer::new("tour")
        .memory_limit(MemoryLimit::_4g)
        .expires_after(ExpiresAfter::new(10))
        .network_policy(policy);
    let container = containers.create(wanted).await?;
    println!(
        "created {} with {:?}",
        container.id, container.network_policy
    );

    let again = containers.retrieve(&container.id).await?;
    println!("it is {}", again.status);

    // One page, or all items: the stream asks for the next page when it needs it.
    let page = containers.list().order(ListOrder::Desc).limit(2).await?;
    println!("{} on the first page", page.data.len());
    let mut all = containers.list().limit(50).items();
    while let Some(item) = all.try_next().await? {
        println!("- {} {}", item.id, item.name);
    }

    let files = containers.files();
    let upload = Upload::bytes("region,total\nnorth,7\n").file_name("sales.csv");
    let file = files
        .create(&container.id, CreateFile::upload(upload))
        .await?;
    println!("uploaded {} bytes to {}", file.bytes, file.path);
    println!("{} file(s)", files.list(&container.id).await?.data.len());
    println!(
        "made by {}",
        files.retrieve(&container.id, &file.id).await?.source
    );

    // Streamed: `save_to` writes a file of any size in constant memory.
    let content = files.content().retrieve(&container.id, &file.id).await?;
    print!("{}", content.text().await?);

    println!(
        "file deleted: {}",
        files.delete(&container.id, &file.id).await?.deleted
    );
    println!(
        "container deleted: {}",
        containers.delete(&container.id).await?.deleted
    );

    match containers.retrieve(&container.id).await {
        Err(error) if error.is_not_found() => println!("gone: {error}"),
        other => println!("still there? {other:?}"),
    }
    Ok(())
}
