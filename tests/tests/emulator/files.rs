//! Files: bringing them in, getting them out.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;

use crate::probe::{NOW, Probe, see};

#[tokio::test]
async fn an_upload_comes_back_byte_for_byte() {
    let probe = Probe::stopped();
    let container = probe.container("n").await;
    // Every byte there is, and things that look like the ends of parts and lines.
    let mut bytes: Vec<u8> = (0..=255).collect();
    bytes.extend_from_slice(b"\r\n--boundary--\r\n\r\n");
    let file = probe.upload(&container, "all bytes.bin", bytes.clone()).await.ok();
    let id = file["id"].as_str().unwrap();
    let path = file["path"].as_str().unwrap();
    let expected = json!({
        "id": id,
        "object": "container.file",
        "container_id": container,
        "created_at": NOW,
        "bytes": bytes.len(),
        "path": path,
        "source": "user",
    });
    assert_eq!(file, expected);
    assert_eq!(probe.get(&format!("/containers/{container}/files/{id}")).await.ok(), expected);
    let content = probe.get(&format!("/containers/{container}/files/{id}/content")).await;
    assert_eq!(content.bytes, bytes);
    assert_eq!(content.header("content-type"), Some("application/octet-stream"));
    assert_eq!(content.header("content-length"), Some(bytes.len().to_string().as_str()));
}

#[tokio::test]
async fn ids_and_paths_have_their_documented_form() {
    let probe = Probe::stopped();
    let container = probe.container("n").await;
    let file = probe.upload(&container, "../etc/data.csv", Vec::new()).await.ok();
    let digits = file["id"].as_str().unwrap().strip_prefix("cfile_").unwrap();
    assert_eq!(digits.len(), 32);
    assert_eq!(i64::from_str_radix(&digits[..8], 16), Ok(NOW));
    let name = file["path"].as_str().unwrap().strip_prefix("/mnt/data/").unwrap();
    let (hex, name) = name.split_once('-').unwrap();
    assert!(hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hex}");
    assert_eq!(name, "data.csv");
}

#[tokio::test]
async fn a_file_of_the_account_is_copied() {
    let probe = Probe::new();
    let container = probe.container("n").await;
    let path = format!("/containers/{container}/files");
    let file = probe.post(&path, json!({ "file_id": "file-abc" })).await.ok();
    let content = probe.get(&format!("{path}/{}/content", file["id"].as_str().unwrap())).await;
    assert_eq!(content.bytes, b"file-abc");
    probe.post(&path, json!({ "file_id": "string" })).await.error(400, Some("file_id"), Some("invalid_value"));
}

#[tokio::test]
async fn a_deleted_file_is_gone() {
    let probe = Probe::new();
    let container = probe.container("n").await;
    let file = probe.file(&container, b"x").await;
    let path = format!("/containers/{container}/files/{file}");
    let deleted = json!({ "id": file, "object": "container.file.deleted", "deleted": true });
    assert_eq!(probe.delete(&path).await.ok(), deleted);
    for path in [path.clone(), format!("{path}/content")] {
        let message = probe.get(&path).await.error(404, None, None);
        assert!(message.contains(&file), "{message}");
    }
    assert_eq!(probe.delete(&path).await.status, 404);
}

#[tokio::test]
async fn a_file_belongs_to_one_container() {
    let probe = Probe::new();
    let (one, other) = (probe.container("1").await, probe.container("2").await);
    let file = probe.file(&one, b"x").await;
    assert_eq!(probe.get(&format!("/containers/{other}/files/{file}")).await.status, 404);
}

#[tokio::test]
async fn a_string_is_not_a_file() {
    let probe = Probe::new();
    let container = probe.container("n").await;
    let path = format!("/containers/{container}/files");
    let as_json = probe.post(&path, json!({ "file": "@a.bin" })).await;
    as_json.error(400, Some("file"), Some("invalid_type"));
    let as_text = probe.send_form(&container, Form::new().text("file", "a.bin")).await;
    as_text.error(400, Some("file"), Some("invalid_type"));
}

#[tokio::test]
async fn neither_and_both_are_refused() {
    let probe = Probe::new();
    let container = probe.container("n").await;
    let path = format!("/containers/{container}/files");
    probe.post(&path, json!({})).await.error(400, None, None);
    probe.post(&path, json!({ "file": "a", "file_id": "file-a" })).await.error(400, None, None);
    see(probe.request(Method::POST, &path)).await.error(400, None, None);
    let part = || Part::bytes(b"x".as_slice()).file_name("a");
    probe
        .send_form(&container, Form::new().part("file", part()).text("file_id", "file-a"))
        .await
        .error(400, None, None);
    probe.send_form(&container, Form::new().part("other", part())).await.error(400, None, None);
    let twice = Form::new().part("file", part()).part("file", part());
    probe.send_form(&container, twice).await.error(400, Some("file"), None);
    assert_eq!(probe.get(&path).await.ids(), Vec::<String>::new());
}

#[tokio::test]
async fn an_upload_to_nowhere_gets_to_see_why() {
    let probe = Probe::new();
    // More than fits into the buffers of a connection.
    let bytes = vec![7; 16 << 20];
    let message = probe.upload("cntr_0", "a", bytes).await.error(404, None, None);
    assert_eq!(message, "Container with id 'cntr_0' not found.");
}

#[tokio::test]
async fn a_form_that_ends_too_early_is_refused() {
    let probe = Probe::new();
    let container = probe.container("n").await;
    let request = probe.request(Method::POST, &format!("/containers/{container}/files"));
    let body = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf";
    let request = request.header("content-type", "multipart/form-data; boundary=b").body(body);
    see(request).await.error(400, None, None);
    assert_eq!(probe.get(&format!("/containers/{container}/files")).await.ids(), Vec::<String>::new());
}
