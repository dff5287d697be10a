//! Every call against the local server. The first argument names a part, `BASE_URL` the server, `FOLDER` a folder to
//! write to.

use api::models::{
    CreateContainer, CreateFile, DomainSecret, ExpiresAfter, InlineSkill, InlineSkillSource, ListOrder, MemoryLimit,
    NetworkPolicyAllowlist, NetworkPolicyMode, Skill, SkillReference,
};
use api::{Client, Upload};
use futures_util::{StreamExt, TryStreamExt};
use tokio::io::AsyncReadExt;

#[tokio::main]
async fn main() {
    let argument = |index| std::env::args().nth(index).unwrap_or_default();
    let client = Client::from_env().unwrap();
    match argument(1).as_str() {
        "containers" => containers(&client).await,
        "pages" => pages(&client).await,
        "files" => files(&client).await,
        "soon-to-expire" => println!("{}", short_lived(&client).await),
        "expired" => expired(&client, &argument(2)).await,
        other => panic!("no part is called {other:?}"),
    }
}

async fn containers(client: &Client) {
    let secret = DomainSecret::new("example.com", "TOKEN", "s3cret-value");
    let policy = NetworkPolicyAllowlist::new(["example.com"]).domain_secrets([secret]);
    let skills: [Skill; 2] = [
        SkillReference::new("skill_1").version("latest").into(),
        InlineSkill::new("tidy", "Tidies.", InlineSkillSource::new("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==")).into(),
    ];
    let body = CreateContainer::new("report")
        .memory_limit(MemoryLimit::_4g)
        .expires_after(ExpiresAfter::new(10))
        .file_ids(["file-1"])
        .network_policy(policy)
        .skills(skills);
    assert!(!format!("{body:?} {client:?}").contains("s3cret-value"), "a secret shows in {body:?}");
    assert!(!format!("{client:?}").contains("sk-local"), "the key shows in {client:?}");
    let made = client.containers().create(body).with_response().await.unwrap();
    assert!(made.request_id.is_some());
    let made = made.value;
    assert_eq!((made.name.as_str(), made.memory_limit.as_ref()), ("report", Some(&MemoryLimit::_4g)));
    let shown = made.network_policy.clone().unwrap();
    assert_eq!(shown.r#type, NetworkPolicyMode::Allowlist);
    assert_eq!(shown.allowed_domains.as_deref(), Some(&["example.com".to_owned()][..]));

    let same = client.containers().retrieve(&made.id).await.unwrap();
    assert_eq!((&same.id, same.expires_after.unwrap().minutes), (&made.id, Some(10)));
    client.containers().delete(&made.id).await.unwrap();
    let error = client.containers().retrieve(&made.id).await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert!(error.message().unwrap().contains(&made.id), "{error:?}");
    assert!(error.request_id().is_some() && error.to_string().contains(error.request_id().unwrap()), "{error}");
    assert!(client.containers().delete(&made.id).await.unwrap_err().is_not_found());
    let error = client.containers().list().limit(101).await.unwrap_err();
    assert!(error.is_bad_request(), "{error:?}");
}

async fn pages(client: &Client) {
    for name in ["a", "b", "c", "d", "e"] {
        client.containers().create(CreateContainer::new(name)).await.unwrap();
    }
    let list = || client.containers().list().limit(2);
    let names: Vec<String> = list().order(ListOrder::Asc).items().map_ok(|one| one.name).try_collect().await.unwrap();
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
    let sizes: Vec<usize> = list().pages().map(|page| page.unwrap().data.len()).collect().await;
    assert_eq!(sizes, [2, 2, 1]);

    let first = list().await.unwrap();
    assert_eq!((first.data[0].name.as_str(), first.has_more), ("e", Some(true)));
    let second = first.next().await.unwrap().unwrap();
    let third = second.next().await.unwrap().unwrap();
    assert_eq!(third.data[0].name, "a");
    assert!(third.next().await.unwrap().is_none());
    let only = client.containers().list().name("c").await.unwrap();
    assert_eq!(only.data.len(), 1);
    let behind = client.containers().list().after(&only.data[0].id).await.unwrap();
    assert_eq!(behind.data[0].name, "b");
}

async fn files(client: &Client) {
    let folder = std::path::PathBuf::from(std::env::var("FOLDER").unwrap());
    let container = client.containers().create(CreateContainer::new("files")).await.unwrap();
    let files = client.containers().files();
    let content: Vec<u8> = (0..300_000_u32).map(|number| (number % 251) as u8).collect();
    let path = folder.join("sales.csv");
    tokio::fs::write(&path, &content).await.unwrap();

    let pieces: Vec<Result<Vec<u8>, std::io::Error>> = content.chunks(1000).map(|piece| Ok(piece.to_vec())).collect();
    let reader = std::io::Cursor::new(content.clone());
    let uploads = [
        ("sales.csv", Upload::path(&path)),
        ("read.bin", Upload::reader(reader).file_name("read.bin")),
        ("streamed.bin", Upload::stream(futures_util::stream::iter(pieces)).file_name("streamed.bin")),
        ("bytes.bin", Upload::bytes(content.clone()).file_name("bytes.bin")),
    ];
    for (name, upload) in uploads {
        let file = files.create(&container.id, CreateFile::upload(upload)).await.unwrap();
        assert_eq!(file.bytes, 300_000, "{name}");
        assert!(file.path.ends_with(name), "{}", file.path);
        let same = files.retrieve(&container.id, &file.id).await.unwrap();
        assert_eq!(same, file);

        let target = folder.join("copy");
        files.content().retrieve(&container.id, &file.id).await.unwrap().save_to(&target).await.unwrap();
        assert!(tokio::fs::read(&target).await.unwrap() == content, "{name} saved");
        let mut download = files.content().retrieve(&container.id, &file.id).await.unwrap();
        let mut written = Vec::new();
        tokio::io::copy(&mut download, &mut written).await.unwrap();
        assert!(written == content, "{name} copied to a writer");
        let mut begin = [0; 3];
        let mut download = files.content().retrieve(&container.id, &file.id).await.unwrap();
        download.read_exact(&mut begin).await.unwrap();
        assert_eq!(begin, [0, 1, 2]);
    }
    let copied = files.create(&container.id, CreateFile::copy("file-1")).await.unwrap();
    let text = files.content().retrieve(&container.id, &copied.id).await.unwrap().text().await.unwrap();
    assert_eq!(text, "file-1");
    assert_eq!(files.list(&container.id).limit(2).items().count().await, 5);

    files.delete(&container.id, &copied.id).await.unwrap();
    assert!(files.retrieve(&container.id, &copied.id).await.unwrap_err().is_not_found());
    let gone = files.content().retrieve(&container.id, &copied.id).await;
    assert!(gone.unwrap_err().is_not_found());
}

async fn short_lived(client: &Client) -> String {
    let body = CreateContainer::new("short").expires_after(ExpiresAfter::new(1));
    let container = client.containers().create(body).await.unwrap();
    let upload = Upload::bytes("x").file_name("x");
    client.containers().files().create(&container.id, CreateFile::upload(upload)).await.unwrap();
    container.id
}

async fn expired(client: &Client, id: &str) {
    let error = client.containers().files().list(id).await.unwrap_err();
    assert!(error.status().unwrap().is_client_error(), "{error:?}");
    assert!(error.message().unwrap().to_lowercase().contains("expired"), "{error}");
    let upload = Upload::bytes("x").file_name("x");
    assert!(client.containers().files().create(id, CreateFile::upload(upload)).await.is_err());
}
