//! Bodies that break off or change: the fault is ours, and the server is not asked again.

mod sample;
mod server;
mod started;

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use sample::models::CreateFile;
use sample::{Error, Upload};
use server::{Server, json};
use started::{builder, start};
use tokio::io::{AsyncRead, ReadBuf};

const ITEM: &str = r#"{"id":"i"}"#;

fn file(name: &str, content: &[u8]) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("wharf-bodies-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[tokio::test]
async fn a_file_that_changed_is_not_sent_again() {
    for (name, change) in [("shorter", Some("b")), ("gone", None)] {
        let path = file(name, b"aaaa");
        let busy =
            json(429, &[("retry-after-ms", "1"), ("x-request-id", "r1")], r#"{"error":{"message":"slow down"}}"#);
        let server = Server::start([busy, json(200, &[], ITEM)]).await;
        let changed = path.clone();
        let client: sample::Client = builder(&server)
            .on_retry(move |_| match change {
                Some(content) => std::fs::write(&changed, content).unwrap(),
                None => std::fs::remove_file(&changed).unwrap(),
            })
            .build()
            .unwrap();
        let error = client.shelves().upload("s", CreateFile::upload(Upload::path(&path))).await.unwrap_err();
        let said = error.to_string();
        assert!(error.is_rate_limit() && said.contains("slow down") && said.contains("not sent again"), "{said}");
        assert_eq!((error.request_id(), error.attempts(), server.requests().len()), (Some("r1"), 1, 1));
        std::fs::remove_file(&path).ok();
    }
}

#[tokio::test]
async fn a_file_may_change_between_calls() {
    let path = file("between", b"aaaa");
    let (server, client) = start([json(200, &[], ITEM)]).await;
    let upload = Upload::path(&path);
    for content in ["a", "bb"] {
        std::fs::write(&path, content).unwrap();
        client.shelves().upload("s", CreateFile::Bytes(upload.clone())).await.unwrap();
    }
    let bodies: Vec<Vec<u8>> = server.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, [b"a".to_vec(), b"bb".to_vec()]);
    std::fs::remove_file(&path).unwrap();
}

/// Gives a byte, and then no more.
struct Burning(bool);

impl AsyncRead for Burning {
    fn poll_read(mut self: Pin<&mut Self>, _: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(Err(io::Error::other("disk on fire")));
        }
        buffer.put_slice(b"x");
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_no_fault_of_the_connection() {
    let (server, client) = start([json(200, &[], ITEM)]).await;
    let uploads = [
        (Upload::reader(Burning(false)), "disk on fire"),
        (Upload::reader(&b"12345"[..]).length(6), "early"),
        (Upload::reader(&b"12345"[..]).length(4), "longer"),
    ];
    for (upload, problem) in uploads {
        let call = client.shelves().upload("s", CreateFile::Bytes(upload)).retry_unsafe(true);
        let error = call.await.unwrap_err();
        let said = error.to_string();
        assert!(matches!(error, Error::Request(_)) && said.contains(problem), "{said}");
        assert!(!error.is_connection() && !error.is_outcome_unknown() && error.attempts() == 1, "{said}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn what_cannot_be_opened_in_time_is_no_attempt() {
    let path = file("pipe", b"");
    std::fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let (server, client) = start([json(200, &[], ITEM)]).await;
    let call = client.shelves().upload("s", CreateFile::Bytes(Upload::path(&path)));
    let error = call.timeout(std::time::Duration::from_millis(100)).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)) && !error.is_outcome_unknown(), "{error}");
    assert_eq!((error.attempts(), server.requests().len()), (0, 0));
    // Whoever waits for a writer gets one.
    drop(std::fs::OpenOptions::new().read(true).write(true).open(&path).unwrap());
    std::fs::remove_file(&path).unwrap();
}
