//! A server with a client for it.

use reqwest::header::HeaderMap;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder};
use rustls::crypto::ring;
use serde_json::{Value, json};
use wharf_tests::emulator::{Clock, Emulator, Settings};

/// When the clocks of tests stand still.
pub const NOW: i64 = 1_767_225_600;

/// A server with a client for it. Dropping it checks that every answer was as the document says.
pub struct Probe {
    pub emulator: Emulator,
    client: Client,
    misfit: bool,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Seen {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Probe {
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    /// A server whose clock stands still.
    pub fn stopped() -> Self {
        Self::with(Settings { clock: Clock::stopped(NOW), ..Settings::default() })
    }

    pub fn with(settings: Settings) -> Self {
        Self { emulator: Emulator::start(settings).unwrap(), client: plain_client(), misfit: false }
    }

    /// A server whose answers do not fit its document.
    pub fn misfit(document: String) -> Self {
        let settings = Settings { document: Some(document), ..Settings::default() };
        let mut probe = Self::with(settings);
        probe.misfit = true;
        probe
    }

    /// A request with a key, below the base URL.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.without_key(method, path).bearer_auth("key")
    }

    pub fn without_key(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.emulator.base_url()))
    }

    pub async fn get(&self, path: &str) -> Seen {
        see(self.request(Method::GET, path)).await
    }

    pub async fn delete(&self, path: &str) -> Seen {
        see(self.request(Method::DELETE, path)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Seen {
        see(self.request(Method::POST, path).json(&body)).await
    }

    pub async fn upload(&self, container: &str, name: &str, bytes: Vec<u8>) -> Seen {
        let form = Form::new().part("file", Part::bytes(bytes).file_name(name.to_owned()));
        self.send_form(container, form).await
    }

    pub async fn send_form(&self, container: &str, form: Form) -> Seen {
        see(self.request(Method::POST, &format!("/containers/{container}/files")).multipart(form)).await
    }

    /// Makes a container and gives its id.
    pub async fn container(&self, name: &str) -> String {
        self.post("/containers", json!({ "name": name })).await.ok()["id"].as_str().unwrap().to_owned()
    }

    /// Uploads a file and gives its id.
    pub async fn file(&self, container: &str, bytes: &[u8]) -> String {
        let seen = self.upload(container, "file.bin", bytes.to_vec()).await;
        seen.ok()["id"].as_str().unwrap().to_owned()
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        if !self.misfit && !std::thread::panicking() {
            assert_eq!(self.emulator.violations(), Vec::<String>::new());
        }
    }
}

/// Sends a request and reads its answer.
pub async fn see(request: RequestBuilder) -> Seen {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Seen { status, headers, bytes: response.bytes().await.unwrap().to_vec() }
}

impl Seen {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The body of a 200.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// Checks status, parameter and code of an error, and gives its message.
    #[track_caller]
    pub fn error(&self, status: u16, param: Option<&str>, code: Option<&str>) -> String {
        let body = self.json();
        let error = &body["error"];
        assert_eq!((self.status, &error["param"], &error["code"]), (status, &json!(param), &json!(code)), "{body}");
        assert_eq!(error["type"], "invalid_request_error");
        error["message"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The ids of a page.
    #[track_caller]
    pub fn ids(&self) -> Vec<String> {
        self.ok()["data"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// A client that speaks HTTP. Other packages of this workspace give reqwest TLS without a provider, so that it wants one
/// even where no TLS is spoken; whoever comes first installs it.
pub fn plain_client() -> Client {
    let _ = ring::default_provider().install_default();
    Client::new()
}
