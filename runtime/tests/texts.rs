//! Texts in the encodings that servers name.

mod sample;
mod server;

use sample::Client;
use server::{Server, answer};

#[tokio::test]
async fn texts_are_read_in_the_encoding_that_they_name() {
    let texts =
        |charset: &str, body: &[u8]| answer(200, &[("content-type", &format!("text/plain; charset={charset}"))], body);
    let server =
        Server::start([texts("utf-8", "né".as_bytes()), texts("ISO-8859-1", b"n\xe9"), texts("koi8-r", b"n\xe9")])
            .await;
    let client = Client::builder().base_url(&server.url).credential("k").build().unwrap();
    assert_eq!(client.jobs().motd().await.unwrap(), "né");
    assert_eq!(client.jobs().motd().await.unwrap(), "né");
    let error = client.jobs().motd().await.unwrap_err();
    assert!(error.to_string().contains("in the encoding koi8-r, which is not known"), "{error}");
    assert_eq!(error.raw_body(), Some(b"n\xe9".as_slice()));
}
