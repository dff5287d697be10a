//! The server as a program of its own.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};

use reqwest::multipart::{Form, Part};
use reqwest::{Body, Client, Response};
use serde_json::{Value, json};

use crate::probe::plain_client;

struct Program {
    child: Child,
    base_url: String,
    client: Client,
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_emulator"));
        command.args(["--listen", "127.0.0.1:0"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let base_url = lines.next().unwrap().unwrap();
        assert_eq!(lines.next().unwrap().unwrap(), "ready");
        Self { child, base_url, client: plain_client() }
    }

    async fn list(&self, key: &str) -> Response {
        self.client.get(format!("{}/containers", self.base_url)).bearer_auth(key).send().await.unwrap()
    }

    async fn container(&self) -> Value {
        let request = self.client.post(format!("{}/containers", self.base_url)).bearer_auth("key");
        request.json(&json!({ "name": "n" })).send().await.unwrap().json().await.unwrap()
    }

    fn interrupt(&mut self) -> std::io::Result<ExitStatus> {
        Command::new("kill").args(["-INT", &self.child.id().to_string()]).status()?;
        self.child.wait()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Not killed, so that it takes its temporary folder along; one that is gone already does not matter.
        if self.child.try_wait().is_ok_and(|exited| exited.is_none()) {
            let _ = self.interrupt();
        }
    }
}

#[tokio::test]
async fn it_says_where_it_is_and_stops_when_interrupted() {
    let mut program = Program::start(&[]);
    assert!(program.base_url.starts_with("http://127.0.0.1:") && program.base_url.ends_with("/v1"));
    assert_eq!(program.list("key").await.status(), 200);
    assert_eq!(program.interrupt().unwrap().code(), Some(0));
}

#[tokio::test]
async fn its_arguments_arrive() {
    let program = Program::start(&["--api-key", "right", "--fault", "503;times=1", "--clock-offset", "4000000000"]);
    assert_eq!(program.list("right").await.status(), 503);
    assert_eq!(program.list("right").await.status(), 200);
    assert_eq!(program.list("wrong").await.status(), 401);
    drop(program);
    let program = Program::start(&["--clock-offset", "4000000000", "--fixtures"]);
    assert!(program.container().await["created_at"].as_i64().unwrap() > 4_000_000_000);
    let root = program.base_url.strip_suffix("/v1").unwrap().to_owned();
    assert_eq!(program.client.get(root).send().await.unwrap().status(), 200);
}

#[test]
fn wrong_arguments_are_refused() {
    for arguments in [["--fault", "sometimes"], ["--listen", "nowhere"], ["--document", "/nonexistent/file"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_emulator")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        assert!(String::from_utf8(output.stderr).unwrap().contains(arguments[1]), "{arguments:?}");
    }
}

/// The most memory that a process has ever had, in bytes.
#[cfg(target_os = "linux")]
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

/// Uploads so many bytes and downloads them again, and returns by how much the server has grown.
#[cfg(target_os = "linux")]
async fn growth(bytes: u64) -> u64 {
    const PIECE: usize = 1 << 20;
    let program = Program::start(&[]);
    let id = program.container().await["id"].as_str().unwrap().to_owned();
    let before = peak_memory(program.child.id());
    let pieces = (0..bytes / PIECE as u64).map(|_| Ok::<_, std::io::Error>(vec![42_u8; PIECE]));
    let body = Body::wrap_stream(futures_util::stream::iter(pieces));
    let form = Form::new().part("file", Part::stream_with_length(body, bytes).file_name("large.bin"));
    let url = format!("{}/containers/{id}/files", program.base_url);
    let file: Value =
        program.client.post(&url).bearer_auth("key").multipart(form).send().await.unwrap().json().await.unwrap();
    assert_eq!(file["bytes"], bytes, "{file}");
    let url = format!("{url}/{}/content", file["id"].as_str().unwrap());
    let mut content = program.client.get(url).bearer_auth("key").send().await.unwrap();
    let mut received = 0;
    while let Some(piece) = content.chunk().await.unwrap() {
        received += piece.len() as u64;
    }
    assert_eq!(received, bytes);
    peak_memory(program.child.id()) - before
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_upload_does_not_grow_the_process() {
    let growth = growth(96 << 20).await;
    assert!(growth < 24 << 20, "grew by {growth} bytes");
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "writes 1 GiB to disk"]
async fn a_gigabyte_does_not_grow_the_process() {
    let growth = growth(1 << 30).await;
    println!("grew by {growth} bytes");
    assert!(growth < 24 << 20, "grew by {growth} bytes");
}
