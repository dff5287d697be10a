//! Files that come back.

mod sample;
mod server;
mod started;

use std::time::Duration;

use sample::{Client, Error};
use server::{Server, Step, answer};
use started::start;
use tokio::io::AsyncReadExt;

#[tokio::test]
async fn downloads_can_be_read_in_every_way() {
    let content: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let (_server, client) = start([answer(200, &[("content-type", "a/b")], &content)]).await;
    let download = || async { client.shelves().content("s").await.unwrap() };
    let file = download().await;
    assert_eq!((file.content_type(), file.content_length()), (Some("a/b"), Some(400_000)));
    assert!(file.bytes().await.unwrap() == content);
    let mut read = Vec::new();
    download().await.read_to_end(&mut read).await.unwrap();
    assert!(read == content);
    let mut pieces = Vec::new();
    let mut file = download().await;
    while let Some(piece) = file.try_next().await.unwrap() {
        pieces.extend_from_slice(&piece);
    }
    assert!(pieces == content);
}

#[tokio::test]
async fn a_saved_file_is_whole_or_not_there() {
    let folder = std::env::temp_dir().join(format!("wharf-download-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let Step::Answer(whole) = answer(200, &[], b"0123456789") else { panic!() };
    let cut = Step::Answer(whole[..whole.len() - 4].to_vec());
    let (_server, client) = start([
        Step::Answer(whole.clone()),
        cut,
        Step::Slow(whole[..whole.len() - 4].to_vec(), Duration::from_secs(60), Vec::new()),
    ])
    .await;
    let (sender, receiver) = std::sync::mpsc::channel();
    let path = folder.join("out.bin");
    let file = client.shelves().content("s").await.unwrap();
    file.on_progress(move |done, all| sender.send((done, all)).unwrap()).save_to(&path).await.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"0123456789");
    assert_eq!(receiver.iter().last(), Some((10, Some(10))));
    let error = client.shelves().content("s").await.unwrap().save_to(folder.join("cut.bin")).await.unwrap_err();
    assert!(matches!(error, Error::Interrupted(_)), "{error}");
    let file = client.shelves().content("s").timeout(Duration::from_millis(300)).await.unwrap();
    let error = file.save_to(folder.join("slow.bin")).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["out.bin"]);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Whoever stops waiting leaves nothing behind.
#[tokio::test]
async fn a_file_that_nobody_waits_for_leaves_nothing() {
    let folder = std::env::temp_dir().join(format!("wharf-dropped-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let Step::Answer(whole) = answer(200, &[], b"0123456789") else { panic!() };
    let (_server, client) =
        start([Step::Slow(whole[..whole.len() - 4].to_vec(), Duration::from_secs(60), Vec::new())]).await;
    let names = || std::fs::read_dir(&folder).unwrap().count();
    let file = client.shelves().content("s").await.unwrap();
    let mut saving = Box::pin(file.save_to(folder.join("out.bin")));
    while names() == 0 {
        let some = Duration::from_millis(10);
        assert!(tokio::time::timeout(some, saving.as_mut()).await.is_err(), "it is on its way");
    }
    drop(saving);
    assert_eq!(names(), 0);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// What is there keeps its place: a link leads where it led, permissions stay, and a device or pipe is no file to replace.
#[cfg(unix)]
#[tokio::test]
async fn saving_replaces_the_content_and_nothing_else() {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};

    let folder = std::env::temp_dir().join(format!("wharf-saved-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (file, link, pipe) = (folder.join("file"), folder.join("link"), folder.join("pipe"));
    std::fs::write(&file, "before").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("file", &link).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).unwrap()
    });
    let (_server, client) = start([answer(200, &[], b"after"), answer(200, &[], b"through")]).await;
    client.shelves().content("s").await.unwrap().save_to(&link).await.unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), b"after");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    client.shelves().content("s").await.unwrap().save_to(&pipe).await.unwrap();
    assert!(pipe.metadata().unwrap().file_type().is_fifo());
    assert_eq!(reader.join().unwrap(), b"through");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn what_was_read_already_is_not_left_out_of_a_file() {
    let path = std::env::temp_dir().join(format!("wharf-read-{}", std::process::id()));
    let Step::Answer(whole) = answer(200, &[], b"abcdef") else { panic!() };
    let (first, second) = whole.split_at(whole.len() - 3);
    let slow = Step::Slow(first.to_vec(), Duration::from_millis(50), second.to_vec());
    let (_server, client) = start([slow]).await;
    let mut file = client.shelves().content("s").await.unwrap();
    assert!(file.try_next().await.unwrap().is_some());
    let error = file.save_to(&path).await.unwrap_err();
    assert!(matches!(error, Error::Storage(_)) && error.to_string().contains("read already"), "{error}");
    assert!(!path.exists());
}

#[cfg(unix)]
#[tokio::test]
async fn what_replaces_a_private_file_is_private_from_the_first_byte() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = std::env::temp_dir().join(format!("wharf-private-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("secret");
    std::fs::write(&path, "old").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let (_server, client) = start([answer(200, &[], b"new")]).await;
    let seen = folder.clone();
    let file = client.shelves().content("s").await.unwrap().on_progress(move |_, _| {
        for entry in std::fs::read_dir(&seen).unwrap() {
            let mode = entry.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{mode:o}");
        }
    });
    file.save_to(&path).await.unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn a_part_that_nobody_asked_for_is_not_the_whole() {
    let path = std::env::temp_dir().join(format!("wharf-part-{}", std::process::id()));
    let part = |range: &str| answer(206, &[("content-range", range)], b"abc");
    let (server, client) =
        start([part("bytes 0-2/6"), part("bytes 0-2/3"), part("bytes 3-5/6"), part("items 0-2/6")]).await;
    let error = client.shelves().content("s").await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)) && error.to_string().contains("`bytes 0-2/6`"), "{error}");
    client.shelves().content("s").await.unwrap().save_to(&path).await.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");
    std::fs::remove_file(&path).unwrap();
    let rest = client.shelves().content("s").header("range", "bytes=3-").await.unwrap();
    assert_eq!(rest.bytes().await.unwrap(), "abc");
    let page = client.shelves().content("s").await.unwrap();
    assert_eq!(page.bytes().await.unwrap(), "abc");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn who_goes_on_after_a_timeout_comes_to_an_end() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nbegun".to_vec();
    let server = Server::start([Step::Slow(begun, Duration::from_secs(20), Vec::new())]).await;
    let builder = Client::builder().base_url(&server.url).credential("k").idle_timeout(Duration::from_millis(100));
    let client: Client = builder.build().unwrap();
    let mut download = client.shelves().content("s").await.unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap(), "begun");
    assert!(download.try_next().await.unwrap_err().is_timeout());
    assert!(download.try_next().await.unwrap().is_none());
}
